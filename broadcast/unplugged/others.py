"""Programs with one mistake that children make, each of which looks different from the right one and from the others."""

from __future__ import annotations

from dataclasses import dataclass

from broadcast.language.phrase import Phrase
from broadcast.program import Program, Trace, mutants
from broadcast.program import source as printed
from broadcast.program.mutations import Mutant
from broadcast.unplugged import mistakes
from broadcast.unplugged.judging import View, judged, outcome
from broadcast.unplugged.stage import Stage
from broadcast.unplugged.strokes import apart, merged


@dataclass(frozen=True, slots=True)
class Other:
    """A program with a mistake, and what it does otherwise."""

    source: str
    trace: Trace
    reason: Phrase


def others(stage: Stage, program: Program, right: Trace, count: int) -> tuple[Other, ...]:
    """So many, as far as there are: different kinds of mistakes first, then the same one at other places."""
    every = sorted(mutants(program), key=mistakes.rank)
    found: list[Other] = []
    names: set[str] = set()
    for again in (False, True):
        for mutant in every:
            if len(found) == count:
                break
            if not again and mutant.name in names:
                continue
            other = _other(stage, mutant)
            traces = [right, *(one.trace for one in found)]
            if other is not None and all(different(other.trace, trace, stage.view) for trace in traces):
                found.append(other)
                names.add(mutant.name)
    return tuple(found)


def _other(stage: Stage, mutant: Mutant) -> Other | None:
    text = printed(mutant.program, stage.messages.language)
    agreement = judged(text, stage.setting)
    end = outcome(agreement.trace, stage.view) if agreement is not None and agreement.ok else None
    if agreement is None or end is None or not (end.square or end.drawn or any(line.strip() for line in end.said)):
        return None
    reason = mistakes.reason(stage, mutant)
    return Other(text, agreement.trace, reason) if reason else None


def different(one: Trace, other: Trace, seen: View) -> bool:
    """Do two runs look different where they are shown: other lines on the paper or another last square, another picture, other words?"""
    match seen:
        case "grid":
            return _way(one) != _way(other)
        case "drawing":
            return apart(merged(one.strokes), merged(other.strokes))
    return one.printed != other.printed


def _way(trace: Trace) -> tuple[object, ...]:
    """What is drawn of a way: its lines, each way the same, and where the robot stands."""
    return frozenset(frozenset(pair) for pair in zip(trace.path, trace.path[1:], strict=False)), trace.final.square
