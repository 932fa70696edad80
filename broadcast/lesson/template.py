"""The catalogue of a lesson for its translators: every unit in the order of the lesson, with its place and what it is."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib

from broadcast.language.po import UNREVIEWED, WIDTH, catalogue, save
from broadcast.lesson.localise import catalogue_path
from broadcast.lesson.model import Block, Code, Doing, Lesson, Note, Picture, Question, Said, Screen, Steps, Unit
from broadcast.lesson.units import normal, units

NEAR = 0.75
"""How alike two sentences must be (difflib's ratio) for an old translation to be offered for the new one, as fuzzy."""


@dataclass(frozen=True, slots=True)
class Update:
    """What became of a catalogue."""

    path: Path
    translated: int
    fuzzy: int
    missing: int
    obsolete: int


def update(lesson: Lesson, tag: str) -> Update:
    """Write or complete `po/<tag>.po` beside the lesson (in its own language): translations stay, those of edited
    sentences become fuzzy, those of sentences that are gone obsolete. Same lesson, same bytes: there is no date in it."""
    path = catalogue_path(lesson, tag)
    made = filled(lesson, tag, catalogue(path) if path.is_file() else None)
    save(made, path)
    live = [entry for entry in made if not entry.obsolete]
    fuzzy = sum(entry.fuzzy for entry in live)
    missing = sum(not entry.msgstr for entry in live)
    return Update(path, len(live) - fuzzy - missing, fuzzy, missing, len(made) - len(live))


def filled(lesson: Lesson, tag: str, before: polib.POFile | None) -> polib.POFile:
    """The catalogue as it should be, from what there was."""
    new = polib.POFile(wrapwidth=WIDTH, encoding="utf-8")
    new.header = (
        before.header.strip("\n ")
        if before is not None and before.header.strip()
        else f"{lesson.title.source or lesson.title.text}: the words of the lesson in {tag}.\n{UNREVIEWED}"
    )
    new.metadata = {
        "Project-Id-Version": lesson.id,
        "Language": tag,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    old = {entry.msgctxt: entry for entry in before or () if entry.msgctxt}
    spare = {entry.msgctxt: entry for entry in old.values() if entry.msgstr}
    wanted = [(unit, what) for unit, what in described(lesson)]
    for unit, _ in wanted:
        spare.pop(unit.id, None)
    for unit, what in wanted:
        text = unit.source or unit.text
        entry = polib.POEntry(msgctxt=unit.id, msgid=text, comment=what, occurrences=[(Path(lesson.file).name, str(unit.line))])
        kept = old.get(unit.id)
        near = None if kept is not None and kept.msgstr else _nearest(text, spare)
        if kept is not None and kept.msgstr:
            entry.msgstr, entry.tcomment = kept.msgstr, kept.tcomment
            entry.flags = ["fuzzy"] if kept.fuzzy or normal(kept.msgid) != normal(text) else []
        elif near is not None:
            entry.msgstr, entry.previous_msgid, entry.flags = near.msgstr, near.msgid, ["fuzzy"]
            spare.pop(near.msgctxt)
        new.append(entry)
    for entry in sorted(spare.values(), key=lambda entry: entry.msgctxt):
        gone = polib.POEntry(msgctxt=entry.msgctxt, msgid=entry.msgid, msgstr=entry.msgstr, obsolete=True)
        new.append(gone)
    return new


def _nearest(text: str, spare: dict[str, polib.POEntry]) -> polib.POEntry | None:
    scored = [(difflib.SequenceMatcher(None, text, entry.msgid).ratio(), entry.msgctxt) for entry in spare.values()]
    best = max(scored, default=(0.0, ""), key=lambda pair: (pair[0], pair[1]))
    return spare[best[1]] if best[0] >= NEAR else None


def described(lesson: Lesson) -> Iterator[tuple[Unit, str]]:
    """Every unit with what it is, for the translator; each once, in the order of the lesson."""
    what: dict[str, str] = {lesson.title.id: "title of the lesson"}
    what |= {unit.id: "what the class will be able to do" for unit in lesson.objectives}
    what |= {term.word.id: "a new word" for term in lesson.vocabulary}
    what |= {
        term.meaning.id: f"what “{term.word.source or term.word.text}” means; said after “There is a word for …”"
        for term in lesson.vocabulary
    }
    what |= {unit.id: "a thing the class needs" for unit in lesson.materials}
    what |= {unit.id: "homework" for unit in lesson.homework}
    for step in lesson.steps:
        what.setdefault(step.title.id, "heading")
        for block in step.blocks:
            what |= _block(block)
    for question in lesson.recall:
        what |= _block(question)
    for unit in units(lesson):
        yield unit, what.get(unit.id, "")


def _block(block: Block) -> dict[str, str]:
    match block:
        case Said():
            return {unit.id: "said" for unit in block.units}
        case Steps():
            return {unit.id: "said, an entry of a list" for entry in block.entries for unit in entry}
        case Note():
            return {unit.id: "for the teacher, in the guide" for unit in block.units}
        case Screen():
            return {unit.id: "in the guide, for who has a computer" for unit in block.units}
        case Question():
            parts = (
                ("a question", block.prompt),
                ("the answer to the question above", block.answer),
                ("the question for a class without a sheet", block.alone),
            )
            return {unit.id: what for what, group in parts for unit in group}
        case Doing():
            return {unit.id: "before things to do" for unit in block.intro} | {
                unit.id: "a command; the class does it" for unit in block.beats
            }
        case Picture():
            return {block.alt.id: "what a picture shows"}
        case Code():
            return {unit.id: "a text in a program; what stands in {braces} stays as it is" for unit in block.strings} | {
                unit.id: f"how the name `{name}` of a program is said; print keeps the name" for name, unit in block.names
            }
    return {}
