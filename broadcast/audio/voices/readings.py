"""How a text is brought to espeak-ng: a role's `reading`, by its name in the language's file.

A reading cuts the text into pieces, each for one voice of espeak-ng. Most languages are plain: one piece, the text as it
is, with phonemes for the words that `[espeak.phonemes]` finds. To add one, write it in a file beside this one, put a row
into READINGS and name it in `[espeak.presenter]` and `[espeak.second]`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from broadcast.audio.voices import espeak_data, korean, thai
from broadcast.audio.voices.pieces import Piece
from broadcast.errors import VoiceError
from broadcast.language.model import Language


@dataclass(frozen=True, slots=True)
class Reading:
    """A row of READINGS."""

    pieces: Callable[[str, Language, Mapping[str, Any]], tuple[Piece, ...]]
    """From the text, the language and the role's row of `[espeak]`."""
    version: Callable[[Language], str]
    """What else decides what is said: part of the cache's key."""
    data: Callable[[Path], None] | None = None
    """Makes espeak-ng's data in a folder, where those of the wheel do not do."""


PLAIN = {"[": " ", "]": " ", "\u02bc": "’"}
"""Signs that espeak-ng takes for something else, one for one: of a word with ʼ (Uzbek maʼno) it would name every letter."""


def plain(text: str, language: Language, row: Mapping[str, Any]) -> tuple[Piece, ...]:
    """The text as it is, with the words that espeak-ng would say wrongly as phonemes."""
    return (Piece(*respelled(text, phonemes(language))),)


def phonemes(language: Language) -> dict[str, str]:
    return {str(pattern): str(sounds) for pattern, sounds in language.espeak.get("phonemes", {}).items()}


def respelled(text: str, phonemes: Mapping[str, str]) -> tuple[str, tuple[int, ...]]:
    """The text as espeak-ng gets it, and for each of its characters the place in `text` that it comes from.

    What `phonemes` finds is written as `[[phonemes]]`; brackets and control characters of the text itself become spaces,
    so that a lesson cannot write phonemes or switch voices.
    """
    spans: list[tuple[int, int, str]] = []
    for pattern, sounds in phonemes.items():
        for match in re.finditer(pattern, text):
            if all(match.end() <= begin or match.start() >= end for begin, end, _ in spans):
                spans.append((match.start(), match.end(), f"[[{sounds}]]"))
    out: list[str] = []
    origins: list[int] = []
    at = 0
    for begin, end, written in [*sorted(spans), (len(text), len(text), "")]:
        out.append("".join(" " if ord(letter) < 32 else PLAIN.get(letter, letter) for letter in text[at:begin]))
        origins.extend(range(at, begin))
        out.append(written)
        origins.extend([begin] * len(written))
        at = end
    return "".join(out), tuple(origins)


def as_spoken(text: str, language: Language, row: Mapping[str, Any]) -> tuple[Piece, ...]:
    """Korean in the spelling of its sounds."""
    return plain(korean.spoken(text), language, row)


READINGS = {
    "plain": Reading(plain, lambda language: ""),
    "korean": Reading(as_spoken, lambda language: str(korean.STAGE)),
    "thai": Reading(thai.pieces, thai.version, espeak_data.make),
}


def reading(row: Mapping[str, Any], language: Language) -> Reading:
    """The one that a role's row names; VoiceError that lists the known ones."""
    name = str(row.get("reading", "plain"))
    try:
        return READINGS[name]
    except KeyError:
        raise VoiceError(
            f"{name!r} is no reading of espeak", file=f"{language.tag}.toml", remedy=f"Use one of: {', '.join(READINGS)}"
        ) from None
