"""Jupyter notebooks: text, programs, what they printed, solutions; languages by name; bounds."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.errors import LessonError
from broadcast.sources import jupyter, reading
from broadcast.sources.licences import named
from broadcast.sources.source import source
from broadcast.sources.tongue import tongue
from tests.sources.outline import outline


def markdown(text: str, **meta: Any) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": meta, "source": text.splitlines(keepends=True)}


def code(text: str, *printed: str, **meta: Any) -> dict[str, Any]:
    outputs = [{"output_type": "stream", "name": "stdout", "text": [row]} for row in printed]
    return {"cell_type": "code", "metadata": meta, "source": text, "outputs": outputs, "execution_count": None}


def save(file: Path, *cells: dict[str, Any], **meta: Any) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"nbformat": 4, "metadata": meta, "cells": cells}, indent=1, ensure_ascii=False), "utf-8")
    return file


def test_a_notebook(tmp_path: Path) -> None:
    file = save(
        tmp_path / "eggs.ipynb",
        code("%%html\n<b>x</b>"),
        markdown("# Eggs\n\nAn egg is a *value*.\n\n![](data:image/png;base64,AAAA)"),
        markdown("## 2. Print\n\nWe have eggs.\n\nWhat does this print?"),
        code("%matplotlib inline\nprint(3 + 2)", "5\n"),
        code("print(1)", "1\n"),
        markdown("**Q:** Who asks?\n\n**A:** The function `input()`."),
        code("name = input('Name?')\nprint(name)"),
        code("def f(x):\n    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION", nbgrader={"solution": True}),
        code("assert f(1) == 1", nbgrader={"grade": True, "solution": False}),
        markdown("### Solution"),
        code("print(9)"),
        markdown("## Next\n\nMore."),
        markdown("For me only.", slideshow={"slide_type": "notes"}),
        code("print(__ + 1)"),
        code("from IPython.display import Image\nImage('a.png')"),
        authors=[{"name": "Ana"}],
    )
    who, found = reading(file)
    lesson = found.lessons[0]
    assert who.name == "jupyter" and (lesson.title.text, lesson.credits, lesson.language) == ("Eggs", "Ana", "en")
    assert (
        outline(lesson)
        == """# Eggs
said: An egg is a value.
# Print
said: We have eggs.
python: print(3 + 2)
ask: What does this print? → `5`
python: print(1)
note: `1`
ask: Who asks? → The function `input()`.
python: name = input('Name?') ⏎ print(name)
text: def f(x):
note: `return x`
note: Solution
note: `print(9)`
# Next
said: More.
note: For me only.
text: print(__ + 1)
"""
    )
    assert next(one for one in lesson.programs if "input" in one.source).inputs == ("Ada",)
    why = [one.why for one in found.left_out]
    assert why[:3] == ["a command to the notebook", "its data lies inside of the notebook", "a command to the notebook"]
    assert "a test of what was handed in" in why and "works in the notebook only" in why
    row = file.read_text("utf-8").split("\n")[lesson.place(lesson.steps[1].line)[1] - 1]
    assert "## 2. Print" in row


def test_a_cell_goes_on_from_those_before(tmp_path: Path) -> None:
    cells = [code("name = input('Name?')\nn = 2"), code("n += 1\nprint(n)"), code("print(name)"), code("print(unknown)")]
    lesson = reading(save(tmp_path / "a.ipynb", markdown("# A"), *cells))[1].lessons[0]
    assert [(each.above, each.inputs) for each in lesson.programs] == [(0, ("Ada",)), (2, ("Ada",)), (4, ("Ada",)), (0, ())]


def test_a_notebook_of_format_3(tmp_path: Path) -> None:
    cells = [
        {"cell_type": "heading", "level": 1, "source": ["Owls"]},
        {"cell_type": "code", "input": ["1 + 1"], "outputs": [{"output_type": "pyout", "text": ["2"]}], "language": "python"},
    ]
    file = tmp_path / "owls.json"
    file.write_text(json.dumps({"nbformat": 3, "metadata": {"name": ""}, "worksheets": [{"cells": cells}]}), "utf-8")
    who, found = reading(file)
    assert who.name == "jupyter" and found.lessons[0].title.text == "Owls"
    assert outline(found.lessons[0]) == "# Owls\npython: 1 + 1\nnote: `2`\n"


def test_notebooks_of_one_name_are_versions(tmp_path: Path) -> None:
    save(tmp_path / "one.ipynb", markdown("# One\n\nAn egg and the owl of the wood are what you can see in this tree."))
    save(tmp_path / "one.es.ipynb", markdown("# Uno\n\nUn huevo."))
    save(tmp_path / "pl" / "one.ipynb", markdown("# Jeden\n\nJajko."))
    save(
        tmp_path / "two.ipynb",
        markdown("# Dos\n\nLas cajas que tienes para los huevos son una por cada niño, y el día es más largo."),
    )
    _, found = reading(tmp_path)
    assert [(lesson.id, lesson.language, [each.language for each in lesson.versions]) for lesson in found.lessons] == [
        ("one", "en", ["es-419", "pl"]),
        ("two", "es-419", []),
    ]


def test_what_is_too_much_is_left_out(tmp_path: Path) -> None:
    file = save(tmp_path / "a.ipynb", *[markdown(f"Owl {number}.") for number in range(1502)], markdown("x" * 70_000))
    _, found = reading(file)
    assert [one.what for one in found.left_out] == ["3 further cells"]


@pytest.mark.parametrize(
    ("text", "tag"),
    [("Вы можете напечатать слова на бумаге и прочитать их вместе", "ru"), ("你可以写一个程序，然后把它读给同学听，这样大家都会学到新的东西，我们开始学习这个机器怎么做事情吧", "zh-Hans"), ("Puedes escribir el programa en una hoja para los niños que no lo han visto", "es"), ("x = 1", "en")],
)  # fmt: skip
def test_a_language_is_told_by_its_words(text: str, tag: str) -> None:
    assert tongue(text) == tag


@pytest.mark.parametrize(
    ("text", "name"),
    [("Creative Commons Attribution-NonCommercial-NoDerivatives 4.0 International", "CC BY-NC-ND 4.0"), ("CC0 1.0 Universal", "CC0 1.0"), ("Apache License\n Version 2.0", "Apache-2.0"), ("Be kind.", "")],
)  # fmt: skip
def test_a_licence_is_told_by_its_text(text: str, name: str) -> None:
    assert named(text) == name


JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=20), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["cell_type", "source", "metadata", "outputs", "tags", "nbgrader", "data", "text", "level"]), inner, max_size=5), max_leaves=20)  # fmt: skip


@settings(max_examples=40)
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "cell_type": st.sampled_from(["markdown", "code", "heading", "raw"]),
                "source": st.text(max_size=80) | JSON,
                "metadata": JSON,
                "outputs": JSON,
            }
        )
        | JSON,
        max_size=4,
    )
)
def test_anything_ends_in_a_lesson_or_one_error(tmp_path_factory: pytest.TempPathFactory, cells: list[Any]) -> None:
    file = tmp_path_factory.mktemp("n") / "a.ipynb"
    file.write_text(json.dumps({"nbformat": 4, "cells": cells}), "utf-8")
    with contextlib.suppress(LessonError):
        assert jupyter.read(source(file)).lessons
