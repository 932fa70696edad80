"""What values are worth in a program of blocks.

Numbers and texts turn into each other as children who use blocks know it: the text 10 equals the number 10, what is missing is an empty text,
a variable that nobody set is 0. Scratch and Blockly differ in places (big and small letters, lists shown as text); where they do, nobody can
know what comes out, and the run ends as `unknowable` instead of with an answer that is wrong for one of them.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from broadcast.program.blocks_lists import Lists
from broadcast.program.limits import Stop, kind
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

SEED = 1
WHOLE = 2**53
"""Up to here a decimal number counts whole numbers exactly."""
MATHS: dict[str, Callable[[float], float]] = {
    "sqrt": math.sqrt, "log": math.log, "ln": math.log, "log10": math.log10, "exp": math.exp, "pow10": lambda x: 10.0**x,
    "sin": lambda x: round(math.sin(math.radians(x)), 10), "cos": lambda x: round(math.cos(math.radians(x)), 10),
    "tan": lambda x: round(math.tan(math.radians(x)), 10), "asin": lambda x: math.degrees(math.asin(x)),
    "acos": lambda x: math.degrees(math.acos(x)), "atan": lambda x: math.degrees(math.atan(x)),
}  # fmt: skip
"""Functions of one number; angles are degrees, as in blocks."""


def number_in(text: str) -> int | float | None:
    """The number that a text is; None where it is none."""
    text = text.strip()
    if not text or not text.isascii() or len(text) > 40 or any(letter not in "0123456789+-.eE" for letter in text):
        return None
    try:
        return tidy(float(text)) if any(letter in ".eE" for letter in text) else int(text)
    except ValueError:
        return None


def tidy(value: int | float) -> int | float:
    """A decimal number that is whole, as a whole number: blocks show 2, not 2.0."""
    if isinstance(value, float) and value.is_integer() and abs(value) <= WHOLE:
        return int(value)
    return value


class BlockValues(Lists):
    """Works out the values of blocks. Variables, senses and what is typed come from the machine that inherits this."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.dice = random.Random(SEED)
        self.chance = False

    if TYPE_CHECKING:  # of the machine that inherits this

        def look_up(self, name: str) -> Any: ...

        def unset(self, name: str) -> bool: ...

        def senses(self, what: str) -> Any: ...

        def ask(self, prompt: str) -> str: ...

        def call(self, call: Call) -> Any: ...

    # --- what a value is taken for ---

    def amount(self, value: Any) -> int | float:
        """As a number: a text that is none counts 0."""
        if isinstance(value, bool):
            return int(value)
        if isinstance(value, int | float):
            return value
        if isinstance(value, str):
            found = number_in(value)
            return 0 if found is None else self.within(found)
        if value is None:
            return 0
        raise Stop("type", f"{kind(value)} is no number")

    def within(self, value: int | float) -> int | float:
        """A number within the limits."""
        value = self.number(value)
        if abs(value) > WHOLE:
            raise Stop("big-number", "a number grows beyond what blocks count exactly")
        return tidy(value)

    def words(self, value: Any) -> str:
        """As it is shown."""
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, int):
            return str(value)
        if isinstance(value, float):
            shown = repr(tidy(value))
            return shown.replace("e-0", "e-").replace("e+0", "e+")
        if isinstance(value, list):
            if len(value) > 1:
                raise Stop("unknowable", "a whole list is shown differently by Scratch and Blockly")
            return self.words(value[0]) if value else ""
        return self.text(value) if isinstance(value, str) else ""

    def shown_text(self, value: Any) -> str:
        return self.words(value)

    def truth(self, value: Any) -> bool:
        if isinstance(value, str):
            return value.strip().casefold() not in ("", "0", "false")
        return bool(value) if not isinstance(value, list) else True

    def place(self, value: Any) -> int:
        """A place in a list or text, as a whole number."""
        found = self.amount(value)
        if isinstance(found, float):
            raise Stop("index", f"there is no place {self.words(found)}")
        return found

    # --- values ---

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
                return self.within(value)
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
            case Compare(left, ((sign, right),)):
                return self.holds_between(sign, self.value(left), self.many(right) if "in" in sign else self.value(right))
            case Logic(which, values):
                return self.logic(which, values)
            case Unary("not", operand):
                return not self.truth(self.value(operand))
            case Unary(_, operand):
                return self.arithmetic("-", 0, self.value(operand))
            case Choose(test, then, other):
                return self.value(then) if self.truth(self.value(test)) else self.value(other)
            case Listed(items):
                self.entries_fit(len(items))
                made = [self.value(item) for item in items]
                self.weigh(made)
                return made
            case Item(inner, index):
                return self.item(self.many(inner), self.value(index), ends=isinstance(index, Unary))
            case Part(inner, start, stop):
                return self.part(self.many(inner), start, stop)
            case Filled(parts):
                return self.text(self.joined([self.words(self.value(inner)) for inner, _ in parts], ""))
            case Call():
                return self.call(node)
            case Method(inner, name, arguments):
                return self.method(self.many(inner), name, [self.value(argument) for argument in arguments], arguments)
            case Sense(what):
                return self.senses(what)
        raise Stop("type", "this cannot be worked out")

    def many(self, node: Expression) -> Any:
        """A value that is meant as a list or text: what nobody made is an empty list."""
        return [] if isinstance(node, Name) and self.unset(node.name) else self.value(node)

    def logic(self, which: str, values: tuple[Expression, ...]) -> bool:
        for inner in values:
            if self.truth(self.value(inner)) == (which == "or"):
                return which == "or"
        return which == "and"

    # --- numbers ---

    def arithmetic(self, sign: str, one: Any, other: Any) -> int | float:
        a, b = self.amount(one), self.amount(other)
        try:
            match sign:
                case "+":
                    return self.within(a + b)
                case "-":
                    return self.within(a - b)
                case "*":
                    if isinstance(a, int) and isinstance(b, int):
                        self.whole(a.bit_length() + b.bit_length() - 1)
                    return self.within(a * b)
                case "/":
                    return self.within(a / b)
                case "//":
                    if a // b != int(a / b):
                        raise Stop("unknowable", "a division of a number below zero is not cut off the same in all blocks")
                    return self.within(a // b)
                case "%":
                    if (a < 0) != (b < 0) and a % b:
                        raise Stop("unknowable", "the remainder of a number below zero is not the same in all blocks")
                    return self.within(a % b)
                case "**":
                    return self.power(a, b)
        except ZeroDivisionError:
            raise Stop("zero", "a number cannot be divided by zero") from None
        except OverflowError:
            raise Stop("big-number", "a number grows beyond all bounds") from None
        raise Stop("type", f"blocks do not know {sign}")

    def power(self, a: int | float, b: int | float) -> int | float:
        if isinstance(a, int) and isinstance(b, int) and b > 0 and abs(a) > 1:
            self.whole((a.bit_length() - 1) * b if b <= self.limits.bits else self.limits.bits + 1)
        made = a**b
        return self.within(made)

    def holds_between(self, sign: str, a: Any, b: Any) -> bool:
        self.weigh(a)
        self.weigh(b)
        if sign in ("in", "not in"):
            return self.contains(b, a) == (sign == "in")
        if sign in ("==", "!="):
            return self.equal(a, b) == (sign == "==")
        one, other = self.numeric(a), self.numeric(b)
        if one is None or other is None:
            texts = self.words(a), self.words(b)
            folded = texts[0].casefold(), texts[1].casefold()
            if ordered(sign, *texts) != ordered(sign, *folded):
                raise Stop("unknowable", "texts with big and small letters are not ordered the same in all blocks")
            return ordered(sign, *texts)
        return ordered(sign, one, other)

    def numeric(self, value: Any) -> int | float | None:
        """The number that it is in a comparison."""
        return number_in(value) if isinstance(value, str) else None if isinstance(value, list) else self.amount(value)

    def equal(self, a: Any, b: Any) -> bool:
        if isinstance(a, list) or isinstance(b, list):
            raise Stop("unknowable", "whether two lists are equal is not the same in all blocks")
        one, other = self.numeric(a), self.numeric(b)
        if one is not None and other is not None:
            return one == other
        for text, amount in ((a, other), (b, one)):
            if isinstance(text, str) and not text.strip() and amount == 0:
                raise Stop("unknowable", "whether an empty text equals 0 is not the same in all blocks")
        texts = self.words(a), self.words(b)
        if texts[0] != texts[1] and texts[0].casefold() == texts[1].casefold():
            raise Stop("unknowable", "whether big and small letters are equal is not the same in all blocks")
        return texts[0] == texts[1]

    # --- functions ---

    def built_in(self, name: str, values: list[Any]) -> Any:
        match name, values:
            case "len", [one]:
                return len(self.sequence(one))
            case "position", [inside, wanted]:
                return self.position(inside, wanted)
            case "random", [low, high]:
                return self.throw(self.amount(low), self.amount(high))
            case "input", [*prompt]:
                return self.ask(self.words(prompt[0]) if prompt else "")
            case (("int" | "float"), [one]):
                return self.amount(one)
            case "str", [one]:
                return self.words(one)
            case "range", [_, *_] if len(values) <= 3:
                return self.counting(values)
            case "round", [one]:
                return self.within(math.floor(self.amount(one) + 0.5))
            case "floor", [one]:
                return self.within(math.floor(self.amount(one)))
            case "ceil", [one]:
                return self.within(math.ceil(self.amount(one)))
            case "abs", [one]:
                return abs(self.amount(one))
            case "sorted", [list() as one]:
                return self.sorted(one)
            case (("min" | "max" | "sum"), _):
                return self.of_many(name, values[0] if len(values) == 1 and isinstance(values[0], list) else values)
        if name in MATHS and len(values) == 1:
            try:
                return self.within(MATHS[name](self.amount(values[0])))
            except (ValueError, OverflowError):
                raise Stop("value", f"{name} cannot make anything of {self.words(values[0])}") from None
        raise Stop("name", f"blocks do not know {name}")

    def of_many(self, name: str, values: list[Any]) -> int | float:
        amounts = [self.amount(value) for value in values]
        if not amounts and name != "sum":
            raise Stop("value", f"an empty list has no {name}")
        return self.within({"min": min, "max": max, "sum": sum}[name](amounts))  # type: ignore[operator]

    def sorted(self, values: list[Any]) -> list[Any]:
        amounts = [self.numeric(value) for value in values]
        if any(amount is None for amount in amounts):
            raise Stop("unknowable", "texts are not sorted the same in all blocks")
        return sorted(values, key=self.amount)

    def throw(self, low: int | float, high: int | float) -> int | float:
        """A number by chance; the same in every run, and told."""
        self.chance = True
        low, high = min(low, high), max(low, high)
        if isinstance(low, int) and isinstance(high, int):
            return self.dice.randint(low, high)
        return self.dice.uniform(low, high)


def ordered(sign: str, a: Any, b: Any) -> bool:
    match sign:
        case "<":
            return bool(a < b)
        case "<=":
            return bool(a <= b)
        case ">":
            return bool(a > b)
        case ">=":
            return bool(a >= b)
    raise Stop("type", f"blocks do not compare by {sign}")
