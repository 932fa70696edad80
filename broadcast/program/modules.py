"""What a lesson's program may take from Python's modules: luck, and a little mathematics. Nothing of them is imported for it."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from typing import Any

from broadcast.program.limits import Stop, is_number

MODULES: dict[str, dict[str, tuple[int, int]]] = {
    "random": {
        "choice": (1, 1), "randint": (2, 2), "random": (0, 0), "randrange": (1, 3), "sample": (2, 2), "seed": (0, 1), "shuffle": (1, 1),
        "uniform": (2, 2),
    },
    "math": {
        "ceil": (1, 1), "cos": (1, 1), "degrees": (1, 1), "factorial": (1, 1), "floor": (1, 1), "gcd": (2, 2), "hypot": (2, 2), "log": (1, 2),
        "log10": (1, 1), "pow": (2, 2), "radians": (1, 1), "sin": (1, 1), "sqrt": (1, 1), "tan": (1, 1), "trunc": (1, 1),
    },
    "time": {},
    "turtle": {},
}  # fmt: skip
"""The modules that are known, their functions, and how many values these take. `turtle`'s and `time`'s are lines of their own."""
CONSTANTS = {"math.pi": math.pi, "math.e": math.e}
MOST_FACTORIAL = 100
SEED = 1
"""Chance is the same in every run; that it was asked for is told, and no answer rests on it."""


class Chance:
    """Numbers by chance, always the same."""

    def __init__(self) -> None:
        self.asked = False
        self.dice = random.Random(SEED)

    def call(self, function: str, values: list[Any]) -> Any:
        self.asked = True
        if function in ("randint", "randrange") and not all(isinstance(value, int) for value in values):
            raise TypeError
        if function == "uniform" and not all(map(is_number, values)):
            raise TypeError
        if function == "sample" and not (isinstance(values[1], int) and values[1] <= len(values[0])):
            raise ValueError
        if function == "seed":
            return None
        if function == "shuffle" and not isinstance(values[0], list):
            raise TypeError
        drawn: Callable[..., Any] = getattr(self.dice, function)  # a name out of the table above
        return drawn(*values)


def calculate(function: str, values: list[Any]) -> Any:
    """A function of `math`; ValueError and TypeError as there."""
    if not all(map(is_number, values)):
        raise TypeError
    if function == "factorial" and isinstance(values[0], int) and values[0] > MOST_FACTORIAL:
        raise Stop("big-number", f"the factorial of {values[0]} is too big")
    work: Callable[..., Any] = getattr(math, function)  # a name out of the table above
    return work(*values)
