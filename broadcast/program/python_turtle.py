"""The words of Python's turtle, and which lines of the model they are."""

from __future__ import annotations

import ast
import re

from broadcast.program.expressions import Binary, Expression, Number, Text, Tupled, Unary
from broadcast.program.python_names import Refusal
from broadcast.program.statements import Circle, Effect, Go, Move, Pen, Point, Statement, Turn

SAME = {
    "fd": "forward", "bk": "back", "backward": "back", "lt": "left", "rt": "right", "pu": "penup", "up": "penup", "pd": "pendown", "down": "pendown",
    "setpos": "goto", "setposition": "goto", "seth": "setheading", "width": "pensize", "pencolor": "color", "ht": "hideturtle", "st": "showturtle",
}  # fmt: skip
"""Words that mean the same as another."""
TAKES = {
    "forward": (1, 1), "back": (1, 1), "left": (1, 1), "right": (1, 1), "goto": (1, 2), "setx": (1, 1), "sety": (1, 1), "setheading": (1, 1), "home": (0, 0),
    "circle": (1, 2), "penup": (0, 0), "pendown": (0, 0), "color": (1, 3), "pensize": (1, 1), "clear": (0, 0), "stamp": (0, 0), "speed": (0, 1),
    "shape": (1, 1), "hideturtle": (0, 0), "showturtle": (0, 0),
}  # fmt: skip
"""How many values each word takes."""
OTHER = (
    "begin_fill", "end_fill", "fillcolor", "bgcolor", "bgpic", "title", "setup", "screensize", "shapesize", "turtlesize", "tracer", "update", "delay",
    "colormode", "dot", "write", "done", "mainloop", "exitonclick", "bye", "getscreen", "listen",
)  # fmt: skip
"""For eyes alone: no answer depends on them."""
SENSED = {"xcor": "x", "ycor": "y"}
WORDS = frozenset((*SAME, *TAKES, *OTHER, *SENSED, "Turtle", "Screen", "Pen"))


def command(word: str, call: ast.Call, values: tuple[Expression, ...], at: int, text: str) -> Statement:
    """The line of a turtle's word, whose values are read already."""
    name = SAME.get(word, word)
    if name in OTHER:
        return Effect(at, "other", detail=plain(call), text=text)
    least, most = TAKES[name]
    if call.keywords or not least <= len(values) <= most:
        raise Refusal(call, f"{word} takes {least if least == most else f'{least} to {most}'} values here")
    match name, values:
        case (("forward" | "back"), (steps,)):
            return Move(at, steps, name == "back", text=text)
        case (("left" | "right"), (angle,)):
            return Turn(at, "left" if name == "left" else "right", angle=angle, text=text)
        case "setheading", (Number(int() as way),):
            return Point(at, Number((90 - way) % 360), text=text)
        case "setheading", (Unary("-", Number(int() as way)),):
            return Point(at, Number((90 + way) % 360), text=text)
        case "setheading", (Binary("-", Number(90), way),):
            return Point(at, way, text=text)
        case "setheading", (way,):
            return Point(at, Binary("-", Number(90), way), text=text)
        case "goto", (Tupled((x, y)),):
            return Go(at, x, y, text=text)
        case "goto", (x, y):
            return Go(at, x, y, text=text)
        case "setx", (x,):
            return Go(at, x, None, text=text)
        case "sety", (y,):
            return Go(at, None, y, text=text)
        case "home", _:
            return Go(at, Number(0), Number(0), to="home", text=text)
        case "circle", (radius, *extent):
            return Circle(at, radius, extent[0] if extent else None, text=text)
        case "color", (colour,):
            return Pen(at, "colour", colour, text=text)
        case "color", _:
            return Pen(at, "colour", Tupled(values), text=text)
        case "pensize", (width,):
            return Pen(at, "width", width, text=text)
        case (("penup" | "pendown" | "clear" | "stamp"), _):
            return Pen(at, {"penup": "up", "pendown": "down", "clear": "clear", "stamp": "stamp"}[name], text=text)  # type: ignore[arg-type]
        case "speed", _:
            return Effect(at, "speed", values[0] if values else None, text=text)
        case "shape", (Text(shape),):
            return Effect(at, "costume", detail=shape, text=text)
        case (("hideturtle" | "showturtle"), _):
            return Effect(at, "hide" if name == "hideturtle" else "show", text=text)
    raise Refusal(call, f"{word} does not take these values here")


def plain(node: ast.Call | ast.Assign) -> str:
    """The line in Python's own spelling, with constants and names alone between its brackets."""
    allowed = (
        ast.Constant,
        ast.Name,
        ast.Attribute,
        ast.Call,
        ast.keyword,
        ast.Tuple,
        ast.UnaryOp,
        ast.USub,
        ast.expr_context,
        ast.Assign,
    )
    calls = sum(isinstance(inner, ast.Call) for inner in ast.walk(node))
    if calls > 1 or not all(isinstance(inner, allowed) for inner in ast.walk(node)):
        raise Refusal(node, "only plain values stand between the brackets of this word", "Work them out on a line before")
    return re.sub(r"\s*\n\s*", " ", ast.unparse(node))
