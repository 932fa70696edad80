"""How much a store holds, and what goes when it is too much: what was not used for longest.

A run announces itself by a locked file, which a killed one cannot keep; what was used since the oldest run at work began stays,
and so a store may hold more than its limit as long as its runs need it.
"""

from __future__ import annotations

import os
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from broadcast.artifact import locks
from broadcast.artifact.keys import digest

SHARE = 20
"""A store is looked through whenever a twentieth of its limit was added …"""
TARGET = 0.9
"""… and, where it is over it, brought down to this share, so that it is not looked through again at once."""
SEAL = ".sha256"


@dataclass(frozen=True, slots=True)
class Entry:
    """One that is there with its seal."""

    path: Path
    seal: Path
    size: int
    used: int
    """When it was last used, in nanoseconds."""

    def whole(self) -> bool:
        """Has it the bytes that were sealed?"""
        try:
            return self.seal.read_text() == digest(self.path)
        except OSError:
            return False


def entries(root: Path) -> Iterator[Entry]:
    """Every entry of a store, in the order of their keys."""
    for folder in sorted(path for path in root.glob("[0-9a-f][0-9a-f]") if path.is_dir()):
        names = {entry.name: entry for entry in os.scandir(folder)}
        for name in sorted(names):
            if name.startswith(".") or name.endswith(SEAL) or name + SEAL not in names:
                continue
            with suppress(OSError):  # gone in the meantime
                used = names[name + SEAL].stat()
                yield Entry(folder / name, folder / (name + SEAL), names[name].stat().st_size + used.st_size, used.st_mtime_ns)


def prune(root: Path, limit: int) -> tuple[int, int]:
    """Take away what was not used for longest until the rest has at most `limit` bytes; (entries, bytes) that went."""
    began = _oldest_run(root)
    found = sorted(entries(root), key=lambda entry: entry.used)
    total, count, gone = sum(entry.size for entry in found), 0, 0
    for entry in found:
        if total - gone <= limit or entry.used >= began:
            break
        with locks.gate(root / ".store" / "gate", shared=False), suppress(OSError):
            if entry.seal.stat().st_mtime_ns != entry.used:
                continue  # somebody uses it now
            entry.seal.unlink()
            entry.path.unlink()
            count, gone = count + 1, gone + entry.size
    _tidy(root, began)
    return count, gone


def _oldest_run(root: Path) -> float:
    """When the oldest run that is still at work began, in nanoseconds; infinite where none is. The files of the ended go."""
    began = float("inf")
    for path in (root / ".store" / "runs").glob("*"):
        with suppress(OSError):
            handle = os.open(path, os.O_RDWR)
            try:
                if locks.seize(handle):
                    path.unlink()
                else:
                    began = min(began, path.stat().st_mtime_ns)
            finally:
                os.close(handle)
    return began


def _tidy(root: Path, began: float) -> None:
    """Halves that killed runs left: temporary files, an entry without its seal, a seal without its entry."""
    for folder in root.glob("[0-9a-f][0-9a-f]"):
        names = {path.name for path in folder.iterdir()}
        for name in names:
            half = name.startswith(".new-") or (name.removesuffix(SEAL) if name.endswith(SEAL) else name + SEAL) not in names
            with suppress(OSError):
                if half and (folder / name).stat().st_mtime_ns < began:
                    (folder / name).unlink()


class Room:
    """What one process does for a store's size."""

    def __init__(self, root: Path, limit: int) -> None:
        self.root, self.limit = root, limit
        self._here = False

    def enter(self) -> None:
        """Announce this process, once: what it gets from now on stays."""
        if self._here:
            return
        self._here = True
        with suppress(OSError):  # a store that may only be read
            handle, path = _announced(self.root / ".store" / "runs")
            weakref.finalize(self, _leave, handle, path, os.getpid())

    @contextmanager
    def using(self) -> Iterator[None]:
        """While this lasts nothing is taken away."""
        try:
            gate = locks.gate(self.root / ".store" / "gate", shared=True)
            gate.__enter__()
        except OSError:  # a store that may only be read
            yield
            return
        try:
            yield
        finally:
            gate.__exit__(None, None, None)

    def grown(self, path: Path) -> None:
        """An entry was added. All runs write what they add into one file, a line each; who fills a share looks through the store."""
        if not self.limit:
            return
        log = self.root / ".store" / "grown"
        with suppress(OSError):
            with log.open("a") as file:
                file.write(f"{path.stat().st_size}\n")
            if sum(int(line) for line in log.read_bytes().split() if line.isdigit()) * SHARE < self.limit:
                return
            with locks.alone(self.root / ".store" / "pruning", 0) as mine:
                if mine:
                    log.write_text("")
                    if sum(entry.size for entry in entries(self.root)) > self.limit:
                        prune(self.root, int(self.limit * TARGET))


def _announced(folder: Path) -> tuple[int, Path]:
    """A locked file that says: a run is at work."""
    folder.mkdir(parents=True, exist_ok=True)
    while True:
        path = folder / f"{os.getpid()}-{os.urandom(8).hex()}"
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666)
        if locks.seize(handle) and path.exists():
            return handle, path
        os.close(handle)  # one who looked for ended runs was quicker


def _leave(handle: int, path: Path, process: int) -> None:
    """The end of a run; a forked child ends nothing."""
    if os.getpid() == process:
        with suppress(OSError):
            path.unlink()
    os.close(handle)
