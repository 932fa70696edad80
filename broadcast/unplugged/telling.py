"""A program said aloud on air: in one breath where it is short, else in parts that a finger follows."""

from __future__ import annotations

from itertools import pairwise

from broadcast.language.counting import count
from broadcast.language.phrase import Phrase, joined, together
from broadcast.program.speech import Speech
from broadcast.unplugged.figures import Listing
from broadcast.unplugged.model import Beat, Shot, Turn
from broadcast.unplugged.stage import Stage

ONE_BREATH = 30
"""Words of a program that are said in one go; a longer one is said in parts, and a finger follows it."""
PART = 20
"""Words of such a part, about."""
PAUSE = 2
"""Seconds for the finger."""


def long(speech: Speech) -> bool:
    return count(speech.phrase.spoken) > ONE_BREATH


def turn(stage: Stage, speech: Speech, name: str, before: Phrase | None, shot: Shot, *, repeat: bool = False) -> Turn:
    """The program after a sentence of its own; the marker on the screen follows it."""
    if long(speech):
        return _followed(stage, speech, name, before or Phrase(), shot, repeat)
    phrase = joined(before, speech.phrase)
    shift = len(phrase.spoken) - len(speech.phrase.spoken)
    steps = tuple((offset + shift, line) for line, offset in speech.lines)
    return Turn(
        name=name,
        kind="say",
        phrase=phrase,
        repeat=repeat,
        box=shot.box,
        shot=shot.model_copy(update={"steps": steps}),
        line=stage.code.line,
    )


def _followed(stage: Stage, speech: Speech, name: str, before: Phrase, shot: Shot, repeat: bool) -> Turn:
    """In parts of a few lines, each with time for the finger that follows."""
    beats = []
    offset = len(before.spoken) + 1 if before else 0
    steps: list[tuple[int, int]] = []
    for part, lines in parts(speech):
        beats.append(Beat(phrase=part, wait=PAUSE))
        steps += [(offset + at, line) for line, at in lines]
        offset += len(part.spoken) + 1
    shown = shot.model_copy(update={"steps": tuple(steps)})
    return Turn(
        name=name, kind="act", phrase=before, beats=tuple(beats), repeat=repeat, box=shot.box, shot=shown, line=stage.code.line
    )


def parts(speech: Speech) -> list[tuple[Phrase, list[tuple[int, int]]]]:
    """(what is said, (line, offset in it) …): sentences together up to about PART words, cut before a line."""
    found: list[tuple[list[str], list[str], int]] = []
    at = 0
    starts = {offset for _, offset in speech.lines}
    for text, said in (pair for sentence in speech.sentences for pair in _pairs(sentence)):
        full = found and count(" ".join([*found[-1][1], said])) > PART
        if not found or (full and at in starts):
            found.append(([], [], at))
        found[-1][0].append(text)
        found[-1][1].append(said)
        at += len(said) + 1
    ends = [begin for _, _, begin in found] + [at + 1]
    done = []
    for (printed, heard, begin), (_, end) in zip(found, pairwise(ends), strict=True):
        lines = [(line, offset - begin) for line, offset in speech.lines if begin <= offset < end]
        done.append((Phrase(text=together(printed), spoken=" ".join(heard)), lines))
    return done


def _pairs(phrase: Phrase) -> list[tuple[str, str]]:
    """Its sentences as they are printed and said; the whole where they do not agree."""
    texts, spoken = _sentences(phrase.text), _sentences(phrase.spoken)
    return list(zip(texts, spoken, strict=True)) if len(texts) == len(spoken) else [(phrase.text, phrase.spoken)]


def _sentences(text: str) -> list[str]:
    """Cut after full stops; a phrase of a program has no abbreviations."""
    pieces: list[str] = []
    for piece in text.split(" "):
        if pieces and not pieces[-1].endswith("."):
            pieces[-1] += f" {piece}"
        else:
            pieces.append(piece)
    return pieces


def shot(heading: str, listing: Listing, box: int) -> Shot:
    return Shot(template="program", heading=heading, figures=(listing,), box=box)
