"""The process in which espeak-ng speaks: started by `voices.espeak`, talks over standard input and output.

espeak-ng carries state from one sentence to the next, so that the same text gives other samples each time. Therefore
it is set up once here, in a process of one thread that never speaks itself, and each utterance is spoken by a fork of
it. Where there is no fork (Windows), `once` answers a single request, and each utterance has a process of its own.

A request is a length (4 bytes, little endian) and JSON: voice, speed, pitch, range, gap, text, and `trace` where the
phonemes are wanted back. An answer is a length and JSON: rate, bytes, marks [[character, sample], …], phonemes [clause, …],
or error; then the samples, 16 bit. A folder named on the command line has the data in place of the wheel's.

Only ctypes is imported: this starts in a few milliseconds, and there is one of it for each utterance on Windows.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
from typing import IO, Any

SYNCHRONOUS = 2  # AUDIO_OUTPUT_SYNCHRONOUS; the retrieval mode hangs after a fork
DONT_EXIT = 0x8000
UTF8, PHONEMES = 0x1, 0x100
WORD = 1
PARAMETERS = {"speed": 1, "volume": 2, "pitch": 3, "range": 4, "gap": 7}
SEED = 1
SECONDS = 60
"""No utterance takes longer; a fork that hangs is ended."""


class _Name(ctypes.Union):
    _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8)]


class Event(ctypes.Structure):
    """espeak_EVENT of speak_lib.h."""

    _fields_ = [
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Name),
    ]


CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(Event))


class Synthesiser:
    """espeak-ng, set up and silent so far."""

    def __init__(self, data: str = "") -> None:
        """`data`: a folder that holds `espeak-ng-data`; empty is the wheel's."""
        import espeakng_loader

        library = espeakng_loader.get_library_path()
        # espeak-ng keeps at most 160 bytes of its data's path: go there and name it by a dot.
        os.chdir(data or os.path.dirname(espeakng_loader.get_data_path()))  # noqa: PTH120 (pathlib would double the start-up)
        self._library = ctypes.CDLL(library)
        self._library.espeak_TextToPhonemes.restype = ctypes.c_char_p
        self.rate = int(self._library.espeak_Initialize(SYNCHRONOUS, 0, b".", DONT_EXIT))
        if self.rate <= 0:
            raise OSError("espeak-ng finds no data")
        self._chunks: list[bytes] = []
        self._marks: list[tuple[int, int]] = []
        self._callback = CALLBACK(self._take)
        self._library.espeak_SetSynthCallback(self._callback)

    def _take(self, samples: Any, count: int, events: Any) -> int:
        if samples and count > 0:
            self._chunks.append(ctypes.string_at(samples, 2 * count))
        index = 0
        while events and events[index].type:
            if events[index].type == WORD:
                self._marks.append((events[index].text_position - 1, events[index].sample))
            index += 1
        return 0

    def speak(self, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Head and samples; to be called once in a process."""
        # It seeds its noise (breath, roughness) by the clock; libc's own rand() it leaves as every process begins.
        self._library.espeak_ng_SetRandSeed(ctypes.c_long(SEED))
        voice = str(request["voice"])
        if self._library.espeak_SetVoiceByName(voice.encode()):
            return {"error": f"espeak-ng has no voice {voice!r}"}, b""
        for name, number in PARAMETERS.items():
            if name in request:
                self._library.espeak_SetParameter(number, int(request[name]), 0)
        text = str(request["text"]).encode() + b"\0"
        if self._library.espeak_Synth(text, len(text), 0, 0, 0, UTF8 | PHONEMES, None, None):
            return {"error": "espeak-ng refused the text"}, b""
        sound = b"".join(self._chunks)
        head: dict[str, Any] = {"rate": self.rate, "bytes": len(sound), "marks": self._marks}
        return (head | {"phonemes": self._phonemes(text)} if request.get("trace") else head), sound

    def _phonemes(self, text: bytes) -> list[str]:
        """What it said, a clause each: asked for after it spoke, because only speaking tells it to read `[[…]]`."""
        rest = ctypes.c_char_p(text)
        found: list[str] = []
        while rest.value:
            found.append(self._library.espeak_TextToPhonemes(ctypes.byref(rest), UTF8, 0).decode())
        return found


def packed(head: dict[str, Any]) -> bytes:
    """A length and JSON."""
    data = json.dumps(head).encode()
    return len(data).to_bytes(4, "little") + data


def unpacked(stream: IO[bytes]) -> dict[str, Any] | None:
    """The next head of a stream; None at its end."""
    size = stream.read(4)
    if len(size) < 4:
        return None
    data = stream.read(int.from_bytes(size, "little"))
    return dict(json.loads(data))


def _answer(voice: Synthesiser, request: dict[str, Any], out: IO[bytes]) -> None:
    head, sound = voice.speak(request)
    out.write(packed(head) + sound)
    out.flush()


def _forked(voice: Synthesiser, request: dict[str, Any], out: IO[bytes]) -> None:
    """Let a fork answer; where it dies, say so in its place."""
    import signal

    child = os.fork()
    if child == 0:
        failed = 1
        try:
            signal.alarm(SECONDS)
            _answer(voice, request, out)
            failed = 0
        finally:
            os._exit(failed)
    _, status = os.waitpid(child, 0)
    if status:
        out.write(packed({"error": "espeak-ng broke off"}))
        out.flush()


def main() -> None:
    source, out = sys.stdin.buffer, sys.stdout.buffer
    mode, data = (*sys.argv[1:], "", "")[:2]
    try:
        voice = Synthesiser(data)
    except (OSError, RuntimeError) as error:
        out.write(packed({"error": f"espeak-ng cannot be loaded: {error}"}))
        return
    if mode == "once":
        request = unpacked(source)
        if request is not None:
            _answer(voice, request, out)
        return
    while (request := unpacked(source)) is not None:
        _forked(voice, request, out)


if __name__ == "__main__":
    main()
