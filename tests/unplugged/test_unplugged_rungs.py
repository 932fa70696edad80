"""Further tasks: short, proven from the item alone, none told beside another, none needed by the slot."""

from __future__ import annotations

import pytest

from broadcast.errors import BroadcastError
from broadcast.unplugged.prove import prove
from tests.unplugged.test_unplugged_dialogue import CODES
from tests.unplugged.unplugged_lessons import made, robot

KINDS = ("place", "program", "predict", "trace", "which", "parsons", "blank", "bug", "match", "change")


@pytest.mark.parametrize("name", list(CODES))
def test_every_answer_of_a_further_task_is_proven(name: str) -> None:
    found = made(CODES[name], kinds=KINDS)
    items = {item.id: item for item in found.items}
    for box in found.boxes:
        further = items[box.item].further if box.item else ()
        assert len({rung.mark for rung in box.rungs}) == len(box.rungs) <= 2
        for one in further:
            prove(one)
            assert one.id.startswith(f"{box.item}.") and one.box == box.number
            rung = next(rung for rung in box.rungs if rung.prompt == one.prompt)
            assert rung.answer and not (
                set(rung.answer.split()) & set(rung.prompt.rstrip("?").split()) and rung.answer in rung.prompt
            )
        for rung in box.rungs:
            proven = any(one.prompt == rung.prompt for one in further)
            other = bool(rung.answer) and any(
                rung.answer in str(item.answers) or rung.answer in box.answer for item in found.items
            )
            assert proven or not rung.answer or other or rung.answer.replace(" ", "").isalpha()
            assert len(rung.prompt) <= 90


@pytest.mark.parametrize("kind", ["predict", "trace", "blank", "change"])
def test_a_wrong_answer_of_a_further_task_is_found_out(kind: str) -> None:
    item = made(robot(), kinds=("program", kind)).items[0]
    prove(item)
    spoilt = {"predict": ["B5"], "change": [11], "trace": [{"steps": 99}]}
    for at, one in enumerate(item.further):
        wrong = one.model_copy(update={"answers": tuple(spoilt[one.kind])})
        with pytest.raises(BroadcastError):
            prove(item.model_copy(update={"further": (*item.further[:at], wrong, *item.further[at + 1 :])}))
    assert item.further


def test_the_task_is_said_in_the_wait_and_may_be_dropped() -> None:
    """By hand: five rounds of forward two and right from A1 stop on A3."""
    activity = made(robot(), kinds=("program", "predict")).activities[1]
    assert next((rung.prompt, rung.answer) for rung in activity.boxes[0].rungs) == ("Now 5, not 3: where does it stop?", "A3")
    said = [turn for turn in activity.turns if turn.optional]
    assert [turn.optional for turn in said] == [9] * 4 and [turn.kind for turn in said] == ["say", "wait", "say", "wait"]
    assert said[0].phrase.spoken == "If you are done, go on. Now five, not three: where does it stop?"


@pytest.mark.parametrize("tag", ["en", "es-419"])
def test_further_tasks_are_named_for_every_kind_that_has_them(tag: str) -> None:
    """Whatever made the box; but not in a trace, which all do row by row together, nor for home."""
    code = robot("forward 2\nright\nforward 2\nright\nforward 1\n", goal="C1", walls=("B1",))
    found = made(
        code, kinds=("path", "which", "cards", "wordsearch", "crossword", "make", "match", "trace"), tag=tag, home=("change",)
    )
    for activity in found.activities:
        marks = {rung.mark for box in activity.boxes for rung in box.rungs}
        named = [turn for turn in activity.turns if turn.kind == "say" and ".rung" in turn.name]
        heard = " ".join(turn.phrase.text for turn in named)
        aloud = activity.kind != "trace" and not any(turn.closes == "home" for turn in activity.turns)
        assert len(named) == (len(marks) if aloud else 0), activity.kind
        assert not aloud or all(rung.prompt in heard for box in activity.boxes for rung in box.rungs)
    assert {activity.kind for activity in found.activities if any(".rung" in turn.name for turn in activity.turns)} >= {
        "cards", "wordsearch", "crossword", "make", "match",
    }  # fmt: skip


def test_no_line_is_named_where_lines_have_no_numbers() -> None:
    """Flowcharts and strips: the 2 of the loop and the 2 of the way can only be told apart by their lines, so neither is asked for."""
    found = made(robot("repeat 2:\n    forward 2\n    right\nforward 1\nleft\n"), kinds=("program", "order", "parsons", "blank"))
    prompts = {
        item.kind: [rung.prompt for box in found.boxes if box.item == item.id for rung in box.rungs] for item in found.items
    }
    assert (
        prompts["order"] and prompts["parsons"] and not any(" in line " in one for one in prompts["order"] + prompts["parsons"])
    )
