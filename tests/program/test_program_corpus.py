"""Python of lessons that others wrote: nine of ten programs are read, and all that come to their end are proven by both engines."""

from __future__ import annotations

import pytest

from tests.program import corpus_blocks
from tests.program.corpus import CORPUS, ROWS, Row, measured, table

LEAST = {"Django Girls, seven languages": 0.95, "Carpentries": 1.0, "Exercism": 0.7, "Jupyter": 1.0}
LEAST |= dict.fromkeys(corpus_blocks.SOURCES, 1.0)
"""The share of a row's programs that is read. Exercism's lesson shows patterns (`while expression:`) and a loop with else."""


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real lessons is not here")
@pytest.mark.parametrize("name", [name for name in LEAST if name in ROWS])
def test_programs_of_real_lessons(name: str) -> None:
    row = measured(name)
    assert row.programs >= (1 if name in corpus_blocks.SOURCES else 10) and row.read + sum(row.refused.values()) == row.programs
    assert row.read >= LEAST[name] * row.programs, row.refused
    assert row.said == row.read
    dice = sum(count for why, count in row.stopped.items() if "by chance" in why)
    assert row.proven + dice == row.ended, row.stopped  # nothing that comes to its end is seen differently by the two
    assert row.proven + sum(row.stopped.values()) == row.read
    assert all(row.places[why] for why in (*row.none, *row.refused, *row.stopped))


def test_the_table_has_a_line_for_each_row() -> None:
    row = Row("Cats", pieces=4, read=2, ended=1, proven=1, said=2)
    row.none["gaps to fill in"] += 1
    head, line = table([row]).splitlines()
    assert [head[line.index(cell) :].split("  ")[0] for cell in ("Cats", "3", "2 (67%)", "1 (50%)")] == [
        "",
        "programs",
        "read",
        "ended",
    ]
