"""Zips and bags: judged by zipfile, by unzip's rules and by the Library of Congress's bagit."""

from __future__ import annotations

import os
import stat
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import bagit
import pytest

from broadcast.cli import status
from broadcast.delivery import archive, manifest, package, parcel
from broadcast.errors import BroadcastError, InputError
from tests import packages
from tests.delivery import small

NAMES = ["paper-robot", "two words", "ñandú ąż", "纸上机器人", "🤖", "x" * 200, "con", "a'b\"c%0A", "-", "..x"]


def made(folder: Path, lesson: str = "paper-robot", text: str = "words\n") -> Path:
    (folder / "radio").mkdir(parents=True)
    (folder / "script.md").write_text(text, "utf-8")
    (folder / "radio" / "programme.mp3").write_bytes(bytes(range(256)) * 9000)
    manifest.write(folder, small.episode().model_copy(update={"lesson": lesson}), {"lesson.md": "ab"})
    return folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    for lesson in ("box", "robot"):
        made(tmp_path / "out" / lesson / "en", lesson)
    made(tmp_path / "out" / "robot" / ".en.new")
    return tmp_path / "out"


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """These packages have nothing to measure: hashes alone."""
    monkeypatch.setattr(
        "broadcast.delivery.verification.differences", lambda folder: manifest.altered(folder, manifest.read(folder))
    )


def test_a_zip_has_the_same_bytes_twice(out: Path, tmp_path: Path, quiet: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["pack", str(out), "--zip", "-o", str(tmp_path / "one")]) == 0
    for path in out.rglob("*"):
        os.utime(path, (time.time() + 5000,) * 2)
        path.chmod(0o755)
    assert status(["pack", str(out / "robot"), str(out / "box"), "--zip", "-o", str(tmp_path / "two")]) == 0
    assert packages.contents(tmp_path / "one") == packages.contents(tmp_path / "two")
    assert packages.tree(tmp_path / "one") == ["box-en-demo-5.zip", "robot-en-demo-5.zip"]
    with zipfile.ZipFile(tmp_path / "one" / "box-en-demo-5.zip") as held:
        assert held.testzip() is None
        assert [info.filename for info in held.infolist()] == [
            f"box-en-demo-5/{name}" for name in packages.tree(out / "box" / "en")
        ]
        assert {(info.date_time, info.external_attr >> 16, info.create_system) for info in held.infolist()} == {
            ((1980, 1, 1, 0, 0, 0), stat.S_IFREG | 0o644, 3)
        }
        assert held.read("box-en-demo-5/script.md") == b"words\n"
    assert status(["verify", str(tmp_path / "one" / "box-en-demo-5.zip")]) == 0
    assert "box-en-demo-5.zip/box-en-demo-5: all as claimed" in capsys.readouterr().out


def test_a_bag_is_valid_and_says_when_it_is_not(out: Path, tmp_path: Path) -> None:
    for _ in range(2):
        assert status(["pack", str(out), "--bag", "-o", str(tmp_path / "bags")]) == 0
    assert sorted(path.name for path in (tmp_path / "bags").iterdir()) == ["box-en-demo-5", "robot-en-demo-5"]
    folder = tmp_path / "bags" / "robot-en-demo-5"
    bag = bagit.Bag(str(folder))
    assert bag.validate() and bag.version_info == (1, 0)
    assert bag.info["Rights"] == "CC BY 4.0" and bag.info["External-Description"] == "The paper robot"
    assert bag.info["Bagging-Date"] == "2026-03-02"
    assert packages.contents(folder / "data") == packages.contents(out / "robot" / "en")
    (folder / "data" / "script.md").write_text("other\n", "utf-8")
    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(folder)).validate()


def test_a_bag_in_a_zip(out: Path, tmp_path: Path, quiet: None) -> None:
    for name in ("one", "two"):
        assert status(["pack", str(out / "box"), "--bag", "--zip", "-o", str(tmp_path / name)]) == 0
    path = tmp_path / "one" / "box-en-demo-5.bag.zip"
    assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()
    with zipfile.ZipFile(path) as held:
        held.extractall(tmp_path / "held")
    assert bagit.Bag(str(tmp_path / "held" / "box-en-demo-5")).validate()
    assert status(["verify", str(path)]) == 0


@pytest.mark.parametrize("lesson", NAMES)
def test_names_of_every_kind(lesson: str, tmp_path: Path) -> None:
    folder = made(tmp_path / lesson.replace("..", "dots") / "en", lesson)
    assert status(["pack", str(folder), "--bag", "--zip", "-o", str(tmp_path / "ünï 🤖")]) == 0
    (name,) = packages.tree(tmp_path / "ünï 🤖")
    assert name.isascii() and len(name) < 120 and not set(name) & set('<>:"/\\|?*% ') and not name.startswith(".")
    with zipfile.ZipFile(tmp_path / "ünï 🤖" / name) as held:
        held.extractall(tmp_path / "held")
    assert bagit.Bag(str(next((tmp_path / "held").iterdir()))).validate()


def test_different_names_stay_different() -> None:
    assert len({parcel.portable(name).casefold() for name in [*NAMES, "纸上", "x" * 201, "two-words", "CON"]}) == len(NAMES) + 4
    assert parcel.portable("paper-robot_2") == "paper-robot_2"


def test_a_name_of_three_hundred_letters_is_refused_in_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = made(tmp_path / "en")
    assert status(["pack", str(folder), "--zip", "-o", str(tmp_path / ("n" * 300))]) == 2
    assert status(["pack", str(tmp_path / ("n" * 300)), "--zip", "-o", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert said.count("broadcast: ") == 2 and "should not have happened" not in said


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda folder: (folder / "script.md").write_text("other"), "script.md: changed"),
        (lambda folder: (folder / "radio" / "programme.mp3").unlink(), "programme.mp3: missing"),
        (lambda folder: (folder / "more").write_text(""), "more: not in the manifest"),
        (lambda folder: (folder / "out").symlink_to("/etc"), "out: not in the manifest"),
        (lambda folder: (folder / "manifest.json").write_text("{}"), "manifest is damaged"),
    ],
)
def test_what_is_not_whole_is_not_packed(
    out: Path, tmp_path: Path, spoil: Callable[[Path], object], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(out / "robot" / "en")
    assert status(["pack", str(out), "--zip", "-o", str(tmp_path / "made")]) == 2
    assert words in capsys.readouterr().err
    assert packages.empty(tmp_path / "made")


def test_calls_that_are_wrong(out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine" / "box-en-demo-5").mkdir(parents=True)
    (tmp_path / "mine" / "box-en-demo-5" / "letter.txt").write_text("dear", "utf-8")
    made(tmp_path / "again" / "en", "box")
    for args, words in (
        ([out], "not said what to make"),
        ([out / "none", "--zip"], "no package"),
        ([out, tmp_path / "again", "--zip"], "would both be called"),
        ([out, "--bag", "-o", tmp_path / "mine"], "something else stands there"),
        ([out, "--zip", "-o", out / "box" / "en" / "radio"], "lies in a package"),
    ):
        more = [] if "-o" in args else ["-o", tmp_path / "made"]
        assert status(["pack", *map(str, [*args, *more])]) == 2
        assert words in capsys.readouterr().err
    assert status(["pack", str(out), str(out / "box"), "--zip", "-o", str(tmp_path / "made")]) == 0, "named twice is packed once"
    assert (tmp_path / "mine" / "box-en-demo-5" / "letter.txt").read_text("utf-8") == "dear"


def test_a_file_that_changes_while_it_is_packed(tmp_path: Path) -> None:
    found = parcel.whole(made(tmp_path / "en"))
    (tmp_path / "en" / "script.md").write_text("other\n", "utf-8")
    with pytest.raises(InputError, match="changed while"):
        archive.write(tmp_path / "made.zip", parcel.entries(found, "en"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["en"], "nothing half-written"


def test_an_interrupted_zip_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt), package.fresh_file(path) as new:
        new.write_bytes(b"half")
        raise KeyboardInterrupt
    assert path.read_bytes() == b"old" and [one.name for one in tmp_path.iterdir()] == ["a.zip"]


@pytest.mark.parametrize(
    "name", ["../out.txt", "/etc/out.txt", "a/../../out.txt", "c:\\out.txt", "a\\..\\out.txt", "link", "A.txt"]
)
def test_an_archive_that_reaches_outside_is_refused(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "in" / "bad.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as held:
        held.writestr("a.txt", "a")
        info = zipfile.ZipInfo(name)
        info.external_attr = (stat.S_IFLNK | 0o777) << 16 if name == "link" else 0
        held.writestr(info, "/etc")
    assert status(["verify", str(path)]) == 2
    assert "reaches outside" in capsys.readouterr().err
    assert packages.tree(tmp_path) == ["in/bad.zip"]


def test_an_archive_that_is_damaged_or_holds_more(
    out: Path, tmp_path: Path, quiet: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status(["pack", str(out / "box"), "--zip", "-o", str(tmp_path)]) == 0
    path = tmp_path / "box-en-demo-5.zip"
    whole = path.read_bytes()
    at = whole.index(b"words\n")
    path.write_bytes(whole[:at] + b"Words\n" + whole[at + 6 :])
    assert status(["verify", str(path)]) == 2
    path.write_bytes(whole[:-40])
    assert status(["verify", str(path)]) == 2
    assert capsys.readouterr().err.count("archive is damaged") == 2
    path.write_bytes(whole)
    with zipfile.ZipFile(path, "a") as held:
        held.writestr("setup.exe", "MZ")
    assert status(["verify", str(path)]) == 1
    assert "setup.exe: in no package" in capsys.readouterr().err


def test_no_room_for_an_archive(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("large")
    info.file_size = 1 << 50
    with pytest.raises(BroadcastError, match="room"):
        archive._judge([info], tmp_path, 1 << 40)
