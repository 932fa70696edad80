"""Entries in one tar, to take to another machine; what comes in is believed in nothing but its hash.

    <2 hex>/<key><suffix>.sha256     the seal, and right after it
    <2 hex>/<key><suffix>            the entry

That an entry has the bytes that were sealed can be checked, that it is what its key says cannot without making it: take in what
comes from people you trust. The same entries make the same tar.
"""

from __future__ import annotations

import hashlib
import io
import re
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from broadcast.artifact.pruning import SEAL, entries
from broadcast.artifact.store import Store
from broadcast.errors import InputError

NAME = re.compile(r"([0-9a-f]{2})/(\1[0-9a-f]{62})((?:\.[a-z0-9]{1,10})?)")
DIGEST = re.compile(rb"[0-9a-f]{64}")


@dataclass(slots=True)
class Counted:
    """What became of the entries."""

    done: int = 0
    there: int = 0
    """Entries that were there already."""
    broken: int = 0
    size: int = 0


def export(root: Path, target: Path) -> Counted:
    """Write every whole entry into a tar, which appears by rename."""
    counted = Counted()
    fresh = target.with_name(f".{target.name}.new")
    try:
        with tarfile.open(fresh, "w", format=tarfile.PAX_FORMAT) as tar:
            for entry in entries(root):
                if not entry.whole():
                    counted.broken += 1
                    continue
                for path in (entry.seal, entry.path):
                    info = tarfile.TarInfo(path.relative_to(root).as_posix())
                    info.size, info.mode = path.stat().st_size, 0o644
                    with path.open("rb") as file:
                        tar.addfile(info, file)
                counted.done, counted.size = counted.done + 1, counted.size + entry.size
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)
    return counted


def take_in(store: Store, source: Path) -> Counted:
    """Read a tar into the store. InputError where it is none of ours; what was taken in until then stays, for it is whole."""
    counted, sealed = Counted(), ("", b"")
    try:
        with tarfile.open(source, "r:") as tar:
            for member in tar:
                entry = member.name.removesuffix(SEAL)
                known = NAME.fullmatch(entry)
                file = tar.extractfile(member) if member.isreg() and known and not member.issparse() else None
                if known is None or file is None:
                    raise _refused(source, f"it holds {member.name[:100]!r}, which is no entry")
                if member.name.endswith(SEAL):
                    sealed = (entry, file.read(65))
                    continue
                if sealed[0] != entry or not DIGEST.fullmatch(sealed[1]):
                    raise _refused(source, f"{entry} has no seal before it")
                if store.limit and member.size > store.limit:
                    raise _refused(source, f"{entry} is larger than the cache may be")
                _one(store, known[2], known[3], file, member.size, sealed[1].decode(), counted)
                sealed = ("", b"")
    except tarfile.TarError as error:
        raise _refused(source, f"it is damaged or cut off ({error})") from error
    return counted


def _one(store: Store, name: str, suffix: str, file: IO[bytes], size: int, seal: str, counted: Counted) -> None:
    found = []

    def write(path: Path) -> bool:
        sha = hashlib.sha256()
        with path.open("wb") as out:
            while block := file.read(io.DEFAULT_BUFFER_SIZE * 32):
                sha.update(block)
                out.write(block)
        found.append(sha.hexdigest() == seal)
        return found[-1]

    if store.take_in(name, suffix, write):
        counted.done, counted.size = counted.done + 1, counted.size + size
    elif found:
        counted.broken += 1
    else:
        counted.there += 1


def _refused(source: Path, why: str) -> InputError:
    return InputError(f"this is no export of a cache: {why}", file=str(source), remedy="Export it again: broadcast cache export")
