"""What a line of a program means, in a clause of the class's language: "add one to Steps", not "steps equals steps plus one".

Idioms come first (`idioms.py`, a row each); then each node has its message. Clauses begin small and have no full stop, so that
they can stand in a sentence; `speech` makes sentences of them. What is printed keeps the program's names, what is said has the
lesson's words.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from broadcast.language.phrase import Phrase
from broadcast.program.gloss_names import kind
from broadcast.program.gloss_stage import Staged
from broadcast.program.idioms import INNER, LINES, TESTS
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
    Delete,
    Do,
    Expression,
    Filled,
    ForEach,
    Forever,
    Gathered,
    Global,
    If,
    Import,
    Item,
    Listed,
    Logic,
    Mapped,
    Method,
    Name,
    Number,
    Part,
    Pass,
    Print,
    Repeat,
    RepeatUntil,
    Return,
    Sense,
    Show,
    Statement,
    Swap,
    Text,
    Tupled,
    Unary,
    Unpack,
    While,
    walk,
)

GRID = ("wall", "item", "goal", "star", "dot", "cross")
"""What a robot finds out for which `if` and `until` have a clause of their own."""

MARKS = " \n.,:;!?¡¿"
"""What is not said between other values."""
CHANCE = ("random", "randint", "randrange", "uniform", "choice", "sample")
"""Functions that pick by chance."""


class Gloss(Staged):
    """The clauses of one program in one language."""

    def clause(self, on: Statement | Branch | None) -> Phrase:
        """A line's own clause: of a loop or an `if` its head alone; None is `else:`."""
        if on is None:
            return self.say("else")
        if on not in self.clauses:
            self.clauses[on] = self.inner.get(on) or self.ruled(LINES, on) or self.staged(on) or self.plainly(on)
        return self.clauses[on]

    @cached_property
    def clauses(self) -> dict[Statement | Branch, Phrase]:
        """Clauses that were made already."""
        return {}

    @cached_property
    def inner(self) -> dict[Statement | Branch, Phrase]:
        """Lines that mean something together with the block around them."""
        found: dict[Statement | Branch, Phrase] = {}
        for node in walk(self.program.body):
            said = self.ruled(INNER, node) if isinstance(node, If) else None
            if said is not None:
                found[node.branches[0].body[0]] = said
        return found

    def plainly(self, on: Statement | Branch) -> Phrase:
        match on:
            case Print():
                return self.printed(on)
            case Assign(target=target, value=value, also=also):
                body = [self.put_in(one, value) for one in (target, *also)]
                return self.sequence(body)
            case Change(target=target, operator=sign, value=value):
                return self.put_in(target, Binary(sign, target, value))
            case Swap(targets=targets, values=values):
                return self.say("together", body=self.sequence([self.put_in(t, v) for t, v in zip(targets, values, strict=True)]))
            case Unpack(targets=targets, value=value):
                return self.say("unpack", value=self.value(value), names=self.listed([self.place(target) for target in targets]))
            case Delete(target=target):
                plain = isinstance(self.counted_index(target.index), Number)
                key = "delete.key" if self.keyed(target) else "throw" if plain else "throw.value"
                return self.say(key, name=self.place(target.value), index=self.index(target.index))
            case Global(names=names):
                return self.say("global", names=self.listed([self.name(name) for name in names]))
            case Show(value=value):
                return self.say("show", value=self.value(value))
            case Import(module=module, names=names):
                if not names or names == ("*",):
                    return self.say("import", name=self.name(module))
                return self.say("import.some", name=self.name(module), names=self.listed([self.name(one) for one in names]))
            case Do(call=call):
                return self.do(call)
            case Return(value=None):
                return self.say("return.nothing")
            case Return(value=value) if value is not None:
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
            case Repeat(count=count):
                return self.times(count)
            case RepeatUntil(test=test):
                return self.until(test)
            case Forever():
                return self.say("forever")
            case While(test=test):
                return self.say("while", test=self.test(test))
            case ForEach():
                return self.each(on)
            case Branch(test=Sense(what)) if what in GRID:
                return self.say(f"if.{what}")
            case Branch(test=Unary("not", Sense(what))) if what in GRID:
                return self.say(f"if-not.{what}")
            case Branch(test=test, again=again):
                return self.say("elif" if again else "if", test=self.test(test))
            case Define(name=name, parameters=()):
                return self.say("define", name=self.name(name))
            case Define():
                return self.define(on)
        raise TypeError(f"{type(on).__name__} has no clause")

    def define(self, on: Define) -> Phrase:
        """A taught word and what it needs; what may be left out is said with the value it then has."""
        first = len(on.parameters) - len(on.defaults)
        needs = [self.name(one) for one in on.parameters[:first]]
        needs += [
            self.say("define.usually", name=self.name(one), value=self.value(value))
            for one, value in zip(on.parameters[first:], on.defaults, strict=True)
        ]
        return self.say("define.with", name=self.name(on.name), values=self.listed(needs))

    def printed(self, on: Print) -> Phrase:
        values = self.shown(on.values)
        if not values:
            return self.say("say.nothing")
        told = self.told(values)
        if on.separator is not None and len(on.values) > 1 and on.separator not in (Text(" "), Text("")):
            told = self.say("say.between", values=told, value=self.value(on.separator))
        if on.end is not None and not (isinstance(on.end, Text) and "\n" in on.end.value):
            return self.say("say.stay", values=told)
        return self.say("say", values=told)

    def shown(self, values: Sequence[Expression]) -> list[Phrase]:
        """What `print` shows, f-strings and sums of texts taken apart, empty texts left out; a number made a text is the number."""
        found: list[tuple[Expression, int]] = []
        for value in values:
            found.extend(self.pieces(value))
        kept = [(value, places) for value, places in found if not (isinstance(value, Text) and not value.value.strip(MARKS))]
        return [self.formed(value, places) for value, places in kept or found]

    def pieces(self, value: Expression) -> list[tuple[Expression, int]]:
        match value:
            case Filled(parts):
                return [piece for inner, places in parts for piece in ([(inner, places)] if places >= 0 else self.pieces(inner))]
            case Binary("+", left, right) if kind(value, self.kinds) == "text":
                return [*self.pieces(left), *self.pieces(right)]
            case Call("str", (inner,)) if "str" not in self.own:
                return [(inner, -1)]
        return [(value, -1)]

    def times(self, count: Expression) -> Phrase:
        if isinstance(count, Number) and isinstance(count.value, int):
            return self.say("repeat", count=count.value)
        if isinstance(count, Call) and count.function == "len" and len(count.arguments) == 1 and "len" not in self.own:
            return self.say("repeat.length", value=self.place(count.arguments[0]))
        return self.say("repeat.value", value=self.value(count))

    def until(self, test: Expression) -> Phrase:
        match test:
            case Sense(what) if what in GRID:
                return self.say(f"until.{what}")
            case Unary("not", Sense(what)) if what in GRID:
                return self.say(f"until-not.{what}")
        return self.say("until", test=self.test(test))

    def each(self, loop: ForEach) -> Phrase:
        """`for`: a number of times where its variable is not used, a count where it is, else thing by thing."""
        name = self.name(loop.variable)
        match loop.values:
            case Call("range") if "range" in self.own:
                pass
            case Call("range", (stop,)) if not _used(loop):
                return self.times(stop)
            case Call("range", (Call("len", (inner,)),)) if "len" not in self.own:
                return self.say("count.places", name=name, place=self.place(inner))
            case Call("range", (Number(int() as stop),)) if stop > 0:
                return self.say("count", name=name, first=0, last=stop - 1)
            case Call("range", (Number(int() as first), Number(int() as stop))) if stop > first:
                return self.say("count", name=name, first=first, last=stop - 1)
            case Call("range", (Number(int() as first), Binary("+", last, Number(1)))):
                return self.say("count.to", name=name, first=first, value=self.value(last))
            case Call("range", (start, Binary("+", last, Number(1)))):
                return self.say("count.to", name=name, first=self.value(start), value=self.value(last))
            case Call("range", (Number(int() as first), Number(int() as stop), Number(int() as step))) if (
                stop > first and step > 0
            ):
                end = range(first, stop, step)[-1]
                return self.say("count.step", name=name, first=first, last=end, step=step)
            case Call("range", (Number(int() as first), stop, Unary("-", Number(int() as step)))) if (
                step and _whole(stop) is not None
            ):
                values = range(first, _whole(stop) or 0, -step)
                if values and values[-1] >= 0:
                    key = "count.down" if step == 1 else "count.down-step"
                    return self.say(key, name=name, first=first, last=values[-1], step=step)
            case Call("range", (start, stop, step)):
                slots = {"first": self.value(start), "value": self.value(stop), "step": self.value(step)}
                return self.say("count.value-step", name=name, **slots)
            case Call("range", (stop,)):
                return self.say("count.value", name=name, first=0, value=self.value(stop))
            case Call("range", (start, stop)):
                return self.say("count.value", name=name, first=self.value(start), value=self.value(stop))
        if loop.more:
            names = self.listed([name, *(self.name(one) for one in loop.more)])
            return self.say("each.parts", names=names, values=self.place(loop.values))
        return self.say("each", each=name, place=self.place(loop.values))

    def put_in(self, target: Name | Item, value: Expression) -> Phrase:
        if isinstance(target, Item):
            slots = {"value": self.value(value), "index": self.index(target.index), "name": self.place(target.value)}
            if self.keyed(target):
                return self.say("put-place.key", **slots)
            return self.say("put-place" if isinstance(self.counted_index(target.index), Number) else "put-place.value", **slots)
        name = self.name(target.name)
        match value:
            case Listed((_, _, *_) as items) | Tupled((_, _, *_) as items):
                return self.say("put-in.list", values=self.several(items), name=name)
            case Mapped((_, *_) as pairs):
                return self.say("put-in.map", values=self.pairs(pairs), name=name)
            case Call(function=function) if function.rpartition(".")[2] in CHANCE and function not in self.own:
                return self.say("put-in.made", value=self.value(value), name=name)
        if kind(value, self.kinds) == "truth" and (whether := self.whether(value)) is not None:
            return self.say("put-in.test", test=whether, name=name)
        return self.say(self.kept(value), value=self.value(value), name=name)

    def kept(self, value: Expression) -> str:
        """How something is put into a box: at once, or after it was worked out or made from something."""
        match value:
            case Call("int" | "float" | "str", (Name() | Text() | Call() | Item(),)) | Call("list" | "dict" | "tuple", ()):
                return "put-in"
        if isinstance(value, Binary | Call | Method | Part | Choose | Gathered):
            known = kind(value, self.kinds)
            of_own = isinstance(value, Call) and value.function in self.own
            return (
                "put-in.worked" if known == "number" or of_own or (known == "?" and isinstance(value, Binary)) else "put-in.made"
            )
        return "put-in"

    def whether(self, node: Expression) -> Phrase | None:
        """A condition that is kept; None for what is a value already."""
        tested = isinstance(node, Compare | Logic | Unary)
        return self.test(node) if tested else self.ruled(TESTS, node)

    def do(self, call: Call | Method) -> Phrase:
        match call:
            case Call(function, ()):
                return self.say("call", name=self.name(function))
            case Call(function, arguments):
                return self.say("call.with", name=self.name(function), values=self.several(arguments))
            case Method(value, name, ()):
                return self.say("call.of", name=self.name(name), place=self.place(value))
            case Method(value, name, arguments):
                return self.say("call.of-with", name=self.name(name), place=self.place(value), values=self.several(arguments))


def _whole(node: Expression) -> int | None:
    """A whole number that is written there, below zero too."""
    match node:
        case Number(int() as value):
            return value
        case Unary("-", Number(int() as value)):
            return -value
    return None


def _used(loop: ForEach) -> bool:
    return any(isinstance(node, Name) and node.name == loop.variable for node in walk(loop.body))
