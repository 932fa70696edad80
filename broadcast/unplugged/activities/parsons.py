"""Parsons: put the lines in order. Every order of the strips is put together and run, and all that reach the goal stand in the key.

Level 2. Evidence: lines that are there and want an order take less than writing them; distractors do not help young novices (Harms
2016), so there are none under 13, and for older pupils only as a pair: a line next to its twin, a mistake that has a name. At most
two orders are right: lines that may change places are glued (unplugged facts).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from broadcast.language.phrase import Phrase, joined
from broadcast.program import Trace, mutants
from broadcast.program import source as printed
from broadcast.program.speech import speak
from broadcast.unplugged import climbing, drawn, goals, mistakes, words
from broadcast.unplugged.figures import Line
from broadcast.unplugged.judging import Impossible, judged, parsed
from broadcast.unplugged.model import Activity, Box, Option, Proof, Shot, Turn
from broadcast.unplugged.ordering import MOST_ORDERS, Goal, Puzzle, glued, goal_of, named, others, puzzle, told
from broadcast.unplugged.ordering import ends as every
from broadcast.unplugged.stage import Stage
from broadcast.unplugged.variation import versions

OPTIONS: dict[str, tuple[str, ...]] = {"goal": ("auto", "same", "other"), "cut": ("no", "yes"), "pairs": ("no", "yes")}
"""`same`: the program's own order; `other`: another order of its lines, with another end; `auto`: another where the sheet shows the program.
`cut`: strips with dashed lines to cut along. `pairs`: one line has a twin with a mistake; of the two one is right."""
PAIRS_FROM = 13
"""Age (Harms, Chen and Kelleher 2016: distractors took younger novices longer and taught them less)."""


@dataclass(frozen=True, slots=True)
class Task:
    """Strips as they lie on the sheet, lettered from A."""

    puzzle: Puzzle
    goal: Goal
    strips: tuple[tuple[str, tuple[Line, ...]], ...]
    texts: dict[str, str]
    accepted: tuple[tuple[str, ...], ...]
    letters: tuple[str, ...]
    """Of each strip of the puzzle."""
    pair: tuple[str, ...] = ()
    """Letters of a line and its twin, as they stand on the sheet."""
    reason: Phrase | None = None
    """Why the twin is wrong."""


def make(stage: Stage) -> Activity:
    task = search(stage)
    if stage.option("pairs", "no") == "yes":
        task = _paired(stage, task)
    number = stage.first
    ends = [named(goal, stage.view) for _, goal in every(task.puzzle) if goal]
    goal = told(stage, task.goal, ends)
    picture = drawn.goal(stage, named(task.goal, stage.view))
    either = stage.say("parsons.pair", one=task.pair[0], other=task.pair[1]) if task.pair else None
    prompt = joined(goal, either, stage.say("parsons.sheet")).text
    first = task.accepted[0]
    count = task.puzzle.count * (2 if task.pair else 1)
    proof = Proof(
        how=f"all {count} orders of the strips were run; {len(task.accepted)} of them reach the goal",
        engines=stage.agreement.engines, runs=count, tried=count,
    )  # fmt: skip
    cut, places = stage.option("cut", "no") == "yes", len(first)
    empty, filled = (drawn.strips(stage, task.strips, letters, cut=cut, places=places) for letters in ((), first))
    tried = stage.text("parsons.tried", orders=count, count=len(task.accepted))
    why = joined(task.reason).text
    options = tuple(
        Option(id=letter, text=" / ".join(line.text for line in lines), program=task.texts[letter])
        for letter, lines in task.strips
    )
    item = stage.item(
        "parsons",
        number,
        2,
        prompt,
        [list(order) for order in task.accepted],
        proof,
        options=options,
        goal=named(task.goal, stage.view).drawn,
    )
    both = " / ".join(" ".join(order) for order in task.accepted)
    box = Box(
        number=number, heading=stage.text("parsons.heading"), prompt=prompt, figures=(*picture, empty),
        key=(*picture, filled), answer=both,
        explanation=f"{tried} {why}".strip(), instead=stage.text("parsons.instead"), item=item.id,
    )  # fmt: skip
    right = "".join(task.texts[letter] for letter in first)
    another = " ".join(task.accepted[1]) if len(task.accepted) > 1 else ""
    box, item = climbing.climb(
        stage, box, item, (lambda: climbing.second(stage, "order", another), lambda: climbing.put(stage, right, numbered=False)),
        (lambda: climbing.find(stage, right, numbered=False),),
    )  # fmt: skip
    return Activity(
        kind="parsons",
        boxes=(box,),
        items=(item,),
        turns=_turns(stage, task, joined(told(stage, task.goal, ends, number), either), box),
        guide=(stage.text("parsons.guide", box=number),),
    )


def _turns(stage: Stage, task: Task, goal: Phrase, box: Box) -> tuple[Turn, ...]:
    right = "".join(task.texts[letter] for letter in task.accepted[0])
    listing = drawn.shown(stage, drawn.of_program(stage, right))
    shot = Shot(template="question", heading=box.prompt, figures=box.figures, box=box.number)
    ask = joined(stage.say("parsons.look", box=box.number), goal, stage.say("parsons.ask"))
    clauses = [_clause(stage, right, number) for number in (_line_of(task, 0), _line_of(task, 1))]
    swapped = stage.chance("alone").random() < 0.5
    one, other = reversed(clauses) if swapped else clauses
    alone = stage.say("parsons.alone", one=one, other=other)
    letters = words.row(task.accepted[0], stage.messages)
    answer = joined(
        stage.say("parsons.answer", letters=letters),
        stage.say("parsons.first", clause=clauses[0]),
        stage.say("parsons.next", clause=clauses[1]),
    )
    return (
        Turn(
            name="parsons.ask", kind="ask", phrase=ask, alone=joined(goal, alone), needs_sheet=True, box=box.number, shot=shot, line=stage.code.line
        ),
        Turn(name="parsons.wait", kind="wait", wait="write", note=stage.text("parsons.note"), task=20, box=box.number, shot=shot),
        Turn(
            name="parsons.answer", kind="answer", role="second", phrase=answer, box=box.number,
            shot=Shot(template="answer", heading=letters.text, figures=(listing,), box=box.number),
        ),
    )  # fmt: skip


def _line_of(task: Task, at: int) -> int:
    """The line with which the strip at a place of the right order begins."""
    lines = dict(task.strips)
    return 1 + sum(len(lines[letter]) for letter in task.accepted[0][:at])


def _clause(stage: Stage, text: str, line: int) -> Phrase:
    program = parsed(text, stage.setting)
    if program is None:
        raise Impossible("the right order cannot be read")
    return speak(program, stage.messages).clause(line)


def search(stage: Stage) -> Task:
    """Another end of the same lines where the sheet shows the program; else the program, or a sister of it, with lines glued that may change places."""
    _ = stage.agreement
    wanted = stage.option("goal", "auto")
    whole = puzzle(stage, stage.source)
    if wanted == "other" or (wanted == "auto" and stage.shown):
        for goal, orders in others(stage, whole):
            task = _task(stage, whole, goal, orders)
            if task is not None:
                return task
    if wanted != "other":
        for version in versions(stage):
            own = glued(stage, puzzle(stage, version.source))
            if own is not None:
                task = _task(stage, own, goal_of(_trace(stage, version.source), own.program, stage.view), own.accepted)
                if task is not None:
                    return task
    raise Impossible(f"its lines have no goal that at most {MOST_ORDERS} orders reach")


def _trace(stage: Stage, text: str) -> Trace:
    agreement = judged(text, stage.setting)
    if agreement is None or not agreement.ok:
        raise Impossible("two engines do not agree on it")
    return agreement.trace


def _task(stage: Stage, made: Puzzle, goal: Goal, orders: tuple[tuple[int, ...], ...]) -> Task | None:
    """Lay the strips out in an order that is none of the right ones; every right order is run in both engines."""
    if not goal or not goals.distinct(named(goal, stage.view), [named(end, stage.view) for _, end in every(made) if end]):
        return None
    for order in orders:
        agreement = judged(made.text(order), stage.setting)
        if (
            agreement is None
            or not agreement.ok
            or not agreement.trace.done
            or goal_of(agreement.trace, made.program, stage.view) != goal
        ):
            return None
    lying = list(range(len(made.strips)))
    chance = stage.chance("strips")
    for _ in range(50):
        chance.shuffle(lying)
        if tuple(lying) not in orders:
            break
    else:
        return None
    letter = {strip: chr(65 + at) for at, strip in enumerate(lying)}
    strips = tuple((letter[strip], made.lines(stage, strip)) for strip in lying)
    texts = {letter[strip]: made.text((strip,)) for strip in lying}
    accepted = tuple(tuple(letter[strip] for strip in order) for order in orders)
    return Task(made, goal, strips, texts, accepted, tuple(letter[strip] for strip in range(len(lying))))


def _paired(stage: Stage, task: Task) -> Task:
    """One line beside its twin: a mistake with a name, with which no order of the strips reaches the goal."""
    if stage.lesson.ages[0] < PAIRS_FROM:
        raise Impossible(f"lines that belong nowhere do not help those under {PAIRS_FROM}")
    made = task.puzzle
    for mutant in sorted(mutants(made.program), key=mistakes.rank):
        text, reason = printed(mutant.program, stage.messages.language), mistakes.reason(stage, mutant)
        lines = list(zip(made.source.split("\n"), text.split("\n"), strict=False))
        wrong = replace(made, program=mutant.program, source=text, accepted=())
        if reason is None or text.count("\n") != made.source.count("\n") or sum(a != b for a, b in lines) != 1:
            continue
        ends = [named(goal, stage.view) for _, goal in every(wrong) if goal]
        own = named(task.goal, stage.view)
        if any(goal == task.goal for _, goal in every(wrong)) or not goals.distinct(own, ends):
            continue
        line = next(at for at, (a, b) in enumerate(lines, 1) if a != b)
        strip = next(at for at, those in enumerate(made.strips) if line in those)
        letter = task.letters[strip]
        names = [f"{letter}1", f"{letter}2"]
        stage.chance("pair").shuffle(names)
        both = dict(sorted({names[0]: made.lines(stage, strip), names[1]: wrong.lines(stage, strip)}.items()))
        texts = {**task.texts, names[0]: made.text((strip,)), names[1]: wrong.text((strip,))}
        strips = tuple(one for old, shown in task.strips for one in (both.items() if old == letter else ((old, shown),)))
        accepted = tuple(tuple(names[0] if one == letter else one for one in order) for order in task.accepted)
        told = stage.say("which.wrong", letter=names[1], clause=reason)
        return replace(task, strips=strips, texts=texts, accepted=accepted, pair=tuple(both), reason=told)
    raise Impossible("no line of it has a twin with which no order reaches the goal")
