"""Expressions of a running program."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from typing import Any

from broadcast.program.functions import Functions
from broadcast.program.limits import Stop, is_number, kind
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


class Evaluator(Functions):
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
        if self.nested > self.limits.nesting:
            raise Stop("depth", "the program is nested too deeply")
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
            case Listed(items):
                self.entries_fit(len(items))
                made = [self.value(item) for item in items]
                self.weigh(made)
                return made
            case Item(inner, index):
                return self.item(self.value(inner), self.value(index))
            case Part(inner, start, stop):
                return self.part(self.value(inner), start, stop)
            case Filled(parts):
                return self.joined([self.filled(self.value(inner), places) for inner, places in parts], "")
            case Call():
                return self.call(node)
            case Method(inner, name, arguments):
                return self.method(self.value(inner), name, [self.value(argument) for argument in arguments])
            case Sense(what):
                return self.senses(what)
        raise Stop("type", "this cannot be worked out")

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
            if not isinstance(b, list | str | range) or (isinstance(b, range) and not isinstance(a, int)):
                raise Stop("type", f"nothing can be inside {kind(b)}")
            return (a in b) == (sign == "in")
        try:
            return COMPARISONS[sign](a, b)
        except TypeError:
            raise Stop("type", f"{kind(a)} and {kind(b)} cannot be compared by {sign}") from None

    def arithmetic(self, sign: str, a: Any, b: Any) -> Any:
        if is_number(a) and is_number(b):
            return self.numbers(sign, a, b)
        if sign == "+" and isinstance(a, str) and isinstance(b, str):
            return self.text(a + b)  # both are within the limit already, so the sum is small
        if sign == "+" and isinstance(a, list) and isinstance(b, list):
            self.entries_fit(self.weigh(a) + self.weigh(b))
            return a + b
        if sign == "*":
            if isinstance(a, int):
                a, b = b, a
            if isinstance(a, str | list) and isinstance(b, int):
                size = len(a) if isinstance(a, str) else max(self.weigh(a), len(a))
                if size * max(b, 0) > self.limits.length:
                    if isinstance(a, str):
                        raise Stop("long-text", f"a text grows longer than {self.limits.length} letters")
                    raise Stop("long-list", f"a list grows beyond {self.limits.length} entries")
                return a * b
        raise Stop("type", f"{kind(a)} and {kind(b)} do not go together with {sign}")

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

    # --- lists and texts ---

    def entries(self, value: Any) -> Iterator[Any]:
        """What a `for` goes over; a list is followed while it changes, as Python does."""
        if isinstance(value, list | str | range):
            return iter(value)
        raise Stop("type", f"a loop cannot go over {kind(value)}")

    def at(self, value: Any, index: Any) -> int:
        if not isinstance(value, list | str | range):
            raise Stop("type", f"{kind(value)} has no places to look at")
        if not isinstance(index, int):
            raise Stop("type", f"a place in a list is a whole number, not {kind(index)}")
        if not -len(value) <= index < len(value):
            raise Stop("index", f"there is no place {index} among {len(value)}")
        return index

    def item(self, value: Any, index: Any) -> Any:
        return value[self.at(value, index)]

    def put_item(self, value: Any, index: Any, new: Any) -> None:
        if not isinstance(value, list):
            raise Stop("type", f"{kind(value)} cannot be changed in one place")
        place = self.at(value, index)
        self.entries_fit(len(value) + self.weigh(new))
        value[place] = new
        self.weigh(value)

    def part(self, value: Any, start: Expression | None, stop: Expression | None) -> Any:
        ends = [None if end is None else self.value(end) for end in (start, stop)]
        if not isinstance(value, list | str):
            raise Stop("type", f"{kind(value)} has no parts")
        if not all(end is None or isinstance(end, int) for end in ends):
            raise Stop("type", "the ends of a part are whole numbers")
        return value[ends[0] : ends[1]]

    def filled(self, value: Any, places: int) -> str:
        if places < 0:
            return self.shown_text(value)
        if not is_number(value):
            raise Stop("type", f"{kind(value)} has no decimals")
        return self.text(f"{value:.{places}f}")
