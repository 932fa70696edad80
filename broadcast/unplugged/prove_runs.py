"""Programs of an item, run again for its proof: out of its text by both engines, or by one where it should be wrong."""

from __future__ import annotations

from typing import Any

from broadcast.errors import InputError
from broadcast.lesson.model import Code, World
from broadcast.program import Trace, read, run
from broadcast.program.engines import compare
from broadcast.unplugged.model import Item, Source
from broadcast.unplugged.strokes import merged


class Unproven(InputError):
    """An answer that the item's own program does not give."""


def wrong(item: Item, what: str) -> Unproven:
    return Unproven(f"{item.id}: {what}")


def code_of(told: Source, text: str) -> Code:
    world = told.world
    paper = None
    if world is not None:
        paper = World(
            columns=world["columns"], rows=world["rows"], start=world["start"], facing=world["facing"], walls=tuple(world["walls"]),
            goal=world["goal"], items=tuple(world["items"]), marks=tuple((mark[0], mark[1]) for mark in world["marks"]),
            kind=world.get("kind", "grid"),
        )  # fmt: skip
    return Code(id="", language=told.language, source=text, line=0, world=paper, inputs=told.inputs)


def program_of(item: Item) -> Source:
    if item.program is None:
        raise wrong(item, "it has no program")
    return item.program


def on_grid(item: Item) -> bool:
    """Is it about a robot on squared paper?"""
    world = program_of(item).world
    return world is not None and world.get("kind", "grid") == "grid"


def agreed(item: Item, text: str) -> Trace:
    """A run that both engines agree on and that comes to its end."""
    code = code_of(program_of(item), text)
    agreement = compare(read(code), world=code.world, inputs=code.inputs)
    if not agreement.ok:
        raise wrong(item, agreement.why)
    if not agreement.trace.done:
        raise wrong(item, f"the program does not come to its end: {agreement.trace.ending}")
    if agreement.trace.chance:
        raise wrong(item, "the program asks for a number by chance")
    return agreement.trace


def alone(item: Item, text: str) -> Trace | None:
    """One engine's run of a candidate that should be wrong; None where it cannot be read or does not come to its end."""
    if _hangs(text):
        return None
    code = code_of(program_of(item), text)
    try:
        trace = run(read(code), world=code.world, inputs=code.inputs)
    except InputError:
        return None
    return trace if trace.done else None


def _hangs(text: str) -> bool:
    """Does a line stand further in although the line before it opens nothing? No reader takes that, and most orders are such."""
    before, opens = 0, False
    for line in text.rstrip("\n").split("\n"):
        depth = len(line) - len(line.lstrip(" "))
        if (depth > before and not opens) or (depth <= before and opens):
            return True
        before, opens = depth, line.endswith((":", "："))
    return opens


def end_of(item: Item, trace: Trace | None) -> tuple[Any, ...] | None:
    """What anybody sees at the end: the drawing it is about, the last square on paper, else everything said."""
    if trace is None:
        return None
    if item.goal:
        return merged(trace.strokes)
    return (trace.final.square,) if on_grid(item) else trace.printed


def goal_named(item: Item, end: tuple[Any, ...]) -> None:
    """The prompt names the goal that the answers reach; a drawing is the goal that is shown."""
    if item.goal:
        if end != item.goal:
            raise wrong(item, "the picture is not what its answers draw")
        return
    missing = next((text for text in end if text.strip() not in item.prompt), None)
    if missing is not None:
        raise wrong(item, f"the prompt does not name what its answers give: {missing!r}")


def value_shown(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{value_shown(key)}: {value_shown(value[key])}" for key in value)
    return ", ".join(value_shown(one) for one in value) if isinstance(value, list | tuple) else str(value)
