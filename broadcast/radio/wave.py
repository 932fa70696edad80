"""What a station's systems read in the WAV beside its sound: chunks, made from the episode.

`bext` version 2 (EBU Tech 3285) and `cart` (AES46) come before the samples, markers (`cue ` with `LIST adtl`), iXML and
ID3 after them. Playout systems read the text of bext and cart byte by byte: it is ASCII, and ID3 has the true title.
"""

from __future__ import annotations

import math
import struct
import unicodedata
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from broadcast import __version__
from broadcast.audio.files import Tags, id3
from broadcast.audio.loudness import Loudness
from broadcast.episode.model import Episode
from broadcast.errors import EnvironmentFault
from broadcast.timecode import SAMPLE_RATE, Rate

APPLICATION = "Broadcast"
NO_DATE, LAST_DATE = "1900-01-01", "9999-12-31"
"""What AES46 writes where the first or the last day on air is open."""
LEVEL_REFERENCE = 32768
"""The sample value of 0 dB full scale, which AES46 counts in 16 bits."""
LOUDNESS_AT = 12 + 8 + 412
"""Bytes of the file before bext's LoudnessValue; bext is the first chunk."""
UNKNOWN = 0x7FFF
"""EBU Tech 3285: a loudness field that holds no figure."""
TITLE, ID = 64, 32


def before(episode: Episode) -> bytes:
    """`bext` (its loudness fields not measured yet: see `measured`) and `cart`."""
    return chunk(b"bext", bext(episode)) + chunk(b"cart", cart(episode))


def after(episode: Episode, tags: Tags) -> bytes:
    """Markers, iXML and ID3."""
    tag = BytesIO()
    id3(tags).save(tag, v1=0, v2_version=3, padding=lambda _: 0)
    return markers(episode) + chunk(b"iXML", ixml(episode).encode()) + chunk(b"id3 ", tag.getvalue())


def chunk(name: bytes, body: bytes) -> bytes:
    """A RIFF chunk, filled to an even length."""
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def ascii_only(text: str, fallback: str = "") -> str:
    """The text in printable ASCII: letters without their marks; what has no such letter becomes a space, all of it: `fallback`."""
    dashes = text.translate({0x2013: "-", 0x2014: "-", 0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0xB7: "-"})
    marked = unicodedata.normalize("NFKD", dashes)
    plain = "".join(letter if " " <= letter <= "~" else " " for letter in marked if not unicodedata.combining(letter))
    plain = " ".join(plain.split())
    return plain if any(letter.isalnum() for letter in plain) else fallback


def _field(text: str, size: int) -> bytes:
    return text.encode("ascii")[:size].ljust(size, b"\0")


def bext(episode: Episode) -> bytes:
    """602 bytes and the coding history; times of day are those of a programme that begins at midnight."""
    name = ascii_only(episode.edition)
    description = " / ".join(text for text in (ascii_only(episode.title), ascii_only(episode.programme), name) if text)
    originator = ascii_only(episode.station) or APPLICATION
    head = _field(description, 256) + _field(originator, ID) + _field(name, ID) + _field(episode.date, 10)
    head += _field("00:00:00", 8) + struct.pack("<QH", 0, 2) + b"\0" * 64
    loudness = struct.pack("<5h", *[UNKNOWN] * 5)
    return head + loudness + b"\0" * 180 + b"A=PCM,F=48000,W=24,M=stereo,T=Broadcast\r\n"


def measured(path: Path, loudness: Loudness) -> None:
    """Write what was measured into the `bext` of a WAV: hundredths of LUFS, LU and dBTP."""
    figures = (loudness.integrated, loudness.range, loudness.true_peak, loudness.momentary, loudness.short_term)
    whole = [round(100 * figure) if math.isfinite(figure) and abs(figure) < 300 else UNKNOWN for figure in figures]
    try:
        with path.open("r+b") as file:
            file.seek(LOUDNESS_AT)
            file.write(struct.pack("<5h", *whole))
    except OSError as error:
        raise EnvironmentFault(f"the sound cannot be written: {error.strerror}", file=str(path)) from error


def cart(episode: Episode) -> bytes:
    """AES46: 2048 bytes. The programme fills its slot, so that what follows starts exactly at its end."""
    name = ascii_only(episode.edition)
    speakers = ", ".join(part for part in (episode.presenter, episode.second) if part)
    artist = ascii_only(speakers, ascii_only(episode.credits, APPLICATION))
    texts = (
        ascii_only(episode.title, name), artist, name, ascii_only(episode.station),
        "EDUCATION", ascii_only(episode.programme), out_cue(episode),
    )  # fmt: skip
    body = b"0101" + b"".join(_field(text, TITLE) for text in texts)
    body += _field(episode.date or NO_DATE, 10) + _field("00:00:00", 8) + _field(LAST_DATE, 10) + _field("23:59:59", 8)
    body += _field(APPLICATION, TITLE) + _field(__version__, TITLE) + _field(ascii_only(episode.licence), TITLE)
    body += struct.pack("<i", LEVEL_REFERENCE)
    timers = {
        "AUDs": 0,
        "AUDe": episode.length,
        "INTs": 0,
        "INTe": intro(episode),
        "SEGs": episode.length,
        "SEGe": episode.length,
    }
    body += b"".join(name.encode() + struct.pack("<I", at) for name, at in timers.items()).ljust(64, b"\0")
    return body + b"\0" * 276 + b"\0" * 1024


def intro(episode: Episode) -> int:
    """Samples until somebody speaks."""
    return next((cue.start for cue in episode.cues if cue.parts or cue.spoken), 0)


def out_cue(episode: Episode) -> str:
    """The last words that are said, as many whole ones as the field holds."""
    said = next((part.text for cue in reversed(episode.cues) for part in reversed(cue.parts)), "")
    words = ascii_only(said).split()
    while len(" ".join(words)) > TITLE - 1:
        words.pop(0)
    return " ".join(words)


def markers(episode: Episode) -> bytes:
    """A marker a segment, with its title."""
    starts = [(number, segment) for number, segment in enumerate(episode.segments, 1) if segment.cues]
    points = [struct.pack("<II4sIII", number, segment.start, b"data", 0, 0, segment.start) for number, segment in starts]
    labels = [
        chunk(b"labl", struct.pack("<I", number) + ascii_only(segment.title, segment.slug).encode() + b"\0")
        for number, segment in starts
    ]
    return chunk(b"cue ", struct.pack("<I", len(points)) + b"".join(points)) + chunk(b"LIST", b"adtl" + b"".join(labels))


def ixml(episode: Episode) -> str:
    """The project and the speed; the time of day is midnight, as in `bext`."""
    rate = Rate.parse(episode.frame_rate)
    speed = f"{rate.num}/{rate.den}"
    fields: dict[str, Any] = {
        "NOTE": "", "MASTER_SPEED": speed, "CURRENT_SPEED": speed, "TIMECODE_RATE": speed,
        "TIMECODE_FLAG": "DF" if rate.drop_frame else "NDF",
        "FILE_SAMPLE_RATE": SAMPLE_RATE, "AUDIO_BIT_DEPTH": 24, "DIGITIZER_SAMPLE_RATE": SAMPLE_RATE,
        "TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI": 0, "TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO": 0,
        "TIMESTAMP_SAMPLE_RATE": SAMPLE_RATE,
    }  # fmt: skip
    lines = "".join(f"    <{name}>{value}</{name}>\n" for name, value in fields.items())
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<BWFXML>\n  <IXML_VERSION>2.10</IXML_VERSION>\n'
        f"  <PROJECT>{escape(episode.programme)}</PROJECT>\n  <SCENE>{escape(episode.edition)}</SCENE>\n"
        f"  <NOTE>{escape(episode.title)}</NOTE>\n  <SPEED>\n{lines}  </SPEED>\n</BWFXML>\n"
    )
