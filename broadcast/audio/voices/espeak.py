"""espeak-ng from the espeakng-loader wheel: offline, a hundred languages, the same samples each time.

A language's `[espeak.<role>]` has voice (with its variant), pitch, range, speed in words a minute at rate 1.0, gap
(between words, in 10 ms) and, where espeak-ng cannot read the language's spelling, its `reading` (`readings`).
`[espeak.phonemes]` maps regular expressions over the spoken text to espeak-ng's phonemes, for words that it would say
wrongly; the printed and spoken text stay as they are.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import numpy as np

from broadcast.audio.voices.engine import Speaker, Utterance, role_settings
from broadcast.audio.voices.espeak_process import Children
from broadcast.audio.voices.pieces import Piece, joined, marks
from broadcast.audio.voices.readings import Reading, phonemes, reading
from broadcast.errors import EnvironmentFault, VoiceError
from broadcast.language.model import Language

FORKS = hasattr(os, "fork")
VOLUME = 80
"""Of espeak-ng's 0–200: loud vowels do not clip."""
REQUEST = ("voice", "speed", "pitch", "range", "gap", "volume")


class Espeak:
    """A row of VOICES. `forks`: may the child fork itself? (not on Windows)."""

    name = "espeak"
    cleared = True

    def __init__(self, forks: bool = FORKS) -> None:
        self._forks = forks

    def version(self) -> str:
        """The wheel's version and a hash over its library and data."""
        try:
            wheel = distribution("espeakng-loader")
        except PackageNotFoundError as error:
            raise EnvironmentFault("the package espeakng-loader is missing", remedy="Install the program again") from error
        files = sorted(
            line
            for line in (wheel.read_text("RECORD") or "").splitlines()
            if "__pycache__" not in line and ".dist-info" not in line
        )
        return f"{wheel.version}+{hashlib.sha256(chr(10).join(files).encode()).hexdigest()[:12]}"

    def settings(self, language: Language, role: str, rate: float) -> dict[str, Any]:
        row = role_settings(language.espeak, role)
        if not row.get("voice"):
            raise VoiceError(
                f"espeak has no voice for {language.english}", file=f"{language.tag}.toml", remedy="Add [espeak.presenter] to it"
            )
        return {
            "voice": str(row["voice"]),
            "speed": round(float(row.get("speed", 140)) * rate),
            "pitch": int(row.get("pitch", 50)),
            "range": int(row.get("range", 50)),
            "gap": int(row.get("gap", 0)),
            "volume": VOLUME,
            "phonemes": phonemes(language),
            "reading": [str(row.get("reading", "")), str(row.get("latin", "")), reading(row, language).version(language)],
        }

    @contextmanager
    def ready(self) -> Iterator[Speaker]:
        with ExitStack() as stack:
            children = Children(stack, self._forks)

            def speaker(text: str, language: Language, role: str, rate: float) -> Utterance:
                settings = self.settings(language, role, rate)
                row = role_settings(language.espeak, role)
                how = reading(row, language)
                request = {name: settings[name] for name in REQUEST}
                pieces = how.pieces(text, language, row)
                if not pieces:
                    raise VoiceError(f"{text!r} has no word that can be said", remedy="Write it in words")
                said = [_said(children, how, piece, request) for piece in pieces]
                if len(said) == 1:
                    return said[0]
                samples, found = joined(
                    [(one.samples, one.marks, piece.pause) for one, piece in zip(said, pieces, strict=True)], said[0].rate
                )
                return Utterance(samples, said[0].rate, found)

            yield speaker


def _said(children: Children, how: Reading, piece: Piece, request: dict[str, Any]) -> Utterance:
    """One piece's sound; VoiceError where it has a phoneme that espeak-ng does not know and would leave out."""
    wanted = {**request, "text": piece.text, "trace": bool(piece.phonemes)}
    head, sound = children.ask(how.data, {**wanted, "voice": piece.voice} if piece.voice else wanted)
    heard = " ".join(head.get("phonemes", ()))
    if piece.phonemes and [word.rstrip("_") for word in heard.split()] != piece.phonemes.split():  # `_` is the gap
        raise VoiceError(f"espeak-ng read {heard!r} for the phonemes {piece.phonemes!r}")
    return Utterance(np.frombuffer(sound, "<i2"), int(head["rate"]), marks(head["marks"], piece.origins))


def named(tag: str) -> str:
    """What espeak-ng calls the voice of a language, the tag's own before its language's; empty where it has none."""
    import espeakng_loader

    voices: dict[str, str] = {}
    for path in sorted((Path(espeakng_loader.get_data_path()) / "lang").rglob("*")):
        if path.is_file():
            for code in re.findall(r"^language (\S+)", path.read_text("utf-8", errors="replace"), re.MULTILINE):
                voices.setdefault(code.lower(), path.name)
    return voices.get(tag.lower()) or voices.get(tag.partition("-")[0].lower(), "")
