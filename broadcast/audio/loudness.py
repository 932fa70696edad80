"""What a sound file measures: loudness and true peak by ffmpeg's ebur128 (EBU R128, BS.1770), silences by its silencedetect."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any

from broadcast.errors import EnvironmentFault, InputError
from broadcast.process import ffmpeg, run, start
from broadcast.timecode import SAMPLE_RATE

SILENCE = 0.25
"""Shorter ones are not looked for, seconds."""
AHEAD = 4
"""Blocks that may wait for the meter."""
SECONDS = 600
"""An hour of sound takes about fifteen."""


@dataclass(frozen=True, slots=True)
class Loudness:
    """Figures of a programme."""

    integrated: float
    """LUFS; -70 and less: silence."""
    true_peak: float
    """dBTP; -inf for silence, nan where it was not asked for."""
    range: float
    """LU."""
    longest_silence: float
    """Seconds below the level that was asked for; 0 where there is none of a quarter of a second."""
    momentary: float
    """LUFS, the loudest 400 ms; -inf where the sound is shorter."""
    short_term: float
    """LUFS, the loudest three seconds; -inf where the sound is shorter."""


def measure(path: Path, silence_level: float = -45.0) -> Loudness:
    """Measure a sound file, or the sound of a video; EnvironmentFault where it has none that can be read."""
    import ffmpeg as graph

    sound = _meters(graph.input(f"file:{path}").audio, True, silence_level)
    try:
        _, log = run(_command(sound), timeout=SECONDS)
    except TimeoutError as error:
        raise InputError("the sound was not measured in ten minutes", file=str(path)) from error
    return _figures(log.decode("utf-8", "replace"))


class Meter:
    """Measures stereo sound at 48 kHz while it is made, beside the maker; true peaks, which cost the most, it leaves out."""

    def __init__(self, silence_level: float = -45.0) -> None:
        import ffmpeg as graph

        source = graph.input("pipe:", format="f32le", ar=SAMPLE_RATE, ac=2).audio
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 (closed by `__exit__`)
        self._process = start(_command(_meters(source, False, silence_level)), errors=self._log)
        # A pipe holds a sixth of a second: a thread feeds it, so that maker and meter work at the same time.
        self._blocks: Queue[bytes | None] = Queue(AHEAD)
        self._broken = False
        self._feeder = Thread(target=self._feed, daemon=True)
        self._feeder.start()

    def _feed(self) -> None:
        out = self._process.stdin
        assert out
        while (block := self._blocks.get()) is not None:
            if not self._broken:
                try:
                    out.write(block)
                except (OSError, ValueError):
                    self._broken = True

    def __enter__(self) -> Meter:
        return self

    def __exit__(self, *_: object) -> None:
        if self._feeder.is_alive():  # given up before the end
            self._process.kill()
            self._blocks.put(None)
            self._feeder.join()
        self._process.communicate()
        self._log.close()

    def hear(self, samples: Any) -> None:
        """The next samples: float32, (n, 2)."""
        self._blocks.put(samples.tobytes())

    def done(self) -> Loudness:
        """No more samples: the figures."""
        self._blocks.put(None)
        self._feeder.join()
        if self._broken:
            raise EnvironmentFault("the loudness meter broke off", remedy="Try again")
        self._process.communicate()
        self._log.seek(0)
        return _figures(self._log.read().decode("utf-8", "replace"))


def _meters(sound: Any, true_peak: bool, silence_level: float) -> Any:
    options = {"peak": "true"} if true_peak else {}
    # The summary has one decimal; the running figure, whose last value is the whole programme's, has three.
    sound = sound.filter("ebur128", framelog="quiet", metadata=1, **options)
    for figure in "IMS":
        sound = sound.filter("ametadata", mode="print", key=f"lavfi.r128.{figure}")
    return sound.filter("silencedetect", noise=f"{silence_level}dB", duration=SILENCE)


def _command(sound: Any) -> list[str]:
    out = sound.output("-", format="null").global_args("-hide_banner", "-nostats")
    return [str(arg) for arg in out.compile(cmd=ffmpeg())]


def _figures(log: str) -> Loudness:
    running = re.findall(r"lavfi\.r128\.I=(-?[\d.]+|-?inf|nan)", log)
    spread = re.findall(r"LRA:\s+([\d.]+) LU", log)
    if not running or not spread:
        last = (log.strip().splitlines() or ["no sound"])[-1]
        raise EnvironmentFault(f"the loudness cannot be measured: {last}")
    peak = re.findall(r"Peak:\s+(-?[\d.]+|-?inf) dBFS", log)
    silences = [float(seconds) for seconds in re.findall(r"silence_duration: ([\d.]+)", log)]
    return Loudness(
        integrated=float(running[-1]),
        true_peak=float(peak[-1]) if peak else float("nan"),
        range=float(spread[-1]),
        longest_silence=max(silences, default=0.0),
        momentary=_loudest(log, "M"),
        short_term=_loudest(log, "S"),
    )


def _loudest(log: str, window: str) -> float:
    """The highest of the running figures; what the meter says before its window is full (about -120) is none."""
    found = [float(figure) for figure in re.findall(rf"lavfi\.r128\.{window}=(-?[\d.]+)", log)]
    return max((figure for figure in found if figure > -100), default=float("-inf"))
