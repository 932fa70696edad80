"""A lesson in another language: its own words replaced by those of `<folder>/po/<tag>.po`.

msgctxt is the unit's id, msgid the words in the lesson's language. What is missing, fuzzy or empty keeps the source's
words and is marked as not translated. Texts inside of programs, and answers typed into them, are replaced as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import polib

from broadcast.errors import TranslationError
from broadcast.language.po import catalogue
from broadcast.lesson.model import Code, Lesson, Unit
from broadcast.lesson.strings import places, with_texts
from broadcast.lesson.units import normal, replaced, units


def catalogue_path(lesson: Lesson, tag: str) -> Path:
    """Where the translation of a lesson lies."""
    return Path(lesson.folder) / "po" / f"{tag}.po"


def localise(lesson: Lesson, tag: str) -> Lesson:
    """The lesson in the language of `tag`; the same lesson where that is its own. TranslationError for a broken catalogue."""
    if tag == lesson.language:
        return lesson
    path = catalogue_path(lesson, tag)
    entries = (
        {entry.msgctxt: entry for entry in catalogue(path) if entry.msgctxt and not entry.obsolete} if path.is_file() else {}
    )
    texts = {unit.id for code in lesson.programs for unit in code.strings}

    def change(unit: Unit) -> Unit:
        words = _words(unit, entries, str(path), unit.id in texts)
        if words is None:
            return replace(unit, source=unit.source or unit.text, translated=False)
        return replace(unit, text=words, source=unit.source or unit.text, translated=True)

    new = replaced(lesson, change, _program)
    return replace(new, language=tag, source_language=lesson.source_language)


def untranslated(lesson: Lesson) -> list[Unit]:
    """The units that kept the source's words, in the order of the lesson."""
    return [unit for unit in units(lesson) if not unit.translated]


def _words(unit: Unit, entries: Mapping[str, polib.POEntry], file: str, text_of_program: bool) -> str | None:
    """The translation of a unit, or None where there is none that counts."""
    entry = entries.get(unit.id)
    if entry is None or entry.fuzzy or not entry.msgstr.strip() or normal(entry.msgid) != normal(unit.source or unit.text):
        return None
    words = normal(entry.msgstr)
    if text_of_program and places(words) != places(entry.msgid):
        raise TranslationError(
            f"the translation of {entry.msgid!r} must keep {', '.join(places(entry.msgid)) or 'no place in braces'}",
            file=file,
            line=entry.linenum,
            remedy="Write the names in braces as they are",
        )
    if words.count("`") % 2:
        raise TranslationError(
            f"the translation of {entry.msgid!r} opens a back-tick that it does not close",
            file=file,
            line=entry.linenum,
            remedy="Put code between two back-ticks",
        )
    return words


def _program(code: Code) -> Code:
    """A program with its texts in the class's language, in the source and in what is typed in."""
    words = {unit.source: unit.text for unit in code.strings if unit.translated and unit.text != unit.source}
    if not words:
        return code
    return replace(
        code, source=with_texts(code.language, code.source, words), inputs=tuple(words.get(given, given) for given in code.inputs)
    )
