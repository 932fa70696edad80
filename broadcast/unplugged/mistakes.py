"""The second voice's mistakes: each is the run of a named change to the program, with the reason from that run.

A mistake that no run gives is put in nobody's mouth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from broadcast.language.catalogue import Value
from broadcast.language.phrase import Phrase, joined
from broadcast.program import Mutant, mutants, source
from broadcast.program.gloss import Gloss
from broadcast.program.model import Assign, Branch, Call, ForEach, Go, Move, Number, Pen, Repeat, Turn, rows
from broadcast.program.trace import Trace
from broadcast.unplugged import drawn, goals, words
from broadcast.unplugged.judging import judged
from broadcast.unplugged.model import Shot
from broadcast.unplugged.model import Turn as Said
from broadcast.unplugged.stage import Stage
from broadcast.unplugged.strokes import Drawn, apart, merged

ORDER = (
    "angle", "pen-forgotten", "x-for-y", "set-for-change", "one-round-more", "turn-forgotten", "right-for-left", "left-for-right", "comparison", "off-by-one", "one-round-fewer",
    "steps-one-more", "steps-one-fewer", "operator", "lines-swapped", "indentation", "back-for-forward", "change-for-set",
)  # fmt: skip
"""Which mistake is told first where several are visible: the ones that children make most."""


def rank(mutant: Mutant) -> tuple[int, int]:
    """By ORDER, then by line."""
    return (ORDER.index(mutant.name) if mutant.name in ORDER else len(ORDER), mutant.line)


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
    for mutant in sorted(mutants(stage.program), key=rank):
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
    elif stage.view == "drawing":
        shot = Shot(template="world", heading=mistake.why.text, figures=(drawn.picture(stage, merged(mistake.trace.strokes)),))
    else:
        shot = Shot(template="program", heading=mistake.end.text, figures=(drawn.program(stage, mistake.mutant.line),))
    return Said(
        name=name,
        kind="say",
        role="second",
        phrase=joined(mistake.end, mistake.why),
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
    if right.drawn:
        return _drew(stage, merged(trace.strokes), right.drawn) if trace.done else None
    if not trace.done or trace.printed == right.said:
        return None
    missed = [line for line in right.said if line not in trace.printed]
    if missed and len(trace.printed) < len(right.said):
        return stage.say("mistake.missed", text=words.shown(missed[0], stage.messages))
    wrong = [line for line in trace.printed if line.strip() and line not in right.said]
    return stage.say("mistake.says", text=words.shown(wrong[0], stage.messages)) if wrong else None


def _drew(stage: Stage, mine: Drawn, right: Drawn) -> Phrase | None:
    if not mine or not apart(mine, right):
        return None
    shape = goals.named(stage, mine)
    return stage.say("mistake.drew", shape=shape) if shape else stage.say("mistake.drawing")


def _why(stage: Stage, mutant: Mutant) -> Phrase | None:
    """The reason, from the change itself; None where there are no words for it."""
    told = change(stage, mutant)
    return stage.say(f"mistake.{told[0]}", **told[1]) if told else None


def reason(stage: Stage, mutant: Mutant) -> Phrase | None:
    """What another program does otherwise, as a clause: "it goes round 4 times, not 3"; None where there are no words for it."""
    told = change(stage, mutant)
    if told is None:
        return None
    if mutant.name == "comparison":  # a condition is long, and said among other reasons
        return stage.say("wrong.asks", line=mutant.line)
    return stage.say(f"wrong.{told[0]}", **told[1])


def change(stage: Stage, mutant: Mutant) -> tuple[str, dict[str, Value]] | None:
    """A named mutation in words: the last part of a message's key, and its slots."""
    good = next((on for line, _, on in rows(mutant.right.body) if line == mutant.line), None)
    wrong = next((on for line, _, on in rows(mutant.program.body) if line == mutant.now_line), None)
    match mutant.name:
        case "one-round-more" | "one-round-fewer":
            was, now = _times(good), _times(wrong)
            return ("rounds", {"count": now, "was": was}) if was and now else None
        case "turn-forgotten" if isinstance(good, Turn):
            return f"forgot.{good.side}", {}
        case "left-for-right" | "right-for-left" if isinstance(wrong, Turn):
            return f"turned.{wrong.side}", {}
        case "steps-one-more" | "steps-one-fewer":
            match good, wrong:
                case Move(_, Number(int() as was)), Move(_, Number(int() as now)):
                    return "steps", {"count": now, "was": was}
        case "back-for-forward" if isinstance(wrong, Move):
            return ("back" if wrong.back else "forward"), {}
        case "off-by-one":
            match good, wrong:
                case Assign(_, _, Number(int() as was)), Assign(_, _, Number(int() as now)):
                    return "began", {"now": now, "was": was}
        case "angle":
            match good, wrong:
                case Turn(angle=Number(int() as was)), Turn(angle=Number(int() as now)):
                    return "angle", {"now": now, "was": was}
        case "pen-forgotten" if isinstance(good, Pen):
            return f"forgot.{good.do}", {}
        case "x-for-y" if isinstance(wrong, Go):
            key = "exchanged" if wrong.x and wrong.y else "across" if wrong.x else "upwards"
            return key, {"line": mutant.line}
        case "set-for-change" | "change-for-set":
            return ("set" if mutant.name == "set-for-change" else "added"), {"line": mutant.line}
        case "lines-swapped":
            return "swapped", {"first": mutant.line, "second": mutant.line + 1}
        case "comparison" | "operator":
            clause = Gloss(mutant.right, stage.messages).clause(good)
            if isinstance(good, Branch) or mutant.name == "operator":
                other = Gloss(mutant.program, stage.messages).clause(wrong)
                return "reread", {"line": mutant.line, "clause": clause, "other": other}
        case "indentation":
            lines = rows(mutant.right.body)
            depth = next(depth for line, depth, _ in lines if line == mutant.line)
            return f"outside.{enclosing(lines, mutant.line, depth)}", {"line": mutant.line}
    return None


def enclosing(lines: Sequence[tuple[int, int, object]], line: int, depth: int) -> Literal["if", "loop"]:
    """What a line belongs into that stands so deep; `lines` as `model.rows` gives them."""
    on = next(on for number, level, on in reversed(lines) if number < line and level < depth)
    return "if" if on is None or isinstance(on, Branch) else "loop"


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
