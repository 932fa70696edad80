"""Fill the blank: a number, a sign or a turn is missing. Exactly one of all that is tried reaches the goal that the prompt names.

Level 2. Evidence: none of its own that we know; it is the smallest step from reading to writing (unplugged facts). A drawing is the goal as a
picture, and by its name where no other candidate draws that shape.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product

from broadcast.language.counting import free
from broadcast.language.numbers import number
from broadcast.language.phrase import Phrase, joined, together
from broadcast.program.speech import speak
from broadcast.unplugged import climbing, drawn, goals, words
from broadcast.unplugged.gaps import GAP, Gap, gaps
from broadcast.unplugged.judging import Impossible, Outcome, outcome, parsed, proven, tried
from broadcast.unplugged.model import Activity, Box, Option, Proof, Shot, Turn
from broadcast.unplugged.stage import Stage
from broadcast.unplugged.variation import versions

OPTIONS: dict[str, tuple[str, ...]] = {"what": ("any", "number", "comparison", "sign", "side")}
"""What is missing."""
ORDER = ("number", "comparison", "side", "sign")
"""What is asked first where several could be."""


@dataclass(frozen=True, slots=True)
class Blank:
    gap: Gap
    goal: Outcome
    answer: str
    named: bool
    """Can a drawing's name be said? No other candidate draws the same shape elsewhere."""


def make(stage: Stage) -> Activity:
    found = search(stage)
    number = stage.first
    goal = goals.should(stage, found.goal, name=found.named)
    air = goals.should(stage, found.goal, number, name=found.named)
    what = stage.text(f"blank.sheet.{found.gap.kind}")
    prompt = together((goal.text, what))
    proof = Proof(
        how=f"every one of {', '.join(found.gap.candidates)} was run in line {found.gap.line}; only {found.answer} does it",
        engines=stage.agreement.engines, runs=len(found.gap.candidates), tried=len(found.gap.candidates),
    )  # fmt: skip
    options = tuple(Option(id=str(at), text=text) for at, text in enumerate(found.gap.candidates, 1))
    item = stage.item(
        "blank", number, 2, prompt, [found.answer], proof, program=found.gap.gapped, options=options, goal=found.goal.drawn
    )
    gapped = drawn.shown(stage, drawn.of_program(stage, found.gap.gapped, found.gap.filled(found.answer)))
    picture = drawn.goal(stage, found.goal)
    filled = drawn.shown(stage, drawn.of_program(stage, found.gap.filled(found.answer)))
    box = Box(
        number=number, heading=stage.text("blank.heading"), prompt=prompt, figures=(*picture, gapped),
        key=(*picture, filled), answer=found.answer,
        explanation=stage.text("blank.tried", values=words.row(found.gap.candidates, stage.messages), answer=found.answer),
        instead=stage.text("blank.instead"), item=item.id,
    )  # fmt: skip
    ask = joined(stage.say("blank.look", box=number), air, stage.say(f"blank.ask.{found.gap.kind}", line=found.gap.line))
    alone = joined(
        stage.say("blank.alone-line", line=found.gap.line, clause=_line(stage, found)),
        air,
        stage.say(f"blank.alone.{found.gap.kind}"),
    )
    alone_able = found.named or not found.goal.drawn
    shot = Shot(template="question", heading=prompt, figures=(*picture, gapped), box=number)
    turns = (
        Turn(name="blank.ask", kind="ask", phrase=ask, alone=alone if alone_able else None, needs_sheet=True, box=number, shot=shot, line=stage.code.line),
        Turn(name="blank.wait", kind="wait", wait="write", note=stage.text("blank.note"), task=12, box=number, shot=shot),
        Turn(
            name="blank.answer", kind="answer", role="second", box=number, shot=Shot(template="answer", heading=found.answer, figures=(filled,), box=number),
            phrase=stage.say(f"blank.answer.{found.gap.kind}", answer=words.code(found.answer, stage.messages)),
        ),
    )  # fmt: skip
    text = found.gap.filled(found.answer)
    box, item = climbing.climb(
        stage,
        box,
        item,
        (lambda: climbing.put(stage, text, {found.gap.line}),),
        (lambda: climbing.find(stage, text, {found.gap.line}),),
    )
    return Activity(
        kind="blank",
        boxes=(box,),
        items=(item,),
        turns=turns,
        guide=(stage.text("blank.guide", box=number),),
    )


def _line(stage: Stage, found: Blank) -> Phrase:
    """The line with the gap as it is said: "add a secret number to Mangos"; where there are no such words, as it is printed."""
    something = stage.text("blank.secret" if found.gap.kind == "number" else "blank.something")
    program = parsed(found.gap.filled(found.answer), stage.setting)
    if program is not None and found.gap.kind == "number":
        clause = speak(program, stage.messages).clause(found.gap.line)
        pairs = (clause.text, found.answer), (clause.spoken, number(int(found.answer), "", stage.messages.language))
        texts = [re.sub(free(word), something, text) for text, word in pairs]
        if [text.count(something) for text in texts] == [1, 1]:
            return Phrase(text=texts[0], spoken=texts[1])
    line = found.gap.gapped.split("\n")[found.gap.line - 1].strip()
    return stage.messages.plain(line.replace(GAP, something))


def search(stage: Stage) -> Blank:
    """The first gap, by ORDER and line, of which one candidate alone reaches a goal that can be named.

    Lines that stand on the sheet already come last, and before them the number that a variable starts with: the one that `change` asks for.
    """
    wanted = stage.option("what", "any")
    for printed, starting in product((False, True), repeat=2):
        for version in versions(stage):
            every = [gap for gap in gaps(stage, version.source) if wanted in ("any", gap.kind)]
            every = [gap for gap in every if (_printed(stage, gap), gap.starting) == (printed, starting)]
            for gap in sorted(every, key=lambda one: (ORDER.index(one.kind), one.line, one.start)):
                ends = _only(stage, gap, version.goal)
                if ends is not None:
                    return Blank(gap, version.goal, gap.was, goals.nameable(version.goal, ends))
    raise Impossible("at no place of it does exactly one number, sign or turn reach a goal")


def _printed(stage: Stage, gap: Gap) -> bool:
    """Does the line stand elsewhere on the sheet, so that the answer could be copied?"""
    lines, own = gap.source.split("\n"), stage.source.split("\n")
    return bool(stage.shown) and lines[gap.line - 1] == own[gap.line - 1]


def _only(stage: Stage, gap: Gap, goal: Outcome) -> list[Outcome | None] | None:
    """Every end that is tried, where what was there alone reaches the goal and anybody sees that; else None."""
    if gap.was not in gap.candidates:
        return None
    ends = {text: outcome(tried(gap.filled(text), stage.setting), stage.view) for text in gap.candidates}
    if [text for text, end in ends.items() if end == goal] != [gap.was] or not goals.distinct(goal, ends.values()):
        return None
    return list(ends.values()) if proven(gap.filled(gap.was), stage.setting, stage.view) == goal else None
