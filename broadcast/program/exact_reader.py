"""Reads exact speech back: the words that were said become the text of the program, and the program.

What cannot be meant is a ProgramError that names the line.
"""

from __future__ import annotations

import re
from typing import Literal

from broadcast.errors import ProgramError
from broadcast.language.model import Language
from broadcast.program.exact import PREFIX, PROMPTS, usual
from broadcast.program.exact_words import Exact, exact
from broadcast.program.model import Program
from broadcast.program.printing import INDENT

Kind = Literal["robot", "python", "blocks"]


def program(spoken: str, language: Language, kind: Kind, *, plane: bool = False) -> Program:
    """The program that was said; `plane`: its Python moves a turtle."""
    from broadcast.program import blocks, python, robot

    text = source(spoken, language, kind)
    if kind == "python":
        return Program("python", python.read(text, plane=plane))
    body, words = robot.read(text) if kind == "robot" else blocks.read(text)
    return Program(kind, body, words)


def source(spoken: str, language: Language, kind: Kind) -> str:
    """The text that was said."""
    words = exact(language)
    found = []
    for number, raw in enumerate((part for part in spoken.split(words["stop"].strip()) if part.strip()), 1):
        head, colon, rest = raw.strip().partition(words["colon"])
        if not colon:
            raise _unknown(number, raw.strip())
        indent = _indent(words, head, number)
        text = _Line(words, kind, number).text(rest.split(words["pause"]))
        prompt = text[:4] if text[:4] in PROMPTS and kind == "python" else ""
        found.append(f"{prompt}{INDENT * indent}{text.removeprefix(prompt)}\n")
    return "".join(found)


def _unknown(line: int, said: str) -> ProgramError:
    return ProgramError(f"nobody can type {said!r}", line=line, remedy="Say it in the words of exact speech")


def _indent(words: Exact, head: str, line: int) -> int:
    """The indentation that a line's head tells; its number must be the line's."""
    heads = head.casefold().split(words["pause"])
    counts = {}
    for key, said in zip(("line", "indent"), heads, strict=False):
        match = re.fullmatch(re.escape(words[key].casefold()).replace(r"\{number\}", "(.+)"), said)
        if not match or match[1] not in words.numbers:
            raise _unknown(line, head)
        counts[key] = int(words.numbers[match[1]])
    if counts.get("line") != line or len(heads) > 2:
        raise _unknown(line, head)
    return counts.get("indent", 0)


class _Line:
    """One line, taken back from its pieces."""

    def __init__(self, words: Exact, kind: Kind, number: int) -> None:
        self.words, self.kind, self.number = words, kind, number
        self.done = ""
        self.before = ""
        self.spaces: int | None = None
        """What was said of the space before the next sign."""

    def text(self, pieces: list[str]) -> str:
        at = 0
        while at < len(pieces):
            said = pieces[at]
            at += 1
            control = self.words.controls.get(said, "")
            sign = self.words.signs.get(said, "")
            if control in ("prompt", "more"):
                self.done += next(text for text, key in PROMPTS.items() if key == control)
            elif control == "space":
                self.spaces = (self.spaces or 0) + 1
            elif control == "joined":
                self.spaces = 0
            elif control == "spell":
                text, at = self.spelled(pieces, at)
                self.put(text, "0" if text[:1].isdigit() else "a")
            elif sign.startswith("open "):
                text, at = self.quoted(pieces, at, sign)
                self.put(text, text[0])
                self.before = '"'
            else:
                meant = self.words.meant(said, "code")
                if meant is None and said.startswith(self.words["letter"]):
                    meant = self.words.letter_meant(said)
                if meant is None:
                    raise _unknown(self.number, said)
                first = meant[0]
                self.put(meant, "0" if first.isdigit() else "a" if first.isalpha() or first == "_" else first)
        return self.done

    def put(self, text: str, now: str) -> None:
        """The next sign, with the space before it that was said or that is usual."""
        spaces = self.gap(now) if self.spaces is None else self.spaces
        self.done += " " * spaces + text
        self.spaces = None
        last = text[-1]
        self.before = text if self.kind == "python" and now == "a" else now if now in "0a" else last

    def gap(self, now: str) -> int:
        if self.kind == "python" and self.before in PREFIX and now in "\"'":
            return 0
        return usual(self.before, now)

    def spelled(self, pieces: list[str], at: int) -> tuple[str, int]:
        done = ""
        while at < len(pieces) and self.words.controls.get(pieces[at]) != "spelled":
            letter = self.words.letter_meant(pieces[at])
            if letter is None:
                raise _unknown(self.number, pieces[at])
            done += letter
            at += 1
        if at == len(pieces) or not done:
            raise _unknown(self.number, self.words["spell"])
        return done, at + 1

    def quoted(self, pieces: list[str], at: int, opened: str) -> tuple[str, int]:
        """A text between quotation marks, where every piece follows the one before without a space."""
        opening = opened.removeprefix("open ")
        ends = self.words.language.signs[f"close {opening}"]
        done = opening
        while at < len(pieces) and pieces[at] != ends:
            said = pieces[at]
            at += 1
            control = self.words.controls.get(said)
            if control == "space":
                done += " "
            elif control == "spell":
                text, at = self.spelled(pieces, at)
                done += text
            else:
                meant = self.words.letter_meant(said) or self.words.meant(said, "text")
                if meant is None:
                    raise _unknown(self.number, said)
                done += meant
        if at == len(pieces):
            raise _unknown(self.number, self.words.language.signs[opened])
        return done + CLOSING[opening], at + 1


CLOSING = {'"': '"', "'": "'", "“": "”", "«": "»", "„": "“", "{": "}"}
