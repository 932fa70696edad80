"""The catalogue of a lesson for its translators: every unit in the order of the lesson, with its place and what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from broadcast.language import po_update
from broadcast.language.model import every, family, load
from broadcast.language.po_rules import Rules
from broadcast.language.po_update import Task, Update, Wanted
from broadcast.lesson.localise import catalogue_path
from broadcast.lesson.model import Block, Code, Doing, Lesson, Note, Picture, Question, Said, Screen, Steps, Unit
from broadcast.lesson.units import units

EVERYDAY = frozenset({"and", "or", "not", "if", "then", "else", "until", "say", "question", "answer"})
"""Terms that are everyday words in a sentence: no note is made of them."""


def update(lesson: Lesson, tag: str, told: Mapping[str, Sequence[str]] | None = None) -> Update:
    """Write or complete `po/<tag>.po` beside the lesson (in its own language)."""
    return po_update.update(task(lesson, tag, told))


def task(lesson: Lesson, tag: str, told: Mapping[str, Sequence[str]] | None = None) -> Task:
    """The catalogue of a lesson as it is wanted; `told` has more lines for translators, by unit."""
    path = catalogue_path(lesson, tag)
    file = Path(lesson.file).name
    terms = _glossary(lesson, tag)
    wanted = tuple(
        Wanted(
            key=unit.id,
            source=unit.source or unit.text,
            notes=(*([what] if what else []), *(told or {}).get(unit.id, ()), *_terms(unit, terms)),
            place=(file, str(unit.line)),
        )
        for unit, what in described(lesson)
    )
    return Task(
        tag=tag,
        path=path,
        title=f"{lesson.title.source or lesson.title.text}: the words of the lesson in {tag}.",
        project=lesson.id,
        wanted=wanted,
        rules=Rules(str(path), tag, tag),
        under=tuple(catalogue_path(lesson, each) for each in family(tag)[:-1]),
    )


def _glossary(lesson: Lesson, tag: str) -> list[tuple[re.Pattern[str], str]]:
    """The terms of a language that a lesson in English may use, the longest first."""
    if lesson.language != "en" or tag not in every():
        return []
    known = {term: word for term, word in load(tag).terms.items() if term not in EVERYDAY}
    terms = sorted(known.items(), key=lambda pair: (-len(pair[0]), pair[0]))
    return [(re.compile(rf"\b{re.escape(term)}(?:e?s)?\b", re.IGNORECASE), f"{term} = {word}") for term, word in terms]


def _terms(unit: Unit, terms: list[tuple[re.Pattern[str], str]]) -> Iterator[str]:
    """The line of a unit's terms, each once; a word inside of a longer term is not one of its own."""
    text, found = unit.source or unit.text, []
    for pattern, told in terms:
        text, times = pattern.subn(" ", text)
        found += [told] if times else []
    if found:
        yield f"terms: {'; '.join(sorted(found))}"


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
