"""What moves: the robot on its squared paper, or a turtle or sprite on its plane."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from broadcast.program.limits import Guard, Stop, is_number, kind
from broadcast.program.model import (
    Circle,
    Expression,
    Go,
    Move,
    Pen,
    Pick,
    Point,
    Program,
    Put,
    Turn,
)
from broadcast.program.plane import Plane
from broadcast.program.world import FOUND, Paper

if TYPE_CHECKING:
    from broadcast.lesson.model import World

Moved = Move | Turn | Pick | Put | Point | Go | Pen | Circle
"""Lines that move something."""


def plane_of(program: Program, world: World | None) -> Plane | None:
    """The plane that a program moves on: as its world says, or, without a world, if it has words of the plane."""
    if world is not None:
        return None if world.kind == "grid" else Plane(world, stage=world.kind == "stage")
    return Plane(None) if program.flat else None


class Moving(Guard):
    """Does the lines that move. The machine that inherits this works out their values."""

    paper: Paper
    plane: Plane | None

    if TYPE_CHECKING:  # of the interpreter that inherits this

        def value(self, node: Expression) -> Any: ...

    def measure(self, value: Any) -> int | float:
        """A value as a length or an angle."""
        if not is_number(value):
            raise Stop("type", f"{kind(value)} is no length and no angle")
        return value  # type: ignore[no-any-return]

    def amount_of(self, node: Expression | None) -> int | float:
        return 0 if node is None else self.measure(self.value(node))

    def moved(self, line: Moved) -> None:
        if self.plane is None:
            self._on_paper(line)
        else:
            self._on_plane(line, self.plane)

    def sensed(self, what: str) -> Any:
        if self.plane is not None:
            return self.plane.senses(what)
        if what in ("x", "y", "direction", "edge"):
            raise Stop("no-world", f"on squared paper there is no {what}")
        if what not in FOUND:
            raise Stop("unknowable", f"nobody can know the {what} beforehand")
        return self.paper.senses(what)

    # --- squared paper ---

    def _on_paper(self, line: Moved) -> None:
        match line:
            case Move(_, steps, back):
                self.walk(self.measure(self.value(steps)), back)
            case Turn(_, side, _, None):
                self.paper.turn(side)
            case Turn(_, side, _, angle) if angle is not None:
                degrees = self.measure(self.value(angle))
                if degrees % 90:
                    raise Stop("no-world", f"on squared paper the robot turns quarters, not {self.shown_text(degrees)} degrees")
                for _ in range(int(degrees // 90 % 4)):
                    self.paper.turn(side)
            case Point(_, direction) if direction is not None:
                degrees = self.measure(self.value(direction))
                if degrees % 90:
                    raise Stop(
                        "no-world",
                        f"on squared paper the robot looks along rows and columns, not {self.shown_text(degrees)} degrees",
                    )
                self.paper.look(int(degrees // 90 % 4))
            case Pick():
                self.paper.pick()
            case Put():
                self.paper.put()
            case _:
                raise Stop("no-world", "this needs a plane to draw on")

    def walk(self, steps: Any, back: bool) -> None:
        if isinstance(steps, float) and steps.is_integer():
            steps = int(steps)
        if not isinstance(steps, int) or isinstance(steps, bool):
            raise Stop("type", f"the robot walks whole steps, not {self.shown_text(steps)}")
        if steps < 0:
            steps, back = -steps, not back
        if steps > self.limits.steps:
            raise Stop("steps", f"the robot should walk {steps} steps at once")
        for _ in range(steps):
            self.paper.step(back)

    # --- the plane ---

    def _on_plane(self, line: Moved, plane: Plane) -> None:
        match line:
            case Move(_, steps, back):
                length = self.measure(self.value(steps))
                plane.forward(-length if back else length)
            case Turn(_, side, _, angle):
                degrees = 90 if angle is None else self.measure(self.value(angle))
                plane.turn(degrees if side == "right" else -degrees)
            case Point(_, None):
                raise Stop("unknowable", f"nobody can know where {line.towards} is")
            case Point(_, direction):
                plane.point(self.amount_of(direction))
            case Go():
                self._go(line, plane)
            case Circle(_, radius, extent):
                plane.circle(self.measure(self.value(radius)), 360 if extent is None else self.measure(self.value(extent)))
            case Pen(_, do, value):
                given = None if value is None else self.value(value)
                plane.write(do, self.measure(given) if do in ("width", "change-width") else self.colour(given))
            case _:
                raise Stop("no-world", "this needs squared paper")

    def _go(self, go: Go, plane: Plane) -> None:
        if go.to and go.to != "home":
            raise Stop("unknowable", f"nobody can know where {go.to} is")
        if go.seconds is not None:
            self.measure(self.value(go.seconds))
        x, y = self.amount_of(go.x), self.amount_of(go.y)
        if go.by:
            plane.to(plane.x + x, plane.y + y)
        else:
            plane.to(plane.x if go.x is None else float(x), plane.y if go.y is None else float(y))
        if go.to == "home":
            plane.point(90)

    def colour(self, value: Any) -> str:
        """The name of a colour; several numbers are named as they are written."""
        if isinstance(value, tuple | list):
            return ", ".join(self.shown_text(part) for part in value)
        return "" if value is None else self.shown_text(value)
