"""Find the bug: one line is wrong, and why is asked. It is seen in the run, and only one change of one line mends it.

Level 2 to 3. Evidence: none of its own that we know; a bug has a goal, so that being wrong can be seen (unplugged facts: "visible, terminates,
unique fix"), and each is one of the mistakes that children make.
"""

from __future__ import annotations

from dataclasses import dataclass

from broadcast.language.phrase import Phrase, joined, together
from broadcast.program import Mutant, Trace, mutants
from broadcast.program import source as printed
from broadcast.program.speech import speak
from broadcast.unplugged import climbing, drawn, explained, goals, starts, telling, words
from broadcast.unplugged.gaps import gaps
from broadcast.unplugged.judging import Impossible, Outcome, judged, outcome, parsed, proven, tried
from broadcast.unplugged.model import Activity, Box, Proof, Shot, Turn
from broadcast.unplugged.stage import Stage
from broadcast.unplugged.strokes import apart, merged, shape
from broadcast.unplugged.variation import Version, versions

OPTIONS: dict[str, tuple[str, ...]] = {}
ORDER = (
    "left-for-right", "right-for-left", "comparison", "off-by-one", "one-round-more", "one-round-fewer", "steps-one-more",
    "steps-one-fewer", "operator", "back-for-forward",
)  # fmt: skip
"""Bugs that one changed line makes, the clearest first. A forgotten line is none: there is no line to point at."""


@dataclass(frozen=True, slots=True)
class Bug:
    """A program that goes wrong."""

    version: Version
    mutant: Mutant
    source: str
    """As it is shown, with the bug."""
    line: int
    now: str
    mended: str
    trace: Trace
    ends: tuple[Outcome | None, ...]
    """Of the shown program, and of other single changes that were run and do not mend it."""


def make(stage: Stage) -> Activity:
    found = search(stage)
    number = stage.first
    name = goals.nameable(found.version.goal, found.ends)
    goal = goals.should(stage, found.version.goal, name=name)
    air = goals.should(stage, found.version.goal, number, name=name)
    tried_ways, picture = len(found.ends) - 1, drawn.goal(stage, found.version.goal)
    prompt = together((goal.text, stage.text("bug.sheet")))
    proof = Proof(
        how=f"line {found.line} mended to {found.mended!r} reaches the goal; the shown program and {tried_ways} other single changes do not",
        engines=stage.agreement.engines, runs=tried_ways + 2, tried=tried_ways,
    )  # fmt: skip
    item = stage.item(
        "bug",
        number,
        3,
        prompt,
        [{"line": found.line, "mended": found.mended}],
        proof,
        program=found.source,
        goal=found.version.goal.drawn,
    )
    wrong = drawn.shown(stage, drawn.of_program(stage, found.source))
    right = drawn.shown(stage, drawn.of_program(stage, found.version.source), found.line)
    gap, seen = stage.text("bug.gap"), _seen(stage, found.trace, found.version.goal)
    box = Box(
        number=number, heading=stage.text("bug.heading"), prompt=prompt, figures=(*picture, wrong, drawn.writing(stage, gap)),
        key=(*picture, right, drawn.writing(stage, gap, str(found.line))), answer=stage.text("bug.key", line=found.line, mended=found.mended),
        explanation=together((seen.text, explained.of(stage, found.trace))) if found.trace.done and not picture else seen.text,
        instead=stage.text("bug.instead"), item=item.id,
    )  # fmt: skip
    shown = parsed(found.source, stage.setting)
    assert shown is not None  # it was run
    speech = speak(shown, stage.messages)
    shot = Shot(template="question", heading=prompt, figures=(*picture, wrong), box=number)
    ask = joined(air, stage.say("bug.does-not"), stage.say("bug.ask"))
    turns = (
        telling.turn(stage, speech, "bug.look", joined(stage.say("bug.look", box=number), starts.back(stage)), telling.shot(box.heading, wrong, number)),
        Turn(name="bug.ask", kind="ask", phrase=ask, alone=joined(air, stage.say("bug.does-not"), stage.say("bug.alone")) if name or not picture else None, needs_sheet=bool(picture) and not name, box=number, shot=shot, line=stage.code.line),
        Turn(name="bug.wait", kind="wait", wait="write", note=stage.text("bug.note"), task=15, box=number, shot=shot),
        Turn(
            name="bug.answer", kind="answer", role="second", box=number,
            phrase=joined(stage.say("bug.answer", line=found.line), seen, _mended(stage, found)),
            shot=Shot(template="answer", heading=box.answer, figures=(right,), box=number),
        ),
    )  # fmt: skip
    box, item = climbing.climb(
        stage, box, item, (lambda: climbing.end(stage, found.source, "mistake"), lambda: climbing.count(stage, found.version.source)),
        (lambda: climbing.own(stage, "bug"),),
    )  # fmt: skip
    return Activity(
        kind="bug",
        boxes=(box,),
        items=(item,),
        turns=turns,
        guide=(stage.text("bug.guide", box=number),),
    )


def _seen(stage: Stage, trace: Trace, goal: Outcome) -> Phrase:
    """What the bug makes it do."""
    if not trace.done:
        return stage.say("bug.off" if trace.fault and trace.fault.kind == "edge" else "bug.stuck")
    if stage.moves:
        return stage.say("bug.stops", square=trace.final.square)
    if stage.view == "drawing":
        told = goals.named(stage, merged(trace.strokes)) if shape(merged(trace.strokes)) != shape(goal.drawn) else None
        return stage.say("bug.draws", shape=told) if told else stage.say("bug.picture")
    return stage.say("bug.says", text=words.said(trace.printed, stage.messages)) if trace.printed else stage.say("bug.silent")


def _mended(stage: Stage, found: Bug) -> Phrase:
    program = parsed(found.version.source, stage.setting)
    if program is None:
        raise Impossible("the mended program cannot be read")
    return stage.say("bug.mend", clause=speak(program, stage.messages).clause(found.line))


def search(stage: Stage) -> Bug:
    """The first bug, by version, ORDER and line, that shows itself and has a single mend."""
    for version in versions(stage):
        program = parsed(version.source, stage.setting)
        if program is None:
            continue
        every = [mutant for mutant in mutants(program) if mutant.name in ORDER and mutant.now_line == mutant.line]
        for mutant in sorted(every, key=lambda one: (ORDER.index(one.name), one.line)):
            found = _bug(stage, version, mutant)
            if found is not None:
                return found
    raise Impossible("no single wrong line of it shows itself and has only one mend")


def _bug(stage: Stage, version: Version, mutant: Mutant) -> Bug | None:
    text = printed(mutant.program, stage.messages.language)
    if text == stage.source:  # the lesson's own program is on the sheet, and it is right
        return None
    agreement = judged(text, stage.setting)
    if agreement is None or not agreement.ok or outcome(agreement.trace, stage.view) == version.goal:
        return None
    if not agreement.trace.done and not (
        stage.moves and agreement.trace.fault and agreement.trace.fault.kind in ("edge", "wall", "blocked")
    ):
        return None
    others = _mends(text, stage) - {version.source}
    ends = tuple(outcome(tried(other, stage.setting), stage.view) for other in sorted(others))
    shown = outcome(agreement.trace, stage.view)
    if shown is not None and version.goal.drawn and not apart(version.goal.drawn, shown.drawn):
        return None  # it has to be seen, not measured
    if version.goal in ends or not goals.distinct(version.goal, (*ends, shown)):
        return None
    if proven(version.source, stage.setting, stage.view) != version.goal:
        return None
    lines, wrong = version.source.split("\n"), text.split("\n")
    if len(lines) != len(wrong) or [a != b for a, b in zip(lines, wrong, strict=True)].count(True) != 1:
        return None
    at = mutant.line - 1
    return Bug(version, mutant, text, mutant.line, wrong[at].strip(), lines[at].strip(), agreement.trace, (shown, *ends))


def _mends(text: str, stage: Stage) -> set[str]:
    """Every single change of the shown program that a child may think of: its mutations, and any other number, sign or turn at any place."""
    program = parsed(text, stage.setting)
    found = {printed(mutant.program, stage.messages.language) for mutant in mutants(program)} if program else set()
    for gap in gaps(stage, text):
        found |= {gap.filled(candidate) for candidate in gap.candidates}
    lines = text.rstrip("\n").split("\n")
    for at in range(len(lines)):  # a line left out
        found.add("\n".join(lines[:at] + lines[at + 1 :]) + "\n")
    return found - {text}
