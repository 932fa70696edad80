"""The words and signs of MakeCode's TypeScript, each with its line; comments (`// @highlight` too) are gone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from broadcast.errors import ProgramError

MOST_LETTERS, MOST_TOKENS = 20_000, 6_000
SPACE = re.compile(r"\s+|//[^\n]*|/\*.*?\*/", re.DOTALL)
NUMBER = re.compile(r"0[xX][0-9a-fA-F]{1,12}|0[bB][01]{1,48}|(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})(?:[eE][+-]?\d{1,2})?")
NAME = re.compile(r"[^\W\d][\w$]*|\$[\w$]*")
SIGN = re.compile(
    r"===|!==|\*\*=|>>>|\.\.\.|=>|==|!=|<=|>=|&&|\|\||\+\+|--|\+=|-=|\*=|/=|%=|\*\*|<<|>>|[-+*/%<>=!?:;,.(){}\[\]&|^~@]"
)
ESCAPES = {"n": "\n", "t": " ", "r": "", "0": ""}


@dataclass(frozen=True, slots=True)
class Token:
    kind: Literal["name", "number", "text", "template", "sign", "end"]
    text: str
    line: int
    starts: bool = False
    """It is the first of its line: a statement may end before it without a semicolon."""
    holes: tuple[tuple[str, int], ...] = ()
    """Of a template: the sources of its `${…}` with their lines; they stand in `text` as the letter U+0000."""


def tokens(source: str, line: int) -> list[Token]:
    """All of them, an `end` last. ProgramError names the line of what is no word of the language."""
    if len(source) > MOST_LETTERS:
        raise ProgramError(
            f"the program is longer than {MOST_LETTERS} letters", line=line + 1, remedy="Split it into several programs"
        )
    done: list[Token] = []
    at, row, fresh = 0, line + 1, True
    while at < len(source):
        space = SPACE.match(source, at)
        if space:
            fresh |= "\n" in space[0]
            row += space[0].count("\n")
            at = space.end()
            continue
        token, end = _token(source, at, row, fresh)
        done.append(token)
        row += source.count("\n", at, end)
        at, fresh = end, False
        if len(done) > MOST_TOKENS:
            raise ProgramError(f"the program has more than {MOST_TOKENS} words and signs", line=row, remedy="Split it")
    done.append(Token("end", "", row, True))
    return done


def _token(source: str, at: int, row: int, fresh: bool) -> tuple[Token, int]:
    letter = source[at]
    if letter in "'\"":
        text, end = _text(source, at, row)
        return Token("text", text, row, fresh), end
    if letter == "`":
        return _template(source, at, row, fresh)
    for kind, pattern in (("number", NUMBER), ("name", NAME), ("sign", SIGN)):
        if match := pattern.match(source, at):
            return Token(kind, match[0], row, fresh), match.end()  # type: ignore[arg-type]  # the row's words are the kinds
    raise ProgramError(f"{letter!a} is no sign of MakeCode's JavaScript", line=row, remedy="Take it out")


def _text(source: str, at: int, row: int) -> tuple[str, int]:
    quote, done, at = source[at], "", at + 1
    while at < len(source) and source[at] not in (quote, "\n"):
        if source[at] == "\\" and at + 1 < len(source):
            done += ESCAPES.get(source[at + 1], source[at + 1])
            at += 2
        else:
            done += source[at]
            at += 1
    if at >= len(source) or source[at] != quote:
        raise ProgramError("a text is not closed", line=row, remedy=f"Put a {quote} behind it")
    return done, at + 1


def _template(source: str, start: int, row: int, fresh: bool) -> tuple[Token, int]:
    done, holes, at = "", [], start + 1
    while at < len(source) and source[at] != "`":
        if source.startswith("${", at):
            end = source.find("}", at)
            if end < 0:
                break
            holes.append((source[at + 2 : end], row + source.count("\n", start, at)))
            done += "\0"
            at = end + 1
        elif source[at] == "\\" and at + 1 < len(source):
            done += ESCAPES.get(source[at + 1], source[at + 1])
            at += 2
        else:
            done += source[at] if source[at] != "\0" else " "
            at += 1
    if at >= len(source):
        raise ProgramError("a text in backquotes is not closed", line=row, remedy="Put a ` behind it")
    return Token("template", done, row, fresh, tuple(holes)), at + 1
