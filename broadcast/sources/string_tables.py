"""Tables of a program's strings, a JSON file a language: those of Scratch's tutorials are lessons, all others are no lesson and say so.

`gui.howtos.<deck>.name` is a deck's title, `gui.howtos.<deck>.step_<name>` a step; the order is that of the source's own table.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from broadcast.errors import LessonError
from broadcast.sources.licences import licence
from broadcast.sources.locales import is_locale, tag_of
from broadcast.sources.reading import Reading, drafted
from broadcast.sources.source import Source
from broadcast.sources.transcript import LeftOut, Transcript, labelled
from broadcast.sources.translated import LEAST, share

KEY = re.compile(r"(?:gui\.)?how-?tos\.([\w-]+)\.(name|step[_-]?\w*)", re.IGNORECASE)
KINDS = (
    ("Scratch's editor", re.compile(r"(?:gui|paint|extension|music|pen|translate|videoSensing)\.[\w.-]+", re.IGNORECASE)),
    (
        "Scratch's blocks",
        re.compile(r"(?:CONTROL|DATA|EVENT|LOOKS|MOTION|OPERATORS|SENSING|SOUND|PROCEDURES|PEN|MUSIC)_[A-Z0-9_]+"),
    ),
    ("Blockly's blocks", re.compile(r"(?:Blockly\.Msg\.)?(?:CONTROLS|LISTS|LOGIC|MATH|TEXT|VARIABLES|COLOUR)_[A-Z0-9_]+")),
    ("Blockly Games", re.compile(r"(?:Games|Puzzle|Maze|Bird|Turtle|Movie|Music|Pond|PondTutor|Gallery)\.\w+")),
)
"""Tables that are known and no lessons: what they belong to, and how their keys are written."""
MOST, MOST_BYTES, MOST_DECKS = 20_000, 4_000_000, 60
CREDITS = "Scratch Foundation"
WORDS = ("string", "message", "defaultMessage", "value", "text")


@dataclass(frozen=True, slots=True)
class Table:
    """The strings of a file."""

    file: str
    strings: Mapping[str, str]
    kind: str
    """Empty where it is a lesson's."""


def recognises(source: Source) -> bool:
    """Every JSON file that can be a table is one that is known, and there is one at least."""
    if any(
        name.endswith((".md", ".ipynb", ".sb3")) and not re.search(r"README|LICEN|CONTRIBUTING", name, re.IGNORECASE)
        for name in source.files
    ):
        return False
    return any(_table(source, name) for name in source.files if name.endswith(".json"))


def read(source: Source) -> Reading:
    """A lesson for each deck, the languages of its folder as versions. LessonError names a table that is none."""
    tables = [table for name in source.files if name.endswith(".json") and (table := _table(source, name))]
    lessons = [table for table in tables if not table.kind]
    others = {table.kind: table for table in reversed(tables) if table.kind}
    if not lessons:
        told = "; ".join(
            f"{table.file} holds the words of {kind} ({', '.join(list(table.strings)[:2])})" for kind, table in others.items()
        )
        raise LessonError(
            f"this is no lesson: {told}", file=str(source.path), remedy="Name a lesson, or the tables of Scratch's tutorials"
        )
    left = [
        LeftOut(table.file, 0, f"{len(table.strings)} strings", f"they are words of {table.kind}, no lesson")
        for table in tables
        if table.kind
    ]
    folder = lessons[0].file.rpartition("/")[0]
    beside = sorted(
        (table for table in lessons if table.file.rpartition("/")[0] == folder),
        key=lambda table: (_tag(table) != "en", table.file),
    )
    left += [
        LeftOut(table.file, 0, "the table", f"{folder or 'another folder'} is read") for table in lessons if table not in beside
    ]
    decks = list(dict.fromkeys(match[1] for key in beside[0].strings if (match := KEY.fullmatch(key))))
    left += [LeftOut(beside[0].file, 0, f"the deck {deck}", f"{MOST_DECKS} are read at once") for deck in decks[MOST_DECKS:]]
    readings = [_deck(source, deck, beside, left) for deck in decks[:MOST_DECKS]]
    return Reading(
        tuple(lesson for each in readings for lesson in each.lessons),
        (*left, *(one for each in readings for one in each.left_out)),
        tuple(one for each in readings for one in each.mismatches),
    )


def _table(source: Source, name: str) -> Table | None:
    """The table in a file, if it is one that is known."""
    try:
        data = json.loads(source.raw(name, MOST_BYTES))
    except (LessonError, ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or not 0 < len(data) <= MOST:
        return None
    strings = {key: words for key, value in data.items() if (words := _words(value))}
    if any(match and match[2].lower() != "name" for match in map(KEY.fullmatch, strings)):
        return Table(name, strings, "")
    for kind, pattern in KINDS:
        if sum(bool(pattern.fullmatch(key)) for key in data) > len(data) / 2:
            return Table(name, strings, kind)
    return None


def _words(value: object) -> str:
    if isinstance(value, dict):
        value = next((value[name] for name in WORDS if isinstance(value.get(name), str)), "")
    return " ".join(value.split()) if isinstance(value, str) else ""


def _tag(table: Table) -> str:
    parts = re.sub(r"\.json$", "", table.file).split("/")
    return next((tag_of(part) for part in reversed(parts) if is_locale(part)), "en")


def _deck(source: Source, deck: str, tables: list[Table], left: list[LeftOut]) -> Reading:
    """One tutorial in its languages."""
    first, *others = tables
    steps = _steps(first, deck)
    transcripts = [_transcript(source, deck, first, list(steps), steps)]
    known = {_tag(first)}
    for table in others:
        own = {name: words for name, words in _steps(table, deck).items() if name in steps}
        tag = _tag(table)
        part = len(own) / len(steps) * share(own.values(), steps.values()) if steps and own else 0.0
        if part < LEAST or tag in known:
            why = f"{round(100 * part)} % of it is translated" if part < LEAST else "another table is in this language as well"
            left.append(LeftOut(table.file, 0, f"the language {tag} of {deck}", why))
            continue
        known.add(tag)
        for name in steps.keys() - own.keys():
            left.append(LeftOut(table.file, 0, f"step {name} of {deck}", f"it has no words in {tag}"))
        transcripts.append(_transcript(source, deck, table, list(steps), own))
    return drafted(deck, transcripts)


def _steps(table: Table, deck: str) -> dict[str, str]:
    """A step's name and its words."""
    found = {}
    for key, words in table.strings.items():
        match = KEY.fullmatch(key)
        if match and match[1].lower() == deck.lower() and match[2].lower() != "name":
            found[match[2].lower()] = words
    return found


def _transcript(source: Source, deck: str, table: Table, order: list[str], steps: Mapping[str, str]) -> Transcript:
    out = Transcript(source, _tag(table))
    title = next(
        (
            words
            for key, words in table.strings.items()
            if (match := KEY.fullmatch(key)) and match[1].lower() == deck.lower() and match[2].lower() == "name"
        ),
        "",
    )
    plain = deck.replace("-", " ").capitalize()
    out.front = labelled({"title": title or plain, "licence": licence(source, "BSD-3-Clause"), "credits": CREDITS})
    for name in order:
        if name in steps:
            at = (table.file, 0)
            out.heading(_safe(steps[name]), at)
            out.text(_ended(_safe(steps[name])), at)
    return out


def _safe(words: str) -> str:
    return re.sub(r"([\\`*_<>\[\]#|~])", r"\\\1", words)


def _ended(words: str) -> str:
    return (
        words
        if words.endswith((".", "!", "?", "。", "！", "？", "…"))
        else f"{words}{'。' if any('⺀' <= letter <= '鿿' for letter in words[-1:]) else '.'}"
    )
