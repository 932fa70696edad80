"""Episodes of The Carpentries, new and old."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.errors import LessonError
from broadcast.sources import reading
from tests.program.corpus import CORPUS
from tests.sources.outline import outline

EPISODE = """---
title: Eggs in Baskets
teaching: 10
exercises: 5
---

:::::: questions

- How many eggs?

::::::

:::: {.objectives}

- Count with `len`.
- Tell [lists](x.md) apart.

::::

A basket is a list --- it keeps its order.

![](fig/none.png){alt="a basket"}

```python
print(len([1, 2]))
```

```output
2
```

::: callout

## Why zero?

Computers count from nought.

:::

::: challenge

## Count them

```python
eggs = [1, 2, 3]
```

How long is the list?

- Two
- Three

:::: hint
Use your fingers.
::::

::::: solution

## Solution

It is three long.

:::::

:::

Baskets can grow.

::: instructor
Bring a basket.
:::

::: keypoints
- A list keeps its order
"""

OUTLINE = """# Eggs in Baskets
said: A basket is a list – it keeps its order.
python: print(len([1, 2]))
note: `2`
said: Why zero?
said: Computers count from nought.
# Count them
python: eggs = [1, 2, 3]
note: Use your fingers.
ask: How long is the list? Two Three → It is three long.
# Eggs in Baskets
said: Baskets can grow.
note: Bring a basket.
# Key points
ask: How many eggs? → A list keeps its order.
"""

JEKYLL = """---
title: "Loops"
teaching: 5
exercises: 0
questions:
- "What is a loop?"
objectives:
- "Say what a loop is."
keypoints:
- "A loop does things again."
---
A loop does things again.

~~~
for n in [1, 2]:
    print(n)
~~~
{: .language-python}

~~~
1
2
~~~
{: .output}

> ## Write one
>
> Write a loop that counts to nine.
>
> > ## Solution
> > ~~~
> > for n in range(1, 10):
> >     print(n)
> > ~~~
> > {: .language-python}
> {: .solution}
{: .challenge}

> ## By the way
> Loops are old.
{: .callout}

{% include links.md %}
"""

JEKYLL_OUTLINE = """# Loops
said: A loop does things again.
python: for n in [1, 2]: ⏎     print(n)
note: `1` `2`
# Write one
said: Write a loop that counts to nine.
note: Solution `for n in range(1, 10):` `print(n)`
said: By the way
said: Loops are old.
# Key points
ask: What is a loop? → A loop does things again.
"""


def _course(folder: Path, episode: str, where: str) -> Path:
    page = folder / where
    page.parent.mkdir(parents=True)
    page.write_text(episode, "utf-8")
    (folder / "config.yaml").write_text(
        "carpentry: dc\ntitle: Baskets\nlicense: 'CC-BY-NC 4.0'\nepisodes:\n- eggs.md\n- more.md\n"
    )
    return folder


def test_an_episode_of_sandpaper(tmp_path: Path) -> None:
    who, found = reading(_course(tmp_path, EPISODE, "episodes/eggs.md"))
    lesson = found.lessons[0]
    assert who.name == "carpentries" and outline(lesson) == OUTLINE
    assert (lesson.minutes, lesson.licence, lesson.credits) == (15, "CC BY-NC 4.0", "Data Carpentry: Baskets")
    assert [unit.text for unit in lesson.objectives] == ["Count with `len`.", "Tell lists apart."]
    assert sorted(one.what for one in found.left_out) == [
        "::: keypoints",
        "the episode more.md",
        "the picture episodes/fig/none.png",
    ]


def test_an_episode_of_the_older_template(tmp_path: Path) -> None:
    who, found = reading(_course(tmp_path, JEKYLL, "_episodes/eggs.md"))
    assert who.name == "carpentries" and outline(found.lessons[0]) == JEKYLL_OUTLINE


def test_several_episodes_are_lessons_of_one_course(tmp_path: Path) -> None:
    _course(tmp_path, EPISODE, "episodes/more.md")
    (tmp_path / "episodes" / "eggs.md").write_text(JEKYLL, "utf-8")
    found = reading(tmp_path)[1]
    assert [lesson.title.text for lesson in found.lessons] == ["Loops", "Eggs in Baskets"]
    assert [lesson.id for lesson in found.lessons] == [tmp_path.name, f"{tmp_path.name}-02"]


@settings(max_examples=40, deadline=None)
@given(rows=st.lists(st.sampled_from([":::", "::: challenge", ":::: solution", "> a", "> > b", "{: .challenge}", "{: .x}", "~~~", "```python", "# T", "- x", "?", "ÿ{%"]), max_size=14))  # fmt: skip
def test_any_damage_ends_in_a_lesson_or_one_error(tmp_path_factory: pytest.TempPathFactory, rows: list[str]) -> None:
    page = tmp_path_factory.getbasetemp() / "damaged.md"
    page.write_text("::: callout\nText here.\n:::\n" + "\n".join(rows), "utf-8")
    try:
        assert reading(page)[1].lessons
    except LessonError as error:
        assert error.what


@pytest.mark.skipif(not (CORPUS / "carpentries").is_dir(), reason="others' lessons are not here")
def test_a_real_episode() -> None:
    found = reading(CORPUS / "carpentries" / "05-loop")[1]
    lesson = found.lessons[0]
    assert len(lesson.programs) >= 12 and len(lesson.objectives) == 4 and lesson.licence == "CC BY 4.0"
    assert found.counts[0] > 150 and not [one for one in found.left_out if "episode" not in one.what]
