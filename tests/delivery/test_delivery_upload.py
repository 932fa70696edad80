"""Packages on a store elsewhere: whole or not there."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from broadcast.delivery import manifest, upload
from broadcast.errors import EnvironmentFault
from broadcast.unplugged.figures import Plain

pytest.importorskip("fsspec")


class Told(Plain):
    """What a manifest takes from an episode."""

    lesson: str = "small"
    language: str = "en"
    format: str = "demo-5"
    title: str = "Small"
    edition: str = ""
    date: str = ""
    licence: str = ""
    credits: str = ""


def package(folder: Path, **files: bytes) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "paper").mkdir(parents=True)
    for name, data in files.items():
        (folder / "paper" / name).write_bytes(data)
    manifest.write(folder, Told(), {})  # type: ignore[arg-type]
    return folder


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> upload.Output:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return upload.output(f"file://{tmp_path}/far away")


def test_a_folder_is_a_folder(tmp_path: Path) -> None:
    found = upload.output(str(tmp_path))
    assert found == upload.Output(tmp_path) and found.put_up(tmp_path / "a" / "en") == str(tmp_path / "a" / "en")


def test_what_is_put_up_is_what_the_manifest_lists(out: upload.Output, tmp_path: Path) -> None:
    far = tmp_path / "far away" / "small" / "en"
    place = package(out.folder / "small" / "en", a=b"1", b=b"2")
    assert out.put_up(place).endswith("/far away/small/en")
    assert manifest.files(far) == manifest.read(far).files == manifest.read(place).files
    os.utime(far / "paper" / "b", (1, 1))
    out.put_up(package(place, b=b"2", c=b"3"))
    assert manifest.files(far) == manifest.read(far).files == manifest.read(place).files  # a went
    assert (far / "paper" / "b").stat().st_mtime == 1  # not put up again
    out.put_up(place)


def test_while_it_changes_it_is_not_there(out: upload.Output, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    far = tmp_path / "far away" / "small" / "en"
    place = package(out.folder / "small" / "en", a=b"1")
    out.put_up(place)
    package(place, a=b"2", b=b"3")
    assert out.place
    write = type(out.place).write

    def cut(self: object, name: str, source: object) -> None:
        if name.endswith("/b"):
            raise EnvironmentFault("the connection is gone")
        write(self, name, source)  # type: ignore[arg-type]

    with monkeypatch.context() as patch, pytest.raises(EnvironmentFault):
        patch.setattr(type(out.place), "write", cut)
        out.put_up(place)
    assert not (far / manifest.NAME).exists()
    out.put_up(place)
    assert manifest.files(far) == manifest.read(far).files


def test_a_manifest_there_takes_nothing_away_outside(out: upload.Output, tmp_path: Path) -> None:
    far = tmp_path / "far away" / "small" / "en"
    place = package(out.folder / "small" / "en", a=b"1")
    out.put_up(place)
    (tmp_path / "mine").write_bytes(b"mine")
    made = manifest.read(far)
    wrong = made.files[0].model_copy(update={"path": "../../../mine"})
    (far / manifest.NAME).write_text(made.model_copy(update={"files": (*made.files, wrong)}).model_dump_json())
    out.put_up(place)
    assert (tmp_path / "mine").exists() and manifest.files(far) == manifest.read(far).files
