"""Reads the JavaScript that MakeCode's editors write beside their blocks (micro:bit, Minecraft, arcade).

    let steps = 0
    input.onButtonPressed(Button.A, function () {
        steps += 1
        basic.showNumber(steps)
    })

Lines that stand in no event run at the start. `basic.forever` goes on after them; each further one is a script of its own. A loop that
counts from 0 and whose number nobody uses is a `repeat`, as the editor's blocks show it.
"""

from __future__ import annotations

from broadcast.errors import ProgramError
from broadcast.program.makecode_calls import FOREVER, does, event
from broadcast.program.makecode_parse import parse
from broadcast.program.makecode_tree import (
    Cond,
    Count,
    Each,
    Func,
    Function,
    Id,
    Invoke,
    Leave,
    Let,
    Loop,
    Member,
    Num,
    Run,
    Set,
    Sign,
    Stmt,
)
from broadcast.program.makecode_tree import Index as At
from broadcast.program.makecode_values import ONE, ZERO, Values, dotted, words
from broadcast.program.model import (
    Assign,
    Binary,
    Block,
    Branch,
    Break,
    Call,
    Change,
    Continue,
    Define,
    Effect,
    Expression,
    Filled,
    ForEach,
    Forever,
    If,
    Item,
    Name,
    Number,
    Pass,
    Program,
    Repeat,
    Return,
    Statement,
    Truth,
    Unary,
    When,
    While,
    walk,
)
from broadcast.program.raw import MOST_DEPTH, Reading, finished, scripts

CONVERTED = {"+=": "+", "-=": "-", "*=": "*", "/=": "/", "%=": "%", "**=": "**"}


def read(source: str, *, line: int = 0) -> Program:
    """The program. `line` is the lesson's line before it; ProgramError names the line."""
    return reading(source, line=line).program


def reading(source: str, *, line: int = 0) -> Reading:
    """The program and what was left out of it."""
    made = _Lines()
    return finished(made.scripts(parse(source, line=line)), line)


class _Lines(Values):
    """Gives the tree's statements their meaning."""

    def scripts(self, found: tuple[Stmt, ...]) -> Block:
        start: list[Statement] = []
        hats: list[When] = []
        defined: list[Define] = []
        for each in found:
            if isinstance(each, Function):
                defined.append(Define(0, each.name, each.parameters, self.body(each.body, 1)))
                continue
            call = each.value if isinstance(each, Run) and isinstance(each.value, Invoke) else None
            waiting = event(call) if call else None
            if call is None or waiting is None:
                start.extend(self.line(each, 0))
                continue
            kind, detail, handler = waiting
            body = self.body(handler.body, 1)
            if dotted(call.function) in FOREVER:
                hats.append(When(0, "start", (Forever(0, body),)))
            else:
                hats.append(When(0, kind, body, detail))  # type: ignore[arg-type]  # `event` says only the model's
        return scripts(self.joined(start, hats), defined)

    def joined(self, start: list[Statement], hats: list[When]) -> list[When]:
        """The start's lines and, where there is one `forever`, that behind them. Setting to 0 what is 0 starts nothing."""
        endless = [hat for hat in hats if hat.event == "start"]
        if hats and all(isinstance(each, Assign) and each.value == ZERO for each in start):
            start = []
        if start and len(endless) == 1:
            return [When(0, "start", (*start, *endless[0].body)), *(hat for hat in hats if hat is not endless[0])]
        return [When(0, "start", tuple(start)), *hats] if start else hats

    def body(self, found: tuple[Stmt, ...], depth: int) -> Block:
        if depth > MOST_DEPTH:
            raise ProgramError(f"the program is nested deeper than {MOST_DEPTH} times", line=_line(found[0]) if found else 0)
        return tuple(line for each in found for line in self.line(each, depth)) or (Pass(0),)

    def line(self, each: Stmt, depth: int) -> Block:
        match each:
            case Let(name, None, _):
                return (Assign(0, Name(name), ZERO),)
            case Let(name, value, line) if value is not None:
                return (self.assigned(Name(name), self.value(value, line)),)
            case Set():
                return self.set(each)
            case Run(Invoke() as call, line):
                handlers = [given for given in call.arguments if isinstance(given, Func)]
                if handlers and dotted(call.function) not in FOREVER:
                    raise ProgramError("an event starts inside of other lines", line=line, remedy="Put it at the left edge")
                if handlers:
                    return (Forever(0, self.body(handlers[0].body, depth + 1)),)
                return does(self, call, line)
            case Cond(branches, other):
                made = [
                    Branch(0, self.value(test, line), self.body(body, depth + 1), at > 0)
                    for at, (test, body, line) in enumerate(branches)
                ]
                return (If(tuple(made), self.body(other, depth + 1) if other else ()),)
            case Loop(test, body, line):
                asked = self.value(test, line)
                inside = self.body(body, depth + 1)
                return (Forever(0, inside) if asked == Truth(True) else While(0, asked, inside),)
            case Each(name, values, body, line):
                return (ForEach(0, name, self.value(values, line), self.body(body, depth + 1)),)
            case Count():
                return (self.counted(each, depth),)
            case Leave("return", value, line):
                return (Return(0, None if value is None else self.value(value, line)),)
            case Leave(word, _, _):
                return (Break(0) if word == "break" else Continue(0),)
            case Function(_, _, _, line):
                raise ProgramError("a function stands inside of other lines", line=line, remedy="Put it at the left edge")
        raise ProgramError("this line is not known", line=_line(each))

    def assigned(self, target: Name, value: Expression) -> Assign:
        if self.textual(value):
            self.texts.add(target.name)
        return Assign(0, target, value)

    def set(self, each: Set) -> Block:
        """`x = 1`, `x += 1`, `list[0] = 1`. What belongs to a sprite or a board is not ours to keep."""
        value = self.value(each.value, each.line)
        match each.target:
            case Id(name):
                target: Name | Item = Name(name)
            case At(inner, index):
                target = Item(self.value(inner, each.line), self.value(index, each.line))
            case Member():
                return (Effect(0, "other", None, f"{words(each.target)} {each.sign} {words(each.value)}"),)
            case _:
                raise ProgramError("nothing can be put there", line=each.line, remedy="Put a variable's name before the =")
        if each.sign == "=":
            return (self.assigned(target, value),) if isinstance(target, Name) else (Assign(0, target, value),)
        if each.sign == "+=" and (self.textual(value) or self.textual(target)):
            return (Assign(0, target, Filled(((target, -1), *(value.parts if isinstance(value, Filled) else ((value, -1),))))),)
        return (Change(0, target, CONVERTED[each.sign], value),)  # type: ignore[arg-type]  # the table's signs are the model's

    def counted(self, each: Count, depth: int) -> Statement:
        """A loop that counts: up or down, by a step that is written there."""
        step = _step(each)
        match each.test:
            case Sign(("<" | "<=" | ">" | ">=") as sign, Id(name), limit) if (
                name == each.name and step and (step > 0) == (sign[0] == "<")
            ):
                end = self.value(limit, each.line)
            case _:
                raise ProgramError(
                    "this loop does not count in a way that is known", line=each.line, remedy="Write for (let i = 0; i < 4; i++)"
                )
        first = self.value(each.first, each.line)
        body = self.body(each.body, depth + 1)
        used = any(isinstance(node, Name) and node.name == each.name for node in walk(body))
        if not used and first == ZERO and step == 1 and sign == "<":
            return Repeat(0, end, body)
        if sign == "<=":
            end = Number(end.value + 1) if isinstance(end, Number) and isinstance(end.value, int) else Binary("+", end, ONE)
        elif sign == ">=":
            end = _below(end)
        by = () if step == 1 else (Number(step) if step > 0 else Unary("-", Number(-step)),)
        return ForEach(0, each.name, Call("range", (first, end, *by)), body)


def _below(end: Expression) -> Expression:
    """One less, as the end of a count downwards."""
    if isinstance(end, Number) and isinstance(end.value, int):
        return Number(end.value - 1) if end.value else Unary("-", ONE)
    return Binary("-", end, ONE)


def _step(each: Count) -> int:
    match each.step:
        case Set(Id(name), ("+=" | "-=") as sign, Num(int() as by)) if name == each.name:
            return by if sign == "+=" else -by
    return 0


def _line(each: Stmt) -> int:
    return each.branches[0][2] if isinstance(each, Cond) else each.line
