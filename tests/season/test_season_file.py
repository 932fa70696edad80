"""The season's file: what it says, and what is wrong in it by line and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadcast.errors import InputError
from broadcast.season.file import load
from tests.season.small import season, written


def test_what_it_says(tmp_path: Path) -> None:
    more = """[station]
programme = "On paper"
presenter = "Ann"
[station.es_419]
programme = "En papel"
[credits]
default = "The ministry"
es-419 = "El ministerio"
[voices]
second = "espeak"
[voices.th]
all = "espeak"
[curriculum]
scheme = "csta-2017"
"""
    found = load(season(tmp_path, languages=("en", "es_419"), more=more))
    assert found.languages == ("en", "es-419")
    assert found.stationed("en").model_dump(exclude_defaults=True) == {
        "programme": "On paper",
        "presenter": "Ann",
        "credits": "The ministry",
    }
    spanish = found.stationed("es-419")
    assert (spanish.programme, spanish.presenter, spanish.credits) == ("En papel", "Ann", "El ministerio")
    assert found.spoken("en") == ("second=espeak",)
    assert found.spoken("th") == ("espeak", "second=espeak")
    assert found.curriculum.scheme == ("csta-2017",)
    assert found.media == {"paper"}


@pytest.mark.parametrize(
    ("more", "line", "words"),
    [
        ('lesons = ["x"]\n', 6, ["lesons", "lessons"]),
        ("[calendar]\nweekdays = ['monday']\n", 6, ["calendar.start", "missing"]),
        ("[calendar]\nstart = 2026-03-02\nweekdays = ['funday']\n", 8, ["calendar.weekdays"]),
        ("[calendar]\nstart = 2026-03-02\nfirst_number = -1\n", 8, ["calendar.first_number"]),
        ("[station]\npresentr = 'Ann'\n", 7, ["station.presentr", "presenter"]),
        ("[station]\nprogramme = 'x'\n[station.es-419]\nprogram = 'x'\n", 9, ["station.es-419.program"]),
        ("[station.xx]\nprogramme = 'x'\n", 6, ["xx"]),
        ("[voices]\nthird = 'espeak'\n", 7, ["third", "presenter"]),
        ("[masters]\ndemo-5 = 'nowhere'\n", 7, ["masters.demo-5"]),
        ("[masters]\ndemo-5 = 'colombia'\n", 7, ["masters.demo-5", "television"]),
        ("[calendar\n", 6, ["no TOML"]),
        ("file = 'x'\n", 6, ["unknown"]),
    ],
)
def test_what_is_wrong_by_line_and_key(tmp_path: Path, more: str, line: int, words: list[str]) -> None:
    with pytest.raises(InputError) as caught:
        load(season(tmp_path, more=more))
    assert caught.value.line == line, str(caught.value)
    assert caught.value.file.endswith("season.toml")
    assert all(word in str(caught.value) for word in words), str(caught.value)


def test_lessons_that_are_not_there_or_twice(tmp_path: Path) -> None:
    path = season(tmp_path)
    path.write_text(path.read_text().replace("lessons/two", "lessons/three"))
    with pytest.raises(InputError, match=r"season.toml:2: .*lessons/three"):
        load(path)
    path.write_text(path.read_text().replace("lessons/three", "lessons/../lessons/one"))
    with pytest.raises(InputError, match="twice"):
        load(path)


def test_languages_and_formats_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"season.toml:3: languages: .*klingon"):
        load(season(tmp_path, languages=("en", "klingon")))
    path = season(tmp_path)
    path.write_text(path.read_text().replace("demo-5", "demo-6"))
    with pytest.raises(InputError, match=r"season.toml:4: formats: .*demo-6"):
        load(path)


def test_a_file_that_is_not_there_and_one_that_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        load(tmp_path / "none.toml")
    (tmp_path / "bad.toml").write_bytes(b"title = '\xff'")
    with pytest.raises(InputError, match="UTF-8"):
        load(tmp_path / "bad.toml")


def test_names_with_spaces_accents_and_emoji(tmp_path: Path) -> None:
    season(tmp_path, names=("la lección número uno 🤖",))
    assert load(written(tmp_path, ["lessons/la lección número uno 🤖"])).lessons
