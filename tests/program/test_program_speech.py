"""How programs are said: the words of the exemplar and of the six-line walk, in both languages."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadcast.language.catalogue import messages
from broadcast.language.model import tags
from broadcast.language.phrase import Phrase
from broadcast.lesson.model import World
from broadcast.program import Pose, Program, read, run, speak
from broadcast.program import speech as said
from broadcast.program.gloss_names import split
from broadcast.program.model import rows
from tests.program import given_blocks, given_python
from tests.program.given import EXEMPLAR, STEPS, fence, python, python_sources, robot, robot_sources

TOLD = [
    (EXEMPLAR, "robot", "Do this 3 times: forward 2, turn right.", "Haz esto 3 veces: avanza 2, gira a la derecha."),
    (
        "forward 1\nleft\nrepeat 1:\n    back 2\n    say \"hop\"\npick\n", "robot",
        "Forward 1, turn left. Do this 1 time: back 2, say “hop”. Pick it up.", "Avanza 1, gira a la izquierda. Haz esto 1 vez: retrocede 2, di “hop”. Recoge el objeto.",
    ),
    (
        "if not wall:\n    forward 1\nelse:\n    right\n", "robot",
        "If there is no wall ahead, do this: forward 1. If not, do this: turn right.", "Si no hay una pared adelante, haz esto: avanza 1. Si no, haz esto: gira a la derecha.",
    ),
    (
        STEPS, "python",
        ("There is a box called steps. Line 1: put 1 in steps. Line 2: do this 4 times. Inside the loop. Line 3: walk forward the number in steps. "
        "Line 4: quarter turn right. Line 5: add 1 to steps. End of the loop. Line 6: say “end”, and the number in steps."),
        ("Hay una caja llamada steps. Línea 1: pon 1 en steps. Línea 2: haz esto 4 veces. Dentro del ciclo. Línea 3: avanza el número que hay en steps. "
        "Línea 4: cuarto de vuelta a la derecha. Línea 5: suma 1 a steps. Fin del ciclo. Línea 6: di “end”, y luego el número que hay en steps."),
    ),
    (
        "to TWIST:\n    left\n    left\nTWIST\n", "robot",
        "Line 1: TWIST means this. Inside TWIST. Line 2: turn left. Line 3: turn left. End of TWIST. Line 4: do TWIST.",
        "Línea 1: TWIST significa esto. Dentro de TWIST. Línea 2: gira a la izquierda. Línea 3: gira a la izquierda. Fin de TWIST. Línea 4: haz TWIST.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "english", "spanish"), TOLD)
def test_a_program_in_words(text: str, language: str, english: str, spanish: str) -> None:
    program = read(fence(text, language))
    assert speak(program, messages("en")).phrase.text == english
    assert speak(program, messages("es-419")).phrase.text == spanish


@pytest.mark.parametrize(
    ("line", "english"),
    [
        ("x = x + 1", "add 1 to x"), ("x = 1 + x", "add 1 to x"), ("x += 2", "add 2 to x"), ("x = x - y", "take the number in y away from x"), ("x = y", "put the number in y in x"),
        ("x = x * 2", "multiply x by 2"), ("x /= 2", "divide x by 2"), ("x = -3", "put minus 3 in x"), ("x = (x + y) * 2 - 1", "work out the number in x plus the number in y, times 2, minus 1, and put it in x"),
        ("x = y + x * 2", "work out the number in y plus the result of the number in x times 2, and put it in x"), ("x = y % 2", "work out what is left over when you divide the number in y by 2, and put it in x"),
        ("who = input('Name?')", "ask “Name?”, and put the answer in who"), ("x = int(input())", "ask for a number, and put it in x"), ("names = ['Ana', 'Luz']", "put this list in names: “Ana”, “Luz”"),
        ("names = []", "put an empty list in names"), ("names.append('Ben')", "put “Ben” at the end of names"), ("print(names[0])", "say what is in place 0 of names"),
        ("print(names[x])", "say what is in names, at the place that the number in x tells"), ("print('hi', who, 'and', x)", "say “hi”, what is in who, “and”, and the number in x"),
        ("print(f'{x} apples')", "say the number in x, and “apples”"), ("print('you have ' + str(x))", "say “you have”, and the number in x"), ("print()", "leave an empty line"),
        ("for i in range(3):", "do this 3 times"), ("for i in range(x):", "do this as many times as the number in x says"), ("for i in range(1, 4): print(i)", "count i from 1 to 3, and do this each time"),
        ("for i in range(0, 10, 2): print(i)", "count i from 0 to 8 in steps of 2, and do this each time"), ("for who in names: print(who)", "for each thing in names: put it in who, and do this"),
        ("for i in range(len(names)):", "do this as many times as there are things in names"), ("while x > 0:", "as long as the number in x is greater than 0, do this"),
        ("if x == 3 and y != 2:", "if the number in x is equal to 3, and the number in y is not equal to 2, do this"), ("if not x < 3 or who == 'Luz':", "if this is not true: the number in x is less than 3, or what is in who is equal to “Luz”, do this"),
        ("if 1 < x <= 3:", "if 1 is less than the number in x, and the number in x is less than or equal to 3, do this"), ("if 'Luz' in names:", "if “Luz” is in names, do this"),
        ("x, y = y, x", "swap what is in x and what is in y"), ("x = len(names)", "work out how many there are in names, and put it in x"), ("hop(3, x)", "do hop with 3, the number in x"),
        ("x = hop(1, 2)", "work out what hop gives back for 1, 2, and put it in x"), ("forward(x)", "walk forward the number in x"), ("back(2)", "back 2"), ("left(90)", "quarter turn left"),
    ],
)  # fmt: skip
def test_idioms_come_first(line: str, english: str) -> None:
    first = "def hop(a, b):\n    return 1\nx = 1\ny = 2\nwho = 'Eva'\nnames = ['Eva']\n"
    line += "\n    pass" if line.endswith(":") else ""
    program = python(first + line.replace("): ", "):\n    ").replace("names: ", "names:\n    ") + "\n")
    assert speak(program, messages("en")).clause(7).text == english


def test_what_each_line_means_and_how_long_it_is() -> None:
    speech = speak(robot(EXEMPLAR), messages("en"))
    assert [(line, phrase.text) for line, phrase in speech.each] == [
        (1, "Do this 3 times."),
        (2, "Forward 2."),
        (3, "Turn right."),
    ]
    assert speech.clause(2).text == "forward 2"
    assert speech.summary.text == "3 lines, one loop of 2 lines."
    assert said.body(robot(EXEMPLAR), 1, messages("es-419")).text == "avanza 2, gira a la derecha"
    assert speak(robot(EXEMPLAR), messages("en"), "summary").phrase == speech.summary


def test_the_marker_follows_the_words() -> None:
    speech = speak(robot(EXEMPLAR), messages("en"))
    starts = {line: speech.phrase.spoken[at:] for line, at in speech.lines}
    assert starts[1].startswith("Do this") and starts[2].startswith("forward") and starts[3].startswith("turn right")
    speech = speak(python(STEPS), messages("es-419"))
    assert [line for line, _ in speech.lines] == [1, 2, 3, 4, 5, 6]
    assert all(speech.phrase.spoken[at:].startswith("Línea ") for _, at in speech.lines)


def test_names_are_said_in_the_lessons_words_and_printed_as_they_are() -> None:
    program = read(fence("big_bag = 1\nbigBag = big_bag + 1\n", "python", big_bag="bolsa grande"))
    clauses = speak(program, messages("es-419")).clauses
    assert clauses[0][1].text == "pon 1 en big_bag"
    assert clauses[0][1].spoken.endswith("en Bolsa grande")
    assert clauses[1][1].spoken.endswith("en Big bag")
    assert [split(name) for name in ("big_bag", "bigBag", "x", "SQUARE", "HTMLPage2", "número", "_a", "角")] == [
        ["big", "bag"], ["big", "bag"], ["x"], ["square"], ["html", "page", "2"], ["número"], ["a"], ["角"],
    ]  # fmt: skip


TAGS = st.sampled_from(tags())
QUOTED = re.compile("“[^”]*”|«[^»]*»|「[^」]*」|„[^”]*”|‘[^’]*’")
"""A text of a program, in the quotation marks of any language."""


@given(tag=TAGS, text=robot_sources())
@settings(max_examples=40, deadline=None)
def test_every_robot_program_can_be_said(tag: str, text: str) -> None:
    sound(robot(text), tag)


@given(tag=TAGS, text=python_sources())
@settings(max_examples=40, deadline=None)
def test_every_python_program_can_be_said(tag: str, text: str) -> None:
    sound(python(text), tag)


@given(tag=TAGS, text=given_python.programs(), drawn=given_python.drawings())
@settings(max_examples=40, deadline=None)
def test_every_construct_of_python_can_be_said(tag: str, text: str, drawn: str) -> None:
    sound(python(text), tag)
    sound(read(fence(drawn, "python", world=World(kind="turtle"))), tag)


@given(tag=TAGS, program=given_blocks.programs())
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
def test_every_program_of_blocks_can_be_said(tag: str, program: Program) -> None:
    sound(program, tag)


@pytest.mark.parametrize("tag", tags())
def test_signs_inside_of_texts_have_names(tag: str) -> None:
    told = {
        "en": ["five times minus", "hash", "C two times plus", "a equals b"],
        "es-419": ["cinco veces signo menos", "numeral", "C dos veces signo más", "a igual a b"],
        "tr": ["beş tane eksi", "diyez", "C iki tane artı", "a eşittir b"],
        "ko": ["빼기표 다섯 개", "우물 정", "시 더하기표 두 개", "a 등호 b"],
        "th": ["ลบห้าตัว", "ชาร์ป", "ซี บวกสองตัว", "a เท่ากับ b"],
        "zh-Hans": ["五个减号", "井号", "C 两个加号", "a等于b"],
        "zh-Hant": ["五個減號", "井字號", "C 兩個加號", "a等於b"],
        "ru": ["пять раз минус", "решётка", "цэ два раза плюс", "a равно b"],
        "pl": ["pięć razy minus", "krzyżyk", "C dwa razy plus", "a równa się b"],
        "id": ["lima kali tanda kurang", "tanda pagar", "C dua kali tanda tambah", "a sama dengan b"],
        "uz": ["besh ta minus", "panjara belgisi", "se ikki ta plyus", "a teng b"],
        "pt-BR": ["cinco vezes sinal de menos", "cerquilha", "C duas vezes sinal de mais", "a é igual a b"],
    }
    for text, words in zip(["-----", "#", "C++", "a=b"], told[tag], strict=True):
        assert words in speak(python(f"print({text!r})\n"), messages(tag)).phrase.spoken


SIGNS = re.compile(r"[`_{}()\[\]\\/*=<>+^~|@#$%&\d]")


def sound(program: Program, tag: str) -> None:
    """Each line is said once and in order, sentences are whole, and no mark of ours is left."""
    speech = speak(program, messages(tag))
    numbers = [number for number, _, _ in rows(program.body)]
    silent = {line for first, last in speech.on_paper for line in range(first + 1, last + 1)}
    assert [line for line, _ in speech.lines] == [line for line in numbers if line not in silent]
    assert [at for _, at in speech.lines] == sorted({at for _, at in speech.lines})
    assert [line for line, _ in speech.each] == numbers
    for phrase in (speech.phrase, speech.summary, *(phrase for _, phrase in speech.each)):
        assert not SIGNS.search(phrase.spoken), phrase.spoken
        assert ".." not in QUOTED.sub("", phrase.spoken)
        for words in (phrase.text, phrase.spoken):
            assert (tag == "th" or words.endswith((".", "。"))) and "  " not in words  # Thai ends a sentence without a mark
            assert not any(0xE000 <= ord(letter) < 0xF000 for letter in words)


def test_a_direction_is_said_as_a_row_or_a_column() -> None:
    english, spanish = messages("en"), messages("es-419")
    trace = run(robot(EXEMPLAR), world=World())
    poses = [step.pose for step in trace.steps if step.line == 3]
    assert [said.pose(pose, english).text for pose in poses] == [
        "A3, and it looks towards letter E", "C3, and it looks towards row 1", "C1, and it looks towards letter A",
    ]  # fmt: skip
    assert said.pose(poses[1], spanish).text == "C3, y mira hacia la fila 1"
    assert [said.facing(pose, english).text for pose in poses] == ["letter E", "row 1", "letter A"]
    assert [said.looks(pose, spanish).text for pose in poses[:2]] == ["mira hacia la letra E", "mira hacia la fila 1"]
    assert said.square(poses[0], english).text == "A3"


def test_on_the_open_plane_a_place_is_counted_from_the_start() -> None:
    english = messages("en")
    assert said.square(Pose(0, 0, "up"), english).text == "at the start"
    assert said.square(Pose(-2, 0, "up"), english).text == "2 steps to the left from the start"
    assert (
        said.pose(Pose(3, -1, "left"), english).text
        == "3 steps to the right and 1 step down from the start, and it looks to the left of the page"
    )


def test_the_open_exemplar_is_said_word_for_word() -> None:
    """Cue 11 of the hand-made episode, digits as words."""
    from tests.sample import exemplar

    cue = next(cue for cue in exemplar().cues if cue.id == "program.speech")
    phrase: Phrase = speak(robot(EXEMPLAR), messages("en")).phrase
    assert cue.text == f"{phrase.text} Once more. {phrase.text}"
    assert cue.spoken == f"{phrase.spoken} Once more. {phrase.spoken}"
    pose = run(robot(EXEMPLAR), world=World()).rounds(1)[1].pose
    assert said.pose(pose, messages("en")).spoken == "C three, and it looks towards row one"


@pytest.mark.parametrize("tag", tags())
def test_every_condition_has_its_clauses(tag: str) -> None:
    from broadcast.program.robot import SENSES

    words = messages(tag)
    clauses = [words.text(f"speech.{form}.{sense}") for form in ("if", "if-not", "until", "until-not") for sense in SENSES]
    assert len(set(clauses)) == len(clauses)
    assert sorted(key for key in messages("en").texts if key.startswith("speech.")) == sorted(
        key for key in words.texts if key.startswith("speech.")
    )
