"""Where the sentences of a lesson are met in its episode: for who translates them, the cue, the seconds and the letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from broadcast.episode.model import Cue, Episode
from broadcast.episode.rules.slots import HEADING, SCREEN, UNIT
from broadcast.language.counting import count
from broadcast.language.model import Language
from broadcast.lesson.model import Lesson, Unit
from broadcast.lesson.units import units

LONGER = Fraction(3, 2)
"""How much longer than its source a translation may be said: languages differ by a third, and waits give way."""
SPARE = 2
"""Seconds that a short sentence may take beyond that."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence is met."""

    letters: int
    """The most that its place holds."""
    seconds: Fraction
    """How long its source takes to say; 0 for what is only read."""
    cue: int = 0
    """Number of the first cue it is heard in; 0: none."""
    kind: str = ""


def places(lesson: Lesson, episode: Episode, language: Language) -> dict[str, Place]:
    """Every unit of a lesson in its own language, by id, with its place in the planned episode."""
    headings = {lesson.title.id, *(step.title.id for step in lesson.steps)}
    cards = {term.word.id for term in lesson.vocabulary}
    found: dict[str, Place] = {}
    for unit in units(lesson):
        letters = HEADING[0] if unit.id in headings else SCREEN["card"][0] if unit.id in cards else UNIT
        number, kind = _heard(unit, episode.cues)
        found[unit.id] = Place(letters, seconds(unit.text, language) if number else Fraction(0), number, kind)
    return found


def seconds(text: str, language: Language) -> Fraction:
    """How long a text takes to say, by its words."""
    return Fraction(60 * count(text), language.words_a_minute)


def too_long(words: str, place: Place, language: Language) -> str:
    """Why a translation may find no room in its place; empty where it will."""
    if len(words) > place.letters:
        return f"{len(words)} letters, where {place.letters} have room"
    takes = seconds(words, language)
    if place.seconds and takes > place.seconds * LONGER + SPARE:
        return f"about {float(takes):.0f} s to say, where the source takes {float(place.seconds):.0f} s"
    return ""


def _heard(unit: Unit, cues: Sequence[Cue]) -> tuple[int, str]:
    """(number, kind) of the first cue that says a unit; a word or two alone are in many, and are not looked for."""
    text = unit.text.replace("`", "")
    for number, cue in enumerate(cues, 1):
        if cue.id == unit.id or (count(text) > 2 and (unit.text in cue.source or text in cue.text)):
            return cue.number or number, cue.kind
    return 0, ""
