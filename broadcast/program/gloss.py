"""What a line of a program means, in a clause of the class's language: "add one to Steps", not "steps equals steps plus one".

Idioms come first; then each node has its message. Clauses begin small and have no full stop, so that they can stand in a
sentence; `speech` makes sentences of them. What is printed keeps the program's names, what is said has the lesson's words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from broadcast.language.catalogue import Messages
from broadcast.language.phrase import Phrase
from broadcast.program import python_text
from broadcast.program.model import (
    Assign,
    Binary,
    Branch,
    Break,
    Call,
    Change,
    Choose,
    Compare,
    Continue,
    Define,
    Do,
    Expression,
    Filled,
    ForEach,
    Item,
    Listed,
    Logic,
    Method,
    Move,
    Name,
    Nothing,
    Number,
    Part,
    Pass,
    Pick,
    Print,
    Program,
    Put,
    Repeat,
    RepeatUntil,
    Return,
    Say,
    Sense,
    Statement,
    Swap,
    Text,
    Truth,
    Turn,
    Unary,
    While,
    walk,
)

COMPARED = {
    "<": "less", "<=": "less-equal", ">": "greater", ">=": "greater-equal", "==": "equal", "!=": "not-equal", "in": "in", "not in": "not-in",
}  # fmt: skip
WORKED = {"+": "plus", "-": "minus", "*": "times", "/": "divided", "//": "whole", "%": "rest", "**": "power"}
CHANGED = {"+": "add", "-": "take", "*": "multiply", "/": "divide"}


class Gloss:
    """The clauses of one program in one language."""

    def __init__(self, program: Program, messages: Messages) -> None:
        self.program, self.messages = program, messages
        self.names = dict(program.names)
        self.numbers = _numbers(program)

    def say(self, key: str, **slots: str | int | Phrase) -> Phrase:
        return self.messages.say(f"speech.{key}", **slots)

    # --- lines ---

    def clause(self, on: Statement | Branch | None) -> Phrase:
        """A line's own clause: of a loop or an `if` its head alone; None is `else:`."""
        match on:
            case None:
                return self.say("else")
            case Move(_, steps, back):
                return self.move(steps, back)
            case Turn(_, side):
                return self.say(side)
            case Pick():
                return self.say("pick")
            case Put():
                return self.say("put")
            case Say(_, value):
                return self.say("say", values=self.value(value))
            case Print(_, values):
                return self.say("say", values=self.told(_printed(values))) if values else self.say("say.nothing")
            case Assign(_, target, value):
                return self.assign(target, value)
            case Change(_, target, sign, value):
                return self.change(target, sign, value)
            case Swap(_, targets, values):
                return self.say("together", body=self.sequence([self.put_in(t, v) for t, v in zip(targets, values, strict=True)]))
            case Do(_, call):
                return self.do(call)
            case Return(_, None):
                return self.say("return.nothing")
            case Return(_, value) if value is not None:
                return self.say("return", value=self.value(value))
            case Break():
                return self.say("break")
            case Continue():
                return self.say("continue")
            case Pass():
                return self.say("pass")
        return self.head(on)

    def head(self, on: Statement | Branch) -> Phrase:
        match on:
            case Repeat(_, count):
                return self.times(count)
            case RepeatUntil(_, test):
                return self.until(test)
            case While(_, test):
                return self.say("while", test=self.test(test))
            case ForEach():
                return self.each(on)
            case Branch(_, Sense(what)):
                return self.say(f"if.{what}")
            case Branch(_, Unary("not", Sense(what))):
                return self.say(f"if-not.{what}")
            case Branch(_, test, _, again):
                return self.say("elif" if again else "if", test=self.test(test))
            case Define(_, name, parameters):
                if parameters:
                    return self.say(
                        "define.with", name=self.name(name), values=self.listed([self.name(one) for one in parameters])
                    )
                return self.say("define", name=self.name(name))
        raise TypeError(f"{type(on).__name__} has no clause")

    def sequence(self, clauses: Sequence[Phrase]) -> Phrase:
        """Clauses one after the other: "forward two, turn right"."""
        done = clauses[0]
        for clause in clauses[1:]:
            done = self.say("next", first=done, rest=clause)
        return done

    def move(self, steps: Expression, back: bool) -> Phrase:
        if isinstance(steps, Number):
            return self.say("back" if back else "forward", steps=_plain(steps.value))
        return self.say("walk.back" if back else "walk", value=self.value(steps))

    def times(self, count: Expression) -> Phrase:
        if isinstance(count, Number) and isinstance(count.value, int):
            return self.say("repeat", count=count.value)
        if isinstance(count, Call) and count.function == "len" and len(count.arguments) == 1:
            return self.say("repeat.length", value=self.place(count.arguments[0]))
        return self.say("repeat.value", value=self.value(count))

    def until(self, test: Expression) -> Phrase:
        match test:
            case Sense(what):
                return self.say(f"until.{what}")
            case Unary("not", Sense(what)):
                return self.say(f"until-not.{what}")
        return self.say("until", test=self.test(test))

    def each(self, loop: ForEach) -> Phrase:
        """`for`: a number of times where its variable is not used, a count where it is, else thing by thing."""
        name = self.name(loop.variable)
        match loop.values:
            case Call("range", (stop,)) if not _used(loop):
                return self.times(stop)
            case Call("range", (Number(int() as stop),)) if stop > 0:
                return self.say("count", name=name, first=0, last=stop - 1)
            case Call("range", (Number(int() as first), Number(int() as stop))) if stop > first:
                return self.say("count", name=name, first=first, last=stop - 1)
            case Call("range", (Number(int() as first), Number(int() as stop), Number(int() as step))) if (
                stop > first and step > 0
            ):
                last = range(first, stop, step)[-1]
                return self.say("count.step", name=name, first=first, last=last, step=step)
            case Call("range", (stop,)):
                return self.say("count.value", name=name, first=0, value=self.value(stop))
            case Call("range", (start, stop)):
                return self.say("count.value", name=name, first=self.value(start), value=self.value(stop))
        return self.say("each", name=name, values=self.place(loop.values))

    def assign(self, target: Name | Item, value: Expression) -> Phrase:
        if isinstance(target, Name):
            name = self.name(target.name)
            match value:
                case Binary(("+" | "-" | "*" | "/") as sign, Name(same), other) if same == target.name:
                    return self.changed(sign, name, other)
                case Binary("+", other, Name(same)) if same == target.name and self.is_number(other):
                    return self.changed("+", name, other)
                case Call("input", prompt):
                    return self.say("ask", prompt=self.value(prompt[0]), name=name) if prompt else self.say("ask.bare", name=name)
                case Call("int" | "float", (Call("input", prompt),)):
                    return (
                        self.say("ask.number", prompt=self.value(prompt[0]), name=name)
                        if prompt
                        else self.say("ask.number.bare", name=name)
                    )
        return self.put_in(target, value)

    def put_in(self, target: Name | Item, value: Expression) -> Phrase:
        if isinstance(target, Item):
            key = "put-place" if isinstance(target.index, Number) else "put-place.value"
            return self.say(key, value=self.value(value), index=self.value(target.index), name=self.place(target.value))
        match value:
            case Listed((_, _, *_) as items):
                return self.say("put-in.list", values=self.several(items), name=self.name(target.name))
            case Binary():
                return self.say("put-in.worked", value=self.value(value), name=self.name(target.name))
        return self.say("put-in", value=self.value(value), name=self.name(target.name))

    def change(self, target: Name | Item, sign: str, value: Expression) -> Phrase:
        if sign in CHANGED:
            return self.changed(sign, self.place(target), value)
        return self.put_in(target, Binary(sign, target, value))  # type: ignore[arg-type]  # a Change has the same signs

    def changed(self, sign: str, name: Phrase, value: Expression) -> Phrase:
        return self.say(CHANGED[sign], name=name, value=self.value(value))

    def do(self, call: Call | Method) -> Phrase:
        match call:
            case Call(function, ()):
                return self.say("call", name=self.name(function))
            case Call(function, arguments):
                return self.say("call.with", name=self.name(function), values=self.several(arguments))
            case Method(value, "append", (new,)):
                return self.say("append", value=self.value(new), name=self.place(value))
        return self.code(call)

    # --- values ---

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
            case Part() | Method():
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


def _plain(value: float | int) -> int | str:
    return value if isinstance(value, int) else str(value)


def _printed(values: Sequence[Expression]) -> list[Expression]:
    """What `print` shows, f-strings taken apart, empty texts left out; a number made a text is the number."""
    found: list[Expression] = []
    for value in values:
        match value:
            case Filled(parts):
                found.extend(_printed([inner for inner, _ in parts]))
            case Binary("+", left, right) if _texts(value):
                found.extend(_printed([left, right]))
            case Call("str", (inner,)):
                found.append(inner)
            case Text(text) if not text.strip():
                continue
            case _:
                found.append(value)
    return found or list(values)


def _texts(node: Expression) -> bool:
    """Is a sum one of texts?"""
    match node:
        case Text() | Call("str") | Filled():
            return True
        case Binary("+", left, right):
            return _texts(left) or _texts(right)
    return False


def _used(loop: ForEach) -> bool:
    return any(isinstance(node, Name) and node.name == loop.variable for node in walk(loop.body))


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
