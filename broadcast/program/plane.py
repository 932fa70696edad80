"""The plane of a turtle or sprite while a program runs: where it is, which way it looks, what it draws.

Units are the program's own, (0, 0) in the middle, y upwards; headings are degrees clockwise from up. Places are kept as they come out and are
rounded to a millionth where they are seen, so that equal pictures are equal.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from broadcast.program.limits import Stop
from broadcast.program.trace import Spot, Stroke
from broadcast.program.world import FOUND

if TYPE_CHECKING:
    from broadcast.lesson.model import World

HALF_WIDTH, HALF_HEIGHT = 240, 180
"""Of Scratch's stage: 480 by 360."""
MARGIN = 60
"""A sprite that is nearer than this to the edge may touch it or not: that depends on its picture."""
FURTHEST = 1e6
PLACES = 6
USUAL_HEADING = 90.0


def rounded(amount: float) -> float:
    """To a millionth, and no minus before a zero."""
    return round(amount, PLACES) + 0.0


def plain(amount: float) -> int | float:
    """A whole number as such."""
    seen = rounded(amount)
    return int(seen) if seen.is_integer() else seen


def first_heading(world: World | None) -> float:
    """Which way it looks at the start: what the world says in degrees, else to the right.

    A world of which nothing is said has the grid's `5` there; that is no angle that a lesson starts with.
    """
    if world is None or world.facing.strip() in ("", "5"):
        return USUAL_HEADING
    try:
        return float(world.facing) % 360
    except ValueError:
        return USUAL_HEADING


class Plane:
    """A turtle or sprite on its plane. `stage`: it cannot leave 480 by 360, and its pen is up until it is told otherwise.

    A turtle's pen is down at the start, as in Python, in Blockly and in Logo.
    """

    def __init__(self, world: World | None, *, stage: bool = False) -> None:
        self.stage = stage
        self.x = self.y = 0.0
        self.heading = first_heading(world)
        self.turned = False
        """Did it ever turn? From then on its place has decimals that no two machines count alike."""
        self.pen = not stage
        self.colour = ""
        self.width = 1.0
        self.strokes: list[Stroke] = []

    @property
    def spot(self) -> Spot:
        return Spot(rounded(self.x), rounded(self.y), rounded(self.heading) % 360, self.pen)

    def to(self, x: float, y: float) -> None:
        """Go there in a straight line, drawing where the pen is down."""
        if not (abs(x) <= FURTHEST and abs(y) <= FURTHEST):
            raise Stop("big-number", "the turtle goes further than anybody can draw")
        if self.stage and (abs(rounded(x)) > HALF_WIDTH or abs(rounded(y)) > HALF_HEIGHT):
            raise Stop("unknowable", "the sprite would leave the stage: how far it gets depends on its picture")
        if self.pen:
            ends = rounded(self.x), rounded(self.y), rounded(x), rounded(y)
            if ends[:2] != ends[2:]:
                self.strokes.append(Stroke(*ends, self.colour, self.width))
        self.x, self.y = x, y

    def forward(self, steps: float) -> None:
        angle = math.radians(self.heading)
        self.to(self.x + steps * math.sin(angle), self.y + steps * math.cos(angle))

    def turn(self, degrees: float) -> None:
        """To the right; to the left where it is below zero."""
        self.point(self.heading + degrees)

    def point(self, heading: float) -> None:
        if not abs(heading) <= FURTHEST:
            raise Stop("big-number", "the turtle turns more than anybody can draw")
        self.turned = self.turned or heading % 360 != self.heading
        self.heading = heading % 360

    def circle(self, radius: float, extent: float) -> None:
        """As Python's turtle walks one: many short lines, with the middle at its left hand."""
        steps = 1 + int(min(11 + abs(radius) / 6, 59) * abs(extent) / 360)
        if steps > 360:
            raise Stop("steps", "the circle goes round too often")
        turn = extent / steps
        length = 2 * radius * math.sin(math.radians(turn / 2))
        if radius < 0:
            length, turn = -length, -turn
        self.turn(-turn / 2)
        for _ in range(steps):
            self.forward(length)
            self.turn(-turn)
        self.turn(turn / 2)

    def write(self, do: str, value: Any) -> None:
        """What the pen is told."""
        match do:
            case "down" | "up":
                self.pen = do == "down"
            case "clear":
                self.strokes.clear()
            case "colour":
                self.colour = str(value)
            case "width":
                self.width = max(float(value), 0.0)
            case "change-width":
                self.width = max(self.width + float(value), 0.0)

    def senses(self, what: str) -> int | float | bool:
        """Its place, where it looks as Scratch counts (−179 to 180), whether it is at the edge of the stage."""
        match what:
            case "x":
                return plain(self.x)
            case "y":
                return plain(self.y)
            case "direction":
                return plain(180 - (180 - rounded(self.heading)) % 360)
            case "edge" if self.stage:
                return self.at_edge()
        raise Stop("no-world" if what in FOUND else "unknowable", f"nobody can know the {what} on a plane beforehand")

    def at_edge(self) -> bool:
        across, upright = HALF_WIDTH - abs(rounded(self.x)), HALF_HEIGHT - abs(rounded(self.y))
        if across <= 0 or upright <= 0:
            return True
        if min(across, upright) < MARGIN:
            raise Stop("unknowable", "so near to the edge it depends on the sprite's picture whether it touches it")
        return False
