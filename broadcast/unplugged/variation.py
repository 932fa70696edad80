"""Sisters of a program: the same lines with one number or one turn changed, so that what stands in an earlier box is no help."""

from __future__ import annotations

from dataclasses import dataclass

from broadcast.program import mutants
from broadcast.program import source as printed
from broadcast.unplugged import goals
from broadcast.unplugged.gaps import gaps
from broadcast.unplugged.judging import Outcome, proven
from broadcast.unplugged.stage import Stage

CHANGES = (
    "steps-one-more", "steps-one-fewer", "one-round-fewer", "one-round-more", "off-by-one", "left-for-right", "right-for-left", "comparison", "operator",
)  # fmt: skip
"""Changes that make a good program of its own."""
MOST = 8
"""Versions that are looked at: each is searched for gaps and bugs with many runs."""


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
    seen, taken = {stage.outcome}, stage.printed
    for text in _texts(stage):
        if len(found) == MOST:
            break
        if text in taken:
            continue
        goal = proven(text, stage.setting, stage.view)
        if goal is None or not goals.sayable(goal) or goals.stands(stage, goal) or goal in seen:
            continue
        if stage.moves and goal.square == stage.trace.start.square:
            continue
        if not goals.usual(stage, goal):
            continue
        seen.add(goal)
        found.append(Version(text, goal))
    return found


def _texts(stage: Stage) -> list[str]:
    """Every other version: children's changes first, then other numbers, the nearest first."""
    every = sorted(
        (mutant for mutant in mutants(stage.program) if mutant.name in CHANGES and not _unseen(stage, mutant.name)),
        key=lambda one: (CHANGES.index(one.name), one.line),
    )
    texts = [printed(mutant.program, stage.messages.language) for mutant in every]
    numbers = [gap for gap in gaps(stage) if gap.kind == "number"]
    near = sorted(
        (
            (abs(int(value) - int(gap.was)), at, value)
            for at, gap in enumerate(numbers)
            for value in gap.candidates
            if value != "1"
        ),
        key=lambda one: (one[0], one[1], int(one[2])),
    )
    texts += [numbers[at].filled(value) for far, at, value in near if far]
    return list(dict.fromkeys(texts))


def _unseen(stage: Stage, name: str) -> bool:
    """A picture has no scale: a line of 101 looks like one of 100."""
    return stage.view == "drawing" and name in ("steps-one-more", "steps-one-fewer", "off-by-one")
