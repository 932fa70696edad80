"""Reads the values in a line of blocks: `item 1 of Names`, `Score + 1 > 3 and not touching "edge"`.

A reader that goes down by how strongly a sign binds. What it found at a place is kept, so that a line with many phrases that begin alike
is still read once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from broadcast.program.blocks_grammar import FOUND, Grammar, Pattern, Token, slot
from broadcast.program.methods import METHODS
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

ANY, JOINED, NOT, COMPARED, PHRASE, SIGN, POWER, TIGHT = 0, 1, 3, 4, 5, 8, 9, 10
BINDS = {"or": 1, "and": 2, "+": 6, "-": 6, "*": 7, "/": 7, "//": 7, "%": 7, "**": POWER}
SIGNS = {"+": "+", "-": "-", "−": "-", "*": "*", "×": "*", "/": "/", "÷": "/", "//": "//", "%": "%", "^": "**", "**": "**"}
COMPARISONS = {
    "=": "==",
    "==": "==",
    "≠": "!=",
    "!=": "!=",
    "<>": "!=",
    "<": "<",
    ">": ">",
    "<=": "<=",
    "≤": "<=",
    ">=": ">=",
    "≥": ">=",
}
DETAILED = ("touching", "colour", "key", "mouse", "distance")
BARE = ("x", "y", "direction", "edge", "timer", "loudness")
CALLED = {"length": "len", "number": "int", "round": "round", "floor": "floor", "ceil": "ceil", "sqrt": "sqrt", "abs": "abs"}
"""Key of a phrase with one value → the function that it is."""
MOST_NESTED = 80
MOST_DIGITS = 15
Found = tuple[object, int] | None
"""What was read, and the token after it."""


def number(text: str) -> Number | None:
    if len(text) > MOST_DIGITS:
        return None
    return Number(float(text) if "." in text else int(text))


def unquoted(text: str) -> str:
    inner = text[1:-1].strip(" ") if text[0] == "«" else text[1:-1]
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], inner)


def down(place: Expression) -> Expression:
    """A place that is counted from 1, counted from 0."""
    match place:
        case Number(int() as value) if value >= 1:
            return Number(value - 1)
        case Binary("+", inner, Number(1)) if up(inner) == place:
            return inner
    return Binary("-", place, Number(1))


def up(place: Expression) -> Expression:
    """The other way round; `down` of it gives the same again."""
    match place:
        case Number(int() as value):
            return Number(value + 1)
        case Binary("-", inner, Number(1)) if down(inner) == place:
            return inner
    return Binary("+", place, Number(1))


LAST = Unary("-", Number(1))
"""The index of the last item."""


class TooDeep(Exception):
    """More brackets and phrases inside of each other than anybody reads."""


class Values:
    """The values of one line."""

    def __init__(self, line: Sequence[Token], grammar: Grammar) -> None:
        self.tokens, self.grammar = line, grammar
        self.kept: dict[tuple[int, int], tuple[Expression, int] | None] = {}
        self.nested = 0
        self.calls: list[str] = []
        """Functions of the line that are called by name."""

    def kind(self, at: int) -> str:
        return self.tokens[at].kind if at < len(self.tokens) else ""

    def word(self, at: int) -> str:
        return self.tokens[at].folded if at < len(self.tokens) else ""

    # --- one value ---

    def value(self, at: int, level: int = ANY) -> tuple[Expression, int] | None:
        """The longest value that begins here and binds at least so strongly."""
        key = at, level
        if key not in self.kept:
            if self.nested >= MOST_NESTED:
                raise TooDeep
            self.nested += 1
            self.kept[key] = self._value(at, level)
            self.nested -= 1
        return self.kept[key]

    def _value(self, at: int, level: int) -> tuple[Expression, int] | None:
        first = self.operand(at)
        if first is None:
            return None
        left, end, bound = first
        while True:
            more = self.following(left, end, bound, level)
            if more is None:
                return left, end
            left, end, bound = more

    def following(self, left: Expression, at: int, bound: int, level: int) -> tuple[Expression, int, int] | None:
        """The value with what stands behind it, and how strongly that binds."""
        word = self.word(at)
        sign = SIGNS.get(word) or ("%" if self.grammar.infix.get(word) == "mod" else "")
        if sign:
            binds = BINDS[sign]
            strong = bound > binds if sign == "**" else bound >= binds
            right = self.value(at + 1, SIGN if sign == "**" else binds + 1) if strong and binds >= level else None
            return right and (Binary(sign, left, right[0]), right[1], binds)  # type: ignore[arg-type]
        logic = self.grammar.infix.get(word, "")
        if logic in ("and", "or"):
            return self.logic(logic, left, at, bound, level)
        if word in COMPARISONS and level <= COMPARED < bound:
            right = self.value(at + 1, PHRASE)
            return right and (Compare(left, ((COMPARISONS[word], right[0]),)), right[1], COMPARED)
        for pattern in self.grammar.after:
            ends = not slot(pattern.pieces[-1])
            binds = PHRASE if ends else COMPARED
            if level <= binds <= bound - (not ends) and (
                match := self.match(pattern, at, {slot(pattern.pieces[0]): left}, PHRASE)
            ):
                made = self.phrase(pattern.key, match[0])
                if made is not None:
                    return made, match[1], binds
        return None

    def logic(self, which: str, left: Expression, at: int, bound: int, level: int) -> tuple[Expression, int, int] | None:
        binds, values = BINDS[which], [left]
        if not level <= binds < bound:
            return None
        while self.grammar.infix.get(self.word(at)) == which:
            right = self.value(at + 1, binds + 1)
            if right is None:
                break
            values.append(right[0])
            at = right[1]
        return (Logic(which, tuple(values)), at, binds) if len(values) > 1 else None  # type: ignore[arg-type]

    def operand(self, at: int) -> tuple[Expression, int, int] | None:
        """What a value begins with, where it ends and how strongly it binds."""
        if at >= len(self.tokens):
            return None
        token = self.tokens[at]
        match token.kind:
            case "number":
                made = number(token.text)
                return None if made is None else (made, at + 1, TIGHT)
            case "text":
                return Text(unquoted(token.text)), at + 1, TIGHT
            case "foreign":
                return Sense("other", token.text[1:-1].strip()), at + 1, TIGHT
            case "word":
                return self.phrased(at) or self.called(at) or (Name(self.name(at)), at + 1, TIGHT)
        if token.text in "-−":
            inner = self.value(at + 1, SIGN)
            return inner and (Unary("-", inner[0]), inner[1], SIGN)
        if token.text == "(":
            inner = self.value(at + 1)
            return (inner[0], inner[1] + 1, TIGHT) if inner and self.word(inner[1]) == ")" else None
        if token.text == "[":
            values = self.several(at + 1, "]")
            return values and (Listed(values[0]), values[1], TIGHT)
        return None

    def name(self, at: int) -> str:
        """The variable that a word names."""
        token = self.tokens[at]
        return "answer" if token.folded in self.grammar.answers else self.grammar.meant(token.text)

    # --- several values ---

    def several(self, at: int, closing: str = "") -> tuple[tuple[Expression, ...], int] | None:
        """Values with commas between them, up to a closing mark, or as many as there are."""
        values: list[Expression] = []
        if closing and self.word(at) == closing:
            return (), at + 1
        while True:
            found = self.value(at, JOINED)
            if found is None:
                return None
            values.append(found[0])
            at = found[1]
            if self.word(at) != ",":
                break
            at += 1
        if not closing:
            return tuple(values), at
        return (tuple(values), at + 1) if self.word(at) == closing else None

    def called(self, at: int) -> tuple[Expression, int, int] | None:
        """`sin(30)`: a function by its name, with values in brackets that follow without a space."""
        if self.word(at + 1) != "(" or not self.tokens[at + 1].tight:
            return None
        values = self.several(at + 2, ")")
        if values is None:
            return None
        name, arguments = self.grammar.meant(self.tokens[at].text, line=True), values[0]
        if name in METHODS and arguments:
            return Method(arguments[0], name, arguments[1:]), values[1], TIGHT
        self.calls.append(name)
        return Call(name, arguments), values[1], TIGHT

    # --- phrases ---

    def phrased(self, at: int) -> tuple[Expression, int, int] | None:
        for pattern in self.grammar.phrases:
            if pattern.pieces[0] == self.word(at) and (match := self.match(pattern, at, {}, TIGHT)):
                made = self.phrase(pattern.key, match[0])
                if made is not None:
                    bound = {"not": NOT, "choose": ANY, "join": ANY}.get(pattern.key, TIGHT)
                    return made, match[1], bound
        return None

    def match(self, pattern: Pattern, at: int, slots: dict[str, object], last: int) -> tuple[dict[str, object], int] | None:
        """The slots of a pattern from this token on; a slot that is filled already is passed over."""
        slots = dict(slots)
        for number, piece in enumerate(pattern.pieces):
            name = slot(piece)
            if not name:
                if self.word(at) != piece or self.kind(at) == "text":
                    return None
                at += 1
            elif name not in slots:
                final = number == len(pattern.pieces) - 1
                level = {"not": NOT, "choose": ANY}.get(pattern.key, last) if final else ANY
                found = self.slot(name, at, level)
                if found is None:
                    return None
                slots[name], at = found
        return slots, at

    def slot(self, name: str, at: int, level: int = ANY) -> Found:
        """What stands in a slot."""
        kind, token = self.kind(at), self.tokens[at] if at < len(self.tokens) else None
        match name:
            case "key" | "message" | "button" | "place" | "detail":
                return (unquoted(token.text), at + 1) if token and kind == "text" else None
            case "words":
                return (token.text[1:-1].strip(), at + 1) if token and kind == "foreign" else None
            case "name":
                return (self.name(at), at + 1) if kind == "word" else None
            case "parameters":
                return self.names(at)
            case "values":
                return self.several(at)
            case "what" if token and kind == "text":
                found = self.value(at, level)
                return (unquoted(token.text), at + 1) if found and found[1] == at + 1 else found
        return self.value(at, level)

    def names(self, at: int) -> Found:
        found: list[str] = []
        while self.kind(at) == "word":
            found.append(self.name(at))
            at += 1
            if self.word(at) != ",":
                break
            at += 1
        return (tuple(found), at) if found else None

    def phrase(self, key: str, slots: dict[str, object]) -> Expression | None:
        """The value that a phrase stands for; `slots` hold values, or the words that a slot names."""
        s: dict[str, Expression] = slots  # type: ignore[assignment]
        if key.startswith("finds:"):
            return Sense(FOUND[key[6:]])  # type: ignore[arg-type]
        if key in BARE:
            return Sense(key)  # type: ignore[arg-type]
        if key in DETAILED:
            return Sense(key, str(slots["detail"]))  # type: ignore[arg-type]
        if key in CALLED:
            return Call(CALLED[key], (s["value"],))
        match key:
            case "not":
                return Unary("not", s["value"])
            case "true" | "false":
                return Truth(key == "true")
            case "none":
                return Nothing()
            case "choose":
                return Choose(s["value"], s["then"], s["other"])
            case "contains":
                return Compare(s["value"], (("in", s["list"]),))
            case "item" | "letter":
                return Item(s["list"], down(s["index"]))
            case "last_item":
                return Item(s["list"], LAST)
            case "part":
                return Part(s["list"], down(s["from"]), s["to"])
            case "part_from":
                return Part(s["list"], down(s["from"]), None)
            case "part_to":
                return Part(s["list"], None, s["to"])
            case "position":
                return Call("position", (s["list"], s["value"]))
            case "empty_list":
                return Listed(())
            case "join":
                return Filled(tuple((value, -1) for value in slots["values"]))  # type: ignore[attr-defined]
            case "random":
                return Call("random", (s["low"], s["high"]))
            case "input":
                return Call("input", (s["prompt"],))
            case "answer":
                return Name("answer")
        return None
