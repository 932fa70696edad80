"""The goal of an item in words: where the robot should stop, or what the program should say; on air, and on the sheet."""

from __future__ import annotations

import re

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
    """Would naming it give away what another box asks for, or ask for the same again?"""
    told = {goal.square} if goal.square else set(goal.said)
    if told & stage.given_away or goal.square in stage.ends:
        return True
    return any(_in(text, prompt) for text in told for prompt in stage.prompts)


def _in(text: str, prompt: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(text.strip())}(?!\w)", prompt) is not None


def should(stage: Stage, goal: Outcome) -> Phrase:
    """It should stop on C1."""
    if goal.square:
        return stage.say("goal.square", square=goal.square)
    return stage.say("goal.says", text=words.said(goal.said, stage.messages))
