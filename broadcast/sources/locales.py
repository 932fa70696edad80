"""The languages of a source: the names that folders and files give them, and whether a text is really in its language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from broadcast.language.model import tags
from broadcast.language.tags import complete, resolved
from broadcast.sources.transcript import Transcript

NAME = re.compile(r"[a-z]{2,3}(?:[-_](?:[A-Z][a-z]{3}|[A-Z]{2}|[a-z]{2}|[a-z]{4}|\d{3}))?")
OTHER = {
    "ua": "uk",
    "no": "nb",
    "cn": "zh-Hans",
    "tw": "zh-Hant",
    "jp": "ja",
    "kr": "ko",
    "cz": "cs",
    "gr": "el",
    "dk": "da",
    "se": "sv",
}
"""Countries' names in a language's place."""
LEAST = 0.2
"""Share of the rows that a language must have in words of its own."""


def is_locale(name: str) -> bool:
    """Can a folder of this name be a language's?"""
    return bool(NAME.fullmatch(name)) and (name in OTHER or complete(name.replace("_", "-")) is not None)


def tag_of(locale: str) -> str:
    """The tag of a locale as the source names it: our own where we have the language."""
    plain = OTHER.get(locale.casefold(), locale).strip().replace("_", "-")
    return resolved(plain, tags()) or plain


def translated(transcripts: Sequence[Transcript]) -> list[Transcript]:
    """The languages that are really there. One that mostly repeats the first one's words is left out, and told."""
    first, *others = transcripts
    known = {row for row, _ in first.rows if len(row.split()) > 2}
    kept = [first]
    for other in others:
        rows = [(row, place) for row, place in other.rows if len(row.split()) > 2 or not row.isascii()]
        own = sum(row not in known for row, _ in rows) / len(rows) if rows else 0.0
        if own >= LEAST and other.tag not in {each.tag for each in kept}:
            kept.append(other)
        else:
            file, line = rows[0][1] if rows else ("", 0)
            why = f"only {own:.0%} of its rows are translated" if own < LEAST else "another text of this language was read"
            first.left(f"the language {other.tag}", why, (file, line))
    return kept
