"""A program said sign by sign, for somebody who types it later: a line at a time, a pause after each piece.

"Line two, indent one: for, turn, in, range, open bracket, four, close bracket, colon." What is said can be read back without
loss: `exact_reader`. The words are each language's own (`exact_words`). Spaces between the signs of Python do not matter and are
not said; in programs of blocks they are said where a reader would not expect them. Inside quotation marks every space counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from broadcast.language.model import Language
from broadcast.language.phrase import Phrase
from broadcast.program import python_text
from broadcast.program.exact_words import QUOTES, Exact, Place, exact, humps
from broadcast.program.model import Program, rows
from broadcast.program.printing import lines

WORD = re.compile(r"[^\W\d]\w*")
SEVERAL = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)+")
NUMBER = re.compile(r"\d+\.\d+(?![\w.])|\d[\w.]*(?:(?<=[eE])[-+]\d+)?|\.\d\w*")
PLAIN = re.compile(r"\d+(?:\.\d+)?")
PREFIX = ("f", "r", "b", "u", "F", "R", "B", "U", "rb", "br", "fr", "rf")
"""What may stand before a quotation mark of Python's without a space."""
PROMPTS = {">>> ": "prompt", "... ": "more"}


@dataclass(frozen=True, slots=True)
class Dictated:
    """One line."""

    number: int
    indent: int
    pieces: tuple[Phrase, ...]
    phrase: Phrase
    """The whole line, as it is said: with its number, and how far it is indented."""


def dictate(program: Program, language: Language) -> tuple[Dictated, ...]:
    """Every line of the listing in the words of `language`."""
    words = exact(language)
    found = []
    for text, indent, number in written(program, language):
        pieces = tuple(_Line(words, text, program.language).said())
        found.append(Dictated(number, indent, pieces, _line(words, number, indent, pieces)))
    return tuple(found)


def written(program: Program, language: Language) -> list[tuple[str, int, int]]:
    """(text, indentation, number) of each line, in a form that can be dictated; at Python's prompt the indentation is made plain."""
    found = []
    on = {number: node for number, _, node in rows(program.body)}
    for line in lines(program, language):
        text, indent = line.text, line.indent
        prompt = text[:4] if text[:4] in PROMPTS and program.language == "python" else ""
        text = text.removeprefix(prompt)
        indent += (len(text) - len(text.lstrip(" "))) // 4 if prompt else 0
        text = text.lstrip(" ")
        if program.language == "python" and ('"""' in text or "'''" in text):
            text = python_text.line(replace(on[line.number], text=""), python_text.who(program.body))  # type: ignore[type-var]
        found.append((prompt + text, indent, line.number))
    return found


def _line(words: Exact, number: int, indent: int, pieces: tuple[Phrase, ...]) -> Phrase:
    heads = [("line", number)] + ([("indent", indent)] if indent else [])
    text = words["pause"].join(words[key].replace("{number}", str(value)) for key, value in heads)
    spoken = words["pause"].join(words[key].replace("{number}", words.count(value)) for key, value in heads)
    between, colon, stop = words["pause"], words["colon"], words["stop"]
    return Phrase(
        text=_upper(text) + colon + between.join(piece.text for piece in pieces) + stop,
        spoken=_upper(spoken) + colon + between.join(piece.spoken for piece in pieces) + stop,
    )


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


class _Line:
    """One line, piece by piece."""

    def __init__(self, words: Exact, text: str, kind: str) -> None:
        self.words, self.text, self.kind = words, text, kind
        self.pieces: list[Phrase] = []
        self.before = ""
        """What was said last, for the space that is expected after it."""

    def said(self) -> list[Phrase]:
        text, at = self.text, 0
        if text[:4] in PROMPTS and self.kind == "python":
            self.piece(self.words[PROMPTS[text[:4]]])
            at = 4
        while at < len(text):
            gap = len(text[at:]) - len(text[at:].lstrip(" "))
            at += gap
            if at == len(text):
                break
            at = self.token(at, gap)
        return self.pieces

    def piece(self, spoken: str, text: str = "") -> None:
        self.pieces.append(Phrase(text=text or spoken, spoken=spoken))

    def token(self, at: int, gap: int) -> int:
        """Say what begins at `at`; the place after it."""
        text = self.text
        closing = self.closing(at)
        if closing:
            inside = text[at + 1 : closing]
            self.spaced(text[at], gap)
            self.piece(self.words.language.signs[f"open {text[at]}"])
            self.inside(inside)
            self.piece(self.words.language.signs[f"close {text[at]}"])
            self.before = '"'
            return closing + 1
        number, word = NUMBER.match(text, at), WORD.match(text, at)
        if number:
            self.spaced("0", gap)
            self.number(number[0])
            self.before = "0"
            return number.end()
        if word and self.kind != "python" and (end := self.chain_of_words(at)):
            self.spaced("a", gap)
            self.piece(text[at:end])
            self.before = "a"
            return end
        if word:
            self.spaced("a", gap)
            self.word(word[0], "code")
            self.before = word[0] if self.kind == "python" else "a"
            return word.end()
        sign = next((text[at : at + size] for size in (2, 1) if text[at : at + size] in self.words.language.signs), text[at])
        self.spaced(sign[0], gap)
        self.piece(self.words.sign(sign))
        self.before = sign[-1]
        return at + len(sign)

    def chain_of_words(self, at: int) -> int:
        """Where a row of plain words ends that can be said in one breath: "when key"; 0 where there is none."""
        found = SEVERAL.match(self.text, at)
        words = found[0].split(" ") if found else []
        while len(words) > 1:
            said = " ".join(words)
            if (
                said == said.lower()
                and self.words.meant(said, "code") == said
                and not re.compile(r"\w").match(self.text, at + len(said))
            ):
                return at + len(said)
            words.pop()
        return 0

    def closing(self, at: int) -> int:
        """Where the text ends that a quotation mark here begins; 0 where none begins."""
        opening = self.text[at]
        ends = {"{": "}"} if self.kind == "blocks" and opening == "{" else QUOTES
        if opening not in ends or f"open {opening}" not in self.words.language.signs:
            return 0
        place = at + 1
        while place < len(self.text):
            if self.text[place] == "\\" and self.kind != "robot" and opening != "{":
                place += 2
                continue
            if self.text[place] == ends[opening]:
                return place
            place += 1
        return 0

    def spaced(self, now: str, gap: int) -> None:
        """Say a space that nobody expects, or that there is none."""
        if self.kind == "python":
            return
        if gap == usual(self.before, now):
            return
        for _ in range(gap):
            self.piece(self.words["space"])
        if not gap:
            self.piece(self.words["joined"])

    def number(self, text: str) -> None:
        if PLAIN.fullmatch(text):
            said = self.words.digits(text)
            if self.words.meant(said, "code") == text:
                self.piece(said, text)
                return
        self.spell(text)

    def word(self, text: str, place: Place) -> None:
        said = self.words.word(text, place)
        if said:
            self.piece(said)
        else:
            self.spell(text)

    def spell(self, text: str) -> None:
        self.piece(self.words["spell"])
        for letter in text:
            self.piece(self.words.letter(letter))
        self.piece(self.words["spelled"])

    # --- inside of quotation marks ---

    def inside(self, text: str) -> None:
        """Words with single spaces between them are one piece; everything else is said by itself."""
        at = 0
        while at < len(text):
            chain = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*").match(text, at)
            digits = re.compile(r"\d+").match(text, at)
            if at and text[at - 1] == "\\" and not text[:at].endswith("\\\\"):
                self.letter(text[at])
                at += 1
            elif chain:
                self.chain(chain[0])
                at = chain.end()
            elif digits:
                self.number(digits[0])
                at = digits.end()
            else:
                self.letter(text[at])
                at += 1

    def letter(self, letter: str) -> None:
        self.piece(self.words["space"] if letter == " " else self.words.letter(letter))

    def chain(self, text: str) -> None:
        words = text.split(" ")
        said = [self.words.word(word, "text") for word in words]
        together = " ".join(said)
        if all(said) and self.words.meant(together, "text") == text:
            self.piece(together)
            return
        for at, word in enumerate(words):
            if at:
                self.piece(self.words["space"])
            self.camel(word)

    def camel(self, word: str) -> None:
        """A word whose case changes inside of it is said in parts, without a space between them."""
        parts = [word] if self.words.word(word, "text") else humps(word)
        for part in parts:
            self.word(part, "text")


def usual(before: str, now: str) -> int:
    """Spaces that are expected between two signs: one, but none inside of brackets, before a comma and in `<=`."""
    if not before or before in "([{." or now in ")]},:." or (now == "=" and before in "<>!+-*/%"):
        return 0
    return 0 if now in "([" and before.isalnum() else 1
