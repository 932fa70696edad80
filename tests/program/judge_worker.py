"""The process in which CPython judges; `judge` starts it and tells what is asked and answered."""

from __future__ import annotations

import ast
import builtins
import contextlib
import io
import json
import math
import random
import resource
import sys
import types

resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
BUILT_IN = [
    "print",
    "range",
    "len",
    "max",
    "min",
    "abs",
    "str",
    "int",
    "sum",
    "sorted",
    "round",
    "list",
    "float",
    "bool",
    "dict",
    "tuple",
    "enumerate",
    "zip",
    "reversed",
    "any",
    "all",
    "chr",
    "ord",
    "divmod",
    "pow",
    "type",
    "bin",
    "isinstance",
]
KNOWN = {name: getattr(builtins, name) for name in BUILT_IN}


class Pen:
    """Python's turtle without its window: it writes down what it draws. (Python's own wants a screen.)"""

    def __init__(self):
        self.x = self.y = 0.0
        self.turned, self.down, self.drawn = 0.0, True, []
        pens.append(self)

    def goto(self, x, y=None):
        x, y = x if y is None else (x, y)
        if self.down and math.hypot(x - self.x, y - self.y) > 1e-6:
            self.drawn.append([self.x, self.y, x, y])
        self.x, self.y = float(x), float(y)

    def forward(self, steps):
        self.goto(self.x + steps * math.cos(math.radians(self.turned)), self.y + steps * math.sin(math.radians(self.turned)))

    def left(self, angle):
        self.turned += angle

    def circle(self, radius, extent=360):  # as in CPython's Lib/turtle.py
        steps = 1 + int(min(11 + abs(radius) / 6.0, 59.0) * (abs(extent) / 360))
        w = 1.0 * extent / steps
        w2, length = 0.5 * w, 2.0 * radius * math.sin(math.radians(0.5 * w))
        if radius < 0:
            length, w, w2 = -length, -w, -w2
        self.left(w2)
        for _ in range(steps):
            self.forward(length)
            self.left(w)
        self.left(-w2)

    def back(self, steps):
        self.forward(-steps)

    def right(self, angle):
        self.left(-angle)

    def setheading(self, angle):
        self.turned = angle

    def setx(self, x):
        self.goto(x, self.y)

    def sety(self, y):
        self.goto(self.x, y)

    def home(self):
        self.goto(0, 0)
        self.turned = 0

    def penup(self):
        self.down = False

    def pendown(self):
        self.down = True

    def clear(self):
        self.drawn = []

    def xcor(self):
        return round(self.x, 6)

    def ycor(self):
        return round(self.y, 6)

    def quiet(self, *_, **__):
        pass

    fd, bk, lt, rt, seth, setpos, pu, pd = forward, back, left, right, setheading, goto, penup, pendown
    color = pencolor = pensize = speed = shape = hideturtle = showturtle = begin_fill = end_fill = dot = write = done = (
        bgcolor
    ) = stamp = quiet


pens = []


def turtles():
    made = types.ModuleType("turtle")
    pens.clear()
    usual = Pen()
    for name in dir(usual):
        if not name.startswith("_") and callable(getattr(usual, name)):
            setattr(made, name, getattr(usual, name))
    made.Turtle = made.Pen = Pen
    made.Screen = lambda: types.SimpleNamespace(bgcolor=usual.quiet, exitonclick=usual.quiet)
    return made


def only(name, *rest):
    if name in ("random", "math", "time", "turtle"):
        return __import__(name, *rest)
    raise ImportError(name)


def run(asked):
    lines, answers = [], iter(asked["inputs"])
    sys.modules["turtle"] = turtles()

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
    odd = (types.FunctionType, types.ModuleType, types.BuiltinFunctionType, types.MethodType, types.SimpleNamespace, Pen)
    strokes = [stroke for pen in pens for stroke in pen.drawn]
    kept = {
        name: repr(value)
        for name, value in names.items()
        if not name.startswith("__") and value is not Pen and not isinstance(value, odd)
    }
    return {"output": output.getvalue(), "names": kept, "lines": lines, "error": error, "line": line, "strokes": strokes}


if __name__ == "__main__":
    for asked in sys.stdin:
        print(json.dumps(run(json.loads(asked))), flush=True)
