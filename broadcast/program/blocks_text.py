"""Prints programs of blocks as text in the words of a language; `blocks.read` takes it back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from broadcast.errors import TranslationError
from broadcast.language.model import Language
from broadcast.program.blocks_grammar import FOUND, SENSES, Grammar, grammar
from broadcast.program.blocks_lines import EFFECTS, EVENTS, PENS, STOPS, after, downwards, upto
from broadcast.program.blocks_values import ANY, BINDS, CALLED, COMPARED, DETAILED, JOINED, LAST, NOT, PHRASE, SIGN, TIGHT, up
from broadcast.program.model import (
    Assign,
    Binary,
    Bodied,
    Branch,
    Break,
    Call,
    Change,
    Choose,
    Compare,
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
    Listed,
    Logic,
    Method,
    Move,
    Name,
    Nothing,
    Number,
    Part,
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
    Truth,
    Turn,
    Unary,
    When,
    While,
)

Shape = Literal["", "hat", "stack", "mouth", "else", "cap"]
SIGNS = {"**": "^"}
COMPARISONS = {"==": "=", "!=": "≠", "<=": "≤", ">=": "≥"}
QUOTES = (('"', '"'), ("'", "'"), ("“", "”"))


@dataclass(frozen=True, slots=True)
class Shown:
    """A line as printed."""

    text: str
    shape: Shape
    slots: tuple[tuple[int, int], ...] = ()
    """(start, end) of its values."""


@dataclass(frozen=True, slots=True)
class _Names:
    """A name of a variable, or of something taught, in a slot."""

    names: tuple[str, ...]
    taught: bool = False


Slot = Expression | str | _Names | tuple[Expression, ...]


def line(on: Statement | Branch | None, language: Language) -> Shown:
    """The line that stands for a statement."""
    return _Printer(language).line(on)


def value(node: Expression, language: Language) -> str:
    """A value alone."""
    return _Printer(language).value(node)


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


class _Printer:
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
            text += self.slot(slots[piece], last if final else PHRASE if at == 1 and not pieces[0] else PHRASE + 1)
            places.append((start, len(text)))
        return text, tuple(places)

    def slot(self, what: Slot, around: int) -> str:
        if isinstance(what, str):
            return what
        if isinstance(what, _Names):
            return ", ".join(self.name(name, taught=what.taught) for name in what.names)
        if isinstance(what, tuple):
            return ", ".join(self.value(inner, JOINED) for inner in what)
        return self.value(what, around)

    def name(self, name: str, *, taught: bool = False) -> str:
        if name == "answer" and not taught:
            return self.spelling("answer")
        return self.grammar.written(name, line=taught)

    # --- lines ---

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
                taught = _Names((name,), taught=True)
                return (
                    self.key("define_with", name=taught, parameters=_Names(parameters))
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

    def thing(self, sense: Sense) -> str:
        key = next(key for key, what in FOUND.items() if what == sense.what)
        return self.language.robot[key][0] if key in SENSES else self.spelling(key)

    def counted(self, variable: str, values: Expression) -> tuple[str, tuple[tuple[int, int], ...]]:
        name = _Names((variable,))
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
                return self.key("set", name=_Names((name,)), value=new)
            case Assign(_, Item(inner, index), new):
                return self.key("replace", list=inner, index=up(index), value=new)
            case Change(_, Name(name), "+" | "-" as sign, amount):
                return self.key("change" if sign == "+" else "reduce", name=_Names((name,)), value=amount)
            case Change(_, Name(name), sign, amount):
                return self.key("set", name=_Names((name,)), value=Binary(sign, Name(name), amount))
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
                    return self.key("call_with", name=_Names((name,), taught=True), values=arguments)
                return self.name(name, taught=True), ()

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
