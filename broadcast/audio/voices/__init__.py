"""The voice engines.

To add one: write a file beside this one with a class that has what `engine.Engine` asks for, put a row here, and add
its `[name.*]` settings to the languages it speaks (`media/languages`). Its version goes into every cache key, so a new
version speaks again; `cleared = False` keeps its sound off air.
"""

from __future__ import annotations

from broadcast.audio.voices.engine import Engine
from broadcast.audio.voices.espeak import Espeak
from broadcast.audio.voices.gtts import Gtts
from broadcast.errors import VoiceError

VOICES: dict[str, Engine] = {
    "espeak": Espeak(),
    "gtts": Gtts(),
}


def engine(name: str) -> Engine:
    """The engine of a name; VoiceError that lists the known ones."""
    try:
        return VOICES[name]
    except KeyError:
        raise VoiceError(f"{name!r} is no voice we have", remedy=f"Use one of: {', '.join(VOICES)}") from None
