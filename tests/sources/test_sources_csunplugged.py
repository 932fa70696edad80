"""Lessons of CS Unplugged, and its activities at home."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.errors import LessonError
from broadcast.sources import reading
from tests.program.corpus import CORPUS
from tests.sources.outline import outline

TREE = {
    "LICENCE-CONTENT": "Attribution-NonCommercial-ShareAlike 4.0 International\n",
    "content/structure/bits/bits.yaml": "age-groups:\n  5-7:\n    eggs:\n      number: 2\n",
    "content/structure/bits/lessons/lessons.yaml": "eggs:\n  duration: 40\n  learning-outcomes: [count-eggs, lost]\n  classroom-resources: [eggs]\n  generated-resources: [egg-cards]\n  programming-challenges: [say-egg, gone]\n",
    "content/en/learning-outcomes.yaml": "count-eggs:\n  text: Count eggs.\n",
    "content/en/classroom-resources.yaml": "eggs:\n  description: Eggs\n",
    "content/en/glossary/bit.md": "# Bit\n\nA nought or a one. Computers have many.\n",
    "content/en/bits/bits.md": "# Bits\n\nAll about bits.\n",
    "content/en/bits/lessons/eggs-resource-descriptions.yaml": "egg-cards:\n  description: One set.\n",
    "content/en/bits/lessons/eggs-ct-links.md": '{panel type="ct-logic"}\n\n# Logic\n\nThey think.\n\n{panel end}\n',
    "content/en/bits/lessons/eggs.md": """# Eggs in bits

## Start

{panel type="video"}

# See it

{video url="https://x.org/1"}

{panel end}

1.  Hold up a {glossary-link term="bit"}bit{glossary-link end}.
    How many eggs? (Two) Count them.

    {image file-path="img/none.png" alt="An egg"}

    {panel type="teaching"}

    # Teaching observations

    They say three.

    {panel end}

2.  Go on:

    a.  Take one.

{boxed-text}

Eggs are old.

{boxed-text end}

- What else is round?

    - (The sun)

{iframe link="https://x.org"}See it{iframe end}

See [more]('topics:lesson' 'bits').
""",
    "content/en/bits/programming-challenges/say-egg/say-egg.md": "# Say egg\n\n## Requirement:\n\nPrint egg.\n",
    "content/en/bits/programming-challenges/say-egg/python-hints.md": "Use print.\n",
    "content/en/bits/programming-challenges/say-egg/python-solution.md": '```python\nprint("egg")\n```\n',
    "content/zh_Hans/bits/lessons/eggs.md": "# 鸡蛋\n\n## 开始\n\n1. 有多少个鸡蛋？（两个）\n\n｛panel type=“teaching”｝\n\n# 观察\n\n他们说三个。\n\n｛panel end｝\n",
    "content/xx_LR/bits/lessons/eggs.md": "# crwdns1\n\n## crwdns2\n\ncrwdns3\n",
}
OUTLINE = """# Eggs in bits
note: Bits All about bits.
# Start
said: Hold up a bit.
ask: How many eggs? → Two.
said: Count them.
note: Teaching observations They say three.
said: Go on:
steps: Take one.
said: Eggs are old.
ask: What else is round? → The sun.
said: See more.
note: Logic They think.
# Say egg
said: Requirement
said: Print egg.
note: Use print.
note: `print("egg")`
"""
HOME = {
    "content/structure/activities.yaml": "activities:\n  bots:\n    order-number: 3\n",
    "content/en/bots/introduction.md": "# Bots\n\n## What you need\n\n- 2 people\n- Paper. It may be:\n    - white\n\n## Skills\n\n- Walking\n",
    "content/en/bots/activity-steps.yaml": "# Step 1\n-   image: img/none.jpg\n    presenter_says: I am a <em>bot</em>.\n    presenter_commentary: Be stiff.\n    image_description: A child stands.\n# Step 2\n-   presenter_says: (Once it works) Well done [or so].\n    surprise: 1\n",
    "content/en/bots/challenges.yaml": '1:\n  question: How many turns? Type your answer into the box.\n  answer: "4"\n',
    "content/en/bots/inside-the-computer.md": "Bots do as they are told.\n",
    "content/en/bots/more-information.md": "- [Here](https://x.org) is more.\n",
}
HOME_OUTLINE = """# Bots
note: Paper. It may be: white Skills Walking
# Step 1
said: I am a bot.
note: Be stiff.
# Step 2
said: Well done.
note: Once it works. Or so.
ask: How many turns? → 4
# Inside the computer
said: Bots do as they are told.
note: Here is more.
"""


def grown(folder: Path, tree: dict[str, str]) -> Path:
    for name, text in tree.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def test_a_lesson_with_its_structure(tmp_path: Path) -> None:
    who, found = reading(grown(tmp_path, TREE))
    (lesson,) = found.lessons
    assert who.name == "cs-unplugged" and outline(lesson) == OUTLINE
    assert (lesson.ages, lesson.minutes, lesson.number, lesson.audience) == ((5, 7), 40, 2, "facilitators")
    assert lesson.licence == "CC BY-NC-SA 4.0" and "Canterbury" in lesson.credits
    assert [unit.text for unit in (*lesson.objectives, *lesson.materials)] == ["Count eggs.", "Eggs", "Egg cards: one set."]
    assert [(term.word.text, term.meaning.text) for term in lesson.vocabulary] == [("Bit", "A nought or a one")]
    assert found.languages == ("en", "zh-Hans")
    assert outline(lesson.versions[0]) == "# 开始\nask: 有多少个鸡蛋？ → 两个。\nnote: 观察 他们说三个。\n"
    told = {one.what for one in found.left_out}
    assert {"the programming challenge gone", 'video url="https://x.org/1"', "the picture img/none.png"} <= {
        one.strip("{}") for one in told
    }


def test_an_activity_at_home(tmp_path: Path) -> None:
    who, found = reading(grown(tmp_path, HOME))
    (lesson,) = found.lessons
    assert who.name == "cs-unplugged-at-home" and outline(lesson) == HOME_OUTLINE
    assert (lesson.id, lesson.title.text, lesson.number) == ("bots", "Bots", 3)
    assert [unit.text for unit in lesson.materials] == ["2 people", "Paper"]
    assert {"surprise: 1", "Type your answer into the box."} <= {one.what for one in found.left_out}


@settings(max_examples=40, deadline=None)
@given(rows=st.lists(st.sampled_from(["{panel type=\"x\"}", "{panel end}", "{image file-path=\"", "    {image file-path=\"a\" alt=\"b\"}", "{iframe link=\"x\"}", "a. b? (c)", "1. x", "# T", "```", "({}", "?（", "{glossary-link term=\"a\"}"]), max_size=14))  # fmt: skip
def test_any_damage_ends_in_a_lesson_or_one_error(tmp_path_factory: pytest.TempPathFactory, rows: list[str]) -> None:
    page = tmp_path_factory.getbasetemp() / "unplugged.md"
    page.write_text('{panel type="general"}\n\nText.\n\n{panel end}\n\n' + "\n\n".join(rows), "utf-8")
    try:
        assert reading(page)[1].lessons
    except LessonError as error:
        assert error.what


@pytest.mark.skipif(not (CORPUS / "cs-unplugged").is_dir(), reason="others' lessons are not here")
def test_real_lessons() -> None:
    found = reading(CORPUS / "cs-unplugged" / "how-binary-digits-work")[1]
    assert [lesson.ages for lesson in found.lessons] == [(5, 7), (8, 10)]
    assert set(found.languages) == {"en", "de", "fr", "es-419", "zh-Hans"} and found.lessons[1].licence == "CC BY-SA 4.0"
    home = reading(CORPUS / "cs-unplugged-at-home" / "kidbots")[1].lessons[0]
    assert len(home.steps) == 11 and home.licence == "MIT"
