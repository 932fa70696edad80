"""A store elsewhere, behind the folder: anything that fsspec reaches (s3://bucket/path, file:///mnt/share, memory://).

    <url>/<2 hex>/<key><suffix>            the entry
    <url>/<2 hex>/<key><suffix>.sha256     its seal, put up last

What is fetched is checked against its seal; what does not fit it is made again and put up anew.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from broadcast.artifact.keys import digest
from broadcast.artifact.pruning import SEAL
from broadcast.errors import BroadcastError, EnvironmentFault, InputError

EXTRA = 'Install it: pip install "broadcast-lessons[cluster]"'
TRIES = 3
PAUSE = 1.0
"""Seconds before the second try, twice as many before the third: connections come and go."""

READING, WRITING = "may not be read", "may not be written to"

T = TypeVar("T")


class Place:
    """A folder on a store elsewhere. Every refusal is one sentence."""

    def __init__(self, url: str) -> None:
        self.url = url
        if not re.match(r"[A-Za-z0-9+.-]+://[^/]|file:///", url):
            raise InputError(f"{url!r} is no address of a store", remedy="Write it like s3://bucket/folder")
        try:
            import fsspec
        except ImportError as error:
            raise EnvironmentFault(f"{url} needs fsspec, which is not installed", remedy=EXTRA) from error
        try:
            files, base = fsspec.core.url_to_fs(url)
        except ImportError as error:
            raise EnvironmentFault(f"{url} needs a library that is not installed: {error}", remedy=EXTRA) from error
        except ValueError as error:
            raise InputError(f"{url} is no address of a store: {error}", remedy="Write it like s3://bucket/folder") from error
        self._files, self._base = files, str(base).rstrip("/")

    def check(self) -> None:
        """EnvironmentFault where nothing can be written; found before work is done rather than after."""
        probe = f"{self._base}/.probe-{os.urandom(8).hex()}"

        def attempt() -> None:
            self._parents(probe)
            self._files.pipe_file(probe, b"broadcast")
            self._files.rm_file(probe)

        self._reach(attempt, WRITING, tries=1)

    def read(self, name: str) -> bytes | None:
        """A small file; None where there is none."""
        found: bytes | None = self._reach(lambda: self._files.cat_file(f"{self._base}/{name}"), READING)
        return found

    def download(self, name: str, path: Path) -> bool:
        """Copy a file from there; False where there is none."""
        return self._reach(lambda: self._files.get_file(f"{self._base}/{name}", str(path)) or True, READING) or False

    def write(self, name: str, source: Path | bytes) -> None:
        """Put a file there."""
        target = f"{self._base}/{name}"

        def attempt() -> None:
            self._parents(target)
            if isinstance(source, bytes):
                self._files.pipe_file(target, source)
            else:
                self._files.put_file(str(source), target)

        self._reach(attempt, WRITING)

    def remove(self, name: str) -> None:
        """Take a file away, if it is there."""

        def attempt() -> None:
            with suppress(FileNotFoundError):
                self._files.rm_file(f"{self._base}/{name}")

        self._reach(attempt, WRITING)

    def _parents(self, target: str) -> None:
        if "file" in self._files.protocol or "memory" in self._files.protocol:  # others know no folders
            self._files.makedirs(target.rsplit("/", 1)[0], exist_ok=True)

    def _reach(self, attempt: Callable[[], T], refusal: str, tries: int = TRIES) -> T | None:
        """Do it, again where the connection may have broken; None where nothing is to be read."""
        for count in range(1, tries + 1):
            try:
                return attempt()
            except FileNotFoundError as error:
                if refusal == READING:
                    return None
                raise EnvironmentFault(f"{self.url} is not there", remedy="Make it first, or choose another") from error
            except BroadcastError:
                raise
            except PermissionError as error:
                raise EnvironmentFault(f"{self.url} {refusal}", remedy="Ask for the right to it, or choose another") from error
            except Exception as error:  # each kind of store has its own errors
                if count == tries:
                    why = _first(error)
                    raise EnvironmentFault(f"{self.url} does not answer: {why}", remedy="Run the same command again") from error
                time.sleep(PAUSE * count)
        return None


def _first(error: Exception) -> Any:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]


class Remote(Place):
    """Entries on a store elsewhere."""

    def fetch(self, name: str, path: Path) -> bool:
        """Write an entry to the path; False where there is none, or it has not the bytes that were sealed."""
        seal = self.read(f"{name[:2]}/{name}{SEAL}")
        return bool(
            seal
            and self.download(f"{name[:2]}/{name}", path)
            and path.exists()
            and digest(path) == seal.decode("ascii", "replace")
        )

    def send(self, name: str, path: Path) -> None:
        """Put an entry up, its seal last."""
        self.write(f"{name[:2]}/{name}", path)
        self.write(f"{name[:2]}/{name}{SEAL}", digest(path).encode())
