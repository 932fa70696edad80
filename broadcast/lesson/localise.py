"""A lesson in another language: its own words replaced by those of `<folder>/po/<tag>.po`.

msgctxt is the unit's id, msgid the words in the lesson's language. A region's catalogue lies over its language's. What is
missing, fuzzy or empty keeps the source's words, with a mark around them, and counts as not translated. Texts inside of programs, and answers typed into them, are replaced as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import polib

from broadcast.errors import TranslationError
from broadcast.language.marks import marked
from broadcast.language.model import every, family
from broadcast.language.po import catalogue
from broadcast.language.po_rules import Rules
from broadcast.language.tags import resolved
from broadcast.lesson.model import Code, Lesson, Unit
from broadcast.lesson.strings import with_texts
from broadcast.lesson.units import normal, replaced, units


def catalogue_path(lesson: Lesson, tag: str) -> Path:
    """Where the translation of a lesson lies; a file whose name spells the tag otherwise, `es_419.po`, is it too."""
    return catalogues(lesson).get(tag) or Path(lesson.folder) / "po" / f"{tag}.po"


def catalogues(lesson: Lesson) -> dict[str, Path]:
    """Every language that the lesson's folder has a catalogue for; TranslationError where two are for one."""
    found: dict[str, Path] = {}
    for path in sorted((Path(lesson.folder) / "po").glob("*.po")):
        tag = resolved(path.stem, every()) or path.stem
        if tag in found:
            raise TranslationError(
                f"{found[tag].name} and {path.name} are both for {tag}", file=str(path), remedy="Keep one of them"
            )
        found[tag] = path
    return found


def _entries(lesson: Lesson, tag: str) -> dict[str, polib.POEntry]:
    """What a catalogue has, by unit; TranslationError for the first thing that is wrong in it."""
    path = catalogue_path(lesson, tag)
    if not path.is_file():
        return {}
    found = catalogue(path)
    for problem in Rules(str(path), tag, tag).check(found):
        raise problem
    return {entry.msgctxt: entry for entry in found if entry.msgctxt and not entry.obsolete}


def localise(lesson: Lesson, tag: str) -> Lesson:
    """The lesson in the language of `tag`; the same lesson where that is its own. TranslationError for a broken catalogue."""
    if tag == lesson.language:
        return replace(lesson, versions=()) if lesson.versions else lesson
    own = next((version for version in lesson.versions if version.language in family(tag)), None)
    if own:
        return own if own.language == tag else localise(replace(own, versions=()), tag)
    entries = [_entries(lesson, each) for each in reversed(family(tag))]  # a region's words before its language's
    own_words = lesson.language in family(tag)  # a region of the lesson's own language needs no translation

    def change(unit: Unit) -> Unit:
        source = unit.source or unit.text
        words = next((found for each in entries if (found := _words(unit, each))), None)
        if words is None and not own_words:
            return replace(unit, text=marked(unit.text), source=source, translated=False)
        return replace(unit, text=words or unit.text, source=source, translated=True)

    new = replaced(lesson, change, _program)
    return replace(new, language=tag, source_language=lesson.source_language)


def untranslated(lesson: Lesson) -> list[Unit]:
    """The units that kept the source's words, in the order of the lesson."""
    return [unit for unit in units(lesson) if not unit.translated]


def _words(unit: Unit, entries: Mapping[str, polib.POEntry]) -> str | None:
    """The translation of a unit, or None where there is none that counts."""
    entry = entries.get(unit.id)
    if entry is None or entry.fuzzy or not entry.msgstr.strip() or normal(entry.msgid) != normal(unit.source or unit.text):
        return None
    return normal(entry.msgstr)


def _program(code: Code) -> Code:
    """A program with its texts in the class's language, in the source and in what is typed in."""
    words = {unit.source: unit.text for unit in code.strings if unit.text != unit.source}
    if not words:
        return code
    return replace(
        code, source=with_texts(code.language, code.source, words), inputs=tuple(words.get(given, given) for given in code.inputs)
    )
