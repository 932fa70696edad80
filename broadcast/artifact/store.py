"""A folder of entries, with or without a store elsewhere behind it.

<root>/<2 hex>/<key><suffix>            the entry
<root>/<2 hex>/<key><suffix>.sha256     its seal; when it was last written says when the entry was last used
<root>/.store/                          locks, and who is at work
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from broadcast.artifact import locks
from broadcast.artifact.keys import digest
from broadcast.artifact.pruning import SEAL, Room
from broadcast.errors import EnvironmentFault, disk_full

if TYPE_CHECKING:
    from broadcast.artifact.remote import Remote


class Store:
    """A folder of entries. Several runs may share it."""

    def __init__(self, root: Path, *, limit: int = 0, remote: Remote | None = None) -> None:
        """`limit`: how many bytes the folder may hold (0: any)."""
        self.root, self.remote = root, remote
        self.limit = limit
        self.room = Room(root, limit)

    def get(self, name: str, make: Callable[[Path], None], suffix: str = "") -> Path:
        """The entry `name` (a `key`); where it is absent or rotted, `make` writes it to the path it is given.

        It stays at least as long as this process. Who asks for a key that another is making waits for it.
        """
        path = self.root / name[:2] / (name + suffix)
        self.room.enter()
        if self._whole(path):
            return path
        with self._alone(name):
            if self._whole(path):
                return path
            if not (self.remote and self._put(path, partial(self.remote.fetch, path.name))):
                self._put(path, make)
                if self.remote:
                    self.remote.send(path.name, path)
        self.room.grown(path)
        return path

    def take_in(self, name: str, suffix: str, make: Callable[[Path], object]) -> bool:
        """Put an entry from elsewhere in where none is; `make` says False where it is not what it should be."""
        path = self.root / name[:2] / (name + suffix)
        with self._alone(name):
            taken = not self._whole(path) and self._put(path, make)
        if taken:
            self.room.grown(path)
        return taken

    def _whole(self, path: Path) -> bool:
        """Is the entry there, with the bytes that were sealed? It counts as used from now on."""
        seal = _seal(path)
        try:
            with self.room.using(), suppress(PermissionError):  # a store that may only be read
                os.utime(seal)
            return seal.read_text() == digest(path)
        except OSError:
            return False

    @contextmanager
    def _alone(self, name: str) -> Iterator[None]:
        try:
            lock = locks.alone(self.root / ".store" / "locks" / name)
            lock.__enter__()
        except OSError as error:
            raise self._fault(error) from error
        try:
            yield
        finally:
            lock.__exit__(None, None, None)

    def _put(self, path: Path, make: Callable[[Path], object]) -> bool:
        """Write an entry; False where `make` says that it has none."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-", suffix=path.suffix)
            os.close(handle)
        except OSError as error:
            raise self._fault(error) from error
        fresh = Path(temporary)
        mark = _seal(fresh)
        try:
            if make(fresh) is False:
                return False
            mark.write_text(digest(fresh))
            fresh.replace(path)
            mark.replace(_seal(path))
        except OSError as error:
            if not disk_full(error):
                raise
            raise EnvironmentFault(
                f"the disk is full; the cache {self.root} has no more room",
                remedy="Free some space, or choose another with --cache",
            ) from error
        finally:
            fresh.unlink(missing_ok=True)
            mark.unlink(missing_ok=True)
        return True

    def _fault(self, error: OSError) -> EnvironmentFault:
        return EnvironmentFault(
            f"the cache {self.root} cannot be written: {error.strerror}", remedy="Choose another with --cache"
        )


def _seal(path: Path) -> Path:
    return path.with_name(path.name + SEAL)
