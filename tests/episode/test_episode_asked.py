"""What an author asks for by name is on the sheet: without a program, and in another form than the format's own."""

from __future__ import annotations

from pathlib import Path

from broadcast.episode import planning
from broadcast.episode.format import load
from broadcast.episode.model import Episode
from broadcast.episode.station import Station
from broadcast.language.catalogue import messages
from broadcast.sources import read
from broadcast.unplugged.prove import prove

HEAD = """---
title: Zero and one
language: en
ages: 8-11
minutes: 15
vocabulary:
  binary: counting with only zero and one
  pixel: one tiny dot of a picture
  screen: it shows what a machine wants to show
  robot: a machine that follows steps
---

## Zero and one

A machine has no fingers. It counts with zero and one.
"""
WORDS = """
::: activity cards what=pixels
:::

::: activity wordsearch
:::

::: activity crossword
:::
"""
PROGRAM = """
```robot grid=5x5 start=A1 facing=5 goal=C1 walls=B1 main
repeat 3:
    forward 2
    right
```

::: activity act what=loop
:::

::: activity path form=maze
:::
"""


def planned(tmp_path: Path, text: str) -> Episode:
    (tmp_path / "lesson.md").write_text(HEAD + text, "utf-8")
    return planning.plan(read(tmp_path), load("simulcast-15"), messages("en"), Station())


def test_words_need_no_program(tmp_path: Path) -> None:
    episode = planned(tmp_path, WORDS)
    assert [item.kind for item in episode.items] == ["cards", "wordsearch", "crossword", "match"]
    assert [box.number for box in episode.boxes] == [1, 2, 3, 4]
    for item in episode.items:
        prove(item)


def test_words_stand_beside_a_program_that_comes_later(tmp_path: Path) -> None:
    kinds = [item.kind for item in planned(tmp_path, WORDS + PROGRAM).items]
    assert {"cards", "wordsearch", "crossword"} <= set(kinds) and len(set(kinds)) == len(kinds) - 1
    assert kinds.count("act") == 2, "the format's own, and the loop that is asked for"


def test_another_form_of_what_the_format_has_is_made_too(tmp_path: Path) -> None:
    episode = planned(tmp_path, PROGRAM)
    assert any(item.kind == "path" and item.program and not item.program.source for item in episode.items)
    said = [part.text for cue in episode.cues for part in cue.parts]
    assert any(text.startswith("2 times:") for text in said)
