"""A picture as numbers, row by row, that a child paints; it can be read out, and needs no sheet."""

from __future__ import annotations

from broadcast.language.phrase import Phrase
from broadcast.unplugged import coding, words
from broadcast.unplugged.figures import Pixels
from broadcast.unplugged.model import Activity, Beat, Box, Item, Option, Proof, Rung, Shot, Turn
from broadcast.unplugged.stage import Stage

SECONDS = 2
"""To paint or skip a square, after a row was said, and as many to find the row."""


def make(stage: Stage, size: str) -> Activity:
    pictures = coding.pictures(size)
    name = stage.chance("picture").choice(sorted(pictures))
    rows = pictures[name]
    columns, number = len(rows[0]), stage.first
    coded = tuple(coding.runs(row) for row in rows)
    prompt = stage.text("cards.pixels.prompt")
    options = tuple(Option(id=f"row-{at}", text=" ".join(str(run) for run in one)) for at, one in enumerate(coded, 1))
    proof = Proof(
        how="each row was made from its numbers again, and the numbers from the row", engines=("search",), runs=len(rows)
    )
    item = Item(id=stage.identity(), box=number, kind="cards", level=1, prompt=prompt, options=options, answers=rows, proof=proof)
    empty = Pixels(columns=columns, runs=coded, alt=stage.text("figure.pixels", columns=columns, rows=len(rows)))
    shown = stage.say(f"cards.is.{name}")
    painted = empty.model_copy(update={"painted": rows, "alt": shown.text})
    box = Box(
        number=number, heading=stage.text("cards.pixels.heading"), prompt=prompt, figures=(empty,), key=(painted,), answer=shown.text,
        explanation=stage.text("cards.pixels.why"), instead=stage.text("cards.pixels.instead"), item=item.id,
        rungs=(Rung(mark="done", prompt=stage.text("cards.pixels.done")),),
        size="half" if columns < 8 else "full",
    )  # fmt: skip
    return Activity(
        kind="cards", boxes=(box,), items=(item,), turns=_turns(stage, box, coded, shown, painted),
        guide=(stage.text("cards.pixels.guide", box=number),),
    )  # fmt: skip


def _turns(stage: Stage, box: Box, coded: tuple[tuple[int, ...], ...], shown: Phrase, painted: Pixels) -> tuple[Turn, ...]:
    side, number = painted.columns, box.number
    shot = Shot(template="box", heading=box.heading, figures=(box.figures[0],), box=number)
    beats = tuple(
        Beat(
            phrase=stage.say("cards.pixels.row", row=at, runs=_said(stage, row)),
            wait=SECONDS * (1 + sum(1 for run in row if run)),
        )
        for at, row in enumerate(coded, 1)
    )
    question = Shot(template="question", heading=stage.text("cards.pixels.ask"), figures=(box.figures[0],), box=number)
    return (
        Turn(name="cards.go", kind="say", phrase=stage.say("cards.pixels.go", box=number, side=side), box=number, shot=shot),
        Turn(name="cards.rule", kind="say", phrase=stage.say("cards.pixels.rule"), box=number, shot=shot),
        Turn(name="cards.rows", kind="act", phrase=stage.say("cards.pixels.start"), beats=beats, box=number, shot=shot),
        Turn(name="cards.ask", kind="ask", phrase=stage.say("cards.pixels.ask"), box=number, shot=question),
        Turn(name="cards.wait", kind="wait", wait="think", note=stage.text("cards.pixels.note"), box=number, shot=question),
        Turn(
            name="cards.answer", kind="answer", role="second", phrase=shown, box=number,
            shot=Shot(template="answer", heading=shown.text, figures=(painted,), box=number),
        ),
    )  # fmt: skip


def _said(stage: Stage, row: tuple[int, ...]) -> Phrase:
    """Two white, three black."""
    clauses = [
        stage.say("cards.pixels.black" if at % 2 else "cards.pixels.white", count=run) for at, run in enumerate(row) if run
    ]
    texts, spoken = [clause.text for clause in clauses], [clause.spoken for clause in clauses]
    return Phrase(text=words.row(texts, stage.messages).text, spoken=words.row(spoken, stage.messages).spoken)
