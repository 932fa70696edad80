"""What MakeCode's calls do, by a table of their names: the micro:bit, Minecraft's agent, the arcade's games.

A call that is not here keeps its own words, as `Effect` of kind `other`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from broadcast.program.makecode_tree import Func, Invoke, Member, Node, Num, Sign, Str, Template
from broadcast.program.makecode_values import ZERO, chosen, dotted, words
from broadcast.program.model import (
    Assign,
    Binary,
    Block,
    Call,
    Change,
    Do,
    Effect,
    Expression,
    Method,
    Move,
    Name,
    Number,
    Pen,
    Say,
    Send,
    Text,
    Turn,
)

if TYPE_CHECKING:
    from broadcast.program.makecode_values import Values

SAID = (
    "basic.showString", "basic.showNumber", "player.say", "game.splash", "game.showLongText", "game.say", "serial.writeLine",
    "serial.writeNumber", "console.log", "serial.writeString",
)  # fmt: skip
"""Calls that show a text or number."""
WAITS = ("basic.pause", "loops.pause", "pause", "music.rest")
LEFT = ("LEFT_TURN", "Left", "LEFT")
FOREVER = ("basic.forever", "loops.forever", "forever")
EVENTS = {
    "input.onButtonPressed": "button", "input.onButtonEvent": "button", "input.onPinPressed": "button", "input.onGesture": "shake",
    "player.onChat": "message", "radio.onReceivedMessage": "message",
}  # fmt: skip


def does(values: Values, node: Invoke, line: int) -> Block:
    """The lines that a call is."""
    path, given = dotted(node.function), node.arguments

    def hole(at: int, default: Expression = ZERO) -> Expression:
        return values.value(given[at], line) if at < len(given) else default

    if path in SAID:
        return (Say(0, hole(0, Text(""))),)
    if path in WAITS:
        return (Effect(0, "wait", seconds(values, given[0], line) if given else Number(0)),)
    match path:
        case "basic.showIcon" | "basic.showArrow":
            return (Effect(0, "icon", None, chosen(given)),)
        case "basic.showLeds":
            return (Effect(0, "icon", None, leds(given)),)
        case "basic.clearScreen":
            return (Effect(0, "other", None, "clear screen"),)
        case "music.playTone" | "music.ringTone":
            return (Effect(0, "note", hole(0)),)
        case "music.playMelody" | "music.startMelody" | "music.beginMelody" | "music.playSoundEffect":
            return (Effect(0, "sound", None, chosen(given)),)
        case "radio.sendString" | "radio.sendMessage" if given and isinstance(given[0], Str | Member):
            return (Send(0, chosen(given)),)
        case "info.setScore" | "game.setScore" | "info.setLife" | "game.setLife":
            return (Assign(0, Name(_counter(path)), hole(0)),)
        case "info.changeScoreBy" | "game.addScore" | "info.changeLifeBy" | "game.addLife":
            return (Change(0, Name(_counter(path)), "+", hole(0, Number(1))),)
        case "game.removeLife":
            return (Change(0, Name("life"), "-", hole(0, Number(1))),)
        case "turtle.forward" | "turtle.back":
            return (Move(0, hole(0, Number(1)), path.endswith("back"), not given),)
        case "turtle.turnLeft" | "turtle.turnRight":
            return (Turn(0, "left" if path.endswith("Left") else "right"),)
        case "turtle.pen" if chosen(given) in ("Up", "Down"):
            return (Pen(0, "up" if chosen(given) == "Up" else "down"),)
        case "agent.move" if chosen(given) in ("FORWARD", "Forward", "BACK", "Back"):
            return (Move(0, hole(1, Number(1)), chosen(given).lower() == "back"),)
        case "agent.turn" | "agent.turnLeft" | "agent.turnRight":
            left = path.endswith("Left") or chosen(given) in LEFT
            return (Turn(0, "left" if left else "right"),)
    if isinstance(node.function, Member) and node.function.name in ("say", "sayText") and given:
        return (Say(0, hole(0)),)
    found = values.called(node, line) if not any(isinstance(each, Func | Template) for each in given) else None
    if isinstance(found, Call) and found.function not in ("random", "len", "str", "int", "float", "min", "input"):
        return (Do(0, found),)
    if isinstance(found, Method):
        return (Do(0, found),)
    return (Effect(0, "other", None, words(node)),)


def _counter(path: str) -> str:
    return "life" if path.lower().endswith(("life", "lifeby")) else "score"


def seconds(values: Values, node: Node, line: int) -> Expression:
    """Milliseconds as seconds."""
    match node:
        case Num(count):
            return Number(count // 1000 if isinstance(count, int) and not count % 1000 else count / 1000)
        case Sign("*", Num(1000), inner) | Sign("*", inner, Num(1000)):
            return values.value(inner, line)
    return Binary("/", values.value(node, line), Number(1000))


def leds(given: tuple[Node, ...]) -> str:
    """The lights of a picture, row by row."""
    if given and isinstance(given[0], Template) and all(isinstance(part, Str) for part in given[0].parts):
        text = "".join(part.value for part in given[0].parts if isinstance(part, Str))
        return " / ".join("".join(row.split()) for row in text.splitlines() if row.strip())
    return "lights"


def event(node: Invoke) -> tuple[str, str, Func] | None:
    """(event, detail, what it starts) of a call that waits for something; None where it is no such call."""
    handlers = [each for each in node.arguments if isinstance(each, Func)]
    path = dotted(node.function)
    if len(handlers) != 1 or not path:
        return None
    given = tuple(each for each in node.arguments if not isinstance(each, Func))
    kind = EVENTS.get(path, "other")
    detail = chosen(given)
    match kind:
        case "button":
            return "button", "A+B" if detail == "AB" else detail, handlers[0]
        case "shake" if detail == "Shake":
            return "shake", "", handlers[0]
        case "message":
            return "message", detail, handlers[0]
    if path.startswith("controller.") and path.endswith(".onEvent"):
        return "button", path.split(".")[1], handlers[0]
    if path in ("loops.everyInterval", "game.onUpdateInterval") and given and isinstance(given[0], Num):
        return "other", f"every {given[0].value / 1000:g} seconds", handlers[0]
    said = words(node)
    return "other", f"{said} {' '.join(handlers[0].parameters)}".strip(), handlers[0]
