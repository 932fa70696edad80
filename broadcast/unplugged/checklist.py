"""What a program of one's own should do, taken from what the lesson's program does: each point can be checked by hand, and by running."""

from __future__ import annotations

from collections.abc import Callable

from broadcast.program import Program, Trace
from broadcast.program.model import Assign, Change, Define, If, Loop, Name, Turn, walk

LEAST_LINES, MOST_LINES = 6, 10
"""What a child writes by hand, and has room for."""
SPARE = 2
"""Lines more than the lesson's own program has."""


def _loop(program: Program, trace: Trace) -> bool:
    """Something in a loop is done twice at least."""
    has = any(isinstance(node, Loop) for node in walk(program.body))
    return has and any(number > 1 for step in trace.steps for _, number in step.rounds)


def _choice(program: Program, trace: Trace) -> bool:
    return any(isinstance(node, If) for node in walk(program.body))


def _variable(program: Program, trace: Trace) -> bool:
    """A box gets another value while the program runs."""
    named = {
        node.target.name for node in walk(program.body) if isinstance(node, Assign | Change) and isinstance(node.target, Name)
    }
    return any(
        name in before.variables and name in after.variables and before.variables[name] != after.variables[name]
        for before, after in zip(trace.steps, trace.steps[1:], strict=False)
        for name in named
    )


def _own(program: Program, trace: Trace) -> bool:
    return any(isinstance(node, Define) for node in walk(program.body))


def _turns(program: Program, trace: Trace) -> bool:
    return any(isinstance(node, Turn) for node in walk(program.body))


def _paper(program: Program, trace: Trace) -> bool:
    """It walks on squared paper and never leaves it, nor runs into a wall."""
    return trace.final.columns > 0 and trace.done and len(trace.path) > 1


def _away(program: Program, trace: Trace) -> bool:
    return trace.final.columns > 0 and trace.final.square != trace.start.square


def _draws(program: Program, trace: Trace) -> bool:
    return bool(trace.strokes)


def _says(program: Program, trace: Trace) -> bool:
    return any(line.strip() for line in trace.printed)


def _ends(program: Program, trace: Trace) -> bool:
    """A partner who does it by hand comes to its end."""
    return trace.done


CHECKS: dict[str, Callable[[Program, Trace], bool]] = {
    "loop": _loop,
    "choice": _choice,
    "variable": _variable,
    "own": _own,
    "turns": _turns,
    "paper": _paper,
    "away": _away,
    "draws": _draws,
    "says": _says,
    "ends": _ends,
}
"""Name of a point, as in the message `make.check.<name>` → does a program meet it? `lines-<n>`: it has no more lines."""
BUILT = ("loop", "choice", "variable", "own")
MOST_BUILT = 2
MOST_SEEN = 2
"""Points about how it is built, and about what is seen of it; then come its length and its end."""


def points(program: Program, trace: Trace) -> tuple[str, ...]:
    """The list for a program: what it is built with, what is seen of it, how long it is, that it ends."""
    built = [name for name in BUILT if CHECKS[name](program, trace)][:MOST_BUILT]
    seen = [name for name in ("paper", "draws", "away", "says") if CHECKS[name](program, trace)][:MOST_SEEN]
    if not built and CHECKS["turns"](program, trace):
        built = ["turns"]
    return *built, *seen, f"lines-{longest(program)}", "ends"


def longest(program: Program) -> int:
    """Lines that one's own program may have."""
    return max(LEAST_LINES, min(MOST_LINES, program.length + SPARE))


def met(point: str, program: Program, trace: Trace) -> bool:
    """Does the program meet a point of the list? A point that nobody knows is not met."""
    name, _, most = point.partition("-")
    if name == "lines":
        return most.isdigit() and program.length <= int(most)
    return name in CHECKS and CHECKS[name](program, trace)
