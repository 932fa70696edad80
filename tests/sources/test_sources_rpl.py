"""Projects of the Raspberry Pi Foundation: directives, damaged ones too, languages, quizzes."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.errors import LessonError
from broadcast.lesson.model import Code, Lesson, Question, Steps
from broadcast.sources import reading
from broadcast.sources.reading import Reading
from broadcast.sources.rpl_marks import Node, Row, marks, tree

CORPUS = next(
    (up / "shared/corpus/rpl" for up in Path(__file__).resolve().parents if (up / "shared/corpus").is_dir()), Path("none")
)

META = "title: Crab dance\ndescription: Make a crab dance\nduration: 1\nsteps:\n- title: Start\n- title: Think\n  knowledge_quiz:\n    path: quiz1\n"
START = """## Start

<p style="x">The **crab** waits.</p>

--- no-print ---
<div class="scratch-preview">
  <iframe src="https://example.org"></iframe>
</div>
Watch the crab.
--- /no-print ---

--- task ---

Use a `repeat`{:class="block3control"} block:

```blocks3
when flag clicked
+ repeat (4)
    move (10) steps
```

--- hints ---
--- hint ---
Count the steps.
--- /hint ------ /hints ---
--- /task ---

--- code ---
---
language: python
filename: main.py
line_highlights: 2
---
name = 'Ana'
print(name)
--- /code ---

--- collapse ---
---
title: What is a crab?
---
An animal with ten legs.
--- /collapse ---

--- challenge ---
## More

+ Turn around.
--- /challenge ---

[[[other-project]]]

--- save ---

> [!TASK]
>
> Bow to the class.
>
> > [!HINT]
> >
> > Bend your back.
"""
THINK = "## Think\n\nAnswer this.\n"
QUESTION = """--- question ---
---
legend: Question 1 of 1
---

How often does it step?

--- choices ---

- ( ) Once

  --- feedback ---
  Look again.
  --- /feedback ---

- (x) Four times

  --- feedback ---
  Well seen.
  --- /feedback ---

--- /choices ---
--- /question ---
"""
EINS = """## Anfang

Der **Krebs** wartet auf uns.

\\--- Aufgabe \\---

Nimm einen Block.

```blocks3
when flag clicked
repeat (4)
    move (10) steps
--- hints --- --- hint --- Zähle die Schritte.
--- /hint ------ /hints ---

\\--- /Aufgabe \\---

--- code ---
---
Sprache: python filename: main.py
---
name = 'Ana'
print(name)

--- task --- Verbeuge dich tief."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    files = {
        "en/meta.yml": META,
        "en/step_1.md": START,
        "en/step_2.md": THINK,
        "en/step_3.md": "## Old\n\nOld.\n",
        "en/quiz1/question_1.md": QUESTION,
        "de-DE/meta.yml": "title: Der Krebs tanzt\nsteps:\n- title: Anfang\n",
        "de-DE/step_1.md": EINS,
        "th-TH/meta.yml": META,
        "th-TH/step_1.md": START,
        "LICENSE.md": "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    }
    for name, text in files.items():
        (tmp_path / "crab" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "crab" / name).write_text(text, "utf-8")
    return tmp_path / "crab"


def outline(lesson: Lesson) -> str:
    rows: list[str] = []
    for step in lesson.steps:
        rows.append(f"# {step.title.text}")
        for block in step.blocks:
            if isinstance(block, Code):
                words = block.source.replace("\n", " | ")
            elif isinstance(block, Question):
                words = " ".join(unit.text for unit in (*block.prompt, *block.answer))
            elif isinstance(block, Steps):
                words = " / ".join(unit.text for entry in block.entries for unit in entry)
            else:
                words = " ".join(unit.text for unit in getattr(block, "units", ()))
            rows.append(f"{type(block).__name__}: {words}")
    return "\n".join(rows) + "\n"


def read(path: Path) -> tuple[Lesson, Reading]:
    who, found = reading(path)
    assert who.name == "rpl"
    return found.lessons[0], found


def test_a_project(project: Path) -> None:
    lesson, found = read(project)
    assert outline(lesson) == (
        "# Start\nSaid: The crab waits.\nScreen: Watch the crab.\nSaid: Use a `repeat` block.\n"
        "Code: when flag clicked | + repeat (4) |     move (10) steps\nNote: Count the steps.\nCode: name = 'Ana' | print(name)\n"
        "Note: What is a crab? An animal with ten legs.\nSaid: More\nSteps: Turn around.\n"
        "Said: Bow to the class.\nNote: Bend your back.\n"
        "# Think\nSaid: Answer this.\n"
        "Question: How often does it step? A: Once. B: Four times. B: Four times. Well seen.\nNote: A: Once. Look again.\n"
    )
    assert (lesson.title.text, lesson.minutes, lesson.licence) == ("Crab dance", 60, "CC BY-NC-SA 4.0")
    assert [unit.text for unit in lesson.objectives] == ["Make a crab dance"]
    assert {(one.file, one.line, one.what) for one in found.left_out} == {
        ("en/step_3.md", 1, "step 3"),
        ("th-TH/meta.yml", 0, "step 2"),
        ("th-TH", 0, "the language th-TH"),
        ("en/step_1.md", 7, "<iframe>"),
        ("en/step_1.md", 51, "[[[other-project]]]"),
        ("en/step_1.md", 53, "--- save ---"),
    }
    assert found.languages == ("en", "de-DE")


def test_damaged_directives_are_healed(project: Path) -> None:
    german = read(project)[0].versions[0]
    assert outline(german) == (
        "# Anfang\nSaid: Der Krebs wartet auf uns.\nSaid: Nimm einen Block.\n"
        "Code: when flag clicked | repeat (4) |     move (10) steps\nNote: Zähle die Schritte.\n"
        "Code: name = 'Ana' | print(name)\nSaid: Verbeuge dich tief.\n"
    )
    assert german.place(german.programs[1].line) == (f"{project}/de-DE/step_1.md", 21)
    assert any("there are 1 steps, 2 in the source" in one.why for one in read(project)[1].mismatches)


def test_a_translated_name_is_that_of_the_english_step() -> None:
    node = tree("--- ayuda ---\nA.\n--- /ayuda ---", marks("--- collapse ---\nB.\n--- /collapse ---"))
    assert [part.name for part in node.inside if isinstance(part, Node)] == ["collapse"]


@pytest.mark.parametrize(
    "text",
    ["--- Task ---\nA", "\\--- task \\---\nA", "---task---A", "—task—\nA", "--- task --- A --- /task ---", "--- no print ---\nA", "x --- hint --- A"],
)  # fmt: skip
def test_marks_are_found(text: str) -> None:
    node = next(part for part in tree(text).inside if isinstance(part, Node))
    assert [row.text.strip() for row in node.inside if isinstance(row, Row) and row.text.strip()] == ["A"]


@pytest.mark.parametrize(
    "text", ["a --- b --- c", "---\ntitle: x\n---", "| --- | --- |", "--- no words here at all ---", "```\n--- x ---\n```"]
)
def test_what_is_no_mark_stays(text: str) -> None:
    assert marks(text) == [] and tree(text).inside == [Row(row, at) for at, row in enumerate(text.split("\n"), 1)]


def test_broken_meta_is_told_and_the_steps_are_read(project: Path) -> None:
    (project / "en" / "meta.yml").write_text("title: [", "utf-8")
    lesson, found = read(project / "en")
    assert lesson.title.text == "En" and len(lesson.steps) == 3
    assert any(one.what == "meta.yml" and "broken YAML" in one.why for one in found.left_out)


def step(tmp_path: Path, text: str, tag: str = "en") -> tuple[Lesson, Reading]:
    folder = tmp_path / "one" / tag
    folder.mkdir(parents=True)
    (folder / "meta.yml").write_text("title: T\nsteps:\n- title: One\n", "utf-8")
    (folder / "step_1.md").write_text(f"## One\n\n{text}\n", "utf-8")
    return read(tmp_path / "one")


def test_a_program_in_a_question_comes_before_it(tmp_path: Path) -> None:
    text = "--- code ---\n---\nlanguage: python\n---\nprint(2)\n--- /code ---\n"
    choices = f"--- choices ---\n- (x) Two\n- ( )\n{text}--- /choices ---\n"
    lesson, _ = step(tmp_path, f"--- question ---\nWhat is printed?\n{text}{choices}--- /question ---")
    assert outline(lesson) == "# One\nCode: print(2)\nQuestion: What is printed? A: Two. B: `print(2)` A: Two.\n"


def test_a_question_that_asks_for_an_opinion_is_left_out(tmp_path: Path) -> None:
    _, found = step(
        tmp_path, "Hello.\n\n--- quiz ---\n---\nquestion: How sure are you?\n---\n- ( ) Very\n- ( ) Less\n--- /quiz ---"
    )
    assert [(one.what, one.why) for one in found.left_out] == [("How sure are you? / Very / Less", "it has no right answer")]


def test_what_is_done_in_an_editor_is_known_by_its_link(tmp_path: Path) -> None:
    lesson, found = step(
        tmp_path,
        "Bonjour à tous.\n\nOuvre le [projet](https://editor.raspberrypi.org/fr-FR/x){:target='_blank'}.\n\n"
        "Essaie [un autre](https://projects.raspberrypi.org/fr-FR/projects/y).",
        "fr-FR",
    )
    assert outline(lesson) == "# One\nSaid: Bonjour à tous.\nScreen: Ouvre le projet.\n"
    assert [(one.line, one.why) for one in found.left_out] == [(7, "it points at other pages")]


def test_words_that_say_nothing_of_a_picture(tmp_path: Path) -> None:
    _, found = step(tmp_path, "Look.\n\n" + "\n\n".join(f"![bild](images/{name}.png)" for name in "abc"))
    assert [one.why for one in found.left_out] == ["'bild' says nothing of it"] * 3


def test_bold_between_letters_without_spaces(tmp_path: Path) -> None:
    lesson, _ = step(tmp_path, "**注意：**请大家站起来。", "zh-CN")
    assert outline(lesson) == "# One\nSaid: 注意：请大家站起来。\n"


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["--- task ---", "--- /task ---", "--- code ---", "---", "title: x", "```blocks3", "```", "A.", "--- choices ---", "- (x) B", "--- question ---", "> [!HINT]", "> c", ":::", "<div>", "<!--", "## H", "![a](b.png)", "--- x ---", "    ", "\u202e", "$" * 40]
        )
    ),
    st.text(max_size=60),
)  # fmt: skip
def test_any_step_ends_in_a_lesson_or_one_error(tmp_path_factory: pytest.TempPathFactory, rows: list[str], words: str) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / "meta.yml").write_text("title: T\nsteps:\n- title: One\n", "utf-8")
    (folder / "step_1.md").write_text("\n".join([*rows, words]), "utf-8", "surrogatepass")
    with contextlib.suppress(LessonError):
        assert reading(folder)[1].lessons


def test_a_step_more_in_a_translation_moves_no_other(tmp_path: Path) -> None:
    texts = ["Hello there.", "```python\nprint(1)\n```", "- a\n- b", "```python\nx = 1\nprint(x)\n```"]
    extra = [
        "Hallo ihr alle.",
        "- eine Liste mehr",
        "```python\nprint(1)\n```",
        "- eins\n- zwei",
        "```python\nx = 1\nprint(x)\n```",
    ]
    for tag, steps in (("en", texts), ("de", extra)):
        (tmp_path / "p" / tag).mkdir(parents=True)
        for number, text in enumerate(steps, 1):
            (tmp_path / "p" / tag / f"step_{number}.md").write_text(
                f"## {tag} {number}\n\n--- task ---\n{text}\n--- /task ---\n", "utf-8"
            )
    lesson, _ = read(tmp_path / "p")
    named = {step.id: step.title.text for step in lesson.versions[0].steps}
    assert [named.get(step.id) for step in lesson.steps] == ["de 1", "de 3", "de 4", "de 5"]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus")
@pytest.mark.parametrize(
    ("name", "steps", "languages"), [("lost-in-space", 7, 8), ("about-me", 9, 8), ("generic-scratch3-coordinates", 1, 9)]
)
def test_projects_of_the_corpus(name: str, steps: int, languages: int) -> None:
    lesson, found = read(CORPUS / name)
    assert len(lesson.steps) == steps and len(found.languages) == languages
    assert lesson.licence == "CC BY-SA 4.0" and lesson.credits
    every = [
        unit.text
        for each in (lesson, *lesson.versions)
        for step in each.steps
        for block in step.blocks
        for unit in getattr(block, "units", ())
    ]
    assert not [text for text in every if "---" in text or "[[[" in text or "{:" in text or "target=" in text]
