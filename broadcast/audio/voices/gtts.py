"""Natural voices over the internet by gTTS: for previews, not cleared for air.

A language's `[gtts]` has `lang`, `tld` (which accent) and, where the voice is too fast for children, `tempo`. The second
role is the same voice, higher. Whoever sends the text elsewhere (a station's own gateway, a test) gives `base`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import numpy as np

from broadcast.audio.voices.engine import Speaker, Utterance
from broadcast.errors import EnvironmentFault, VoiceError
from broadcast.language.model import Language
from broadcast.process import ffmpeg, run
from broadcast.timecode import SAMPLE_RATE

TIMEOUT = (5.0, 30.0)
"""Seconds to connect and to read."""
SECOND_PITCH = 1.12
"""How much higher the second role speaks."""
DECODE_SECONDS = 60


class Gtts:
    """A row of VOICES. `base`: scheme and host to ask instead of Google's."""

    name = "gtts"
    cleared = False

    def __init__(self, base: str = "") -> None:
        self._base = base.rstrip("/")

    def version(self) -> str:
        from gtts.version import __version__

        return f"{__version__}{'@' + self._base if self._base else ''}"

    def settings(self, language: Language, role: str, rate: float) -> dict[str, Any]:
        if not language.gtts.get("lang"):
            raise VoiceError(f"gtts has no voice for {language.english}", remedy="Use --voice espeak")
        return {
            "lang": language.gtts["lang"],
            "tld": language.gtts.get("tld", "com"),
            "tempo": round(float(language.gtts.get("tempo", "1")) * rate, 4),
            "pitch": SECOND_PITCH if role == "second" else 1.0,
        }

    @contextmanager
    def ready(self) -> Iterator[Speaker]:
        def speaker(text: str, language: Language, role: str, rate: float) -> Utterance:
            settings = self.settings(language, role, rate)
            mp3 = self._fetch(text, settings["lang"], settings["tld"])
            return Utterance(_decoded(mp3, settings["tempo"], settings["pitch"]), SAMPLE_RATE)

        yield speaker

    def _fetch(self, text: str, lang: str, tld: str) -> bytes:
        from gtts import gTTSError
        from requests import RequestException

        out = BytesIO()
        try:
            _speech(self._base)(text=text, lang=lang, tld=tld, lang_check=False, timeout=TIMEOUT).write_to_fp(out)
        except AssertionError as error:
            raise VoiceError(f"gtts finds nothing to say in {text!r}") from error
        except gTTSError as error:
            answer = getattr(error, "rsp", None)
            if answer is None:
                raise VoiceError(
                    "gtts cannot be reached: it needs the internet", remedy="Use --voice espeak, which works offline"
                ) from error
            raise VoiceError(
                f"gtts refused: {answer.status_code} {answer.reason}", remedy="Try later, or use --voice espeak"
            ) from error
        except RequestException as error:  # the answer broke off while it was read
            raise VoiceError(
                "gtts broke off: the connection was lost", remedy="Try again, or use --voice espeak, which works offline"
            ) from error
        if not out.getvalue():
            raise VoiceError(f"gtts gave no sound for {text!r}", remedy="Try later, or use --voice espeak")
        return out.getvalue()


def _speech(base: str) -> type[Any]:
    """gTTS's own class, which sends to `base` where there is one.

    It does not check certificates; what comes back is read as MP3 and as nothing else.
    """
    from gtts import gTTS

    class Speech(gTTS):  # type: ignore[misc]
        def _prepare_requests(self) -> list[Any]:
            requests = super()._prepare_requests()
            for request in requests if base else ():
                request.prepare_url(base + request.path_url, None)
            return list(requests)

    return Speech


def _decoded(mp3: bytes, tempo: float, pitch: float) -> Any:
    """Samples at 48 kHz, `tempo` times as fast and `pitch` times as high."""
    import ffmpeg as graph

    sound = graph.input("pipe:", format="mp3", protocol_whitelist="pipe").audio
    if pitch != 1:
        sound = (
            sound.filter("aresample", SAMPLE_RATE).filter("asetrate", round(SAMPLE_RATE * pitch)).filter("aresample", SAMPLE_RATE)
        )
    if tempo != pitch:
        sound = sound.filter("atempo", round(tempo / pitch, 5))
    sound = sound.output("pipe:", format="s16le", acodec="pcm_s16le", ac=1, ar=SAMPLE_RATE, threads=1)
    try:
        data, _ = run(sound.compile(cmd=ffmpeg()), data=mp3, timeout=DECODE_SECONDS)
    except (EnvironmentFault, TimeoutError) as error:
        raise VoiceError("gtts sent something that is no MP3", remedy="Try later, or use --voice espeak") from error
    return np.frombuffer(data, "<i2")
