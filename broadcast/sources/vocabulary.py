"""Words of a lesson that its own text defines, and where each word is first used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from broadcast.lesson.model import Doing, Note, Question, Said, Step, Steps, Term, Unit
from broadcast.lesson.units import units
from broadcast.sources.front import Line

DASH = re.compile(
    r"^(?:an?|the|el|la|los|las|una?)?\s*(?P<word>[^–—:.!?]{2,30}?)\s*(?:\s[–—-]\s|:\s|\s[–—]|[–—]\s)\s*(?P<meaning>\S.*)$",
    re.IGNORECASE,
)
IS = re.compile(
    r"^(?:an?|the)\s+(?P<word>[^.!?]{2,30}?)\s+(?:is|are|means)\s+(?P<meaning>(?:an?|the|when|how|what|something|steps?|things?|lists?|words?)\b.*)$",
    re.IGNORECASE,
)
MOST_TERMS, MOST_WORDS = 6, 14


def defined(bold: Iterable[tuple[str, str, int]]) -> Iterator[tuple[Line, Line]]:
    """(word, meaning) where a sentence begins with a bold word and says what it is: (bold, sentence, line)."""
    seen: set[str] = set()
    for word, sentence, line in bold:
        match = DASH.match(sentence) or IS.match(sentence)
        if not match or match["word"].strip().casefold() != word.casefold().rstrip(":"):
            continue
        meaning = match["meaning"].rstrip(". ")
        if len(meaning.split()) > MOST_WORDS or "`" in word or word.casefold() in seen or len(seen) == MOST_TERMS:
            continue
        seen.add(word.casefold())
        yield (
            Line(match["word"].strip().lower() if word.istitle() else match["word"].strip(), line),
            Line(meaning[:1].lower() + meaning[1:] if meaning[1:2].islower() else meaning, line),
        )


def first_uses(terms: tuple[Term, ...], steps: tuple[Step, ...]) -> Iterator[tuple[Term, str]]:
    """Each term with the id of the first sentence that uses it, or an empty one. Notes for the teacher do not count."""
    texts = [
        unit
        for step in steps
        for block in step.blocks
        if isinstance(block, Said | Steps | Question | Doing) and not isinstance(block, Note)
        for unit in units(block)
    ]
    for term in terms:
        yield term, next((unit.id for unit in texts if uses(unit, term.word.text)), "")


def uses(unit: Unit, word: str) -> bool:
    """Is the word in the sentence, alone or with a plural's ending?"""
    return bool(re.search(rf"(?<!\w){re.escape(word)}(?:s|es)?(?!\w)", unit.text, re.IGNORECASE)) or (
        not word.isascii() and word in unit.text
    )
