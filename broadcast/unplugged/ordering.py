"""Strips of a program's lines, and every order of them run.

An order is put together as a tree from the lines, which is fast; what counts as right is run again from its text by both engines.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import permutations
from math import factorial
from typing import Any

from broadcast.errors import ProgramError
from broadcast.language.phrase import Phrase, joined
from broadcast.program import Program, Trace, run
from broadcast.program.model import Block, Bodied, Branch, Break, ForEach, If, Print, Say, Statement, While, numbered, rows, walk
from broadcast.unplugged import drawn, goals, words
from broadcast.unplugged.figures import Line
from broadcast.unplugged.judging import Impossible, Outcome, Setting, View, outcome, parsed
from broadcast.unplugged.stage import Stage

LEAST, MOST, MOST_LINES = 3, 6, 10
"""Strips at least and at most, and lines in all: 6 strips have 720 orders, more than a child can weigh."""
MOST_ORDERS = 2
"""Right orders that a key lists (unplugged facts: "permutations run; ≤ 2 accepted or commuting lines glued")."""
LEAST_LINES = 2
"""Of a drawing that is a goal of its own: one line alone is none."""
Goal = tuple[Any, ...]
"""Where it stops and looks, with what it says on its way; the lines that it draws; or everything it says."""
Row = tuple[int, Statement | Branch | None]


@dataclass(frozen=True, slots=True)
class Puzzle:
    """A program cut into strips of one line or several, in its own order."""

    program: Program
    source: str
    setting: Setting
    strips: tuple[tuple[int, ...], ...]
    """Line numbers of each."""
    view: View
    accepted: tuple[tuple[int, ...], ...] = ()
    """Orders (of strips, counted from 0) with the same end as the program's own."""

    @property
    def count(self) -> int:
        return factorial(len(self.strips))

    def text(self, order: Sequence[int]) -> str:
        lines = self.source.split("\n")
        return "".join(lines[line - 1] + "\n" for strip in order for line in self.strips[strip])

    def lines(self, stage: Stage, strip: int) -> tuple[Line, ...]:
        every = {line.number: line for line in drawn.of_program(stage, self.source)}
        return tuple(every[line].model_copy(update={"number": 0}) for line in self.strips[strip])


def told(stage: Stage, goal: Goal, others: Iterable[Outcome] = (), box: int = 0) -> Phrase:
    """The goal as it is asked for; on paper where the robot looks, too. `others`: ends from which it has to be told; `box` on air."""
    if stage.view != "grid":
        end = named(goal, stage.view)
        return goals.should(stage, end, box, name=goals.nameable(end, others))
    square, towards, *said = goal
    if towards.isdigit():
        pose = stage.say("goal.pose.row", square=square, row=int(towards))
    else:
        pose = stage.say("goal.pose.column", square=square, column=towards)
    return joined(pose, stage.say("goal.says", text=words.said(said, stage.messages))) if said else pose


def puzzle(stage: Stage, source: str) -> Puzzle:
    """A strip a line; neighbours are glued where there are too many. Impossible where it has too few lines or too many."""
    program = parsed(source, stage.setting)
    if program is None or program.length < LEAST:
        raise Impossible(f"it has fewer than {LEAST} lines to put in order")
    if program.length > MOST_LINES:
        raise Impossible(f"it has {program.length} lines; {MOST_LINES} can be put in order")
    made = Puzzle(program, source, stage.setting, tuple((line,) for line in range(1, program.length + 1)), stage.view)
    depth = {line: level for line, level, _ in rows(program.body)}
    while len(made.strips) > MOST:
        level = [at for at in range(len(made.strips) - 1) if depth[made.strips[at][-1]] == depth[made.strips[at + 1][0]]]
        made = _glue(made, (level or [len(made.strips) - 2])[-1])
    return made


def _glue(made: Puzzle, at: int) -> Puzzle:
    strips = made.strips
    return replace(made, strips=(*strips[:at], strips[at] + strips[at + 1], *strips[at + 2 :]), accepted=())


def goal_of(trace: Trace, program: Program, seen: View) -> Goal:
    """The end of a run; on paper with all that is said, where the program has lines that say something: then it is asked for as well."""
    end = outcome(trace, seen)
    assert end is not None  # only runs that came to their end are asked
    if seen != "grid":
        return end.drawn or end.said
    return (end.square, trace.final.towards, *(trace.printed if _speaks(program) else ()))


def askable(goal: Goal, program: Program, seen: View) -> bool:
    """Can all of an end be asked for? On paper, what is said has to be said in the prompt too."""
    return bool(goal) and (seen != "grid" or not _speaks(program) or goals.sayable(Outcome(said=goal[2:])))


def _speaks(program: Program) -> bool:
    return any(isinstance(node, Say | Print) for node in walk(program.body))


def named(goal: Goal, seen: View) -> Outcome:
    """The goal as a prompt names it."""
    return {"grid": Outcome(square=str(goal[0])), "drawing": Outcome(drawn=goal), "words": Outcome(said=goal)}[seen]


def glued(stage: Stage, made: Puzzle) -> Puzzle | None:
    """Strips that may change places are glued until few orders are right; None where nothing is left to put in order."""
    while len(made.strips) >= LEAST:
        own = tuple(range(len(made.strips)))
        found = ends(made)
        if not askable(dict(found).get(own, ()), made.program, made.view):
            return None
        right = tuple(order for order, goal in found if goal == dict(found)[own])
        if len(right) <= MOST_ORDERS:
            return replace(made, accepted=(own, *(order for order in right if order != own)))
        swaps = [at for at in range(len(own) - 1) if (*own[:at], at + 1, at, *own[at + 2 :]) in right]
        if not swaps:
            return None
        made = _glue(made, swaps[0])
    return None


def others(stage: Stage, made: Puzzle) -> list[tuple[Goal, tuple[tuple[int, ...], ...]]]:
    """Other ends of the same lines that one or two orders reach, the ones nearest to the program's own order first."""
    own = tuple(range(len(made.strips)))
    groups: dict[Goal, list[tuple[int, ...]]] = {}
    for order, goal in ends(made):
        groups.setdefault(goal, []).append(order)
    found = []
    for goal, orders in groups.items():
        told = named(goal, made.view) if askable(goal, made.program, made.view) else None
        if told is not None and told.drawn and len(told.drawn) < LEAST_LINES:
            continue
        if told is None or own in orders or len(orders) > MOST_ORDERS or not goals.sayable(told) or goals.stands(stage, told):
            continue
        if made.view == "grid" and goal[0] == stage.trace.start.square:
            continue
        found.append((goal, tuple(orders)))
    return sorted(found, key=lambda pair: min(_far(order) for order in pair[1]))


def _far(order: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
    """How many strips stand elsewhere than in the program; but one swap is too near to it."""
    moved = sum(at != strip for at, strip in enumerate(order))
    return (abs(moved - 3), order)


@lru_cache(maxsize=64)
def ends(made: Puzzle) -> tuple[tuple[tuple[int, ...], Goal], ...]:
    """Every order that can be read and comes to its end, with that end."""
    every: dict[int, Row] = {line: (depth, on) for line, depth, on in rows(made.program.body)}
    found = []
    for order in permutations(range(len(made.strips))):
        block = assembled([every[line] for strip in order for line in made.strips[strip]], made.program.language == "python")
        if block is None:
            continue
        try:
            trace = run(replace(made.program, body=numbered(block)), world=made.setting.world, inputs=made.setting.inputs)
        except ProgramError:
            continue
        if outcome(trace, made.view) is not None:
            found.append((order, goal_of(trace, made.program, made.view)))
    return tuple(found)


def assembled(lines: list[Row], python: bool) -> Block | None:
    """Lines with their indentation as a block; None where they make no program.

    Python takes an `else:` after a loop as well: what is inside it is done after the last round. Nobody teaches that to children, but an
    order that ends in it runs, and counts.
    """
    block, rest = _block(lines, 0, python)
    return None if rest or block is None else block


def _block(lines: list[Row], depth: int, python: bool) -> tuple[Block | None, list[Row]]:
    done: list[Statement] = []
    while lines and lines[0][0] == depth:
        on = lines[0][1]
        lines = lines[1:]
        if on is None or isinstance(on, Branch | Bodied):
            body, lines = _block(lines, depth + 1, python)
            if not body:
                return None, lines
            before = done[-1] if done else None
            if on is None and python and isinstance(before, While | ForEach):
                if any(isinstance(node, Break) for node in walk(before)):
                    raise Impossible("in some orders Python would take a line for the end of a loop")
                done.extend(body)
                continue
            if on is None or (isinstance(on, Branch) and on.again):
                if not isinstance(before, If) or before.other:
                    return None, lines
                if on is None:
                    done[-1] = replace(before, other=body, other_line=1)
                else:
                    done[-1] = replace(before, branches=(*before.branches, replace(on, body=body)))
            elif isinstance(on, Branch):
                done.append(If((replace(on, body=body),)))
            else:
                done.append(replace(on, body=body))
        else:
            done.append(on)
    if lines and lines[0][0] > depth:
        return None, lines
    return tuple(done), lines
