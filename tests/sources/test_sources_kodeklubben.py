"""Exercises of Kodeklubben."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.errors import LessonError
from broadcast.sources import reading
from tests.program.corpus import CORPUS
from tests.sources.outline import outline

ENGLISH = """---
title: Flying Egg
author: Ana
language: en
---

# Introduction {.intro}

An egg wants to fly.

![image](egg.png)

# Step 1: Wings {.activity}

## Activity Checklist {.check}

- [ ] Think of the `forever`{.blockcontrol} block.

  ```blocks
  when green flag clicked
  forever
    move (10) steps
  end
  ```

- [ ] Draw two wings.

## Test your project {.flag}

Click the green flag.

### Why wings? {.protip}

Wings push air down.

##

The egg is ready.

## Try this {.try}

Can it land?

## Save {.save}

Save it.
"""
BOKMAAL = (
    ENGLISH.replace("Flying Egg", "Flygende egg")
    .replace("language: en", "language: nb")
    .replace("An egg wants to fly.", "Et egg vil fly.")
)
BOKMAAL = (
    BOKMAAL.replace("Think of the", "Tenk på")
    .replace("Draw two wings.", "Tegn to vinger.")
    .replace("The egg is ready.", "Egget er klart nå.")
)

OUTLINE = """# Introduction
said: An egg wants to fly.
# Wings
steps: Think of the “forever” block.
scratchblocks: when green flag clicked ⏎ forever ⏎   move (10) steps ⏎ end
steps: Draw two wings.
screen: Test your project. Click the green flag.
note: Why wings? Wings push air down.
said: The egg is ready.
said: Try this
said: Can it land?
screen: Save. Save it.
# Teachers' page
note: Learning goals The pupils can fly. Time: double lesson Grade: 2 to 4.
"""


def _exercise(folder: Path) -> Path:
    where = folder / "src" / "scratch" / "egg"
    where.mkdir(parents=True)
    (where / "egg.md").write_text(BOKMAAL, "utf-8")
    (where / "egg_en.md").write_text(ENGLISH, "utf-8")
    (where / "egg_nn.md").write_text(ENGLISH.replace("language: en", "language: nn"), "utf-8")
    (where / "lesson.yml").write_text("level: 1\nlicense: CC BY-NC-SA 4.0\ntags:\n  grade: [primary, junior]\n", "utf-8")
    teachers = "---\ntitle: Teachers' page\n---\n## Learning goals {.challenge}\n- [ ] The pupils can fly.\n\n## \n__Time__: double lesson\n\n__Grade__: 2 to 4.\n"
    (where / "README_en.md").write_text(teachers, "utf-8")
    return folder


def test_an_exercise_in_its_languages(tmp_path: Path) -> None:
    who, found = reading(_exercise(tmp_path))
    lesson = found.lessons[0]
    assert who.name == "kodeklubben" and outline(lesson) == OUTLINE
    assert (lesson.id, lesson.title.text, lesson.ages, lesson.minutes) == ("egg", "Flying Egg", (7, 9), 90)
    assert (lesson.licence, lesson.credits) == ("CC BY-NC-SA 4.0", "Kodeklubben: Ana")
    assert [unit.text for unit in lesson.objectives] == ["The pupils can fly."]
    assert found.languages == ("en", "nb")
    (nb,) = lesson.versions
    assert nb.programs[0].id == lesson.programs[0].id and nb.ages == (6, 16)
    told = {one.what: one.why for one in found.left_out}
    assert told["the language nn"].endswith("of its rows are translated") and "Activity Checklist" in told


@settings(max_examples=40, deadline=None)
@given(rows=st.lists(st.sampled_from(["# {.activity}", "## {.check}", "#", "- [ ] x `y`{.blockx}", "```blocks", "```", "  a", "![Bilde](x)", "## T {.flag}", ":::", "> q"]), max_size=14))  # fmt: skip
def test_any_damage_ends_in_a_lesson_or_one_error(tmp_path_factory: pytest.TempPathFactory, rows: list[str]) -> None:
    page = tmp_path_factory.getbasetemp() / "kodeklubben.md"
    page.write_text("# Start {.intro}\n" + "\n".join(rows), "utf-8")
    try:
        assert reading(page)[1].lessons
    except LessonError as error:
        assert error.what


@pytest.mark.skipif(not (CORPUS / "kodeklubben").is_dir(), reason="others' lessons are not here")
def test_a_real_exercise() -> None:
    found = reading(CORPUS / "kodeklubben" / "interaktiv-robotfabrikk")[1]
    assert found.languages == ("nb",) and len(found.lessons[0].steps) >= 4
    assert found.lessons[0].licence == "CC BY-SA 4.0" and found.counts[0] > 60
