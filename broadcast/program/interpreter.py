"""Our own interpreter of Python and of the paper robot's language.

Nothing of a lesson's program reaches Python's `eval`, `exec`, attributes or imports: a node that is not dealt with here
cannot run. What goes wrong in a program ends its run with a `Fault`, never with an exception.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from broadcast.program.control import BreakLoop, Control, EndProgram, NextRound
from broadcast.program.control import Return as Back
from broadcast.program.limits import Limits, Stop, is_number
from broadcast.program.model import (
    Assign,
    Break,
    Call,
    Change,
    Circle,
    Continue,
    Define,
    Delete,
    Do,
    Effect,
    Expression,
    Global,
    Go,
    Import,
    Item,
    Move,
    Pass,
    Pen,
    Pick,
    Point,
    Print,
    Program,
    Put,
    Return,
    Say,
    Sense,
    Show,
    Statement,
    Swap,
    Turn,
    Unpack,
    walk,
)
from broadcast.program.model import Stop as End
from broadcast.program.turtle_names import Turtles
from broadcast.program.variables import Frame, Variables, assigned

if TYPE_CHECKING:
    from broadcast.lesson.model import World

NEAR = 1e-6
"""Nearer than this to a number, a turtle's place may be on either side of it."""


class Machine(Control, Variables):
    """State of one run."""

    def __init__(self, program: Program, world: World | None, inputs: Sequence[str], limits: Limits) -> None:
        super().__init__(program, world, inputs, limits)
        self.robot = program.language == "robot"
        self.turtles = Turtles(program)
        self.measured = 0
        if self.robot:  # a robot may be told what a word means after it was used
            self.functions = {node.name: node for node in walk(program.body) if isinstance(node, Define)}

    @property
    def lucky(self) -> bool:
        return self.luck.asked

    def shown(self) -> dict[str, Any]:
        """Variables as a trace shows them: the running function's own, else the program's."""
        return self.snapshot(self.frames[-1].values if self.frames else self.globals)

    def senses(self, what: str) -> Any:
        return self.sensed(what)

    def call(self, call: Call) -> Any:
        define = self.functions.get(call.function)
        if define is None:
            return self.built_in(self.full(call.function), *self.given(call.arguments))
        values = self.matched(define, *self.given(call.arguments))
        if len(self.frames) >= self.limits.depth:
            raise Stop("recursion", f"{define.name} calls itself more than {self.limits.depth} times without coming back")
        own = frozenset(assigned(define.body)) | frozenset(define.parameters)
        self.frames.append(Frame(values, own))
        rounds, self.rounds = self.rounds, list(self.rounds)
        bound, self.bound = self.bound, []
        measured, self.measured = self.measured, 0
        line = self.line
        try:
            self.block(define.body)
            result = None
        except Back as back:
            result = back.value
        self.frames.pop()
        self.rounds, self.line, self.bound, self.measured = rounds, line, bound, measured
        return result

    def many(self, node: Expression) -> Any:
        return self.value(node)

    def defined(self, define: Define) -> None:
        if self.robot:
            return
        self.begin(define.line)
        self.usual[define.name] = [self.value(value) for value in define.defaults]
        self.functions[define.name] = define
        self.record(define.line)

    def _value(self, node: Expression) -> Any:
        if isinstance(node, Sense):
            self.turtles.seen(node, self.known)
            if self.plane and not self.measured:
                raise Stop("unknowable", "what Python shows of a turtle's place has decimals that nobody can work out by hand")
        return super()._value(node)

    def compare(self, left: Expression, rest: tuple[tuple[str, Expression], ...]) -> bool:
        if not any(isinstance(node, Sense) for node in walk((left, rest))):
            return super().compare(left, rest)
        self.measured += 1
        a = self.value(left)
        for sign, right in rest:
            b = self.value(right)
            if self.plane and self.plane.turned and is_number(a) and is_number(b) and abs(a - b) < NEAR:
                raise Stop("unknowable", "so near to a number nobody knows on which side of it the turtle is")
            if not self.holds_between(sign, a, b):
                break
            a = b
        else:
            self.measured -= 1
            return True
        self.measured -= 1
        return False

    def simple(self, statement: Statement) -> None:
        line = statement.line
        if isinstance(statement, Move | Turn | Point | Go | Pen | Circle | Effect):
            self.turtles.come(statement, self.known)
        match statement:
            case Assign(_, target, value, _, also):
                made = self.value(value)
                for one in (target, *also):
                    self.store(one, made)
            case Change():
                self.change(statement)
            case Unpack(_, targets, value):
                self.unpack(targets, self.value(value))
            case Delete(_, Item(inner, index)):
                self.delete_item(self.value(inner), self.value(index))
            case Import():
                self.take_in(statement)
            case Effect(_, "wait" | "other" | "speed" | "costume" | "show" | "hide", value):
                if value is not None:
                    self.value(value)
            case Show(_, value):
                made = self.value(value)
                if made is not None:
                    self.print(self.written(made) + "\n")
            case Swap(_, targets, values):
                results = [self.value(value) for value in values]
                for target, result in zip(targets, results, strict=True):
                    self.store(target, result)
            case Print(_, values, separator, end):
                made = [self.value(value) for value in values]
                gap, last = self.between(separator, " "), self.between(end, "\n")
                text = self.joined([self.shown_text(value) for value in made], gap)
                self.print(text + last)
            case Say(_, value):
                self.print(self.shown_text(self.value(value)) + "\n")
            case Move() | Turn() | Pick() | Put() | Point() | Go() | Pen() | Circle():
                self.measured += 1
                self.moved(statement)
                self.measured -= 1
            case Do(_, call):
                self.value(call)
                if isinstance(call, Call) and call.function in self.functions:
                    return  # what it did stands in its own lines
            case Return(_, value):
                result = None if value is None else self.value(value)
                self.record(line)
                raise Back(result)
            case Break():
                self.record(line)
                raise BreakLoop
            case Continue():
                self.record(line)
                raise NextRound
            case End():
                self.record(line)
                raise EndProgram
            case Pass() | Global():
                pass
            case _:
                raise Stop("type", "this line cannot be run")
        self.record(line)

    def between(self, expression: Any, usual: str) -> str:
        if expression is None:
            return usual
        value = self.value(expression)
        if value is None:
            return usual
        if not isinstance(value, str):
            raise Stop("type", "sep and end of print must be texts")
        return value

    def times(self, count: Any) -> int:
        if not isinstance(count, int) or isinstance(count, bool):
            raise Stop("type", f"a loop is done a whole number of times, not {self.shown_text(count)}")
        return count
