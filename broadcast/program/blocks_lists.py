"""Lists and texts of a running program of blocks: their items, parts and places, from 0 here."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from broadcast.program.limits import Guard, Stop, kind
from broadcast.program.model import Expression, Unary


class Lists(Guard):
    """What is done to lists, and to the letters of texts. What a value is taken for comes from the class that inherits this."""

    if TYPE_CHECKING:

        def value(self, node: Expression) -> Any: ...

        def words(self, value: Any) -> str: ...

        def amount(self, value: Any) -> int | float: ...

        def within(self, value: int | float) -> int | float: ...

        def place(self, value: Any) -> int: ...

        def equal(self, a: Any, b: Any) -> bool: ...

    def sequence(self, value: Any) -> Any:
        """A list, or the letters of what is shown."""
        return value if isinstance(value, list | range) else self.words(value)

    def contains(self, inside: Any, wanted: Any) -> bool:
        if isinstance(inside, list):
            return any(self.equal(entry, wanted) for entry in inside)
        text, part = self.words(inside), self.words(wanted)
        if part not in text and part.casefold() in text.casefold():
            raise Stop("unknowable", "whether big and small letters are equal is not the same in all blocks")
        return part in text

    def position(self, inside: Any, wanted: Any) -> int:
        """Its number, from 1; 0 where it is not there."""
        if not self.contains(inside, wanted):
            return 0
        if isinstance(inside, list):
            return next(at for at, entry in enumerate(inside, 1) if self.equal(entry, wanted))
        return self.words(inside).index(self.words(wanted)) + 1

    def item(self, value: Any, index: Any, *, ends: bool = False) -> Any:
        """An entry or letter; an empty text where there is none. `ends`: counted from the end, -1 is the last."""
        inside, at = self.sequence(value), self.place(index)
        if ends and at < 0:
            at += len(inside)
        return inside[at] if 0 <= at < len(inside) else ""

    def part(self, value: Any, start: Expression | None, stop: Expression | None) -> Any:
        inside = self.sequence(value)
        first = 0 if start is None else self.place(self.value(start))
        last = len(inside) if stop is None else self.place(self.value(stop))
        if not 0 <= first <= last <= len(inside):
            raise Stop("index", "there is no such part")
        return inside[first:last]

    def entries(self, value: Any) -> Iterator[Any]:
        """What `for each` goes over; a list is followed while it changes."""
        return iter(self.sequence(value))

    def following(self, entries: Any, end: Any) -> Any:
        return next(entries, end)

    def times(self, count: Any) -> int:
        found = self.amount(count)
        if isinstance(found, float):
            raise Stop("unknowable", f"a loop of {self.words(found)} rounds is not the same in all blocks")
        return found

    def counting(self, ends: list[Any]) -> list[int | float]:
        """What a variable counts through."""
        first, stop, by = (*map(self.amount, ends), 1)[:3] if len(ends) > 1 else (0, self.amount(ends[0]), 1)
        if by == 0:
            raise Stop("value", "it cannot count in steps of 0")
        rounds = max(math.ceil((stop - first) / by), 0)
        self.entries_fit(rounds)
        return [self.within(first + at * by) for at in range(rounds)]

    def method(self, value: Any, name: str, values: list[Any], nodes: tuple[Expression, ...]) -> Any:
        """What is done to a list, or to the letters of a text."""
        if name in ("upper", "lower", "strip") and not values:
            text = self.words(value)
            return self.text({"upper": text.upper(), "lower": text.lower(), "strip": text.strip()}[name])
        if not isinstance(value, list):
            raise Stop("type", f"{kind(value)} is no list")
        match name, values:
            case "append", [new]:
                self.room(value, new)
                value.append(new)
            case "insert", [index, new]:
                at = self.place(index)
                if not 0 <= at <= len(value):
                    raise Stop("index", "there is no such place in the list")
                self.room(value, new)
                value.insert(at, new)
            case "pop", [*index]:
                at = self.place(index[0]) if index else len(value) - 1
                if index and isinstance(nodes[0], Unary) and at < 0:
                    at += len(value)
                return value.pop(at) if 0 <= at < len(value) else ""
            case "reverse", []:
                value.reverse()
            case "count", [wanted]:
                return sum(self.equal(entry, wanted) for entry in value)
            case _:
                raise Stop("type", f"blocks do not know {name}")
        return None

    def room(self, value: list[Any], new: Any) -> None:
        self.entries_fit(self.weigh(value) + 1 + self.weigh(new))

    def put_item(self, value: Any, index: Any, new: Any, *, ends: bool = False) -> None:
        if not isinstance(value, list):
            raise Stop("type", f"{kind(value)} is no list")
        at = self.place(index)
        if ends and at < 0:
            at += len(value)
        if not 0 <= at < len(value):
            raise Stop("index", "there is no such place in the list")
        self.entries_fit(self.weigh(value) + self.weigh(new))
        value[at] = new
        self.weigh(value)
