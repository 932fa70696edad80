"""The rules on the episode by hand: it is clean, and each thing made wrong in it is found where it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from broadcast.episode.fit import fit
from broadcast.episode.format import load
from broadcast.episode.model import Cue, Episode, Part, Term
from broadcast.episode.rules import RULES, check, estimated, responses, responses_a_minute, timeline, without_sheet
from broadcast.language.catalogue import messages
from broadcast.timecode import SAMPLE_RATE
from broadcast.unplugged.figures import Writing
from tests.drawing.figure_cases import EMPTY, FILLED
from tests.sample import exemplar

EN, DEMO = messages("en"), load("demo-5")


def found(episode: Episode) -> list[tuple[str, int]]:
    return [(finding.code, finding.cue) for finding in check(episode, EN, DEMO)]


def recut(episode: Episode, edit: Callable[[Cue], Cue | None]) -> Episode:
    """Every cue through `edit`; None takes it out. Numbers stay, so that findings can be told apart."""
    segments = tuple(
        segment.model_copy(update={"cues": tuple(done for cue in segment.cues if (done := edit(cue)) is not None)})
        for segment in episode.segments
    )
    return episode.model_copy(update={"segments": segments})


def changed(number: int, **update: Any) -> Episode:
    return recut(exemplar(), lambda cue: cue.model_copy(update=update) if cue.number == number else cue)


def saying(number: int, text: str) -> Episode:
    return recut(exemplar(), lambda cue: reworded(cue, text) if cue.number == number else cue)


def reworded(cue: Cue, text: str) -> Cue:
    part = cue.parts[0].model_copy(update={"text": text, "spoken": text})
    return cue.model_copy(update={"text": text, "spoken": text, "parts": (part, *cue.parts[1:])})


def without(*numbers: int) -> Episode:
    return recut(exemplar(), lambda cue: None if cue.number in numbers else cue)


def boxed(number: int, **update: Any) -> Episode:
    episode = exemplar()
    boxes = tuple(box.model_copy(update=update) if box.number == number else box for box in episode.boxes)
    return episode.model_copy(update={"boxes": boxes})


def test_the_episode_by_hand_is_clean() -> None:
    assert check(exemplar(), EN, DEMO) == ()


def test_codes_and_names_are_unique_and_every_row_has_a_remedy() -> None:
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)
    assert all(rule.sentence and rule.remedy and not rule.sentence.endswith(".") for rule in RULES)


NEVER = exemplar().model_copy(
    update={"vocabulary": (Term(word="robot", meaning="a machine that obeys orders without thinking"),)}
)
WRONG: list[tuple[str, Episode, tuple[str, int]]] = [
    ("no wait", changed(14, kind="music", wait=None), ("B101", 13)),
    ("no answer after the wait", without(31), ("B101", 29)),
    ("closes nowhere", changed(13, closes="run.nothing"), ("B101", 13)),
    ("closes before it asks", changed(29, closes="run.round.3.answer"), ("B101", 29)),
    ("talk ends with a question", saying(28, "I wrote A1. Where did I go wrong?"), ("B101", 28)),
    ("yes or no", saying(17, "Is it on A3? Everybody!"), ("B102", 17)),
    ("yes or no, after a word", saying(28, "Now, did you see my path? I did."), ("B102", 28)),
    ("wait under its least", changed(23, duration=5 * SAMPLE_RATE), ("B103", 23)),
    ("writing in a chorus", saying(17, "Where is it? Write it!"), ("B103", 18)),
    ("praise", saying(19, "A3! You are right!"), ("B104", 19)),
    ("music in a question", changed(18, kind="music", wait=None), ("B105", 18)),
    ("screen", saying(11, "As you can see, the robot moves."), ("B201", 11)),
    ("hour", saying(3, "Good morning! I have a cap."), ("B202", 3)),
    ("weekday", saying(33, "On Monday we open with box 5."), ("B203", 33)),
    ("long", saying(28, "I " + "really " * 14 + "wrote A1."), ("B204", 28)),
    ("address", saying(34, "You find it at www.example.org."), ("B205", 34)),
    ("file", saying(34, "It lies in robot.py."), ("B205", 34)),
    ("term", saying(3, "Hello! I have a loop. It is my robot."), ("B206", 3)),
    ("term never explained", NEVER, ("B206", 3)),
    ("unsafe", saying(7, "Close your eyes. Now walk."), ("B207", 7)),
    ("long talk", without(14, 16, 18, 21), ("B301", 22)),
    ("dead air", changed(28, duration=12 * SAMPLE_RATE), ("B302", 28)),
    ("filled in", boxed(3, figures=(Writing(text="It stops on ____.", answer="C1"),)), ("B401", 13)),
    ("said in the prompt", boxed(5, prompt="It stopped on C1. Change the number."), ("B401", 32)),
    ("table filled in", boxed(4, figures=exemplar().boxes[3].key), ("B401", 17)),
    ("order of boxes", changed(5, box=3), ("B403", 5)),
    ("no such box", changed(32, box=9), ("B403", 32)),
    ("placeholder", saying(34, "Thanks to {sponsor}."), ("B404", 34)),
    ("a word too long", saying(34, "Say " + "a" * 40 + "."), ("B404", 34)),
    ("no room on the screen", changed(5, shot=exemplar().cues[4].shot.model_copy(update={"heading": "a box " * 12})), ("B404", 5)),
    ("longer than its place", changed(33, duration=SAMPLE_RATE), ("B404", 33)),
]  # fmt: skip


@pytest.mark.parametrize(("episode", "expected"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_what_is_wrong_is_found(episode: Episode, expected: tuple[str, int]) -> None:
    assert expected in found(episode)


@pytest.mark.parametrize("name", ["letters", "crossword", "pixels", "checklist"])
def test_a_puzzle_that_is_done_already_is_found(name: str) -> None:
    empty, done = EMPTY[name], FILLED[name]
    assert found(boxed(3, figures=(empty,), key=(done,))) == []
    assert ("B401", 13) in found(boxed(3, figures=(done,), key=(done,)))


def test_each_rule_about_episodes_is_tried() -> None:
    tried = {code for _, _, (code, _) in WRONG} | {"B303", "B402"}
    assert tried == {rule.code for rule in RULES}


def test_repeated_four_times_in_a_minute() -> None:
    again = "The robot never guesses at all."
    three = recut(exemplar(), lambda cue: reworded(cue, again) if cue.number in (3, 5, 7) else cue)
    four = recut(three, lambda cue: reworded(cue, f"{again} {again}") if cue.number == 7 else cue)
    assert "B303" not in [code for code, _ in found(three)]
    assert ("B303", 7) in found(four)


def test_share_without_a_sheet() -> None:
    def needing(kinds: set[str]) -> Episode:
        return recut(
            exemplar(), lambda cue: cue.model_copy(update={"needs_sheet": True, "alone": ""}) if cue.kind in kinds else cue
        )

    assert without_sheet(exemplar()) == (9, 9)
    assert [code for code, _ in found(needing({"act"}))] == []
    assert [code for code, _ in found(needing({"ask"}))] == ["B402"]


def test_thirteen_responses_in_five_minutes() -> None:
    episode = exemplar()
    every = responses(episode)
    assert len(every) == 13
    assert [response.asks.number for response in every if response.asks] == [13, 17, 22, 25, 29]
    assert float(responses_a_minute(episode, EN.language)) == pytest.approx(2.6)
    assert timeline(episode, EN.language)[-1].end == 300


def test_before_anything_is_spoken_time_is_estimated() -> None:
    """Without samples: words at the language's rate, beats and ideal waits; within a fifth of the measured five minutes."""
    raw = recut(
        exemplar(), lambda cue: cue.model_copy(update={"duration": 0, "start": 0, "parts": tuple(map(unspoken, cue.parts))})
    )
    raw = raw.model_copy(update={"length": 0})
    assert 230 < timeline(raw, EN.language)[-1].end < 330
    assert check(raw, EN, DEMO) == ()


def test_an_estimate_can_be_fitted() -> None:
    def untimed(cue: Cue) -> Cue:
        if cue.most:
            return cue
        return cue.model_copy(update={"parts": tuple(map(unspoken, cue.parts)), "ideal": cue.duration})

    raw = recut(exemplar(), untimed)
    fitted = fit(raw, DEMO, estimated(raw, EN.language))
    assert sum(cue.duration for cue in fitted.cues) == DEMO.length
    assert check(fitted, EN, DEMO) == ()


def unspoken(part: Part) -> Part:
    return part.model_copy(update={"start": 0, "duration": 0, "marks": ()})


def test_a_finding_says_where_it_is_and_what_to_do() -> None:
    (finding,) = check(saying(3, "Good morning! I have a cap."), EN, DEMO, file="lesson.md")
    assert str(finding) == (
        "lesson.md:12, cue 3: B202 A greeting by the time of day: “Good morning”. Say hello: nobody knows when it airs."
    )
    assert (finding.file, finding.line, finding.cue) == ("lesson.md", 12, 3)
