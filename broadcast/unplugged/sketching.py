"""Draw it: the learner draws what a turtle draws; the key is the drawing of the run."""

from __future__ import annotations

from broadcast.language.phrase import joined
from broadcast.unplugged import climbing, drawn, explained, goals, mistakes
from broadcast.unplugged.figures import Drawing
from broadcast.unplugged.judging import Impossible
from broadcast.unplugged.model import Activity, Box, Proof, Shot, Turn
from broadcast.unplugged.stage import Stage
from broadcast.unplugged.strokes import Drawn, merged

LINES = (3, 16)
"""Of a drawing that is worth drawing by hand, and that can be."""
ROOM = 1.05
"""There is so much more room than the drawing reaches, on every side alike, so that it gives nothing away."""


def make(stage: Stage) -> Activity:
    """The activity `path` for a program that draws."""
    lines = merged(stage.trace.strokes)
    if not LINES[0] <= len(lines) <= LINES[1]:
        raise Impossible(f"it draws {len(lines)} lines; {LINES[0]} to {LINES[1]} can be drawn by hand")
    number, shown = stage.first, stage.shown
    prompt = stage.text("sketch.prompt", box=shown) if shown else stage.text("sketch.prompt-here")
    proof = Proof(how=stage.agreement.why, engines=stage.agreement.engines, runs=len(stage.agreement.engines))
    item = stage.item("path", number, 2, prompt, [[list(line) for line in lines]], proof, goal=lines)
    listing = () if shown else (drawn.program(stage),)
    first = merged(stage.trace.strokes[:1])
    empty = _room(drawn.picture(stage, first), lines)
    right = drawn.picture(stage, lines)
    answer = explained.run(stage)
    box = Box(
        number=number, heading=stage.text("sketch.heading"), prompt=prompt, figures=(*listing, empty), key=(*listing, right), answer=answer,
        instead=stage.text("sketch.instead"), item=item.id,
    )  # fmt: skip
    box, item = climbing.climb(
        stage, box, item, (lambda: climbing.count(stage, stage.source),), (lambda: climbing.put(stage, stage.source),)
    )
    return Activity(
        kind="path",
        boxes=(box,),
        items=(item,),
        turns=_turns(stage, box, lines),
        guide=(stage.text("sketch.guide", box=number),),
    )


def _room(picture: Drawing, lines: Drawn) -> Drawing:
    """The beginning of a drawing with as much room as all of it needs, to all sides."""
    far = ROOM * max(abs(end) for line in lines for end in line)
    return picture.model_copy(update={"view": (-far, -far, far, far)})


def _turns(stage: Stage, box: Box, lines: Drawn) -> tuple[Turn, ...]:
    shape = goals.named(stage, lines)
    told = stage.say("sketch.shape", shape=shape) if shape else stage.say("sketch.lines", count=len(lines))
    shot = Shot(template="question", heading=box.heading, figures=(box.figures[-1], drawn.program(stage)), box=box.number)
    turns = [
        Turn(
            name="path.ask", kind="ask", phrase=stage.say("sketch.ask", box=box.number), alone=stage.say("sketch.alone"), box=box.number,
            shot=shot, line=stage.code.line,
        ),
        Turn(name="path.wait", kind="wait", wait="write", note=stage.text("sketch.note"), task=20, box=box.number, shot=shot),
        Turn(
            name="path.answer", kind="answer", phrase=joined(told, stage.say("sketch.compare")), label=stage.end, box=box.number,
            shot=Shot(template="answer", heading=told.text, figures=(box.key[-1],), box=box.number),
        ),
    ]  # fmt: skip
    mistake = mistakes.turn(stage, "path.mistake", optional=2)
    return tuple([*turns, mistake.model_copy(update={"box": box.number})] if mistake else turns)
