"""Packages in one file: a zip of the same bytes each time, and a zip from elsewhere opened with care."""

from __future__ import annotations

import shutil
import stat
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from broadcast.delivery import package
from broadcast.delivery.parcel import Entry
from broadcast.errors import EnvironmentFault, InputError

TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip can say; nothing in it is from now."""
LARGE = 1 << 31


def write(path: Path, entries: Sequence[Entry]) -> None:
    """Write a zip, which appears by rename. Nothing is compressed: sound, film and PDF are, and so no zlib changes a byte."""
    with package.fresh_file(path) as new, zipfile.ZipFile(new, "w") as made:
        for entry in sorted(entries, key=lambda entry: entry.name):
            info = zipfile.ZipInfo(entry.name, TIME)
            info.create_system, info.external_attr, info.file_size = 3, (stat.S_IFREG | 0o644) << 16, entry.size
            with made.open(info, "w", force_zip64=entry.size >= LARGE) as file:
                entry.write(file)


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """A folder with what a zip holds, gone when the block ends; InputError for one that is damaged or reaches outside."""
    with tempfile.TemporaryDirectory(prefix="broadcast-") as name:
        folder = Path(name)
        try:
            with zipfile.ZipFile(path) as held:
                _judge(held.infolist(), path, shutil.disk_usage(folder).free)
                for info in held.infolist():
                    if not info.is_dir():
                        target = folder / info.filename
                        target.parent.mkdir(parents=True, exist_ok=True)
                        with held.open(info) as source, target.open("wb") as file:
                            shutil.copyfileobj(source, file)
        except (zipfile.BadZipFile, EOFError, NotImplementedError, ValueError, FileExistsError, NotADirectoryError) as error:
            raise InputError(f"the archive is damaged: {error}", file=str(path), remedy="Get it again") from error
        yield folder


def _judge(infos: Sequence[zipfile.ZipInfo], path: Path, room: int) -> None:
    seen: set[str] = set()
    for info in infos:
        name, parts = info.filename, PurePosixPath(info.filename).parts
        outside = not parts or name.startswith("/") or ".." in parts or any(sign in name for sign in "\\:\0")
        if outside or stat.S_ISLNK(info.external_attr >> 16) or name.casefold() in seen or info.flag_bits & 1:
            raise InputError(
                f"the archive holds {name!r}, which reaches outside, is there twice, or is a link or a secret",
                file=str(path), remedy="Do not open it; get it from who made it",
            )  # fmt: skip
        seen.add(name.casefold())
    if (whole := sum(info.file_size for info in infos)) > room:
        raise EnvironmentFault(
            f"the archive needs {whole} bytes of room, and there are {room}", file=str(path), remedy="Free some space"
        )
