"""Reads programs of blocks as text, in the words of any of our languages.

    when started:                     al empezar:
        set Score to 0                    pon 0 en Puntos
        repeat 3:                         repite 3:
            forward 10                        avanza 10
            change Score by 1                 suma 1 a Puntos
        say join "Score: ", Score         di une "Puntos: ", Puntos

The paper robot's words mean the same here; `language/block_words.py` has the others. Texts stand in quotation marks, what a word means that
is not known stands in curly brackets, as its source had it. `#` starts a comment.
"""

from __future__ import annotations

import difflib
import re
from functools import cache

from broadcast.errors import ProgramError
from broadcast.language.model import load, tags
from broadcast.program.blocks_grammar import Grammar, Token, Unreadable, grammar, tokens
from broadcast.program.blocks_lines import HOLDING, statement, test
from broadcast.program.blocks_values import TooDeep, Values
from broadcast.program.functions import FUNCTIONS
from broadcast.program.indented import Line, Reader, Unknown, lines, nearest, within
from broadcast.program.model import Block, Statement, When, numbered

MOST_LETTERS, MOST_LINES, MOST_DEPTH, MOST_WIDTH = 20_000, 500, 12, 400
MOST_OWN = 40
"""Depth of a program that an editor saved."""
EXAMPLES = {"name": "NAME", "parameters": "NAME", "text": '"…"', "place": '"…"', "message": '"…"', "key": '"…"', "what": '"…"', "detail": '"…"', "words": "{…}", "steps": "2", "count": "3"}  # fmt: skip
SHOWN = frozenset(
    [
        "acos",
        "asin",
        "atan",
        "atan2",
        "average",
        "cos",
        "exp",
        "fraction",
        "ln",
        "log10",
        "median",
        "mode",
        "position",
        "pow10",
        "prime",
        "random",
        "reversed",
        "sign",
        "sin",
        "split",
        "joined",
        "tan",
    ]
)
"""Functions that a source's blocks may stand for beyond `FUNCTIONS`; those that cannot be run are read and shown."""


def read(source: str, *, line: int = 0, own: bool = False) -> tuple[Block, str]:
    """The statements and the tag of the language they were written in (empty: mixed).

    `line` is the line of the lesson's file before the source. ProgramError names line and remedy. `own`: printed by ourselves from a
    source whose size was asked before, in English.
    """
    if own:
        try:
            return numbered(_Reader(lines(source), ("en",), own=True).program()), "en"
        except Unknown as failure:
            raise ProgramError(failure.what, line=line, remedy=failure.remedy) from None
    found = within(source, letters=MOST_LETTERS, most=MOST_LINES, line=line)
    known = tuple(tag for tag in tags() if load(tag).blocks)
    failures: list[Unknown] = []
    for languages in (*((tag,) for tag in known), known):
        try:
            return numbered(_Reader(found, languages).program()), languages[0] if len(languages) == 1 else ""
        except Unknown as failure:
            failures.append(failure)
    raise nearest(failures, line)


class _Reader(Reader):
    def __init__(self, rows: list[Line], languages: tuple[str, ...], *, own: bool = False) -> None:
        super().__init__(rows, MOST_OWN if own else MOST_DEPTH)
        self.own, self.languages = own, languages
        self.grammar: Grammar = grammar(languages)
        self.defined: set[str] = set()

    def callable(self, name: str) -> bool:
        return name in self.defined or name in FUNCTIONS or name in SHOWN or self.own

    def unknown(self, line: Line) -> Unknown:
        """With the known words nearest to what was written."""
        shown = {*_examples(self.languages), *self.defined}

        def guess() -> tuple[str, bool]:
            close = difflib.get_close_matches(line.text, sorted(shown), 2, 0.6)
            other = "Write a line of blocks, texts in quotation marks; `forward 10` and `set Score to 0` are such lines"
            return f"Did you mean {' or '.join(map(repr, close))}?" if close else other, bool(close)

        return Unknown(line, f"no block says {line.text!r}", guess=guess)

    def statement(self, line: Line, key: str, slots: dict[str, object], depth: int) -> Statement:
        if key in ("define", "define_with"):
            name = str(slots["name"])
            if depth:
                raise Unknown(line, f"{name} is taught inside of another block", "Teach it at the left edge")
            if name in self.defined:
                raise Unknown(line, f"{name} is taught twice")
            self.defined.add(name)
        inside = self.inside(line, depth) if key.partition(":")[0] in HOLDING else ()
        made = statement(line.number, key, slots, inside)
        if isinstance(made, When) and depth:
            raise Unknown(line, f"{line.text!r} stands inside of another block", "Start it at the left edge")
        return made

    def recognise(self, line: Line) -> tuple[str, dict[str, object]]:
        """The key of a line and what stands in its slots."""
        if len(line.text) > MOST_WIDTH and not self.own:
            raise Unknown(line, f"this line is longer than {MOST_WIDTH} letters", "Split it")
        try:
            row = tokens(line.text)
        except Unreadable as what:
            raise Unknown(line, f"{str(what)[:20]!r} is no word of a block", "Texts stand in quotation marks") from None
        values = Values(row, self.grammar)
        try:
            found = self.matched(values, row)
        except TooDeep:
            raise Unknown(line, "this line has too many values inside of each other", "Use a variable for a part of it") from None
        if found is None:
            raise self.unknown(line)
        self.calls += [(line, name) for name in values.calls]
        if found[0] in ("call", "call_with"):
            self.calls.append((line, str(found[1]["name"])))
        return found

    def matched(self, values: Values, row: tuple[Token, ...]) -> tuple[str, dict[str, object]] | None:
        if len(row) == 1 and row[0].kind == "foreign":
            return "other", {"words": row[0].text[1:-1].strip()}
        for pattern in self.grammar.beginning(row[0].folded):
            if pattern.pieces[-1] == ":" and row[-1].text != ":":
                continue
            match = values.match(pattern, 0, {}, 0)
            if match and match[1] == len(row):
                slots = match[0]
                if pattern.key in ("define", "define_with", "call_with"):
                    named = row[pattern.pieces.index("{name}")].text  # only words stand before it
                    slots["name"] = self.grammar.meant(named, line=True)
                return test(pattern.key, slots)
        if len(row) == 1 and row[0].kind == "word":
            return "call", {"name": self.grammar.meant(row[0].text, line=True), "values": ()}
        if len(row) > 2 and row[0].kind == "word" and row[1].text == "(":
            found = values.called(0)
            if found and found[1] == len(row):
                return "do", {"call": found[0]}
        return None


@cache
def _examples(languages: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_example(pattern.spelling) for pattern in grammar(languages).lines)


def _example(spelling: str) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: EXAMPLES.get(found[1], "1"), spelling)
