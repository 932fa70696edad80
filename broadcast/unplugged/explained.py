"""Why an answer is right, from the run itself."""

from __future__ import annotations

from broadcast.language.phrase import together
from broadcast.program.trace import Trace
from broadcast.unplugged import goals, words
from broadcast.unplugged.rounds import variables
from broadcast.unplugged.stage import Stage
from broadcast.unplugged.strokes import merged

MOST_SQUARES = 12
"""Corners of a way that are worth printing."""


def run(stage: Stage) -> str:
    """The way it goes, or what the boxes hold at the end."""
    return of(stage, stage.trace)


def of(stage: Stage, trace: Trace) -> str:
    if stage.moves:
        return stage.text("explain.way", squares=words.row(corners(trace)[:MOST_SQUARES], stage.messages))
    if stage.view == "drawing":
        lines = merged(trace.strokes)
        shape = goals.named(stage, lines)
        return stage.text("explain.draws", shape=shape) if shape else stage.text("explain.drawing", count=len(lines))
    held = [(name, trace.variables[name]) for name in variables(stage.program) if name in trace.variables]
    if not held:
        return stage.text("explain.lines")
    return together(stage.text("explain.holds", name=name, value=words.cell(value)) for name, value in held)


def corners(trace: Trace) -> list[str]:
    """The squares of a way at which it begins, bends and ends."""
    path = trace.path
    if len(path) < 3:
        return list(path)
    kept = [path[0]]
    for before, here, after in zip(path, path[1:], path[2:], strict=False):
        if _way(before, here) != _way(here, after):
            kept.append(here)
    return [*kept, path[-1]]


def _way(one: str, other: str) -> tuple[int, int]:
    return ord(other[0]) - ord(one[0]), int(other[1:]) - int(one[1:])
