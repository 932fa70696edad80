"""What a rule sees and what it says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from broadcast.episode.format import Format
from broadcast.episode.model import Cue, Episode
from broadcast.language.model import Language
from broadcast.lesson.model import Lesson
from broadcast.unplugged.figures import Plain

Severity = Literal["error", "warning"]
"""error: not fit for air; warning: a producer should look at it."""
SENTENCE = re.compile(r"\S.*?(?:[.!?…]+[”\"»)]*(?=\s|$)|[。！？]+[”」』]*|$)", re.DOTALL)


class Finding(Plain):
    """One thing that is wrong, where it is and what to do about it."""

    code: str
    message: str
    remedy: str
    file: str = ""
    line: int = 0
    """Line of the lesson file, from 1; 0 where it comes from none."""
    cue: int = 0
    """Number of the cue; 0 for a lesson, or for the episode as a whole."""
    severity: Severity = "error"

    def __str__(self) -> str:
        place = self.file + (f":{self.line}" if self.line else "")
        parts = [part for part in (place, f"cue {self.cue}" if self.cue else "") if part]
        return (f"{', '.join(parts)}: " if parts else "") + f"{self.code} {self.message}. {self.remedy}."


@dataclass(frozen=True, slots=True)
class Saying:
    """Words that go on air, from a lesson or from an episode."""

    text: str
    kind: str
    """`say`, `ask`, `answer`, `act` (also what introduces it), `picture`, `material`, `meaning`."""
    line: int = 0
    cue: int = 0
    to: str = "pupils"
    group: str = ""
    """Paragraph (lesson) or segment (episode) it belongs to."""
    last: bool = True
    """Nothing follows it in its paragraph or cue."""

    @property
    def sentences(self) -> tuple[str, ...]:
        return sentences(self.text)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a rule found something; `what` completes the rule's sentence."""

    what: str = ""
    line: int = 0
    cue: int = 0

    @classmethod
    def at(cls, place: Saying | Cue, what: str = "") -> Spot:
        return cls(what, place.line, place.cue if isinstance(place, Saying) else place.number)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is checked: a lesson before planning, or an episode; exactly one of them is there."""

    sayings: tuple[Saying, ...]
    language: Language
    format: Format
    ages: tuple[int, int]
    lesson: Lesson | None = None
    episode: Episode | None = None

    def found(self, key: str, text: str) -> str:
        """The first words in `text` that the language's list `key` names, or nothing; a negation before them frees them."""
        for match in matches(self.language.rules.get(key, ()), text):
            if not any(matches(self.language.rules.get("negation", ()), text[max(0, match.start() - 30) : match.start()])):
                return match[0]
        return ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table."""

    code: str
    name: str
    sentence: str
    """What is wrong, without its full stop; the words found are added after a colon."""
    remedy: str
    look: Callable[[Subject], Iterable[Spot]]
    severity: Severity = "error"

    def findings(self, subject: Subject, file: str) -> Iterator[Finding]:
        for spot in self.look(subject):
            message = f"{self.sentence}: {spot.what}" if spot.what else self.sentence
            place = {"file": file, "line": spot.line, "cue": spot.cue}
            yield Finding(code=self.code, message=message, remedy=self.remedy, severity=self.severity, **place)


def sentences(text: str) -> tuple[str, ...]:
    """A text cut after full stops, question and exclamation marks; a point inside a number or name cuts nothing."""
    return tuple(match[0].strip() for match in SENTENCE.finditer(text))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def matches(patterns: Iterable[str], text: str) -> Iterator[re.Match[str]]:
    """Every match of any of the patterns, case ignored."""
    for pattern in patterns:
        yield from _compiled(pattern).finditer(text)
