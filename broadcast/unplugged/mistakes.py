"""The second voice's mistakes: each is the run of a named change to the program, with the reason from that run.

A mistake that no run gives is put in nobody's mouth.
"""

from __future__ import annotations

from dataclasses import dataclass

from broadcast.language.phrase import Phrase
from broadcast.program import Mutant, mutants, source
from broadcast.program.gloss import Gloss
from broadcast.program.model import Assign, Branch, Call, ForEach, Move, Number, Repeat, Turn, rows
from broadcast.program.trace import Trace
from broadcast.unplugged import drawn, words
from broadcast.unplugged.judging import judged
from broadcast.unplugged.model import Shot
from broadcast.unplugged.model import Turn as Said
from broadcast.unplugged.stage import Stage

ORDER = (
    "one-round-more", "turn-forgotten", "right-for-left", "left-for-right", "comparison", "off-by-one", "one-round-fewer",
    "steps-one-more", "steps-one-fewer", "operator", "lines-swapped", "indentation", "back-for-forward",
)  # fmt: skip
"""Which mistake is told first where several are visible: the ones that children make most."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A visible mistake: what came out, and why."""

    mutant: Mutant
    trace: Trace
    end: Phrase
    why: Phrase


def found(stage: Stage) -> Mistake | None:
    """The first mistake of the list whose end anyone can tell from the right one."""
    fallen: Mistake | None = None
    for mutant in sorted(mutants(stage.program), key=lambda one: (ORDER.index(one.name) if one.name in ORDER else 99, one.line)):
        agreement = judged(source(mutant.program, stage.messages.language), stage.setting)
        if agreement is None or not agreement.ok:
            continue
        why = _why(stage, mutant)
        end = _end(stage, agreement.trace)
        if why is None or end is None:
            continue
        mistake = Mistake(mutant, agreement.trace, end, why)
        if agreement.trace.done:
            return mistake
        fallen = fallen or mistake
    return fallen


def turn(stage: Stage, name: str, optional: int = 0) -> Said | None:
    """The mistake as the second voice tells it, with its own way on the screen."""
    mistake = found(stage)
    if mistake is None:
        return None
    if stage.moves:
        shot = Shot(template="world", heading=mistake.why.text, figures=(drawn.walked(stage, mistake.trace),))
    else:
        shot = Shot(template="program", heading=mistake.end.text, figures=(drawn.program(stage, mistake.mutant.line),))
    return Said(
        name=name,
        kind="say",
        role="second",
        phrase=words.joined(mistake.end, mistake.why),
        optional=optional,
        shot=shot,
        line=stage.code.line,
    )


def _end(stage: Stage, trace: Trace) -> Phrase | None:
    """What came out, where it differs for everybody to see."""
    right = stage.outcome
    if stage.moves:
        if not trace.done:
            return stage.say("mistake.off") if trace.fault and trace.fault.kind == "edge" else None
        square = trace.final.square
        return stage.say("mistake.square", square=square) if square != right.square else None
    if not trace.done or trace.printed == right.said:
        return None
    missed = [line for line in right.said if line not in trace.printed]
    if missed and len(trace.printed) < len(right.said):
        return stage.say("mistake.missed", text=words.shown(missed[0], stage.messages))
    wrong = [line for line in trace.printed if line.strip() and line not in right.said]
    return stage.say("mistake.says", text=words.shown(wrong[0], stage.messages)) if wrong else None


def _why(stage: Stage, mutant: Mutant) -> Phrase | None:
    """The reason, from the change itself; None where there are no words for it."""
    good = next((on for line, _, on in rows(stage.program.body) if line == mutant.line), None)
    wrong = next((on for line, _, on in rows(mutant.program.body) if line == mutant.now_line), None)
    match mutant.name:
        case "one-round-more" | "one-round-fewer":
            was, now = _times(good), _times(wrong)
            return stage.say("mistake.rounds", count=now, was=was) if was and now else None
        case "turn-forgotten" if isinstance(good, Turn):
            return stage.say(f"mistake.forgot.{good.side}")
        case "left-for-right" | "right-for-left" if isinstance(wrong, Turn):
            return stage.say(f"mistake.turned.{wrong.side}")
        case "steps-one-more" | "steps-one-fewer":
            match good, wrong:
                case Move(_, Number(int() as was)), Move(_, Number(int() as now)):
                    return stage.say("mistake.steps", count=now, was=was)
        case "back-for-forward" if isinstance(wrong, Move):
            return stage.say("mistake.back" if wrong.back else "mistake.forward")
        case "off-by-one":
            match good, wrong:
                case Assign(_, _, Number(int() as was)), Assign(_, _, Number(int() as now)):
                    return stage.say("mistake.began", now=now, was=was)
        case "lines-swapped":
            return stage.say("mistake.swapped", first=mutant.line, second=mutant.line + 1)
        case "comparison" | "operator":
            clause = Gloss(stage.program, stage.messages).clause(good)
            if isinstance(good, Branch) or mutant.name == "operator":
                return stage.say("mistake.reread", line=mutant.line, clause=clause)
    return None


def _times(on: object) -> int:
    """Rounds of a counted loop; 0 where they are not written there."""
    match on:
        case Repeat(_, Number(int() as count)):
            return count
        case ForEach(_, _, Call("range", (Number(int() as count),))):
            return count
        case ForEach(_, _, Call("range", (Number(int() as first), Number(int() as stop)))):
            return stop - first
    return 0
