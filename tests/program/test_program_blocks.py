"""Programs of blocks as text: what is printed is read back, in the words of every language that has them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.errors import ProgramError
from broadcast.language.block_words import KEYS, LINES
from broadcast.language.model import load, tags
from broadcast.program import Program, read, source
from broadcast.program.blocks_grammar import pattern
from broadcast.program.model import rows
from broadcast.program.printing import lines
from tests.program.given import fence
from tests.program.given_blocks import programs

SPEAKING = tuple(tag for tag in tags() if load(tag).blocks)
"""Languages with words for blocks."""


def blocks(text: str) -> Program:
    return read(fence(text, "blocks"))


def test_english_and_spanish_have_all_words() -> None:
    assert {"en", "es-419"} <= set(SPEAKING)


@pytest.mark.parametrize("tag", SPEAKING)
def test_the_table_of_a_language_is_whole(tag: str) -> None:
    table = load(tag).blocks
    assert set(table) == set(KEYS)
    seen: dict[tuple[str, ...], str] = {}
    for key, spellings in table.items():
        assert spellings, key
        for spelling in spellings:
            slots = re.findall(r"\{(\w+)\}", spelling)
            assert sorted(slots) == sorted(KEYS[key].slots), (key, spelling)
            cut = tuple("{}" if piece.startswith("{") else piece for piece in pattern(key, spelling).pieces)
            assert seen.setdefault(cut, key) == key, (key, spelling)
            if key in LINES:
                holds = spelling.endswith(":")
                assert holds == (key in HOLDERS), (key, spelling)


HOLDERS = {"start", "when_key", "when_click", "when_message", "when_clone", "when_button", "when_shake", "when_other", "until", "while", "forever", "count", "count_by", "for_each", "if", "else_if", "define_with"}  # fmt: skip


@given(tag=st.sampled_from(SPEAKING), program=programs())
@settings(max_examples=150, deadline=None)
def test_what_is_printed_is_read_back(tag: str, program: Program) -> None:
    shown = source(program, load(tag))
    again = blocks(shown)
    assert again.body == program.body, shown
    assert source(again, load(tag)) == shown
    assert again.words in SPEAKING
    for line, (number, _, _) in zip(lines(program, load(tag)), rows(program.body), strict=True):
        assert line.number == number and line.shape
        assert all(0 <= start <= end <= len(line.text) for start, end in line.slots)


PROGRAM = """\
to SQUARE with size, color:
    pen color color
    pen down
    repeat 4:
        forward size
        turn right 90 degrees
when started:
    set Score to 0
    SQUARE with 50 + 1, "red"
    ask "What is your name?"
    say (join "Hello ", answer) for 2 seconds
    if Score > 3 and not touching the edge:
        change Score by -1
    else if item 1 of Names = "Luz":
        go to x: 0 y: x position
    else:
        say (length of Names) + 1
    count i from 10 to 1 by -1:
        delete item i of Names
    {play drum 3}
    if not wall:
        stop all
    set x to pick random 1 to 6
"""
SPANISH = """\
para SQUARE con size, color:
    lápiz de color color
    baja el lápiz
    repite 4:
        avanza size
        gira a la derecha 90 grados
al empezar:
    pon 0 en Score
    SQUARE con 50 + 1, "red"
    pregunta "What is your name?"
    di (une "Hello ", respuesta) por 2 segundos
    si Score > 3 y no tocas el borde:
        suma -1 a Score
    o si elemento 1 de Names = "Luz":
        ve a x: 0 y: posición x
    si no:
        di (longitud de Names) + 1
    cuenta i de 10 a 1 de a -1:
        borra el elemento i de Names
    {play drum 3}
    si no hay pared:
        detén todo
    pon (número al azar de 1 a 6) en x
"""


def test_a_program_in_two_languages() -> None:
    program = blocks(PROGRAM)
    assert (program.language, program.words) == ("blocks", "en")
    assert source(program) == PROGRAM
    assert source(program, load("es-419")) == SPANISH
    assert blocks(SPANISH).body == program.body
    assert blocks(SPANISH).words == "es-419"
    mixed = blocks(SPANISH.replace("    baja el lápiz", "    pen down"))
    assert (mixed.body, mixed.words) == (program.body, "")


MEANT = {
    "set a to 1 + 2 * 3 - 4": "set a to 1 + 2 * 3 - 4", "set a to (1 + 2) × 3": "set a to (1 + 2) * 3", "set a to 1 - (2 - 3)": "set a to 1 - (2 - 3)",
    "set a to ((1))": "set a to 1", "if a == 1 and (b<2 or not c >= 3):": "if a = 1 and (b < 2 or not c ≥ 3):", "set a to -b ^ 2": "set a to -(b ^ 2)",
    "set a to letter 1 of 'Luz'": 'set a to letter 1 of "Luz"', "set a to []": "set a to empty list", "set a to [1, [2, 'x']]": 'set a to [1, [2, "x"]]', "SAY “hi”  # aloud": 'say "hi"',
    "turn  left": "left", "turn left 45": "turn left 45 degrees", "move forward 10": "forward 10", "if no wall:": "if not wall:", "go to x 1 y 2": "go to x: 1 y: 2", "clear": "clear the drawing",
    "say length of Names + 1": "say (length of Names) + 1", "while a contains 3:": "repeat while a contains 3:", "set a to max(1, b) % 2": "set a to max(1, b) mod 2",
}  # fmt: skip


@pytest.mark.parametrize(("written", "shown"), MEANT.items())
def test_other_ways_to_write_a_line(written: str, shown: str) -> None:
    inside = "\n    left" if written.endswith(":") else ""
    assert source(blocks(written + inside)) == shown + inside + "\n"


WRONG = {
    "foward 2": ("foward", "'forward"), "set to 3": ("set to 3", "'set"), "say hello there": ("hello there", "quotation"), 'say "hello': ("hello", "quotation"),
    "repeat 3:\nforward 2": ("nothing is inside", "Indent"), "else:\n  left": ("no 'if'", ""), "else if a:\n  left": ("no 'if'", ""), "forward 2\n  left": ("does not end in", "left"),
    "to A:\n  left\nto A:\n  left": ("twice", ""), "repeat 2:\n  to A:\n    left": ("inside", "left edge"), "repeat 2:\n  when started:\n    left": ("inside", "left edge"),
    "set a to 1 < 2 < 3": ("1 < 2 < 3", ""), "set a to (1": ("(1", ""), "set a to frobnicate(1)": ("frobnicate", ""), "JUMP with 2": ("JUMP", ""), "set a to 1 +": ("1 +", ""),
    "say " + "(" * 90 + "1" + ")" * 90: ("inside of each other", "variable"), "say " + "1 + " * 200 + "1": ("longer than", "Split"), "pon 3 en a\n  left": ("does not end in", "left"), "set a to $": ("'$'", "quotation"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "said"), WRONG.items())
def test_a_wrong_line_is_named_with_what_it_could_be(text: str, said: tuple[str, str]) -> None:
    with pytest.raises(ProgramError) as caught:
        blocks("left\n" + text)
    assert said[0] in caught.value.what and said[1] in caught.value.remedy
    assert 11 <= caught.value.line <= 17


def test_a_robots_program_reads_as_blocks_too() -> None:
    text = 'to HOP:\n    forward\n    say "hop"\nrepeat 2:\n    forward 2\n    HOP\nrepeat until not mark dot:\n    pick\nif wall:\n    put\nelse:\n    left\n'
    robots = read(fence(text))
    assert blocks(text).body == robots.body
    for tag in SPEAKING:
        assert source(blocks(text), load(tag)) == source(robots, load(tag))


def test_a_line_with_many_brackets_is_read_at_once() -> None:
    inner = "1"
    for _ in range(25):
        inner = f"(letter {inner} of a)"
    assert blocks(f"say {inner}").length == 1
    with pytest.raises(ProgramError, match="no block says"):
        blocks("say " + "letter " * 50)
