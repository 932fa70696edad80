"""Gaps in a program's text: a number, a comparison, a sign, a turn replaced by `____`, and what can be put in.

Works on the text as it is printed, so that a filled gap is exactly what a child would have written there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from broadcast.language.model import load
from broadcast.program.model import Assign, Number, Program, Turn, rows
from broadcast.program.printing import lines
from broadcast.unplugged import blocks_places
from broadcast.unplugged.judging import parsed
from broadcast.unplugged.stage import Stage

GAP = "____"
NUMBERS = tuple(str(number) for number in range(1, 13))
"""The range that is tried: what children of that age count with their fingers and know as a dozen."""
ANGLES = ("30", "36", "40", "45", "60", "72", "90", "120", "135", "144", "150", "180")
LENGTHS = ("20", "30", "40", "50", "60", "80", "100", "120", "150", "200")
"""What is tried instead in a drawing, where a number above a dozen turns or moves: turns of regular shapes and stars, round lengths."""
COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")
SIGNS = ("+", "-", "*")
TOKEN = re.compile(
    r"""(?P<text>"[^"]*"|'[^']*'|“[^”]*”)|(?P<number>(?<![\w.])\d+(?![\w.]))|(?P<compare><=|>=|==|!=|<|>)|(?P<sign>(?<![*/=(,])\s[-+*]\s)|(?P<way>\b(?:left|right)(?=\())"""
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
    starting: bool = False
    """Is it what a variable gets first: `eggs = 6`?"""

    @property
    def gapped(self) -> str:
        """The text with the gap."""
        return self.filled(GAP)

    def filled(self, text: str) -> str:
        return self.source[: self.start] + text + self.source[self.end :]


def gaps(stage: Stage, source: str = "") -> tuple[Gap, ...]:
    """Every place in the order of the text."""
    text = source or stage.source
    program = parsed(text, stage.setting)
    on: dict[int, object] = {line: node for line, _, node in rows(program.body)} if program is not None else {}
    found: list[Gap] = []
    begin = 0
    sides = _sides(stage)
    if stage.program.language == "blocks" and program is not None:
        return _of_blocks(stage, text, program)
    for number, line in enumerate(text.rstrip("\n").split("\n"), 1):
        if line.strip() in sides:
            at = begin + len(line) - len(line.lstrip())
            found.append(Gap(number, at, begin + len(line), line.strip(), "side", sides, text))
        node = on.get(number)
        for match in TOKEN.finditer(line):
            start, end = begin + match.start(), begin + match.end()
            match match.lastgroup:
                case "number":
                    starts = isinstance(node, Assign) and isinstance(node.value, Number)
                    found.append(Gap(number, start, end, match[0], "number", _numbers(stage, match[0], node), text, starts))
                case "compare":
                    found.append(Gap(number, start, end, match[0], "comparison", COMPARISONS, text))
                case "sign":
                    found.append(Gap(number, start + 1, end - 1, match[0].strip(), "sign", SIGNS, text))
                case "way" if stage.program.language == "python":
                    found.append(Gap(number, start, end, match[0], "side", ("left", "right"), text))
        begin += len(line) + 1
    return tuple(found)


def _of_blocks(stage: Stage, text: str, program: Program) -> tuple[Gap, ...]:
    """Places of blocks in the order of the program's tree, which is the same in every language; in the text they may stand otherwise."""
    found: list[Gap] = []
    nodes = {line: node for line, _, node in rows(program.body)}
    shown = text.rstrip("\n").split("\n")
    starts = [sum(len(line) + 1 for line in shown[:at]) for at in range(len(shown))]
    for place in blocks_places.places(program, stage.messages.language):
        row = shown[place.line - 1]
        start = starts[place.line - 1] + len(row) - len(row.lstrip()) + place.start
        if text[start : start + len(place.was)] != place.was:
            continue  # not as we print it
        node = nodes.get(place.line)
        starting = place.kind == "number" and isinstance(node, Assign) and isinstance(node.value, Number)
        candidates = {
            "number": _numbers(stage, place.was, node) if place.kind == "number" else (),
            "comparison": blocks_places.COMPARISONS,
            "sign": SIGNS,
        }[place.kind]
        found.append(Gap(place.line, start, start + len(place.was), place.was, place.kind, candidates, text, starting))
    for number, node in nodes.items():
        if isinstance(node, Turn) and (words := _turned(stage, node)):
            spot = re.search(rf"(?<!\S){re.escape(words[0])}(?!\S)", shown[number - 1])
            if spot:
                start = starts[number - 1] + spot.start()
                found.append(Gap(number, start, start + len(words[0]), words[0], "side", tuple(sorted(words)), text))
    return tuple(sorted(found, key=lambda gap: gap.line))


def _turned(stage: Stage, turn: Turn) -> tuple[str, str] | None:
    """The one word that says to which side a block turns, and that of the other side; None where they differ in more."""
    other = replace(turn, side="left" if turn.side == "right" else "right", text="")
    pair = [
        lines(Program("blocks", (node,)), stage.messages.language)[0].text.split(" ") for node in (replace(turn, text=""), other)
    ]
    if len(pair[0]) != len(pair[1]):
        return None
    different = [words for words in zip(*pair, strict=True) if words[0] != words[1]]
    return different[0] if len(different) == 1 else None


def _numbers(stage: Stage, was: str, on: object) -> tuple[str, ...]:
    """What is tried in place of a number."""
    if stage.view == "drawing" and int(was) > int(NUMBERS[-1]):
        return ANGLES if isinstance(on, Turn) or was in set(ANGLES) - set(LENGTHS) else LENGTHS
    return NUMBERS


def _sides(stage: Stage) -> tuple[str, ...]:
    """The robot's words for both turns, where the program is the robot's."""
    if stage.program.language != "robot":
        return ()
    robot = load(stage.tag).robot
    return robot["left"][0], robot["right"][0]
