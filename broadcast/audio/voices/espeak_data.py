"""espeak-ng's data with one voice more, made when it is needed from the data that the wheel brings.

The wheel's Thai reads spelling and lets its tones drift, and its phoneme table is empty. `thai` fills that table from
the sounds of other languages, so that a Thai syllable can be given as phonemes: an onset, a vowel with its length and
its tone, a coda. The tones were measured (F0 of 194 syllables), not judged by ear. What comes out has the licence of the
data, GPL-3, and is gone with the program's end.

`phontab` is: how many tables (4 bytes); for each its records, its parent, two bytes, its name (32 bytes), and the records.
"""

from __future__ import annotations

import shutil
import struct
from collections.abc import Iterable
from dataclasses import astuple, dataclass, replace
from pathlib import Path

from broadcast.errors import EnvironmentFault

STAGE = 1
"""Raised when the sounds or the voice change."""
NEEDED = ("phonindex", "phondata", "intonations", "en_dict", "th_dict", "shn_dict", "lang", "voices")
"""What this voice and the English ones read; the other 16 MB stay where they are."""
FOLDER = "espeak-ng-data"
VOICE = "name thai\nlanguage shn\nphonemes th\ndictionary th\npitch 90 190\nstressLength 260 260 260 260 260 260 260 260\n"
"""`language shn` turns tones on, without what Chinese does to neighbours."""


@dataclass(frozen=True, slots=True)
class Sound:
    """A phoneme of our table, taken from another table's."""

    name: str
    table: str
    like: str
    length: int = 0
    """0: as long as the other."""
    span: tuple[int, int] = (0, 0)
    """Of a tone: its lowest and highest pitch."""


SHORT, LONG = 75, 140
SOUNDS = (
    # Tones with the envelopes of Chinese ones: mid, low, falling, high, rising.
    Sound("1", "cmn", "33", span=(30, 34)), Sound("2", "cmn", "21", span=(8, 22)), Sound("3", "cmn", "51", span=(10, 58)),
    Sound("4", "cmn", "44", span=(42, 56)), Sound("5", "cmn", "214", span=(10, 48)),
    Sound("a", "shn", "a", SHORT), Sound("i", "shn", "i", SHORT), Sound("u", "shn", "u", SHORT), Sound("e", "shn", "e", SHORT),
    Sound("o", "shn", "o", SHORT), Sound("@", "shn", "@", SHORT), Sound("E", "shn", "E", SHORT), Sound("O", "pt", "O", SHORT),
    Sound("W", "ko", "u-", SHORT),
    Sound("a:", "shn", "a:", LONG), Sound("i:", "shn", "i", LONG), Sound("u:", "shn", "u", LONG), Sound("e:", "shn", "e", LONG),
    Sound("o:", "shn", "o", LONG), Sound("@:", "shn", "@", LONG), Sound("E:", "shn", "E", LONG), Sound("O:", "pt", "O", LONG),
    Sound("W:", "ko", "u-", LONG),
    Sound("ia", "vi", "i@", LONG), Sound("ua", "cmn", "u@", LONG), Sound("Wa", "vi", "y@", LONG),
    Sound("ai", "shn", "ai", 80), Sound("au", "shn", "au", 80), Sound("a:i", "shn", "a:i", 145), Sound("a:u", "shn", "a:u", 145),
    Sound("c", "cmn", "tS;"), Sound("c_h", "cmn", "tS;h"), Sound("t_h", "cmn", "th"),
)  # fmt: skip
FREE = 134
"""The first code that Shan's table leaves free."""


@dataclass(frozen=True, slots=True)
class Record:
    """One phoneme of `phontab`; a tone's `start` and `end` are its span."""

    mnemonic: int
    flags: int
    program: int
    code: int
    type: int
    start: int
    end: int
    length: int
    length_mod: int


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    parent: int
    records: tuple[Record, ...]

    def record(self, mnemonic: str) -> Record | None:
        return next((record for record in self.records if record.mnemonic == packed(mnemonic)), None)


FORM = struct.Struct("<IIHBBBBBB")
HEAD = struct.Struct("<BBxx32s")


def packed(mnemonic: str) -> int:
    return int.from_bytes(mnemonic.encode(), "little")


def read(data: bytes) -> tuple[bytes, list[Table], bytes]:
    """The first four bytes, the tables, and what follows them."""
    at, tables = 4, []
    for _ in range(data[0]):
        count, parent, name = HEAD.unpack_from(data, at)
        at += HEAD.size
        records = tuple(Record(*FORM.unpack_from(data, at + FORM.size * index)) for index in range(count))
        at += FORM.size * count
        tables.append(Table(name.rstrip(b"\0").decode(), parent, records))
    return data[:4], tables, data[at:]


def written(head: bytes, tables: Iterable[Table], tail: bytes) -> bytes:
    """The file again."""
    out = bytearray(head)
    for table in tables:
        out += HEAD.pack(len(table.records), table.parent, table.name.encode())
        out += b"".join(FORM.pack(*astuple(record)) for record in table.records)
    return bytes(out + tail)


def thai(tables: list[Table]) -> list[Table]:
    """The tables with SOUNDS in `th`, before the record that ends it."""
    of = {table.name: table for table in tables}
    free = iter(range(FREE, 256))
    found: list[Record] = []
    for sound in SOUNDS:
        like, same = of[sound.table].record(sound.like), of["shn"].record(sound.name)
        if like is None:
            raise EnvironmentFault(
                f"espeak-ng's data has no {sound.like} in {sound.table}", remedy="Install espeakng-loader 0.2.4"
            )
        code = same.code if same else next(free)
        low, high = sound.span if sound.span[1] else (like.start, like.end)
        found.append(
            replace(like, mnemonic=packed(sound.name), code=code, start=low, end=high, length=sound.length or like.length)
        )
    return [replace(table, records=(*found, *table.records)) if table.name == "th" else table for table in tables]


def make(folder: Path) -> None:
    """Put the data into `folder`/espeak-ng-data."""
    import espeakng_loader

    source, target = Path(espeakng_loader.get_data_path()), folder / FOLDER
    try:
        target.mkdir(parents=True)
        for name in NEEDED:
            path = source / name
            shutil.copytree(path, target / name) if path.is_dir() else shutil.copyfile(path, target / name)
        head, tables, tail = read((source / "phontab").read_bytes())
        (target / "phontab").write_bytes(written(head, thai(tables), tail))
        (target / "voices" / "thai").write_text(VOICE, "utf-8", newline="\n")
    except OSError as error:
        raise EnvironmentFault(f"the data of the Thai voice cannot be made: {error.strerror}", file=str(folder)) from error
