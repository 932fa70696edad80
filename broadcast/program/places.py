"""Places in lists, texts, tuples and dictionaries of a running program: looked at, changed, taken out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from broadcast.program.functions import Functions
from broadcast.program.limits import Stop, kind


class Places(Functions):
    """`value[index]` and `value[start:stop:step]`."""

    def at(self, value: Any, index: Any) -> int:
        if not isinstance(value, list | str | range | tuple):
            raise Stop("type", f"{kind(value)} has no places to look at")
        if not isinstance(index, int):
            raise Stop("type", f"a place in {kind(value)} is a whole number, not {kind(index)}")
        if isinstance(value, range) and self.size(value) > self.limits.length:
            raise Stop("long-list", f"a range goes beyond {self.limits.length} entries")
        if not -len(value) <= index < len(value):
            raise Stop("index", f"there is no place {index} among {len(value)}")
        return index

    def key(self, value: dict[Any, Any], index: Any, needed: bool = True) -> Any:
        """A key that a dictionary can have, and has where it is `needed`."""
        self.weigh(index)
        try:
            there = index in value
        except TypeError:
            raise Stop("type", f"{kind(index)} cannot be a key of a dictionary") from None
        if needed and not there:
            raise Stop("key", f"the dictionary has no {self.written(index)}"[:100])
        return index

    def item(self, value: Any, index: Any) -> Any:
        return value[self.key(value, index)] if isinstance(value, dict) else value[self.at(value, index)]

    def put_item(self, value: Any, index: Any, new: Any) -> None:
        if not isinstance(value, list | dict):
            raise Stop("type", f"{kind(value)} cannot be changed in one place")
        place = self.key(value, index, needed=False) if isinstance(value, dict) else self.at(value, index)
        self.entries_fit(self.weigh(value) + 2 + self.weigh(new))
        value[place] = new
        self.weigh(value)

    def delete_item(self, value: Any, index: Any) -> None:
        if not isinstance(value, list | dict):
            raise Stop("type", f"{kind(value)} cannot be changed in one place")
        del value[self.key(value, index) if isinstance(value, dict) else self.at(value, index)]

    def part(self, value: Any, ends: Sequence[Any]) -> Any:
        """`ends` are start, stop and step; None where there is none."""
        if not isinstance(value, list | str | tuple | range):
            raise Stop("type", f"{kind(value)} has no parts")
        if not all(end is None or isinstance(end, int) for end in ends):
            raise Stop("type", "the ends of a part are whole numbers")
        if ends[2] == 0:
            raise Stop("value", "the step of a part cannot be zero")
        return value[ends[0] : ends[1] : ends[2]]
