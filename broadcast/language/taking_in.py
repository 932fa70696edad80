"""Translations that somebody gives back, as XLIFF or PO, put into the catalogue they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import polib

from broadcast.errors import InputError
from broadcast.language import xliff_reader
from broadcast.language.phrase import normal
from broadcast.language.po import catalogue
from broadcast.language.po_rules import Rules
from broadcast.language.po_update import Task, filled
from broadcast.language.xliff import GROUPED
from broadcast.language.xliff_reader import Taken


def take_in(task: Task, path: Path) -> tuple[polib.POFile, tuple[str, ...]]:
    """The whole catalogue with what a file gives back, and what of it has no place, a sentence each.

    TranslationError for the first translation that breaks a rule, with its line there: then nothing is to be written.
    """
    made = filled(task)
    entries = {entry.msgctxt: entry for entry in made if not entry.obsolete}
    for entry in made:
        entry.linenum = 0
    homeless = tuple(_placed(entries, _units(path, task.tag), str(path)))
    rules = Rules(str(path), task.tag, task.rules.locale, task.rules.styles)
    for problem in rules.check(made):
        raise problem
    return made, homeless


def _units(path: Path, tag: str) -> Sequence[Taken]:
    match path.suffix.lower():
        case ".xlf" | ".xliff":
            return xliff_reader.taken(path, tag)
        case ".po":
            return list(_of_po(path))
    raise InputError("this is no file of translations", file=str(path), remedy="Give a .xlf or a .po")


def _of_po(path: Path) -> Iterator[Taken]:
    for entry in catalogue(path):
        if entry.obsolete or not entry.msgctxt:
            continue
        state = "initial" if entry.fuzzy else "translated"
        notes = [entry.tcomment] if entry.tcomment else []
        if entry.msgid_plural:
            for form, words in sorted(entry.msgstr_plural.items()):
                yield Taken(f"{entry.msgctxt}[{form}]", entry.linenum, entry.msgid_plural, words, state, notes)
        else:
            yield Taken(entry.msgctxt, entry.linenum, entry.msgid, entry.msgstr, state, notes)


def _placed(entries: dict[str, polib.POEntry], units: Sequence[Taken], file: str) -> Iterator[str]:
    """Put every unit into its entry; what has none, or was made from another source, is told."""
    for unit in units:
        grouped = GROUPED.fullmatch(unit.key)
        entry = entries.get(unit.key) or (entries.get(grouped["key"]) if grouped else None)
        if entry is None:
            yield f"{file}:{unit.line}: {unit.key} is not in the catalogue"
            continue
        if normal(unit.source) not in (normal(entry.msgid), normal(entry.msgid_plural or "")):
            if unit.target:
                yield f"{file}:{unit.line}: {unit.key} was translated from other words than it has now"
            continue
        entry.linenum = unit.line
        entry.tcomment = "\n".join(unit.notes) or entry.tcomment
        if not unit.target:
            continue
        if entry.msgid_plural and grouped:
            entry.msgstr_plural[int(grouped["form"])] = unit.target
        else:
            entry.msgstr = unit.target
        flags = [flag for flag in entry.flags if flag != "fuzzy"]
        if unit.done:
            entry.flags, entry.previous_msgid, entry.previous_msgid_plural = flags, None, None
        else:
            entry.flags = ["fuzzy", *flags]
