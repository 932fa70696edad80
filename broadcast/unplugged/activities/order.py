"""Order the steps: a flowchart whose boxes are empty, and its steps on lettered cards; the letters go into the boxes.

Level 2. Evidence: structure that is given and steps that are put into it ask for less than writing (Parsons problems, unplugged facts);
claimed is no more. Every way to lay the steps into the boxes is run; all that come to the same end stand in the key, and where
there would be more than two, steps that may change places are printed already.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations

from broadcast.language.phrase import joined, together
from broadcast.program import Program
from broadcast.program.model import Assign, Listed, Number, Text
from broadcast.program.speech import speak
from broadcast.unplugged import charting, climbing, drawn, goals, words
from broadcast.unplugged.figures import Choice, Flowchart
from broadcast.unplugged.gaps import GAP
from broadcast.unplugged.judging import Impossible, judged, outcome, parsed, tried
from broadcast.unplugged.model import Activity, Box, Option, Proof, Shot, Turn
from broadcast.unplugged.ordering import LEAST_LINES, MOST_ORDERS, Goal, askable, goal_of, named, told
from broadcast.unplugged.stage import Stage
from broadcast.unplugged.variation import versions

OPTIONS: dict[str, tuple[str, ...]] = {"goal": ("auto", "same", "other")}
"""`same`: the program's own steps; `other`: its steps in other boxes, with another end; `auto`: that where the sheet shows the program."""
LEAST, MOST = 3, 5
"""Empty boxes: five have 120 ways to fill them."""
Filling = tuple[str, ...]
"""The step of each empty box, in the order of the text."""


@dataclass(frozen=True)
class Chart:
    """A program some of whose steps are taken out."""

    stage: Stage
    program: Program
    source: str
    lines: tuple[int, ...]
    """Of the empty boxes."""

    @cached_property
    def own(self) -> Filling:
        return tuple(self.text(line) for line in self.lines)

    def text(self, line: int) -> str:
        return self.source.split("\n")[line - 1].strip()

    def filled(self, filling: Sequence[str]) -> str:
        """The program with steps in its empty boxes."""
        rows = self.source.split("\n")
        for line, step in zip(self.lines, filling, strict=True):
            rows[line - 1] = rows[line - 1][: len(rows[line - 1]) - len(rows[line - 1].lstrip())] + step
        return "\n".join(rows)

    @cached_property
    def ends(self) -> dict[Goal, list[Filling]]:
        """Every way to fill it that comes to its end, by that end."""
        found: dict[Goal, list[Filling]] = {}
        for filling in dict.fromkeys(permutations(self.own)):
            trace = tried(self.filled(filling), self.stage.setting)
            if trace is not None and outcome(trace, self.stage.view) is not None:
                found.setdefault(goal_of(trace, self.program, self.stage.view), []).append(filling)
        return found

    @property
    def count(self) -> int:
        return len(set(permutations(self.own)))


@dataclass(frozen=True, slots=True)
class Order:
    chart: Chart
    goal: Goal
    accepted: tuple[Filling, ...]


def make(stage: Stage) -> Activity:
    found = search(stage)
    number = stage.first
    cards = _cards(stage, found)
    letters = {text: letter for letter, text in cards}
    answers = [[letters[step] for step in filling] for filling in found.accepted]
    others = [named(goal, stage.view) for goal in found.chart.ends if goal]
    goal = told(stage, found.goal, others)
    prompt = together((goal.text, stage.text("order.sheet")))
    proof = Proof(
        how=f"all {found.chart.count} ways to fill the boxes were run; {len(answers)} of them reach the goal",
        engines=stage.agreement.engines, runs=found.chart.count, tried=found.chart.count,
    )  # fmt: skip
    options = tuple(Option(id=letter, text=text) for letter, text in cards)
    item = stage.item(
        "order", number, 2, prompt, answers, proof, program=found.chart.filled([GAP] * len(found.chart.lines)), options=options,
        goal=named(found.goal, stage.view).drawn,
    )  # fmt: skip
    count = Counter(found.chart.own)
    shown: list[tuple[str, str]] = [
        (letter, stage.text("order.several", step=text, count=count[text]) if count[text] > 1 else text) for letter, text in cards
    ]
    steps = Choice(options=tuple(shown), alt=stage.text("figure.steps", count=len(cards)))
    empty, right = _chart(stage, found, [""] * len(answers[0])), _chart(stage, found, answers[0])
    picture = drawn.goal(stage, named(found.goal, stage.view))
    box = Box(
        number=number, heading=stage.text("order.heading"), prompt=prompt, figures=(*picture, empty, steps), key=(*picture, right, steps),
        answer=" / ".join(" ".join(answer) for answer in answers),
        explanation=stage.text("order.tried", ways=found.chart.count, count=len(answers)), instead=stage.text("order.instead"),
        item=item.id, size="full",
    )  # fmt: skip
    text = found.chart.filled(found.accepted[0])
    another = " ".join(answers[1]) if len(answers) > 1 else ""
    box, item = climbing.climb(
        stage, box, item, (lambda: climbing.second(stage, "order", another), lambda: climbing.put(stage, text, numbered=False)),
        (lambda: climbing.find(stage, text, numbered=False),),
    )  # fmt: skip
    return Activity(
        kind="order", boxes=(box,), items=(item,), turns=_turns(stage, found, answers[0], box),
        guide=(stage.text("order.guide", box=number),),
    )  # fmt: skip


def _cards(stage: Stage, found: Order) -> list[tuple[str, str]]:
    """(letter, step): each step once, in an order of its own that is none of the right ones."""
    texts = list(dict.fromkeys(found.chart.own))
    chance = stage.chance("cards")
    right = {tuple(dict.fromkeys(filling)) for filling in found.accepted}
    for _ in range(50):
        chance.shuffle(texts)
        if tuple(texts) not in right:
            break
    return [(chr(65 + at), text) for at, text in enumerate(texts)]


def _chart(stage: Stage, found: Order, letters: Sequence[str]) -> Flowchart:
    return charting.chart(stage, found.chart.program, found.chart.source, dict(zip(found.chart.lines, letters, strict=True)))


def _turns(stage: Stage, found: Order, letters: Sequence[str], box: Box) -> tuple[Turn, ...]:
    text = found.chart.filled(found.accepted[0])
    program = parsed(text, stage.setting)
    if program is None:
        raise Impossible("the right way to fill it cannot be read")
    clause = speak(program, stage.messages).clause(found.chart.lines[0])
    others = [named(goal, stage.view) for goal in found.chart.ends if goal]
    goal = told(stage, found.goal, others, box.number)
    shot = Shot(template="question", heading=box.prompt, figures=box.figures, box=box.number)
    row = words.row(letters, stage.messages)
    answer = joined(stage.say("order.answer", letters=row), stage.say("order.first", clause=clause))
    return (
        Turn(
            name="order.ask", kind="ask", phrase=joined(stage.say("order.look", box=box.number), goal, stage.say("order.ask")),
            needs_sheet=True, box=box.number, shot=shot, line=stage.code.line,
        ),
        Turn(name="order.wait", kind="wait", wait="write", note=stage.text("order.note"), task=20, box=box.number, shot=shot),
        Turn(
            name="order.answer", kind="answer", role="second", phrase=answer, box=box.number,
            shot=Shot(template="answer", heading=row.text, figures=(charting.chart(stage, program, text, {}),), box=box.number),
        ),
    )  # fmt: skip


def search(stage: Stage) -> Order:
    """Another end of the same steps where the sheet shows the program; else its own or a sister's, with steps printed that may change places."""
    _ = stage.outcome
    whole = _whole(stage, stage.program, stage.source)
    if len(set(whole.own)) < LEAST:
        raise Impossible(f"it has fewer than {LEAST} different steps to put into boxes")
    wanted = stage.option("goal", "auto")
    if wanted == "other" or (wanted == "auto" and stage.shown):
        for goal, fillings in sorted(whole.ends.items(), key=lambda pair: _far(whole, pair[1][0])):
            if whole.own not in fillings and _fit(whole, goal, fillings):
                return Order(whole, goal, tuple(fillings))
    for version in versions(stage) if wanted != "other" else ():
        program = parsed(version.source, stage.setting)
        found = _own(_whole(stage, program, version.source)) if program is not None else None
        if found is not None:
            return found
    raise Impossible(f"its steps have no goal that at most {MOST_ORDERS} ways to fill the boxes reach")


def _whole(stage: Stage, program: Program, source: str) -> Chart:
    """As many empty boxes as can be; what a variable starts with is printed, for everything rests on it."""
    every = charting.steps(program)
    first = {on.line for on in program.body if isinstance(on, Assign) and isinstance(on.value, Number | Text | Listed)}
    rest = tuple(line for line in every if line not in first)
    return Chart(stage, program, source, (rest if len(rest) >= LEAST else every)[:MOST])


def _far(chart: Chart, filling: Filling) -> tuple[int, Filling]:
    """Three steps elsewhere than in the program are far enough and near enough."""
    return (abs(sum(one != other for one, other in zip(filling, chart.own, strict=True)) - 3), filling)


def _own(chart: Chart) -> Order | None:
    """The program's own end; of steps that may change places, one after the other is printed."""
    while len(chart.lines) >= LEAST and len(set(chart.own)) >= LEAST:
        goal = next((goal for goal, fillings in chart.ends.items() if chart.own in fillings), None)
        if goal is None:
            return None
        fillings = chart.ends[goal]
        if len(fillings) <= MOST_ORDERS:
            ordered = (chart.own, *(filling for filling in fillings if filling != chart.own))
            return Order(chart, goal, ordered) if _fit(chart, goal, ordered) else None
        moving = [at for at, step in enumerate(chart.own) if any(filling[at] != step for filling in fillings)]
        chart = Chart(
            chart.stage, chart.program, chart.source, tuple(line for at, line in enumerate(chart.lines) if at != moving[-1])
        )
    return None


def _fit(chart: Chart, goal: Goal, fillings: Sequence[Filling]) -> bool:
    """Can it be asked: a goal that can be named and gives nothing away, that few ways reach, and that both engines see?"""
    stage = chart.stage
    if not askable(goal, chart.program, stage.view) or len(fillings) > MOST_ORDERS:
        return False
    end = named(goal, stage.view)
    if end.drawn and len(end.drawn) < LEAST_LINES:
        return False
    if not goals.sayable(end) or goals.stands(stage, end) or (stage.view == "grid" and end.square == stage.trace.start.square):
        return False
    if not goals.distinct(end, [named(other, stage.view) for other in chart.ends if other]):
        return False
    for filling in fillings:
        agreement = judged(chart.filled(filling), stage.setting)
        if agreement is None or not agreement.ok or outcome(agreement.trace, stage.view) is None:
            return False
        if goal_of(agreement.trace, chart.program, stage.view) != goal:
            return False
    return True
