"""Which program did it? The program and three others, each with one mistake that children make; the end is shown.

Level 2. Evidence: the tasks of Bebras give four options, one page and three minutes, and their answers a reason for each wrong option
(unplugged facts). What is shown is what the medium can tell apart: the way on squared paper, the drawing, or what is said; all four
are run, and no two may look alike there. By ear alone only two are told, and only where their ends can be said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from broadcast.language.phrase import Phrase
from broadcast.program import Mutant, Trace, mutants
from broadcast.program import source as printed
from broadcast.program.speech import speak
from broadcast.unplugged import drawn, mistakes, telling, words
from broadcast.unplugged.figures import Choice, Figure, Listing
from broadcast.unplugged.judging import Impossible, View, judged, outcome, parsed
from broadcast.unplugged.model import Activity, Box, Option, Proof, Shot, Turn
from broadcast.unplugged.stage import Stage
from broadcast.unplugged.strokes import apart, merged
from broadcast.unplugged.variation import Version, versions

OPTIONS: dict[str, tuple[str, ...]] = {}
WRONG = 3
"""Programs beside the right one (Bebras: four options)."""
MOST_LINES = 8
"""Of a program: four of them stand side by side, or two and two."""


@dataclass(frozen=True, slots=True)
class Other:
    """A program with a mistake, and what it does otherwise."""

    source: str
    trace: Trace
    reason: Phrase


@dataclass(frozen=True, slots=True)
class Which:
    version: Version
    trace: Trace
    others: tuple[Other, ...]


def make(stage: Stage) -> Activity:
    found = search(stage)
    number = stage.first
    letters = _letters(stage)
    every = dict(sorted(zip(letters, (found.version.source, *(other.source for other in found.others)), strict=True)))
    right = letters[0]
    prompt = stage.text(f"which.prompt.{stage.view}", text=words.said(found.version.goal.said, stage.messages))
    proof = Proof(
        how=f"all {len(every)} programs were run; only {right} gives what is shown, and no two give the same",
        engines=stage.agreement.engines, runs=len(every), tried=len(every),
    )  # fmt: skip
    options = tuple(Option(id=letter, program=text) for letter, text in every.items())
    item = stage.item(
        "which", number, 2, prompt, [right], proof, program=found.version.source, options=options, goal=found.version.goal.drawn
    )
    listings: list[tuple[str, str | Listing]] = [
        (letter, drawn.shown(stage, drawn.of_text(text))) for letter, text in every.items()
    ]
    alt = stage.text("figure.programs", count=len(every))
    shown = _shown(stage, found.trace)
    choice = Choice(options=tuple(listings), alt=alt)
    reasons = _reasons(stage, found, letters)
    box = Box(
        number=number, heading=stage.text("which.heading"), prompt=prompt, figures=(*shown, choice),
        key=(*shown, choice.model_copy(update={"answer": (right,)})), answer=right, explanation=reasons.text,
        instead=stage.text("which.instead"), item=item.id, size="full",
    )  # fmt: skip
    return Activity(
        kind="which", boxes=(box,), items=(item,), turns=_turns(stage, found, letters, box, reasons),
        guide=(stage.text("which.guide", box=number),),
    )  # fmt: skip


def _letters(stage: Stage) -> list[str]:
    """The right program's letter, then those of the others."""
    letters = [chr(65 + at) for at in range(WRONG + 1)]
    stage.chance("letters").shuffle(letters)
    return letters


def _shown(stage: Stage, trace: Trace) -> tuple[Figure, ...]:
    """What the class sees of the right program; what is said stands in the prompt."""
    match stage.view:
        case "grid":
            return (drawn.walked(stage, trace),)
        case "drawing":
            return (drawn.picture(stage, merged(trace.strokes)),)
    return ()


def _reasons(stage: Stage, found: Which, letters: Sequence[str]) -> Phrase:
    """Why it is none of the others, by letter."""
    told = sorted(zip(letters[1:], found.others, strict=True), key=lambda pair: pair[0])
    return words.joined(*(stage.say("which.wrong", letter=letter, clause=other.reason) for letter, other in told))


def _turns(stage: Stage, found: Which, letters: Sequence[str], box: Box, reasons: Phrase) -> tuple[Turn, ...]:
    text = words.said(found.version.goal.said, stage.messages)
    shot = Shot(template="question", heading=box.prompt, figures=box.figures, box=box.number)
    listing = drawn.shown(stage, drawn.of_text(found.version.source))
    answer = stage.say("which.answer", letter=letters[0])
    return (
        Turn(
            name="which.ask", kind="ask", phrase=stage.say(f"which.ask.{stage.view}", box=box.number, text=text),
            alone=_alone(stage, found, letters), needs_sheet=True, box=box.number, shot=shot, line=stage.code.line,
        ),
        Turn(name="which.wait", kind="wait", wait="pairs", note=stage.text("which.note"), box=box.number, shot=shot),
        Turn(
            name="which.answer", kind="answer", role="second", phrase=words.joined(answer, reasons), box=box.number,
            shot=Shot(template="answer", heading=answer.text, figures=(listing, *_shown(stage, found.trace)), box=box.number),
        ),
    )  # fmt: skip


def _alone(stage: Stage, found: Which, letters: Sequence[str]) -> Phrase | None:
    """Two programs told in one breath each, where their ends can be heard; None where they cannot."""
    if stage.view == "drawing":
        return None
    for letter, other in zip(letters[1:], found.others, strict=True):
        end = outcome(other.trace, stage.view)
        if end is None or end == found.version.goal:
            continue
        told = sorted({letters[0]: found.version.source, letter: other.source}.items())
        said = [(one, speech) for one, text in told if (speech := _speech(stage, text)) is not None]
        if len(said) == len(told):
            names = {"one": told[0][0], "other": told[1][0]}
            goal = found.version.goal
            ask = stage.say(f"which.alone.{stage.view}", square=goal.square, text=words.said(goal.said, stage.messages), **names)
            return words.joined(
                *(part for one, speech in said for part in (stage.say("which.alone-program", letter=one), speech)), ask
            )
    return None


def _speech(stage: Stage, text: str) -> Phrase | None:
    program = parsed(text, stage.setting)
    speech = speak(program, stage.messages) if program is not None else None
    return speech.phrase if speech is not None and not telling.long(speech) else None


def search(stage: Stage) -> Which:
    """The first version of the program with three mistakes that all look different; different kinds of mistakes first."""
    for version in versions(stage):
        program = parsed(version.source, stage.setting)
        agreement = judged(version.source, stage.setting)
        if program is None or agreement is None or not agreement.ok or program.length > MOST_LINES:
            continue
        others = _others(stage, mutants(program), agreement.trace)
        if len(others) == WRONG:
            return Which(version, agreement.trace, others)
    raise Impossible(f"it has no {WRONG} mistakes that each look different from it and from each other")


def _others(stage: Stage, every: Sequence[Mutant], right: Trace) -> tuple[Other, ...]:
    found: list[Other] = []
    names: set[str] = set()
    for again in (False, True):  # once each mistake, then the same one at other places
        for mutant in sorted(every, key=mistakes.rank):
            if len(found) == WRONG:
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
    if agreement is None or not agreement.ok or outcome(agreement.trace, stage.view) is None:
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
    return one.printed != other.printed and all(any(line.strip() for line in trace.printed) for trace in (one, other))


def _way(trace: Trace) -> tuple[object, ...]:
    """What is drawn of a way: its lines, each way the same, and where the robot stands."""
    return frozenset(frozenset(pair) for pair in zip(trace.path, trace.path[1:], strict=False)), trace.final.square
