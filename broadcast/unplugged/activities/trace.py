"""Trace: run it by hand, a row a round, a change of a box or a line of a drawing. The first row is done together, the last answers the prediction.

Level 2 to 3. Evidence: full tables help, incomplete ones are as bad as none (Cunningham 2017): every row is drawn, the first one filled in.
"""

from __future__ import annotations

from broadcast.unplugged import climbing, explained, mistakes, tracing_boxes, tracing_sides, tracing_walk
from broadcast.unplugged.judging import Impossible
from broadcast.unplugged.model import Activity, Box, Proof
from broadcast.unplugged.stage import Stage
from broadcast.unplugged.tracing import Told

OPTIONS: dict[str, tuple[str, ...]] = {"mistake": ("yes", "no")}
"""Does the second voice make a mistake at the end?"""
LEAST = 2
"""Rows to fill in: below that there is nothing to follow."""


def make(stage: Stage) -> Activity:
    number = stage.first
    follow = {"grid": tracing_walk.told, "drawing": tracing_sides.told, "words": tracing_boxes.told}[stage.view]
    told: Told = follow(stage, number)
    if len(told.answers) < LEAST + 1:
        raise Impossible("its run is too short for a table: there is one row at the most to fill in")
    proof = Proof(
        how=f"{stage.agreement.why}; {len(told.answers)} rows of that run",
        engines=stage.agreement.engines,
        runs=len(stage.agreement.engines),
    )
    item = stage.item("trace", number, 2, told.prompt, told.answers, proof, goal=stage.outcome.drawn)
    box = Box(
        number=number, heading=stage.text("trace.heading"), prompt=told.prompt, figures=(told.table(0),), key=(told.table(len(told.filled)),),
        answer=told.answer, explanation=explained.run(stage), instead=stage.text("trace.instead"), item=item.id, size="full",
    )  # fmt: skip
    box, item = climbing.climb(
        stage, box, item, (lambda: climbing.count(stage, stage.source),), (lambda: climbing.put(stage, stage.source),)
    )
    turns = list(told.turns)  # row by row, all together: nobody is done before the others
    mistake = mistakes.turn(stage, "trace.mistake") if stage.option("mistake", "yes") == "yes" else None
    if mistake:
        turns.append(mistake.model_copy(update={"box": number}))
    return Activity(kind="trace", boxes=(box,), items=(item,), turns=tuple(turns), guide=(stage.text("trace.guide", box=number),))
