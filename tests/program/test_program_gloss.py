"""Every node of the model has words in every language, and none of them is code read aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from typing import Any, Literal, get_args, get_origin, get_type_hints

import polib
import pytest

from broadcast.assets import media
from broadcast.language.catalogue import SLOT, messages
from broadcast.language.model import tags
from broadcast.program import Program, expressions, speak, statements
from broadcast.program.gloss import Gloss
from broadcast.program.gloss_values import HOLES
from broadcast.program.idioms import TABLES
from broadcast.program.model import (
    Assign,
    Binary,
    Branch,
    Call,
    Compare,
    Do,
    Gathered,
    If,
    Item,
    Listed,
    Mapped,
    Method,
    Name,
    Number,
    Print,
    Text,
    numbered,
    walk,
)
from broadcast.program.model import (
    Program as Tree,
)
from broadcast.program.patterns import Rule, read
from tests.program.given import python

ONE, NAME, WORD = Number(1), Name("big_bag"), Text("go on")
INSIDE = (Print(0, (NAME,)),)
GIVEN: dict[str, Any] = {
    "line": 0, "text": "", "value": NAME, "values": (NAME, WORD), "target": NAME, "targets": (NAME, Name("b")), "also": (), "steps": Name("n"), "angle": ONE,
    "seconds": ONE, "direction": ONE, "x": ONE, "y": Name("n"), "radius": ONE, "extent": ONE, "message": "start now", "detail": "Cat", "towards": "Cat", "to": "",
    "module": "random", "names": ("choice",), "alias": "", "call": Call("dance", (ONE,)), "count": ONE, "test": Compare(NAME, ((">", ONE),)), "body": INSIDE,
    "variable": "thing", "more": (), "branches": (Branch(0, NAME, INSIDE),), "other": (), "other_line": 0, "name": "dance_now", "parameters": ("steps",), "defaults": (),
    "separator": None, "end": None, "items": (ONE, NAME), "pairs": ((WORD, ONE),), "element": NAME, "index": ONE, "start": ONE, "stop": Name("n"), "step": None,
    "operand": NAME, "left": NAME, "right": ONE, "rest": ((">", ONE),), "then": ONE, "parts": ((NAME, -1), (WORD, -1)), "function": "dance_now",
    "arguments": (ONE,), "form": ">5", "back": False, "bare": False, "by": False, "degrees": False, "waits": False, "again": False,
}  # fmt: skip
"""A value for each field of a node; fields with a closed set of words take each of them."""
OF: dict[type, dict[str, Any]] = {
    statements.Assign: {"value": ONE}, statements.Delete: {"target": Item(NAME, ONE)}, statements.ForEach: {"values": NAME},
    expressions.Logic: {"values": (NAME, Compare(NAME, ((">", ONE),)))}, expressions.Gathered: {"values": NAME}, expressions.Choose: {"other": WORD},
}  # fmt: skip
NUMBERS = {"Number": 3, "Text": "go on", "Truth": True, "Name": "big_bag"}


def variants(kind: type) -> Iterator[Any]:
    """A node of this kind with each word that its fields may have, with and without what may be absent."""
    hints = get_type_hints(kind, vars(expressions) | vars(statements))
    given = {part.name: GIVEN.get(part.name) for part in fields(kind)}
    if kind.__name__ in NUMBERS:
        given[fields(kind)[0].name] = NUMBERS[kind.__name__]
    given |= OF.get(kind, {})
    for part in fields(kind):
        if get_origin(hints[part.name]) is Literal:
            given[part.name] = get_args(hints[part.name])[0]
    yield kind(**given)
    for part in fields(kind):
        hint = hints[part.name]
        if get_origin(hint) is Literal:
            yield from (kind(**given | {part.name: word}) for word in get_args(hint))
        elif type(None) in get_args(hint):
            yield from (kind(**given | {part.name: value}) for value in (None, ONE))
        elif hint is bool and part.name != "degrees":
            yield kind(**given | {part.name: True})
        elif hint is str and part.name in ("detail", "to", "towards", "alias"):
            yield kind(**given | {part.name: ""})


EXPRESSIONS = list(get_args(expressions.Expression))
STATEMENTS = list(get_args(statements.Statement))
NODES = [
    *(Print(0, (node,)) for kind in EXPRESSIONS for node in variants(kind)),
    *(If((Branch(0, node, INSIDE),)) for kind in EXPRESSIONS for node in variants(kind)),
    *(node for kind in STATEMENTS for node in variants(kind)),
]
CODE = re.compile(r"[`_{}\[\]\\/*=<>+^~|@#$%&]|\(|\)|\d|\bNone\b|\bTrue\b|\.\w|-\s")


def said(program: Tree, tag: str) -> str:
    return speak(program, messages(tag)).phrase.spoken


@pytest.mark.parametrize("tag", tags())
@pytest.mark.parametrize("language", ["python", "blocks"])
def test_every_node_has_words(tag: str, language: Literal["python", "blocks"]) -> None:
    """What `other` means is the source's own; all else is the class's language, without a sign that nobody can say."""
    assert len(NODES) > 150
    for node in NODES:
        words = said(Program(language, numbered((node,))), tag)
        assert words and not CODE.search(words), f"{node}: {words}"
        assert ".." not in words and "  " not in words and " ," not in words, words


def test_every_node_is_met() -> None:
    met = {type(inner) for node in NODES for inner in walk(node)}
    assert {*EXPRESSIONS, *STATEMENTS} <= met


@pytest.mark.parametrize("rule", [rule for table in TABLES for rule in table], ids=lambda rule: rule.pattern)
def test_a_row_is_a_pattern_with_a_message_of_its_holes(rule: Rule) -> None:
    holes = set(re.findall(r"\b[A-Z]{3,}\b", rule.pattern))
    assert read(rule.pattern) is not None
    assert holes <= set(HOLES) and {hole for hole, _ in rule.kinds} <= holes
    for tag in tags():
        for form in messages(tag).texts[f"speech.{rule.key}"]:
            slots = {match[1] for match in SLOT.finditer(form)}
            assert slots <= {hole.lower() for hole in holes}, form


def test_the_first_row_that_fits_is_taken() -> None:
    words = messages("en")
    lines = (
        "names = []\nx = 5\nprint(len(names) == 0, x % 2 == 0, names[-1], names[len(names) - 1], names[-2], not 'a' in names)\n"
    )
    gloss = Gloss(python(lines), words)
    assert gloss.clause(gloss.program.body[2]).text == (
        "say whether names is empty, whether the number in x is an even number, the last thing in names, the last thing in names, "
        "what is in place 2 from the end of names, and whether “a” is not in names"
    )


def test_a_function_of_the_program_is_no_idiom() -> None:
    program = Program("python", numbered((Do(0, Call("shuffle", (NAME,))), Print(0, (Call("len", (NAME,)),)))))
    own = Program("python", numbered((statements.Define(0, "shuffle", ("a",), INSIDE), *program.body)))
    assert Gloss(program, messages("en")).clause(program.body[0]).text == "mix up big_bag"
    assert Gloss(own, messages("en")).clause(own.body[1]).text == "do shuffle with what is in big_bag"


def test_blocks_count_from_one() -> None:
    items = Assign(0, Name("names"), Listed((ONE, ONE)))
    lines = (items, Print(0, (Item(Name("names"), Number(0)),)), Print(0, (Item(Name("names"), Binary("-", Name("i"), ONE)),)))
    for language, first, worked in (("python", "place 0", "what is in i minus 1"), ("blocks", "place 1", "what is in i tells")):
        program = Program(language, numbered(lines))  # type: ignore[arg-type]
        gloss = Gloss(program, messages("en"))
        assert first in gloss.clause(program.body[1]).text
        assert worked in gloss.clause(program.body[2]).text


def test_variables_of_a_new_list_are_said_by_their_names() -> None:
    made = Gathered(Binary("*", Name("n"), Number(2)), "n", Name("numbers"), Compare(Name("n"), ((">", ONE),)))
    gloss = Gloss(Program("python", ()), messages("en"))
    assert gloss.value(made).text == "a list made from numbers: for each n, but only if n is greater than 1, n times 2"


def test_dictionaries_are_tables() -> None:
    ages = Mapped(((Text("Luz"), Number(9)), (Text("Ben"), Number(8))))
    program = Program("python", numbered((Assign(0, Name("ages"), ages), Print(0, (Item(Name("ages"), Text("Luz")),)))))
    gloss = Gloss(program, messages("en"))
    assert [gloss.clause(line).text for line in program.body] == [
        "put this table in ages: “Luz” has 9, “Ben” has 8",
        "say what ages has for “Luz”",
    ]
    assert gloss.value(Method(Name("ages"), "get", (Text("Eva"), Number(0)))).text == "what ages has for “Eva”, or else 0"


def test_every_message_tells_its_translators_when_it_is_heard_and_what_stands_in_it() -> None:
    for entry in polib.pofile(str(media() / "languages" / "en.po")):
        if not (entry.msgctxt or "").startswith("speech."):
            continue
        slots = {match[1] for text in (entry.msgid, entry.msgid_plural or "") for match in SLOT.finditer(text)}
        comment = " ".join(entry.comment.split())
        assert len(comment) > 5, entry.msgctxt
        assert not slots or ("Slots: " in comment and "Example: " in comment), entry.msgctxt
        for slot in slots:
            assert f"{slot}: " in comment, (entry.msgctxt, slot)
