"""Prints the values of blocks in the words of a language: `item 1 of Names`, `Score + 1 > 3`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from broadcast.errors import TranslationError
from broadcast.language.model import Language
from broadcast.program.blocks_grammar import FOUND, SENSES, Grammar, grammar
from broadcast.program.blocks_values import ANY, BINDS, CALLED, COMPARED, DETAILED, JOINED, LAST, NOT, PHRASE, SIGN, TIGHT, up
from broadcast.program.model import (
    Binary,
    Call,
    Choose,
    Compare,
    Expression,
    Filled,
    Item,
    Listed,
    Logic,
    Method,
    Name,
    Nothing,
    Number,
    Part,
    Sense,
    Text,
    Truth,
    Unary,
)

SIGNS = {"**": "^"}
COMPARISONS = {"==": "=", "!=": "≠", "<=": "≤", ">=": "≥"}
QUOTES = (('"', '"'), ("'", "'"), ("“", "”"))


@dataclass(frozen=True, slots=True)
class Names:
    """A name of a variable, or of something taught, in a slot."""

    names: tuple[str, ...]
    taught: bool = False


Slot = Expression | str | Names | tuple[Expression, ...]


def quoted(text: str) -> str:
    """A text between quotes that it does not contain itself; what else could not stand there is marked by `\\`."""
    safe = text.replace("\\", "\\\\").replace("\n", "\\n")
    for opening, closing in QUOTES:
        if opening not in safe and closing not in safe:
            return opening + safe + closing
    return '"' + safe.replace('"', '\\"') + '"'


def foreign(words: str) -> str:
    """A source's own words, which are shown and never run."""
    return "{" + " ".join(re.sub(r"[{}]", " ", words).split()) + "}"


def number(amount: int | float) -> str:
    shown = repr(amount)
    return format(Decimal(shown), "f") if "e" in shown else shown


class Phrases:
    """Fills the words of a language with values."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.grammar: Grammar = grammar((language.tag,))

    # --- words of the tables ---

    def spelling(self, key: str, *, bare: bool = False) -> str:
        """How a key is written; `bare`: without a slot, where there is such a way."""
        ways = self.language.blocks.get(key) or self.language.robot.get(key) or ()
        if bare:
            ways = tuple(way for way in ways if "{" not in way)
        if not ways:
            raise TranslationError(
                f"the word {key!r} of blocks is missing", file=f"{self.language.tag}.toml", remedy="Add it to its [blocks] table"
            )
        return ways[0]

    def filled(self, spelling: str, slots: dict[str, Slot], last: int) -> tuple[str, tuple[tuple[int, int], ...]]:
        """The spelling with its slots filled, and where they are. `last`: how strongly a value at the end has to bind."""
        pieces = re.split(r"\{(\w+)\}", spelling)
        text, places = "", []
        for at, piece in enumerate(pieces):
            if not at % 2:
                text += piece
                continue
            final = not "".join(pieces[at + 1 :]).strip(":")
            start = len(text)
            compared = at == 1 and not pieces[0] and not pieces[-1]
            text += self.slot(slots[piece], last if final else PHRASE if compared else PHRASE + 1)
            places.append((start, len(text)))
        return text, tuple(places)

    def slot(self, what: Slot, around: int) -> str:
        if isinstance(what, str):
            return what
        if isinstance(what, Names):
            return ", ".join(self.name(name, taught=what.taught) for name in what.names)
        if isinstance(what, tuple):
            return ", ".join(self.value(inner, JOINED) for inner in what)
        return self.value(what, around)

    def name(self, name: str, *, taught: bool = False) -> str:
        if name == "answer" and not taught:
            return self.spelling("answer")
        return self.grammar.written(name, line=taught)

    def thing(self, sense: Sense) -> str:
        key = next(key for key, what in FOUND.items() if what == sense.what)
        return self.language.robot[key][0] if key in SENSES else self.spelling(key)

    # --- values ---

    def value(self, node: Expression, around: int = ANY) -> str:
        """In brackets where what stands around it binds more strongly."""
        text, binds = self.bound(node)
        return f"({text})" if binds < around else text

    def phrase(self, key: str, /, **slots: Slot) -> tuple[str, int]:
        """A value in words, and how strongly it holds together on paper."""
        spelling = self.spelling(key)
        text = self.filled(spelling, slots, TIGHT)[0]
        return text, PHRASE if "{" in spelling else TIGHT

    def bound(self, node: Expression) -> tuple[str, int]:
        match node:
            case Number(amount):
                return number(amount), TIGHT
            case Text(text):
                return quoted(text), TIGHT
            case Truth(holds):
                return self.phrase("true" if holds else "false")
            case Nothing():
                return self.phrase("none")
            case Name(name):
                return self.name(name), TIGHT
            case Listed(()):
                return self.spelling("empty_list"), TIGHT
            case Listed(items):
                return f"[{self.slot(items, JOINED)}]", TIGHT
            case Unary("not", operand):
                return self.filled(self.spelling("not"), {"value": operand}, NOT)[0], NOT
            case Unary(_, Number() as operand):
                return f"-{self.value(operand)}", TIGHT
            case Unary(_, operand):
                return f"-{self.value(operand, TIGHT)}", SIGN
            case Binary(sign, left, right):
                binds = BINDS[sign]
                shown = self.spelling("mod") if sign == "%" else SIGNS.get(sign, sign)
                ends = (binds + 1, SIGN) if sign == "**" else (binds, binds + 1)
                minus = isinstance(left, Unary) and sign == "**"
                first = f"({self.value(left)})" if minus else self.value(left, ends[0])
                return f"{first} {shown} {self.value(right, ends[1])}", binds
            case Compare(left, (("in", right),)):
                return self.filled(self.spelling("contains"), {"list": right, "value": left}, PHRASE)[0], COMPARED
            case Compare(left, (("not in", right),)):
                return self.bound(Unary("not", Compare(left, (("in", right),))))
            case Compare(left, ((sign, right),)):
                return f"{self.value(left, PHRASE)} {COMPARISONS.get(sign, sign)} {self.value(right, PHRASE)}", COMPARED
            case Logic(which, values):
                words = f" {self.spelling(which)} "
                return words.join(self.value(inner, BINDS[which] + 1) for inner in values), BINDS[which]
            case Choose(test, then, other):
                return self.filled(self.spelling("choose"), {"value": test, "then": then, "other": other}, ANY)[0], ANY
            case Filled(parts):
                return self.phrase("join", values=tuple(inner for inner, _ in parts))[0], ANY
            case Item(inner, index) if index == LAST:
                return self.phrase("last_item", list=inner)
            case Item(inner, index):
                return self.phrase("letter" if _written(inner) else "item", list=inner, index=up(index))
            case Part(inner, None, None):
                return self.phrase("part_from", list=inner, **{"from": Number(1)})
            case Part(inner, start, None) if start is not None:
                return self.phrase("part_from", list=inner, **{"from": up(start)})
            case Part(inner, None, stop) if stop is not None:
                return self.phrase("part_to", list=inner, to=stop)
            case Part(inner, start, stop) if start is not None and stop is not None:
                return self.phrase("part", list=inner, **{"from": up(start), "to": stop})
            case Call(function, arguments):
                return self.call(function, arguments)
            case Method(inner, name, arguments):
                return f"{name}({self.slot((inner, *arguments), JOINED)})", TIGHT
            case Sense("other", detail):
                return foreign(detail), TIGHT
            case Sense(what, detail) if what in DETAILED:
                return self.phrase(what, detail=quoted(detail))
            case Sense(what) if what in FOUND.values():
                spelling = self.spelling("finds").replace("{thing}", self.thing(node))
                return spelling, TIGHT if " " not in spelling else PHRASE
            case Sense(what):
                return self.phrase(what)
        raise TypeError(f"{type(node).__name__} is no value of blocks")

    def call(self, function: str, arguments: tuple[Expression, ...]) -> tuple[str, int]:
        match function, arguments:
            case "random", (low, high):
                return self.phrase("random", low=low, high=high)
            case "position", (inner, wanted):
                return self.phrase("position", list=inner, value=wanted)
            case "input", (prompt,):
                return self.phrase("input", prompt=prompt)
        key = next((key for key, known in CALLED.items() if known == function), "")
        if key and len(arguments) == 1:
            spelling = self.spelling(key)
            after_it = spelling.startswith("{")
            text = self.filled(spelling, {"value": arguments[0]}, TIGHT)[0]
            return text, PHRASE if after_it or "{" in spelling else TIGHT
        return f"{self.grammar.written(function, line=True)}({self.slot(arguments, JOINED)})", TIGHT


def _written(node: Expression) -> bool:
    """Is it a text for sure?"""
    return isinstance(node, Text | Filled) or node == Name("answer")
