"""Lines that move and draw, and those of sprites, messages and events, in words: "lift the pen", "go to x ten, y twenty"."""

from __future__ import annotations

from broadcast.language.phrase import Phrase
from broadcast.program.gloss_values import Worded
from broadcast.program.model import (
    Branch,
    Circle,
    Effect,
    Expression,
    Go,
    Move,
    Number,
    Pen,
    Pick,
    Point,
    Put,
    Say,
    Send,
    Statement,
    Stop,
    Text,
    Turn,
    Unary,
    When,
)

FRACTIONS = {45: "half-quarter", 90: "quarter", 180: "half", 360: "full"}
"""Turns that have a name."""
WAYS = {0: "up", 90: "right", 180: "down", -90: "left", 270: "left"}
"""Directions of the plane that have a name: 0 is up."""


class Staged(Worded):
    """The lines of a robot, a turtle or a sprite."""

    def staged(self, on: Statement | Branch) -> Phrase | None:
        """Such a line's clause; None for a line of another kind."""
        match on:
            case Move(steps=steps, back=back):
                return self.move(steps, back)
            case Turn():
                return self.turn(on)
            case Pick():
                return self.say("pick")
            case Put():
                return self.say("put")
            case Say(value=value, seconds=None):
                return self.say("say", values=self.value(value))
            case Say(value=value, seconds=seconds) if seconds is not None:
                return self.counted("say.for", seconds, values=self.value(value))
            case Point():
                return self.point(on)
            case Go():
                return self.glide(on, self.go(on))
            case Circle():
                return self.circle(on)
            case Pen(do=do, value=None):
                return self.say(f"pen.{do}.bare" if do in ("colour", "width", "change-width") else f"pen.{do}")
            case Pen(do="colour", value=Text(colour)):
                return self.say("pen.colour", value=self.colour(colour))
            case Pen(do=do, value=value) if value is not None:
                return self.say(f"pen.{do}", value=self.plain(value))
            case Effect():
                return self.effect(on)
            case Send(message=message, waits=waits):
                return self.say(
                    "send.wait" if waits else "send", message=self.quoted(message) if message.strip() else self.say("empty-text")
                )
            case Stop(what=what):
                return self.say(f"stop.{what}")
            case When(event=event, detail=detail):
                known = f"when.{event}.any"
                if detail.strip("_ ").casefold() in ("", "any") and self.messages.has(f"speech.{known}"):
                    return self.say(known)
                return self.say(f"when.{event}", detail=self.quoted(detail) if event == "message" else self.thing(detail))
        return None

    def move(self, steps: Expression, back: bool) -> Phrase:
        match steps:
            case Number(value):
                return self.say("back" if back else "forward", steps=value if isinstance(value, int) else str(value))
            case Unary("-", Number() as number):
                return self.move(number, not back)
        return self.say("walk.back" if back else "walk", value=self.value(steps))

    def turn(self, on: Turn) -> Phrase:
        match on.angle:
            case None:
                return self.say(f"quarter.{on.side}" if on.degrees else on.side)
            case Number(int() as angle) if angle in FRACTIONS:
                return self.say(f"{FRACTIONS[angle]}.{on.side}")
        return self.counted(f"turn.{on.side}", on.angle)

    def counted(self, key: str, value: Expression, **slots: Phrase) -> Phrase:
        """With a number that is written there, which the plural follows; anything else is worked out first."""
        if isinstance(value, Number) and isinstance(value.value, int):
            return self.say(key, count=value.value, **slots)
        return self.say(f"{key}.value", value=self.value(value), **slots)

    def plain(self, value: Expression) -> Phrase:
        """A colour, a sound or a picture: its name without quotes."""
        return self.detail(value.value) if isinstance(value, Text) else self.value(value)

    def point(self, on: Point) -> Phrase:
        match on.direction:
            case None:
                return self.say("point.towards", detail=self.thing(on.towards))
            case Number(int() as angle) if angle in WAYS:
                return self.say(f"point.{WAYS[angle]}")
            case Unary("-", Number(90)):
                return self.say("point.left")
        return self.counted("point", on.direction)

    def go(self, on: Go) -> Phrase:
        if on.to or (on.x is None and on.y is None):
            return self.say("go.to", detail=self.thing(on.to))
        if not on.by:
            match on.x, on.y:
                case Number(0), Number(0):
                    return self.say("go.middle")
            slots = {name: self.value(value) for name, value in (("x", on.x), ("y", on.y)) if value is not None}
            return self.say(f"go.{''.join(slots)}", **slots)
        steps = [self.step(axis, value) for axis, value in (("x", on.x), ("y", on.y)) if value is not None]
        return self.sequence(steps)

    def step(self, axis: str, value: Expression) -> Phrase:
        """So far to a side: a number below zero goes the other way."""
        ways = ("right", "left") if axis == "x" else ("up", "down")
        match value:
            case Unary("-", Number(int() as count)):
                return self.say(f"step.{ways[1]}", count=count)
            case Number(int() as count):
                return self.say(f"step.{ways[0]}", count=count)
        return self.say(f"step.{axis}", value=self.value(value))

    def glide(self, on: Go, clause: Phrase) -> Phrase:
        return clause if on.seconds is None else self.counted("glide", on.seconds, clause=clause)

    def circle(self, on: Circle) -> Phrase:
        if on.extent is None:
            return self.say("circle", value=self.value(on.radius))
        return self.say("circle.part", value=self.value(on.radius), angle=self.value(on.extent))

    def effect(self, on: Effect) -> Phrase:
        kind, value, detail = on.kind, on.value, on.detail
        if kind == "wait" and value is not None:
            return self.counted("effect.wait", value)
        if kind == "wait-until" and value is not None:
            return self.say("effect.wait-until", test=self.test(value))
        if kind == "other":
            known = f"effect.other.{detail.strip().casefold().replace(' ', '-')}"
            return self.say(known) if self.messages.has(f"speech.{known}") else self.detail(detail)
        if kind == "think" and value is not None:
            return self.say("effect.think", value=self.value(value))
        slots: dict[str, Phrase] = {}
        if value is not None:
            slots["value"] = self.plain(value)
        if detail or kind in ("effect", "effect-by"):
            slots["detail"] = self.thing(detail)
        if kind in ("effect", "effect-by"):
            return self.say(f"effect.{kind}" if value is not None else "effect.effect.clear", **slots)
        if kind in ("wait", "show", "hide", "bounce", "wait-until"):
            return self.say(f"effect.{kind}.bare" if kind.startswith("wait") else f"effect.{kind}")
        named = slots.get("detail") or slots.get("value")
        return self.say(f"effect.{kind}", value=named) if named else self.say(f"effect.{kind}.bare")
