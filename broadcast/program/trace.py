"""What a run did, step by step."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Looks = Literal["up", "right", "down", "left"]


@dataclass(frozen=True, slots=True)
class Pose:
    """Where the robot is and which way it looks.

    `x` and `y` count from 0 at the lower left; on the open plane (`columns` is 0) they count from the start and may be
    below zero.
    """

    x: int
    y: int
    looks: Looks
    columns: int = 0
    rows: int = 0

    @property
    def square(self) -> str:
        """`C3` on a grid, `(-2, 1)` on the open plane."""
        return f"{chr(65 + self.x)}{self.y + 1}" if self.columns else f"({self.x}, {self.y})"

    @property
    def towards(self) -> str:
        """The row (`5`) or column (`E`) at the edge that it looks towards; on the plane `north`, `east`, `south`, `west`."""
        if not self.columns:
            return {"up": "north", "right": "east", "down": "south", "left": "west"}[self.looks]
        return {"up": str(self.rows), "right": chr(64 + self.columns), "down": "1", "left": "A"}[self.looks]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a turtle or sprite is on the plane: units of its own, (0, 0) in the middle, y upwards."""

    x: float = 0.0
    y: float = 0.0
    heading: float = 90.0
    """Degrees clockwise from up, as Scratch counts: 90 is to the right."""
    pen: bool = False
    """Is its pen down?"""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line that was drawn; co-ordinates rounded to a millionth, so that equal pictures are equal."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str = ""
    """As the program names it; empty for the usual one."""
    width: float = 1.0


FaultKind = Literal[
    "edge", "wall", "blocked", "nothing-here", "nothing-held", "no-world", "unknowable",
    "steps", "depth", "output", "big-number", "long-text", "long-list",
    "name", "type", "value", "index", "key", "zero", "input", "recursion",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a run ended before its end."""

    kind: FaultKind
    line: int
    """Of the printed listing."""
    what: str
    """In English, for the producer; without the line."""

    @property
    def limit(self) -> bool:
        """Did it run into a limit of ours, and not into a mistake of its own?"""
        return self.kind in ("steps", "depth", "output", "big-number", "long-text", "long-list")


@dataclass(frozen=True, slots=True)
class TraceStep:
    """The state after a line was done; for a loop or an `if` after its first line was decided."""

    line: int
    variables: dict[str, Any]
    """Name → value after the step; lists are copies."""
    pose: Pose
    output: str
    """Everything printed so far."""
    rounds: tuple[tuple[int, int], ...] = ()
    """Loops that this step is inside of, the outermost first: (line of the loop, its round from 1)."""
    items: tuple[str, ...] = ()
    """Squares on which something lies, sorted; a square stands twice where two things lie."""
    held: int = 0
    """Things picked up and not put down."""
    spot: Spot | None = None
    """On the plane (a turtle's or sprite's); None elsewhere."""
    strokes: int = 0
    """Lines drawn so far."""
    decided: bool | None = None
    """For `if`, `elif`, `while`, `repeat until` and a loop's own line: whether it goes in."""


@dataclass(frozen=True, slots=True)
class Trace:
    """A whole run."""

    start: Pose
    steps: tuple[TraceStep, ...]
    output: str
    path: tuple[str, ...]
    """Squares walked, the start first, each step one entry."""
    final: Pose
    variables: dict[str, Any] = field(default_factory=dict)
    items: tuple[str, ...] = ()
    held: int = 0
    reached: bool = False
    """Does it stand on the goal at the end?"""
    fault: Fault | None = None
    spot: Spot | None = None
    """Where turtle or sprite is at the end; None where there is none."""
    strokes: tuple[Stroke, ...] = ()
    """What was drawn, in order; a line drawn twice stands twice."""
    chance: bool = False
    """Did it ask for a random number? Then no answer may rest on it."""

    @property
    def printed(self) -> tuple[str, ...]:
        """Lines printed or said."""
        return (
            tuple(self.output.split("\n")[:-1] if self.output.endswith("\n") else self.output.split("\n")) if self.output else ()
        )

    @property
    def pose(self) -> Pose:
        return self.final

    def rounds(self, line: int) -> tuple[TraceStep, ...]:
        """The state at the end of each round of the loop on a line, a row each as in a trace table, inner steps left out."""
        ends: dict[tuple[tuple[int, int], ...], TraceStep] = {}
        for step in self.steps:
            for at, (loop, _) in enumerate(step.rounds):
                if loop == line:
                    ends[step.rounds[: at + 1]] = step
        return tuple(ends.values())

    @property
    def ending(self) -> str:
        """`done`, or `error: line N: …`."""
        return "done" if self.fault is None else f"error: line {self.fault.line}: {self.fault.what}"

    @property
    def done(self) -> bool:
        return self.fault is None
