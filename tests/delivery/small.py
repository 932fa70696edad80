"""A small package of real files, made with other means than the program's own: what the checks are tried on."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import soundfile
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from broadcast.audio.files import Tags
from broadcast.audio.loudness import measure
from broadcast.episode.model import Episode
from broadcast.process import ffmpeg, run
from broadcast.radio import wave
from broadcast.timecode import SAMPLE_RATE, hms
from tests.sample import exemplar

SECONDS = 24


def episode() -> Episode:
    """The first three cues of the episode by hand, the last with the credits on the screen, as a programme of 24 seconds."""
    whole = exemplar()
    first = whole.segments[0]
    last = first.cues[-1].model_copy(
        update={"duration": SECONDS * SAMPLE_RATE - first.cues[-1].start, "shot": whole.cues[-1].shot}
    )
    segment = first.model_copy(update={"cues": (*first.cues[:-1], last)})
    update = {"segments": (segment,), "items": (), "length": SECONDS * SAMPLE_RATE, "slot": "00:00:24"}
    return whole.model_copy(update=update)


def make(folder: Path, whole: Episode) -> None:
    """Every file that is checked."""
    for medium in ("radio", "tv", "paper"):
        (folder / medium).mkdir(parents=True)
    wav(folder / "radio" / "programme.wav")
    dress(folder / "radio" / "programme.wav", whole)
    convert(folder / "radio" / "programme.wav", folder / "radio" / "programme.mp3")
    video(folder / "tv" / "programme.mp4", folder / "radio" / "programme.wav")
    captions(folder / "tv", whole)
    script = [part.text for cue in whole.cues for part in cue.parts]
    boxes = [text for box in whole.boxes for text in (box.heading, box.prompt)]
    guide = whole.guide
    pdf(folder / "radio" / "script.pdf", script)
    pdf(folder / "tv" / "script.pdf", script)
    pdf(folder / "paper" / "worksheet-a4.pdf", [whole.title, whole.edition, *boxes])
    pdf(folder / "paper" / "answers-a4.pdf", [text for box in whole.boxes for text in (box.heading, box.answer)])
    pdf(folder / "paper" / "guide-a4.pdf", [whole.title, *guide.objectives, *guide.materials, *guide.notes, *guide.with_computer])
    (folder / "script.md").write_text("the script\n", "utf-8")


def wav(path: Path, *, samples: int = SECONDS * SAMPLE_RATE, level: float = 0.0708, subtype: str = "PCM_24") -> None:
    """A tone of 997 Hz in both channels: at 0.0708 it measures -23 LUFS."""
    tone = level * np.sin(2 * np.pi * 997 * np.arange(samples) / SAMPLE_RATE)
    soundfile.write(path, np.stack([tone, tone], axis=1), SAMPLE_RATE, subtype=subtype)


def dress(path: Path, whole: Episode) -> None:
    """Give a WAV the chunks of a station."""
    tags = Tags(whole.title, "", whole.programme, whole.language, whole.date, 1, whole.licence)
    data = path.read_bytes()
    body = b"WAVE" + wave.before(whole) + data[12:] + wave.after(whole, tags)
    path.write_bytes(b"RIFF" + len(body).to_bytes(4, "little") + body)
    wave.measured(path, measure(path))


def convert(source: Path, target: Path, *more: str) -> None:
    run([ffmpeg(), "-v", "error", "-y", "-i", str(source), *more, str(target)])


def video(path: Path, sound: Path, *, rate: str = "25", size: str = "1920x1080", seconds: float = SECONDS) -> None:
    picture = ["-f", "lavfi", "-i", f"color=0x224466:s={size}:r={rate}:d={seconds}"]
    codec = ["-c:v", "libx264", "-preset", "ultrafast", "-threads", "1", "-c:a", "aac"]
    run([ffmpeg(), "-v", "error", "-y", *picture, "-i", str(sound), "-pix_fmt", "yuv420p", *codec, str(path)])


def captions(folder: Path, whole: Episode) -> None:
    """The words of each part as captions of two short lines that stand as long as the part, at least two seconds."""
    blocks = []
    for cue in whole.cues:
        for part in cue.parts:
            words = part.text.split()
            pieces = [words[at : at + 7] for at in range(0, len(words), 7)]
            for number, piece in enumerate(pieces):
                start = cue.start + part.start + part.duration * number // len(pieces)
                end = start + max(2 * SAMPLE_RATE, part.duration // len(pieces) - 8000)
                half = (len(piece) + 1) // 2
                blocks.append((start, end, " ".join(piece[:half]) + "\n" + " ".join(piece[half:])))
    times = [(hms(start), hms(end), text.strip()) for start, end, text in blocks]
    vtt = "WEBVTT\n\n" + "\n".join(f"{start} --> {end}\n{text}\n" for start, end, text in times)
    lines = [f"{n}\n{start} --> {end}\n{text}\n".replace(".", ",", 0) for n, (start, end, text) in enumerate(times, 1)]
    srt = "\n".join(lines)
    for start, end, _ in times:
        srt = srt.replace(f"{start} --> {end}", f"{start} --> {end}".replace(".", ","))
    (folder / "captions.vtt").write_text(vtt, "utf-8")
    (folder / "captions.srt").write_text(srt, "utf-8")


def pdf(path: Path, texts: list[str], *, font: str = "Plex", pages: int = 1, black: float = 0.0) -> None:
    """Lines of text; `black` is the share of the page that is filled."""
    if "Plex" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Plex", plex()))
    canvas = Canvas(str(path), pagesize=(595, 842), invariant=True)
    for page in range(pages):
        canvas.setFont(font, 8)
        if black:
            canvas.rect(0, 0, 595, 842 * black, fill=1, stroke=0)
        for number, text in enumerate(texts if page == 0 else []):
            canvas.drawString(40, 800 - 11 * number, text)
        canvas.showPage()
    canvas.save()


def plex() -> str:
    """A font file out of the wheels."""
    import fontpkg_ibm_plex_mono

    return str(next(Path(next(iter(fontpkg_ibm_plex_mono.__path__))).rglob("*Mono-Regular.ttf")))


def copy(source: Path, target: Path) -> Path:
    shutil.copytree(source, target)
    return target
