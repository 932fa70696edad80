"""Tutorials of MakeCode in three generations of headings, and skill maps."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.errors import LessonError
from broadcast.sources import makecode, reading
from broadcast.sources.source import source
from tests.sources.outline import outline

NEW = """# Owl lights

### @explicitHints true

## {An owl blinks @unplugged}

See an [__*owl*__](#owl "a bird of the night") in :sparkles: lights!

![An owl](/static/owl.gif)

## {Step 1}

- :lightbulb: Open the ``||basic:Basic||`` category in the toolbox.
- Place a ``||basic(noclick):show number||`` block into ``||basic:forever||`` on your @boardname@.

```blocks
// @highlight
basic.showNumber(5)
```

Five is the number of owls.

#### ~ tutorialhint

Look for the number.

```blocks
basic.showNumber(6)
```

~hint Why?

- It hoots.

hint~

## {Finale @showdialog}

`|Download|` it.

```ghost
basic.pause(100)
```
```template
//
```
"""
OLD = """# Owl

## Hoot @fullscreen

Hello ``||basic:owl||``.

### Step 1 @unplugged

One owl.

```block
basic.showNumber(1)
```

A hint follows it.

```python
basic.show_number(1)
```

### ~ reminder

#### Careful

Do not shout.

### ~
"""
ACTIVITIES = """### @activities true

# Owls

## Nest

### Step 1

Build ``||basic:a nest||``.

```diffblocks
basic.showNumber(1)
-----------
basic.showNumber(2)
```

## Eggs

### Step 1

Count.
"""
MAP = """# owl-map

* name: Owls and nests
* description: Follow the owl.
* bannerUrl: /static/owl.png

## first-path

* name: The wood
* description: Trees all around.

### wood-1

* name: Find a tree
* description: It has a hole.
* type: tutorial
* url: github:owls/wood/tutorials/nest

### wood-end

* name: Done
* kind: completion
* type: certificate
"""


def told(tmp_path: Path, text: str) -> str:
    file = tmp_path / "owl.md"
    file.write_text(text, "utf-8")
    who, found = reading(file)
    assert who.name == "makecode"
    return outline(found.lessons[0])


def test_the_newest_way_to_write_steps(tmp_path: Path) -> None:
    assert (
        told(tmp_path, NEW)
        == """# An owl blinks
said: See an owl in lights!
# Step 1
screen: Open the `Basic` category in the toolbox.
steps: Put `show number` into `forever` on your micro:bit.
makecode: basic.showNumber(5)
said: Five is the number of owls.
note: Look for the number.
makecode: basic.showNumber(6)
note: Why?
note: It hoots.
# Finale
screen: Download it.
"""
    )
    lesson = reading(tmp_path / "owl.md")[1].lessons[0]
    assert [(term.word.text, term.meaning.text) for term in lesson.vocabulary] == [("owl", "a bird of the night")]


def test_older_ways(tmp_path: Path) -> None:
    assert (
        told(tmp_path, OLD)
        == """# Hoot
said: Hello `owl`.
said: Step 1
said: One owl.
makecode: basic.showNumber(1)
note: A hint follows it.
makecode-python: basic.show_number(1)
note: Careful
note: Do not shout.
"""
    )
    assert told(tmp_path, OLD.replace("## Hoot @fullscreen\n", "")).startswith(
        "# Owl\nsaid: Hello `owl`.\n# Step 1\nsaid: One owl."
    )
    assert (
        told(tmp_path, ACTIVITIES)
        == """# Nest
# Step 1
said: Build `a nest`.
makecode: basic.showNumber(2)
# Eggs
# Step 1
said: Count.
"""
    )


def test_a_skill_map_says_the_order(tmp_path: Path) -> None:
    (tmp_path / "map.md").write_text(MAP, "utf-8")
    (tmp_path / "tutorials").mkdir()
    (tmp_path / "tutorials" / "nest.md").write_text(ACTIVITIES, "utf-8")
    (tmp_path / "tutorials" / "attic.md").write_text(NEW, "utf-8")
    who, found = reading(tmp_path)
    assert who.name == "makecode" and [lesson.id for lesson in found.lessons] == ["map", "nest", "attic"]
    assert (
        outline(found.lessons[0])
        == """# Owls and nests
said: Follow the owl.
# The wood
said: Trees all around.
steps: Find a tree: It has a hole.
"""
    )
    assert {one.why for one in found.left_out} >= {"a picture by its address", "the map's own end, not a lesson"}


def test_what_real_pages_have(tmp_path: Path) -> None:
    text = """# Ship

## Start @unplugged

![A ship](/static/a.gif)

Draw ``||sprites:a ship||``.
<hr/>
>> *Tip: It flies.*

## Draw

** Begin **

- Drag a ``||sprites:set ship||`` block from the ``||sprites:Sprites||`` category and into the ``||loops:on start||`` container.

```blocks
let ship = img`
    . 1 .
    1 1 1
    `
```

#### ~ tutorialhint
```
**Look up!**
```
"""
    assert (
        told(tmp_path, text)
        == """# Start
said: Draw `a ship`.
note: Tip: It flies.
# Draw
said: Begin
steps: Put `set ship` into `on start`.
makecode: let ship = img`. . .`
note: Look up!
"""
    )


def test_our_own_lessons_are_none_of_these(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Owl\n\n## One\n\nAn owl {x}.\n\n```blocks\nrepeat 2:\n    forward\n```\n", "utf-8")
    assert reading(tmp_path / "a.md")[0].name == "markdown"


@settings(max_examples=40)
@given(st.lists(st.sampled_from(["# a", "## {b}", "### ~ hint", "~hint x", "hint~", "```blocks", "```", "||a:b||", "![x](y)", "* name: z", "### @activities 1", "* type: tutorial"]) | st.text(max_size=20), max_size=12))  # fmt: skip
def test_any_text_ends_in_a_lesson_or_one_error(tmp_path_factory: pytest.TempPathFactory, rows: list[str]) -> None:
    file = tmp_path_factory.mktemp("m") / "a.md"
    file.write_text("\n".join(["||basic:x||", *rows]), "utf-8", errors="ignore")
    found = source(file)
    if makecode.recognises(found):
        with contextlib.suppress(LessonError):
            assert makecode.read(found).lessons
