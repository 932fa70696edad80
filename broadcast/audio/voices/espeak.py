"""espeak-ng from the espeakng-loader wheel: offline, a hundred languages, the same samples each time.

A language's `[espeak.<role>]` has voice (with its variant), pitch, range, speed in words a minute at rate 1.0, and gap
(between words, in 10 ms). `[espeak.phonemes]` maps regular expressions over the spoken text to espeak-ng's phonemes, for
words that it would say wrongly; the printed and spoken text stay as they are.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from importlib.metadata import PackageNotFoundError, distribution
from typing import Any

import numpy as np

from broadcast.audio.espeak_child import packed, unpacked
from broadcast.audio.voices.engine import Speaker, Utterance, role_settings
from broadcast.errors import EnvironmentFault, VoiceError
from broadcast.language.model import Language
from broadcast.process import python, start

MODULE = "broadcast.audio.espeak_child"
FORKS = hasattr(os, "fork")
VOLUME = 80
"""Of espeak-ng's 0–200: loud vowels do not clip."""


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
            "phonemes": dict(language.espeak.get("phonemes", {})),
        }

    @contextmanager
    def ready(self) -> Iterator[Speaker]:
        with ExitStack() as stack:
            shared = stack.enter_context(_Child()) if self._forks else None

            def speaker(text: str, language: Language, role: str, rate: float) -> Utterance:
                settings = self.settings(language, role, rate)
                written, origins = respelled(text, settings.pop("phonemes"))
                with nullcontext(shared) if shared else _Child("once") as child:
                    head, sound = child.ask({**settings, "text": written})
                return Utterance(np.frombuffer(sound, "<i2"), int(head["rate"]), _marks(head["marks"], origins))

            yield speaker


def respelled(text: str, phonemes: dict[str, str]) -> tuple[str, tuple[int, ...]]:
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
        out.append("".join(" " if letter in "[]" or ord(letter) < 32 else letter for letter in text[at:begin]))
        origins.extend(range(at, begin))
        out.append(written)
        origins.extend([begin] * len(written))
        at = end
    return "".join(out), tuple(origins)


def _marks(events: list[list[int]], origins: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    marks: list[tuple[int, int]] = []
    for position, sample in events:
        if 0 <= position < len(origins) and (not marks or (origins[position] > marks[-1][0] and sample >= marks[-1][1])):
            marks.append((origins[position], sample))
    return tuple(marks)


class _Child:
    """A process of `espeak_child`."""

    def __init__(self, *mode: str) -> None:
        self._process = start(python(MODULE, *mode))

    def __enter__(self) -> _Child:
        return self

    def __exit__(self, *_: object) -> None:
        """Its input ends, so it ends; should it not, it is stopped."""
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                with suppress(OSError):
                    stream.close()
        try:
            self._process.wait(timeout=5)
        except Exception:
            self._process.kill()
            self._process.wait()

    def ask(self, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Head and samples; VoiceError with espeak-ng's reason."""
        source, out = self._process.stdin, self._process.stdout
        assert source and out
        try:
            source.write(packed(request))
            source.flush()
            head = unpacked(out)
            sound = out.read(head.get("bytes", 0)) if head else b""
        except (OSError, ValueError) as error:
            raise VoiceError(f"espeak stopped: {error}") from error
        if head is None:
            raise VoiceError("espeak stopped")
        if "error" in head or len(sound) != head["bytes"]:
            raise VoiceError(str(head.get("error", "espeak broke off")))
        return head, sound
