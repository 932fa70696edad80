"""What the reader makes of a text: the project's own format and ordinary Markdown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from broadcast import sources
from broadcast.errors import LessonError, ProgramError
from broadcast.lesson.model import Code, Doing, Heard, Lesson, Note, Picture, Question, Said, Screen, SetUp, Shown, Steps, Wanted
from broadcast.lesson.units import units
from broadcast.program import read, run

EXEMPLAR = Path(__file__).parent.parent / "lessons" / "exemplar"


def lesson(folder: Path, text: str, name: str = "walk.md") -> Lesson:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return sources.read(path)


def blocks(folder: Path, text: str) -> list[object]:
    return [block for step in lesson(folder, text).steps for block in step.blocks]


def texts(part: object) -> list[str]:
    return [unit.text for unit in units(part)]


def test_the_lesson_of_the_exemplar() -> None:
    read = sources.read(EXEMPLAR)
    assert (read.id, read.title.text, read.ages, read.minutes) == ("exemplar", "The paper robot", (8, 11), 5)
    assert [step.id for step in read.steps] == ["a-robot-that-only-listens", "the-same-steps-again"]
    said, screen, code, after = read.steps[1].blocks
    assert isinstance(said, Said) and texts(said)[-1] == "A loop says it once."
    assert isinstance(screen, Screen) and texts(screen) == ["Open the editor, drag the repeat block in and click Run."]
    assert isinstance(code, Code) and code.main and code.world is not None
    assert (code.world.columns, code.world.rows, code.world.start, code.world.facing) == (5, 5, "A1", "5")
    assert code.source == "repeat 3:\n    forward 2\n    right"
    assert isinstance(after, Said) and after.units[0].line == 33
    assert read.vocabulary[1].unit == said.units[1].id


def test_lines_and_ids_are_those_of_the_file() -> None:
    file = EXEMPLAR / "lesson.md"
    rows = file.read_text("utf-8").split("\n")
    read = sources.read(file)
    every = list(units(read))
    assert len({unit.id for unit in every}) == len(every)
    for unit in every:
        assert unit.id.isascii() and unit.source == unit.text
        assert unit.text.split()[0].strip("*_") in rows[unit.line - 1].replace("*", ""), unit


def test_an_edited_sentence_alone_gets_another_id(tmp_path: Path) -> None:
    before = lesson(tmp_path, "# T\n\n## S\n\nOne is here. Two is here. One is here.\n")
    after = lesson(tmp_path, "# T\n\n## S\n\nOne is  here. Two was here. One is\nhere.\n")
    one, two = ([unit.id for unit in units(read.steps)] for read in (before, after))
    assert [a == b for a, b in zip(one, two, strict=True)] == [True, True, False, True]
    assert one[3] == one[1] + ".2"


def test_ordinary_markdown_is_a_lesson(tmp_path: Path) -> None:
    read = lesson(
        tmp_path,
        "# Counting *eggs*\n\nHens lay eggs.\n\n## Count\n\n1. Take one.\n2. Take `two`.\n\n- a\n- b\n\n> For you.\n\n```js\nx()\n```\n",
    )
    assert (read.title.text, read.language, read.ages, read.minutes) == ("Counting eggs", "en", (8, 14), 15)
    assert [step.title.text for step in read.steps] == ["Counting eggs", "Count"]
    first, ordered, loose, note, code = (block for step in read.steps for block in step.blocks)
    assert texts(first) == ["Hens lay eggs."]
    assert isinstance(ordered, Steps) and ordered.ordered and texts(ordered) == ["Take one.", "Take `two`."]
    assert isinstance(loose, Steps) and not loose.ordered
    assert isinstance(note, Note) and texts(note) == ["For you."]
    assert isinstance(code, Code) and code.language == "js" and not code.main


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("red_hen.md", "Some words.\n", "Red hen"),
        ("a.md", "## Only this\n\nSome words.\n", "A"),
        ("a.md", "---\ntitle: Mine\n---\n# Other\n\nSome words.\n", "Mine"),
        ("a.md", "# One\n\nWords.\n\n# Two\n\nWords.\n", "One"),
    ],
)
def test_the_title(tmp_path: Path, name: str, text: str, title: str) -> None:
    assert lesson(tmp_path, text, name).title.text == title


def test_ends_of_lines_and_byte_order_marks_change_nothing(tmp_path: Path) -> None:
    plain = "---\ntitle: T\n---\n\n## S\n\nOne.\nTwo.\n"
    want = lesson(tmp_path, plain)
    assert lesson(tmp_path, plain.replace("\n", "\r\n")) == want
    assert lesson(tmp_path, "\ufeff" + plain) == want


def test_a_step_never_takes_the_name_of_a_part_of_the_episode(tmp_path: Path) -> None:
    read = lesson(tmp_path, "# T\n\n## Closing\n\nA b.\n\n## Closing\n\nA b.\n\n## 机器人\n\nA b.\n\n## Title\n\nA b.\n")
    ids = [step.id for step in read.steps]
    assert ids[:2] == ["closing-2", "closing-3"] and ids[3] == "title-2"
    assert ids[2].isascii() and ids[2].startswith("s")


ASK = """# T

## S

::: ask {wait=write where=now}
Where does it stop?
Think well.
alone: Say where it stops.
answer: On `C3`.
It stays there.
:::
"""


def test_a_question(tmp_path: Path) -> None:
    (ask,) = blocks(tmp_path, ASK)
    assert isinstance(ask, Question)
    assert (ask.wait, ask.where) == ("write", "now")
    assert texts(ask.prompt) == ["Where does it stop?", "Think well."]
    assert texts(ask.alone) == ["Say where it stops."]
    assert texts(ask.answer) == ["On `C3`.", "It stays there."]
    assert [unit.line for unit in ask.prompt + ask.alone + ask.answer] == [6, 7, 8, 9, 10]


def test_sounds_and_the_place_of_the_set_up(tmp_path: Path) -> None:
    found = blocks(tmp_path, "# T\n\nA.\n\n::: hear open\n:::\n\n::: hear tick\n:::\n\n::: set-up\n:::\n\n::: hear open\n:::\n")
    heard = [block for block in found if isinstance(block, Heard)]
    assert [(block.sound, block.line) for block in heard] == [("open", 5), ("tick", 8), ("open", 14)]
    assert len({block.id for block in heard}) == 3
    assert [block.line for block in found if isinstance(block, SetUp)] == [11]


def test_what_is_shown_with_the_talk(tmp_path: Path) -> None:
    found = blocks(tmp_path, "# T\n\nA.\n\n::: show behind\n:::\n\n::: show grid=4x3 start=B2\n:::\n")
    signs = [block for block in found if isinstance(block, Shown)]
    assert [(block.sign, block.line, block.world is None) for block in signs] == [("behind", 5, True), ("", 8, False)]
    assert signs[1].world and (signs[1].world.columns, signs[1].world.start, signs[1].world.facing) == (4, "B2", "3")


def test_whom_a_lesson_speaks_to(tmp_path: Path) -> None:
    assert lesson(tmp_path, "# T\n\nA.\n").audience == "pupils"
    for key in ("for", "audience"):
        read = lesson(tmp_path, f"---\n{key}: facilitators\nnumber: 0\n---\n\n# T\n\nA.\n")
        assert (read.audience, read.number) == ("facilitators", 0)


def test_divs_in_divs_need_no_counting_of_colons(tmp_path: Path) -> None:
    text = "# T\n\n::: ask wait=act\nWhat now?\n\n::: answer\nGo on.\n:::\n:::\n\n::: act\nStand.\n\n- Up!\n- Down!\n:::\n\n::: note\nFor you.\n:::\n\n```python\nx = 1\n```\n\n::: activity blank box=2 \n:::\n"
    ask, act, note, code, wanted = blocks(tmp_path, text)
    assert isinstance(ask, Question) and ask.wait == "move" and texts(ask.answer) == ["Go on."]
    assert isinstance(act, Doing) and texts(act.intro) == ["Stand."] and texts(act.beats) == ["Up!", "Down!"]
    assert isinstance(note, Note)
    assert isinstance(code, Code) and isinstance(wanted, Wanted)
    assert (wanted.kind, wanted.options, wanted.code) == ("blank", (("box", "2"),), code.id)


def test_a_program_keeps_its_colons(tmp_path: Path) -> None:
    (act,) = blocks(tmp_path, "# T\n\n::: ask\nWhat?\n\n```text\n:::\n::: ask\n```\n\nanswer: That.\n:::\n")[1:]
    assert isinstance(act, Question)


def test_programs(tmp_path: Path) -> None:
    text = """# T

```robot grid=4x3 start=b1 facing=D walls=C2,A1-A2 goal=D3 items="A3 B3" marks=star:C1,D1:dot
to fetch:
    say "Here I am!"
```

```python inputs="3, four" main
myBag = int(input("How many? "))
# "no text"
print(f"I have {myBag} eggs", ", ", 'don\\'t')
if "How many? " == myBag: pass
```
"""
    robot, python = blocks(tmp_path, text)
    assert isinstance(robot, Code) and isinstance(python, Code) and robot.world is not None
    assert robot.world.walls == ("C2", "A1-A2") and robot.world.items == ("A3", "B3")
    assert robot.world.marks == (("C1", "star"), ("D1", "dot")) and robot.world.start == "B1"
    assert texts(robot.strings) == ["Here I am!"] and [name for name, _ in robot.names] == ["fetch"]
    assert robot.strings[0].line == 5
    assert python.main and python.inputs == ("3", "four")
    assert texts(python.strings) == ["How many?", "I have {myBag} eggs", "don't"]
    assert [(name, unit.text) for name, unit in python.names] == [("myBag", "my bag")]


def test_a_program_that_goes_on_from_another(tmp_path: Path) -> None:
    text = "# T\n\n## S\n\n```python\neggs = 2\n```\n\nMore.\n\n```python continues main\neggs = eggs + 3\nprint(eggs)\n```\n"
    first, second = (block for block in blocks(tmp_path, text) if isinstance(block, Code))
    assert second.source == "eggs = 2\neggs = eggs + 3\nprint(eggs)"
    assert (first.main, second.main, second.line, second.above) == (False, True, 11, 1)
    assert run(read(second)).printed == ("5",)
    with pytest.raises(ProgramError) as wrong:
        read(replace(second, source=second.source.replace("print(eggs)", "print(eggs")))
    assert wrong.value.line == 13
    with pytest.raises(LessonError, match="no Python program before it"):
        blocks(tmp_path, text.replace("```python\n", "```robot\n").replace("eggs = 2", "forward"))


def test_names_are_said_in_the_words_of_the_author(tmp_path: Path) -> None:
    (code,) = blocks(tmp_path, "---\ntitle: T\nnames:\n  n: the eggs\n---\n```python\nn = 1\n```\n")
    assert isinstance(code, Code) and [(name, unit.text) for name, unit in code.names] == [("n", "the eggs")]


def test_words_in_bold_that_are_explained_become_the_vocabulary(tmp_path: Path) -> None:
    read = lesson(
        tmp_path, "# T\n\n**Loop** – steps that are done again.\n\nA **hen** runs.\n\n- **bug**: a mistake. It happens.\n"
    )
    assert [(term.word.text, term.meaning.text) for term in read.vocabulary] == [
        ("loop", "steps that are done again"),
        ("bug", "a mistake"),
    ]
    told = lesson(tmp_path, "---\nvocabulary:\n  egg: round food\n---\n**Loop** – steps that are done again.\n")
    assert [term.word.text for term in told.vocabulary] == ["egg"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("He paid 2.5 coins, e.g. for Mr. Lee. Then he left.", ["He paid 2.5 coins, e.g. for Mr. Lee.", "Then he left."]),
        ("“Stop!” she said. It stopped.", ["“Stop!” she said.", "It stopped."]),
        ("Write `a.b. C` now. `x` is new.", ["Write `a.b. C` now.", "`x` is new."]),
        ("Go to letter E. Then stop.", ["Go to letter E.", "Then stop."]),
        ("An egg 🥚 is here. 🎉", ["An egg is here."]),
        ("It says *go*, **now**, and [this](x.md) too.", ["It says go, now, and this too."]),
        ("Half a\nsentence goes on.", ["Half a sentence goes on."]),
    ],
)
def test_sentences(tmp_path: Path, text: str, said: list[str]) -> None:
    assert texts(lesson(tmp_path, "# T\n\n" + text).steps[0].blocks) == said


def test_pictures(tmp_path: Path) -> None:
    from PIL import Image

    (tmp_path / "images").mkdir()
    Image.new("RGB", (30, 20)).save(tmp_path / "images" / "grid.png")
    text = '# T\n\nLook here. ![a child draws a grid](images/grid.png)\n\n![](images/grid.png){alt="a hen"}\n'
    said, one, two = blocks(tmp_path, text)
    assert isinstance(said, Said) and texts(said) == ["Look here."]
    assert isinstance(one, Picture) and (one.path, one.alt.text, one.line) == ("images/grid.png", "a child draws a grid", 3)
    assert isinstance(two, Picture) and two.alt.text == "a hen"


def test_html_and_tables_are_not_read_out(tmp_path: Path) -> None:
    said, note = blocks(
        tmp_path,
        "# T\n\n<!-- secret -->\n\n<div>Plain &amp; good.</div>\n<script>alert(1)</script>\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    )
    assert texts(said) == ["Plain & good."]
    assert isinstance(note, Note) and texts(note) == ["a; b", "1; 2"]


CORPUS = Path(__file__).parents[3] / "shared" / "corpus"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real lessons is not beside the checkout")
def test_real_lessons_are_read_or_refused_in_one_sentence() -> None:
    from broadcast.errors import LessonError

    read = refused = 0
    for path in sorted(CORPUS.rglob("*.md")):
        try:
            sources.read(path)
            read += 1
        except LessonError as error:
            assert error.remedy and "\n" not in str(error)
            refused += 1
    assert read > 80
