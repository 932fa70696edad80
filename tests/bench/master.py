"""Masters: a still coded once, against every frame coded by ffmpeg's command line, on the same frames and sound.

    python tests/bench/master.py [--seconds 300] [--stills 20]

Prints a table and last `ratio: N.N` (higher is better), the smaller of the two rates'.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
import time
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import soundfile
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from broadcast.timecode import Rate, frame_number, timecode
from broadcast.tv.master import Film, Way, write

RATES = {"25": ("12", "10:00:00:00"), "30000/1001": ("15", "01:00:00;00")}


def slide(number: int) -> NDArray[np.uint8]:
    """A page of words."""
    picture = Image.new("RGB", (1920, 1080), (244, 237, 221))
    pen, chance = ImageDraw.Draw(picture), np.random.RandomState(number)
    for word in range(60):
        x, y = chance.randint(0, 1700), chance.randint(0, 1000)
        colour = tuple(int(value) for value in chance.randint(0, 200, 3))
        pen.text((x, y), f"word {word}", fill=colour, font_size=44)
    return np.asarray(picture)


def film(rate: str, seconds: int, stills: int, wav: Path) -> Film:
    parsed = Rate.parse(rate)
    frames = int(seconds * parsed.fraction)
    starts = tuple(number * frames // stills for number in range(stills))
    paint = tuple(lambda number=number: slide(number) for number in range(stills))
    return Film(parsed, frames, starts, paint, (wav,), frame_number(RATES[rate][1], parsed))


def ours(path: Path, told: Film, way: Way) -> float:
    begin = time.perf_counter()
    write(path, told, way)
    return time.perf_counter() - begin


def theirs(path: Path, told: Film, wav: Path, folder: Path) -> float:
    """The recipe of stations, from PNG files by the concat reader. Painting is not counted."""
    rows = []
    ends = [*told.starts[1:], told.frames]
    for number, (start, end) in enumerate(zip(told.starts, ends, strict=True)):
        name = folder / f"{number:03d}.png"
        Image.fromarray(told.paint[number]()).save(name)
        rows.append(f"file '{name}'\nduration {float((end - start) / told.rate.fraction):.6f}")
    (folder / "list.txt").write_text("\n".join(rows) + "\n", "utf-8")
    rate = str(told.rate)
    command = [
        imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-v", "error", "-f", "concat", "-safe", "0", "-i", str(folder / "list.txt"), "-i", str(wav),
        "-vf", f"fps={rate},scale=out_color_matrix=bt709,setfield=tff,format=yuv422p", "-frames:v", str(told.frames), "-c:v", "mpeg2video",
        "-b:v", "50M", "-minrate", "50M", "-maxrate", "50M", "-bufsize", "36408333", "-rc_init_occupancy", "36408333", "-g", RATES[rate][0],
        "-bf", "2", "-flags", "+ildct+ilme", "-intra_vlc", "1", "-non_linear_quant", "1", "-dc", "10", "-qmin", "1", "-qmax", "12",
        "-sc_threshold", "1000000000", "-c:a", "pcm_s24le", "-timecode", timecode(told.start, told.rate), str(path),
    ]  # fmt: skip
    begin = time.perf_counter()
    subprocess.run(command, check=True)
    return time.perf_counter() - begin


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--stills", type=int, default=20)
    given = parser.parse_args()
    ratios = []
    print(f"{'rate':12} {'way':14} {'seconds':>8} {'MB':>7}")
    for rate in RATES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            wav = folder / "sound.wav"
            tone = 0.1 * np.sin(np.arange(given.seconds * 48_000) * 2 * np.pi * 440 / 48_000)
            soundfile.write(wav, np.stack([tone, tone], axis=1), 48_000, subtype="PCM_24")
            told = film(rate, given.seconds, given.stills, wav)
            times = {
                "fast": ours(folder / "m.mxf", told, "fast"), "every": ours(folder / "m.mxf", told, "every"),
                "ffmpeg": theirs(folder / "m.mxf", told, wav, folder),
            }  # fmt: skip
            for way, seconds in times.items():
                print(f"{rate:12} {way:14} {seconds:8.1f} {(folder / 'm.mxf').stat().st_size / 1e6:7.0f}")
            ratios.append(times["ffmpeg"] / times["fast"])
    print(f"ratio: {min(ratios):.1f}")


if __name__ == "__main__":
    main()
