"""Signatures as minisign's page defines them, and as minisign itself makes and reads them."""

from __future__ import annotations

import hashlib
import shutil
import stat
import subprocess
from base64 import b64decode, b64encode
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from broadcast.cli import status
from broadcast.delivery import manifest, minisign
from broadcast.errors import InputError
from tests.delivery import small

PUBLIC = """untrusted comment: minisign public key C0F5404D7EB452CC
RWTMUrR+TUD1wHe0G1vlDC2KYb6CBgB+Mj/TYUnZRgzzK3d6J670C5rO
"""
SECRET = """untrusted comment: minisign encrypted secret key
RWQAAEIyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAzFK0fk1A9cAO55Dl4GKHxqtUH17VpQBFXe42cPQPBy2WIu+ag1/Zine0G1vlDC2KYb6CBgB+Mj/TYUnZRgzzK3d6J670C5rOAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
"""
HASHED = """untrusted comment: for people
RUTMUrR+TUD1wBBrXx/NqLNSKJr9Mzhxzg/GPBWxSF3LpCWEhoSQW5nNx/j3LQ0t4fOuZb/mE8C1X3CSe2AZJsy/u+y8auxQpg0=
trusted comment: a trusted comment
MwrCCA0ds9FeDbaVFtVWjh2heEH7aKQxB3HW+FI+HN14/SgDzBcojbMyUTmMLE9b8wwMmHBPp19jYl2RkKjIBA==
"""
PURE = """untrusted comment: signature from minisign secret key
RWTMUrR+TUD1wBPvxkSbUBQmNVPujC3fTUJin+MAzrrNfpsKVtO0oAj1OyXFJthUeg7aRKagntGJrWrWBColxLBPRpztbL0/AgY=
trusted comment: old way
w0NNAa2KxtVVFgdkiCE66SM+X0kHAcn6+el6rh4ENSW1bd6JHx5ugLQmbCAjZ7lZaiIlLkeC4MCXg6wsYR17Cg==
"""
DATA = b"broadcast\n"
"""What minisign 0.11 signed with these keys, the newer way and the older."""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "ñandú 🤖" / "en"
    folder.mkdir(parents=True)
    (folder / "script.md").write_text("words\n", "utf-8")
    manifest.write(folder, small.episode(), {"lesson.md": "ab"})
    return folder


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "station.key"
    path.write_text(SECRET, "utf-8")
    (tmp_path / "station.key.pub").write_text(PUBLIC, "utf-8")
    return path


def sealed(password: bytes, operations: int = 1 << 15, memory: int = 1 << 24) -> str:
    """The same key under a password: N = 1024, r = 8, p = 1 for these limits."""
    body = b64decode(SECRET.splitlines()[1])
    number, pair = body[54:62], body[62:126]
    inside = number + pair + hashlib.blake2b(b"Ed" + number + pair, digest_size=32).digest()
    salt = bytes(range(32))
    stream = hashlib.scrypt(password, salt=salt, n=1024, r=8, p=1, dklen=104)
    hidden = bytes(one ^ other for one, other in zip(inside, stream, strict=True))
    limits = operations.to_bytes(8, "little") + memory.to_bytes(8, "little")
    return f"untrusted comment: \n{b64encode(b'EdScB2' + salt + limits + hidden).decode()}\n"


def test_what_minisign_made_is_read() -> None:
    public = minisign.public_key(PUBLIC)
    secret = minisign.secret_key(SECRET, lambda: "")
    assert public.name == "C0F5404D7EB452CC" and secret.public == public
    assert public.text() == PUBLIC
    assert secret.text().splitlines()[1] == SECRET.splitlines()[1]
    assert minisign.public_key(PUBLIC.splitlines()[1]) == public
    for text in (HASHED, PURE):
        assert minisign.signature(text).right(DATA, public)
        assert not minisign.signature(text).right(DATA + b".", public)
        assert not minisign.signature(text.replace("trusted comment: a", "trusted comment: b").replace("old", "new")).right(
            DATA, public
        )


def test_a_signature_is_as_the_format_defines_it() -> None:
    text = minisign.secret_key(SECRET, lambda: "").sign(DATA, "ours")
    first, line, comment, whole, end = text.split("\n")
    assert first.startswith("untrusted comment: ") and comment == "trusted comment: ours" and not end
    body = b64decode(line)
    public = b64decode(PUBLIC.splitlines()[1])
    assert (body[:2], body[2:10], len(body)) == (b"ED", public[2:10], 74)
    instrument = Ed25519PublicKey.from_public_bytes(public[10:])
    instrument.verify(body[10:], hashlib.blake2b(DATA).digest())
    instrument.verify(b64decode(whole), body[10:] + b"ours")
    with pytest.raises(InvalidSignature):
        instrument.verify(b64decode(whole), body[10:] + b"others")


def test_every_byte_that_a_signature_vouches_for_counts() -> None:
    public = minisign.public_key(PUBLIC)
    free = HASHED.index("\n")
    for at in range(free, len(HASHED)):
        text = HASHED[:at] + chr(ord(HASHED[at]) ^ 1) + HASHED[at + 1 :]
        try:
            assert not minisign.signature(text).right(DATA, public), at
        except ValueError:
            continue


def test_a_password() -> None:
    assert minisign.secret_key(sealed(b"pass word"), lambda: "pass word") == minisign.secret_key(SECRET, lambda: "")
    with pytest.raises(InputError, match="password is another"):
        minisign.secret_key(sealed(b"pass word"), lambda: "password")
    with pytest.raises(InputError, match="too much memory"):
        minisign.secret_key(sealed(b"pass word", 1 << 60, 1 << 60), lambda: "pass word")


@pytest.mark.parametrize("text", ["", "\n", "RWQ", SECRET[:-9], PUBLIC, "ключ", "untrusted comment: \n" + "A" * 212 + "\n"])
def test_what_is_no_key(text: str) -> None:
    with pytest.raises(InputError, match="no secret key"):
        minisign.secret_key(text, lambda: "")
    if text != PUBLIC:
        with pytest.raises(InputError, match="no public key"):
            minisign.public_key(text)


def test_unsigned_right_and_wrong(package: Path, key: Path, tmp_path: Path) -> None:
    from broadcast.delivery import signing

    public = minisign.public_key(PUBLIC)
    assert signing.wrong(package, public) == "not signed"
    assert status(["sign", str(package), "--key", str(key)]) == 0
    assert signing.wrong(package, public) == "" and signing.signer(package) == public.name
    assert manifest.altered(package, manifest.read(package)) == ()
    assert "another key" in signing.wrong(package, minisign.new_key().public)
    path = package / manifest.SIGNATURE
    before = path.read_bytes()
    assert status(["sign", str(package), "--key", str(key)]) == 0
    assert path.read_bytes() == before
    manifest.write(package, small.episode(), {"lesson.md": "cd"})
    assert "did not sign this" in signing.wrong(package, public)
    path.write_text("signed, promised\n", "utf-8")
    assert "not the four lines" in signing.wrong(package, public) and signing.signer(package) == ""


def test_verify_says_who_signed(
    package: Path, key: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("broadcast.delivery.verification.differences", lambda folder: ())
    public = str(key) + ".pub"
    assert status(["verify", str(package), "--key", public]) == 1
    assert "not signed" in capsys.readouterr().err
    assert status(["sign", str(package), "--key", str(key)]) == 0
    assert status(["verify", str(package), "--key", PUBLIC.splitlines()[1]]) == 0
    assert "all as claimed; signed by C0F5404D7EB452CC" in capsys.readouterr().out
    assert status(["verify", str(package)]) == 0
    assert "says it is signed by C0F5404D7EB452CC" in capsys.readouterr().out
    assert status(["verify", str(package), "--key", str(key)]) == 2
    assert "no public key" in capsys.readouterr().err


def test_a_package_that_was_changed_is_not_signed(package: Path, key: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (package / "script.md").write_text("other words\n", "utf-8")
    assert status(["sign", str(package), "--key", str(key)]) == 2
    assert "script.md: changed" in capsys.readouterr().err
    assert not (package / manifest.SIGNATURE).exists()


def test_a_new_key_is_for_its_owner_alone_and_overwrites_none(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "new.key"
    assert status(["sign", str(package), "--new-key", str(path)]) == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    from broadcast.delivery import signing

    assert signing.wrong(package, signing.public_key(f"{path}.pub")) == ""
    before = path.read_bytes()
    assert status(["sign", "--new-key", str(path)]) == 2
    assert path.read_bytes() == before
    assert status(["sign", str(package)]) == 2
    assert status(["sign", "--key", str(path)]) == 2
    assert status(["sign", str(package), "--key", str(tmp_path / "none")]) == 2
    assert capsys.readouterr().err.count("broadcast: ") == 4
    assert not [name for name in tmp_path.iterdir() if name.name.startswith(".")]


@pytest.mark.skipif(not shutil.which("minisign"), reason="needs minisign")
def test_minisign_itself_agrees(package: Path, tmp_path: Path) -> None:
    def tool(*args: object) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(["minisign", *map(str, args)], capture_output=True, check=False)

    path = tmp_path / "new.key"
    assert status(["sign", str(package), "--new-key", str(path)]) == 0
    done = tool("-V", "-m", package / manifest.NAME, "-p", f"{path}.pub")
    assert done.returncode == 0 and b"Trusted comment: paper-robot en" in done.stdout, done
    assert tool("-S", "-m", package / manifest.NAME, "-s", path).returncode == 0, "minisign signs with our key"
    assert status(["verify", str(package), "--key", f"{path}.pub"]) in (1, 2)
    (package / manifest.NAME).write_text("{}", "utf-8")
    assert tool("-V", "-m", package / manifest.NAME, "-p", f"{path}.pub").returncode == 1
