"""A package is there whole or not at all, and says what is in it."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from broadcast.delivery import manifest, package
from broadcast.delivery.schema import SCHEMAS, schema
from broadcast.errors import BroadcastError, EnvironmentFault, InputError
from tests.delivery import small

WHOLE = small.episode()


def filled(folder: Path, text: str = "new") -> None:
    with package.fresh(folder) as new:
        (new / "radio").mkdir()
        (new / "radio" / "a.txt").write_text(text, "utf-8")
        (new / "script.md").write_text("words\n", "utf-8")
        manifest.write(new, WHOLE, {"lesson.md": "ab"})


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_package_appears_and_is_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "en"
    filled(folder, "one")
    filled(folder, "two")
    assert (folder / "radio" / "a.txt").read_text("utf-8") == "two"
    assert names(folder.parent) == ["en"]


@pytest.mark.parametrize("error", [KeyboardInterrupt(), ValueError("no"), SystemExit(1)])
def test_an_error_leaves_the_old_package_and_nothing_else(tmp_path: Path, error: BaseException) -> None:
    filled(tmp_path / "en", "old")
    with pytest.raises(type(error)), package.fresh(tmp_path / "en") as new:
        (new / "half").write_text("half", "utf-8")
        raise error
    assert names(tmp_path) == ["en"]
    assert (tmp_path / "en" / "radio" / "a.txt").read_text("utf-8") == "old"


@pytest.mark.parametrize(
    ("code", "words"), [(errno.ENOSPC, "disk is full"), (errno.EACCES, "cannot be written"), (errno.EIO, "cannot be written")]
)
def test_what_the_machine_refuses_is_one_sentence(tmp_path: Path, code: int, words: str) -> None:
    with pytest.raises(EnvironmentFault, match=words) as raised, package.fresh(tmp_path / "en"):
        raise OSError(code, os.strerror(code))
    assert raised.value.status == 2
    assert raised.value.remedy
    assert names(tmp_path) == []


def test_errors_of_the_program_pass_unchanged(tmp_path: Path) -> None:
    with pytest.raises(BroadcastError, match="no such thing"), package.fresh(tmp_path / "en"):
        raise InputError("no such thing")


def test_a_file_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("", "utf-8")
    with pytest.raises(InputError, match="a file stands"), package.fresh(tmp_path / "out" / "en"):
        pass


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a folder that the user may not write")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(EnvironmentFault, match="cannot be written"), package.fresh(tmp_path / "en"):
        pass


def test_killed_between_the_renames(tmp_path: Path) -> None:
    """The old package aside, the new one not yet in: the old one comes back."""
    filled(tmp_path / "en", "old")
    (tmp_path / "en").rename(tmp_path / ".en.old")
    (tmp_path / ".en.new").mkdir()
    package.repair(tmp_path / "en")
    assert names(tmp_path) == ["en"]
    assert (tmp_path / "en" / "radio" / "a.txt").read_text("utf-8") == "old"


def test_killed_after_the_renames(tmp_path: Path) -> None:
    filled(tmp_path / "en", "new")
    (tmp_path / ".en.old").mkdir()
    package.repair(tmp_path / "en")
    assert names(tmp_path) == ["en"]
    assert (tmp_path / "en" / "radio" / "a.txt").read_text("utf-8") == "new"


KILLED = """
import sys, time
from pathlib import Path
from broadcast.delivery import package
with package.fresh(Path(sys.argv[1])) as new:
    (new / "half").write_text("half")
    print("in", flush=True)
    time.sleep(60)
"""


def test_two_runs_at_one_package_and_one_that_is_killed(tmp_path: Path) -> None:
    folder = tmp_path / "en"
    filled(folder, "old")
    with subprocess.Popen([sys.executable, "-c", KILLED, str(folder)], stdout=subprocess.PIPE) as other:
        assert other.stdout and other.stdout.readline() == b"in\n"
        with pytest.raises(InputError, match="another run"), package.fresh(folder):
            pass
        package.repair(folder)
        assert (tmp_path / ".en.new" / "half").exists(), "what a run is at work on is left alone"
        assert (folder / "radio" / "a.txt").read_text("utf-8") == "old"
        other.kill()
    assert (tmp_path / ".en.new" / "half").exists()
    for _ in range(50):
        try:
            filled(folder, "new")
            break
        except InputError:
            time.sleep(0.05)
    assert names(tmp_path) == ["en"]
    assert (folder / "radio" / "a.txt").read_text("utf-8") == "new"


def test_an_edited_script_is_not_overwritten(tmp_path: Path) -> None:
    folder = tmp_path / "en"
    package.guard(folder)
    filled(folder)
    package.guard(folder)
    (folder / "script.md").write_text("other words\n", "utf-8")
    with pytest.raises(InputError, match="edited") as raised:
        package.guard(folder)
    assert "broadcast build" in raised.value.remedy


def test_files_are_carried_over(tmp_path: Path) -> None:
    filled(tmp_path / "en", "kept")
    with package.fresh(tmp_path / "en") as new:
        package.carry(tmp_path / "en", new, ["radio/a.txt"])
    assert (tmp_path / "en" / "radio" / "a.txt").read_text("utf-8") == "kept"


def test_the_manifest_lists_every_file_and_itself(tmp_path: Path) -> None:
    filled(tmp_path / "en")
    made = manifest.read(tmp_path / "en")
    assert [file.path for file in made.files] == ["radio/a.txt", "script.md"]
    assert made.files[0].size == 3
    assert made.files[0].sha256 == "11507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437"
    assert made.sha256 == manifest.own_hash(made)
    assert manifest.altered(tmp_path / "en", made) == ()
    assert {"numpy", "reportlab", "espeakng-loader"} <= set(made.wheels)


def test_everything_that_is_altered_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "en"
    filled(folder)
    made = manifest.read(folder)
    (folder / "radio" / "a.txt").write_text("NEW", "utf-8")
    (folder / "script.md").unlink()
    (folder / "extra").write_text("", "utf-8")
    (folder / "hollow").mkdir()
    (folder / "link").symlink_to(folder.parent)
    assert manifest.altered(folder, made) == (
        "script.md: missing", "radio/a.txt: changed", "extra: not in the manifest", "hollow: not in the manifest", "link: not in the manifest",
    )  # fmt: skip


def test_the_same_package_has_the_same_manifest(tmp_path: Path) -> None:
    filled(tmp_path / "one")
    filled(tmp_path / "two")
    assert (tmp_path / "one" / "manifest.json").read_bytes() == (tmp_path / "two" / "manifest.json").read_bytes()


def test_when_a_package_is_unchanged(tmp_path: Path) -> None:
    folder = tmp_path / "en"
    inputs = {"lesson.md": "ab"}
    assert not manifest.unchanged(folder, inputs, ["radio"])
    filled(folder)
    assert manifest.unchanged(folder, inputs, ["radio"])
    assert not manifest.unchanged(folder, inputs, ["radio", "tv"])
    assert not manifest.unchanged(folder, {"lesson.md": "cd"}, ["radio"])
    (folder / "radio" / "a.txt").write_text("wen", "utf-8")
    assert not manifest.unchanged(folder, inputs, ["radio"])


def test_a_damaged_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no manifest"):
        manifest.read(tmp_path)
    (tmp_path / "manifest.json").write_text("[]", "utf-8")
    with pytest.raises(InputError, match="damaged"):
        manifest.read(tmp_path)


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_schemas_are_json_and_name_their_fields(name: str) -> None:
    made = json.loads(json.dumps(schema(name)))
    assert made["$schema"].endswith("2020-12/schema")
    fields = made.get("properties") or made["$defs"][made["items"]["$ref"].rsplit("/", 1)[1]]["properties"]
    assert {"episode": "segments", "items": "answers", "quality": "ok", "manifest": "sha256"}[name] in fields


def test_a_schema_that_there_is_not() -> None:
    with pytest.raises(InputError, match="no schema"):
        schema("lesson")
