"""Prints programs of blocks as text in the words of a language; `blocks.read` takes it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from broadcast.language.model import Language
from broadcast.program.blocks_grammar import FOUND
from broadcast.program.blocks_lines import EFFECTS, EVENTS, PENS, STOPS, after, downwards, upto
from broadcast.program.blocks_phrases import Names, Phrases, Slot, foreign, quoted
from broadcast.program.blocks_values import ANY, up
from broadcast.program.model import (
    Assign,
    Binary,
    Bodied,
    Branch,
    Break,
    Call,
    Change,
    Continue,
    Define,
    Do,
    Effect,
    Expression,
    Filled,
    ForEach,
    Forever,
    Go,
    Item,
    Method,
    Move,
    Name,
    Number,
    Pass,
    Pen,
    Pick,
    Point,
    Print,
    Put,
    Repeat,
    RepeatUntil,
    Return,
    Say,
    Send,
    Sense,
    Statement,
    Stop,
    Text,
    Turn,
    Unary,
    When,
    While,
)

Shape = Literal["", "hat", "stack", "mouth", "else", "cap"]


@dataclass(frozen=True, slots=True)
class Shown:
    """A line as printed."""

    text: str
    shape: Shape
    slots: tuple[tuple[int, int], ...] = ()
    """(start, end) of its values."""


def line(on: Statement | Branch | None, language: Language) -> Shown:
    """The line that stands for a statement."""
    return _Printer(language).line(on)


def shape(on: Statement | Branch | None) -> Shape:
    """How the block of a line is formed."""
    match on:
        case None:
            return "else"
        case Branch(again=again):
            return "else" if again else "mouth"
        case When() | Define():
            return "hat"
        case Break() | Continue() | Return() | Stop(_, "all" | "this"):
            return "cap"
    return "mouth" if isinstance(on, Bodied) else "stack"


class _Printer(Phrases):
    """Prints lines."""

    def line(self, on: Statement | Branch | None) -> Shown:
        text, slots = self.written(on)
        return Shown(text, shape(on), slots)

    def key(self, key: str, /, **slots: Slot) -> tuple[str, tuple[tuple[int, int], ...]]:
        return self.filled(self.spelling(key), slots, ANY)

    def written(self, on: Statement | Branch | None) -> tuple[str, tuple[tuple[int, int], ...]]:
        match on:
            case None:
                return self.key("else")
            case When(_, event, _, detail):
                key = next(key for key, known in EVENTS.items() if known == event)
                words = foreign(detail) if event == "other" else quoted(detail)
                return self.key(key, key=words, message=words, button=words, words=words)
            case Move(_, steps, back, bare):
                key = "back" if back else "forward"
                if bare and steps == Number(1):
                    return self.spelling(key, bare=True), ()
                return self.key(key, steps=steps)
            case Turn(_, side, _, None):
                return self.key(side)
            case Turn(_, side, _, angle) if angle is not None:
                return self.key(f"turn_{side}", angle=angle)
            case Pick() | Put():
                return self.key(type(on).__name__.lower())
            case Point(_, direction, towards):
                return (
                    self.key("point_towards", place=quoted(towards)) if direction is None else self.key("point", angle=direction)
                )
            case Go():
                return self.going(on)
            case Pen(_, do, amount):
                key = next(key for key, known in PENS.items() if known == do)
                return self.key(key, value=Text("") if amount is None else amount)
            case Effect():
                return self.effect(on)
            case Send(_, message, waits):
                return self.key("send_wait" if waits else "send", message=quoted(message))
            case Stop(_, what):
                return self.key(next(key for key, known in STOPS.items() if known == what))
            case Say(_, said, _, seconds):
                return self.key("say", text=said) if seconds is None else self.key("say_for", value=said, seconds=seconds)
            case Print(_, values):
                return self.key("print", value=values[0] if len(values) == 1 else Filled(tuple((inner, -1) for inner in values)))
            case Repeat(_, count):
                return self.key("repeat", count=count)
            case RepeatUntil(_, test):
                return self.guard("until", test)
            case Branch(_, test, _, False):
                return self.guard("if", test)
            case Branch(_, test):
                return self.key("else_if", value=test)
            case While(_, test):
                return self.key("while", value=test)
            case Forever():
                return self.key("forever")
            case ForEach(_, variable, values):
                return self.counted(variable, values)
            case Define(_, name, parameters):
                taught = Names((name,), taught=True)
                return (
                    self.key("define_with", name=taught, parameters=Names(parameters))
                    if parameters
                    else self.key("define", name=taught)
                )
            case Break() | Continue():
                return self.key(type(on).__name__.lower())
            case Return(_, result):
                return self.key("return") if result is None else self.key("return_value", value=result)
            case Pass():
                return self.key("nothing")
            case Assign() | Change():
                return self.stored(on)
            case Do(_, call):
                return self.done(call)
        raise TypeError(f"{type(on).__name__} is no line of blocks")

    def going(self, go: Go) -> tuple[str, tuple[tuple[int, int], ...]]:
        place: dict[str, Slot] = {name: at for name, at in (("x", go.x), ("y", go.y)) if at is not None}
        if go.seconds is not None:
            place["seconds"] = go.seconds
        if go.to or not (go.x or go.y):
            return self.key("go_to" if go.seconds is None else "glide_to", place=quoted(go.to), **place)
        if go.seconds is not None:  # a glide that keeps a co-ordinate glides to where it is
            keep: Slot = Number(0) if go.by else Sense("x" if go.x is None else "y")
            return self.key("glide_by" if go.by else "glide", **{"x": keep, "y": keep, **place})
        if go.x is not None and go.y is not None:
            return self.key("move_xy" if go.by else "go", **place)
        return self.key(f"{'move' if go.by else 'go'}_{'y' if go.x is None else 'x'}", **place)

    def effect(self, effect: Effect) -> tuple[str, tuple[tuple[int, int], ...]]:
        if effect.kind == "other":
            return foreign(effect.detail), ()
        keys = [key for key, kind in EFFECTS.items() if kind == effect.kind]
        if len(keys) == 2 and effect.value is None and not effect.detail:
            return self.key(keys[1])
        what: Slot = quoted(effect.detail) if effect.detail or effect.value is None else effect.value
        amount = Text("") if effect.value is None else effect.value
        return self.key(keys[0], what=what, value=amount, detail=quoted(effect.detail))

    def guard(self, key: str, test: Expression) -> tuple[str, tuple[tuple[int, int], ...]]:
        """A question; what a robot finds is asked in the robot's words."""
        inner, line = (test.operand, f"{key}_not") if isinstance(test, Unary) and test.operator == "not" else (test, key)
        if isinstance(inner, Sense) and inner.what in FOUND.values():
            return self.filled(self.language.robot[line][0], {"condition": self.thing(inner)}, ANY)
        return self.filled(self.language.blocks[key][0], {"value": test}, ANY)

    def counted(self, variable: str, values: Expression) -> tuple[str, tuple[tuple[int, int], ...]]:
        name = Names((variable,))
        match values:
            case Call("range", (stop,)):
                return self.key("count", name=name, **{"from": Number(0), "to": upto(stop)})
            case Call("range", (start, stop)):
                return self.key("count", name=name, **{"from": start, "to": upto(stop)})
            case Call("range", (start, stop, by)):
                last = after(stop) if downwards(by) else upto(stop)
                return self.key("count_by", name=name, **{"from": start, "to": last, "by": by})
        return self.key("for_each", name=name, list=values)

    def stored(self, on: Assign | Change) -> tuple[str, tuple[tuple[int, int], ...]]:
        match on:
            case Assign(_, Name("answer"), Call("input", (prompt,))):
                return self.key("ask", prompt=prompt)
            case Assign(_, Name(name), new):
                return self.key("set", name=Names((name,)), value=new)
            case Assign(_, Item(inner, index), new):
                return self.key("replace", list=inner, index=up(index), value=new)
            case Change(_, Name(name), "+" | "-" as sign, amount):
                return self.key("change" if sign == "+" else "reduce", name=Names((name,)), value=amount)
            case Change(_, Name(name), sign, amount):
                return self.key("set", name=Names((name,)), value=Binary(sign, Name(name), amount))
            case Change(_, Item(inner, index) as target, sign, amount):
                return self.key("replace", list=inner, index=up(index), value=Binary(sign, target, amount))
        raise TypeError("nothing is stored here")

    def done(self, call: Call | Method) -> tuple[str, tuple[tuple[int, int], ...]]:
        match call:
            case Method(inner, "append", (new,)):
                return self.key("append", value=new, list=inner)
            case Method(inner, "pop", ()):
                return self.key("delete_last", list=inner)
            case Method(inner, "pop", (index,)):
                return self.key("delete", index=up(index), list=inner)
            case Method(inner, "insert", (index, new)):
                return self.key("insert", index=up(index), value=new, list=inner)
            case Method():
                return self.value(call), ()
            case Call(name, arguments):
                if arguments:
                    return self.key("call_with", name=Names((name,), taught=True), values=arguments)
                return self.name(name, taught=True), ()
