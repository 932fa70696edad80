"""Channels for Kolibri: judged by Learning Equality's own lists of languages, licences and kinds."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import av
import pytest
from le_utils.constants import content_kinds, languages, licenses

from broadcast.cli import status
from broadcast.delivery import kolibri, manifest
from broadcast.language.model import tags
from tests import packages
from tests.delivery import small

WHOLE = small.episode()
CHANNEL = ["Title", "Description", "Domain", "Source ID", "Language", "Thumbnail"]
CONTENT = [
    "Path *", "Title *", "Source ID", "Description", "Author", "Language", "License ID *", "License Description", "Copyright Holder",
    "Thumbnail",
]  # fmt: skip
"""What ricecooker's CsvMetadataProvider asks for, written out by hand."""


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    small.make(folder / "ñandú, 🤖" / "en", WHOLE)
    shutil.copytree(folder / "ñandú, 🤖" / "en" / "paper", folder / "paper" / "es-419" / "paper")
    for name, tag, date in (("ñandú, 🤖", "en", "2026-03-09"), ("paper", "es-419", "2026-03-02")):
        told = WHOLE.model_copy(update={"lesson": name, "language": tag, "title": f'"{name}",\nmore', "date": date})
        (folder / name / tag / "episode.json").write_text(told.model_dump_json(), "utf-8")
        manifest.write(folder / name / tag, told, {"lesson.md": "ab"})
    return folder


@pytest.fixture(scope="module")
def made(out: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("packed")
    assert status(["pack", str(out), "--kolibri", "-o", str(target), "--cache", str(target / "cache")]) == 0
    return target / "kolibri"


def table(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """Header and rows, as ricecooker reads them: line by line."""
    lines = [line for line in path.read_text("utf-8").splitlines(keepends=True) if line.strip()]
    read = csv.DictReader(lines)
    rows = list(read)
    assert len(rows) == len(lines) - 1, "no cell has two lines"
    return list(read.fieldnames or ()), rows


@pytest.mark.parametrize(("tag", "code"), [("en", "en"), ("es-419", "es")])
def test_a_channel_a_language(made: Path, tag: str, code: str) -> None:
    header, rows = table(made / tag / "Channel.csv")
    assert header == CHANNEL and len(rows) == 1 and rows[0]["Language"] == code and rows[0]["Source ID"] == tag
    header, rows = table(made / tag / "Content.csv")
    assert header == CONTENT
    paths = [row["Path *"] for row in rows]
    there = sorted(path.relative_to(made / tag).as_posix() for path in (made / tag / "channel").rglob("*"))
    assert sorted(paths) == there and len(set(paths)) == len(paths)
    names = {name for name, _ in licenses.choices}
    for row in rows:
        assert row["Title *"] and languages.getlang(row["Language"])
        if (made / tag / row["Path *"]).is_file():
            assert row["Path *"].rpartition(".")[2] in content_kinds.MAPPING
            assert row["License ID *"] in names and row["Copyright Holder"] and row["Source ID"]


def test_weeks_are_counted_over_all_channels(made: Path) -> None:
    assert "1 · " in table(made / "es-419" / "Content.csv")[1][0]["Title *"]
    assert [path.name for path in (made / "en" / "channel").iterdir()] == ["week-02"]


def test_the_sound_is_small_and_whole(made: Path) -> None:
    (path,) = made.rglob("*.mp3")
    with av.open(str(path)) as sound:
        assert sound.streams.audio[0].codec_context.channels == 1
        assert sound.duration and abs(sound.duration / 1e6 - small.SECONDS) < 0.2
        assert sound.size * 8 / small.SECONDS < 36_000
    assert not list(made.rglob("*.opus")) and len(list(made.rglob("*.mp4"))) == 1


def test_a_channel_has_the_same_bytes_twice(out: Path, made: Path, tmp_path: Path) -> None:
    for _ in range(2):
        assert status(["pack", str(out), "--kolibri", "-o", str(tmp_path), "--cache", str(tmp_path / "cache")]) == 0
    assert packages.contents(tmp_path / "kolibri") == packages.contents(made)


def test_kolibri_knows_every_language_of_ours() -> None:
    assert [tag for tag in tags() if not languages.getlang(kolibri.LANGUAGES.get(tag, tag))] == []


@pytest.mark.parametrize(
    ("licence", "name", "words"),
    [
        ("CC BY 4.0", "CC BY", ""),
        ("CC-BY-NC-SA-4.0", "CC BY-NC-SA", ""),
        ("cc by-sa", "CC BY-SA", ""),
        ("CC0 1.0", "Public Domain", ""),
        ("Ask the ministry", "Special Permissions", "Ask the ministry"),
    ],
)
def test_licences_as_kolibri_names_them(licence: str, name: str, words: str) -> None:
    assert kolibri.licensed(licence) == (name, words)
    assert name in {known for known, _ in licenses.choices}
