"""Another judge of answers: programs as printed, put into Python by rules of our own, and run by CPython in a process of its own.

Nothing of `broadcast.program` is asked. The robot's English words become lines of Python one for one, so that lines keep their numbers.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from broadcast.unplugged.model import Item, Source

SENSE = {
    "wall": "wall",
    "item": "item",
    "thing": "item",
    "goal": "goal",
    "mark star": "star",
    "mark dot": "dot",
    "mark cross": "cross",
}
ROBOT = (
    (r"(forward|back) (\d+)", r"\1(\2)"),
    (r"(forward|back|left|right|pick|put)", r"\1()"),
    (r"say (?:\"([^\"]*)\"|'([^']*)'|“([^”]*)”)", lambda match: f"say({next(group for group in match.groups() if group is not None)!r})"),
    (r"repeat (\d+):", r"for _ in range(\1):"),
    (r"repeat until (.+):", lambda match: f"while not ({_sense(match[1])}):"),
    (r"if (.+):", lambda match: f"if {_sense(match[1])}:"),
    (r"else:", "else:"),
    (r"to (\w+):", r"def \1():"),
    (r"(\w+)", r"\1()"),
)  # fmt: skip
BLOCKS = (
    (r"pen (down|up)", r"pen_\1()"),
    (r"(left|right|turn left|turn right) (\d+)(?: degrees)?", lambda match: f"{match[1].split()[-1]}({match[2]})"),
    (r"turn (left|right) (\w+) degrees", r"\1(\2)"),
    (r"set (\w+) to (.+)", lambda match: f"{match[1]} = {_value(match[2])}"),
    (r"change (\w+) by (.+)", lambda match: f"{match[1]} += {_value(match[2])}"),
    (r"subtract (.+) from (\w+)", lambda match: f"{match[2]} -= {_value(match[1])}"),
    (r"(forward|back|move) (\w+)(?: steps)?", lambda match: f"{'back' if match[1] == 'back' else 'forward'}({match[2]})"),
    (r"say (\w+)", r"say(\1)"),
    (r"repeat (\w+):", r"for _ in range(\1):"),
    (
        r"if (\w+) (<=|>=|!=|==|<|>|=|≤|≥|≠) (.+):",
        lambda match: f"if {match[1]} {SIGNS.get(match[2], match[2])} {_value(match[3])}:",
    ),
    (
        r"repeat until (\w+) (<=|>=|!=|==|<|>|=|≤|≥|≠) (.+):",
        lambda match: f"while not ({match[1]} {SIGNS.get(match[2], match[2])} {_value(match[3])}):",
    ),
)
SIGNS = {"=": "==", "≠": "!=", "≤": "<=", "≥": ">="}


def _value(words: str) -> str:
    """A sum of numbers and variables, or a text."""
    if not re.fullmatch(r"\"[^\"]*\"|[\w ×*+-]+", words):
        raise ValueError(f"the judge does not know {words!r}")
    return words.replace("×", "*")


def _sense(words: str) -> str:
    plain = words.removeprefix("not ")
    return f"{'not ' if plain != words else ''}senses({SENSE[plain]!r})"


def python(language: str, source: str) -> str:
    """The program as Python, line for line."""
    if language == "python":
        return source
    table = (*BLOCKS, *ROBOT) if language == "blocks" else ROBOT
    return "\n".join(_line(line, table) for line in source.split("\n"))


def _line(line: str, table: tuple[Any, ...]) -> str:
    text = line.strip()
    if not text:
        return ""
    for pattern, made in table:
        match = re.fullmatch(pattern, text)
        if match:
            return line[: len(line) - len(line.lstrip())] + (made(match) if callable(made) else match.expand(made))
    raise ValueError(f"the judge does not know {text!r}")


@cache
def _process() -> subprocess.Popen[str]:
    path = Path(__file__).with_name("judge_engine.py")
    return subprocess.Popen([sys.executable, "-I", str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def runs(told: Source, texts: Sequence[str]) -> list[dict[str, Any]]:
    """What CPython makes of each text in the world of an item; a text that is no program has a fault."""
    process = _process()
    assert process.stdin is not None
    assert process.stdout is not None
    asked = [
        {
            "code": python(told.language, text),
            "world": told.world,
            "inputs": list(told.inputs),
            "hoist": told.language != "python",
            "zero": sorted(set(re.findall(r"(?:set|change) (\w+) ", "\n".join(texts)))) if told.language == "blocks" else [],
        }
        for text in texts
    ]
    process.stdin.write(json.dumps(asked) + "\n")
    process.stdin.flush()
    found: list[dict[str, Any]] = json.loads(process.stdout.readline())
    return found


def grid(told: Source) -> bool:
    return told.world is not None and told.world.get("kind", "grid") == "grid"


def end(told: Source, result: dict[str, Any]) -> tuple[str, ...] | None:
    """What a class sees at the end: the last square on paper, else what was said; None where it was stopped."""
    if result["fault"]:
        return None
    return (result["square"],) if grid(told) else tuple(result["out"].splitlines())


Line = Sequence[float]


def same(one: Sequence[Line], other: Sequence[Line]) -> bool:
    """Do two sets of straight lines cover each other? Asked at points along each, a hundredth of a unit is near enough."""
    return _covered(one, other) and _covered(other, one)


def _covered(lines: Sequence[Line], by: Sequence[Line]) -> bool:
    for x1, y1, x2, y2 in lines:
        count = max(2, int(((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5))
        for at in range(count + 1):
            x, y = x1 + (x2 - x1) * at / count, y1 + (y2 - y1) * at / count
            if all(_far(x, y, line) > 0.02 for line in by):
                return False
    return True


def _far(x: float, y: float, line: Line) -> float:
    x1, y1, x2, y2 = line
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    at = 0.0 if length == 0 else min(1.0, max(0.0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length))
    return float(((x - x1 - at * (x2 - x1)) ** 2 + (y - y1 - at * (y2 - y1)) ** 2) ** 0.5)


def program(item: Item) -> Source:
    assert item.program is not None, f"{item.id} has no program"
    return item.program
