"""Acting: what children do is a program, and where they stand is known; a wrong key is found out."""

from __future__ import annotations

import pytest

from broadcast.errors import BroadcastError
from broadcast.language.catalogue import messages
from broadcast.lesson.model import Code, World
from broadcast.unplugged.model import Activity, Item
from broadcast.unplugged.prove import prove
from broadcast.unplugged.sheet import build
from broadcast.unplugged.stage import Request
from tests.unplugged.unplugged_lessons import SCORE, lesson, python, robot

WAYS = {"5": (0, 1), "E": (1, 0), "1": (0, -1), "A": (-1, 0)}


def acted(code: Code, tag: str = "en", **options: str) -> Activity:
    found = build(lesson(code, tag=tag), [Request("act", code.id, options)], messages(tag), 1)
    assert not found.refused, found.refused
    return found.activities[0]


def walked(item: Item) -> list[list[str]]:
    """The commands as they are said, done by hand from the starting square."""
    assert item.program and item.program.world
    x, y = ord(item.program.world["start"][0]) - 65, int(item.program.world["start"][1]) - 1
    order = ["5", "E", "1", "A"]
    looks, found = "5", []
    for option in item.options:
        times = {"2": 2, "3": 3}.get(option.text[0], 1)
        for _ in range(times):
            if "Forward" in option.text or "Back" in option.text:
                sign = -1 if "Back" in option.text else 1
                x, y = x + sign * WAYS[looks][0], y + sign * WAYS[looks][1]
            turns = {"Right": 1, "Left": 3, "Around": 2}
            looks = order[(order.index(looks) + sum(turns[word] for word in turns if word in option.text)) % 4]
        assert 0 <= x < 5 and 0 <= y < 5, "a child leaves the room"
        found.append([f"{chr(65 + x)}{y + 1}", looks])
    return found


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("repeat 3:\n    forward 2\n    right\n", "words"),
        ("forward\n", "words"),
        ("back 2\nback\n", "words"),
        ("forward\nleft\nback\nright\n", "words"),
        ("forward\npick\nleft\nput\n", "words"),
        ("repeat 3:\n    forward 2\n    right\n", "loop"),
        ("repeat 2:\n    back\n", "loop"),
    ],
)
def test_robots_stand_where_the_key_says(source: str, what: str) -> None:
    activity = acted(robot(source), what=what)
    (item,) = activity.items
    assert list(item.answers) == walked(item)
    assert " ".join(beat.phrase.text for turn in activity.turns for beat in turn.beats) == item.prompt
    prove(item)


def test_boxes_hold_what_was_said_last() -> None:
    (item,) = acted(python("n = 3\nn = n + 1\nn = n - 1\nprint(n)\n")).items
    assert [answer[0] for answer in item.answers] == ["box = 2", "box = 3", "box = 2", "box = 4"]
    told = acted(python(SCORE), **{"with": "cards"})
    assert any("piece of paper" in turn.phrase.text for turn in told.turns)
    prove(told.items[0])


def test_a_condition_is_done_only_where_it_is_true() -> None:
    (item,) = acted(python(SCORE), what="condition").items
    assert [answer[1] for answer in item.answers] == ["", "clap", "clap", "clap, stamp"]
    assert [option.text for option in item.options][1:3] == [
        "If you hold up more than 2 fingers, clap!",
        "If you hold up more than 4 fingers, clap!",
    ]
    (item,) = acted(python(SCORE), what="loop").items
    assert [answer[1] for answer in item.answers] == ["clap, clap", "clap, clap, stamp, stamp, stamp"]


def test_a_turtle_turns_a_little() -> None:
    """No paper robot turns so: it is acted, and no answer rests on it."""
    source = "pen down\nrepeat 3:\n    forward 50\n    turn right 120\n"
    code = Code(id="steps.triangle", language="blocks", source=source, line=1, world=World(kind="turtle", facing="0"))
    activity = acted(code)
    beats = [beat.phrase.text for turn in activity.turns for beat in turn.beats]
    assert beats == ["Forward!", "A little right!", "Forward!"] and not activity.items
    square = source.replace("120", "90")
    (item,) = acted(
        Code(id="steps.square", language="blocks", source=square, line=1, world=World(kind="turtle", facing="0"))
    ).items
    assert list(item.answers) == walked(item)


@pytest.mark.parametrize(
    ("source", "options", "why"),
    [
        ("print(1)\n", {}, "no variable"), ("print(1)\n", {"what": "loop"}, "no loop"), ("print(1)\n", {"what": "condition"}, "no condition"),
        ("forward 2\n", {"with": "cards"}, "moves a robot"),
    ],
)  # fmt: skip
def test_refused_with_a_reason(source: str, options: dict[str, str], why: str) -> None:
    code = robot(source) if "forward" in source else python(source)
    (refusal,) = build(lesson(code), [Request("act", code.id, options)], messages("en"), 1).refused
    assert why in refusal.why


BLOCKS = {
    "walk": ("when started:\n    repeat 3:\n        forward 2\n        right\n", World(goal="C1", walls=("B1",))),
    "square": ("pen down\nrepeat 4:\n    forward 50\n    turn right 90\n", World(kind="turtle", facing="0")),
    "score": (
        'set score to 3\nrepeat 3:\n    change score by 4\nif score > 10:\n    say "win"\nelse:\n    say "again"\n',
        World(kind="stage", facing="90"),
    ),
}


@pytest.mark.parametrize("tag", ["en", "es-419"])
@pytest.mark.parametrize("name", sorted(BLOCKS))
def test_programs_of_blocks_are_acted_and_made_and_lie_in_mazes(name: str, tag: str) -> None:
    source, world = BLOCKS[name]
    code = Code(id=f"steps.{name}", language="blocks", source=source, line=1, world=world)
    wanted = [
        Request("act", code.id), Request("act", code.id, {"what": "loop"}), Request("act", code.id, {"what": "condition"}),
        Request("path", code.id, {"form": "maze"}), Request("make", code.id),
    ]  # fmt: skip
    found = build(lesson(code, tag=tag), wanted, messages(tag), 1)
    assert [refusal.kind for refusal in found.refused] == {"walk": ["act"], "square": ["act", "path"], "score": ["path"]}[name]
    assert len(found.items) == len(wanted) - len(found.refused)
    for item in found.items:
        prove(item)


@pytest.mark.parametrize("what", ["words", "loop", "condition"])
def test_a_wrong_key_is_found_out(what: str) -> None:
    code = robot() if what == "words" else python(SCORE)
    (item,) = acted(code, what=what).items
    prove(item)
    spoilt = (
        {"answers": (["A1", "5"], *item.answers[1:])},
        {"answers": item.answers[:-1]},
        {"options": item.options[1:]},
        {"options": (item.options[0].model_copy(update={"program": "forward\nforward\nforward\n"}), *item.options[1:])},
    )
    for change in spoilt:
        with pytest.raises(BroadcastError):
            prove(item.model_copy(update=change))
