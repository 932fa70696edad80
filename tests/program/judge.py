"""CPython itself as the judge of programs that the tests made up: nothing else ever reaches it.

It runs in a process of its own, one for many programs: a request a line, an answer a line.

    {"source": …, "inputs": […], "prompt": false}
    {"output": …, "names": {name: repr}, "lines": [[line, function], …], "error": "" or "KeyError", "line": of the error, "strokes": of the turtle}
"""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

WORKER = Path(__file__).with_name("judge_worker.py")
KINDS = {
    "TypeError": "type", "AttributeError": "type", "NameError": "name", "UnboundLocalError": "name", "ValueError": "value", "RuntimeError": "value", "IndexError": "index",
    "KeyError": "key", "ZeroDivisionError": "zero", "StopIteration": "input", "": "",
}  # fmt: skip
"""Our word for each kind of error."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What CPython does with a program."""

    output: str
    names: dict[str, str]
    lines: tuple[tuple[int, str], ...]
    """(line, the function it belongs to; `<module>` outside of any)."""
    error: str
    """Our word for the kind of error; empty where it came to its end."""
    line: int
    strokes: tuple[tuple[float, ...], ...]
    """(x, y, x, y) of every line that the turtle drew."""


class Judge:
    """The process."""

    def __init__(self) -> None:
        self.running = subprocess.Popen(
            [sys.executable, "-I", str(WORKER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, source: str, inputs: tuple[str, ...] = (), prompt: bool = False) -> Judged:
        assert self.running.stdin is not None and self.running.stdout is not None
        self.running.stdin.write(json.dumps({"source": source, "inputs": inputs, "prompt": prompt}) + "\n")
        self.running.stdin.flush()
        told: dict[str, Any] = json.loads(self.running.stdout.readline())
        lines = tuple((line, name) for line, name in told["lines"])
        strokes = tuple(map(tuple, told["strokes"]))
        return Judged(told["output"], told["names"], lines, KINDS.get(told["error"], told["error"]), told["line"], strokes)

    def close(self) -> None:
        self.running.kill()
        self.running.wait()
        for stream in (self.running.stdin, self.running.stdout):
            if stream is not None:
                stream.close()


@cache
def judge() -> Judge:
    made = Judge()
    atexit.register(made.close)
    return made
