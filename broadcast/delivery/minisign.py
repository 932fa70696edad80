"""Signatures and keys as the program minisign writes them: Ed25519, over the BLAKE2b-512 of what is signed.

The format: https://jedisct1.github.io/minisign/#signature-format. A signature's second line covers the data, its fourth the
second's bytes and the trusted comment. The first line of each file is for people, and nothing vouches for it.
"""

from __future__ import annotations

import binascii
import hashlib
import secrets
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from broadcast.errors import InputError

PURE, HASHED, SCRYPT, CHECK = b"Ed", b"ED", b"Sc", b"B2"
UNTRUSTED, TRUSTED = "untrusted comment: ", "trusted comment: "
MEMORY = 2 << 30
"""Bytes that a key's password may take to be tried; minisign's own keys take half of it."""
Ask = Callable[[], str]


@dataclass(frozen=True, slots=True)
class PublicKey:
    """What a signature is checked with."""

    id: bytes
    key: bytes

    @property
    def name(self) -> str:
        """As minisign prints it."""
        return named(self.id)

    def text(self) -> str:
        return f"{UNTRUSTED}minisign public key {self.name}\n{b64encode(PURE + self.id + self.key).decode()}\n"


@dataclass(frozen=True, slots=True, repr=False)
class SecretKey:
    """What signs."""

    id: bytes
    seed: bytes

    @property
    def public(self) -> PublicKey:
        return PublicKey(self.id, self._private.public_key().public_bytes_raw())

    @property
    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    def text(self) -> str:
        """The key's file, without a password, as `minisign -G -W` makes it."""
        body = PURE + b"\0\0" + CHECK + bytes(48) + self.id + self.seed + self.public.key + bytes(32)
        return f"{UNTRUSTED}minisign unencrypted secret key {self.public.name}\n{b64encode(body).decode()}\n"

    def sign(self, data: bytes, comment: str) -> str:
        """The signature's file; the same from the same data, key and comment (one line)."""
        made = self._private.sign(hashlib.blake2b(data).digest())
        whole = self._private.sign(made + comment.encode())
        lines = (
            f"{UNTRUSTED}signature of minisign key {self.public.name}",
            b64encode(HASHED + self.id + made).decode(),
            TRUSTED + comment,
            b64encode(whole).decode(),
        )
        return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature's file, read and not yet believed."""

    id: bytes
    hashed: bool
    made: bytes
    comment: str
    whole: bytes

    def right(self, data: bytes, key: PublicKey) -> bool:
        """Did this key sign the data, and the comment with it?"""
        public = Ed25519PublicKey.from_public_bytes(key.key)
        try:
            public.verify(self.made, hashlib.blake2b(data).digest() if self.hashed else data)
            public.verify(self.whole, self.made + self.comment.encode())
        except InvalidSignature:
            return False
        return self.id == key.id


def named(id: bytes) -> str:
    """A key's number as minisign prints it."""
    return f"{int.from_bytes(id, 'little'):016X}"


def new_key() -> SecretKey:
    return SecretKey(secrets.token_bytes(8), secrets.token_bytes(32))


def signature(text: str) -> Signature:
    """Read a signature's file; ValueError when it is none."""
    lines = text.split("\n")
    if len(lines) != 5 or lines[4] or not lines[0].startswith(UNTRUSTED) or not lines[2].startswith(TRUSTED):
        raise ValueError("not the four lines of a signature")
    first, whole = _exact(lines[1], 74), _exact(lines[3], 64)
    if first[:2] not in (PURE, HASHED):
        raise ValueError("not a signature of minisign")
    return Signature(first[2:10], first[:2] == HASHED, first[10:], lines[2].removeprefix(TRUSTED), whole)


def public_key(text: str, file: str = "") -> PublicKey:
    """A public key, from its file's text or its one line alone; InputError when it is none."""
    try:
        body = _exact(text.strip().splitlines()[-1].strip(), 42)
    except (IndexError, ValueError):
        body = b""
    if body[:2] != PURE:
        raise InputError("this is no public key of minisign", file=file, remedy="Name the .pub file, or give its second line")
    return PublicKey(body[2:10], body[10:])


def secret_key(text: str, ask: Ask, file: str = "") -> SecretKey:
    """A secret key, from its file's text; `ask` gives the password of one that has one. InputError when it is none."""
    try:
        body = _exact(text.strip().splitlines()[-1].strip(), 158)
    except (IndexError, ValueError):
        body = b""
    if body[:2] != PURE or body[2:4] not in (SCRYPT, b"\0\0") or body[4:6] != CHECK:
        raise InputError("this is no secret key of minisign", file=file, remedy="Make one with `broadcast sign --new-key FILE`")
    inside = body[54:]
    if body[2:4] == SCRYPT:
        stream = _stretched(ask(), body[6:38], body[38:54], file)
        inside = bytes(one ^ other for one, other in zip(inside, stream, strict=True))
    number, pair, seal = inside[:8], inside[8:72], inside[72:]
    key = SecretKey(number, pair[:32])
    sealed = body[2:4] != SCRYPT or hashlib.blake2b(PURE + number + pair, digest_size=32).digest() == seal
    if not sealed or key.public.key != pair[32:]:
        raise InputError("the key's password is another, or the key is damaged", file=file, remedy="Try the password again")
    return key


def _exact(line: str, size: int) -> bytes:
    """Bytes of a line of base64 in its one right spelling."""
    try:
        found = b64decode(line, validate=True)
    except (binascii.Error, UnicodeError) as error:
        raise ValueError("not base64") from error
    if len(found) != size or b64encode(found).decode() != line:
        raise ValueError(f"not {size} bytes of base64")
    return found


def _stretched(password: str, salt: bytes, limits: bytes, file: str) -> bytes:
    """104 bytes from a password, with the cost that libsodium's scryptsalsa208sha256 chooses for the limits."""
    operations, memory = max(int.from_bytes(limits[:8], "little"), 32768), int.from_bytes(limits[8:], "little")
    few = operations < memory // 32
    most = operations // 32 if few else memory // 1024
    exponent = next(number for number in range(1, 64) if 1 << number > most // 2)
    at_once = 1 if few else min(operations // 4 >> exponent, 0x3FFFFFFF) // 8
    if 1024 << exponent > MEMORY or not 0 < at_once < 64:
        raise InputError("the key's password takes too much memory to try", file=file, remedy="Use another key")
    return Scrypt(salt=salt, length=104, n=1 << exponent, r=8, p=at_once).derive(password.encode())
