"""A maze: the robot's paper with walls and a flag, and no program; the way with the fewest steps is looked for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from broadcast.language.phrase import joined, together
from broadcast.lesson.model import World
from broadcast.program import Trace
from broadcast.program.trace import Pose
from broadcast.program.world import AROUND, Paper
from broadcast.unplugged import drawn, explained, starts, words
from broadcast.unplugged.judging import Impossible, Setting, judged
from broadcast.unplugged.laid import MOST_WALLS, things
from broadcast.unplugged.model import Activity, Box, Item, Proof, Rung, Shot, Source, Turn
from broadcast.unplugged.stage import Stage, described

LEAST, MOST = 3, 24
"""Steps of a way that is worth looking for, and that can be drawn."""
MOST_TOLD = 7
"""Corners that are said on air."""
MOST_BLOCKED = 5
"""Blocked squares that a class can draw from hearing."""
WAYS = {"up": (0, 1), "right": (1, 0), "down": (0, -1), "left": (-1, 0)}

Square = tuple[int, int]


def make(stage: Stage) -> Activity:
    world = stage.code.world
    if world is None or world.kind != "grid":
        raise Impossible("a maze needs squared paper, and the program has none")
    if not world.goal:
        raise Impossible("a maze needs a goal: name one beside the grid")
    if not world.walls:
        raise Impossible("without walls every way is open: name some beside the grid")
    way, ways = shortest(world)
    steps = len(way) - 1
    if not LEAST <= steps <= MOST:
        raise Impossible(f"the shortest way has {steps} steps; a maze has {LEAST} to {MOST}")
    moves = _moves(Paper(world).pose, way)
    agreement = judged("\n".join(moves) + "\n", Setting("robot", world))
    if agreement is None or not agreement.ok or agreement.trace.final.square != world.goal:
        raise Impossible("the shortest way, walked by the robot, does not reach the goal")
    return _activity(stage, agreement.trace, agreement.engines, moves, steps, ways)


def shortest(world: World) -> tuple[list[Square], int]:
    """The squares of a way with the fewest steps, and how many such ways there are; Impossible where none leads to the goal."""
    paper = Paper(world)
    assert paper.goal is not None
    begin, goal = paper.here, paper.goal
    before: dict[Square, Square] = {begin: begin}
    far, count = {begin: 0}, {begin: 1}
    ready = [begin]
    for here in ready:
        for there in _open(paper, world, here):
            if there not in far:
                far[there], count[there], before[there] = far[here] + 1, 0, here
                ready.append(there)
            if far[there] == far[here] + 1:
                count[there] += count[here]
    if goal not in far:
        raise Impossible("no way leads to the goal")
    way = [goal]
    while way[-1] != begin:
        way.append(before[way[-1]])
    return way[::-1], count[goal]


def _open(paper: Paper, world: World, here: Square) -> Iterator[Square]:
    """Squares that can be stepped on from here."""
    for dx, dy in WAYS.values():
        there = here[0] + dx, here[1] + dy
        inside = 0 <= there[0] < world.columns and 0 <= there[1] < world.rows
        if inside and there not in paper.blocked and frozenset((here, there)) not in paper.walls:
            yield there


def _moves(start: Pose, way: list[Square]) -> list[str]:
    """The robot's own words for a way: turns and single steps."""
    found: list[str] = []
    looks = start.looks
    for (ax, ay), (bx, by) in pairwise(way):
        wanted = next(name for name in AROUND if WAYS[name] == (bx - ax, by - ay))
        turns: dict[int, list[str]] = {0: [], 1: ["right"], 2: ["right", "right"], 3: ["left"]}
        found += [*turns[(AROUND.index(wanted) - AROUND.index(looks)) % 4], "forward"]
        looks = wanted
    return found


def _activity(stage: Stage, trace: Trace, engines: tuple[str, ...], moves: list[str], steps: int, ways: int) -> Activity:
    world, number = stage.code.world, stage.first
    assert world is not None
    prompt = together((starts.facing(stage, "path.start", trace.start).text, stage.text("path.maze.prompt")))
    proof = Proof(how=f"squares were reached step by step until the goal was, after {steps}; ways of that length: {ways}", engines=engines, runs=len(engines), tried=world.columns * world.rows)  # fmt: skip
    item = Item(
        id=stage.identity(), box=number, kind="path", level=1, program=Source(language="robot", source="", world=described(world)),
        prompt=prompt, answers=(moves,), proof=proof,
    )  # fmt: skip
    figure = drawn.paper(stage.code, trace, stage.messages)
    walked = drawn.paper(stage.code, trace, stage.messages, at=trace.final, path=trace.path)
    gap = stage.text("path.maze.gap")
    squares = explained.corners(trace)
    shown = stage.text("path.maze.answer", count=steps, squares=words.row(squares, stage.messages))
    box = Box(
        number=number, heading=stage.text("path.maze.heading"), prompt=prompt, figures=(figure, drawn.writing(stage, gap)),
        key=(walked, drawn.writing(stage, gap, str(steps))), answer=shown, explanation=stage.text("path.maze.why", count=ways),
        instead=stage.text("path.instead"), item=item.id,
        rungs=(Rung(mark="done", prompt=stage.text("path.maze.done")),),
    )  # fmt: skip
    return Activity(
        kind="path",
        boxes=(box,),
        items=(item,),
        turns=_turns(stage, trace, box, steps),
        guide=(stage.text("path.maze.guide", box=number),),
    )


def _turns(stage: Stage, trace: Trace, box: Box, steps: int) -> tuple[Turn, ...]:
    world, squares = stage.code.world, explained.corners(trace)
    assert world is not None
    sides = sum("-" in wall for wall in world.walls)
    blocked = len(world.walls) - sides
    alone = None
    if sides <= MOST_WALLS and blocked <= MOST_BLOCKED:  # what can be told one by one
        alone = joined(starts.facing(stage, "path.start-air", trace.start), *things(stage), stage.say("path.maze.ask"))
    ask = joined(stage.say("path.go", box=box.number), stage.say("path.maze.ask"))
    way = stage.say("path.way", squares=words.row(squares, stage.messages)) if len(squares) <= MOST_TOLD else None
    told = joined(stage.say("path.maze.told", count=steps), way)
    question = Shot(template="question", heading=stage.text("path.maze.ask"), figures=box.figures[:1], box=box.number)
    reveal = Shot(template="answer", heading=stage.text("path.maze.steps", count=steps), figures=box.key[:1], box=box.number)
    return (
        Turn(
            name="path.ask", kind="ask", phrase=ask, alone=alone, needs_sheet=alone is None, box=box.number, shot=question,
            line=stage.code.line,
        ),
        Turn(name="path.wait", kind="wait", wait="write", note=stage.text("path.note"), task=20, box=box.number, shot=question),
        Turn(name="path.answer", kind="answer", phrase=told, box=box.number, shot=reveal),
    )  # fmt: skip
