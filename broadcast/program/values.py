"""Values of a running program: expressions, the few functions built in, and the limits, which are asked before the work."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

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
from broadcast.program.trace import FaultKind


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a lesson's program may go. A program that a child traces by hand stays a hundred times under them."""

    steps: int = 500
    """Lines done, and squares walked at once."""
    output: int = 2000
    """Letters printed."""
    bits: int = 256
    """Of a whole number."""
    length: int = 1000
    """Letters of a text, entries of a list with everything inside."""
    depth: int = 40
    """Calls inside of calls."""
    nesting: int = 220
    """Nodes inside of nodes while running: keeps our own stack small."""


class Stop(Exception):  # noqa: N818 (becomes a Fault, which is data)
    """The program cannot go on."""

    def __init__(self, kind: FaultKind, what: str) -> None:
        super().__init__(what)
        self.kind: FaultKind = kind
        self.what = what


FUNCTIONS: dict[str, tuple[int, int]] = {
    "abs": (1, 1),
    "bool": (1, 1),
    "float": (1, 1),
    "input": (0, 1),
    "int": (1, 1),
    "len": (1, 1),
    "list": (0, 1),
    "max": (1, 9),
    "min": (1, 9),
    "range": (1, 3),
    "round": (1, 2),
    "sorted": (1, 1),
    "str": (1, 1),
    "sum": (1, 1),
}
"""Functions that are built in: the least and the most values they take."""
METHODS: dict[str, tuple[int, int]] = {
    "append": (1, 1),
    "count": (1, 1),
    "index": (1, 1),
    "insert": (2, 2),
    "lower": (0, 0),
    "pop": (0, 1),
    "remove": (1, 1),
    "reverse": (0, 0),
    "sort": (0, 0),
    "strip": (0, 0),
    "upper": (0, 0),
}
OF_TEXT = frozenset({"lower", "upper", "strip", "count", "index"})
OF_LIST = frozenset({"append", "count", "index", "insert", "pop", "remove", "reverse", "sort"})
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
KINDS = {
    int: "a whole number",
    float: "a decimal number",
    bool: "True or False",
    str: "a text",
    list: "a list",
    range: "a range",
    type(None): "nothing",
}


def kind(value: Any) -> str:
    return KINDS.get(type(value), "something else")


def is_number(value: Any) -> bool:
    return isinstance(value, int | float)


class Evaluator:
    """Expressions. What names, inputs and the robot's senses are is told by the machine that inherits this."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.nested = 0

    def look_up(self, name: str) -> Any:
        raise NotImplementedError

    def senses(self, what: str) -> bool:
        raise NotImplementedError

    def ask(self, prompt: str) -> str:
        raise NotImplementedError

    def call(self, call: Call) -> Any:
        raise NotImplementedError

    # --- guards ---

    @contextmanager
    def deeper(self) -> Iterator[None]:
        self.nested += 1
        if self.nested > self.limits.nesting:
            raise Stop("depth", "the program is nested too deeply")
        try:
            yield
        finally:
            self.nested -= 1

    def text(self, value: str) -> str:
        if len(value) > self.limits.length:
            raise Stop("long-text", f"a text grows longer than {self.limits.length} letters")
        return value

    def whole(self, bits: int) -> None:
        if bits > self.limits.bits:
            raise Stop("big-number", f"a number grows beyond {self.limits.bits} bits")

    def number(self, value: Any) -> Any:
        if isinstance(value, int):
            self.whole(value.bit_length())
        elif isinstance(value, float) and not math.isfinite(value):
            raise Stop("big-number", "a decimal number grows beyond all bounds")
        elif isinstance(value, complex):
            raise Stop("value", "there is no such power")
        return value

    def weigh(self, value: Any) -> int:
        """Entries of a list with everything inside it; Stop beyond the limit, so a list inside itself stops too."""
        total, waiting = 0, [value]
        while waiting:
            entry = waiting.pop()
            if isinstance(entry, list):
                total += len(entry)
                self.entries_fit(total)
                waiting.extend(inner for inner in entry if isinstance(inner, list | str))
            elif isinstance(entry, str):
                total += len(entry) // 16
                self.entries_fit(total)
        return total

    def entries_fit(self, count: int) -> None:
        if count > self.limits.length:
            raise Stop("long-list", f"a list grows beyond {self.limits.length} entries")

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

    def truth(self, value: Any) -> bool:
        return bool(value)

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
            if len(a) + len(b) > self.limits.length:
                self.text("x" * (self.limits.length + 1))
            return a + b
        if sign == "+" and isinstance(a, list) and isinstance(b, list):
            self.entries_fit(self.weigh(a) + self.weigh(b))
            return a + b
        if sign == "*":
            if isinstance(a, int):
                a, b = b, a
            if isinstance(a, str | list) and isinstance(b, int):
                size = len(a) if isinstance(a, str) else max(self.weigh(a), len(a))
                if size * max(b, 0) > self.limits.length:
                    raise Stop(*(("long-text", f"a text grows longer than {self.limits.length} letters") if isinstance(a, str)
                                 else ("long-list", f"a list grows beyond {self.limits.length} entries")))  # fmt: skip
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

    def shown_text(self, value: Any) -> str:
        """As `print` shows it."""
        if isinstance(value, str):
            return self.text(value)
        self.weigh(value)
        return self.text(str(value))

    def joined(self, texts: list[str], gap: str) -> str:
        if sum(map(len, texts)) + len(gap) * max(len(texts) - 1, 0) > self.limits.output:
            raise Stop("output", f"the program prints more than {self.limits.output} letters")
        return gap.join(texts)

    def filled(self, value: Any, places: int) -> str:
        if places < 0:
            return self.shown_text(value)
        if not is_number(value):
            raise Stop("type", f"{kind(value)} has no decimals")
        return self.text(f"{value:.{places}f}")

    # --- built in ---

    def built_in(self, call: Call) -> Any:
        values = [self.value(argument) for argument in call.arguments]
        name = call.function
        if name not in FUNCTIONS:
            raise Stop("name", f"{name} is not known")
        least, most = FUNCTIONS[name]
        if not least <= len(values) <= most:
            raise Stop("type", f"{name} does not take {len(values)} values")
        if name == "input":
            return self.ask(self.shown_text(values[0]) if values else "")
        if name in ("list", "sorted", "sum", "max", "min") and values:
            for value in values:
                if isinstance(value, range):
                    self.entries_fit(self.size(value))
                self.weigh(value)
        try:
            return self._built_in(name, values)
        except (TypeError, AttributeError):
            raise Stop("type", f"{name} cannot work with {' and '.join(map(kind, values))}") from None
        except (ValueError, OverflowError):
            raise Stop("value", f"{name} cannot make anything of {self.shown_text(values[0])!r}") from None

    def size(self, value: range) -> int:
        try:
            return len(value)
        except OverflowError:
            return self.limits.length + 1

    def _built_in(self, name: str, values: list[Any]) -> Any:
        match name, values:
            case "len", [range() as one]:
                return self.size(one) if self.size(one) <= self.limits.length else len(one)
            case "len", [one]:
                return len(one)
            case "str", [one]:
                return self.shown_text(one)
            case "int", [one] if isinstance(one, str | int | float):
                return self.number(int(one))
            case "float", [one] if isinstance(one, str | int | float):
                return self.number(float(one))
            case "bool", [one]:
                return self.truth(one)
            case "abs", [one]:
                return abs(one)
            case "round", [one] if is_number(one):
                return round(one)
            case "round", [one, places] if is_number(one) and isinstance(places, int) and abs(places) < 20:
                return round(one, places)
            case "range", _ if all(isinstance(value, int) for value in values):
                return range(*values)
            case "list", []:
                return []
            case "list", [one]:
                return list(one)
            case "sorted", [one]:
                return sorted(one)
            case "sum", [list() | range() as one] if all(is_number(entry) for entry in one):
                return self.number(sum(one))
            case "max", [one]:
                return max(one)
            case "min", [one]:
                return min(one)
            case "max", _:
                return max(values)
            case "min", _:
                return min(values)
        raise TypeError

    def method(self, value: Any, name: str, values: list[Any]) -> Any:
        allowed = OF_TEXT if isinstance(value, str) else OF_LIST if isinstance(value, list) else frozenset()
        if name not in METHODS or name not in allowed:
            raise Stop("type", f"{kind(value)} has no {name}")
        least, most = METHODS[name]
        if not least <= len(values) <= most:
            raise Stop("type", f"{name} does not take {len(values)} values")
        self.weigh(value)
        for entry in values:
            self.weigh(entry)
        if name in ("append", "insert"):
            self.entries_fit(self.weigh(value) + 1 + self.weigh(values[-1]))
        try:
            result = getattr(value, name)(*values)  # a name out of the table above, on a plain list or text
        except IndexError:
            raise Stop("index", "there is no such place in the list") from None
        except ValueError:
            raise Stop("value", f"{name} does not find {self.shown_text(values[0])!r}") from None
        except TypeError:
            raise Stop("type", f"{name} cannot work with what is there") from None
        self.weigh(value)
        return self.text(result) if isinstance(result, str) else result
