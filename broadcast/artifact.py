"""The one content store: what was made once, kept under a key of everything that went into it.

    store.get(key, make) -> Path

An entry is written under a temporary name and appears by rename; beside it lies its SHA-256, checked when it is
read, so that a rotted entry is made again. Nobody makes another cache.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from broadcast.errors import EnvironmentFault, disk_full


def key(*parts: Any) -> str:
    """A name for everything that changes a result: plain data, bytes, paths' contents are the caller's business."""
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json")
    raise TypeError(f"{type(value).__name__} cannot be part of a key")


def digest(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def default_root() -> Path:
    """`$XDG_CACHE_HOME/broadcast`, or the platform's usual place."""
    base = os.environ.get("XDG_CACHE_HOME") or (os.environ.get("LOCALAPPDATA") if os.name == "nt" else None)
    return Path(base) / "broadcast" if base else Path.home() / ".cache" / "broadcast"


class Store:
    """A folder of entries. Several runs may share it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def _place(self, name: str, suffix: str) -> Path:
        return self.root / name[:2] / (name + suffix)

    def get(self, name: str, make: Callable[[Path], None], suffix: str = "") -> Path:
        """The entry `name` (a `key`); where it is absent or rotted, `make` writes it to the path it is given."""
        path = self._place(name, suffix)
        seal = path.with_name(path.name + ".sha256")
        try:
            if seal.read_text() == digest(path):
                return path
        except OSError:
            pass
        return self._put(path, seal, make)

    def _put(self, path: Path, seal: Path, make: Callable[[Path], None]) -> Path:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-", suffix=path.suffix)
            os.close(handle)
        except OSError as error:
            raise EnvironmentFault(
                f"the cache {self.root} cannot be written: {error.strerror}", remedy="Choose another with --cache"
            ) from error
        fresh = Path(temporary)
        mark = fresh.with_name(fresh.name + ".sha256")
        try:
            make(fresh)
            mark.write_text(digest(fresh))
            fresh.replace(path)
            mark.replace(seal)
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
        return path
