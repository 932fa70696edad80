"""Lines of blocks: from the key of a line and what stands in its slots to a statement of the model."""

from __future__ import annotations

from typing import Any

from broadcast.program.blocks_grammar import FOUND
from broadcast.program.blocks_values import down
from broadcast.program.model import (
    Assign,
    Binary,
    Block,
    Branch,
    Break,
    Call,
    Change,
    Continue,
    Define,
    Do,
    Effect,
    Expression,
    ForEach,
    Forever,
    Go,
    If,
    Item,
    Method,
    Move,
    Name,
    Number,
    Pass,
    Pen,
    Pick,
    Point,
    Print,
    Put,
    Repeat,
    RepeatUntil,
    Return,
    Say,
    Send,
    Sense,
    Statement,
    Stop,
    Turn,
    Unary,
    When,
    While,
)

EVENTS = {"start": "start", "when_key": "key", "when_click": "click", "when_message": "message", "when_clone": "clone", "when_button": "button", "when_shake": "shake", "when_other": "other"}  # fmt: skip
"""Key → `When.event`."""
PENS = {"pen_down": "down", "pen_up": "up", "pen_clear": "clear", "pen_stamp": "stamp", "pen_colour": "colour", "pen_width": "width", "pen_wider": "change-width"}  # fmt: skip
"""Key → `Pen.do`."""
EFFECTS = {
    "wait": "wait", "wait_until": "wait-until", "sound": "sound", "note": "note", "show": "show", "hide": "hide", "costume": "costume", "next_costume": "costume",
    "backdrop": "backdrop", "next_backdrop": "backdrop", "size": "size", "size_by": "size-by", "effect": "effect", "effect_by": "effect-by", "effects_clear": "effect",
    "icon": "icon", "think": "think", "speed": "speed", "bounce": "bounce", "clone": "clone", "clone_self": "clone", "other": "other",
}  # fmt: skip
"""Key → `Effect.kind`. Two keys of one kind: the one without slots is the effect without value and detail."""
STOPS = {"stop_all": "all", "stop_this": "this", "stop_others": "others"}
HOLDING = frozenset(
    {
        *EVENTS,
        "repeat",
        "until",
        "until_not",
        "while",
        "forever",
        "count",
        "count_by",
        "for_each",
        "if",
        "if_not",
        "define",
        "define_with",
    }
)
"""Keys of lines that hold the lines below them."""


def test(key: str, slots: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """A robot's `if:wall` or `until_not:item` as the line it is, with its test."""
    line, _, thing = key.partition(":")
    if not thing:
        return key, slots
    sense: Expression = Sense(FOUND[thing])  # type: ignore[arg-type]
    return line.removesuffix("_not"), {"value": Unary("not", sense) if line.endswith("_not") else sense}


def after(end: Expression) -> Expression:
    """What a count stops before, of the last number: one more. Where it counts down, `upto` is that."""
    match end:
        case Number(int() as value):
            return Number(value + 1)
        case Unary("-", Number(int() as value)) if value >= 1:
            return Number(0) if value == 1 else Unary("-", Number(value - 1))
        case Binary("-", inner, Number(1)) if upto(inner) == end:
            return inner
    return Binary("+", end, Number(1))


def upto(stop: Expression) -> Expression:
    """The other way round; `after` of it gives the same again."""
    match stop:
        case Number(int() as value) if value >= 1:
            return Number(value - 1)
        case Number(0):
            return Unary("-", Number(1))
        case Unary("-", Number(int() as value)) if value >= 1:
            return Unary("-", Number(value + 1))
        case Binary("+", inner, Number(1)) if after(inner) == stop:
            return inner
    return Binary("-", stop, Number(1))


def downwards(by: Expression) -> bool:
    return isinstance(by, Unary)


def _range(slots: dict[str, Any]) -> Call:
    by = slots.get("by")
    if by is None:
        return Call("range", (slots["from"], after(slots["to"])))
    stop = upto(slots["to"]) if downwards(by) else after(slots["to"])
    return Call("range", (slots["from"], stop, by))


def statement(line: int, key: str, slots: dict[str, Any], inside: Block) -> Statement:
    """The statement of a line; `inside` is what is indented below it."""
    if key in EVENTS:
        detail = slots.get("key") or slots.get("message") or slots.get("button") or slots.get("words") or ""
        return When(line, EVENTS[key], inside, detail)  # type: ignore[arg-type]
    if key in PENS:
        return Pen(line, PENS[key], slots.get("value"))  # type: ignore[arg-type]
    if key in EFFECTS:
        return _effect(line, key, slots)
    if key in STOPS:
        return Stop(line, STOPS[key])  # type: ignore[arg-type]
    return _moving(line, key, slots) or _controlling(line, key, slots, inside) or _keeping(line, key, slots)


def _effect(line: int, key: str, slots: dict[str, Any]) -> Effect:
    value, detail = slots.get("value"), slots.get("detail", slots.get("words", ""))
    what = slots.get("what")
    if isinstance(what, str):
        detail = what
    elif what is not None:
        value = what
    return Effect(line, EFFECTS[key], value, detail)  # type: ignore[arg-type]


def _moving(line: int, key: str, slots: dict[str, Any]) -> Statement | None:
    match key:
        case "forward" | "back":
            return Move(line, slots.get("steps", Number(1)), key == "back", "steps" not in slots)
        case "left" | "right":
            return Turn(line, "left" if key == "left" else "right")
        case "turn_left" | "turn_right":
            return Turn(line, "left" if key == "turn_left" else "right", angle=slots["angle"])
        case "pick":
            return Pick(line)
        case "put":
            return Put(line)
        case "point":
            return Point(line, slots["angle"])
        case "point_towards":
            return Point(line, None, slots["place"])
        case "go" | "go_x" | "go_y" | "glide":
            return Go(line, slots.get("x"), slots.get("y"), seconds=slots.get("seconds"))
        case "move_x" | "move_y" | "move_xy" | "glide_by":
            return Go(line, slots.get("x"), slots.get("y"), by=True, seconds=slots.get("seconds"))
        case "go_to" | "glide_to":
            return Go(line, None, None, seconds=slots.get("seconds"), to=slots["place"])
    return None


def _controlling(line: int, key: str, slots: dict[str, Any], inside: Block) -> Statement | None:
    match key:
        case "repeat":
            return Repeat(line, slots["count"], inside)
        case "until":
            return RepeatUntil(line, slots["value"], inside)
        case "while":
            return While(line, slots["value"], inside)
        case "forever":
            return Forever(line, inside)
        case "count" | "count_by":
            return ForEach(line, slots["name"], _range(slots), inside)
        case "for_each":
            return ForEach(line, slots["name"], slots["list"], inside)
        case "if":
            return If((Branch(line, slots["value"], inside),))
        case "define":
            return Define(line, slots["name"], (), inside)
        case "define_with":
            return Define(line, slots["name"], slots["parameters"], inside)
        case "call" | "call_with":
            return Do(line, Call(slots["name"], slots["values"]))
        case "do":
            return Do(line, slots["call"])
        case "send" | "send_wait":
            return Send(line, slots["message"], key == "send_wait")
        case "break":
            return Break(line)
        case "continue":
            return Continue(line)
        case "return":
            return Return(line)
        case "return_value":
            return Return(line, slots["value"])
        case "nothing":
            return Pass(line)
    return None


def _keeping(line: int, key: str, slots: dict[str, Any]) -> Statement:
    match key:
        case "say":
            return Say(line, slots["text"])
        case "say_for":
            return Say(line, slots["value"], seconds=slots["seconds"])
        case "print":
            return Print(line, (slots["value"],))
        case "ask":
            return Assign(line, Name("answer"), Call("input", (slots["prompt"],)))
        case "set":
            return Assign(line, Name(slots["name"]), slots["value"])
        case "change":
            return Change(line, Name(slots["name"]), "+", slots["value"])
        case "reduce":
            return Change(line, Name(slots["name"]), "-", slots["value"])
        case "replace":
            return Assign(line, Item(slots["list"], down(slots["index"])), slots["value"])
        case "append":
            return Do(line, Method(slots["list"], "append", (slots["value"],)))
        case "insert":
            return Do(line, Method(slots["list"], "insert", (down(slots["index"]), slots["value"])))
        case "delete":
            return Do(line, Method(slots["list"], "pop", (down(slots["index"]),)))
        case "delete_last":
            return Do(line, Method(slots["list"], "pop", ()))
    raise AssertionError(f"{key} is no line")
