"""A package's signature: of its manifest, which holds the hash of everything else."""

from __future__ import annotations

import os
from pathlib import Path

from broadcast.delivery import manifest, minisign
from broadcast.delivery.minisign import Ask, PublicKey, SecretKey
from broadcast.errors import InputError


def sign(folder: Path, key: SecretKey) -> Path:
    """Write the signature of a package beside its manifest; InputError when the package is not as it was made."""
    made = manifest.read(folder)
    for line in manifest.altered(folder, made):
        raise InputError(
            f"the package is not as it was made: {line}", file=str(folder), remedy="Sign what `broadcast verify` finds whole"
        )
    words = " ".join(f"{made.lesson} {made.language} {made.format} {made.edition} sha256:{made.sha256}".split())
    return _written(folder / manifest.SIGNATURE, key.sign((folder / manifest.NAME).read_bytes(), words))


def signer(folder: Path) -> str:
    """Number of the key that a package says it was signed with; empty where there is no signature."""
    try:
        return minisign.named(minisign.signature(_text(folder / manifest.SIGNATURE)).id)
    except (OSError, ValueError):
        return ""


def wrong(folder: Path, key: PublicKey) -> str:
    """Why a package is not signed by this key; empty where it is."""
    path = folder / manifest.SIGNATURE
    if not path.exists():
        return "not signed"
    try:
        found = minisign.signature(_text(path))
    except (OSError, ValueError) as error:
        return f"{path.name}: {error}"
    if found.id != key.id:
        return f"signed by another key, {minisign.named(found.id)}, not {key.name}"
    return (
        ""
        if found.right((folder / manifest.NAME).read_bytes(), key)
        else f"the signature is wrong: key {key.name} did not sign this"
    )


def public_key(given: str) -> PublicKey:
    """A key that is given as a file or as its line of letters."""
    path = Path(given)
    return minisign.public_key(_key(path) if path.exists() or not given.startswith("RW") else given, given)


def secret_key(path: Path, ask: Ask) -> SecretKey:
    return minisign.secret_key(_key(path), ask, str(path))


def new_key(path: Path) -> tuple[Path, Path]:
    """Write a new key, without a password and for its owner alone, and its public half beside it."""
    other = path.with_name(path.name + ".pub")
    for there in (path, other):
        if there.exists():
            raise InputError(
                "this file is there already", file=str(there), remedy="Name another: a key that is lost cannot be had again"
            )
    key = minisign.new_key()
    return _written(path, key.text(), 0o600), _written(other, key.public.text())


def _key(path: Path) -> str:
    try:
        return _text(path)
    except (OSError, ValueError) as error:
        raise InputError("the key cannot be read", file=str(path), remedy="Name a key's file") from error


def _text(path: Path) -> str:
    return path.read_bytes()[:10_000].decode()


def _written(path: Path, text: str, mode: int = 0o644) -> Path:
    """Write a file that appears whole."""
    aside = path.with_name(f".{path.name}.new")
    aside.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
    return path
