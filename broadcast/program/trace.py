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


FaultKind = Literal[
    "edge", "wall", "blocked", "nothing-here", "nothing-held", "no-world",
    "steps", "depth", "output", "big-number", "long-text", "long-list",
    "name", "type", "value", "index", "zero", "input", "recursion",
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
