"""Gaps in a program's text: a number, a comparison, a sign, a turn replaced by `____`, and what can be put in.

Works on the text as it is printed, so that a filled gap is exactly what a child would have written there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from broadcast.language.model import load
from broadcast.unplugged.stage import Stage

GAP = "____"
NUMBERS = tuple(str(number) for number in range(1, 13))
"""The range that is tried: what children of that age count with their fingers and know as a dozen."""
COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")
SIGNS = ("+", "-", "*")
STARTING = re.compile(r"\w+ = \d+$")
TOKEN = re.compile(
    r"""(?P<text>"[^"]*"|'[^']*'|“[^”]*”)|(?P<number>(?<![\w.])\d+(?![\w.]))|(?P<compare><=|>=|==|!=|<|>)|(?P<sign>(?<![*/=(,])\s[-+*]\s)"""
)


@dataclass(frozen=True, slots=True)
class Gap:
    """One place of a program's text."""

    line: int
    """Of the listing, from 1."""
    start: int
    end: int
    """Letters of the whole text."""
    was: str
    kind: Literal["number", "comparison", "sign", "side", "name", "line", "place"]
    """`name`: a variable; `line`: a whole step; `place`: a step with its indentation."""
    candidates: tuple[str, ...]
    source: str

    @property
    def starting(self) -> bool:
        """Is it what a variable gets first: `eggs = 6`?"""
        return self.kind == "number" and STARTING.match(self.source.split("\n")[self.line - 1]) is not None

    @property
    def gapped(self) -> str:
        """The text with the gap."""
        return self.filled(GAP)

    def filled(self, text: str) -> str:
        return self.source[: self.start] + text + self.source[self.end :]


def gaps(stage: Stage, source: str = "") -> tuple[Gap, ...]:
    """Every place in the order of the text."""
    text = source or stage.source
    found: list[Gap] = []
    begin = 0
    sides = _sides(stage)
    for number, line in enumerate(text.rstrip("\n").split("\n"), 1):
        if line.strip() in sides:
            at = begin + len(line) - len(line.lstrip())
            found.append(Gap(number, at, begin + len(line), line.strip(), "side", sides, text))
        for match in TOKEN.finditer(line):
            kind = match.lastgroup
            if kind == "number":
                found.append(Gap(number, begin + match.start(), begin + match.end(), match[0], "number", NUMBERS, text))
            elif kind == "compare":
                found.append(Gap(number, begin + match.start(), begin + match.end(), match[0], "comparison", COMPARISONS, text))
            elif kind == "sign":
                found.append(
                    Gap(number, begin + match.start() + 1, begin + match.end() - 1, match[0].strip(), "sign", SIGNS, text)
                )
        begin += len(line) + 1
    return tuple(found)


def _sides(stage: Stage) -> tuple[str, ...]:
    """The robot's words for both turns, where the program is the robot's."""
    if stage.program.language != "robot":
        return ()
    robot = load(stage.tag).robot
    return robot["left"][0], robot["right"][0]
