"""Follow the path: the learner draws the robot's way; the key is the way of a run, as moves that walk it again.

Level 1 to 2. With `form=maze` there is no program, only walls and a flag: the key is a shortest way, and any other as short is right.
"""

from __future__ import annotations

from dataclasses import replace

from broadcast.language.phrase import joined, together
from broadcast.lesson.model import World
from broadcast.program import Trace, TraceStep
from broadcast.program.trace import Pose
from broadcast.program.world import AROUND, starting
from broadcast.unplugged import climbing, drawn, explained, maze, mistakes, sketching, starts, words
from broadcast.unplugged.judging import Impossible, judged, tried
from broadcast.unplugged.model import Activity, Box, Proof, Shot, Turn
from broadcast.unplugged.stage import Stage

OPTIONS: dict[str, tuple[str, ...]] = {"form": ("follow", "maze"), "start": ("auto", "same", "other")}
"""`maze`: the shortest way to the goal, without the program. Where the robot starts: `same` as the lesson says, `other` elsewhere; `auto` elsewhere only where its own way was traced already."""
LEAST = 3
"""Squares of a way that is worth drawing."""
MOST_TOLD = 7
"""Corners that are said on air."""


def make(stage: Stage) -> Activity:
    if stage.option("form", "follow") == "maze":
        return maze.make(stage)
    if not stage.moves and stage.view == "drawing":
        return sketching.make(stage)
    if not stage.moves:
        raise Impossible("the program has no robot whose way could be drawn")
    other = {"same": False, "other": True}.get(stage.option("start", "auto"), bool(stage.box_of("trace", "path")))
    place = _elsewhere(stage) if other else stage
    trace = place.trace
    if len(set(trace.path)) < LEAST:
        raise Impossible(f"its way has fewer than {LEAST} squares")
    number, shown = stage.first, stage.shown
    moves = _moves(trace)
    prompt = stage.text("path.prompt", box=shown) if shown else stage.text("path.prompt-here")
    if other:
        prompt = together((starts.facing(stage, "path.start", trace.start).text, prompt))
    agreement = place.agreement
    proof = Proof(how=agreement.why, engines=agreement.engines, runs=len(agreement.engines))
    item = stage.item("path", number, 2, prompt, [moves], proof, setting=place.setting)
    figure = drawn.grid(place, trace)
    listing = () if shown else (drawn.program(stage),)
    squares = explained.corners(trace)
    box = Box(
        number=number, heading=stage.text("path.heading"), prompt=prompt, figures=(*listing, figure), key=(*listing, drawn.walked(place, trace)),
        answer=words.row(squares, stage.messages).text, explanation=stage.text("path.answer", square=trace.final.square), instead=stage.text("path.instead"), item=item.id,
    )  # fmt: skip
    box, item = climbing.climb(
        stage, box, item, (lambda: climbing.count(place, stage.source),), (lambda: climbing.put(place, stage.source),)
    )
    return Activity(
        kind="path",
        boxes=(box,),
        items=(item,),
        turns=_turns(stage, place, other, box),
        guide=(stage.text("path.guide", box=number),),
    )


def _turns(stage: Stage, place: Stage, other: bool, box: Box) -> tuple[Turn, ...]:
    trace = place.trace
    start = starts.facing(stage, "path.start-air", trace.start) if other else None
    ask = joined(stage.say("path.go", box=box.number), start, stage.say("path.ask"))
    alone = joined(start, stage.say("path.alone"))
    squares = explained.corners(trace)
    way = stage.say("path.way", squares=words.row(squares, stage.messages)) if len(squares) <= MOST_TOLD else None
    told = joined(way, stage.say("path.answer", square=trace.final.square))
    shot = Shot(
        template="question", heading=stage.text("path.shot"), figures=(box.figures[-1], drawn.program(stage)), box=box.number
    )
    turns = [
        Turn(name="path.ask", kind="ask", phrase=ask, alone=alone, box=box.number, shot=shot, line=stage.code.line),
        Turn(name="path.wait", kind="wait", wait="write", note=stage.text("path.note"), task=15, box=box.number, shot=shot),
        Turn(
            name="path.answer", kind="answer", phrase=told, label="" if other else stage.end, box=box.number,
            shot=Shot(template="answer", heading=trace.final.square, figures=(box.key[-1],), box=box.number),
        ),
    ]  # fmt: skip
    if not other:
        mistake = mistakes.turn(stage, "path.mistake", optional=4)
        turns += [mistake.model_copy(update={"box": box.number})] if mistake else []
    return tuple(turns)


def _elsewhere(stage: Stage) -> Stage:
    """The same program from another start: one from which it comes to its end, on another square than before."""
    world = stage.code.world
    assert world is not None
    begin = starting(world)
    taken = stage.ends | {stage.trace.final.square}
    places: list[World] = []
    for column in range(world.columns):
        for row in range(world.rows):
            for looks in AROUND:
                pose = Pose(column, row, looks, world.columns, world.rows)
                if (column, row) != (begin.x, begin.y) and not _at_edge(pose) and pose.square not in taken:
                    places.append(replace(world, start=pose.square, facing=pose.towards))
    stage.chance().shuffle(places)
    for new in places:
        setting = replace(stage.setting, world=new)
        trace = tried(stage.source, setting)
        if (
            trace is None
            or not trace.done
            or trace.final.square in (stage.trace.final.square, new.start)
            or len(set(trace.path)) < LEAST
        ):
            continue
        agreement = judged(stage.source, setting)
        if agreement is not None and agreement.ok:
            return _moved(stage, new)
    raise Impossible("from no other square does the robot stay on its paper and stop elsewhere")


def _at_edge(pose: Pose) -> bool:
    """Does it stand in the very row or column that it would look towards? Then nobody can be told so."""
    ahead = {"up": pose.y == pose.rows - 1, "down": pose.y == 0, "right": pose.x == pose.columns - 1, "left": pose.x == 0}
    return ahead[pose.looks]


def _moved(stage: Stage, world: World) -> Stage:
    lesson = replace(
        stage.lesson,
        steps=tuple(
            replace(step, blocks=tuple(replace(stage.code, world=world) if getattr(block, "id", "") == stage.request.code else block for block in step.blocks))
            for step in stage.lesson.steps
        ),
    )  # fmt: skip
    return replace(stage, lesson=lesson)


def _moves(trace: Trace) -> list[str]:
    """The way as single moves in the robot's canonical words: `forward`, `back`, `left`, `right`."""
    moves: list[str] = []
    here = trace.start
    for step in trace.steps:
        moves += _between(here, step)
        here = step.pose
    return moves


def _between(here: Pose, step: TraceStep) -> list[str]:
    steps = abs(step.pose.x - here.x) + abs(step.pose.y - here.y)
    turned = (AROUND.index(step.pose.looks) - AROUND.index(here.looks)) % 4
    if steps:
        ahead = {"up": (0, 1), "right": (1, 0), "down": (0, -1), "left": (-1, 0)}[here.looks]
        forward = (step.pose.x - here.x) * ahead[0] + (step.pose.y - here.y) * ahead[1] > 0
        return ["forward" if forward else "back"] * steps
    done: dict[int, list[str]] = {0: [], 1: ["right"], 2: ["right", "right"], 3: ["left"]}
    return done[turned]
