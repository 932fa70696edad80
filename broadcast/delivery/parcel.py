"""Packages that are to be handed over: found, whole, and named so that every system can hold them."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from broadcast.artifact import digest
from broadcast.delivery import manifest
from broadcast.delivery.manifest import Manifest
from broadcast.errors import InputError

BAG, SUMS = "bagit.txt", "SHA256SUMS"
"""What marks a folder of ours that is no package: a bag, a stick, a channel. No package is looked for in it."""
TAGS = (BAG, "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt")
LETTERS = 60
"""Of a lesson's name in the name of a file that is handed over."""
BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Parcel:
    """A package and what its manifest says, which was found to be so."""

    folder: Path
    made: Manifest

    @property
    def name(self) -> str:
        """`<lesson>-<tag>-<format>`, in letters that every system can hold."""
        return f"{portable(self.made.lesson)}-{self.made.language}-{self.made.format}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file to be handed over: its place there, with `/`, and its bytes, here or in a file of this SHA-256."""

    name: str
    source: Path | bytes
    sha256: str

    @property
    def size(self) -> int:
        return len(self.source) if isinstance(self.source, bytes) else self.source.stat().st_size

    def write(self, target: IO[bytes]) -> None:
        """Write the bytes; InputError where they are not those that were promised."""
        if isinstance(self.source, bytes):
            target.write(self.source)
            return
        seen = hashlib.sha256()
        with self.source.open("rb") as file:
            while block := file.read(BLOCK):
                seen.update(block)
                target.write(block)
        if seen.hexdigest() != self.sha256:
            raise InputError("this file was changed while it was copied", file=str(self.source), remedy="Pack it again")


def text(name: str, words: str) -> Entry:
    """An entry that is written here."""
    data = words.encode()
    return Entry(name, data, hashlib.sha256(data).hexdigest())


def entries(parcel: Parcel, within: str) -> list[Entry]:
    """Every file of a package, its manifest and signature too, below a folder."""
    listed = [Entry(f"{within}/{file.path}", parcel.folder / file.path, file.sha256) for file in parcel.made.files]
    own = [parcel.folder / name for name in (manifest.NAME, manifest.SIGNATURE)]
    return sorted(
        [*listed, *(Entry(f"{within}/{path.name}", path, digest(path)) for path in own if path.exists())],
        key=lambda entry: entry.name,
    )


def parcels(paths: Sequence[Path]) -> tuple[Parcel, ...]:
    """The packages that are named or lie below the folders that are, by name; InputError where one is not whole."""
    folders = list(dict.fromkeys(folder.resolve() for path in paths for folder in packages(path)))
    found = sorted((whole(folder) for folder in folders), key=lambda parcel: parcel.name)
    seen: dict[str, Parcel] = {}
    for parcel in found:
        other = seen.setdefault(parcel.name.casefold(), parcel)
        if other is not parcel:
            raise InputError(
                f"two packages would both be called {parcel.name}, this one and {other.folder}",
                file=str(parcel.folder), remedy="Pack them into different folders",
            )  # fmt: skip
    return tuple(found)


def packages(path: Path, bags: bool = False) -> list[Path]:
    """The package itself, or every one below a folder: not what is hidden (it is at work), nor, if not asked for, what lies in bags."""
    found = list(_below(path, {manifest.NAME, SUMS} if bags else {manifest.NAME, BAG, SUMS}))
    if not found:
        raise InputError("there is no package", file=str(path), remedy="Name a package, or a folder that packages lie in")
    return found


def _below(path: Path, ends: set[str]) -> Iterator[Path]:
    for folder, inside, files in os.walk(path):
        if manifest.NAME in files:
            yield Path(folder)
        if ends & set(files):
            inside.clear()
        inside[:] = sorted(name for name in inside if not name.startswith("."))


def beside(path: Path, found: Sequence[Path]) -> list[Path]:
    """Files below a folder that are in none of its packages, nor a bag's own; relative to it."""
    files = (file for file in sorted(path.rglob("*")) if not file.is_dir() and not any(map(file.is_relative_to, found)))
    return [file.relative_to(path) for file in files if file.name not in TAGS]


def seal(folder: Path) -> None:
    """Write the hashes of every file below a folder, as `sha256sum -c` checks them."""
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    (folder / SUMS).write_text("".join(f"{digest(folder / name)}  {name}\n" for name in files), "utf-8", newline="\n")


def whole(folder: Path) -> Parcel:
    """A package, every file of it looked at; InputError where one is not as it was made."""
    made = manifest.read(folder)
    for line in manifest.altered(folder, made):
        raise InputError(
            f"the package is not as it was made: {line}", file=str(folder), remedy="Build it again, or take what is whole"
        )
    return Parcel(folder, made)


def portable(name: str) -> str:
    """A name in ASCII letters, digits, `-`, `_` and `.`; one that had to change ends with six digits of its hash."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    short = re.sub(r"[^A-Za-z0-9_.-]+", "-", plain)[:LETTERS].strip("-.")
    if short == name and not RESERVED.fullmatch(name):
        return name
    return f"{short or 'lesson'}-{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:6]}"


RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
"""Names that Windows keeps for itself."""
