"""Further tasks of a box: a half circle for who is done, a full one for older pupils. Short, and proven like any other.

A maker gives the first task of its kind that a program has, or nothing. What stands in an earlier box is not asked again. Each task with
an answer is an item of its own inside of the box's item, so that it is proven again from there; where each child's own answer
counts, the task says who looks at it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from math import dist
from typing import Literal

from broadcast.language.catalogue import Value
from broadcast.language.counting import free
from broadcast.language.phrase import Phrase, joined
from broadcast.program.model import ForEach, Repeat, Simple, rows
from broadcast.unplugged import goals, words
from broadcast.unplugged.gaps import Gap, gaps
from broadcast.unplugged.judging import Outcome, judged, outcome, parsed, proven, tried
from broadcast.unplugged.model import Activity, Box, Item, Option, Proof, Rung, Turn
from broadcast.unplugged.stage import Stage
from broadcast.unplugged.strokes import shape

OPTIONAL = 9
"""Priority of its talk: dropped before anything else."""
MOST_TIMES = 24
"""Things that a child counts."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is asked and what is right; `item` proves it where the box's own item does not."""

    prompt: Phrase
    answer: str = ""
    item: Item | None = None


Maker = Callable[[], Iterable[Task]]
"""Gives tasks of one kind, the best first."""


def climb(stage: Stage, box: Box, item: Item, done: tuple[Maker, ...], older: tuple[Maker, ...]) -> tuple[Box, Item]:
    """The box and its item with the first task of each list that there is."""
    earlier = [rung for activity in stage.before for other in activity.boxes for rung in other.rungs]
    found = [Task(Phrase(text=rung.prompt), "" if rung.answer.isdigit() else rung.answer) for rung in earlier]
    taken = {rung.prompt for rung in earlier}
    rungs: list[Rung] = []
    items: list[Item] = []
    makers: tuple[tuple[Literal["done", "older"], tuple[Maker, ...]], ...] = (("done", done), ("older", older))
    for mark, those in makers:
        tasks = (task for make in those for task in make())
        task = next((task for task in tasks if task.prompt.text not in taken and not _told_already(task, found)), None)
        if task is None:
            continue
        found.append(task)
        rungs.append(Rung(mark=mark, prompt=task.prompt.text, answer=task.answer))
        if task.item is not None:
            items.append(task.item.model_copy(update={"id": f"{item.id}.{mark}"}))
    return box.model_copy(update={"rungs": tuple(rungs)}), item.model_copy(update={"further": tuple(items)})


def _told_already(task: Task, others: list[Task]) -> bool:
    """Does its answer stand in a prompt beside it, or the answer of another one in its own?"""
    return any(_in(task.answer, other.prompt.text) for other in (task, *others)) or any(
        _in(one.answer, task.prompt.text) for one in others
    )


def _in(text: str, prompt: str) -> bool:
    return bool(text) and re.search(free(text), prompt) is not None


def named(stage: Stage, activity: Activity) -> Activity:
    """The activity with its further tasks said to those who are done and to older pupils, and time for them, before the answer.

    A trace has none on air: its rows are done all together, and nobody is done before the others. Nor has work for home.
    """
    turns = activity.turns
    if activity.kind == "trace" or stage.request.home:
        return activity
    for at in range(len(turns) - 1, 0, -1):
        wait = turns[at - 1]
        box = next((box for box in activity.boxes if box.number == wait.box), None)
        if turns[at].kind == "answer" and wait.kind == "wait" and box is not None and box.rungs:
            more = tuple(turn for rung in box.rungs for turn in _said(stage, rung, turns[at].name.split(".")[0], wait))
            return activity.model_copy(update={"turns": (*turns[:at], *more, *turns[at:])})
    return activity


def _said(stage: Stage, rung: Rung, kind: str, wait: Turn) -> tuple[Turn, Turn]:
    """A further task and the time that it takes, in the wait of its box."""
    name = f"{kind}.{'rung' if rung.mark == 'done' else 'rung-older'}"
    phrase = joined(stage.say(f"rung.said.{rung.mark}"), stage.messages.plain(rung.prompt))
    say = Turn(name=name, kind="say", phrase=phrase, optional=OPTIONAL, box=wait.box, shot=wait.shot, line=wait.line)
    note = stage.text("rung.note")
    return say, Turn(name=f"{name}-wait", kind="wait", wait="think", note=note, optional=OPTIONAL, box=wait.box, shot=wait.shot)


# --- numbers --------------------------------------------------------------------------------------------------------------


def put(stage: Stage, source: str, hidden: Collection[int] = (), *, numbered: bool = True) -> Iterator[Task]:
    """Another number in the program: where does it stop, what does it say or draw now? `numbered`: its lines have numbers to point at."""
    own = proven(source, stage.setting, stage.view)
    for gap, value in _values(stage, source, hidden):
        if not numbered and _where(stage, gap) == "line":
            continue
        text = gap.filled(value)
        end = outcome(tried(text, stage.setting), stage.view)
        if end is None or end == own or not _new(stage, end) or proven(text, stage.setting, stage.view) != end:
            continue
        if own is not None and _kind(own) == _kind(end) is not None:
            continue  # the same shape of another size is read off, not thought out
        prompt = stage.say(f"rung.put.{_where(stage, gap)}.{stage.view}", value=int(value), number=int(gap.was), line=gap.line)
        yield Task(prompt, _told(stage, end), _ends(stage, text, prompt, end))


def find(stage: Stage, source: str, hidden: Collection[int] = (), *, numbered: bool = True) -> Iterator[Task]:
    """Which other number gives an end that is named? Exactly one of all that are tried does."""
    own = proven(source, stage.setting, stage.view)
    for gap in _numbers(stage, source, hidden):
        if not numbered and _where(stage, gap) == "line":
            continue
        ends = {value: outcome(tried(gap.filled(value), stage.setting), stage.view) for value in gap.candidates}
        near = sorted(ends.items(), key=lambda pair: (abs(int(pair[0]) - int(gap.was)) < 2, abs(int(pair[0]) - int(gap.was))))
        for value, end in near:
            if end is None or end == own or value == "1" or list(ends.values()).count(end) > 1:
                continue
            if own is not None and _kind(own) == _kind(end) is not None:
                continue
            if not _new(stage, end) or goals.stands(stage, end):
                continue
            if end.drawn and not goals.nameable(end, ends.values()):
                continue
            if proven(gap.filled(value), stage.setting, stage.view) != end:
                continue
            slots: dict[str, Value] = {
                "square": end.square,
                "text": words.said(end.said, stage.messages),
                "shape": _shape(stage, end),
            }
            prompt = stage.say(f"rung.find.{_where(stage, gap)}.{stage.view}", number=int(gap.was), line=gap.line, **slots)
            proof = Proof(
                how=f"every one of {', '.join(gap.candidates)} was run in line {gap.line}; only {value} does it",
                engines=stage.agreement.engines, runs=len(ends), tried=len(ends),
            )  # fmt: skip
            options = tuple(Option(id=one, text=one) for one in gap.candidates)
            item = stage.item(
                "change", stage.first, 3, prompt.text, [int(value)], proof, program=gap.gapped, options=options, goal=end.drawn
            )
            yield Task(prompt, value, item)


def _numbers(stage: Stage, source: str, hidden: Collection[int]) -> list[Gap]:
    """Numbers that can be changed, those of loops first; none of `hidden` lines, whose number the box asks for."""
    program = parsed(source, stage.setting)
    loops = {line for line, _, on in rows(program.body) if isinstance(on, Repeat | ForEach)} if program is not None else set()
    found = [gap for gap in gaps(stage, source) if gap.kind == "number" and gap.was in gap.candidates and gap.line not in hidden]
    return sorted(found, key=lambda gap: (gap.line not in loops, gap.line, gap.start))


def _values(stage: Stage, source: str, hidden: Collection[int]) -> Iterator[tuple[Gap, str]]:
    """Another number for each: the next larger one first, then the smaller ones."""
    for gap in _numbers(stage, source, hidden):
        at = gap.candidates.index(gap.was)
        yield from ((gap, value) for value in (*gap.candidates[at + 1 :], *reversed(gap.candidates[:at])) if value != "1")


def _where(stage: Stage, gap: Gap) -> str:
    """How a number is pointed at: by itself where it stands once, else by its line."""
    alike = [other for other in gaps(stage, gap.source) if other.kind == "number" and other.was == gap.was]
    return "number" if len(alike) == 1 else "line"


def _new(stage: Stage, end: Outcome) -> bool:
    """Can it be named, and is it an end that was not there before?"""
    named = shape(end.drawn)
    if not goals.sayable(end) or end == stage.outcome or (end.drawn and (named is None or named[0] == "line")):
        return False
    if not goals.usual(stage, end):
        return False
    return end.square != stage.trace.start.square if end.square else True


def _kind(end: Outcome) -> tuple[str, int] | None:
    """What shape is drawn, whatever its size."""
    found = shape(end.drawn)
    return found[:2] if found else None


def _shape(stage: Stage, end: Outcome) -> Phrase | str:
    return (goals.named(stage, end.drawn) or "") if end.drawn else ""


def _told(stage: Stage, end: Outcome) -> str:
    """An end as the key prints it."""
    if end.drawn:
        shape = goals.named(stage, end.drawn)
        return shape.text if shape else ""
    return end.square or words.said(end.said, stage.messages).text


def _ends(stage: Stage, source: str, prompt: Phrase, end: Outcome) -> Item:
    """The item of a question for an end."""
    agreement = judged(source, stage.setting)
    assert agreement is not None  # it was proven
    proof = Proof(how=agreement.why, engines=agreement.engines, runs=len(agreement.engines))
    answers = [end.square] if end.square else [_told(stage, end)] if end.drawn else list(end.said)
    return stage.item("predict", stage.first, 3, prompt.text, answers, proof, program=source, goal=end.drawn)


# --- counting -------------------------------------------------------------------------------------------------------------


def count(stage: Stage, source: str) -> Iterator[Task]:
    """How many steps does the robot walk, how long are all lines together, how often is a line done?"""
    agreement = judged(source, stage.setting)
    program = parsed(source, stage.setting)
    if agreement is None or program is None or not agreement.ok:
        return
    trace = agreement.trace
    proof = Proof(how=f"counted in the run: {agreement.why}", engines=agreement.engines, runs=len(agreement.engines))
    steps = len(trace.path) - 1
    if stage.view == "grid" and 3 < steps <= MOST_TIMES:
        prompt = stage.say("rung.steps")
        yield Task(
            prompt, str(steps), stage.item("trace", stage.first, 2, prompt.text, [{"steps": steps}], proof, program=source)
        )
    lengths = [dist((one.x1, one.y1), (one.x2, one.y2)) for one in trace.strokes]
    if stage.view == "drawing" and 2 < len(lengths) <= MOST_TIMES and all(abs(one - round(one)) < 1e-4 for one in lengths):
        far = sum(map(round, lengths))
        prompt = stage.say("rung.far")
        item = stage.item(
            "trace",
            stage.first,
            2,
            prompt.text,
            [{"far": far}],
            proof,
            program=source,
            goal=stage.outcome.drawn if source == stage.source else (),
        )
        yield Task(prompt, str(far), item)
    times = {line: sum(step.line == line for step in trace.steps) for line, _, on in rows(program.body) if isinstance(on, Simple)}
    most = max(times, key=lambda line: times[line], default=0)
    if most and 2 < times[most] <= MOST_TIMES:
        prompt = stage.say("rung.times", line=most)
        answers = [{"line": most, "times": times[most]}]
        yield Task(prompt, str(times[most]), stage.item("trace", stage.first, 2, prompt.text, answers, proof, program=source))


# --- what a box has besides -----------------------------------------------------------------------------------------------


def end(stage: Stage, source: str, key: str, **slots: str) -> tuple[Task, ...]:
    """How another program of the box ends: the one with the mistake, one of those to choose from."""
    found = proven(source, stage.setting, stage.view)
    if found is None or not _new(stage, found):
        return ()
    prompt = stage.say(f"rung.{key}.{stage.view}", **slots)
    return (Task(prompt, _told(stage, found), _ends(stage, source, prompt, found)),)


def own(stage: Stage, key: str) -> tuple[Task, ...]:
    """A task whose answer is each child's own."""
    return (Task(stage.say(f"rung.own.{key}")),)


def second(stage: Stage, key: str, answer: str) -> tuple[Task, ...]:
    """Another answer that stands in the key already."""
    return (Task(stage.say(f"rung.second.{key}"), answer),) if answer else ()
