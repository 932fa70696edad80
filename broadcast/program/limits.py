"""How far a lesson's program may go, asked before the work is done."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

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
    kept: int = 2000
    """Entries of all lists that the program keeps at a time: each step of a trace holds a copy of them."""
    levels: int = 8
    """Lists inside of lists."""
    depth: int = 40
    """Calls inside of calls."""
    nesting: int = 220
    """Nodes inside of nodes while running: keeps our own stack small."""
    work: int = 50_000
    """Values worked out: lists that are gathered inside of lists take time without a line being done."""


class Stop(Exception):
    """The program cannot go on."""

    def __init__(self, kind: FaultKind, what: str) -> None:
        super().__init__(what)
        self.kind: FaultKind = kind
        self.what = what


class Series:
    """What `enumerate`, `zip` and `reversed` give: values that come one by one, once."""

    __slots__ = ("entries",)

    def __init__(self, entries: Iterator[Any]) -> None:
        self.entries = entries


@dataclass(frozen=True, slots=True)
class Kind:
    """What `type` gives; two of the same are equal."""

    name: str

    def __repr__(self) -> str:
        return f"<class '{self.name}'>"


_NONE: dict[str, int] = {}
Keys, Values, Pairs = type(_NONE.keys()), type(_NONE.values()), type(_NONE.items())
VIEWS = (Keys, Values, Pairs)
COLLECTIONS = (list, tuple, dict, *VIEWS)
KINDS = {
    int: "a whole number",
    float: "a decimal number",
    bool: "True or False",
    str: "a text",
    list: "a list",
    tuple: "a tuple",
    dict: "a dictionary",
    range: "a range",
    Keys: "the keys of a dictionary",
    Values: "the values of a dictionary",
    Pairs: "the pairs of a dictionary",
    Series: "a series",
    type(None): "nothing",
}


def kind(value: Any) -> str:
    return KINDS.get(type(value), "something else")


def is_number(value: Any) -> bool:
    return isinstance(value, int | float)


def within(value: Any) -> Sequence[Any]:
    """What a value holds; nothing where it is no collection."""
    if isinstance(value, list | tuple):
        return value
    if isinstance(value, dict):
        return (*value.keys(), *value.values())
    return within(dict(value.mapping)) if isinstance(value, VIEWS) else ()


class Guard:
    """Asks the limits."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.nested = 0
        self.copied = 0
        self.worked = 0

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
        self.letters_fit(len(value))
        return value

    def letters_fit(self, count: int) -> None:
        if count > self.limits.length:
            raise Stop("long-text", f"a text grows longer than {self.limits.length} letters")

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
        total, waiting = 0, [(value, 1)]
        while waiting:
            entry, level = waiting.pop()
            if isinstance(entry, str):
                total += len(entry) // 16
                self.entries_fit(total)
            elif isinstance(entry, COLLECTIONS):
                inside = within(entry)
                total += len(inside)
                self.level_fits(level)
                self.entries_fit(total)
                waiting.extend((inner, level + 1) for inner in inside if isinstance(inner, (*COLLECTIONS, str)))
        return total

    def level_fits(self, level: int) -> None:
        if level > self.limits.levels:
            raise Stop("long-list", f"lists are nested deeper than {self.limits.levels} times")

    def snapshot(self, scope: dict[str, Any]) -> dict[str, Any]:
        """Variables as they are now, lists copied with all that is inside."""
        self.copied = 0
        return {name: self._copy(value, 1) for name, value in scope.items()}

    def _copy(self, value: Any, level: int) -> Any:
        if isinstance(value, Series):
            raise Stop("type", "what enumerate, zip and reversed give is kept only as a list: write list(…)")
        if not isinstance(value, COLLECTIONS):
            return value
        self.level_fits(level)
        self.copied += len(value) * (2 if isinstance(value, dict) else 1)
        if self.copied > self.limits.kept:
            raise Stop("long-list", f"the program keeps more than {self.limits.kept} things in lists")
        if isinstance(value, dict):
            return {key: self._copy(inner, level + 1) for key, inner in value.items()}
        if isinstance(value, VIEWS):
            held = self._copy(dict(value.mapping), level)
            return held.keys() if isinstance(value, Keys) else held.values() if isinstance(value, Values) else held.items()
        return type(value)(self._copy(inner, level + 1) for inner in value)

    def entries_fit(self, count: int) -> None:
        if count > self.limits.length:
            raise Stop("long-list", f"a list grows beyond {self.limits.length} entries")

    def size(self, value: range) -> int:
        try:
            return len(value)
        except OverflowError:
            return self.limits.length + 1

    def shown_text(self, value: Any) -> str:
        """As `print` shows it."""
        return self.text(value) if isinstance(value, str) else self.written(value)

    def written(self, value: Any) -> str:
        """As Python's prompt shows it, a text between its quotes."""
        if isinstance(value, Series):
            raise Stop("type", "what enumerate, zip and reversed give is shown only as a list: write list(…)")
        self.weigh(value)
        return self.text(repr(value))

    def joined(self, texts: list[str], gap: str) -> str:
        if sum(map(len, texts)) + len(gap) * max(len(texts) - 1, 0) > self.limits.output:
            raise Stop("output", f"the program prints more than {self.limits.output} letters")
        return gap.join(texts)
