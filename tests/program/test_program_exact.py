"""Exact speech: what it sounds like, and that every program comes back from it as it was."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from broadcast.errors import BroadcastError
from broadcast.language.catalogue import messages
from broadcast.language.model import load, tags
from broadcast.lesson.model import World
from broadcast.program import Program, exact, exact_reader, read, speak
from broadcast.program.exact_words import WORDS
from broadcast.program.exact_words import exact as vocabulary
from broadcast.program.printing import lines
from tests.program import given_blocks, given_python
from tests.program.given import EXEMPLAR, STEPS, fence, python, python_sources, robot, robot_sources

TOLD = [
    (
        python(STEPS), "en",
        "Line two: for, turn, in, range, open bracket, four, close bracket, colon.",
        "Line six: print, open bracket, open quote, end, close quote, comma, steps, close bracket.",
    ),
    (
        python('bigBag_2 = 12\nfour = "Luz said: 2 apples"\nprint(f"{bigBag_2}%", 2.05)\n'), "en",
        "Line one: big capital bag underscore two, equals, twelve.",
        "Line two: the word four, equals, open quote, capital luz said, colon, space, two, space, apples, close quote.",
        "Line three: print, open bracket, f, open quote, open curly bracket, big, capital bag, underscore, two, close curly bracket, percent sign, close quote, comma, two point zero five, close bracket.",
    ),
    (robot(EXEMPLAR), "en", "Line one: repeat, three, colon.", "Line two, indent one: forward, two.", "Line three, indent one: right."),
    (
        python(STEPS), "es-419",
        "Línea dos: for, turn, in, range, abre paréntesis, cuatro, cierra paréntesis, dos puntos.",
        "Línea cinco, sangría uno: steps, igual, steps, signo más, uno.",
    ),
    (robot(EXEMPLAR), "es-419", "Línea uno: repite, tres, dos puntos.", "Línea dos, sangría uno: avanza, dos."),
]  # fmt: skip


@pytest.mark.parametrize(("program", "tag", "told"), [(row[0], row[1], row[2:]) for row in TOLD])
def test_what_it_sounds_like(program: Program, tag: str, told: tuple[str, ...]) -> None:
    said = [line.phrase.spoken for line in exact.dictate(program, load(tag))]
    for sentence in told:
        assert sentence in said
    assert exact.dictate(python("x = 12\n"), load("en"))[0].phrase.text == "Line 1: x, equals, 12."


def spoken(program: Program, tag: str) -> str:
    said = " ".join(line.phrase.spoken for line in exact.dictate(program, load(tag)))
    assert all(piece == piece.lower() for line in said.split(". ") for piece in line.partition(": ")[2].split(", ")), said
    assert not re.search(r"[\d_(){}\[\]=+*/<>\"'`#@%&$^~|\\;]", said.replace("’", "")), said
    return said


def comes_back(program: Program, tag: str) -> None:
    found = exact_reader.program(spoken(program, tag), load(tag), program.language)
    assert found.body == program.body


@pytest.mark.parametrize("tag", tags())
def test_a_style_of_speech(tag: str) -> None:
    speech = speak(python(STEPS), messages(tag), "exact")
    dictated = exact.dictate(python(STEPS), load(tag))
    assert speech.phrase.spoken == " ".join(line.phrase.spoken for line in dictated)
    assert all(
        speech.phrase.spoken[at:].startswith(line.phrase.spoken) for (_, at), line in zip(speech.lines, dictated, strict=True)
    )
    assert speech.sentence(3) == dictated[2].phrase and speech.on_paper == ()


TAGS = st.sampled_from(tags())
ANYTHING = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Co")), max_size=12)
NAMES = st.from_regex(r"[A-Za-z_áéñü][A-Za-z0-9_áéñü]{0,9}", fullmatch=True).filter(str.isidentifier)
TRAPS = (
    "four",
    "capital",
    "open",
    "the",
    "word",
    "space",
    "punto",
    "mayúscula",
    "letra",
    "y",
    "HTMLPage2",
    "x007",
    "a1b2",
    "_x",
    "x_",
    "iPhone",
    "ÁB",
    "cien",
    "line",
)


@st.composite
def written(draw: st.DrawFn) -> str:
    """Python with names and texts that are like the words of exact speech, and with every kind of number."""
    name = st.one_of(NAMES, st.sampled_from(TRAPS)).filter(
        lambda one: (
            one
            not in (
                "None",
                "True",
                "False",
                "and",
                "as",
                "def",
                "del",
                "for",
                "if",
                "in",
                "is",
                "not",
                "or",
                "pass",
                "try",
                "with",
                "else",
                "elif",
                "from",
                "while",
                "return",
                "import",
                "class",
                "lambda",
                "yield",
                "break",
                "global",
                "raise",
                "assert",
                "except",
                "continue",
                "finally",
                "nonlocal",
                "async",
                "await",
            )
        )
    )
    text = st.one_of(
        ANYTHING,
        st.lists(st.sampled_from((*TRAPS, "one", "two", "open bracket", "end", "Luz", "12", "")), max_size=4).map(" ".join),
    )
    number = st.one_of(
        st.integers(0, 10**12).map(str),
        st.floats(0, 1e30, allow_nan=False).map(repr),
        st.sampled_from(["0x1F", "1_000", "007.5", ".5", "5.", "1e9"]),
    )
    rows = []
    for at in range(draw(st.integers(1, 3))):
        value = draw(st.one_of(number, text.map(repr)))
        rows.append(f"v_{draw(name)} = {value}" if at % 2 else f"{draw(name)}_{at} = {value}")
    return "\n".join(rows) + "\n"


@given(tag=TAGS, source=written())
@settings(max_examples=150)
@example(tag="en", source='four = "one for all: two  spaces, the word four"\n')
@example(tag="en", source="a = 'it\\'s'\nb = \"\\\\n\\n\\t'\"\n")
@example(tag="en", source='print("""three""")\n')
@example(tag="en", source="x = f\"{1 + 1:>5} {'a'}\"\n")
@example(tag="en", source=">>> x = 2\n>>> if x:\n...     print(x)\n>>> x + 3\n")
def test_names_texts_and_numbers_come_back(tag: str, source: str) -> None:
    try:
        program = python(source)
    except BroadcastError:
        return  # what cannot be read is not said
    comes_back(program, tag)


@given(tag=TAGS, source=python_sources())
@settings(max_examples=120)
def test_python_comes_back(tag: str, source: str) -> None:
    comes_back(python(source), tag)


@given(tag=TAGS, source=given_python.programs(), typed=given_python.talks(), drawn=given_python.drawings())
@settings(max_examples=40)
def test_every_construct_of_python_comes_back(tag: str, source: str, typed: str, drawn: str) -> None:
    comes_back(python(source), tag)
    comes_back(python(given_python.typed(typed)), tag)
    drawing = read(fence(drawn, "python", world=World(kind="turtle")))
    assert exact_reader.program(spoken(drawing, tag), load(tag), "python", plane=True).body == drawing.body


@given(tag=TAGS, source=robot_sources())
@settings(max_examples=120)
def test_the_robots_words_come_back(tag: str, source: str) -> None:
    comes_back(replace(robot(source), words=tag), tag)


@given(tag=TAGS, program=given_blocks.programs())
@settings(max_examples=120, suppress_health_check=list(HealthCheck))
def test_blocks_come_back(tag: str, program: Program) -> None:
    comes_back(program, tag)
    said = exact_reader.source(spoken(program, tag), load(tag), "blocks")
    assert [row.strip() for row in said.splitlines()] == [line.text for line in lines(program, load(tag))]


@pytest.mark.slow
@pytest.mark.parametrize("tag", tags())
@given(source=python_sources(), other=robot_sources(), program=given_blocks.programs(), text=written())
@settings(max_examples=2000, suppress_health_check=list(HealthCheck))
def test_thousands_come_back(tag: str, source: str, other: str, program: Program, text: str) -> None:
    comes_back(python(source), tag)
    comes_back(replace(robot(other), words=tag), tag)
    comes_back(program, tag)
    try:
        comes_back(python(text), tag)
    except BroadcastError:
        return


@pytest.mark.parametrize("tag", tags())
def test_no_two_words_of_a_language_are_said_alike(tag: str) -> None:
    language = load(tag)
    said = [*language.signs.values(), *(language.exact[key] for key in WORDS if key not in ("pause", "colon", "stop"))]
    assert len(set(said)) == len(said)
    assert set(language.signs) >= set(load("en").signs) and set(language.exact) == set(load("en").exact)
    assert all(words == words.casefold() and not re.search(r"[.,:]", words) for words in said)
    assert not set(said) & set(vocabulary(language).numbers)
    opened = {sign.removeprefix("open ") for sign in language.signs if sign.startswith("open ")}
    assert opened == {sign.removeprefix("close ") for sign in language.signs if sign.startswith("close ")}


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("Line one: x, equals, one", ""),
        ("x, equals, one.", "nobody can type 'x, equals, one'"),
        ("Line two: x, equals, one.", "nobody can type 'Line two'"),
        ("Line one, indent many: x, equals, one.", "nobody can type"),
        ("Line one: x, equals, open quote, hop.", "nobody can type 'open quote'"),
        ("Line one: letter by letter, x, equals.", "nobody can type"),
        ("Line one: x, equals, the word.", "cannot read"),
    ],
)
def test_what_nobody_can_type_is_named(said: str, what: str) -> None:
    if not what:
        assert exact_reader.source(said, load("en"), "python") == "x = 1\n"
        return
    with pytest.raises(BroadcastError) as caught:
        exact_reader.program(said, load("en"), "python")
    assert what in str(caught.value)
