"""Checks of a station's master: what the file says of itself, the decoder's buffer, and the sound as it is heard."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from fractions import Fraction
from math import isinf
from pathlib import Path
from typing import Any

import av

from broadcast.delivery import meter
from broadcast.delivery.checks.figure import Check, Package, at_most, exactly, within
from broadcast.delivery.checks.sound import SHORT
from broadcast.process import ffmpeg, run
from broadcast.timecode import Rate, sample_of, slot_frames, timecode
from broadcast.tv.mpeg2_coder import BIT_RATE, BUFFER

NAME = "tv/master.mxf"


def file(package: Package) -> Iterator[Check]:
    """Frames, rate, first timecode, kind of picture and tracks; a constant rate that no decoder starves or drowns on."""
    rate = Rate.parse(package.episode.frame_rate)
    for name, path in package.here(NAME):
        with av.open(str(path)) as opened:
            video = opened.streams.video[0]
            context = video.codec_context
            told = f"{context.name} {context.width}x{context.height} {context.pix_fmt} {opened.format.name}"
            count, broken = _buffer(opened, rate)
            told_by, wanted = package.master, slot_frames(package.episode.length, rate)
            if told_by is not None:  # else nobody knows whether a leader is in it
                yield exactly("master-frames", name, count, told_by.lead + wanted, "frames")
            yield exactly("master-rate", name, str(video.average_rate), str(rate.fraction), "fps")
            yield exactly("master-kind", name, told, "mpeg2video 1920x1080 yuv422p mxf")
            yield exactly("master-buffer", name, broken, 0, "frames")
            tracks = " ".join(f"{stream.codec_context.name}:{stream.codec_context.channels}" for stream in opened.streams.audio)
            yield exactly("master-tracks", name, tracks, "pcm_s24le:1 pcm_s24le:1")
            start = str(opened.metadata.get("timecode", ""))
            if told_by is not None:
                yield exactly("master-timecode", name, start, timecode(told_by.first - told_by.lead, rate))


def _buffer(opened: Any, rate: Rate) -> tuple[int, int]:
    """Pictures, and how many of them break the decoder's buffer, from the bytes and their own vbv_delay (ISO/IEC 13818-2, annex C)."""
    each = Fraction(BIT_RATE) / rate.fraction
    occupancy: Fraction | None = None
    count = broken = 0
    for packet in opened.demux(video=0):
        if not packet.size:
            continue
        data = bytes(packet)
        at = data.index(b"\0\0\1\0")
        delay = int.from_bytes(data[at + 4 : at + 8], "big") >> 3 & 0xFFFF
        if occupancy is None:
            occupancy = Fraction(delay * BIT_RATE, 90_000) + 8 * (at + 4)
        wanted = (occupancy - 8 * (at + 4)) * 90_000 / BIT_RATE
        broken += not (8 * len(data) <= occupancy <= BUFFER and abs(wanted - delay) < 2)
        occupancy += each - 8 * len(data)
        count += 1
    return count, broken


def sound(package: Package) -> Iterator[Check]:
    """Loudness and peak of its tracks, played together, after the leader."""
    master = package.master
    for name, path in package.here(NAME) if master else ():
        assert master is not None
        with tempfile.TemporaryDirectory(prefix="broadcast-") as folder:
            heard = Path(folder) / "heard.wav"
            run(
                [
                    ffmpeg(),
                    "-v",
                    "error",
                    "-i",
                    str(path),
                    "-filter_complex",
                    f"[0:a:0][0:a:1]amerge,atrim=start_sample={sample_of(master.lead, Rate.parse(master.rate))}",
                    "-c:a",
                    "pcm_s24le",
                    str(heard),
                ]
            )
            measured = meter.measure(heard, package.form.profile.silence_level)
        if measured.samples >= SHORT:
            loudness = -99.0 if isinf(measured.loudness) else round(measured.loudness, 2)
            low, high = master.loudness - master.tolerance, master.loudness + master.tolerance
            yield within("master-loudness", name, loudness, round(low, 2), round(high, 2), "LUFS")
        peak = -99.0 if isinf(measured.true_peak) else round(measured.true_peak, 2)
        yield at_most("master-peak", name, peak, master.true_peak, "dBTP")
