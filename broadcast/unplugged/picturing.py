"""Predict a drawing: four pictures, the wrong ones drawn by programs with a mistake that children make."""

from __future__ import annotations

from collections.abc import Sequence

from broadcast.language.phrase import Phrase, joined
from broadcast.unplugged import climbing, drawn, explained, goals
from broadcast.unplugged.figures import Choice, Drawing
from broadcast.unplugged.judging import Impossible
from broadcast.unplugged.model import Activity, Box, Option, Proof, Shot, Turn
from broadcast.unplugged.others import Other, others
from broadcast.unplugged.stage import Stage
from broadcast.unplugged.strokes import merged

WRONG = 3
"""Pictures beside the right one (Bebras: four options)."""


def make(stage: Stage) -> Activity:
    """The activity `predict` for a program that draws."""
    wrong = others(stage, stage.program, stage.trace, WRONG)
    if len(wrong) < WRONG:
        raise Impossible(f"it has no {WRONG} mistakes whose pictures each look different")
    number = stage.first
    letters = [chr(65 + at) for at in range(WRONG + 1)]
    stage.chance("letters").shuffle(letters)
    pictures = dict(sorted(zip(letters, (stage.outcome.drawn, *(merged(one.trace.strokes) for one in wrong)), strict=True)))
    texts = dict(sorted(zip(letters, (stage.source, *(one.source for one in wrong)), strict=True)))
    prompt = stage.text("predict.prompt.drawing")
    proof = Proof(
        how=f"{stage.agreement.why}; the programs of the other pictures were run too, and no two look alike",
        engines=stage.agreement.engines, runs=len(texts), tried=len(texts),
    )  # fmt: skip
    options = tuple(Option(id=letter, program=text) for letter, text in texts.items())
    item = stage.item("predict", number, 2, prompt, [letters[0]], proof, options=options, goal=stage.outcome.drawn)
    shown: list[tuple[str, Drawing]] = [(letter, drawn.picture(stage, lines)) for letter, lines in pictures.items()]
    choice = Choice(options=tuple(shown), alt=stage.text("figure.pictures", count=len(shown)))
    reasons = _reasons(stage, wrong, letters)
    box = Box(
        number=number, heading=stage.text("predict.heading"), prompt=prompt, figures=(choice,),
        key=(choice.model_copy(update={"answer": (letters[0],)}),), answer=letters[0],
        explanation=f"{explained.run(stage)} {reasons.text}", instead=stage.text("predict.instead"), item=item.id, size="full",
    )  # fmt: skip
    box, item = climbing.climb(
        stage, box, item, (lambda: climbing.put(stage, stage.source),), (lambda: climbing.find(stage, stage.source),)
    )
    return Activity(
        kind="predict",
        boxes=(box,),
        items=(item,),
        turns=_turns(stage, letters[0], box),
        guide=(stage.text("predict.guide", box=number),),
    )


def _reasons(stage: Stage, wrong: Sequence[Other], letters: Sequence[str]) -> Phrase:
    told = sorted(zip(letters[1:], wrong, strict=True), key=lambda pair: pair[0])
    return joined(*(stage.say("which.wrong", letter=letter, clause=other.reason) for letter, other in told))


def _turns(stage: Stage, letter: str, box: Box) -> tuple[Turn, ...]:
    shape = goals.named(stage, stage.outcome.drawn)
    shot = Shot(template="question", heading=box.prompt, figures=(drawn.program(stage), *box.figures), box=box.number)
    told = (
        stage.say("predict.answer.shape", shape=shape, letter=letter)
        if shape
        else stage.say("predict.answer.drawing", letter=letter)
    )
    picture = drawn.picture(stage, stage.outcome.drawn)
    return (
        Turn(
            name="predict.ask", kind="ask", phrase=stage.say("predict.ask.drawing", box=box.number), alone=stage.say("predict.alone.drawing"),
            box=box.number, shot=shot, line=stage.code.line,
        ),
        Turn(name="predict.wait", kind="wait", wait="write", note=stage.text("predict.note"), box=box.number, shot=shot),
        Turn(
            name="predict.answer", kind="answer", role="second", phrase=told, label=stage.end, box=box.number,
            shot=Shot(template="answer", heading=told.text, figures=(picture, drawn.program(stage)), box=box.number),
        ),
    )  # fmt: skip
