"""The words of exact speech in one language, out of its `[exact]` and `[signs]` tables, and what they stand for.

A *piece* is what is said between two pauses: a sign ("open bracket"), a number ("twelve"), a word of the program with its case and its
underscores ("big underscore bag", "capital luz"). `word` makes a piece, `meant` takes it back. Whatever a piece would be
mistaken for is asked of `meant` itself, so that everything said comes back as it was: a variable called `four` is "the word four".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from broadcast.errors import TranslationError
from broadcast.language.model import Language
from broadcast.language.numbers import number

LARGEST = 9999
"""A larger number is said digit by digit."""
QUOTES = {'"': '"', "'": "'", "“": "”", "«": "»", "„": "“"}
"""Quotation marks and what closes them."""
WORDS = (
    "line", "indent", "capital", "capitals", "word", "spell", "spelled", "letter", "space", "joined", "prompt", "more", "pause", "colon", "stop",
)  # fmt: skip
"""Keys that `[exact]` must have; what each means is told in `media/languages/README.md`."""
HUMP = re.compile(r"_|\d+|[^\W\d_]+")
Place = Literal["code", "text"]
"""Where a piece stands: among the signs of the program, or inside of quotation marks, where its spaces count."""


@dataclass(frozen=True)
class Exact:
    """The vocabulary of one language."""

    language: Language

    def __post_init__(self) -> None:
        for key in WORDS:
            if not self.language.exact.get(key):
                raise TranslationError(
                    f"the word {key!r} of exact speech is missing",
                    file=f"{self.language.tag}.toml",
                    remedy="Add it to its [exact] table",
                )

    def __getitem__(self, key: str) -> str:
        return self.language.exact[key]

    @cached_property
    def numbers(self) -> dict[str, str]:
        """Words of a number → its digits."""
        return {number(value, "", self.language).casefold(): str(value) for value in range(LARGEST + 1)}

    @cached_property
    def signs(self) -> dict[str, str]:
        """What is said → the sign, of one letter or more; `open "` and `close "` are quotation marks around a text."""
        return {said: sign for sign, said in self.language.signs.items()}

    @cached_property
    def controls(self) -> dict[str, str]:
        """What is said → the key of `[exact]`, for pieces that are no letters of the program."""
        return {self[key]: key for key in ("spell", "spelled", "space", "joined", "prompt", "more")}

    @cached_property
    def escapes(self) -> tuple[str, str, str]:
        """What is said before a word that would be taken for something else: as it is, with a capital, all in capitals."""
        return self["word"], f"{self['capital']} {self['word']}", f"{self['capitals']} {self['word']}"

    @property
    def point(self) -> str:
        """Of a number: its word in prose; the full stop's where prose has none."""
        return self.language.symbols["decimal"] or self.language.signs["."]

    def count(self, value: int) -> str:
        return number(value, "", self.language)

    # --- pieces ---

    def digits(self, digits: str) -> str:
        """`12` twelve, `007` nought nought seven, `2.05` two point nought five."""
        whole, point, rest = digits.partition(".")
        if point:
            return f"{self.digits(whole)} {self.point} {self._one_by_one(rest)}"
        plain = digits == "0" or not digits.startswith("0")
        return self.count(int(digits)) if plain and int(digits) <= LARGEST else self._one_by_one(digits)

    def _one_by_one(self, digits: str) -> str:
        return " ".join(self.count(int(digit)) for digit in digits)

    def word(self, text: str, place: Place) -> str:
        """A word of the program as one piece; empty where it has to be spelled."""
        plain = " ".join(self._part(part) for part in _parts(text))
        escaped = [f"{opening} {text.lower()}" for opening in self.escapes] if text.isalpha() else []
        for said in (plain, *escaped):
            if said == said.lower() and self.meant(said, place) == text:
                return said
        return ""

    def _part(self, part: str) -> str:
        if part == "_":
            return self.language.signs["_"]
        if part.isdecimal():
            return self.digits(part)
        if part == part.lower():
            return part
        if part[1:] == part[1:].lower():
            return f"{self['capital']} {part.lower()}"
        return f"{self['capitals']} {part.lower()}"

    def meant(self, said: str, place: Place) -> str | None:
        """What a piece stands for, signs and numbers too; None where it is a control, a quotation mark or nothing we know."""
        if said in self.controls or not said:
            return None
        if said in self.signs:
            sign = self.signs[said]
            return None if sign.startswith(("open ", "close ")) else sign
        found = self._number(said)
        if found is not None:
            return found
        changes: tuple[Callable[[str], str], ...] = (str, _capital, str.upper)
        for opening, change in zip(self.escapes, changes, strict=True):
            rest = said.removeprefix(f"{opening} ")
            if rest != said and rest.isalpha():
                return change(rest)
        return self._words(said.split(" "), place)

    def _number(self, said: str) -> str | None:
        if said in self.numbers:
            return self.numbers[said]
        whole, point, rest = said.partition(f" {self.point} ")
        if point:
            digits, after = self._number(whole), self._single(rest)
            return f"{digits}.{after}" if digits is not None and after is not None and "." not in digits else None
        return self._single(said)

    def _single(self, said: str) -> str | None:
        """Digits one by one."""
        digits = [self.numbers.get(word, "") for word in said.split(" ")]
        return "".join(digits) if all(len(digit) == 1 for digit in digits) else None

    def _words(self, words: list[str], place: Place) -> str | None:
        """Words with capitals, underscores and digits: joined in a name, with a space between two plain words or in a text."""
        done = ""
        plain = False
        at = 0
        while at < len(words):
            taken, text, loose = self._next(words, at)
            if not taken or not text:
                return None
            if at and ((place == "text") or (plain and loose)):
                if place == "text" and not loose and not text[:1].isalpha():
                    return None
                done += " "
            done += text
            plain = loose
            at += taken
        return done

    def _next(self, words: list[str], at: int) -> tuple[int, str, bool]:
        """(words taken, what they stand for, is it a plain small word?)."""
        for key, change in (("capitals", str.upper), ("capital", _capital)):
            begins = self[key].split(" ")
            end = at + len(begins)
            if words[at:end] == begins and end < len(words):
                return len(begins) + 1, change(words[end]), False
        under = self.language.signs["_"].split(" ")
        if words[at : at + len(under)] == under:
            return len(under), "_", False
        for end in range(min(len(words), at + 8), at, -1):
            digits = self.numbers.get(" ".join(words[at:end]))
            if digits is not None:
                return end - at, digits, False
        return 1, words[at], True

    def letter(self, letter: str) -> str:
        """One letter, as one piece; one that has no word is said by its number."""
        said = self.language.signs.get(letter, "")
        if not said:
            said = self._part(letter) if letter != "_" else ""
        if said and self.meant(said, "text") == letter:
            return said
        return f"{self['letter']} {self._one_by_one(str(ord(letter)))}"

    def letter_meant(self, said: str) -> str | None:
        rest = said.removeprefix(f"{self['letter']} ")
        if rest != said and (digits := self._single(rest)):
            return chr(int(digits)) if int(digits) < 0x110000 else None
        found = self.meant(said, "text")
        return found if found and len(found) == 1 else None

    def sign(self, text: str) -> str:
        """A sign as one piece."""
        return self.language.signs.get(text) or self.letter(text)


def humps(text: str) -> list[str]:
    """`bigBag` → big, Bag."""
    return [text[a:b] for a, b in _humps(text)]


def _parts(text: str) -> list[str]:
    """`bigBag_2` → big, Bag, _, 2; letters keep their case."""
    parts: list[str] = []
    for run in HUMP.findall(text):
        parts.extend(re.findall(r"\d+|_", run) or humps(run))
    return parts


def _humps(run: str) -> list[tuple[int, int]]:
    """Where the words of a camel begin and end: before a capital after a small letter, and before the last capital of several."""
    cuts = [0]
    for at in range(1, len(run)):
        after_small = run[at].isupper() and not run[at - 1].isupper()
        last_of_several = run[at].isupper() and run[at - 1].isupper() and at + 1 < len(run) and not run[at + 1].isupper()
        if after_small or last_of_several:
            cuts.append(at)
    return list(zip(cuts, [*cuts[1:], len(run)], strict=True))


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def exact(language: Language) -> Exact:
    """The vocabulary of a language; TranslationError where its table lacks a word."""
    known = _KNOWN.get(language.tag)
    if known is None or known.language is not language:
        known = _KNOWN[language.tag] = Exact(language)
    return known


_KNOWN: dict[str, Exact] = {}
