"""The few methods of texts, lists, tuples and dictionaries that a lesson's program may use, each within the limits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from broadcast.program.limits import VIEWS, Guard, Series, Stop, kind

OF_TEXT: dict[str, tuple[int, int]] = {
    "capitalize": (0, 0),
    "center": (1, 2),
    "count": (1, 1),
    "endswith": (1, 1),
    "find": (1, 2),
    "index": (1, 2),
    "isalnum": (0, 0),
    "isalpha": (0, 0),
    "isdigit": (0, 0),
    "islower": (0, 0),
    "isnumeric": (0, 0),
    "isspace": (0, 0),
    "isupper": (0, 0),
    "join": (1, 1),
    "ljust": (1, 2),
    "lower": (0, 0),
    "lstrip": (0, 1),
    "replace": (2, 2),
    "rjust": (1, 2),
    "rstrip": (0, 1),
    "split": (0, 2),
    "splitlines": (0, 0),
    "startswith": (1, 1),
    "strip": (0, 1),
    "swapcase": (0, 0),
    "title": (0, 0),
    "upper": (0, 0),
    "zfill": (1, 1),
}
"""The least and the most values that a method takes."""
OF_LIST: dict[str, tuple[int, int]] = {
    "append": (1, 1),
    "clear": (0, 0),
    "copy": (0, 0),
    "count": (1, 1),
    "extend": (1, 1),
    "index": (1, 2),
    "insert": (2, 2),
    "pop": (0, 1),
    "remove": (1, 1),
    "reverse": (0, 0),
    "sort": (0, 0),
}
OF_TUPLE: dict[str, tuple[int, int]] = {"count": (1, 1), "index": (1, 2)}
OF_DICTIONARY: dict[str, tuple[int, int]] = {
    "clear": (0, 0),
    "copy": (0, 0),
    "get": (1, 2),
    "items": (0, 0),
    "keys": (0, 0),
    "pop": (1, 2),
    "setdefault": (1, 2),
    "update": (1, 1),
    "values": (0, 0),
}
METHODS = tuple(sorted({*OF_TEXT, *OF_LIST, *OF_TUPLE, *OF_DICTIONARY}))
QUIET = ("append", "clear", "extend", "insert", "remove", "reverse", "sort", "update")
"""Methods that change something and give nothing back."""
WIDTHS = ("center", "ljust", "rjust", "zfill")
TABLES: tuple[tuple[type, dict[str, tuple[int, int]]], ...] = (
    (str, OF_TEXT),
    (list, OF_LIST),
    (tuple, OF_TUPLE),
    (dict, OF_DICTIONARY),
)

END = object()
"""Comes after the last entry."""


class Methods(Guard):
    """What they do."""

    def entries(self, value: Any) -> Iterator[Any]:
        """What a `for` goes over; a list is followed while it changes, as Python does."""
        if isinstance(value, Series):
            return value.entries
        if isinstance(value, list | str | range | tuple | dict | VIEWS[0] | VIEWS[1] | VIEWS[2]):
            return iter(value)
        raise Stop("type", f"a loop cannot go over {kind(value)}")

    def following(self, entries: Iterator[Any], last: Any) -> Any:
        """The next entry, or `last` after the end."""
        try:
            return next(entries, last)
        except RuntimeError:  # "dictionary changed size during iteration"
            raise Stop("value", "a dictionary grows or shrinks while a loop goes over it") from None

    def taken(self, value: Any) -> list[Any]:
        """All entries at once."""
        if isinstance(value, range):
            self.entries_fit(self.size(value))
        found: list[Any] = []
        entries = self.entries(value)
        while True:
            entry = self.following(entries, END)
            if entry is END:
                break
            found.append(entry)
            self.entries_fit(len(found))
        self.weigh(found)
        return found

    def method(self, value: Any, name: str, values: list[Any], named: dict[str, Any] | None = None) -> Any:
        table = next((table for which, table in TABLES if isinstance(value, which)), {})
        if name not in table:
            raise Stop("type", f"{kind(value)} has no {name}")
        least, most = table[name]
        given = named or {}
        if not least <= len(values) <= most or (given and (name, *given) != ("sort", "reverse")):
            raise Stop("type", f"{name} does not take {len(values) + len(given)} values")
        for entry in (value, *values):
            self.weigh(entry)
        values = self._room(value, name, values)
        try:
            # A name out of the tables above, on a plain text, list, tuple or dictionary.
            result = getattr(value, name)(*values, **given)
        except IndexError:
            raise Stop("index", "there is no such place in the list") from None
        except KeyError:
            raise Stop("key", f"the dictionary has no {self.written(values[0])}") from None
        except ValueError:
            raise Stop("value", f"{name} does not find {self.shown_text(values[0])[:80]!r}") from None
        except (TypeError, OverflowError):
            raise Stop("type", f"{name} cannot work with what is there") from None
        self.weigh(value)
        self.weigh(result)
        return self.text(result) if isinstance(result, str) else result

    def _room(self, value: Any, name: str, values: list[Any]) -> list[Any]:
        """Asks whether what the method makes will fit; a series among the values is taken as a list."""
        if name in ("append", "insert", "setdefault"):
            self.entries_fit(self.weigh(value) + 2 + self.weigh(values[-1]))
        elif name == "extend" or (name == "update" and isinstance(values[0], dict)):
            more = self.taken(values[0]) if name == "extend" else values[0]
            self.entries_fit(self.weigh(value) + self.weigh(more))
            return [more]
        elif name == "join":
            pieces = self.taken(values[0])
            size = sum(len(piece) for piece in pieces if isinstance(piece, str)) + len(value) * max(len(pieces) - 1, 0)
            self.letters_fit(size)
            return [pieces]
        elif name == "replace" and all(isinstance(one, str) for one in values):
            self.letters_fit(len(value) + value.count(values[0]) * max(len(values[1]) - len(values[0]), 0))
        elif name in WIDTHS and isinstance(values[0], int):
            self.letters_fit(values[0])
        elif name == "update":
            raise Stop("type", "update wants another dictionary")
        return values
