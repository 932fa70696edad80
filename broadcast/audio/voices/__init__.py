"""The voice engines, and which of them speaks a role.

To add one: write a file beside this one with a class that has what `engine.Engine` asks for, put a row here, and add
its `[name.*]` settings to the languages it speaks (`media/languages`). Its version goes into every cache key, so a new
version speaks again; `cleared = False` keeps its sound off air.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from broadcast.audio.voices.engine import Engine
from broadcast.audio.voices.espeak import Espeak
from broadcast.audio.voices.gtts import Gtts
from broadcast.audio.voices.piper import Piper
from broadcast.errors import VoiceError
from broadcast.language.model import Language

VOICES: dict[str, Engine] = {
    "espeak": Espeak(),
    "gtts": Gtts(),
    "piper": Piper(),
}
FILES: dict[str, Callable[[Path], Engine]] = {"piper": Piper}
"""Engines whose voices are files, `piper:PATH`."""
ROLES = ("presenter", "second")


def engine(name: str) -> Engine:
    """The engine of a name; VoiceError that lists the known ones."""
    kind, _, path = name.partition(":")
    if path and kind in FILES:
        return FILES[kind](Path(path))
    try:
        return VOICES[name]
    except KeyError:
        raise VoiceError(f"{name!r} is no voice we have", remedy=f"Use one of: {', '.join(VOICES)}") from None


def chosen(language: Language, wanted: Sequence[str]) -> dict[str, str]:
    """Role → name of its engine: as `wanted` says (`gtts` for all, `second=gtts` for one), else the language's `[voices]`, else espeak.

    VoiceError where one of them is not there or cannot speak the language.
    """
    names = {role: language.voices.get(role, "espeak") for role in ROLES}
    for each in wanted:
        role, given, name = each.partition("=")
        names |= {role: name} if given and role in ROLES else dict.fromkeys(ROLES, each)
    for role, name in names.items():
        one = engine(name)
        one.version()
        one.settings(language, role, 1.0)
    return names
