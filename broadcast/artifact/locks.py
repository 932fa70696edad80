"""One at a time, between threads, processes and runs: the system's own lock on a file.

Such a lock falls with the process that held it, however it ended, so a lock is never stale: a file that a killed process left
behind is only a name, and the next one takes it. Where a file system has no locks, everybody goes on without: entries appear
by rename, and the worst is that two make the same.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PATIENCE = 3600.0
"""Seconds to wait for another that makes the same, longer than any entry takes; who has waited so long makes it as well."""

_WITHOUT = frozenset({errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP})


def seize(handle: int, *, shared: bool = False) -> bool:
    """Take the lock on an open file if nobody else holds it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno in _WITHOUT
    return True


@contextmanager
def alone(path: Path, patience: float = PATIENCE) -> Iterator[bool]:
    """Hold the lock of this name; its file goes when the block ends. False: another had it all the time.

    OSError where the lock's file cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    end, pause = time.monotonic() + patience, 0.01
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        if seize(handle) and _named(handle, path):
            break
        os.close(handle)
        if time.monotonic() > end:
            yield False
            return
        time.sleep(pause)
        pause = min(0.25, pause * 1.5)
    try:
        yield True
    finally:
        with suppress(OSError):  # Windows takes no open file away: there the name stays
            path.unlink()
        os.close(handle)


@contextmanager
def gate(path: Path, *, shared: bool) -> Iterator[None]:
    """Hold the lock of a file that stays: many may share it, or one has it alone; for work of microseconds."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        while not seize(handle, shared=shared):
            time.sleep(0.001)
        yield
    finally:
        os.close(handle)


def _named(handle: int, path: Path) -> bool:
    """Is the locked file still the one of this name? The one before may have taken the name away."""
    try:
        return os.fstat(handle).st_ino == path.stat().st_ino
    except OSError:
        return False
