"""CPython itself as the judge of programs that the tests made up: nothing else ever reaches it.

It runs in a process of its own, one for many programs: a request a line, an answer a line.

    {"source": …, "inputs": […], "prompt": false}
    {"output": …, "names": {name: repr}, "lines": [[line, function], …], "error": "" or "KeyError", "line": of the error}
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from typing import Any

WORKER = """
import ast, builtins, contextlib, io, json, random, math, resource, sys, types

resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
BUILT_IN = ("print range len max min abs str int sum sorted round list float bool dict tuple enumerate zip reversed any all chr ord divmod pow "
            "type bin isinstance").split()
KNOWN = {name: getattr(builtins, name) for name in BUILT_IN}

def only(name, *rest):
    if name in ("random", "math", "time", "turtle"):
        return __import__(name, *rest)
    raise ImportError(name)

def run(asked):
    lines, answers = [], iter(asked["inputs"])

    def ask(prompt=""):
        print(prompt, end="")
        return next(answers)

    def tracer(frame, event, _):
        if frame.f_code.co_filename != "<lesson>" or frame.f_code.co_name in ("<listcomp>", "<genexpr>"):
            return None
        if event == "line":
            lines.append([frame.f_lineno, frame.f_code.co_name])
        return tracer

    names = {"__name__": "__main__", "__builtins__": {**KNOWN, "input": ask, "__import__": only, "exit": sys.exit}}
    output, error, line = io.StringIO(), "", 0
    random.seed(1)
    with contextlib.redirect_stdout(output):
        try:
            if asked["prompt"]:
                parts = [compile(ast.Interactive([part]), "<lesson>", "single") for part in ast.parse(asked["source"]).body]
            else:
                parts = [compile(asked["source"], "<lesson>", "exec")]
            sys.settrace(tracer)
            for part in parts:
                exec(part, names)
        except SystemExit:
            pass
        except BaseException as fault:
            sys.settrace(None)
            error, trace = type(fault).__name__, fault.__traceback__
            while trace:
                line = trace.tb_lineno if trace.tb_frame.f_code.co_filename == "<lesson>" else line
                trace = trace.tb_next
        finally:
            sys.settrace(None)
    odd = (types.FunctionType, types.ModuleType, types.BuiltinFunctionType)
    kept = {name: repr(value) for name, value in names.items() if not name.startswith("__") and not isinstance(value, odd)}
    return {"output": output.getvalue(), "names": kept, "lines": lines, "error": error, "line": line}

for asked in sys.stdin:
    print(json.dumps(run(json.loads(asked))), flush=True)
"""
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


class Judge:
    """The process."""

    def __init__(self) -> None:
        self.running = subprocess.Popen(
            [sys.executable, "-I", "-c", WORKER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, source: str, inputs: tuple[str, ...] = (), prompt: bool = False) -> Judged:
        assert self.running.stdin is not None and self.running.stdout is not None
        self.running.stdin.write(json.dumps({"source": source, "inputs": inputs, "prompt": prompt}) + "\n")
        self.running.stdin.flush()
        told: dict[str, Any] = json.loads(self.running.stdout.readline())
        lines = tuple((line, name) for line, name in told["lines"])
        return Judged(told["output"], told["names"], lines, KINDS.get(told["error"], told["error"]), told["line"])


@cache
def judge() -> Judge:
    return Judge()
