"""Expressions of a running program."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from typing import Any

from broadcast.program.formats import FORM
from broadcast.program.limits import VIEWS, Series, Stop, is_number, kind
from broadcast.program.methods import END
from broadcast.program.model import (
    Binary,
    Call,
    Choose,
    Compare,
    Expression,
    Filled,
    Formatted,
    Gathered,
    Item,
    Listed,
    Logic,
    Mapped,
    Method,
    Name,
    Named,
    Nothing,
    Number,
    Part,
    Sense,
    Text,
    Truth,
    Tupled,
    Unary,
)
from broadcast.program.places import Places

COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}
ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": operator.mod,
    "**": operator.pow,
}


class Evaluator(Places):
    """Expressions. What names, inputs and the robot's senses are is told by the machine that inherits this."""

    def look_up(self, name: str) -> Any:
        raise NotImplementedError

    def senses(self, what: str) -> bool:
        raise NotImplementedError

    def call(self, call: Call) -> Any:
        raise NotImplementedError

    # --- expressions ---

    def value(self, node: Expression) -> Any:
        self.nested += 1
        self.worked += 1
        if self.nested > self.limits.nesting:
            raise Stop("depth", "the program is nested too deeply")
        if self.worked > self.limits.work:
            raise Stop("steps", f"the program works out more than {self.limits.work} values")
        result = self._value(node)
        self.nested -= 1
        return result

    def _value(self, node: Expression) -> Any:
        match node:
            case Number(value):
                return self.number(value)
            case Text(value):
                return self.text(value)
            case Truth(value):
                return value
            case Nothing():
                return None
            case Name(name):
                return self.look_up(name)
            case Binary(sign, left, right):
                return self.arithmetic(sign, self.value(left), self.value(right))
            case Compare(left, rest):
                return self.compare(left, rest)
            case Logic(which, values):
                result: Any = None
                for inner in values:
                    result = self.value(inner)
                    if self.truth(result) == (which == "or"):
                        break
                return result
            case Unary("not", operand):
                return not self.truth(self.value(operand))
            case Unary(_, operand):
                return self.negative(self.value(operand))
            case Choose(test, then, other):
                return self.value(then) if self.truth(self.value(test)) else self.value(other)
            case Listed(items) | Tupled(items):
                self.entries_fit(len(items))
                made = [self.value(item) for item in items]
                self.weigh(made)
                return made if isinstance(node, Listed) else tuple(made)
            case Mapped(pairs):
                return self.mapped(pairs)
            case Gathered():
                return self.gathered(node)
            case Item(inner, index):
                return self.item(self.value(inner), self.value(index))
            case Part(inner, start, stop, step):
                return self.part(self.value(inner), [None if end is None else self.value(end) for end in (start, stop, step)])
            case Filled(parts):
                return self.text(self.joined([self.filled(self.value(inner), places) for inner, places in parts], ""))
            case Formatted(inner, form):
                return self.formatted(self.value(inner), form)
            case Call():
                return self.call(node)
            case Method(inner, name, arguments):
                return self.method(self.value(inner), name, *self.given(arguments))
            case Sense(what):
                return self.senses(what)
        raise Stop("type", "this cannot be worked out")

    def given(self, arguments: Sequence[Expression]) -> tuple[list[Any], dict[str, Any]]:
        """The values of a call: in their order, and by their names."""
        plain: list[Any] = []
        named: dict[str, Any] = {}
        for argument in arguments:
            if isinstance(argument, Named):
                named[argument.name] = self.value(argument.value)
            else:
                plain.append(self.value(argument))
        return plain, named

    def mapped(self, pairs: Sequence[tuple[Expression, Expression]]) -> dict[Any, Any]:
        self.entries_fit(2 * len(pairs))
        made: dict[Any, Any] = {}
        for key, value in pairs:
            made[self.key(made, self.value(key), needed=False)] = self.value(value)
        self.weigh(made)
        return made

    def bind(self, name: str, value: Any) -> None:
        """Give the variable of a list that is being gathered its value: it lives in there alone."""
        raise NotImplementedError

    def unbind(self, name: str) -> None:
        raise NotImplementedError

    def gathered(self, node: Gathered) -> list[Any]:
        entries = self.entries(self.value(node.values))
        made: list[Any] = []
        while True:
            entry = self.following(entries, END)
            if entry is END:
                break
            self.worked += 1
            self.bind(node.variable, entry)
            if node.test is None or self.truth(self.value(node.test)):
                made.append(self.value(node.element))
                self.entries_fit(len(made))
            self.unbind(node.variable)
            if self.worked > self.limits.work:
                raise Stop("steps", f"the program works out more than {self.limits.work} values")
        self.weigh(made)
        return made

    def negative(self, value: Any) -> Any:
        if not is_number(value):
            raise Stop("type", f"{kind(value)} has no negative")
        return -value

    def compare(self, left: Expression, rest: tuple[tuple[str, Expression], ...]) -> bool:
        a = self.value(left)
        for sign, right in rest:
            b = self.value(right)
            if not self.holds_between(sign, a, b):
                return False
            a = b
        return True

    def holds_between(self, sign: str, a: Any, b: Any) -> bool:
        self.weigh(a)
        self.weigh(b)
        if sign in ("in", "not in"):
            if isinstance(b, str) and not isinstance(a, str):
                raise Stop("type", f"{kind(a)} cannot be inside a text")
            if isinstance(b, dict | VIEWS[0]):
                self.key(dict.fromkeys(b), a, needed=False)
            elif not isinstance(b, list | str | range | tuple | VIEWS[1] | VIEWS[2]) or (
                isinstance(b, range) and not isinstance(a, int)
            ):
                raise Stop("type", f"nothing can be inside {kind(b)}")
            return (a in b) == (sign == "in")
        if sign in ("is", "is not"):
            if b is not None and not isinstance(b, bool):
                raise Stop("type", "only None, True and False are compared by 'is'")
            return (a is b) == (sign == "is")
        if isinstance(a, Series) or isinstance(b, Series):
            raise Stop("type", "a series cannot be compared")
        try:
            return COMPARISONS[sign](a, b)
        except TypeError:
            raise Stop("type", f"{kind(a)} and {kind(b)} cannot be compared by {sign}") from None

    def arithmetic(self, sign: str, a: Any, b: Any) -> Any:
        if is_number(a) and is_number(b):
            return self.numbers(sign, a, b)
        if sign == "+" and isinstance(a, str) and isinstance(b, str):
            return self.text(a + b)  # both are within the limit already, so the sum is small
        if sign == "+" and type(a) is type(b) and isinstance(a, list | tuple):
            self.entries_fit(self.weigh(a) + self.weigh(b))
            return a + b
        if sign == "*":
            if isinstance(a, int):
                a, b = b, a
            if isinstance(a, str | list | tuple) and isinstance(b, int):
                return self.repeated(a, b)
        raise Stop("type", f"{kind(a)} and {kind(b)} do not go together with {sign}")

    def repeated(self, value: Any, times: int) -> Any:
        """A text, list or tuple so many times; nothing of it where there is nothing or less than one time."""
        if not value or times < 1:
            return value[:0]
        size = len(value) if isinstance(value, str) else max(self.weigh(value), len(value))
        (self.letters_fit if isinstance(value, str) else self.entries_fit)(size * times)
        return value * times

    def numbers(self, sign: str, a: Any, b: Any) -> Any:
        if isinstance(a, int) and isinstance(b, int):
            if sign == "*":
                self.whole(a.bit_length() + b.bit_length() - 1)
            elif sign == "**":
                if abs(a) > 1 and b > self.limits.bits:
                    self.whole(self.limits.bits + 1)
                if b > 0 and abs(a) > 1:
                    self.whole((a.bit_length() - 1) * b)
        try:
            return self.number(ARITHMETIC[sign](a, b))
        except ZeroDivisionError:
            raise Stop("zero", "a number cannot be divided by zero") from None
        except OverflowError:
            raise Stop("big-number", "a decimal number grows beyond all bounds") from None

    def filled(self, value: Any, places: int) -> str:
        if places < 0:
            return self.shown_text(value)
        if not is_number(value):
            raise Stop("type", f"{kind(value)} has no decimals")
        return self.text(f"{value:.{places}f}")

    def formatted(self, value: Any, form: str) -> str:
        if not FORM.fullmatch(form):
            raise Stop("value", f"{form!r} is no form for a value")
        if not isinstance(value, str | int | float):
            raise Stop("type", f"{kind(value)} cannot be written in this form")
        try:
            return self.text(format(value, form))
        except (ValueError, OverflowError):
            raise Stop("value", f"{kind(value)} cannot be written in this form") from None
