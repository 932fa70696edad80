"""The fifteen-minute package against a chain of today's tools that does the same work.

    pip install -e '.[bench]'; espeak-ng on the PATH
    python tests/bench/package.py [LESSON] [-f FORMAT]

Ours: `broadcast build` with an empty cache, all media. The chain, on the same episode: espeak-ng speaks each cue, its sound is
laid at its place, ffmpeg-normalize brings it to -23 LUFS, WeasyPrint makes scripts, sheets and slides, moviepy the video. Its sums
are not exact and its answers not proven; only its time is compared. Prints a table and last `ratio: N.N` (higher is better).
"""

from __future__ import annotations

import argparse
import html
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import wave
from pathlib import Path
from typing import Any

import imageio_ffmpeg

ROOT = Path(__file__).resolve().parents[2]


def ours(lesson: Path, form: str, out: Path) -> float:
    """Seconds of a cold build."""
    begin = time.perf_counter()
    command = [sys.executable, "-m", "broadcast", "build", str(lesson), "-f", form, "-o", str(out), "--cache", str(out / "cache")]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin


def speak(episode: dict[str, Any], folder: Path) -> Path:
    """Each cue by espeak-ng, laid end to end at its place by the wave module."""
    whole = folder / "programme.wav"
    rate = 22050
    with wave.open(str(whole), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        written = 0
        for segment in episode["segments"]:
            for cue in segment["cues"]:
                end = (cue["start"] + cue["duration"]) * rate // 48000
                if cue["spoken"]:
                    take = folder / "cue.wav"
                    voice = "en-us" if episode["language"] == "en" else episode["language"]
                    subprocess.run(["espeak-ng", "-v", voice, "-s", "140", "-w", str(take), cue["spoken"]], check=True)
                    with wave.open(str(take)) as spoken:
                        data = spoken.readframes(min(spoken.getnframes(), end - written))
                    out.writeframes(data)
                    written += len(data) // 2
                out.writeframes(b"\0\0" * max(0, end - written))
                written = max(written, end)
    return whole


def normalize(sound: Path) -> Path:
    level = sound.with_name("level.wav")
    subprocess.run(
        ["ffmpeg-normalize", str(sound), "-t", "-23", "-tp", "-1", "-ar", "48000", "-c:a", "pcm_s24le", "-f", "-o", str(level)],
        check=True,
    )
    return level


def documents(episode: dict[str, Any], folder: Path) -> list[tuple[Path, float]]:
    """Scripts, sheets and slides by WeasyPrint; the slides as pictures with their seconds."""
    import pypdfium2
    from weasyprint import HTML

    cues = [cue for segment in episode["segments"] for cue in segment["cues"]]
    rows = "".join(f"<tr><td>{cue['number']}<td>{cue['role']}<td>{html.escape(cue['spoken'])}" for cue in cues)
    boxes = "".join(
        f"<h2>{box['number']} {html.escape(box['heading'])}</h2><p>{html.escape(box['prompt'])}<div style='height:3cm;border:1pt solid'></div>"
        for box in episode["boxes"]
    )
    for name, body in (
        ("radio", f"<table>{rows}</table>"),
        ("tv", f"<table>{rows}</table>"),
        ("guide", f"<table>{rows}</table>"),
    ):
        HTML(string=body).write_pdf(folder / f"{name}.pdf")
    for name in ("worksheet-a4", "worksheet-letter", "answers-a4", "answers-letter"):
        HTML(string=boxes).write_pdf(folder / f"{name}.pdf")
    style = "<style>@page{size:1920px 1080px;margin:100px}body{font-size:64px}section{break-after:page}</style>"
    slides = "".join(f"<section>{html.escape(cue['text'] or cue['note'])}</section>" for cue in cues)
    pdf = folder / "slides.pdf"
    HTML(string=style + slides).write_pdf(pdf)
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for index, cue in enumerate(cues):
        picture = folder / f"{index}.png"
        document[min(index, len(document) - 1)].render(scale=96 / 72).to_pil().resize((1920, 1080)).save(picture)
        found.append((picture, cue["duration"] / 48000))
    return found


def video(slides: list[tuple[Path, float]], sound: Path, folder: Path) -> None:
    from moviepy import AudioFileClip, ImageClip, concatenate_videoclips

    clip = concatenate_videoclips([ImageClip(str(path)).with_duration(seconds) for path, seconds in slides])
    clip.with_audio(AudioFileClip(str(sound))).write_videofile(
        str(folder / "programme.mp4"), fps=25, codec="libx264", audio_codec="aac", preset="veryfast", threads=2, logger=None
    )


def chain(episode: dict[str, Any], folder: Path) -> dict[str, float]:
    """Seconds of each stage."""
    times: dict[str, float] = {}
    begin = time.perf_counter()

    def lap(stage: str) -> None:
        nonlocal begin
        now = time.perf_counter()
        times[stage], begin = now - begin, now

    sound = speak(episode, folder)
    lap("espeak-ng")
    level = normalize(sound)
    lap("ffmpeg-normalize")
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", str(level), "-b:a", "192k", str(folder / "programme.mp3")], check=True)
    lap("mp3")
    slides = documents(episode, folder)
    lap("WeasyPrint")
    video(slides, level, folder)
    lap("moviepy")
    return times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lesson", nargs="?", type=Path, default=ROOT / "scripts_src" / "paper-robot")
    parser.add_argument("-f", dest="form", default="simulcast-15")
    call = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        tools = folder / "bin"
        tools.mkdir()
        (tools / "ffmpeg").symlink_to(imageio_ffmpeg.get_ffmpeg_exe())
        os.environ["PATH"] = os.pathsep.join([str(tools), str(Path(sys.executable).parent), os.environ["PATH"]])
        for tool in ("espeak-ng", "ffmpeg-normalize"):
            if not shutil.which(tool):
                raise SystemExit(f"{tool} is not on the PATH: the chain needs it")
        cold = ours(call.lesson, call.form, folder / "out")
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        warm = ours(call.lesson, call.form, folder / "out")
        episode = json.loads(next((folder / "out").glob("*/*/episode.json")).read_text("utf-8"))
        other = folder / "chain"
        other.mkdir()
        times = chain(episode, other)
    print(f"{'ours, cold':24}{cold:8.1f} s   largest process {memory:.0f} MB")
    print(f"{'ours, nothing changed':24}{warm:8.2f} s")
    for stage, seconds in times.items():
        print(f"{'chain: ' + stage:24}{seconds:8.1f} s")
    print(f"{'chain, together':24}{sum(times.values()):8.1f} s")
    print(f"ratio: {sum(times.values()) / cold:.1f}")


if __name__ == "__main__":
    main()
