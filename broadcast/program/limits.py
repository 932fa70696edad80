"""How far a lesson's program may go, asked before the work is done."""

from __future__ import annotations

import math
from collections.abc import Iterator
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
    kept: int = 4000
    """Entries of all lists that the program keeps at a time: each step of a trace holds a copy of them."""
    levels: int = 8
    """Lists inside of lists."""
    depth: int = 40
    """Calls inside of calls."""
    nesting: int = 220
    """Nodes inside of nodes while running: keeps our own stack small."""


class Stop(Exception):
    """The program cannot go on."""

    def __init__(self, kind: FaultKind, what: str) -> None:
        super().__init__(what)
        self.kind: FaultKind = kind
        self.what = what


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


class Guard:
    """Asks the limits."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.nested = 0
        self.copied = 0

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
        total, waiting = 0, [(value, 1)]
        while waiting:
            entry, level = waiting.pop()
            if isinstance(entry, list):
                total += len(entry)
                self.level_fits(level)
                self.entries_fit(total)
                waiting.extend((inner, level + 1) for inner in entry if isinstance(inner, list | str))
            elif isinstance(entry, str):
                total += len(entry) // 16
                self.entries_fit(total)
        return total

    def level_fits(self, level: int) -> None:
        if level > self.limits.levels:
            raise Stop("long-list", f"lists are nested deeper than {self.limits.levels} times")

    def snapshot(self, scope: dict[str, Any]) -> dict[str, Any]:
        """Variables as they are now, lists copied with all that is inside."""
        self.copied = 0
        return {name: self._copy(value, 1) for name, value in scope.items()}

    def _copy(self, value: Any, level: int) -> Any:
        if not isinstance(value, list):
            return value
        self.level_fits(level)
        self.copied += len(value)
        if self.copied > self.limits.kept:
            raise Stop("long-list", f"the program keeps more than {self.limits.kept} things in lists")
        return [self._copy(inner, level + 1) for inner in value]

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
        if isinstance(value, str):
            return self.text(value)
        self.weigh(value)
        return self.text(str(value))

    def joined(self, texts: list[str], gap: str) -> str:
        if sum(map(len, texts)) + len(gap) * max(len(texts) - 1, 0) > self.limits.output:
            raise Stop("output", f"the program prints more than {self.limits.output} letters")
        return gap.join(texts)
