"""`broadcast import`: a lesson of another format as our own folder, which is read back as the same lesson."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadcast.cli import status
from broadcast.cli.import_ import written
from broadcast.language.po import catalogue
from broadcast.lesson.localise import localise
from broadcast.lesson.units import units
from broadcast.sources import read
from broadcast.sources.reading import drafted
from broadcast.sources.source import Source
from broadcast.sources.transcript import Transcript

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def exercise(folder: Path) -> Path:
    docs = folder / ".docs"
    docs.mkdir(parents=True)
    (docs / "instructions.md").write_text("Count the eggs.\n\n```python\n# two eggs\nprint(2)\n```\n", "utf-8")
    return folder


def test_it_is_read_back_as_the_same_lesson(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = exercise(tmp_path / "eggs")
    assert status(["import", str(source), "-o", str(tmp_path / "new")]) == 0
    assert capsys.readouterr().out == f"{tmp_path / 'new' / 'lesson.md'}\n"
    before, after = read(source), read(tmp_path / "new")
    assert [(unit.id, unit.text) for unit in units(before)] == [(unit.id, unit.text) for unit in units(after)]
    assert after.programs[0].source == "# two eggs\nprint(2)" and after.credits == "Exercism"


def test_a_folder_that_is_there_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = exercise(tmp_path / "eggs")
    (tmp_path / "new").mkdir()
    assert status(["import", str(source), "-o", str(tmp_path / "new")]) == 2
    assert "is there already" in capsys.readouterr().err and not list((tmp_path / "new").iterdir())


def test_our_own_lesson_needs_no_import(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "lesson.md").write_text("# T\n\nA.\n", "utf-8")
    assert status(["import", str(tmp_path), "-o", str(tmp_path / "new")]) == 2
    assert "our own format already" in capsys.readouterr().err


def test_translations_and_pictures_come_along(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "a.png").write_bytes(PNG)

    def transcript(tag: str, text: str) -> Transcript:
        out = Transcript(Source(tmp_path, tmp_path, ()), tag, {"title": "Eggs" if tag == "en" else "Huevos"})
        out.heading("One" if tag == "en" else "Uno", ("a.md", 1))
        out.text(text, ("a.md", 3), "en")
        return out

    english = transcript("en", "One egg. Two eggs.\n\n![an egg](a.png)\n\n![gone](b.png)\n\nThree eggs.")
    found = drafted("eggs", [english, transcript("es-419", "Un huevo.\n\n![un huevo](a.png)\n\nTres huevos.")])
    folder = tmp_path / "new"
    told = list(written(found.lessons[0], found.texts["eggs"], folder))
    assert told == [f"{folder / 'lesson.md'}", f"{folder / 'po' / 'es-419.po'}: 4 of 6 sentences"]
    assert (folder / "en" / "a.png").read_bytes() == PNG
    missing = [entry.msgid for entry in catalogue(folder / "po" / "es-419.po") if not entry.msgstr]
    assert missing == ["One egg.", "Two eggs."]
    spanish = localise(read(folder), "es-419")
    assert {unit.text for unit in units(spanish) if unit.translated} == {"Huevos", "Uno", "un huevo", "Tres huevos."}
