"""Predict: where it stops, what it says or draws, before anybody runs it. Both engines agree on the answer.

Level 1 to 2. Evidence: PRIMM begins with it (Sentance, Waite and Kallia 2019: 493 pupils, better than the control group). A drawing is chosen
among four pictures; the wrong ones are drawn by mistakes that have a name.
"""

from __future__ import annotations

from broadcast.language.phrase import Phrase
from broadcast.unplugged import climbing, drawn, explained, picturing, words
from broadcast.unplugged.judging import Impossible
from broadcast.unplugged.model import Activity, Box, Proof, Shot, Turn
from broadcast.unplugged.stage import Stage

OPTIONS: dict[str, tuple[str, ...]] = {}
MOST_LINES = 4
"""Lines of output that a child keeps in mind and has room to write."""
MOST_LETTERS = 60
"""Of such a line, in any language: boxes are the same in all."""


def make(stage: Stage) -> Activity:
    if stage.view == "drawing":
        return picturing.make(stage)
    outcome = stage.outcome
    form = "square" if stage.moves else "says" if len(outcome.said) == 1 else "lines"
    if not stage.moves:
        if len(outcome.said) > MOST_LINES:
            raise Impossible(f"it says {len(outcome.said)} lines; a guess has room for {MOST_LINES}")
        if any(len(line) > MOST_LETTERS or not line.strip() for line in outcome.said):
            raise Impossible(f"it says a line that is empty or longer than {MOST_LETTERS} letters")
    answers = (outcome.square,) if stage.moves else outcome.said
    answer = words.row(answers, stage.messages).text if stage.moves else words.said(answers, stage.messages).text
    number = stage.first
    prompt = stage.text(f"predict.prompt.{form}")
    gap, rows = stage.text(f"predict.gap.{form}"), len(answers) if form == "lines" else 0
    proof = Proof(how=stage.agreement.why, engines=stage.agreement.engines, runs=len(stage.agreement.engines))
    item = stage.item("predict", number, 2, prompt, answers, proof)
    box = Box(
        number=number, heading=stage.text("predict.heading"), prompt=prompt,
        figures=(drawn.writing(stage, gap, rows=rows),), key=(drawn.writing(stage, gap, "\n".join(answers), rows),),
        answer=answer, explanation=explained.run(stage), instead=stage.text("predict.instead"), item=item.id,
    )  # fmt: skip
    box, item = climbing.climb(
        stage, box, item, (lambda: climbing.put(stage, stage.source),), (lambda: climbing.find(stage, stage.source),)
    )
    return Activity(
        kind="predict",
        boxes=(box,),
        items=(item,),
        turns=_turns(stage, form, box),
        guide=(stage.text("predict.guide", box=number),),
    )


def _turns(stage: Stage, form: str, box: Box) -> tuple[Turn, ...]:
    later = stage.end in stage.later
    ask = stage.say(f"predict.ask.{form}", box=box.number)
    shot = Shot(template="question", heading=box.prompt, figures=(drawn.program(stage),), box=box.number)
    turns = [
        Turn(
            name="predict.ask", kind="ask", phrase=ask, alone=stage.say(f"predict.alone.{form}"), closes=stage.end if later else "",
            box=box.number, shot=shot, line=stage.code.line,
        ),
        Turn(name="predict.wait", kind="wait", wait="write", note=stage.text("predict.note"), box=box.number, shot=shot),
    ]  # fmt: skip
    if not later:
        phrase = told(stage)
        figures = (drawn.walked(stage, stage.trace),) if stage.moves else (drawn.program(stage),)
        turns.append(
            Turn(
                name="predict.answer", kind="answer", role="second", phrase=phrase, label=stage.end, box=box.number,
                shot=Shot(template="answer", heading=box.answer, figures=figures, box=box.number),
            )
        )  # fmt: skip
    return tuple(turns)


def told(stage: Stage) -> Phrase:
    """How the program ends, in a sentence."""
    outcome = stage.outcome
    if stage.moves:
        return stage.say("predict.answer.square", square=outcome.square)
    return stage.say("predict.answer.says", text=words.said(outcome.said, stage.messages))
