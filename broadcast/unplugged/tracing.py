"""What both kinds of trace share: the table as far as it is filled, and the shape of the dialogue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from broadcast.language.phrase import Phrase
from broadcast.unplugged import drawn
from broadcast.unplugged.figures import Figure, Table
from broadcast.unplugged.model import Shot, Turn, WaitKind
from broadcast.unplugged.rounds import Row
from broadcast.unplugged.stage import Stage

ALONE = 3
"""Rows in the middle that the class does in one go, where there are many."""
EACH = 4
"""Up to so many rows each is asked for by itself."""
A_ROW = 6
"""Seconds that a row takes by hand."""


@dataclass(frozen=True, slots=True)
class Told:
    """A trace, as table and as talk."""

    prompt: str
    header: tuple[str, ...]
    filled: tuple[tuple[str, ...], ...]
    """Every row with its answers; the first is printed on the sheet."""
    given: int
    """Columns that are printed in every row."""
    answers: tuple[dict[str, Any], ...]
    answer: str
    turns: tuple[Turn, ...]
    stage: Stage

    def table(self, upto: int) -> Table:
        return table(self.stage, self.header, self.filled, self.given, upto)


def table(stage: Stage, header: Sequence[str], filled: Sequence[tuple[str, ...]], given: int, upto: int) -> Table:
    """The table with its first row, and `upto` rows in all, filled in."""
    empty = len(header) - given
    rows = [row if at < max(upto, 1) else (*row[:given], *[""] * empty) for at, row in enumerate(filled)]
    return drawn.table(stage, header, rows)


def labelled(stage: Stage, filled: Sequence[tuple[str, ...]], rows: Sequence[Row]) -> tuple[tuple[str, ...], ...]:
    """Rows for the sheet, that name the line after which each is written: no line where that would say how a condition was decided.

    On the screen there is no room for it.
    """
    start = len(filled) - len(rows)
    named = [
        stage.text("trace.label-open", row=cells[0]) if row.decided else stage.text("trace.label", row=cells[0], line=row.line)
        for cells, row in zip(filled[start:], rows, strict=True)
    ]
    return (*filled[:start], *((name, *cells[1:]) for name, cells in zip(named, filled[start:], strict=True)))


def groups(rows: int) -> list[list[int]]:
    """Rows after the first, as they are asked for: one by one, or where there are many the middle ones in threes."""
    after = list(range(1, rows))
    if len(after) <= EACH - 1:
        return [[row] for row in after]
    middle = after[1:-1]
    return [after[:1], *(middle[at : at + ALONE] for at in range(0, len(middle), ALONE)), after[-1:]]


class Dialogue:
    """Turns of one trace, with their names counted and their pictures as far as the run has come."""

    def __init__(self, stage: Stage, box: int) -> None:
        self.stage, self.box = stage, box
        self.turns: list[Turn] = []
        self.counts: dict[str, int] = {}

    def name(self, what: str) -> str:
        self.counts[what] = self.counts.get(what, 0) + 1
        return f"trace.{what}-{self.counts[what]}"

    def say(self, what: str, phrase: Phrase, shot: Shot) -> None:
        self.turns.append(
            Turn(name=self.name(what), kind="say", phrase=phrase, box=self.box, shot=shot, line=self.stage.code.line)
        )

    def ask(self, phrase: Phrase, alone: Phrase | None, shot: Shot) -> None:
        self.turns.append(
            Turn(
                name=self.name("ask"), kind="ask", phrase=phrase, alone=alone, box=self.box, shot=shot, line=self.stage.code.line
            )
        )

    def wait(self, kind: WaitKind, note: str, shot: Shot, task: int = 0) -> None:
        self.turns.append(
            Turn(
                name=self.name("wait"),
                kind="wait",
                wait=kind,
                note=self.stage.text(f"trace.note.{note}"),
                task=task,
                box=self.box,
                shot=shot,
            )
        )

    def answer(self, phrase: Phrase, shot: Shot, *, last: bool = False) -> None:
        self.turns.append(
            Turn(
                name=self.name("answer"), kind="answer", role="presenter" if last else "second", phrase=phrase,
                label=self.stage.end if last else "", box=self.box, shot=shot,
            )
        )  # fmt: skip

    def shot(self, template: str, *figures: Figure, heading: str = "", lines: tuple[str, ...] = ()) -> Shot:
        return Shot(template=template, heading=heading, lines=lines, figures=figures, box=self.box)
