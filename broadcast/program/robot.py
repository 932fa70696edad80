"""Reads the paper robot's language, in the words of any of our languages.

    repeat 3:                 repite 3:
        forward 2                 avanza 2
        right                     derecha

What stands inside a line that ends in `:` is indented below it. `#` starts a comment.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from functools import cache

from broadcast.language.model import load, tags
from broadcast.program.indented import Line, Reader, Unknown, nearest, within
from broadcast.program.model import (
    Block,
    Branch,
    Call,
    Define,
    Do,
    Expression,
    If,
    Move,
    Number,
    Pick,
    Put,
    Repeat,
    RepeatUntil,
    Say,
    Sense,
    Statement,
    Text,
    Turn,
    Unary,
    numbered,
)

SENSES = ("wall", "item", "goal", "star", "dot", "cross")
MOST_LETTERS, MOST_LINES, MOST_DEPTH, MOST_NUMBER = 5000, 200, 12, 999
SLOTS = {
    "steps": r"(?P<steps>\d{1,4})",
    "count": r"(?P<count>\d{1,4})",
    "text": r"(?P<text>.+)",
    "condition": r"(?P<condition>[^:]+?)",
    "name": r"(?P<name>[^\W\d]\w*)",
}
EXAMPLES = {"steps": "2", "count": "3", "text": '"…"', "condition": "…", "name": "NAME"}
QUOTED = re.compile(r"""\s*(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)'|“(?P<c>[^”]*)”|«\s*(?P<d>[^»]*?)\s*»|„(?P<e>[^“”]*)[“”])\s*""")


def read(source: str, *, line: int = 0) -> tuple[Block, str]:
    """The statements and the tag of the language they were written in (empty: mixed).

    `line` is the line of the lesson's file before the source. ProgramError names line and remedy.
    """
    rows = within(source, letters=MOST_LETTERS, most=MOST_LINES, line=line)
    failures: list[Unknown] = []
    for languages in (*((tag,) for tag in tags()), tags()):
        if not _patterns(languages):
            continue
        try:
            return numbered(_Reader(rows, languages).program()), languages[0] if len(languages) == 1 else ""
        except Unknown as failure:
            failures.append(failure)
    raise nearest(failures, line)


@cache
def _patterns(languages: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """(canonical word, pattern of a whole line), longer spellings first, so that `if not` is asked before `if`."""
    rows = [
        (word, spelling)
        for tag in languages
        for word, spellings in load(tag).robot.items()
        if word not in SENSES
        for spelling in spellings
    ]
    rows.sort(key=lambda row: (-len(row[1]), row))
    return tuple((word, _pattern(spelling)) for word, spelling in rows)


def _pattern(spelling: str) -> re.Pattern[str]:
    pieces = re.split(r"\{(\w+)\}", unicodedata.normalize("NFC", spelling))
    made = [SLOTS[piece] if at % 2 else _literal(piece) for at, piece in enumerate(pieces)]
    return re.compile("".join(made), re.IGNORECASE)


def _literal(text: str) -> str:
    return re.sub(r"(\\ )+", r"\\s+", re.escape(text)).replace(":", r"\s*:")


@cache
def _senses(languages: tuple[str, ...]) -> dict[str, str]:
    return {spelling.casefold(): word for tag in languages for word in SENSES for spelling in load(tag).robot.get(word, ())}


@cache
def _examples(languages: tuple[str, ...]) -> frozenset[str]:
    return frozenset(
        _example(spellings[0]) for tag in languages for word, spellings in load(tag).robot.items() if word not in SENSES
    )


def _example(spelling: str) -> str:
    return re.sub(r"\{(\w+)\}", lambda slot: EXAMPLES[slot[1]], spelling)


class _Reader(Reader):
    def __init__(self, lines: list[Line], languages: tuple[str, ...]) -> None:
        super().__init__(lines, MOST_DEPTH)
        self.languages = languages
        self.defined: set[str] = set()

    def callable(self, name: str) -> bool:
        return name in self.defined

    def unknown(self, line: Line) -> Unknown:
        """With the known words nearest to what was written, or all of them."""
        shown, defined = _examples(self.languages), frozenset(self.defined)

        def guess() -> tuple[str, bool]:
            close = difflib.get_close_matches(line.text, sorted(shown | defined), 2, 0.6)
            return f"Did you mean {' or '.join(map(repr, close))}?" if close else f"It knows: {', '.join(sorted(shown))}", bool(
                close
            )

        return Unknown(line, f"the robot does not know {line.text!r}", guess=guess)

    def recognise(self, line: Line) -> tuple[str, dict[str, str]]:
        for word, pattern in _patterns(self.languages):
            match = pattern.fullmatch(line.text)
            if match:
                slots = match.groupdict()
                if "condition" in slots and self.sense(slots["condition"]) is None:
                    continue
                return word, slots
        if re.fullmatch(r"[^\W\d]\w*", line.text):
            return "call", {"name": line.text}
        raise self.unknown(line)

    def sense(self, text: str) -> Sense | None:
        word = _senses(self.languages).get(re.sub(r"\s+", " ", text.strip()).casefold())
        return None if word is None else Sense(word)  # type: ignore[arg-type]  # the table's words are the model's

    def number(self, line: Line, text: str) -> Number:
        if int(text) > MOST_NUMBER:
            raise Unknown(line, f"{text} is more than a child can count out", f"Use at most {MOST_NUMBER}")
        return Number(int(text))

    def statement(self, line: Line, word: str, slots: dict[str, str], depth: int) -> Statement:
        at = line.number
        match word:
            case "forward" | "back":
                steps = slots.get("steps")
                return Move(at, self.number(line, steps) if steps else Number(1), word == "back", not steps)
            case "left":
                return Turn(at, "left")
            case "right":
                return Turn(at, "right")
            case "pick":
                return Pick(at)
            case "put":
                return Put(at)
            case "say":
                return Say(at, Text(_said(slots["text"])))
            case "repeat":
                return Repeat(at, self.number(line, slots["count"]), self.inside(line, depth))
            case "until" | "until_not":
                return RepeatUntil(at, self.condition(word, slots), self.inside(line, depth))
            case "if" | "if_not":
                return If((Branch(at, self.condition(word, slots), self.inside(line, depth)),))
            case "define":
                name = slots["name"]
                if depth:
                    raise Unknown(line, f"{name} is taught inside of another block", "Teach the robot at the left edge")
                if name in self.defined:
                    raise Unknown(line, f"the robot is taught {name} twice")
                self.defined.add(name)
                return Define(at, name, (), self.inside(line, depth))
            case _:
                self.calls.append((line, slots["name"]))
                return Do(at, Call(slots["name"], ()))

    def condition(self, word: str, slots: dict[str, str]) -> Expression:
        sense = self.sense(slots["condition"])
        if sense is None:
            raise AssertionError("recognise lets only known conditions through")
        return Unary("not", sense) if word.endswith("not") else sense


def _said(text: str) -> str:
    """What a `say` says: the words without their quotes."""
    match = QUOTED.fullmatch(text)
    return next(group for group in match.groups() if group is not None) if match else text.strip()
