"""Figures made from worlds, programs and runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from broadcast.language.catalogue import Messages
from broadcast.lesson.model import Code, World
from broadcast.program import PrintedLine, Trace, listing
from broadcast.program.trace import Pose as Place
from broadcast.unplugged import goals
from broadcast.unplugged.figures import Drawing, Grid, Line, Listing, Pose, Strips, Table, Writing
from broadcast.unplugged.judging import Outcome, parsed
from broadcast.unplugged.stage import Stage
from broadcast.unplugged.strokes import Drawn


def pose(place: Place) -> Pose:
    return Pose(square=place.square, looks=place.looks)


def grid(
    stage: Stage, trace: Trace, *, at: Place | None = None, path: Sequence[str] = (), items: Sequence[str] | None = None
) -> Grid:
    """The paper of a run with the robot on it; `path` are the squares it walked so far, `items` what still lies there."""
    return paper(stage.code, trace, stage.messages, at=at, path=path, items=items)


def paper(
    code: Code,
    trace: Trace,
    messages: Messages,
    *,
    at: Place | None = None,
    path: Sequence[str] = (),
    items: Sequence[str] | None = None,
) -> Grid:
    """The same of any program with a world."""
    assert code.world is not None
    return squares(code.world, messages, trace.start, at=at, path=path, items=items)


def squares(
    world: World,
    messages: Messages,
    start: Place,
    *,
    at: Place | None = None,
    path: Sequence[str] = (),
    items: Sequence[str] | None = None,
) -> Grid:
    """The paper alone, with the robot on its start or `at` a later place."""
    here = at or start
    alt = messages.text("figure.grid", columns=world.columns, rows=world.rows, square=here.square)
    return Grid(
        columns=world.columns, rows=world.rows, walls=world.walls, goal=world.goal,
        items=tuple(world.items if items is None else items), marks=world.marks,
        robot=pose(here), start=pose(start) if len(path) > 1 and here != start else None,
        path=tuple(path) if len(path) > 1 else (), alt=alt,
    )  # fmt: skip


def walked(stage: Stage, trace: Trace) -> Grid:
    """The paper at the end, with the whole way drawn."""
    return grid(stage, trace, at=trace.final, path=trace.path, items=trace.items)


def picture(stage: Stage, lines: Drawn, *, faint: Drawn = ()) -> Drawing:
    """A drawing, with an arrow where turtle or sprite starts. Its words say what it shows."""
    there = (*lines, *faint)
    told = goals.named(stage, lines)
    if told:
        alt = stage.text("figure.drawing-shape", shape=told)
    elif lines:
        wide = max(max(a, c) for a, _, c, _ in there) - min(min(a, c) for a, _, c, _ in there)
        high = max(max(b, d) for _, b, _, d in there) - min(min(b, d) for _, b, _, d in there)
        alt = stage.text("figure.drawing", count=len(lines), width=round(wide), height=round(high))
    else:
        alt = stage.text("figure.drawing-empty")
    return Drawing(strokes=lines, faint=faint, start=(0.0, 0.0, heading(stage)), alt=alt)


def heading(stage: Stage) -> float:
    """Degrees clockwise from up that turtle or sprite looks at first."""
    world = stage.code.world
    return float(world.facing) if world is not None and world.kind != "grid" else 90.0


def goal(stage: Stage, end: Outcome) -> tuple[Drawing, ...]:
    """The picture of a goal, where it is one."""
    return (picture(stage, end.drawn),) if end.drawn else ()


def lines(printed: Sequence[PrintedLine]) -> tuple[Line, ...]:
    return tuple(
        Line(text=line.text, indent=line.indent, number=line.number, shape=line.shape, slots=line.slots) for line in printed
    )


def look(those: Sequence[Line]) -> Literal["text", "blocks"]:
    """Lines with a shape are drawn as blocks."""
    return "blocks" if any(line.shape for line in those) else "text"


def program(stage: Stage, marked: int = 0) -> Listing:
    """The program of the stage as printed."""
    return shown(stage, lines(listing(stage.program, stage.messages)), marked)


def shown(stage: Stage, those: tuple[Line, ...], marked: int = 0) -> Listing:
    """A listing; read aloud it is its lines."""
    alt = stage.text("figure.listing", lines="; ".join(line.text for line in those))
    return Listing(lines=those, marked=marked, look=look(those), alt=alt)


def of_text(source: str) -> tuple[Line, ...]:
    """Lines of a text that is printed as it is: four spaces a level."""
    found = []
    for number, raw in enumerate(source.rstrip("\n").split("\n"), 1):
        text = raw.lstrip(" ")
        found.append(Line(text=text, indent=(len(raw) - len(text)) // 4, number=number))
    return tuple(found)


def of_program(stage: Stage, source: str, filled: str = "") -> tuple[Line, ...]:
    """Lines of a program's text, blocks as blocks. Where the text has gaps, `filled` is the same one without."""
    plain = of_text(source)
    program = parsed(filled or source, stage.setting) if stage.program.language == "blocks" else None
    whole = lines(listing(program, stage.messages)) if program is not None else ()
    if len(whole) != len(plain):
        return plain
    return tuple(_shaped(line, block) for line, block in zip(plain, whole, strict=True))


def _shaped(line: Line, block: Line) -> Line:
    """A line with gaps in the shape of the block that it is without them."""
    if line.text == block.text:
        return block.model_copy(update={"indent": line.indent})
    most = min(len(line.text), len(block.text))
    before = next((at for at in range(most) if line.text[at] != block.text[at]), most)
    after = next((at for at in range(most - before) if line.text[-1 - at] != block.text[-1 - at]), most - before)
    more = len(line.text) - len(block.text)
    slots = []
    for start, end in block.slots:
        if end > before and start < len(block.text) - after:  # the gap is in it
            slots.append((min(start, before), max(end, len(block.text) - after) + more))
        else:
            slots.append((start, end) if end <= before else (start + more, end + more))
    return line.model_copy(update={"shape": block.shape, "slots": tuple(slots)})


def writing(stage: Stage, text: str, answer: str = "", rows: int = 0) -> Writing:
    """A sentence with a gap; the same words stand for it where nobody sees it."""
    return Writing(text=text, answer=answer, lines=rows, alt=text.replace("____", stage.text("figure.gap")))


def table(stage: Stage, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    return Table(
        header=tuple(header),
        rows=tuple(tuple(row) for row in rows),
        alt=stage.text("figure.table", columns=", ".join(name for name in header if name)),
    )


def strips(
    stage: Stage, those: Sequence[tuple[str, tuple[Line, ...]]], answer: Sequence[str] = (), *, cut: bool = False, places: int = 0
) -> Strips:
    style = look([line for _, strip in those for line in strip])
    return Strips(
        strips=tuple(those),
        answer=tuple(answer),
        cut=cut,
        places=places,
        look=style,
        alt=stage.text("figure.strips", count=len(those)),
    )
