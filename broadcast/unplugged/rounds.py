"""Which rows a trace table has: a round of the loop each for a walk, a changing line each for boxes with values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from broadcast.program import Program, Trace, TraceStep
from broadcast.program.model import (
    Assign,
    Block,
    Branch,
    Change,
    ForEach,
    Move,
    Name,
    Pick,
    Print,
    Put,
    RepeatUntil,
    Say,
    Swap,
    Turn,
    While,
    walk,
)
from broadcast.program.model import rows as program_rows
from broadcast.unplugged.judging import Impossible

MOST_ROWS = 12
"""Of a trace table: more leave no room to write and no time to say (unplugged facts, "trace table")."""
MOST_SAID = 4
"""Commands of a round that are said in one sentence."""
MOST_BOXES = 4
"""Variables in a table: each is a column."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: everything that happens since the row before."""

    steps: tuple[TraceStep, ...]
    before: int
    """Letters of output before it."""
    decided: bool = False
    """A condition was asked in it: saying its lines would say the answer."""

    @property
    def last(self) -> TraceStep:
        return self.steps[-1]

    @property
    def line(self) -> int:
        return self.last.line

    @property
    def out(self) -> str:
        """What is said in this row, without the last line end."""
        return self.last.output[self.before :].removesuffix("\n")


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows of a run, and what a row is."""

    rows: tuple[Row, ...]
    each: Literal["time", "line", "row"]
    """A round of the one loop, a line of a program without loops, or a mixture."""


def of_walk(program: Program, trace: Trace) -> Rows:
    """Rows of a walk: rounds of the outer loop where they are short, else of the inner one; commands outside of loops one by one."""
    actions = _actions(program)
    done = [step for step in trace.steps if step.line in actions]
    if not done:
        raise Impossible("the robot does nothing in this program")
    loops = any(step.rounds for step in done)
    if not loops:
        found, each = [[step] for step in done], "line"
        if len(found) > MOST_ROWS or len({step.line for step in done}) < len(done):
            each = "row"
    else:
        outer = _grouped(trace.steps, actions, 1)
        inner = _grouped(trace.steps, actions, 99)
        short = all(sum(step.line in actions for step in group) <= MOST_SAID for group in outer)
        found = outer if short or len(inner) > MOST_ROWS else inner
        one = {step.rounds[:1][0][0] if step.rounds else 0 for group in found for step in group[-1:]}
        each = "time" if found is outer and len(one) == 1 and 0 not in one else "row"
    found = _seen(program, found)
    if len(found) > MOST_ROWS:
        raise Impossible(f"its trace has {len(found)} rows; a table has at most {MOST_ROWS}")
    asked = {step.line for step in trace.steps if step.decided is not None} & _branches(program)
    return Rows(_rows(found, trace, asked), each)  # type: ignore[arg-type]  # one of the three


def _seen(program: Program, groups: list[list[TraceStep]]) -> list[list[TraceStep]]:
    """Lines that only put something in a box belong to the row after them: nobody sees them on the paper."""
    hidden = {node.line for node in walk(program.body) if isinstance(node, Assign | Change | Swap)}
    found: list[list[TraceStep]] = []
    waiting: list[TraceStep] = []
    for group in groups:
        waiting += group
        if any(step.line not in hidden for step in group):
            found.append(waiting)
            waiting = []
    if waiting and found:
        found[-1] = found[-1] + waiting
    return found


def _grouped(steps: tuple[TraceStep, ...], actions: set[int], depth: int) -> list[list[TraceStep]]:
    """Actions that happen in the same round, down to `depth` loops; outside of loops each alone."""
    groups: list[list[TraceStep]] = []
    key: object = None
    for step in steps:
        if step.line in actions:
            now = step.rounds[:depth]
            if now and now == key:
                groups[-1].append(step)
            else:
                groups.append([step])
            key = now
    return groups


def of_boxes(program: Program, trace: Trace) -> tuple[tuple[str, ...], Rows]:
    """Names of the columns, and a row for each line that changes a box or says something; a round each where that is too long."""
    names = variables(program)
    if len(names) > MOST_BOXES:
        raise Impossible(f"it has {len(names)} variables; a table has at most {MOST_BOXES} columns for them")
    found: list[list[TraceStep]] = []
    waiting: list[TraceStep] = []
    held: dict[str, object] = {}
    output = ""
    for step in trace.steps:
        waiting.append(step)
        now = {name: step.variables[name] for name in names if name in step.variables}
        if now != held or step.output != output:
            found.append(waiting)
            waiting, held, output = [], now, step.output
    each = "row"
    if len(found) > MOST_ROWS:
        found = _by_round(found)
    if len(found) > MOST_ROWS:
        raise Impossible(f"its trace has {len(found)} rows; a table has at most {MOST_ROWS}")
    return names, Rows(_rows(found, trace, _branches(program)), each)  # type: ignore[arg-type]


def _by_round(groups: list[list[TraceStep]]) -> list[list[TraceStep]]:
    """Rows of the same round of the outer loop as one."""
    found: list[list[TraceStep]] = []
    key: object = None
    for group in groups:
        now = group[-1].rounds[:1]
        if now and now == key:
            found[-1].extend(group)
        else:
            found.append(list(group))
        key = now
    return found


def _rows(groups: list[list[TraceStep]], trace: Trace, asked: set[int]) -> tuple[Row, ...]:
    found = []
    before, at = 0, 0
    place = {id(step): number for number, step in enumerate(trace.steps)}
    for group in groups:
        last = place[id(group[-1])]
        decided = any(step.line in asked for step in trace.steps[at : last + 1])
        found.append(Row(tuple(group), before, decided))
        before, at = len(group[-1].output), last + 1
    return tuple(found)


def _actions(program: Program) -> set[int]:
    return {
        node.line
        for node in walk(program.body)
        if isinstance(node, Move | Turn | Pick | Put | Say | Print | Assign | Change | Swap)
    }


def _branches(program: Program) -> set[int]:
    """Lines that ask a condition."""
    return {node.line for node in walk(program.body) if isinstance(node, Branch | While | RepeatUntil)}


def variables(program: Program) -> tuple[str, ...]:
    """Variables in the order in which they first get something; one that only counts rounds is none."""
    used = {node.name for node in _read(program.body)}
    found: dict[str, None] = {}
    for _, _, statement in program_rows(program.body):
        match statement:
            case Assign(_, Name(name)) | Change(_, Name(name)):
                found[name] = None
            case Swap(_, targets):
                found.update((target.name, None) for target in targets if isinstance(target, Name))
            case ForEach(_, name) if name in used:
                found[name] = None
    return tuple(found)


def _read(block: Block) -> list[Name]:
    """Names whose value is looked at."""
    targets = {id(node.target) for node in walk(block) if isinstance(node, Assign)}
    return [node for node in walk(block) if isinstance(node, Name) and id(node) not in targets]
