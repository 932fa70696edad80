"""The few functions of Python that a lesson's program may use, on plain values."""

from __future__ import annotations

from typing import Any

from broadcast.program.limits import COLLECTIONS, VIEWS, Kind, Series, Stop, is_number, kind
from broadcast.program.methods import Methods
from broadcast.program.modules import MODULES, Chance, calculate

FUNCTIONS: dict[str, tuple[int, int]] = {
    "abs": (1, 1),
    "all": (1, 1),
    "any": (1, 1),
    "bin": (1, 1),
    "bool": (1, 1),
    "chr": (1, 1),
    "dict": (0, 1),
    "divmod": (2, 2),
    "enumerate": (1, 2),
    "float": (1, 1),
    "input": (0, 1),
    "int": (1, 2),
    "len": (1, 1),
    "list": (0, 1),
    "max": (1, 9),
    "min": (1, 9),
    "ord": (1, 1),
    "pow": (2, 2),
    "range": (1, 3),
    "reversed": (1, 1),
    "round": (1, 2),
    "sorted": (1, 1),
    "str": (1, 1),
    "sum": (1, 1),
    "tuple": (0, 1),
    "type": (1, 1),
    "zip": (1, 4),
}
"""Functions that are built in: the least and the most values they take."""
NAMED = {"enumerate": ("start",), "sorted": ("reverse",)}
"""Values that a function takes by their names."""
SERIES = ("enumerate", "zip", "reversed")
"""What gives values one by one: it stands in a loop, or inside of one of these."""
TAKES_SERIES = ("list", "tuple", "dict", "sorted", "sum", "max", "min", "any", "all", *SERIES)


class Functions(Methods):
    """What they do, each within the limits."""

    def __init__(self, limits: Any) -> None:
        super().__init__(limits)
        self.luck = Chance()

    def ask(self, prompt: str) -> str:
        """What `input` is answered with."""
        raise NotImplementedError

    def truth(self, value: Any) -> bool:
        return True if isinstance(value, Series) else bool(value)

    def built_in(self, name: str, values: list[Any], named: dict[str, Any] | None = None) -> Any:
        """The value of a function; `random.randint` and its like under their full names."""
        module, _, function = name.rpartition(".")
        table = MODULES.get(module, {}) if module else FUNCTIONS
        if function not in table:
            raise Stop("name", f"{name} is not known")
        least, most = table[function]
        given = named or {}
        if not least <= len(values) <= most or any(one not in NAMED.get(name, ()) for one in given):
            raise Stop("type", f"{name} does not take {len(values) + len(given)} values")
        if name == "input":
            return self.ask(self.shown_text(values[0]) if values else "")
        for value in values:
            self.weigh(value)
        try:
            if module:
                return self._of_module(module, function, values)
            return self._series(name, values, given) if name in TAKES_SERIES else self._built_in(name, values)
        except (TypeError, AttributeError):
            raise Stop("type", f"{name} cannot work with {' and '.join(map(kind, values))}") from None
        except ZeroDivisionError:
            raise Stop("zero", "a number cannot be divided by zero") from None
        except (ValueError, OverflowError):
            raise Stop("value", f"{name} cannot make anything of {self.shown_text(values[0])[:80]!r}") from None

    def _of_module(self, module: str, function: str, values: list[Any]) -> Any:
        if module == "random":
            if values and function in ("choice", "shuffle", "sample"):
                if isinstance(values[0], range):
                    self.entries_fit(self.size(values[0]))
                if not isinstance(values[0], list | str | range | tuple):
                    raise TypeError
                if function != "shuffle" and not values[0]:
                    raise Stop("index", "nothing can be chosen out of nothing")
            return self.luck.call(function, values)
        return self.number(calculate(function, values))

    def _built_in(self, name: str, values: list[Any]) -> Any:
        match name, values:
            case "len", [range() as one]:
                return self.size(one) if self.size(one) <= self.limits.length else len(one)
            case "len", [one] if isinstance(one, (str, *COLLECTIONS)):
                return len(one)
            case "str", [one]:
                return self.shown_text(one)
            case "int", [one] if isinstance(one, str | int | float):
                return self.number(int(one))
            case "int", [str() as one, int() as base]:
                return self.number(int(one, base))
            case "float", [one] if isinstance(one, str | int | float):
                return self.number(float(one))
            case "bool", [one]:
                return self.truth(one)
            case "abs", [one]:
                return abs(one)
            case "bin", [int() as one]:
                return bin(one)
            case "chr", [int() as one]:
                return chr(one)
            case "ord", [str() as one]:
                return ord(one)
            case "divmod", [a, b] if is_number(a) and is_number(b):
                return divmod(a, b)
            case "pow", [a, b] if is_number(a) and is_number(b):
                return self.numbers("**", a, b)
            case "type", [one] if not isinstance(one, Series | Kind):
                return Kind("NoneType" if one is None else type(one).__name__)
            case "round", [one] if is_number(one):
                return self.number(round(one))
            case "round", [one, places] if is_number(one) and isinstance(places, int) and abs(places) < 20:
                return round(one, places)
            case "range", _ if all(isinstance(value, int) for value in values):
                return range(*values)
        raise TypeError

    def numbers(self, sign: str, a: Any, b: Any) -> Any:
        """Arithmetic, within the limits."""
        raise NotImplementedError

    def _series(self, name: str, values: list[Any], given: dict[str, Any]) -> Any:
        match name, values:
            case "list" | "tuple" | "dict", []:
                return {"list": list, "tuple": tuple, "dict": dict}[name]()
            case "enumerate", [one, *start]:
                first = given["start"] if given else start[0] if start else 0
                if (given and start) or not isinstance(first, int):
                    raise TypeError
                return Series(enumerate(self.entries(one), first))
            case "zip", _:
                return Series(zip(*map(self.entries, values), strict=False))
            case "reversed", [one] if isinstance(one, list | tuple | str | range | dict | VIEWS[0] | VIEWS[1] | VIEWS[2]):
                return Series(reversed(one))
            case "dict", [dict() as one]:
                return dict(one)
            case (("max" | "min"), [_, _, *_]):
                return (max if name == "max" else min)(values)
        (one,) = values
        entries = self.taken(one)
        match name:
            case "list":
                return entries
            case "tuple":
                return tuple(entries)
            case "dict":
                return dict(entries)
            case "sorted":
                return sorted(entries, reverse=bool(given.get("reverse")))
            case "sum" if all(map(is_number, entries)):
                return self.number(sum(entries))
            case "max":
                return max(entries)
            case "min":
                return min(entries)
            case "any":
                return any(map(self.truth, entries))
            case "all":
                return all(map(self.truth, entries))
        raise TypeError
