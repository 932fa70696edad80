"""Entries in a tar: to another machine and in; nothing in it is believed."""

from __future__ import annotations

import hashlib
import io
import tarfile
from pathlib import Path

import pytest

from broadcast.artifact import Store, key
from broadcast.artifact.moving import export, take_in
from broadcast.artifact.pruning import entries
from broadcast.cli import status
from broadcast.errors import InputError

NAME = f"{key('a')[:2]}/{key('a')}.bin"


def filled(root: Path) -> Store:
    store = Store(root)
    for at in range(5):
        store.get(key(at), lambda new, at=at: new.write_bytes(b"entry %d" % at) and None, ".bin")  # type: ignore[misc]
    return store


def packed(path: Path, *members: tuple[str, bytes] | tarfile.TarInfo) -> Path:
    with tarfile.open(path, "w") as tar:
        for member in members:
            if isinstance(member, tarfile.TarInfo):
                tar.addfile(member)
                continue
            info = tarfile.TarInfo(member[0])
            info.size = len(member[1])
            tar.addfile(info, io.BytesIO(member[1]))
    return path


def sealed(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()


def test_there_and_back(tmp_path: Path) -> None:
    filled(tmp_path / "one")
    assert export(tmp_path / "one", tmp_path / "a.tar").done == 5
    counted = take_in(Store(tmp_path / "two"), tmp_path / "a.tar")
    assert (counted.done, counted.there, counted.broken) == (5, 0, 0)
    again = Store(tmp_path / "two").get(key(3), lambda new: pytest.fail("made again"), ".bin")
    assert again.read_bytes() == b"entry 3"
    assert take_in(Store(tmp_path / "two"), tmp_path / "a.tar").there == 5
    export(tmp_path / "two", tmp_path / "b.tar")
    assert (tmp_path / "a.tar").read_bytes() == (tmp_path / "b.tar").read_bytes()


def test_a_rotted_entry_is_not_exported_and_one_that_rotted_on_the_way_is_left_out(tmp_path: Path) -> None:
    store = filled(tmp_path / "one")
    next(entries(store.root)).path.write_bytes(b"rotten!")
    assert export(store.root, tmp_path / "a.tar").broken == 1
    data = bytearray((tmp_path / "a.tar").read_bytes())
    data[data.index(b"entry ") + 2] ^= 1
    (tmp_path / "a.tar").write_bytes(data)
    counted = take_in(Store(tmp_path / "two"), tmp_path / "a.tar")
    assert (counted.done, counted.broken) == (3, 1)
    assert all(entry.whole() for entry in entries(tmp_path / "two"))


def special(kind: bytes, name: str, link: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    return info


@pytest.mark.parametrize(
    "members",
    [
        [("../../etc/passwd", b"x")],
        [("/etc/passwd", b"x")],
        [(NAME, b"x")],
        [(NAME + ".sha256", sealed(b"x")), ("ff/" + NAME[3:], b"x")],
        [(NAME + ".sha256", b"no digest"), (NAME, b"x")],
        [(NAME + ".sha256", sealed(b"x")), special(tarfile.SYMTYPE, NAME, "/etc/passwd")],
        [(NAME + ".sha256", sealed(b"x")), special(tarfile.LNKTYPE, NAME, NAME + ".sha256")],
        [special(tarfile.FIFOTYPE, NAME)],
        [special(tarfile.DIRTYPE, NAME[:2])],
        [(NAME + "\n", b"x")],
        [(NAME + ".tar.gz", b"x")],
        [("é" * 300, b"x")],
    ],
)
def test_what_is_no_entry_is_refused(members: list[tuple[str, bytes] | tarfile.TarInfo], tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no export of a cache"):
        take_in(Store(tmp_path / "cache"), packed(tmp_path / "a.tar", *members))
    assert list(entries(tmp_path / "cache")) == []
    assert not list(tmp_path.rglob("passwd"))


def test_a_tar_cut_off_and_no_tar_are_refused(tmp_path: Path) -> None:
    filled(tmp_path / "one")
    export(tmp_path / "one", tmp_path / "a.tar")
    data = (tmp_path / "a.tar").read_bytes()
    for wrong in (b"", b"no tar" * 200, data[:3000]):
        (tmp_path / "b.tar").write_bytes(wrong)
        with pytest.raises(InputError, match="no export of a cache"):
            take_in(Store(tmp_path / "two"), tmp_path / "b.tar")


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = filled(tmp_path / "one")
    cache, tar = str(tmp_path / "one"), str(tmp_path / "a.tar")
    assert status(["cache", "--cache", cache, "size"]) == 0
    assert "5 entries, 0.0 MB" in capsys.readouterr().out
    assert status(["cache", "--cache", cache, "verify"]) == 0
    next(entries(store.root)).path.write_bytes(b"rotten!")
    assert status(["cache", "--cache", cache, "verify"]) == 1
    assert "4 entries whole, 1 damaged" in capsys.readouterr().out
    assert status(["cache", "--cache", cache, "export", tar]) == 0
    assert status(["cache", "--cache", str(tmp_path / "two"), "import", tar]) == 0
    assert "4 entries taken in" in capsys.readouterr().out
    assert status(["cache", "--cache", str(tmp_path / "two"), "prune", "--to", "300"]) == 0
    assert sum(entry.size for entry in entries(tmp_path / "two")) <= 300
    assert status(["cache", "--cache", "s3://bucket", "size"]) == 2
    assert status(["cache", "import", cache]) == 2
    assert "Traceback" not in capsys.readouterr().err
