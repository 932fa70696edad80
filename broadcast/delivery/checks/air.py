"""What a station's systems read in the WAV: `bext` and `cart`, read again by offsets of their own and measured by the second meter."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from broadcast.delivery.checks.figure import Check, Package, exactly
from broadcast.delivery.checks.sound import SHORT, heard

AGREE = 0.1
"""LU between what is written and what the second meter finds."""
NEAR = 0.3
"""dB between two meters of true peaks: BS.1770's own filter may miss half a decibel, and finds more than the other in noise."""
TEXTS = {"title": (4, 68), "artist": (68, 132), "cut": (132, 196), "out cue": (388, 452), "start": (452, 462), "end": (470, 480)}
"""Fields of AES46 that may not be empty."""


def written(package: Package) -> Iterator[Check]:
    """The WAV's own fields say what is in it."""
    for name, path in package.here("radio/programme.wav"):
        found = chunks(path)
        yield exactly("wav-fields", name, wrong(package, path, found), "")


def wrong(package: Package, path: Path, found: dict[str, bytes]) -> str:
    """What is not as it should be, by its names in EBU Tech 3285 and AES46; empty: all is well."""
    missing = [chunk for chunk in ("bext", "cart", "cue ", "iXML", "id3 ") if chunk not in found]
    if missing:
        return ", ".join(chunk.strip() for chunk in missing)
    bad = []
    bext, cart = found["bext"], found["cart"]
    version, figures = struct.unpack("<H", bext[346:348])[0], struct.unpack("<5h", bext[412:422])
    sound = heard(path, package.form.profile.silence_level)
    if version != 2:
        bad.append("bext version")
    if sound.samples >= SHORT and abs(figures[0] / 100 - sound.loudness) > AGREE:
        bad.append("LoudnessValue")
    if abs(figures[2] / 100 - sound.true_peak) > NEAR:
        bad.append("MaxTruePeakLevel")
    timers = dict(struct.unpack("<4sI", cart[at : at + 8]) for at in range(684, 748, 8))
    if timers.get(b"AUDs") != 0 or timers.get(b"AUDe") != sound.samples or timers.get(b"SEGe") != sound.samples:
        bad.append("timers")
    for text, (begin, end) in TEXTS.items():
        value = cart[begin:end].rstrip(b"\0")
        if not value or not value.isascii():
            bad.append(text)
    return ", ".join(bad)


def chunks(path: Path) -> dict[str, bytes]:
    """The chunks of a WAV but its samples."""
    found = {}
    with path.open("rb") as file:
        file.seek(12)
        while len(head := file.read(8)) == 8:
            name, size = head[:4].decode("latin-1"), struct.unpack("<I", head[4:])[0]
            if name == "data":
                file.seek(size + size % 2, 1)
            else:
                found[name] = file.read(size + size % 2)[:size]
    return found
