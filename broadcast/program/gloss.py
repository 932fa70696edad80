"""What a line of a program means, in a clause of the class's language: "add one to Steps", not "steps equals steps plus one".

Idioms come first; then each node has its message. Clauses begin small and have no full stop, so that they can stand in a
sentence; `speech` makes sentences of them. What is printed keeps the program's names, what is said has the lesson's words.
"""

from __future__ import annotations

from collections.abc import Sequence

from broadcast.language.phrase import Phrase
from broadcast.program import python_text
from broadcast.program.gloss_values import Worded
from broadcast.program.model import (
    Assign,
    Binary,
    Branch,
    Break,
    Call,
    Change,
    Continue,
    Define,
    Do,
    Expression,
    Filled,
    ForEach,
    Item,
    Listed,
    Method,
    Move,
    Name,
    Number,
    Pass,
    Pick,
    Print,
    Put,
    Repeat,
    RepeatUntil,
    Return,
    Say,
    Sense,
    Statement,
    Swap,
    Text,
    Turn,
    Unary,
    While,
    walk,
)

CHANGED = {"+": "add", "-": "take", "*": "multiply", "/": "divide"}


class Gloss(Worded):
    """The clauses of one program in one language."""

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
        return self.messages.plain(f"`{python_text.line(on)}`")  # no words for it: the code itself

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
