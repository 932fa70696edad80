"""Checks of television: the video's frames, rate, size and sound, and the captions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import av

from broadcast.delivery.checks.figure import Check, Package, at_least, at_most, exactly
from broadcast.errors import BroadcastError
from broadcast.process import ffmpeg, run
from broadcast.timecode import Rate, slot_frames
from broadcast.tv import caption_scc, caption_ttml, eia608
from broadcast.tv.caption_files import read_captions
from broadcast.tv.captions import Caption, limits
from broadcast.tv.checks import checks as looked
from broadcast.tv.storyboard import storyboard

FIRST = "tv/captions.srt"
"""The captions that the others are compared with."""
CAPTION_RULES = ("lines", "letters", "least", "most", "gap", "reading", "empty")

CAPITAL, CONTRAST, CREDITS = 60, 4.5, 4
"""A capital is an eighteenth of the height at least, so that an old 14-inch set shows it; contrast by WCAG 2.2; seconds."""


def video(package: Package) -> Iterator[Check]:
    """Frames, rate and size as the container says them, and the sound's length beside the picture's."""
    rate = Rate.parse(package.episode.frame_rate)
    for name, path in package.here("tv/*.mp4"):
        with av.open(str(path)) as file:
            picture = file.streams.video[0]
            sound = file.streams.audio[0] if file.streams.audio else None
            packets = Counter(packet.stream.type for packet in file.demux() if packet.size)
            yield exactly("frames", name, packets["video"], slot_frames(package.episode.length, rate), "frames")
            yield exactly("frame-rate", name, str(picture.average_rate), str(rate.fraction), "fps")
            yield exactly("size", name, f"{picture.codec_context.width}x{picture.codec_context.height}", "1920x1080", "pixels")
            yield exactly(
                "codecs", name, " ".join(stream.codec_context.name for stream in (picture, sound) if stream), "h264 aac"
            )
            if sound and sound.duration and sound.time_base and picture.duration and picture.time_base:
                apart = abs(float(sound.duration * sound.time_base - picture.duration * picture.time_base))
                yield at_most("sound-beside-picture", name, round(apart, 3), 0.05, "s")


def decoding(package: Package) -> Iterator[Check]:
    """Every frame is decoded, and nothing is complained of."""
    for name, path in package.here("tv/*.mp4"):
        try:
            _, said = run([ffmpeg(), "-v", "error", "-xerror", "-threads", "1", "-i", str(path), "-f", "null", "-"])
            complaints = len(said.decode("utf-8", "replace").strip().splitlines())
        except BroadcastError:
            complaints = 1
        yield exactly("decodes", name, complaints, 0, "complaints")


def screens(package: Package) -> Iterator[Check]:
    """Every picture as a viewer needs it: letters inside the safe area, large and clear enough; what had no room is told."""
    for name, _ in package.here("tv/*.mp4"):
        found = looked(storyboard(package.episode, package.messages))
        where = dict(found.where)
        yield exactly("safe-area", name, found.outside, 0, "letters", where.get("outside", "") if found.outside else "")
        yield at_least("screen-letters", name, found.least_capital, CAPITAL, "pixels")
        yield at_least("screen-contrast", name, found.least_contrast, CONTRAST, "to-1")
        yield at_least("screen-credits", name, round(found.credits_seconds, 1), CREDITS, "s")
        for words in found.left_out:
            yield Check(check="left-off-screen", file=name, value=words, ok=True)


def captions(package: Package) -> Iterator[Check]:
    """The caption files against the limits of the language, inside the slot, and against each other."""
    rate = Rate.parse(package.episode.frame_rate)
    files = {name: (path, _read(path, rate, package)) for name, path in package.here("tv/captions.*")}
    same = (
        letters(eia608.alike(" ".join(line for caption in files[FIRST][1] for line in caption.lines))) if FIRST in files else ""
    )
    for name, (path, found) in files.items():
        language = package.messages.language
        broken = limits(found, caption_scc.narrow(language) if path.suffix == ".scc" else language, rate)
        count = Counter(one.rule for one in broken)
        for rule in sorted({*CAPTION_RULES, *count}):
            worst = next((one for one in broken if one.rule == rule), None)
            note = f"the first is caption {worst.number}: {worst.value:g}, limit {worst.limit:g}" if worst else ""
            yield exactly(f"captions-{rule}", name, count[rule], 0, "captions", note)
        last = max((caption.end for caption in found), default=0)
        yield at_most("captions-end", name, last, slot_frames(package.episode.length, rate), "frames")
        missing = _unspoken(package, [line for caption in found for line in caption.lines])
        yield exactly("captions-words", name, missing, 0, "cues")
        if same and name != FIRST:
            others = [text for caption in found if letters(text := eia608.alike(" ".join(caption.lines))) not in same]
            yield exactly("captions-same", name, len(others), 0, "captions", others[0] if others else "")
        if path.suffix == ".ttml":
            faults = list(caption_ttml.faults(path))
            yield exactly("captions-xml", name, len(faults), 0, "findings", "; ".join(faults[:3]))
    if FIRST in files and "tv/captions.scc" not in files and (why := caption_scc.refusal(package.episode, package.messages)):
        yield Check(check="captions-scc", value=why, ok=True)


def _read(path: Path, rate: Rate, package: Package) -> tuple[Caption, ...]:
    if path.suffix == ".ttml":
        return caption_ttml.read_ttml(path, rate)
    if path.suffix == ".scc":
        master = package.master
        return caption_scc.read_scc(path, master.first if master and master.rate == package.episode.frame_rate else None)
    return read_captions(path, rate)


def _unspoken(package: Package, lines: list[str]) -> int:
    """Cues whose words are in no caption."""
    whole = letters(eia608.alike(" ".join(lines)))
    return sum(1 for cue in package.episode.cues for part in cue.parts if letters(eia608.alike(part.text)) not in whole)


def letters(text: str) -> str:
    """The letters and digits of a text, nothing else: line breaks, dashes and speakers' marks fall away."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())
