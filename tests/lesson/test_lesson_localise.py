"""A lesson in another language, and the catalogue its translators work in."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path

import polib
import pytest

from broadcast import sources
from broadcast.errors import TranslationError
from broadcast.language import po_update
from broadcast.lesson import template
from broadcast.lesson.localise import localise, untranslated
from broadcast.lesson.model import Code, Lesson, Said
from broadcast.lesson.strings import literals
from broadcast.lesson.units import units

TEXT = """---
title: Eggs
vocabulary:
  hen: a bird that lays eggs
---

## The hen house

The hen lays an egg. It is white.

```python inputs="yes, 3"
eggs = int(input())
if input("Done? ") == "yes":
    print(f"There are {eggs} eggs", "yes")
print(", ")
```

```robot
say "It's done!"
```
"""


def made(folder: Path, text: str = TEXT) -> Lesson:
    (folder / "lesson.md").write_text(text, encoding="utf-8")
    return sources.read(folder)


def translate(lesson: Lesson, words: dict[str, str], tag: str = "es-419") -> Path:
    path = template.update(lesson, tag).path
    catalogue = polib.pofile(str(path))
    for entry in catalogue:
        entry.msgstr = words.get(entry.msgid, entry.msgstr)
    catalogue.save(str(path))
    return path


def programs(lesson: Lesson) -> list[Code]:
    return list(lesson.programs)


def test_words_are_replaced_by_id_and_the_rest_stays(tmp_path: Path) -> None:
    lesson = made(tmp_path)
    translate(lesson, {"Eggs": "Huevos", "The hen lays an egg.": "La gallina pone un huevo.", "hen": "gallina"})
    spanish = localise(lesson, "es-419")
    assert (spanish.language, spanish.source_language, spanish.id) == ("es-419", "en", lesson.id)
    assert spanish.title.text == "Huevos" and spanish.title.source == "Eggs"
    said = spanish.steps[0].blocks[0]
    assert isinstance(said, Said)
    assert [(unit.text, unit.translated) for unit in said.units] == [
        ("La gallina pone un huevo.", True),
        ("⁅It is white.⁆", False),
    ]
    assert [unit.id for unit in units(spanish)] == [unit.id for unit in units(lesson)]
    assert [unit.source for unit in untranslated(spanish)][:3] == ["a bird that lays eggs", "The hen house", "It is white."]
    assert spanish.vocabulary[0].unit == lesson.vocabulary[0].unit
    assert localise(lesson, "en") is lesson


def test_texts_inside_of_programs_and_what_is_typed_in(tmp_path: Path) -> None:
    lesson = made(tmp_path)
    translate(
        lesson, {"Done?": "¿Ya «está»?", "yes": "sí", "There are {eggs} eggs": 'Hay {eggs} "huevos"', "It's done!": '¡Ya "está"!'}
    )
    python, robot = programs(localise(lesson, "es-419"))
    assert (
        python.source
        == 'eggs = int(input())\nif input("¿Ya «está»? ") == "sí":\n    print(f"Hay {eggs} \\"huevos\\"", "sí")\nprint(", ")'
    )
    compile(python.source, "lesson", "exec")
    assert python.inputs == ("sí", "3")
    assert robot.source == 'say "¡Ya ″está″!"'
    assert [code.id for code in (python, robot)] == [code.id for code in programs(lesson)]


def test_without_a_catalogue_every_word_is_the_source_s(tmp_path: Path) -> None:
    lesson = made(tmp_path)
    spanish = localise(lesson, "es-419")
    assert [unit.text for unit in units(spanish)] == [f"⁅{unit.text}⁆" for unit in units(lesson)]
    assert len(untranslated(spanish)) == len(list(units(lesson)))
    assert 'print(f"⁅There are {eggs} eggs⁆", "⁅yes⁆")' in programs(spanish)[0].source
    assert programs(spanish)[0].inputs == ("⁅yes⁆", "3")


def test_fuzzy_entries_do_not_count(tmp_path: Path) -> None:
    lesson = made(tmp_path)
    path = translate(lesson, {"Eggs": "Huevos"})
    path.write_text(path.read_text("utf-8").replace('msgctxt "title.', '#, fuzzy\nmsgctxt "title.'), "utf-8")
    assert not localise(lesson, "es-419").title.translated


@pytest.mark.parametrize(
    ("catalogue", "line", "says"),
    [
        ('msgid ""\nmsgstr ""\n\nmsgctxt "a"\nmsgid "b"\nmsgstr "c\n', 6, "broken"),
        ("garbage\n", 1, "broken"),
        ('msgctxt "a"\nmsgid "b"\nmsgstr "c"\n\nmsgctxt "a"\nmsgid "b"\nmsgstr "d"\n', 5, "twice"),
        ("\udcff", 0, "UTF-8"),
        ("a\0b", 0, "not a text"),
    ],
)
def test_a_broken_catalogue(tmp_path: Path, catalogue: str, line: int, says: str) -> None:
    lesson = made(tmp_path)
    (tmp_path / "po").mkdir()
    (tmp_path / "po" / "es-419.po").write_bytes(catalogue.encode("utf-8", "surrogateescape"))
    with pytest.raises(TranslationError) as caught:
        localise(lesson, "es-419")
    assert says in caught.value.what and caught.value.file.endswith("es-419.po")
    assert abs(caught.value.line - line) <= 1 and (line == 0) == (caught.value.line == 0)


def test_an_empty_catalogue_translates_nothing(tmp_path: Path) -> None:
    lesson = made(tmp_path)
    (tmp_path / "po").mkdir()
    (tmp_path / "po" / "es-419.po").write_text("")
    assert untranslated(localise(lesson, "es-419"))


def test_a_place_in_a_text_must_be_kept(tmp_path: Path) -> None:
    lesson = made(tmp_path)
    translate(lesson, {"There are {eggs} eggs": "Hay huevos"})
    with pytest.raises(TranslationError, match="eggs"):
        localise(lesson, "es-419")


def test_the_catalogue_has_every_unit_in_order_and_stays_as_it_is(tmp_path: Path) -> None:
    lesson = made(tmp_path)
    update = template.update(lesson, "pl")
    entries = list(polib.pofile(str(update.path)))
    assert [entry.msgctxt for entry in entries] == [unit.id for unit in units(lesson)]
    assert (update.translated, update.missing) == (0, len(entries))
    assert "No native speaker has reviewed" in update.path.read_text("utf-8")
    assert all(entry.comment for entry in entries)
    assert stat.S_IMODE(update.path.stat().st_mode) & 0o044
    before = update.path.read_bytes()
    template.update(lesson, "pl")
    assert update.path.read_bytes() == before
    assert not list(update.path.parent.glob(".*"))


def test_an_edited_sentence_becomes_fuzzy_and_a_lost_one_obsolete(tmp_path: Path) -> None:
    path = translate(
        made(tmp_path), {"The hen lays an egg.": "La gallina pone un huevo.", "It is white.": "Es blanco.", "Eggs": "Huevos"}
    )
    lesson = made(tmp_path, TEXT.replace("lays an egg", "lays one egg").replace(" It is white.", ""))
    update = template.update(lesson, "es-419")
    assert (update.translated, update.fuzzy, update.obsolete) == (1, 1, 1)
    entries = polib.pofile(str(path))
    (fuzzy,) = entries.fuzzy_entries()
    assert (fuzzy.msgid, fuzzy.previous_msgid, fuzzy.msgstr) == (
        "The hen lays one egg.",
        "The hen lays an egg.",
        "La gallina pone un huevo.",
    )
    assert entries.obsolete_entries()[0].msgstr == "Es blanco."
    assert "The hen lays one egg." in [unit.source for unit in untranslated(localise(lesson, "es-419"))]


LESSONS = Path(__file__).parents[2] / "scripts_src"


@pytest.mark.parametrize(
    "folder", sorted(path for path in LESSONS.iterdir() if (path / "lesson.md").is_file()), ids=lambda path: path.name
)
class TestOurOwnLessons:
    def test_every_unit_is_translated(self, folder: Path) -> None:
        lesson = sources.read(folder)
        for catalogue in sorted((folder / "po").glob("*.po")):
            local = localise(lesson, catalogue.stem)
            assert untranslated(local) == []
            assert "No native speaker has reviewed" in catalogue.read_text("utf-8")

    def test_the_catalogues_are_up_to_date(self, folder: Path, tmp_path: Path) -> None:
        copy = tmp_path / folder.name
        shutil.copytree(folder, copy)
        for catalogue in sorted((copy / "po").glob("*.po")):
            template.update(sources.read(copy), catalogue.stem)
            assert po_update.plain(catalogue.read_text("utf-8")) == po_update.plain(
                (folder / "po" / catalogue.name).read_text("utf-8")
            )

    def test_it_is_a_lesson_for_the_ear(self, folder: Path) -> None:
        from broadcast.lesson.model import Doing, Question, Screen

        lesson = sources.read(folder)
        blocks = [block for step in lesson.steps for block in step.blocks]
        talk = [unit for block in blocks if isinstance(block, Said | Question | Doing) for unit in units(block)]
        series = lesson.audience == "pupils" and lesson.number > 0
        words = sum(len(unit.text.split()) for unit in talk)
        assert 450 <= words <= 650 if series else 250 <= words <= 800
        assert max(len(unit.text.split()) for unit in talk) <= (14 if lesson.audience == "pupils" else 22)
        assert 5 <= len(lesson.steps) <= (7 if series else 10)
        assert (2 if series else 1) <= len(lesson.programs) <= 3
        assert sum(code.main for code in lesson.programs) == 1
        acts = sum(isinstance(block, Doing) for block in blocks)
        assert acts == 1 if series else acts >= 1
        assert any(isinstance(block, Screen) for block in blocks)
        assert 4 <= len(lesson.vocabulary) <= 6 and all(term.unit for term in lesson.vocabulary)


def test_words_for_the_computer_are_no_texts() -> None:
    """A colour, a shape, a font, `"__main__"`: whoever translated them would break the program."""
    source = (
        'import turtle\nturtle.color("red", "blue")\nturtle.shape("turtle")\nturtle.write("Hello", font=("Arial", 8))\n'
        'if __name__ == "__main__":\n    print("color", "done")\n'
    )
    assert [literal.text for literal in literals("python", source)] == ["Hello", "color", "done"]


def test_a_region_lies_over_its_language(tmp_path: Path) -> None:
    """Only the units that differ are in its catalogue; a catalogue of the language in another spelling is found."""
    lesson = made(tmp_path)
    translate(lesson, {"Eggs": "Huevos", "The hen lays an egg.": "La gallina pone un huevo."})
    (tmp_path / "po" / "es-419.po").rename(tmp_path / "po" / "es_MX.po")
    task = template.task(lesson, "es-CO")
    found = po_update.filled(task)
    next(entry for entry in found if entry.msgid == "Eggs").msgstr = "Los huevos"
    po_update.store(task, found)
    (own,) = polib.pofile(str(tmp_path / "po" / "es-CO.po"))
    assert (own.msgid, own.msgstr) == ("Eggs", "Los huevos")
    region = localise(lesson, "es-CO")
    assert region.title.text == "Los huevos" and region.language == "es-CO"
    assert isinstance(said := region.steps[0].blocks[0], Said)
    assert said.units[0].text == "La gallina pone un huevo." and not said.units[1].translated
    before = (tmp_path / "po" / "es-CO.po").read_bytes()
    (tmp_path / "po" / "es-CO.po").write_text(before.decode().replace("msgctxt", "#, fuzzy\nmsgctxt"), "utf-8")
    assert localise(lesson, "es-CO").title.text == "Huevos"
    (tmp_path / "po" / "es-CO.po").write_bytes(before)
    assert template.update(lesson, "es-CO").translated == 2 and (tmp_path / "po" / "es-CO.po").read_bytes() == before


def test_a_region_of_the_lessons_own_language_needs_no_translation(tmp_path: Path) -> None:
    lesson = made(tmp_path, TEXT.replace("title: Eggs", "title: Huevos\nlanguage: es_419"))
    assert lesson.language == "es-419"
    assert not untranslated(localise(lesson, "es-CO")) and localise(lesson, "es-CO").title.text == "Huevos"


def test_two_catalogues_for_one_language_are_refused(tmp_path: Path) -> None:
    lesson = made(tmp_path)
    template.update(lesson, "es-419")
    shutil.copy(tmp_path / "po" / "es-419.po", tmp_path / "po" / "es.po")
    with pytest.raises(TranslationError, match=r"es-419.po and es.po are both for es-419"):
        localise(lesson, "es-419")
