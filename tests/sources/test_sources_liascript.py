"""Courses of LiaScript: header, effects, narrator, quizzes of all kinds, surveys, macros, translations."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.errors import LessonError
from broadcast.sources import liascript, reading
from broadcast.sources.source import source
from tests.sources.outline import outline

COURSE = """<!--
author:   Ana
language: en
narrator: UK English Female
comment:  About owls,
          in two lines.
import:   https://example.org/a.md
translation: Español es.md

@bird: the @0 owl
@run
<script>@input</script>
@end
-->

# Owls

     --{{0}}--
An owl is a @bird(brown).

     {{1}}
It {2}{sleeps} by day[^1].

     --{{2 Deutsch Male}}--
Die Eule.

## Quiz

Which bird hoots?

    [[owl]]
    [[?]] It is awake at night.
****
The owl does.
****

### Empty

### Choices

Who has wings?

    [( )] A cat
    [(X)] An owl

Who has eyes?

    [[X]] A cat
    [[X]] An owl
    [[ ]] A stone

The [[owl]] sees [[(mice)|stars]].

Sort them.

    [[day] [night]]
    [ [ ]   [X]   ]  owl
    [ (X)   ( )   ]  hen

How was it?

    [(1)] good
    [(2)] bad

    [[___ ___]]

    [[!]]
<script>1</script>

## Code

``` python   owl.py
print(2)
```
@run

```` ascii
 .--.
````

!?[film](a.mp4) Look!
<!-- style="color: red" -->
<!-- --{{3}}--
Good night.
-->
$$ x^2 $$
"""
SPANISH = """<!--
author: Ana
language: es
narrator: Spanish Female
-->
# Búhos

Un búho.
"""


def test_a_course(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(COURSE, "utf-8")
    (tmp_path / "es.md").write_text(SPANISH, "utf-8")
    who, found = reading(tmp_path)
    (lesson,) = found.lessons
    assert who.name == "liascript" and found.languages == ("en", "es-419")
    assert (lesson.title.text, lesson.credits) == ("Owls", "Ana")
    assert (
        outline(lesson)
        == """# Owls
note: About owls, in two lines.
said: An owl is a the brown owl.
said: It sleeps by day.
# Quiz
ask: Which bird hoots? → owl
note: It is awake at night.
note: The owl does.
said: Choices
ask: Who has wings? A cat An owl → An owl.
ask: Who has eyes? A cat An owl A stone → A cat. An owl.
ask: The … sees … (mice / stars). → owl, mice
said: Sort them.
ask: owl — day / night? → night
ask: hen — day / night? → day
said: How was it?
steps: good / bad
# Code
python: print(2)
said: Look!
said: Good night.
"""
    )
    why = {one.why for one in found.left_out}
    assert why == {
        "what the page loads", "spoken in another language", "a heading without a text", "runs in a browser only",
        "a script decides what is right", "a drawing made of letters", "plays on a screen only", "a formula",
    }  # fmt: skip
    assert lesson.place(lesson.steps[1].line)[1] == COURSE.split("\n").index("## Quiz") + 1


def test_questions_without_words_are_told(tmp_path: Path) -> None:
    head = "<!--\nlanguage: en\nnarrator: x\n-->\n# Owl\n\nWrite `[[owl]]` or `[[?]]`.\n\n"
    (tmp_path / "a.md").write_text(f"{head}> By [[(owls)|cats]].\n\n![](a.png)\n\n    [[owl]]\n", "utf-8")
    _, found = reading(tmp_path / "a.md")
    assert (
        outline(found.lessons[0])
        == """# Owl
said: Write `[[owl]]` or `[[?]]`.
ask: By … (owls / cats). → owls
note: owl
"""
    )
    assert ("a question", "its question has no words") in [(one.what, one.why) for one in found.left_out]


def test_a_comment_alone_makes_no_course(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("<!-- author: Ana -->\n# Owl\n\nAn owl.\n", "utf-8")
    assert reading(tmp_path / "a.md")[0].name == "markdown"


@settings(max_examples=60)
@given(st.lists(st.sampled_from(["# a", "### b", "{{1}}", "--{{1}}--", "****", "[[x]]", "[[X]] y", "[( )] z", "[[?]] h", "[[a] [b]]", "[ [X] [ ] ] c", "[[!]]", "```", "<!--", "-->", "<script>", "</script>", "a [[b]] c", "$$", "@x(1)", "@x: @x"]) | st.text(max_size=15), max_size=14))  # fmt: skip
def test_any_text_ends_in_a_lesson_or_one_error(tmp_path_factory: pytest.TempPathFactory, rows: list[str]) -> None:
    file = tmp_path_factory.mktemp("l") / "a.md"
    file.write_text("\n".join(["<!--", "language: en", "narrator: US English Male", "-->", *rows]), "utf-8", errors="ignore")
    found = source(file)
    if liascript.recognises(found):
        with contextlib.suppress(LessonError):
            assert liascript.read(found).lessons
