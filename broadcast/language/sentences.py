"""A paragraph cut into sentences, in any language."""

from __future__ import annotations

import re

from icu4py.breakers import SentenceBreaker

from broadcast.language.model import every, load

ELLIPSIS = re.compile(r"(?<=…)\s+(?=[^\W\d_a-zà-ÿ]|[¿¡])")
"""ICU takes the one-letter ellipsis for the middle of a sentence; before a capital it ends one."""
CODE = re.compile(r"`[^`]*`")
OPENING = ("“", "「", "『", "（", "《")
"""Signs that open what follows; where no blank stands before them, ICU leaves the first with the sentence before."""
FINAL = {"etc.", "a.m.", "p.m."}
"""Abbreviations that may as well end a sentence: what follows them decides."""


def sentences(text: str, tag: str) -> tuple[str, ...]:
    """The sentences of a paragraph, without the space between them.

    ICU finds the ends; joined again are abbreviations (`Dr.`), what goes on with a small letter
    (“Go!” she said) and pieces without a letter or digit. Code in back-ticks is never cut.
    """
    masked = CODE.sub(lambda match: "X" + "x" * (len(match[0]) - 1), text)
    short = _abbreviations(tag)
    found: list[str] = []
    at = 0
    # icu4py counts in code points; its pieces together are the text.
    for piece in SentenceBreaker(masked, tag):
        raw = text[at : at + len(piece)]
        at += len(piece)
        if found and found[-1].endswith(OPENING):
            raw, piece, found[-1] = found[-1][-1] + raw, found[-1][-1] + piece, found[-1][:-1]
        if found and _goes_on(found[-1], piece, short):
            found[-1] += raw
        else:
            found.append(raw)
    parts = (part.strip() for raw in found for part in ELLIPSIS.split(raw))
    return tuple(part for part in parts if part)


def _goes_on(before: str, piece: str, short: frozenset[str]) -> bool:
    if not any(letter.isalnum() for letter in before) or not any(letter.isalnum() for letter in piece):
        return True
    last = before.rstrip().rsplit(None, 1)[-1].lstrip("(¿¡\"'“‘«").lower()
    first = next((letter for letter in piece if letter.isalnum()), "")
    if first.islower() and not before.rstrip().endswith((":", ";")):
        return True
    return last in short and last not in FINAL


def _abbreviations(tag: str) -> frozenset[str]:
    known = load(tag).abbreviations if tag in every() else {}
    return frozenset(key.lower() for key in known if key.endswith("."))
