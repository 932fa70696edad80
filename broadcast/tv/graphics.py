"""`graphics.csv`: every picture and lower third in the order of air, for who loads and fires them.

number, timecode in, timecode out (the frame after its last, from the programme's start), template, words, box (empty: none).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from broadcast.episode.model import Episode
from broadcast.language.catalogue import Messages
from broadcast.script.spreadsheet import inert
from broadcast.timecode import Rate, timecode
from broadcast.tv.describe import alt
from broadcast.tv.storyboard import Picture, Storyboard, storyboard

COLUMNS = ("number", "in", "out", "template", "words", "box")
"""Data for machines: the same in every language."""
THIRD = "lower-third"


@dataclass(frozen=True, slots=True)
class Graphic:
    """On screen from frame `start` up to frame `end`."""

    start: int
    end: int
    template: str
    words: str
    box: int


def graphics(board: Storyboard) -> tuple[Graphic, ...]:
    """In the order in which they come; a picture before the lower third that comes with it."""
    return tuple(sorted([*_pictures(board), *_thirds(board)], key=lambda graphic: (graphic.start, graphic.template == THIRD)))


def graphics_csv(path: Path, episode: Episode, messages: Messages) -> None:
    """Write the list: UTF-8, lines end in LF."""
    board = storyboard(episode, messages)
    rate = Rate.parse(board.rate)
    text = io.StringIO()
    write = csv.writer(text, lineterminator="\n").writerow
    write(COLUMNS)
    for number, graphic in enumerate(graphics(board), 1):
        times = (timecode(frame, rate) for frame in (graphic.start, graphic.end))
        write([number, *times, graphic.template, inert(graphic.words), graphic.box or ""])
    path.write_text(text.getvalue(), "utf-8", newline="")


def _pictures(board: Storyboard) -> Iterator[Graphic]:
    for picture, group in groupby(board.states, key=lambda state: state.picture):
        states = list(group)
        yield Graphic(states[0].start, states[-1].end, picture.template, _words(picture), picture.box)


def _thirds(board: Storyboard) -> Iterator[Graphic]:
    """A lower third stays while its words do, whatever its countdown says."""
    for text, group in groupby(board.states, key=lambda state: state.band.text):
        states = list(group)
        if text:
            yield Graphic(states[0].start, states[-1].end, THIRD, text, 0)


def _words(picture: Picture) -> str:
    return " · ".join(" ".join(text.split()) for text in (picture.heading, *picture.lines, *map(alt, picture.figures)) if text)
