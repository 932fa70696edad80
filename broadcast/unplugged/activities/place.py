"""Set-up: the squared paper with the robot on its starting square, or an empty box for each variable."""

from __future__ import annotations

from broadcast.language.phrase import joined
from broadcast.program.world import starting
from broadcast.unplugged import drawn, laid, starts, words
from broadcast.unplugged.judging import Impossible
from broadcast.unplugged.model import Activity, Box, Shot, Turn
from broadcast.unplugged.rounds import MOST_BOXES, variables
from broadcast.unplugged.stage import Stage


def make(stage: Stage) -> Activity:
    return _paper(stage) if stage.moves else _boxes(stage)


def _paper(stage: Stage) -> Activity:
    world = stage.code.world
    assert world is not None
    start = starting(world)
    trace = stage.trace
    heading = stage.text("place.heading")
    figure = drawn.grid(stage, trace)
    box = Box(
        number=stage.first, heading=heading, prompt=starts.facing(stage, "place.prompt", start).text, figures=(figure,),
        key=(drawn.walked(stage, trace),), instead=stage.text("place.instead"), board=True,
    )  # fmt: skip
    again = stage.had("place")
    put = starts.facing(stage, "place.again" if again else "place.put", start, box=box.number)
    if not again:
        put = joined(put, stage.say("place.draw", columns=world.columns, rows=world.rows, corner="A1"))
    shot = Shot(template="box", heading=heading, figures=(figure,), box=box.number)
    turns = [
        Turn(name="place.put", kind="say", phrase=put, box=box.number, shot=shot, line=stage.code.line),
        Turn(name="place.put-wait", kind="wait", wait="move", note=stage.text("place.note"), box=box.number, shot=shot),
    ]
    there = laid.things(stage)
    if there:
        turns += [
            Turn(name="place.things", kind="say", phrase=joined(*there), box=box.number, shot=shot, line=stage.code.line),
            Turn(name="place.things-wait", kind="wait", wait="move", note=stage.text("place.note"), box=box.number, shot=shot),
        ]
    return Activity(kind="place", boxes=(box,), turns=tuple(turns), guide=(stage.text("place.guide", box=box.number),))


def _boxes(stage: Stage) -> Activity:
    names = variables(stage.program)
    if not names:
        raise Impossible("the program has neither a robot nor a variable to set up")
    if len(names) > MOST_BOXES:
        raise Impossible(f"it has {len(names)} variables; a class can keep {MOST_BOXES} boxes")
    heading = stage.text("place.boxes-heading")
    figure = drawn.table(stage, names, (("",) * len(names),))
    box = Box(
        number=stage.first, heading=heading, prompt=stage.text("place.boxes-prompt"), figures=(figure,),
        instead=stage.text("place.boxes-instead"), board=True,
    )  # fmt: skip
    told = words.names(names, stage.program, stage.messages)
    phrase = stage.say("place.boxes", count=len(names), names=told, box=box.number)
    shot = Shot(template="box", heading=heading, figures=(figure,), box=box.number)
    turns = (
        Turn(name="place.boxes", kind="say", phrase=phrase, box=box.number, shot=shot, line=stage.code.line),
        Turn(name="place.boxes-wait", kind="wait", wait="move", note=stage.text("place.boxes-note"), box=box.number, shot=shot),
    )
    return Activity(kind="place", boxes=(box,), turns=turns, guide=(stage.text("place.boxes-guide", box=box.number),))
