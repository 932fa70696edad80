"""What became of a run and its jobs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from broadcast.season.jobs import Trouble
from broadcast.season.plan import Plan, Planned
from broadcast.season.records import Said

Ending = Literal["cached", "made", "failed", "impossible", "left"]
"""`left`: not begun, because the machine refused the ones before or the run was stopped."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a job."""

    planned: Planned
    ending: Ending
    said: Said | None = None
    trouble: Trouble | None = None
    seconds: float = 0.0
    worker: int = 0

    @property
    def status(self) -> int:
        """As an exit status: 0 fit for air, 1 a check or the slot says no, 2 not made."""
        if self.said is not None:
            return self.said.status
        return self.trouble.status if self.trouble else 2


@dataclass(frozen=True, slots=True)
class Run:
    """A run that came to its end."""

    plan: Plan
    results: tuple[Result, ...]
    seconds: float
    workers: int
    stopped: bool = False

    @property
    def status(self) -> int:
        return max((result.status for result in self.results), default=0)
