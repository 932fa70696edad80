"""The goal of an item in words: where the robot should stop, or what the program should say; on air, and on the sheet."""

from __future__ import annotations

from broadcast.language.phrase import Phrase
from broadcast.unplugged import words
from broadcast.unplugged.judging import Outcome
from broadcast.unplugged.stage import Stage

MOST_SAID = 2
"""Lines that a goal can name."""
MOST_LETTERS = 60
"""Of such a line: wide, because a line that is short in one language is long in another, and boxes are the same in all."""


def sayable(goal: Outcome | None) -> bool:
    """Can a prompt name it?"""
    if goal is None:
        return False
    if goal.square:
        return True
    return 0 < len(goal.said) <= MOST_SAID and all(line.strip() and len(line) <= MOST_LETTERS for line in goal.said)


def stands(stage: Stage, goal: Outcome) -> bool:
    """Would naming it give away what an earlier box asks for?"""
    return bool(({goal.square} if goal.square else set(goal.said)) & stage.given_away)


def should(stage: Stage, goal: Outcome) -> Phrase:
    """It should stop on C1."""
    if goal.square:
        return stage.say("goal.square", square=goal.square)
    return stage.say("goal.says", text=words.said(goal.said, stage.messages))
