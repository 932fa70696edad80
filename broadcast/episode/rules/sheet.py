"""Rules about the worksheet: no answer stands on it, and most of the episode works without it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from broadcast.episode.model import Episode
from broadcast.episode.rules.finding import Spot, Subject
from broadcast.episode.rules.responses import without_sheet
from broadcast.language.counting import free
from broadcast.unplugged.figures import (
    Checklist,
    Choice,
    Crossword,
    Figure,
    Grid,
    Letters,
    Matching,
    Pixels,
    Strips,
    Table,
    Writing,
)
from broadcast.unplugged.model import Box, Item

SHARE = 60
"""Per cent of asks and acts that a class without a sheet can do."""


def answer_on_sheet(subject: Subject) -> Iterator[Spot]:
    """The sheet shows what the class is asked to find out."""
    if not subject.episode:
        return
    for box in subject.episode.boxes:
        for why in _filled(box):
            yield _spot(subject.episode, box, why)
    for item in subject.episode.items:
        for answer in _words(item):
            pattern = re.compile(free(answer), re.IGNORECASE)
            for box in subject.episode.boxes:
                if any(pattern.search(text) for text in _texts(box)):
                    yield _spot(subject.episode, box, f"box {box.number} says “{answer}”, the answer of box {item.box}")


def _filled(box: Box) -> Iterator[str]:
    """Figures of the sheet that are already answered, seen beside their twins on the key. Which program walked a way shows that way."""
    for figure, key in zip(box.figures, (*box.key, *(None,) * len(box.figures)), strict=False):
        if isinstance(figure, Writing | Strips | Matching | Choice) and figure.answer:
            yield f"box {box.number} is filled in"
        elif _solved(figure, key):
            yield f"box {box.number} shows the solution"
        elif isinstance(figure, Grid) and figure.path and isinstance(key, Grid) and not box.item.startswith("which."):
            yield f"box {box.number} shows the path"
        elif isinstance(figure, Table) and isinstance(key, Table) and box.item and figure.rows == key.rows:
            yield f"box {box.number} leaves nothing to write"


def _solved(figure: Figure, key: Figure | None) -> bool:
    """Is a puzzle of the sheet done already? A crossword may give some of its letters."""
    if isinstance(figure, Letters):
        return bool(figure.answer)
    if isinstance(figure, Pixels):
        return bool(figure.painted)
    if isinstance(figure, Checklist):
        return figure.ticked
    return isinstance(figure, Crossword) and isinstance(key, Crossword) and figure.letters == key.letters


def _words(item: Item) -> Iterator[str]:
    """Answers that can be looked for in a text: words of two letters or more, no bare numbers, not the square it starts on."""
    start = str((item.program.world or {}).get("start", "")) if item.program else ""
    if item.kind in ("predict", "blank", "act", "path"):
        for answer in item.answers:
            for text in _strings(answer):
                if len(text) > 1 and not text.isdigit() and text != start:
                    yield text


def _strings(answer: Any) -> Iterator[str]:
    if isinstance(answer, str):
        yield answer.strip()


def _texts(box: Box) -> Iterator[str]:
    """What a child reads in a box as words; programs, grids and things to choose from may hold any word."""
    yield box.prompt
    yield box.heading
    for figure in box.figures:
        yield from _figure_texts(figure)


def _figure_texts(figure: Figure) -> Iterator[str]:
    if isinstance(figure, Writing):
        yield figure.text
    elif isinstance(figure, Table):
        for row in figure.rows[1:]:
            yield from row


def _spot(episode: Episode, box: Box, why: str) -> Spot:
    cue = next((cue for cue in episode.cues if cue.kind == "ask" and cue.box == box.number), None)
    return Spot.at(cue, why) if cue else Spot(why)


def share(subject: Subject) -> Iterator[Spot]:
    if subject.episode:
        able, asked = without_sheet(subject.episode)
        if asked and 100 * able < SHARE * asked:
            yield Spot(f"{able} of {asked} questions and acts, less than {SHARE} %")


def box_order(subject: Subject) -> Iterator[Spot]:
    """Boxes are met in the order of their numbers."""
    if not subject.episode:
        return
    known = {box.number for box in subject.episode.boxes}
    highest = 0
    for cue in subject.episode.cues:
        if cue.box and cue.box not in known:
            yield Spot.at(cue, f"there is no box {cue.box}")
        elif cue.box > highest + 1 and highest + 1 in known:
            yield Spot.at(cue, f"box {cue.box} comes before box {highest + 1}")
        highest = max(highest, cue.box)
