"""Gaps in programs of blocks: the same places in every language, each filled with what a child could write there."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings

from broadcast.language.catalogue import messages
from broadcast.lesson.model import Code, Lesson, Step, Unit, World
from broadcast.program import Program, source
from broadcast.program.model import Number, walk
from broadcast.unplugged.blocks_places import places
from broadcast.unplugged.gaps import Gap, gaps
from broadcast.unplugged.judging import parsed
from broadcast.unplugged.stage import Request, Stage
from tests.program.given_blocks import runnable
from tests.program.test_program_blocks import SPEAKING, blocks

PROGRAM = """\
set Score to 9
insert 9 at 1 of Names
repeat until Score + 2 ≥ 10:
    forward 2
    turn right 90 degrees
    replace item 2 of Names with Score * 4
if item 1 of Names = 9 and Score - 1 ≠ 5:
    say "Take 5 + 1 < 7"
"""


def stage(tag: str, text: str = PROGRAM, world: World | None = None) -> Stage:
    unit = Unit("t", "T")
    code = Code("s.000000", "blocks", text, 1, world=world)
    lesson = Lesson("l", 1, unit, tag, tag, (8, 11), 15, "", (), (), (), (), "", "", (Step("s", unit, (code,), 1),), "", "")
    return Stage(lesson, Request("blank", code.id), messages(tag), 1, 1)


def told(gap: Gap) -> tuple[int, str, str, tuple[str, ...]]:
    """What must be alike in all languages; the words of a side are the language's own."""
    return gap.line, gap.kind, "" if gap.kind == "side" else gap.was, () if gap.kind == "side" else gap.candidates


def test_places_of_a_program_in_english() -> None:
    found = [(gap.line, gap.kind, gap.was) for gap in gaps(stage("en"))]
    assert found == [
        (1, "number", "9"), (2, "number", "1"), (2, "number", "9"), (3, "number", "2"), (3, "number", "10"), (3, "comparison", "≥"), (3, "sign", "+"),
        (4, "number", "2"), (5, "number", "90"), (5, "side", "right"), (6, "number", "2"), (6, "number", "4"), (6, "sign", "*"),
        (7, "number", "1"), (7, "number", "9"), (7, "number", "1"), (7, "number", "5"), (7, "comparison", "="), (7, "comparison", "≠"), (7, "sign", "-"),
    ]  # fmt: skip
    assert [gap.starting for gap in gaps(stage("en"))].index(True) == 0


def test_they_are_the_same_in_every_language_and_can_be_filled() -> None:
    for tag in SPEAKING:
        here = stage(tag)
        found = gaps(here)
        assert list(map(told, found)) == list(map(told, gaps(stage("en"))))
        for gap in found:
            assert gap.filled(gap.was) == here.source
            assert gap.gapped.count("____") == 1
            for candidate in gap.candidates:
                program = parsed(gap.filled(candidate), here.setting)
                assert program is not None, gap.filled(candidate)
                if candidate != gap.was:
                    assert program.body != here.program.body


def numbers(program: Program) -> Counter[float]:
    return Counter(node.value for node in walk(program.body) if isinstance(node, Number))


@given(program=runnable("turtle", 1))
@settings(max_examples=12, deadline=None)
def test_places_do_not_depend_on_the_words(program: Program) -> None:
    from broadcast.language.model import load

    seen = []
    for tag in SPEAKING:
        language = load(tag)
        text = source(program, language)
        found = places(program, language)
        seen.append([(place.line, place.was, place.kind) for place in found])
        rows = text.split("\n")
        for place in found:
            row = rows[place.line - 1].lstrip()
            assert row[place.start : place.start + len(place.was)] == place.was
            if place.kind == "number":
                indent = rows[place.line - 1].removesuffix(row)
                new = indent + row[: place.start] + "777" + row[place.start + len(place.was) :]
                changed = blocks("\n".join([*rows[: place.line - 1], new, *rows[place.line :]]))
                before, after = numbers(program), numbers(changed)
                assert ((before - after).total(), (after - before).total()) == (1, 1), new
    assert all(one == seen[0] for one in seen)
