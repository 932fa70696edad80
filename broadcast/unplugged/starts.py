"""Where the robot has to stand before something is run: back on its square, or turned where it is."""

from __future__ import annotations

from broadcast.language.phrase import Phrase
from broadcast.program.trace import Pose
from broadcast.unplugged.rounds import variables
from broadcast.unplugged.stage import Stage
from broadcast.unplugged.words import names

MOVING = ("trace", "path", "bug", "blank", "parsons", "order", "faded", "change")
"""Activities after which the class's robot stands somewhere else."""


def facing(stage: Stage, key: str, start: Pose, **slots: int) -> Phrase:
    """A message about a square and a direction, which is a row or a column at the edge."""
    if start.looks in ("up", "down"):
        return stage.say(f"{key}.row", square=start.square, row=int(start.towards), **slots)
    return stage.say(f"{key}.column", square=start.square, column=start.towards, **slots)


def back(stage: Stage) -> Phrase | None:
    """What has to be put right before a program is run once more, or another one: robot or papers. None: all is ready."""
    if stage.moves:
        place = any(activity.kind in MOVING and activity.turns for activity in stage.before)
        return facing(stage, "start.back", stage.trace.start) if place and not _just_placed(stage) else None
    have = {
        name
        for activity in stage.before
        if activity.kind in ("place", "trace")
        for box in activity.boxes
        for figure in box.figures
        for name in _header(figure)
    }
    new = [name for name in variables(stage.program) if name not in have]
    return stage.say("start.papers", count=len(new), names=names(new, stage.program, stage.messages)) if new else None


def _just_placed(stage: Stage) -> bool:
    """Was it set up since it last moved?"""
    told = [activity.kind for activity in stage.before if activity.turns and activity.kind in (*MOVING, "place")]
    return bool(told) and told[-1] == "place"


def _header(figure: object) -> tuple[str, ...]:
    return getattr(figure, "header", ())
