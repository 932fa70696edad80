"""Faded Parsons: the program stands there, two to four parts of it are missing, and each gap has its candidates beside it.

Level 3. Evidence: between putting whole lines in order and writing a program lies filling what was left out (faded Parsons problems,
unplugged facts: "order × indent × names"). Every way to fill the gaps is run, and exactly one reaches the goal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from broadcast.language.phrase import joined, together
from broadcast.program import Program
from broadcast.program.speech import speak
from broadcast.unplugged import climbing, drawn, fading, goals
from broadcast.unplugged.figures import Choice
from broadcast.unplugged.gaps import GAP, Gap
from broadcast.unplugged.judging import Impossible, Outcome, judged, outcome, parsed, tried
from broadcast.unplugged.model import Activity, Box, Option, Proof, Shot, Turn
from broadcast.unplugged.ordering import Goal, askable, goal_of, named, told
from broadcast.unplugged.stage import Stage
from broadcast.unplugged.variation import versions

OPTIONS: dict[str, tuple[str, ...]] = {}
LINES = (4, 8)
"""Of the program (unplugged facts: five or six)."""
PARTS = (2, 4)
"""Gaps."""
MOST_WAYS = 54
"""To fill them, that a class may think of."""
TRIES = 40
"""Choices of gaps that are run."""


@dataclass(frozen=True, slots=True)
class Faded:
    program: Program
    source: str
    parts: tuple[Gap, ...]
    """In the order of the text."""
    goal: Goal
    others: tuple[Outcome, ...]
    """Ends of the other ways to fill them."""
    ways: int

    @property
    def gapped(self) -> str:
        return filled(self.source, self.parts, [GAP] * len(self.parts))


def filled(source: str, parts: Sequence[Gap], texts: Sequence[str]) -> str:
    """The program with a text in each gap."""
    for gap, text in sorted(zip(parts, texts, strict=True), key=lambda pair: -pair[0].start):
        source = source[: gap.start] + text + source[gap.end :]
    return source


def make(stage: Stage) -> Activity:
    found = search(stage)
    number = stage.first
    prompt = together((told(stage, found.goal, found.others).text, stage.text("faded.sheet")))
    proof = Proof(
        how=f"all {found.ways} ways to fill the {len(found.parts)} gaps were run; one of them reaches the goal",
        engines=stage.agreement.engines, runs=found.ways, tried=found.ways,
    )  # fmt: skip
    options = tuple(
        Option(id=f"{at}{chr(97 + place)}", text=text)
        for at, gap in enumerate(found.parts, 1)
        for place, text in enumerate(gap.candidates)
    )
    answer = [gap.was for gap in found.parts]
    item = stage.item(
        "faded",
        number,
        3,
        prompt,
        [answer],
        proof,
        program=found.gapped,
        options=options,
        goal=named(found.goal, stage.view).drawn,
    )
    gapped = drawn.shown(stage, drawn.of_program(stage, found.gapped, found.source))
    right = drawn.shown(stage, drawn.of_program(stage, found.source))
    picture, choice = drawn.goal(stage, named(found.goal, stage.view)), _choice(stage, found)
    box = Box(
        number=number, heading=stage.text("faded.heading"), prompt=prompt, figures=(*picture, gapped, choice),
        key=(*picture, right, choice), answer=", ".join(_answer(stage, found, gap) for gap in found.parts),
        explanation=stage.text("faded.tried", ways=found.ways), instead=stage.text("faded.instead"), item=item.id, size="full",
    )  # fmt: skip
    hidden = {gap.line for gap in found.parts}
    box, item = climbing.climb(
        stage,
        box,
        item,
        (lambda: climbing.put(stage, found.source, hidden),),
        (lambda: climbing.find(stage, found.source, hidden),),
    )
    return Activity(
        kind="faded",
        boxes=(box,),
        items=(item,),
        turns=_turns(stage, found, box),
        guide=(stage.text("faded.guide", box=number),),
    )


def _choice(stage: Stage, found: Faded) -> Choice:
    """What could stand in each gap, beside the number of its line."""
    rows = tuple((str(gap.line), _told(stage, found, gap)) for gap in found.parts)
    return Choice(options=rows, alt=stage.text("figure.candidates", count=len(rows)))


def _told(stage: Stage, found: Faded, gap: Gap) -> str:
    if gap.kind != "place":
        return "   ·   ".join(gap.candidates)
    around = fading.standing(gap, found.program)[0].rsplit(".", 1)[-1]
    return stage.text(f"faded.place.{around}", line=gap.was.strip())


def _answer(stage: Stage, found: Faded, gap: Gap) -> str:
    if gap.kind != "place":
        return gap.was
    place = dict(zip(gap.candidates, fading.standing(gap, found.program), strict=True))[gap.was]
    return stage.text(f"faded.{place}", line=gap.was.strip())


def _turns(stage: Stage, found: Faded, box: Box) -> tuple[Turn, ...]:
    speech = speak(found.program, stage.messages)
    goal = told(stage, found.goal, found.others, box.number)
    shot = Shot(template="question", heading=box.prompt, figures=box.figures, box=box.number)
    ask = joined(stage.say("faded.look", count=len(found.parts), box=box.number), goal, stage.say("faded.ask"))
    answer = joined(*(stage.say("faded.right", line=gap.line, clause=speech.clause(gap.line)) for gap in found.parts))
    return (
        Turn(name="faded.ask", kind="ask", phrase=ask, needs_sheet=True, box=box.number, shot=shot, line=stage.code.line),
        Turn(name="faded.wait", kind="wait", wait="pairs", note=stage.text("faded.note"), box=box.number, shot=shot),
        Turn(
            name="faded.answer", kind="answer", role="second", phrase=answer, box=box.number,
            shot=Shot(template="answer", heading=box.answer, figures=(drawn.shown(stage, drawn.of_program(stage, found.source)),), box=box.number),
        ),
    )  # fmt: skip


def search(stage: Stage) -> Faded:
    """The first version and choice of gaps, the most different kinds first, that exactly one way to fill them brings to a goal."""
    for version in versions(stage):
        program = parsed(version.source, stage.setting)
        if program is None or not LINES[0] <= program.length <= LINES[1]:
            continue
        for parts in _choices(stage, program, version.source):
            found = _only(stage, program, version.source, parts)
            if found is not None:
                return found
    raise Impossible(f"no {PARTS[0]} to {PARTS[1]} gaps in its {LINES[0]} to {LINES[1]} lines have exactly one way to be filled")


def _choices(stage: Stage, program: Program, source: str) -> Iterator[tuple[Gap, ...]]:
    """Gaps on lines of their own: three kinds together before two, and of those the ones that stand first."""
    every = fading.units(stage, program, source)
    found: list[tuple[int, int, int, tuple[Gap, ...]]] = []
    for count in (3, 2):
        for chosen in combinations(every, count):
            parts = tuple(sorted((gap for unit in chosen for gap in unit), key=lambda gap: gap.start))
            ways = 1
            for gap in parts:
                ways *= len(gap.candidates)
            kinds = len({gap.kind for gap in parts})
            if (
                PARTS[0] <= len(parts) <= PARTS[1]
                and len({gap.line for gap in parts}) == len(parts)
                and ways <= MOST_WAYS
                and kinds > 1
            ):
                found.append((-kinds, -len(parts), len(found), parts))
    yield from (parts for *_, parts in sorted(found, key=lambda one: one[:3])[:TRIES])


def _only(stage: Stage, program: Program, source: str, parts: tuple[Gap, ...]) -> Faded | None:
    """Every way to fill the gaps is run: does the program's own alone come to its end?"""
    agreement = judged(source, stage.setting)
    if agreement is None or not agreement.ok or outcome(agreement.trace, stage.view) is None:
        return None
    goal = goal_of(agreement.trace, program, stage.view)
    if not askable(goal, program, stage.view):
        return None
    others: list[Outcome] = []
    own = tuple(gap.was for gap in parts)
    ways = 0
    for texts in product(*(gap.candidates for gap in parts)):
        ways += 1
        if texts == own:
            continue
        trace = tried(filled(source, parts, texts), stage.setting)
        if trace is None or outcome(trace, stage.view) is None:
            continue
        end = goal_of(trace, program, stage.view)
        if end == goal:
            return None
        if end:
            others.append(named(end, stage.view))
    if not goal or not goals.distinct(named(goal, stage.view), others):
        return None
    return Faded(program, source, parts, goal, tuple(others), ways)
