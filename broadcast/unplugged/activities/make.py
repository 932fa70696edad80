"""Make your own: a program of the class's own, with a list to tick that comes from what the lesson's program is built with.

Level 3, the last step of PRIMM (Sentance, Waite and Kallia 2019). There is no single answer: a partner runs it by hand, line by line.
What can be checked is checked: the lesson's own program, run, meets every point of the list, so the list can be met.
"""

from __future__ import annotations

from broadcast.language.phrase import Phrase, joined
from broadcast.unplugged import drawn
from broadcast.unplugged.checklist import MOST_LINES, longest, met, points
from broadcast.unplugged.figures import Checklist, Figure
from broadcast.unplugged.judging import Impossible
from broadcast.unplugged.model import Activity, Box, Option, Proof, Rung, Shot, Turn
from broadcast.unplugged.stage import Stage

OPTIONS: dict[str, tuple[str, ...]] = {}
LEAST_POINTS = 3
MOST_SHOWN = 4
"""Points that a screen has room for; all are said."""
WRITE, RUN = 120, 60
"""Seconds to write a program of one's own, and for a partner to run it."""


def make(stage: Stage) -> Activity:
    _ = stage.outcome
    program, trace = stage.program, stage.trace
    listed = points(program, trace)
    if program.length > MOST_LINES:
        raise Impossible(f"the program has {program.length} lines; one's own has {MOST_LINES} at the most")
    if len(listed) < LEAST_POINTS or not all(met(point, program, trace) for point in listed):
        raise Impossible("the program has nothing in it that one's own could be built with")
    phrases = [told(stage, point) for point in listed]
    number, form = stage.first, stage.view
    prompt = _prompt(stage, form)
    options = tuple(Option(id=point, text=phrase.text) for point, phrase in zip(listed, phrases, strict=True))
    proof = Proof(
        how=f"a partner runs it by hand; the lesson's own program was run and meets each of the {len(listed)} points",
        engines=stage.agreement.engines, runs=len(stage.agreement.engines),
    )  # fmt: skip
    item = stage.item("make", number, 3, prompt, listed, proof, options=options)
    entries = tuple(phrase.text for phrase in phrases)
    lines = drawn.writing(stage, "", rows=longest(program)).model_copy(
        update={"alt": stage.text("make.lines", count=longest(program))}
    )
    paper: tuple[Figure, ...] = (drawn.grid(stage, trace),) if form == "grid" else ()
    home = stage.request.home
    box = Box(
        number=number, heading=stage.text("make.heading-home" if home else "make.heading"), prompt=prompt,
        figures=(*paper, lines, Checklist(entries=entries, alt=stage.text("figure.checklist", count=len(entries)))),
        key=(drawn.program(stage), Checklist(entries=entries, ticked=True, alt=stage.text("figure.checklist", count=len(entries)))),
        answer=stage.text("make.any"), explanation=stage.text("make.why"), instead=stage.text("make.instead"),
        rungs=(Rung(mark="older", prompt=stage.text("make.older")),), item=item.id, size="full",
    )  # fmt: skip
    return Activity(
        kind="make",
        boxes=(box,),
        items=(item,),
        turns=_turns(stage, form, box, phrases),
        guide=(stage.text("make.guide", box=number),),
    )


def told(stage: Stage, point: str) -> Phrase:
    """A point of the list as a sentence."""
    name, _, most = point.partition("-")
    return stage.say("make.check.lines", count=int(most)) if most else stage.say(f"make.check.{name}")


def _prompt(stage: Stage, form: str) -> str:
    if form == "grid":
        return stage.text("make.prompt.grid", square=stage.trace.start.square)
    return stage.text(f"make.prompt.{form}")


def _turns(stage: Stage, form: str, box: Box, phrases: list[Phrase]) -> tuple[Turn, ...]:
    number, home = box.number, stage.request.home
    begin = stage.say("make.home" if home else "make.class", box=number)
    shot = Shot(template="question", heading=box.prompt, box=number)
    ask = Turn(
        name="make.ask", kind="ask", to="home" if home else "pupils", phrase=joined(begin, stage.say(f"make.ask.{form}")),
        alone=joined(stage.say("make.alone"), stage.say(f"make.ask.{form}")), closes="home" if home else "", box=number, shot=shot,
        line=stage.code.line,
    )  # fmt: skip
    if home:
        return (ask,)
    ticks = Shot(template="point", heading=box.heading, lines=tuple(phrase.text for phrase in phrases[:MOST_SHOWN]), box=number)
    swap = Shot(template="point", heading=stage.text("make.swap"), box=number)
    return (
        ask,
        Turn(name="make.wait", kind="wait", wait="write", note=stage.text("make.note"), task=WRITE, box=number, shot=shot),
        Turn(
            name="make.answer", kind="answer", phrase=joined(stage.say("make.list"), *phrases), box=number, shot=ticks,
        ),
        Turn(name="make.swap", kind="say", phrase=stage.say("make.swap"), box=number, shot=swap),
        Turn(name="make.swap-wait", kind="wait", wait="pairs", note=stage.text("make.swap-note"), task=RUN, box=number, shot=swap),
    )  # fmt: skip
