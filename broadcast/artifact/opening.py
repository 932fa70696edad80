"""Which store a command means."""

from __future__ import annotations

import os
import re
from pathlib import Path

from broadcast.artifact.store import Store
from broadcast.errors import InputError

SIZE = "20G"
"""How much a store may hold where nobody says."""
UNITS = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12}


def default_root() -> Path:
    """`$XDG_CACHE_HOME/broadcast`, or the platform's usual place."""
    base = os.environ.get("XDG_CACHE_HOME") or (os.environ.get("LOCALAPPDATA") if os.name == "nt" else None)
    return Path(base) / "broadcast" if base else Path.home() / ".cache" / "broadcast"


def elsewhere(where: str) -> bool:
    """Is this an address (s3://…), rather than a folder?"""
    return "://" in where


def opened(where: str | None = None, size: str | None = None) -> Store:
    """The store in this folder, or at this address behind the usual folder; `size`: how much the folder may hold, `20G`.

    What is not said is taken from BROADCAST_CACHE_SIZE, and from the platform. EnvironmentFault where an address may not be written to.
    """
    limit = parsed_size(size or os.environ.get("BROADCAST_CACHE_SIZE") or SIZE)
    if where is None or not elsewhere(where):
        return Store(Path(where) if where else default_root(), limit=limit)
    from broadcast.artifact.remote import Remote

    remote = Remote(where)
    remote.check()
    return Store(default_root(), limit=limit, remote=remote)


def parsed_size(text: str) -> int:
    """Bytes of `500M`, `20G`, `1.5T`."""
    found = re.fullmatch(r"(\d{1,9}(?:\.\d{1,3})?) ?([KMGT]?)i?B?", text.strip(), re.IGNORECASE)
    if found is None:
        raise InputError(f"{text!r} is no size", remedy="Write it like 500M or 20G")
    return int(float(found[1]) * UNITS[found[2].upper()])
