"""What a voice engine is."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from broadcast.language.model import Language

Marks = tuple[tuple[int, int], ...]
"""(character of the spoken text, sample), ascending in both."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """What an engine gave for one text, as it came: neither trimmed nor levelled."""

    samples: NDArray[np.int16]
    """Mono."""
    rate: int
    """Samples a second."""
    marks: Marks = ()
    """Where words begin, as far as the engine knows; offsets are those of the text it was given."""


class Speaker(Protocol):
    """An engine that is ready to speak; one thread uses it."""

    def __call__(self, text: str, language: Language, role: str, rate: float) -> Utterance:
        """Speak a text at `rate` times the role's own speed; VoiceError where it cannot."""


class Engine(Protocol):
    """A row of VOICES."""

    @property
    def name(self) -> str: ...

    @property
    def cleared(self) -> bool:
        """May its sound go on air? False: it is a preview."""

    def version(self) -> str:
        """Everything about the engine and its data that changes its sound, as text: part of the cache's key."""

    def settings(self, language: Language, role: str, rate: float) -> dict[str, Any]:
        """Everything else that changes its sound, but for the words; VoiceError where it has no voice for the language."""

    def ready(self) -> AbstractContextManager[Speaker]:
        """Start what it needs; leaving the context ends it."""


def role_settings(table: dict[str, dict[str, Any]], role: str) -> dict[str, Any]:
    """The role's row of a language's table; a role without one (a station's own announcer) speaks as the presenter."""
    return table.get(role) or table.get("presenter") or {}
