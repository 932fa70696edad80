"""Change a number so that something else comes out: every number of a range is run, and all that do it stand in the key.

Level 3. Evidence: "modify" of PRIMM (Sentance, Waite and Kallia 2019). The range is 1 to 12; in a drawing, angles of shapes or round lengths.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from broadcast.language.phrase import Phrase, joined
from broadcast.unplugged import climbing, drawn, goals, words
from broadcast.unplugged.gaps import NUMBERS, Gap, gaps
from broadcast.unplugged.judging import Impossible, Outcome, judged, outcome, proven, tried
from broadcast.unplugged.model import Activity, Box, Option, Proof, Shot, Turn
from broadcast.unplugged.stage import Stage

OPTIONS: dict[str, tuple[str, ...]] = {"goal": ("any", "back")}
"""`back`: only numbers that bring the robot back to where it started."""


@dataclass(frozen=True, slots=True)
class Change:
    """A gap, what should come out, and every number that does it."""

    gap: Gap
    goal: Outcome
    back: bool
    """The goal is the square it started on."""
    answers: tuple[str, ...]
    named: bool = True
    """Can a drawing's name be said? No other number draws the same shape elsewhere."""


def make(stage: Stage) -> Activity:
    found = search(stage)
    number, home = stage.first, stage.request.home
    air, paper = _asked(stage, found, air=True), _asked(stage, found, air=False)
    begin = stage.say("change.home" if home else "change.class", box=number)
    lines, picture = drawn.of_program(stage, found.gap.gapped, found.gap.filled(found.gap.was)), drawn.goal(stage, found.goal)
    proof = Proof(
        how=f"every one of {', '.join(found.gap.candidates)} was run in line {found.gap.line}; these do it: {', '.join(found.answers)}",
        engines=stage.agreement.engines, runs=len(found.gap.candidates), tried=len(found.gap.candidates),
    )  # fmt: skip
    options = tuple(Option(id=value, text=value) for value in found.gap.candidates)
    item = stage.item(
        "change",
        number,
        3,
        paper.text,
        [int(value) for value in found.answers],
        proof,
        program=found.gap.gapped,
        options=options,
        goal=found.goal.drawn,
    )
    smallest = found.answers[0]
    box = Box(
        number=number, heading=stage.text("change.heading-home" if home else "change.heading"), prompt=paper.text,
        figures=(*picture, drawn.shown(stage, lines)),
        key=(*picture, drawn.shown(stage, drawn.of_program(stage, found.gap.filled(smallest))),),
        answer=smallest, explanation=_explained(stage, found), instead=stage.text("change.instead"), item=item.id,
    )  # fmt: skip
    shot = Shot(
        template="question", heading=paper.text, figures=(*picture, drawn.shown(stage, lines, found.gap.line)), box=number
    )
    ask = Turn(
        name="change.ask", kind="ask", to="home" if home else "pupils", phrase=joined(begin, air),
        alone=joined(stage.say("change.home-alone") if home else None, air) if found.named else None, needs_sheet=not found.named, closes="home" if home else "", box=number, shot=shot,
        line=stage.code.line,
    )  # fmt: skip
    turns = [ask]
    if not home:
        told = stage.say("change.answer", value=int(smallest))
        others = _others(stage, found)
        turns += [
            Turn(name="change.wait", kind="wait", wait="write", note=stage.text("change.note"), box=number, shot=shot),
            Turn(
                name="change.answer", kind="answer", role="second", phrase=joined(told, others), box=number,
                shot=Shot(template="answer", heading=smallest, figures=box.key[-1:], box=number),
            ),
        ]  # fmt: skip
    text = found.gap.filled(found.gap.was)
    following = found.answers[1] if len(found.answers) > 1 else ""
    box, item = climbing.climb(
        stage, box, item, (lambda: climbing.second(stage, "number", following), lambda: climbing.put(stage, text)),
        (lambda: climbing.find(stage, text), lambda: climbing.own(stage, "program")),
    )  # fmt: skip
    return Activity(
        kind="change",
        boxes=(box,),
        items=(item,),
        turns=tuple(turns),
        guide=(stage.text("change.guide", box=number),),
    )


def _asked(stage: Stage, found: Change, *, air: bool) -> Phrase:
    """What is to be changed, what should come out, and which number is asked for."""
    where = "air" if air else "sheet"
    unique = sum(1 for gap in gaps(stage) if gap.kind == "number" and gap.was == found.gap.was) == 1
    if unique:
        what = stage.say(f"change.{where}.number", number=int(found.gap.was))
    else:
        what = stage.say(f"change.{where}.line", line=found.gap.line)
    if found.back:
        goal = stage.say("change.back", square=found.goal.square)
    elif found.goal.square:
        goal = stage.say("change.stops", square=found.goal.square)
    elif found.goal.drawn:
        shape = goals.named(stage, found.goal.drawn) if found.named else None
        picture = stage.say("change.picture-in", box=stage.first) if air else stage.say("change.picture")
        goal = stage.say("change.draws", shape=shape) if shape else picture
    else:
        goal = stage.say("change.says", text=words.said(found.goal.said, stage.messages))
    return joined(what, goal, stage.say("change.which" if len(found.answers) == 1 else "change.smallest"))


def _others(stage: Stage, found: Change) -> Phrase | None:
    rest = found.answers[1:]
    return stage.say("change.others", count=len(rest), values=words.several(rest, stage.messages)) if rest else None


def _explained(stage: Stage, found: Change) -> str:
    values = words.several(found.answers, stage.messages)
    if found.gap.candidates != NUMBERS:
        key = "change.tried-these" if len(found.answers) > 1 else "change.tried-this"
        return stage.text(key, numbers=words.row(found.gap.candidates, stage.messages), values=values)
    if len(found.answers) == 1:
        return stage.text("change.tried-one", first=int(NUMBERS[0]), last=int(NUMBERS[-1]), value=int(found.answers[0]))
    return stage.text("change.tried", first=int(NUMBERS[0]), last=int(NUMBERS[-1]), values=values)


def search(stage: Stage) -> Change:
    """The best change: back to the start with any number, else the first gap and number with another end that a prompt can name."""
    places = [gap for gap in gaps(stage) if gap.kind == "number" and gap.was in gap.candidates]
    if not places:
        raise Impossible(
            "there is no number in it that could be changed: from 1 to 12, or in a drawing an angle or a round length"
        )
    _ = stage.outcome
    for gap in places if stage.moves else ():
        start = stage.trace.start.square
        answers = tuple(value for value in gap.candidates if _back(stage, gap, value, start))
        if answers and gap.was not in answers:
            return Change(gap, Outcome(square=start), True, _sure(stage, gap, Outcome(square=start), answers))
    if stage.option("goal", "any") == "back":
        raise Impossible("no number from 1 to 12 brings the robot back to its start")
    able = [end for gap in places for end in _elsewhere(stage, gap)]
    if not able:
        raise Impossible("no other number that is tried gives an end that a prompt can name")
    best = max(able, key=lambda end: _worth(stage, end))
    return replace(best, answers=_sure(stage, best.gap, best.goal, best.answers))


def _back(stage: Stage, gap: Gap, value: str, start: str) -> bool:
    """Does it walk, and come back?"""
    trace = tried(gap.filled(value), stage.setting)
    return trace is not None and trace.done and trace.final.square == start and len(trace.path) > 1


def _elsewhere(stage: Stage, gap: Gap) -> list[Change]:
    """Every other end that the numbers of a gap give and a prompt can name."""
    ends: dict[Outcome, list[str]] = {}
    for value in gap.candidates:
        end = outcome(tried(gap.filled(value), stage.setting), stage.view)
        if end is not None and goals.sayable(end):
            ends.setdefault(end, []).append(value)
    return [
        Change(gap, end, False, tuple(values), not end.drawn or goals.nameable(end, ends))
        for end, values in ends.items()
        if gap.was not in values and end != stage.outcome and not goals.stands(stage, end)
        and not (stage.moves and end.square == stage.trace.start.square) and goals.distinct(end, ends)
        and goals.usual(stage, end)
    ]  # fmt: skip


def _worth(stage: Stage, end: Change) -> tuple[bool, bool, bool, bool, int, int]:
    """What is worth finding: a shape with a name, not the first number that is tried, the edge where several do it, a starting value, an early line."""
    first = end.answers[0] != end.gap.candidates[0]
    return end.named, first, len(end.answers) > 1, end.gap.starting, -end.gap.line, -int(end.answers[0])


def _sure(stage: Stage, gap: Gap, goal: Outcome, answers: tuple[str, ...]) -> tuple[str, ...]:
    """The same once more with both engines, for every number; Impossible where they see it differently."""
    for value in gap.candidates:
        agreement = judged(gap.filled(value), stage.setting)
        if agreement is None or (not agreement.ok and value in answers):
            raise Impossible(f"with {value} in line {gap.line}: {agreement.why if agreement else 'it cannot be read'}")
        same = proven(gap.filled(value), stage.setting, stage.view) == goal
        stays = stage.moves and len(agreement.trace.path) < 2
        if same != (value in answers) and not stays:
            raise Impossible(f"with {value} in line {gap.line} two engines see another end")
    return answers
