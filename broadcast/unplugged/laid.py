"""What lies and stands on the squared paper, told for whoever has no sheet."""

from __future__ import annotations

from broadcast.language.phrase import Phrase
from broadcast.unplugged import words
from broadcast.unplugged.stage import Stage

MOST_WALLS = 3
"""Walls that are told one by one; more are only drawn."""


def things(stage: Stage) -> list[Phrase]:
    """What lies and stands on the paper, for whoever has no sheet."""
    world = stage.code.world
    assert world is not None
    found: list[Phrase] = []
    if world.items:
        found.append(stage.say("place.items", squares=words.several(dict.fromkeys(world.items), stage.messages)))
    blocked = [wall for wall in world.walls if "-" not in wall]
    walls = [wall.split("-") for wall in world.walls if "-" in wall]
    if blocked:
        found.append(stage.say("place.blocked", squares=words.several(blocked, stage.messages)))
    if 0 < len(walls) <= MOST_WALLS:
        found += [stage.say("place.wall", one=one, other=other) for one, other in walls]
    elif walls:
        found.append(stage.say("place.walls", count=len(walls)))
    for kind in dict.fromkeys(kind for _, kind in world.marks):
        squares = [square for square, other in world.marks if other == kind]
        found.append(stage.say(f"place.mark.{kind}", squares=words.several(squares, stage.messages)))
    if world.goal:
        found.append(stage.say("place.goal", square=world.goal))
    return found
