"""The dialogue of the hand-made episode, line for line; and rules that hold for every turn in every language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from broadcast.language.model import load
from broadcast.unplugged.activities import ACTIVITIES
from broadcast.unplugged.sheet import Sheet
from tests.unplugged.unplugged_lessons import HOUSE, SCORE, STAGE, blocks, dialogue, made, python, robot

GOLDEN = Path(__file__).parent.parent / "golden"
WALK = "repeat 2:\n    repeat until wall:\n        forward\n    right\nif item:\n    pick\nforward\n"
SUM = 'mangos = 6\nmangos = mangos - 4\nif mangos < 3:\n    print("Pick more")\nprint(mangos)\n'
CODES = {
    "loop": robot(), "walk": robot(WALK, start="A1", items=("E5",), walls=("C3", "A4-B4"), goal="E4", marks=(("B2", "star"),)),
    "line": robot("forward 2\nright\nback\npick\nleft\nput\nforward 3\n", start="C2", items=("B4", "C4")), "score": python(SCORE), "sum": python(SUM),
    "turtle": python('steps = 1\nfor turn in range(3):\n    forward(steps)\n    right(90)\n    steps = steps + 1\nprint("end", steps)\n'),
    "square": blocks(), "house": python(HOUSE, "house"), "stage": blocks(STAGE, "stage"),
}  # fmt: skip
EVERY = tuple(ACTIVITIES)


def sheet(name: str, tag: str = "en") -> Sheet:
    return made(CODES[name], kinds=EVERY, tag=tag, home=("change",))


@pytest.mark.parametrize("tag", ["en", "es-419"])
def test_dialogue_of_the_hand_made_episode(tag: str) -> None:
    """`exemplar-<tag>.txt` was read beside the episode by hand, cue for cue, before it was kept."""
    found = made(robot(), kinds=("place", "act", "program", "predict", "trace"), tag=tag, home=("change",), words=2)
    told = "\n".join(f"# {activity.kind}\n{dialogue(activity.turns)}" for activity in found.activities)
    boxes = "".join(f"{box.number} · {box.heading} · {box.prompt} · {box.answer} · {box.explanation}\n" for box in found.boxes)
    assert f"{told}\n# boxes\n{boxes}" == (GOLDEN / f"exemplar-{tag}.txt").read_text("utf-8")


STEPS = "repeat 2:\n    forward 2\n    right\nforward 1\nleft\n"


@pytest.mark.parametrize("tag", ["en", "es-419"])
def test_dialogue_of_choices_flowcharts_gaps_and_drawings(tag: str) -> None:
    """`kinds-<tag>.txt` was read by hand before it was kept: a walk, a sum, blocks that draw."""
    told = []
    for code in (robot(STEPS, "steps"), python(SUM, "sum"), blocks()):
        for kind in ("predict", "trace", "path", "which", "order", "faded", "parsons", "blank", "bug", "change"):
            found = made(code, kinds=("program", kind), tag=tag)
            told.append(f"# {code.language} {kind}\n{dialogue(found.activities[1].turns)}")
            told += [f"{box.prompt} · {box.answer} · {box.explanation}\n" for box in found.boxes if box.item]
            told += [f"  {rung.mark} · {rung.prompt} · {rung.answer}\n" for box in found.boxes for rung in box.rungs]
            told += [f"refused: {refusal.why}\n" for refusal in found.refused]
    assert "".join(told) == (GOLDEN / f"kinds-{tag}.txt").read_text("utf-8")


HAND = """
Put your robot on square A one, in box one. The arrow looks towards row five. No sheet? Draw five by five squares: A one is the corner at your left hand.
You are robots too. Stand up. Stay by your place, move small. Forward: one step, the way you look. Right: turn on your spot, and do not step.
Right turned me. It did not move me.
Do this three times: forward two, turn right.
Once more. Do this three times: forward two, turn right.
Don't move the robot yet. On which square will it stop? Write it in box three, or whisper it.
Let's run it. First time. Forward two.
Where is it? Everybody!
A three!
Turn right. Now it looks towards letter E. Write it in row one.
Second time: forward two, turn right. Where is it, and where does it look? Write row two.
C three, and it looks towards row one.
Third time, the last one. Where does it stop? Write row three.
C one, and it looks towards letter A. There the program ends.
I wrote A one. I went round four times, not three.
For home, box five. Change the three. The robot walks and comes back to A one. Which is the smallest number that does it?
"""


def test_it_says_what_the_hand_made_episode_says() -> None:
    found = made(robot(), kinds=("place", "act", "program", "predict", "trace"), home=("change",))
    said = [turn.phrase.spoken for activity in found.activities for turn in activity.turns]
    assert [line for line in HAND.strip().split("\n") if line not in said] == []


@pytest.mark.parametrize("tag", ["en", "es-419"])
@pytest.mark.parametrize("name", list(CODES))
def test_turns_are_well_formed(name: str, tag: str) -> None:
    found = sheet(name, tag)
    labels = {turn.label for activity in found.activities for turn in activity.turns if turn.label}
    for activity in found.activities:
        names = [turn.name for turn in activity.turns]
        assert len(set(names)) == len(names) and all(re.fullmatch(rf"{activity.kind}\.[a-z-]+(-\d+)?", one) for one in names)
        for at, turn in enumerate(activity.turns):
            after = activity.turns[at + 1 :]
            if turn.kind == "ask" and turn.closes == "home":
                assert turn.to == "home"
            elif turn.kind == "ask":
                assert after and after[0].kind == "wait"
                rest = [one for one in after[1:] if not one.name.startswith(f"{activity.kind}.rung")]
                assert turn.closes in labels if turn.closes else rest[0].kind == "answer"
            if turn.kind == "wait":
                assert turn.wait and turn.note and not turn.phrase
            if turn.kind == "act":
                assert turn.beats and all(beat.wait >= 2 for beat in turn.beats)


@pytest.mark.parametrize("tag", ["en", "es-419"])
@pytest.mark.parametrize("name", list(CODES))
def test_no_question_for_yes_or_no_and_nothing_points(name: str, tag: str) -> None:
    rules = load(tag).rules
    for activity in sheet(name, tag).activities:
        for turn in activity.turns:
            for phrase in (turn.phrase, turn.alone, *(beat.phrase for beat in turn.beats)):
                for sentence in re.split(r"(?<=[.!?])\s+", phrase.text if phrase else ""):
                    assert not any(re.search(rule, sentence, re.IGNORECASE) for rule in rules["pointing"]), sentence
                    if sentence.endswith("?") and not any(re.search(rule, sentence, re.IGNORECASE) for rule in rules["choice"]):
                        assert not any(re.search(rule, sentence, re.IGNORECASE) for rule in rules["yesno"]), sentence
                    if activity.kind != "match":  # meanings are the author's
                        assert len(sentence.split()) <= 18, sentence


@pytest.mark.parametrize("name", list(CODES))
def test_boxes_are_the_same_in_every_language(name: str) -> None:
    one, other = sheet(name), sheet(name, "es-419")
    shape = [
        (box.number, box.item, box.size, box.board, [figure.figure for figure in (*box.figures, *box.key)]) for box in one.boxes
    ]
    assert shape == [
        (box.number, box.item, box.size, box.board, [figure.figure for figure in (*box.figures, *box.key)]) for box in other.boxes
    ]
    assert [(item.id, item.kind, len(item.answers), len(item.options)) for item in one.items] == [
        (item.id, item.kind, len(item.answers), len(item.options)) for item in other.items
    ]
    assert [turn.name for activity in one.activities for turn in activity.turns] == [
        turn.name for activity in other.activities for turn in activity.turns
    ]
    assert [refusal.kind for refusal in one.refused] == [refusal.kind for refusal in other.refused]


@pytest.mark.parametrize("name", list(CODES))
def test_the_same_twice(name: str) -> None:
    assert sheet(name) == sheet(name)


def test_marker_stands_where_the_line_is_said() -> None:
    for code in (robot(), python(SCORE)):
        activity = made(code, kinds=("program",)).activities[0]
        for turn in activity.turns[1:]:
            parts = [turn.phrase.spoken, *(beat.phrase.spoken for beat in turn.beats)]
            spoken = " ".join(part for part in parts if part)
            assert turn.shot is not None and [line for _, line in turn.shot.steps] == sorted(line for _, line in turn.shot.steps)
            for offset, line in turn.shot.steps:
                assert offset == 0 or spoken[offset - 1] == " "
                if code.language == "python":
                    assert (
                        spoken[offset:]
                        .lower()
                        .startswith(
                            ("line one", "line two", "line three", "line four", "line five", "line six", "line seven")[line - 1]
                        )
                    )
        assert [turn.repeat for turn in activity.turns] == [False, False, True]


def test_a_prediction_without_a_run_is_answered_at_once() -> None:
    turns = made(robot(), kinds=("program", "predict")).activities[1].turns
    assert (
        [turn.kind for turn in turns] == ["ask", "wait", "say", "wait", "say", "wait", "answer"]
        and not turns[0].closes
        and turns[-1].phrase.spoken == "It stops on C one."
    )


def test_new_boxes_get_their_papers() -> None:
    first, second = python(SUM, "first"), python("eggs = 2\neggs = eggs + 1\nprint(eggs)\n", "second")
    found = made(first, second, kinds=("trace",))
    assert "a small piece of paper for the box called Eggs" in found.activities[1].turns[0].phrase.spoken
