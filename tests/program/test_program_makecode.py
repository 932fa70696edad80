"""MakeCode's JavaScript: loops that count, events, texts that are joined, and what is refused with its line."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.errors import ProgramError
from broadcast.program import makecode, run
from tests.program.corpus import CORPUS
from tests.program.outline import outline

LESSONS = CORPUS / "makecode"


def lines(source: str) -> list[str]:
    return [line[3:] for line in outline(makecode.read(source)).splitlines()]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("for (let i = 0; i < 4; i++) basic.pause(100)", "Repeat count=4"),
        ("for (let i = 0; i < 4; i++) { basic.showNumber(i) }", "ForEach variable=i values=range(0, 4)"),
        ("for (let i = 0; i <= 4; i++) { }", "ForEach variable=i values=range(0, 5)"),
        ("for (let i = 1; i < n; i += 2) { }", "ForEach variable=i values=range(1, <n>, 2)"),
        ("for (let i = 3; i > 0; i--) { }", "ForEach variable=i values=range(3, 0, (- 1))"),
        ("for (let i = 3; i >= 0; i--) { }", "ForEach variable=i values=range(3, (- 1), (- 1))"),
        ("for (let i = 3; i >= n; i--) { }", "ForEach variable=i values=range(3, (<n> - 1), (- 1))"),
        ("while (true) { x += 1 }", "Forever"),
        ("while (x < 3) { x += 1 }", "While test=(<x> < 3)"),
        ("basic.showString('a' + x + 1)", "Say value=Filled((('a', -1), (<x>, -1), (1, -1)))"),
        ("basic.showNumber(1 + 2 * 3)", "Say value=(1 + (2 * 3))"),
        ("basic.showNumber((1 + 2) * -3)", "Say value=((1 + 2) * (- 3))"),
        ("basic.showNumber(2 ** 3 ** 2)", "Say value=(2 ** (3 ** 2))"),
        ("basic.showNumber(0xff)", "Say value=255"),
        ("basic.showNumber(Math.idiv(7, 2))", "Say value=(7 // 2)"),
        ("basic.showNumber(text.indexOf('a'))", "Say value=(position(<text>, 'a') - 1)"),
        ("let x = a ? 1 : 2", "Assign target=<x> value=Choose(<a>, 1, 2)"),
        ("x = y && !z || w", "Assign target=<x> value=((<y> and (not <z>)) or <w>)"),
        ("basic.pause(x)", "Effect kind=wait value=(<x> / 1000)"),
        ("basic.pause(250)", "Effect kind=wait value=0.25"),
        ("list[2] = 'a'", "Assign target=<list>[2] value='a'"),
        ("info.changeScoreBy(3)", "Change target=<score> operator=+ value=3"),
        ("game.splash(`You have ${x + 1}`)", "Say value=Filled((('You have ', -1), ((<x> + 1), -1)))"),
        ("turtle.forward(3)", "Move steps=3"),
        ("namespace SpriteKind { export const Food = SpriteKind.create() }\nbasic.pause(0)", "Effect kind=wait value=0"),
        ("mySprite.sayText(\"Hi\", 500)", "Say value='Hi'"),
        ("mySprite.setPosition(3, -4)", "Effect kind=other detail=my sprite set position 3 -4"),
    ],
)  # fmt: skip
def test_a_line_is_what_it_says(source: str, said: str) -> None:
    assert lines(source)[0] == said


def test_what_is_said_is_what_comes_out() -> None:
    """Counted by hand: 1, 3, 5, then 9."""
    program = makecode.read(
        "let sum = 0\nfor (let i = 1; i <= 5; i += 2) {\n  basic.showNumber(i)\n  sum += i\n}\nbasic.showNumber(sum)"
    )
    trace = run(program)
    assert trace.ending == "done" and trace.steps[-1].output == "1\n3\n5\n9\n"


def test_texts_are_joined_where_it_is_sure_that_they_are_texts() -> None:
    assert lines("let a = 'x'\nlet b = 'y'\na += b\nbasic.showString(a + b)")[2:] == [
        "Assign target=<a> value=Filled(((<a>, -1), (<b>, -1)))",
        "Say value=Filled(((<a>, -1), (<b>, -1)))",
    ]
    assert lines("a += b") == ["Change target=<a> operator=+ value=<b>"]


def test_events_are_scripts_and_the_lines_before_them_the_start() -> None:
    source = (
        "let x = 0\nbasic.forever(() => { x++ })\nbasic.forever(function () { x-- })\ninput.onPinPressed(TouchPin.P0, () => {})"
    )
    assert [line for line in lines(source) if "When" in line] == [
        "When event=start",
        "When event=start",
        "When event=button detail=P0",
    ]


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [
        ("", 0, "no program"),
        ("let x =\n\n", 3, "a value is missing"),
        ("let x = 1\nclass A { }", 2, "'class'"),
        ("x = 1\nlet y = new Thing()", 2, "'new'"),
        ("let x = { a: 1 }", 1, "an object"),
        ("if (x) {\n  y = 1\n", 3, "'}' is missing"),
        ("basic.showString('a", 1, "not closed"),
        ("basic.showString(`a", 1, "not closed"),
        ("x = 1\n#", 2, "no sign"),
        ("3 + 4", 1, "does nothing"),
        ("for (let i = 0; i != 4; i++) { }", 1, "does not count"),
        ("for (let i = 0; i < 4; i--) { }", 1, "does not count"),
        ("for (;;) { }", 1, "counts nothing"),
        ("if (x) { input.onButtonPressed(Button.A, () => {}) }", 1, "inside of other lines"),
        ("if (x) { function f() {} }", 1, "inside of other lines"),
        ("x = y => 1", 1, "a function stands"),
        ("x = list.map(y => 1)", 1, "a function where"),
        ("basic.showString(`${1 +}`)", 1, "a value is missing"),
        ("x = " + "(" * 5000, 1, "nested deeper"),
        ("x = " + "!" * 5000 + "y", 1, "nested deeper"),
        ("if (x) " * 1000 + "y = 1", 1, "nested deeper"),
        ("x = " + "1 + " * 2000 + "1", 1, "in one row"),
        ("x = " + "y.z" + ".z" * 2000, 1, "in one row"),
        ("x = " + "2 ** " * 2000 + "2", 1, "nested deeper"),
        ("x" * 30_000, 1, "longer than 20000"),
        (";" * 7000, 1, "more than 6000"),
        ("x = `" + "${`" * 200, 1, ""),
    ],
)  # fmt: skip
def test_bad_source_is_one_sentence_with_its_line_soon(source: str, line: int, said: str) -> None:
    start = time.process_time()
    with pytest.raises(ProgramError) as refused:
        makecode.read(source, line=10)
    assert time.process_time() - start < 1
    assert said in refused.value.what and refused.value.line == 10 + line and "\n" not in str(refused.value)


PIECES = st.sampled_from(
    ["let x = 0", "x", " = ", " += ", "1", "'a'", "`b${", "}`", "(", ")", "{", "}", "[", "]", "=>", "function f(a: number)", "if ", "else ", "for ",
     "while ", "basic.showString", "input.onButtonPressed(Button.A, ", ".", ",", ";", "\n", " + ", " ? ", " : ", "!", "++", "return", "break", "of ",
     "let i = 0; i < 4; i++", "// c", "/* d", "*/", "Math.min", "list.push", "as number", "2.5"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=16).map("".join) | st.text(max_size=60))
def test_any_text_is_a_program_or_one_sentence(source: str) -> None:
    try:
        assert makecode.read(source).body
    except ProgramError as refused:
        assert refused.what and "\n" not in str(refused)


@pytest.mark.skipif(not LESSONS.is_dir(), reason="the corpus of real lessons is not beside the checkout")
def test_real_tutorials_are_read() -> None:
    seen = 0
    for path in sorted(LESSONS.glob("**/*.md")):
        text = path.read_text("utf-8").replace("\r", "")
        for fence in re.findall(r"```(?:blocks|spy|template|typescript)\n(.*?)\n?```", text, re.DOTALL):
            if re.sub(r"//[^\n]*|\{\s*\}|\s", "", fence):  # a template may have nothing in it yet
                makecode.read(fence)
                seen += 1
    assert seen > 5
