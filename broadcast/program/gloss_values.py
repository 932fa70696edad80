"""Values and conditions of a program in words: "the number in Steps", "there are things in Names"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from broadcast.language.catalogue import Messages
from broadcast.language.phrase import Phrase
from broadcast.program import python_text
from broadcast.program.model import (
    Assign,
    Binary,
    Call,
    Change,
    Choose,
    Compare,
    Define,
    Expression,
    Filled,
    ForEach,
    Item,
    Listed,
    Logic,
    Name,
    Nothing,
    Number,
    Program,
    Sense,
    Swap,
    Text,
    Truth,
    Unary,
    walk,
)

COMPARED = {
    "<": "less", "<=": "less-equal", ">": "greater", ">=": "greater-equal", "==": "equal", "!=": "not-equal", "in": "in", "not in": "not-in",
}  # fmt: skip
WORKED = {"+": "plus", "-": "minus", "*": "times", "/": "divided", "//": "whole", "%": "rest", "**": "power"}


class Worded:
    """The values of one program in one language."""

    def __init__(self, program: Program, messages: Messages) -> None:
        self.program, self.messages = program, messages
        self.names = dict(program.names)
        self.numbers = _numbers(program)

    def say(self, key: str, **slots: str | int | Phrase) -> Phrase:
        return self.messages.say(f"speech.{key}", **slots)

    def sequence(self, clauses: Sequence[Phrase]) -> Phrase:
        """Clauses one after the other: "forward two, turn right"."""
        done = clauses[0]
        for clause in clauses[1:]:
            done = self.say("next", first=done, rest=clause)
        return done

    def value(self, node: Expression) -> Phrase:
        match node:
            case Number(value):
                return self.messages.plain(str(value)) if isinstance(value, float) else self.number(value)
            case Unary("-", Number(int() as value)):
                return self.say("minus", value=value)
            case Unary("-", operand):
                return self.say("minus", value=self.value(operand))
            case Text(""):
                return self.say("empty-text")
            case Text(value):
                return self.quoted(value)
            case Truth(value):
                return self.say("true" if value else "false")
            case Nothing():
                return self.say("nothing")
            case Name(name):
                return self.say("number-in" if name in self.numbers else "what-in", name=self.name(name))
            case Binary(sign, left, right):
                return self.say(f"{WORKED[sign]}-of", left=self.left(left), right=self.right(right))
            case Listed(()):
                return self.say("empty-list")
            case Listed((only,)):
                return self.say("list.one", value=self.value(only))
            case Listed(items):
                return self.say("list", values=self.several(items))
            case Item(inner, index):
                key = "item" if isinstance(index, Number) else "item.value"
                return self.say(key, index=self.value(index), name=self.place(inner))
            case Filled(parts):
                return self.told([inner for inner, _ in parts])
            case Choose(test, then, other):
                return self.say("choose", test=self.test(test), then=self.value(then), other=self.value(other))
            case Call():
                return self.called(node)
            case Compare() | Logic() | Unary() | Sense():
                return self.test(node)
        return self.code(node)

    def number(self, value: int) -> Phrase:
        from broadcast.language.words import number

        return Phrase(text=str(value), spoken=number(value, "", self.messages.language))

    def left(self, node: Expression) -> Phrase:
        """Heard from left to right, what was worked out so far needs a pause alone: "a plus b, times two"."""
        value = self.value(node)
        return self.say("chain", value=value) if isinstance(node, Binary | Choose) else value

    def right(self, node: Expression) -> Phrase:
        value = self.value(node)
        return self.say("group", value=value) if isinstance(node, Binary | Choose) else value

    def called(self, call: Call) -> Phrase:
        match call:
            case Call("len", (inner,)):
                return self.say("length", name=self.place(inner))
            case Call("str", (inner,)):
                return self.say("as-text", value=self.value(inner))
            case Call("int" | "float", (inner,)):
                return self.say("as-number", value=self.value(inner))
            case Call("input", (prompt,)):
                return self.say("answer", prompt=self.value(prompt))
            case Call("input", ()):
                return self.say("answer.bare")
            case Call("range" | "list" | "sorted" | "round" | "sum" | "max" | "min" | "abs" | "bool"):
                return self.code(call)
            case Call(function, ()):
                return self.say("result.bare", name=self.name(function))
        return self.say("result", name=self.name(call.function), values=self.several(call.arguments))

    def test(self, node: Expression) -> Phrase:
        """A condition as a clause that holds or does not."""
        match node:
            case Compare(left, ((sign, right),)):
                inside = self.place(right) if sign in ("in", "not in") else self.value(right)
                return self.say(COMPARED[sign], left=self.value(left), right=inside)
            case Compare(left, rest):
                links: list[Expression] = []
                for sign, right in rest:
                    links.append(Compare(left, ((sign, right),)))
                    left = right
                return self.test(Logic("and", tuple(links)))
            case Logic(which, values):
                done = self.test(values[0])
                for inner in values[1:]:
                    done = self.say("both" if which == "and" else "either", first=done, last=self.test(inner))
                return done
            case Unary("not", operand):
                return self.say("not", test=self.test(operand))
        return self.say("holds", value=self.value(node))

    def place(self, node: Expression) -> Phrase:
        """A list or a text to look into: a name stands for itself."""
        return self.name(node.name) if isinstance(node, Name) else self.value(node)

    def several(self, nodes: Sequence[Expression]) -> Phrase:
        return self.listed([self.value(node) for node in nodes])

    def listed(self, phrases: Sequence[Phrase]) -> Phrase:
        if not phrases:
            return self.say("nothing")
        return self.sequence(phrases)

    def told(self, nodes: Sequence[Expression]) -> Phrase:
        """Values that are said one after the other."""
        phrases = [self.value(node) for node in nodes]
        if len(phrases) < 2:
            return self.listed(phrases)
        return self.say("and", first=self.sequence(phrases[:-1]), last=phrases[-1])

    def quoted(self, text: str) -> Phrase:
        opening, closing = self.messages.language.quotes
        return self.messages.plain(f"{opening}{text.strip()}{closing}")

    def code(self, node: Expression) -> Phrase:
        """No words for it: the code itself."""
        return self.messages.plain(f"`{python_text.expression(node)}`")

    def name(self, name: str) -> Phrase:
        """A name of the program: printed as it is, said by the lesson's word for it or split into its own words."""
        said = self.names.get(name) or " ".join(split(name))
        return Phrase(text=name, spoken=self.messages.plain(capital(said)).spoken)

    def is_number(self, node: Expression) -> bool:
        return _number(node, self.numbers)


def split(name: str) -> list[str]:
    """`rounds_left`, `roundsLeft` → rounds, left. A name all in capitals is one word, said small."""
    pieces = re.findall(r"[A-Z]{2,}(?![a-z])|[A-Z]?[^\W\d_A-Z]+|[A-Z]|\d+|[^\W\d_]+", name)
    return [piece.lower() for piece in pieces] or [name]


def capital(text: str) -> str:
    """With a capital at its first letter, past marks and quotes."""
    at = next((at for at, letter in enumerate(text) if letter.isalnum()), 0)
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


def _numbers(program: Program) -> frozenset[str]:
    """Variables that only ever hold numbers, as far as the text tells."""
    given: dict[str, list[Expression | None]] = {}
    for node in walk(program.body):
        match node:
            case Assign(_, Name(name), value):
                given.setdefault(name, []).append(value)
            case Change(_, Name(name), _, value):
                given.setdefault(name, []).append(value)
            case Swap(_, targets, values):
                for target, value in zip(targets, values, strict=True):
                    if isinstance(target, Name):
                        given.setdefault(target.name, []).append(value)
            case ForEach(_, name, Call("range")):
                given.setdefault(name, []).append(Number(0))
            case ForEach(_, name, Listed(items)):
                given.setdefault(name, []).extend(items)
            case ForEach(_, name):
                given.setdefault(name, []).append(None)
            case Define(_, _, parameters):
                for name in parameters:
                    given.setdefault(name, []).append(None)
    found = frozenset(given)
    while True:  # until no name falls away any more
        kept = frozenset(name for name in found if all(value is not None and _number(value, found) for value in given[name]))
        if kept == found:
            return found
        found = kept


def _number(node: Expression, names: frozenset[str]) -> bool:
    match node:
        case Number():
            return True
        case Name(name):
            return name in names
        case Unary("-", operand):
            return _number(operand, names)
        case Binary(_, left, right):
            return _number(left, names) and _number(right, names)
        case Call("len" | "int" | "float" | "abs" | "round" | "sum"):
            return True
        case Call("max" | "min", arguments):
            return len(arguments) > 1 and all(_number(argument, names) for argument in arguments)
    return False
