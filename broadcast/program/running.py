"""Run a program: each language has its interpreter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from broadcast.program.blocks_machine import BlocksMachine
from broadcast.program.interpreter import Machine
from broadcast.program.limits import Limits
from broadcast.program.model import Program
from broadcast.program.trace import Trace

if TYPE_CHECKING:
    from broadcast.lesson.model import World

LIMITS = Limits()


def run(program: Program, *, world: World | None = None, inputs: Sequence[str] = (), limits: Limits = LIMITS) -> Trace:
    """Run a program to its end or to its first fault. ProgramError only where the world itself is wrong."""
    machine = BlocksMachine if program.language == "blocks" else Machine
    return machine(program, world, inputs, limits).run(program.body)
