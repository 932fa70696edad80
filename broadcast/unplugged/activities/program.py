"""The program: printed in a box, and said twice before anybody has to think about it."""

from __future__ import annotations

from itertools import pairwise

from broadcast.language.phrase import Phrase
from broadcast.program.speech import Speech, speak
from broadcast.unplugged import drawn, words
from broadcast.unplugged.model import Activity, Beat, Box, Shot, Turn
from broadcast.unplugged.stage import Stage

ONE_BREATH = 30
"""Words of a program that are said in one go; a longer one is said in parts, and a finger follows it."""
PART = 20
"""Words of such a part, about."""
PAUSE = 2
"""Seconds for the finger."""


def make(stage: Stage) -> Activity:
    speech = speak(stage.program, stage.messages)
    listing = drawn.program(stage)
    first = not stage.had("program")
    heading = stage.text("program.heading" if first else "program.heading-next")
    box = Box(
        number=stage.first, heading=heading, prompt=stage.text("program.prompt"), figures=(listing,),
        instead=stage.text("program.instead"), board=True,
    )  # fmt: skip
    sit = stage.say("program.sit") if first and stage.moves and stage.had("act") else None
    look = words.joined(sit, stage.say("program.look", box=box.number), _called(stage, first))
    shot = Shot(template="program", heading=heading, figures=(listing,), box=box.number)
    turns = [Turn(name="program.look", kind="say", phrase=look, box=box.number, shot=shot, line=stage.code.line)]
    if len(speech.phrase.spoken.split()) <= ONE_BREATH:
        turns.append(_said(stage, speech, "program.said", None, box))
        turns.append(_said(stage, speech, "program.again", stage.say("program.again"), box))
    else:
        turns.append(_followed(stage, speech, "program.said", stage.say("program.finger"), box))
        turns.append(_followed(stage, speech, "program.again", stage.say("program.again"), box))
    return Activity(kind="program", boxes=(box,), turns=tuple(turns), guide=(stage.text("program.guide", box=box.number),))


def _called(stage: Stage, first: bool) -> Phrase:
    """This is a program; with the author's meaning of that word, where the vocabulary has it."""
    if not first:
        return stage.say("program.is-next")
    word = stage.text("program.word").casefold()
    term = next((term for term in stage.lesson.vocabulary if term.word.text.casefold() == word), None)
    return stage.say("program.is-term", meaning=term.meaning.text) if term else stage.say("program.is")


def _said(stage: Stage, speech: Speech, name: str, before: Phrase | None, box: Box) -> Turn:
    phrase = words.joined(before, speech.phrase)
    shift = len(phrase.spoken) - len(speech.phrase.spoken)
    steps = tuple((offset + shift, line) for line, offset in speech.lines)
    shot = Shot(template="program", heading=box.heading, figures=(drawn.program(stage),), box=box.number, steps=steps)
    return Turn(name=name, kind="say", phrase=phrase, repeat=before is not None, box=box.number, shot=shot, line=stage.code.line)


def _followed(stage: Stage, speech: Speech, name: str, before: Phrase, box: Box) -> Turn:
    """In parts of a few lines, each with time for the finger that follows."""
    beats, offset = [], len(before.spoken) + 1
    steps: list[tuple[int, int]] = []
    for part, lines in _parts(speech):
        beats.append(Beat(phrase=part, wait=PAUSE))
        steps += [(offset + at, line) for line, at in lines]
        offset += len(part.spoken) + 1
    shot = Shot(template="program", heading=box.heading, figures=(drawn.program(stage),), box=box.number, steps=tuple(steps))
    again = name.endswith("again")
    return Turn(name=name, kind="act", phrase=before, beats=tuple(beats), repeat=again, box=box.number, shot=shot, line=stage.code.line)


def _parts(speech: Speech) -> list[tuple[Phrase, list[tuple[int, int]]]]:
    """(what is said, (line, offset in it) …): sentences together up to about PART words, cut before a line."""
    texts, spoken = _sentences(speech.phrase.text), _sentences(speech.phrase.spoken)
    if len(texts) != len(spoken):
        return [(speech.phrase, list(speech.lines))]
    found: list[tuple[list[str], list[str], int]] = []
    at = 0
    starts = {offset for _, offset in speech.lines}
    for text, said in zip(texts, spoken, strict=True):
        full = found and len(" ".join([*found[-1][1], said]).split()) > PART
        if not found or (full and at in starts):
            found.append(([], [], at))
        found[-1][0].append(text)
        found[-1][1].append(said)
        at += len(said) + 1
    ends = [begin for _, _, begin in found] + [at + 1]
    done = []
    for (printed, heard, begin), (_, end) in zip(found, pairwise(ends), strict=True):
        lines = [(line, offset - begin) for line, offset in speech.lines if begin <= offset < end]
        done.append((Phrase(text=" ".join(printed), spoken=" ".join(heard)), lines))
    return done


def _sentences(text: str) -> list[str]:
    """Cut after full stops; a phrase of a program has no abbreviations."""
    pieces: list[str] = []
    for piece in text.split(" "):
        if pieces and not pieces[-1].endswith("."):
            pieces[-1] += f" {piece}"
        else:
            pieces.append(piece)
    return pieces
