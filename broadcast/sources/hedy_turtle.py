"""Hedy's drawings as blocks: a program that only goes forward and turns, in the words of its language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from broadcast.language.model import Language, every, load

FORWARD = re.compile(r"\{forward\}\s*(?P<steps>-?\d{1,4})?")
TURN = re.compile(r"\{turn\}\s*(?:\{(?P<side>left|right)\}|(?P<angle>-?\d{1,3}))?")
USUAL = 50
"""Steps of a `forward` that names none."""


def turtle(rows: Sequence[str], tag: str) -> str:
    """The program as blocks; empty where it does anything else, or has a gap."""
    language = load(tag if tag in every() else "en")
    made: list[str] = []
    for row in filter(None, (row.strip() for row in rows)):
        if match := FORWARD.fullmatch(row):
            steps = int(match["steps"] or USUAL)
            made.append(_said(language.robot["forward" if steps >= 0 else "back"], "steps", abs(steps)))
        elif match := TURN.fullmatch(row):
            made.append(_turn(match, language))
        else:
            return ""
    return "\n".join(made)


def _turn(match: re.Match[str], language: Language) -> str:
    angle = int(match["angle"] or 90)
    left = match["side"] == "left" or angle < 0
    return _said(language.blocks["turn_left" if left else "turn_right"], "angle", abs(angle))


def _said(spellings: Sequence[str], slot: str, value: int) -> str:
    return next(one for one in spellings if "{" in one).replace(f"{{{slot}}}", str(value))
