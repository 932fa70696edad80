"""Which program did it? The program and three others, each with one mistake that children make; the end is shown.

Level 2. Evidence: the tasks of Bebras give four options, one page and three minutes, and their answers a reason for each wrong option
(unplugged facts). What is shown is what the medium can tell apart: the way on squared paper, the drawing, or what is said; all four
are run, and no two may look alike there. By ear alone only two are told, and only where their ends can be said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from broadcast.language.phrase import Phrase, joined
from broadcast.program import Trace
from broadcast.program.speech import speak
from broadcast.unplugged import climbing, drawn, telling, words
from broadcast.unplugged.figures import Choice, Figure, Listing
from broadcast.unplugged.judging import Impossible, judged, outcome, parsed
from broadcast.unplugged.model import Activity, Box, Option, Proof, Shot, Turn
from broadcast.unplugged.others import Other, others
from broadcast.unplugged.stage import Stage
from broadcast.unplugged.strokes import merged
from broadcast.unplugged.variation import Version, versions

OPTIONS: dict[str, tuple[str, ...]] = {}
WRONG = 3
"""Programs beside the right one (Bebras: four options)."""
MOST_LINES = 8
"""Of a program: four of them stand side by side, or two and two."""


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
        (letter, drawn.shown(stage, drawn.of_program(stage, text))) for letter, text in every.items()
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
    ends = tuple(partial(climbing.end, stage, text, "other", letter=letter) for letter, text in every.items() if letter != right)
    box, item = climbing.climb(stage, box, item, ends, (lambda: climbing.own(stage, "which"),))
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
    return joined(*(stage.say("which.wrong", letter=letter, clause=other.reason) for letter, other in told))


def _turns(stage: Stage, found: Which, letters: Sequence[str], box: Box, reasons: Phrase) -> tuple[Turn, ...]:
    text = words.said(found.version.goal.said, stage.messages)
    shot = Shot(template="question", heading=box.prompt, figures=box.figures, box=box.number)
    listing = drawn.shown(stage, drawn.of_program(stage, found.version.source))
    answer = stage.say("which.answer", letter=letters[0])
    return (
        Turn(
            name="which.ask", kind="ask", phrase=stage.say(f"which.ask.{stage.view}", box=box.number, text=text),
            alone=_alone(stage, found, letters), needs_sheet=True, box=box.number, shot=shot, line=stage.code.line,
        ),
        Turn(name="which.wait", kind="wait", wait="pairs", note=stage.text("which.note"), box=box.number, shot=shot),
        Turn(
            name="which.answer", kind="answer", role="second", phrase=joined(answer, reasons), box=box.number,
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
            return joined(*(part for one, speech in said for part in (stage.say("which.alone-program", letter=one), speech)), ask)
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
        found = others(stage, program, agreement.trace, WRONG)
        if len(found) == WRONG:
            return Which(version, agreement.trace, found)
    raise Impossible(f"it has no {WRONG} mistakes that each look different from it and from each other")
