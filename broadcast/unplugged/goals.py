"""The goal of an item in words: where the robot should stop, what should be drawn, or what the program should say.

A drawing stands as a picture in the box. Its shape is named where the name says everything that counts; else it is "the picture in box four".
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from broadcast.language.counting import free
from broadcast.language.phrase import Phrase
from broadcast.unplugged import words
from broadcast.unplugged.judging import Outcome
from broadcast.unplugged.stage import Stage
from broadcast.unplugged.strokes import Drawn, apart, shape

MOST_SAID = 2
"""Lines that a goal can name."""
MOST_LETTERS = 60
"""Of such a line: wide, because a line that is short in one language is long in another, and boxes are the same in all."""


def sayable(goal: Outcome | None) -> bool:
    """Can a prompt name it?"""
    if goal is None:
        return False
    if goal.square or goal.drawn:
        return True
    return 0 < len(goal.said) <= MOST_SAID and all(line.strip() and len(line) <= MOST_LETTERS for line in goal.said)


def usual(stage: Stage, goal: Outcome) -> bool:
    """No number below zero, where the lesson's own program says none."""
    below = re.compile(r"(?<!\w)-\d")
    return not any(map(below.search, goal.said)) or any(map(below.search, stage.outcome.said))


def stands(stage: Stage, goal: Outcome) -> bool:
    """Would naming it give away what another box asks for, or ask for the same again?"""
    if goal.drawn:
        return any(
            one.goal == goal.drawn for activity in stage.before for item in activity.items for one in (item, *item.further)
        )
    told = {goal.square} if goal.square else set(goal.said)
    if told & stage.given_away or goal.square in stage.ends:
        return True
    return any(_in(text, prompt) for text in told for prompt in stage.prompts)


def _in(text: str, prompt: str) -> bool:
    return re.search(free(text.strip()), prompt) is not None


def should(stage: Stage, goal: Outcome, box: int = 0, *, name: bool = True) -> Phrase:
    """It should stop on C1. A drawing without a name is "this picture", or on air the one in a box. `name`: its name says what counts."""
    if goal.square:
        return stage.say("goal.square", square=goal.square)
    if goal.drawn:
        told = named(stage, goal.drawn) if name else None
        if told:
            return stage.say("goal.draws", shape=told)
        return stage.say("goal.picture-in", box=box) if box else stage.say("goal.picture")
    return stage.say("goal.says", text=words.said(goal.said, stage.messages))


def named(stage: Stage, drawn: Drawn) -> Phrase | None:
    """A square with sides of 100; None for what has no such name."""
    found = shape(drawn)
    if found is None:
        return None
    kind, corners, side, other = found
    match kind:
        case "polygon" if corners in (3, 4):
            return stage.say(f"shape.{corners}", side=side)
        case "polygon" | "star":
            return stage.say(f"shape.{kind}", corners=corners, side=side)
        case "rectangle":
            return stage.say("shape.rectangle", side=side, other=other)
    return stage.say("shape.line", side=side)


def nameable(goal: Outcome, others: Iterable[Outcome | None]) -> bool:
    """Does the name of its shape fit none of the other ends that somebody could come to?"""
    found = shape(goal.drawn) if goal.drawn else None
    return found is not None and all(
        other is None or other == goal or not other.drawn or shape(other.drawn) != found for other in others
    )


def distinct(goal: Outcome, others: Iterable[Outcome | None]) -> bool:
    """Can everybody tell the goal from the other ends? A picture has no scale: without a name it has to look different."""
    ends = [other for other in others if other is not None and other != goal]
    if not goal.drawn or nameable(goal, ends):
        return True
    return all(apart(goal.drawn, other.drawn) for other in ends)
