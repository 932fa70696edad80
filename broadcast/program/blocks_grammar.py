"""The words of a blocks program as patterns: a spelling of a language's table is cut into words and slots.

`set {name} to {value}` is the word `set`, a name, the word `to`, a value. The reader matches patterns against the tokens of a line, the
printer fills them. Nothing here knows a language: the table of every language is data.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from broadcast.language.block_words import LINES, PHRASES
from broadcast.language.model import load

TOKEN = re.compile(
    r"""(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|“(?:[^”\\]|\\.)*”|«(?:[^»\\]|\\.)*»|„(?:[^“”\\]|\\.)*[“”])"""
    r"""|(?P<foreign>\{[^{}]*\})|(?P<number>\d+(?:\.\d+)?(?![\w.]))"""
    r"""|(?P<sign><=|>=|==|!=|<>|//|\*\*|[-−+*×/÷%^<>=≠≤≥])|(?P<mark>[()\[\],:])"""
    r"""|(?P<word>[^\W\d](?:(?![\s"'“”«»„(){}\[\],:+*/×÷%^<>=≠≤≥!.-]).)*)"""
)
SENSES = ("wall", "item", "goal", "star", "dot", "cross")
"""What the paper robot finds."""
FOUND = {"wall": "wall", "item": "item", "goal": "goal", "star": "star", "dot": "dot", "cross": "cross", "wall_left": "wall-left", "wall_right": "wall-right"}  # fmt: skip
"""Key of a table → `Sense.what`, for what is found on a grid."""
ROBOT_LINES = (
    "forward",
    "back",
    "left",
    "right",
    "pick",
    "put",
    "say",
    "repeat",
    "else",
    "define",
    "if",
    "if_not",
    "until",
    "until_not",
)
INFIX = ("and", "or", "mod")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number, text, sign or mark of a line."""

    kind: str
    text: str
    start: int
    """Letters from the start of the line."""
    tight: bool = False
    """No space before it."""

    @property
    def folded(self) -> str:
        return self.text.casefold()


class Unreadable(Exception):
    """This is no text of blocks."""


def tokens(line: str) -> tuple[Token, ...]:
    """The line in tokens; Unreadable where a letter belongs to none."""
    found, at = [], 0
    while at < len(line):
        if line[at].isspace():
            at += 1
            continue
        match = TOKEN.match(line, at)
        if match is None:
            raise Unreadable(line[at:])
        found.append(Token(str(match.lastgroup), match[0], at, at > 0 and not line[at - 1].isspace()))
        at = match.end()
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A spelling. Pieces are words, folded, and slots, `{name}`."""

    key: str
    pieces: tuple[str, ...]
    spelling: str

    @property
    def words(self) -> int:
        return sum(not slot(piece) for piece in self.pieces)

    @property
    def last(self) -> str:
        """The slot at its end (before a closing `:`); empty where a word stands there."""
        pieces = self.pieces[:-1] if self.pieces[-1] == ":" else self.pieces
        return slot(pieces[-1])


def slot(piece: str) -> str:
    """Its name, or nothing for a word."""
    return piece[1:-1] if len(piece) > 2 and piece[0] == "{" else ""


def pattern(key: str, spelling: str) -> Pattern:
    pieces: list[str] = []
    for at, part in enumerate(re.split(r"\{(\w+)\}", spelling)):
        pieces += ["{" + part + "}"] if at % 2 else [token.folded for token in tokens(part)]
    return Pattern(key, tuple(pieces), spelling)


@dataclass(frozen=True, slots=True)
class Grammar:
    """All patterns of one language, or of several together. More words are asked first."""

    lines: tuple[Pattern, ...]
    phrases: tuple[Pattern, ...]
    """That start with a word."""
    after: tuple[Pattern, ...]
    """That start with a value: `{list} contains {value}`."""
    infix: dict[str, str]
    """A word between two values → its key."""
    answers: frozenset[str]
    """What the variable `answer` is called."""
    taken: frozenset[str]
    """Names that would be read as a phrase."""
    taken_lines: frozenset[str]
    """Names of taught words that would be read as another line."""
    by_first: dict[str, tuple[Pattern, ...]]
    """The patterns of lines that may stand for a line with this first word; those that start with a slot are among each."""

    def beginning(self, word: str) -> tuple[Pattern, ...]:
        return self.by_first.get(word, self.by_first[""])

    def written(self, name: str, *, line: bool = False) -> str:
        """A name as it is printed: with `_` behind it where it would be a word of the language."""
        taken = self.taken | self.taken_lines if line else self.taken
        return name + "_" if name.rstrip("_").casefold() in taken else name

    def meant(self, word: str, *, line: bool = False) -> str:
        """The name that a word stands for."""
        taken = self.taken | self.taken_lines if line else self.taken
        return word[:-1] if word.endswith("_") and word.rstrip("_").casefold() in taken else word


@cache
def grammar(languages: tuple[str, ...]) -> Grammar:
    """The words of these languages, the first one's first."""
    lines: list[Pattern] = []
    phrases: list[Pattern] = []
    infix: dict[str, str] = {}
    answers: set[str] = set()
    for tag in languages:
        language = load(tag)
        table = language.blocks
        things = [(key, word) for key in FOUND for word in (language.robot if key in SENSES else table).get(key, ())]
        for key in ROBOT_LINES:
            for spelling in language.robot.get(key, ()):
                if "{condition}" in spelling:
                    lines += [pattern(f"{key}:{thing}", spelling.replace("{condition}", word)) for thing, word in things]
                else:
                    lines.append(pattern(key, spelling))
        for key, spellings in table.items():
            for spelling in spellings:
                if key in INFIX:
                    infix[spelling.casefold()] = key
                elif key == "finds":
                    phrases += [pattern(f"finds:{thing}", spelling.replace("{thing}", word)) for thing, word in things]
                elif key in LINES:
                    lines.append(pattern(key, spelling))
                elif key in PHRASES and (key in SENSES or key not in FOUND):
                    phrases.append(pattern(key, spelling))
                    if key == "answer":
                        answers.add(spelling.casefold())
    lines.sort(key=lambda row: -row.words)
    phrases.sort(key=lambda row: -row.words)
    before = tuple(row for row in phrases if not slot(row.pieces[0]))
    following = {
        piece
        for row in (*lines, *phrases)
        for one, piece in zip(row.pieces, row.pieces[1:], strict=False)
        if slot(one) and not slot(piece)
    }
    words = {row.pieces[0] for row in lines if not slot(row.pieces[0])}
    by_first = {
        word: tuple(row for row in lines if slot(row.pieces[0]) or row.pieces[0] == word) for word in (*sorted(words), "")
    }
    called = {row.pieces[1] for row in lines if row.key == "call_with"}
    return Grammar(
        tuple(lines),
        before,
        tuple(row for row in phrases if slot(row.pieces[0])),
        infix,
        frozenset(answers),
        frozenset(row.pieces[0] for row in before if len(row.pieces) == 1 or slot(row.pieces[1]) or row.pieces[1] in following),
        frozenset(
            row.pieces[0]
            for row in lines
            if not slot(row.pieces[0]) and (len(row.pieces) == 1 or slot(row.pieces[1]) or row.pieces[1] in called)
        ),
        by_first,
    )
