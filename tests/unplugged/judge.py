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


def _sense(words: str) -> str:
    plain = words.removeprefix("not ")
    return f"{'not ' if plain != words else ''}senses({SENSE[plain]!r})"


def python(language: str, source: str) -> str:
    """The program as Python, line for line."""
    if language == "python":
        return source
    return "\n".join(_line(line) for line in source.split("\n"))


def _line(line: str) -> str:
    text = line.strip()
    if not text:
        return ""
    for pattern, made in ROBOT:
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
        }
        for text in texts
    ]
    process.stdin.write(json.dumps(asked) + "\n")
    process.stdin.flush()
    found: list[dict[str, Any]] = json.loads(process.stdout.readline())
    return found


def end(told: Source, result: dict[str, Any]) -> tuple[str, ...] | None:
    """What a class sees at the end: the last square on paper, else what was said; None where it was stopped."""
    if result["fault"]:
        return None
    return (result["square"],) if told.world is not None else tuple(result["out"].splitlines())


def program(item: Item) -> Source:
    assert item.program is not None, f"{item.id} has no program"
    return item.program
