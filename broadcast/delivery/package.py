"""A package appears by rename: nobody ever sees half of one.

    with fresh(folder)    as new:      # a sibling of the folder, on the same disk
        ...                            # write everything
                                       # old aside, new in, old away; on any error the new one is gone and the old one stays

A run that was killed between two renames is repaired when the next one begins.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from broadcast.artifact import digest
from broadcast.delivery import manifest
from broadcast.errors import BroadcastError, Busy, EnvironmentFault, InputError, disk_full


@contextmanager
def fresh(folder: Path) -> Iterator[Path]:
    """An empty folder to write into, which becomes `folder` when the block ends well.

    EnvironmentFault when the disk is full or the place cannot be written; InputError when another run is at it.
    """
    new, old, lock = _aside(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        held = _hold(lock)
    except OSError as error:
        raise fault(error, folder) from error
    try:
        try:
            _mend(folder)
            new.mkdir()
            yield new
            _swap(folder, new, old)
        except OSError as error:
            raise fault(error, folder) from error
    finally:
        _clear(new)
        if folder.exists():
            _clear(old)
        _let_go(held, lock)


@contextmanager
def fresh_file(path: Path) -> Iterator[Path]:
    """A place to write a file, which becomes `path` when the block ends well; the errors of `fresh`."""
    new, _, lock = _aside(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        held = _hold(lock)
    except OSError as error:
        raise fault(error, path) from error
    try:
        try:
            yield new
            new.replace(path)
        except OSError as error:
            raise fault(error, path) from error
    finally:
        new.unlink(missing_ok=True)
        _let_go(held, lock)


@contextmanager
def fresh_folder(folder: Path, mark: str) -> Iterator[Path]:
    """As `fresh`, for a folder of another kind; InputError where something stands there that has no file `mark`."""
    if folder.exists() and not (folder / mark).is_file():
        raise InputError("something else stands there already", file=str(folder), remedy="Choose another folder with -o")
    with fresh(folder) as new:
        yield new


def repair(folder: Path) -> None:
    """Mend what a killed run left behind; what a run that is still at work has there is left alone."""
    if not any(left.exists() for left in _aside(folder)[:2]):
        return
    lock = _aside(folder)[2]
    try:
        held = _hold(lock)
    except InputError:
        return
    except OSError as error:
        raise fault(error, folder) from error
    try:
        _mend(folder)
    except OSError as error:
        raise fault(error, folder) from error
    finally:
        _let_go(held, lock)


def _aside(folder: Path) -> tuple[Path, Path, Path]:
    """(new, old, lock): the names beside a package while it is being made."""
    new, old, lock = (folder.with_name(f".{folder.name}.{part}") for part in ("new", "old", "lock"))
    return new, old, lock


def _mend(folder: Path) -> None:
    """The old package comes back where no new one took its place; leftovers go."""
    new, old, _ = _aside(folder)
    if old.exists() and not folder.exists():
        old.rename(folder)
    for left in (new, old):
        if left.exists():
            shutil.rmtree(left)


SCRIPTS = ("script.md", "radio/script.docx", "tv/script.docx")


def guard(folder: Path, taken: Path | None = None) -> None:
    """Refuse to build over a script that a person has edited since it was made; `taken` is the one that this build is made from."""
    if not (folder / manifest.NAME).exists():
        return
    made = {file.path: file.sha256 for file in manifest.read(folder).files}
    for name in SCRIPTS:
        script = folder / name
        if name in made and script.exists() and script.resolve() != taken and digest(script) != made[name]:
            raise InputError(
                "the script was edited since it was made, and a build would overwrite it",
                file=str(script),
                remedy=f"Build the script itself, `broadcast build {script}`, or move it away",
            )


def carry(old: Path, new: Path, names: list[str]) -> None:
    """Take files of an earlier package over into a new one without writing them again."""
    for name in names:
        target = new / name
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(old / name, target)
        except OSError:
            shutil.copyfile(old / name, target)


def fault(error: OSError, place: Path) -> BroadcastError:
    """An error of the machine as one sentence."""
    why = error.strerror or str(error)
    if disk_full(error):
        return EnvironmentFault("the disk is full", file=str(place), remedy="Free some space, or choose another folder with -o")
    if isinstance(error, FileExistsError | NotADirectoryError):
        return InputError(
            "a file stands where the package's folder belongs", file=str(place), remedy="Choose another folder with -o"
        )
    if isinstance(error, PermissionError):
        return EnvironmentFault(
            "the folder cannot be written, or a file in it is open in another program",
            file=str(place),
            remedy="Close it, or choose another folder with -o",
        )
    return EnvironmentFault(f"the package cannot be written: {why}", file=str(place), remedy="Choose another folder with -o")


def _swap(folder: Path, new: Path, old: Path) -> None:
    """Two renames; a folder cannot be renamed over another one, on Windows not even an empty one."""
    if folder.exists():
        folder.rename(old)
    try:
        new.rename(folder)
    except BaseException:
        if old.exists():
            old.rename(folder)
        raise


def _clear(folder: Path) -> None:
    """Take a folder away, as far as the system lets us: what stays is repaired at the next start."""
    shutil.rmtree(folder, ignore_errors=True)


def _let_go(held: IO[bytes], lock: Path) -> None:
    """Give the lock back; its file goes first, or, where an open file cannot go (Windows), right after."""
    try:
        lock.unlink()
    except OSError:
        held.close()
        with suppress(OSError):
            lock.unlink()
    held.close()


def _hold(lock: Path) -> IO[bytes]:
    """The system's own lock on a file, which a killed process cannot keep."""
    file = lock.open("ab")
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise Busy("another run is building this package", file=str(lock), remedy="Wait for it to end") from error
    return file
