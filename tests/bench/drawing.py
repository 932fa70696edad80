"""A worksheet of two pages, drawn in every language.

    python tests/bench/drawing.py

`drawn` is from the plan (which box stands where, how large) to the bytes of the PDF: words broken and placed, figures, fonts cut to their
letters, tags. `whole` is all of `paper.worksheet`, from the episode to the file: the search for the largest scale at which the boxes
take the fewest pages, and several drawings with a picture of each page until the ink is little enough; how many times it was drawn stands in `tries`.
The process is warm: it has drawn sheets of the language before, but none of these: every sheet has its sentences in another
order and its numbers changed. The clock is the processor's, since other work may share it; the middle one of seven sheets counts.
Prints milliseconds a language and last `ratio: N.N`: 50 over the slowest `drawn` (higher is better); `whole` has a ratio of its own before it.
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from broadcast import paper
from broadcast.episode.model import Episode
from broadcast.language.catalogue import Messages, messages
from broadcast.language.model import load, tags
from broadcast.language.sentences import sentences
from broadcast.paper import sheet as sheets
from broadcast.unplugged.figures import Choice, Grid, Line, Listing, Pose, Table, Writing
from broadcast.unplugged.model import Box
from tests.drawing.samples import SAMPLES
from tests.sample import exemplar

GOAL = 50.0
SHEETS = 7


def words(tag: str) -> Messages:
    """The messages of a language; those of a language without a file are English, set as its script is."""
    if tag in tags():
        return messages(tag)
    return replace(messages("en"), language=load("en").model_copy(update={"tag": tag}))


def sheet(tag: str, number: int) -> Episode:
    """Ten boxes, the sentences of the language's paragraph turned by `number`."""
    lines = sentences(SAMPLES[tag].replace("`", ""), tag)

    def say(at: int) -> str:
        return f"{lines[(at + number) % len(lines)]} ({number + at})"

    def box(at: int) -> Box:
        short = say(at)[:14].strip()
        program = tuple(Line(text=f"forward {(at + step + number) % 9}", number=step + 1, indent=step % 2) for step in range(5))
        figures = [
            (Grid(columns=5, rows=5, robot=Pose(square="A1", looks="up"), alt=say(at)),),
            (Listing(lines=program, alt=say(at)), Writing(text=f"{short} ____.", alt=say(at))),
            (Table(header=(short, say(at + 1)[:9], "A1"), rows=(("1", "", ""), ("2", "", ""), ("3", "", "")), alt=say(at)),),
            (Writing(text=f"{say(at + 2)} ____", lines=2, alt=say(at)),),
            (Choice(options=tuple((letter, say(at + n)) for n, letter in enumerate("ABC")), alt=say(at)),),
        ][at % 5]
        return Box(number=at + 1, heading=short, prompt=f"{say(at)} {say(at + 1)}", figures=figures)

    boxes = tuple(box(at) for at in range(10))
    return exemplar().model_copy(update={"language": tag, "title": say(0)[:20].strip(), "boxes": boxes})


def timed(path: Path, episode: Episode, told: Messages) -> tuple[float, float, int, int]:
    """Milliseconds of the processor for the whole and for its first drawing; drawings, pages."""
    each: list[float] = []
    draw = sheets._drawn

    def watched(*given: Any) -> bytes:
        begin = time.process_time()
        data = draw(*given)
        each.append((time.process_time() - begin) * 1000)
        return data

    sheets._drawn = watched
    begin = time.process_time()
    made = paper.worksheet(path, episode, told)
    whole = (time.process_time() - begin) * 1000
    sheets._drawn = draw
    return whole, each[0], len(each), made.pages


def main() -> None:
    worst = [0.0, 0.0]
    print(f"{'language':10}{'drawn ms':>9}{'whole ms':>9}{'tries':>7}{'pages':>7}{'bytes':>9}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sheet.pdf"
        for tag in SAMPLES:
            told = words(tag)
            for number in (90, 91):
                timed(path, sheet(tag, number), told)
            times = [timed(path, sheet(tag, number), told) for number in range(SHEETS)]
            whole, once, tries, pages = (median(column) for column in zip(*times, strict=True))
            worst = [max(worst[0], once), max(worst[1], whole)]
            print(f"{tag:10}{once:9.1f}{whole:9.1f}{tries:7.0f}{pages:7.0f}{path.stat().st_size:9}")
    print(f"whole: {GOAL / worst[1]:.2f}")
    print(f"ratio: {GOAL / worst[0]:.1f}")


if __name__ == "__main__":
    main()
