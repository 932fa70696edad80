"""Sisters of a program: the same lines with one number or one turn changed, so that what stands in an earlier box is no help."""

from __future__ import annotations

from dataclasses import dataclass

from broadcast.program import mutants
from broadcast.program import source as printed
from broadcast.unplugged import goals
from broadcast.unplugged.judging import Outcome, proven
from broadcast.unplugged.stage import Stage

CHANGES = (
    "steps-one-more", "steps-one-fewer", "one-round-fewer", "one-round-more", "off-by-one", "left-for-right", "right-for-left", "comparison", "operator",
)  # fmt: skip
"""Changes that make a good program of its own."""


@dataclass(frozen=True, slots=True)
class Version:
    """A program with an end that a prompt can name without giving anything away."""

    source: str
    goal: Outcome


def versions(stage: Stage) -> list[Version]:
    """The program itself where nothing on the sheet shows it yet, else its sisters, in the order of CHANGES and then of the lines."""
    found = []
    if not stage.shown and goals.sayable(stage.outcome) and not goals.stands(stage, stage.outcome):
        found.append(Version(stage.source, stage.outcome))
    every = [mutant for mutant in mutants(stage.program) if mutant.name in CHANGES]
    seen = {stage.outcome}
    for mutant in sorted(every, key=lambda one: (CHANGES.index(one.name), one.line)):
        text = printed(mutant.program, stage.messages.language)
        goal = proven(text, stage.setting, stage.moves)
        if goal is None or not goals.sayable(goal) or goals.stands(stage, goal) or goal in seen:
            continue
        if stage.moves and goal.square == stage.trace.start.square:
            continue
        seen.add(goal)
        found.append(Version(text, goal))
    return found
