"""The few functions and methods of Python that a lesson's program may use, on plain values."""

from __future__ import annotations

from typing import Any

from broadcast.program.limits import Guard, Stop, is_number, kind

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


class Functions(Guard):
    """What they do, each within the limits."""

    def ask(self, prompt: str) -> str:
        """What `input` is answered with."""
        raise NotImplementedError

    def truth(self, value: Any) -> bool:
        return bool(value)

    def built_in(self, name: str, values: list[Any]) -> Any:
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
