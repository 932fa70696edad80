"""Plans of our own lessons: the same boxes in every language, questions that find their answer, ids fit for files."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from broadcast.episode import planning
from broadcast.episode.cues import slug
from broadcast.episode.fit import fit
from broadcast.episode.format import load, names
from broadcast.episode.model import Episode
from broadcast.episode.rules import check, estimated
from broadcast.episode.station import Station
from broadcast.language.catalogue import messages
from broadcast.language.model import tags
from broadcast.lesson.localise import localise
from broadcast.sources import read
from broadcast.unplugged.activities import ACTIVITIES
from broadcast.unplugged.sheet import build
from broadcast.unplugged.stage import Request

ROOT = Path(__file__).resolve().parents[2]
LESSONS = sorted(path.parent.name for path in (ROOT / "scripts_src").glob("*/lesson.md"))


@cache
def planned(lesson: str, tag: str, form: str) -> Episode:
    local = localise(read(ROOT / "scripts_src" / lesson), tag)
    return planning.plan(local, load(form), messages(tag), Station(presenter="Mira", programme="Lápiz"))


@pytest.mark.parametrize("form", ["demo-5", "simulcast-15", pytest.param("simulcast-30", marks=pytest.mark.slow)])
@pytest.mark.parametrize("lesson", LESSONS)
def test_boxes_and_items_are_the_same_in_every_language(lesson: str, form: str) -> None:
    first, *others = (planned(lesson, tag, form) for tag in tags())
    assert first.boxes
    for other in others:
        assert [(box.number, box.item, box.size, [figure.figure for figure in box.figures]) for box in other.boxes] == [
            (box.number, box.item, box.size, [figure.figure for figure in box.figures]) for box in first.boxes
        ]
        assert [(item.id, item.kind, item.box, len(item.answers)) for item in other.items] == [
            (item.id, item.kind, item.box, len(item.answers)) for item in first.items
        ]
        assert [(cue.id, cue.kind, cue.role, cue.closes) for cue in other.cues] == [
            (cue.id, cue.kind, cue.role, cue.closes) for cue in first.cues
        ]


@pytest.mark.parametrize("form", names())
@pytest.mark.parametrize("lesson", LESSONS)
def test_every_question_finds_its_answer_and_every_box_its_words(lesson: str, form: str) -> None:
    episode = planned(lesson, "en", form)
    cues = list(episode.cues)
    place = {cue.id: index for index, cue in enumerate(cues)}
    assert len(place) == len(cues)
    for index, cue in enumerate(cues):
        assert re.fullmatch(r"[a-z0-9][a-z0-9.-]*", cue.id)
        if cue.kind == "ask" and cue.closes not in ("", "home"):
            assert cues[place[cue.closes]].kind == "answer"
            assert place[cue.closes] > index
        if cue.kind == "ask" and not cue.closes:
            after = [later for later in cues[index + 1 :] if ".rung" not in later.id][:5]  # more time for who is done
            assert [later.kind for later in after if later.kind in ("wait", "answer")][:2] == ["wait", "answer"]
        if cue.kind == "wait":
            assert 0 < cue.least <= cue.ideal <= cue.most
    assert {box.number for box in episode.boxes} <= {cue.box for cue in cues}
    assert [box.number for box in episode.boxes] == list(range(1, len(episode.boxes) + 1))


READY = """---
number: 0
ages: 8-11
---

# Ready

## Sounds

Listen to this.

::: hear open
:::

## Ready

Now get ready.

::: set-up
:::

## Walk

Here it walks.

```robot
forward 2
right
```
"""


def test_an_author_says_when_the_class_gets_ready_and_which_sounds_it_hears(tmp_path: Path) -> None:
    (tmp_path / "lesson.md").write_text(READY, "utf-8")
    lesson, form = read(tmp_path / "lesson.md"), load("demo-5")
    episode = planning.plan(lesson, form, messages("en"), Station())
    assert [segment.id for segment in episode.segments][:4] == ["opening", "sounds", "ready", "walk"]
    assert episode.edition == "L00·en·1"
    said, heard = (cue for cue in episode.segments[1].cues if not cue.spare)
    assert (said.optional, heard.optional) == (0, 0), "who does not know the sounds cannot answer"
    assert (heard.kind, heard.sound, heard.parts, heard.note) == ("effect", "open", (), messages("en").text("effect.open"))
    assert heard.least == heard.ideal == heard.most > 0
    ready = [cue for cue in episode.segments[2].cues if cue.box == 1]
    assert [cue.kind for cue in ready] == ["say", "wait"], "the robot is put on its square here"
    weights = {cue.text: cue.optional for cue in episode.cues}
    assert 0 < weights["Now get ready."] < weights["Here it walks."]
    plain = planning.plan(replace(lesson, steps=lesson.steps[::2]), form, messages("en"), Station())
    assert "set-up" in [segment.id for segment in plain.segments]
    assert [(box.number, box.heading) for box in plain.boxes] == [(box.number, box.heading) for box in episode.boxes]


def test_what_an_author_shows_stays_with_the_talk_of_its_step_up_to_the_program(tmp_path: Path) -> None:
    text = READY.replace("Now get ready.", "::: show behind\n:::\n\nNow get ready.").replace(
        "Here it walks.", "::: show grid=4x4 start=C1\n:::\n\nHere it walks."
    )
    (tmp_path / "lesson.md").write_text(text, "utf-8")
    episode = planning.plan(read(tmp_path / "lesson.md"), load("demo-5"), messages("es-419"), Station())
    shown = {cue.text: cue.shot.figures for cue in episode.cues if cue.shot}
    (sign,), (grid,) = shown["Now get ready."], shown["Here it walks."]
    assert (sign.figure, sign.words, sign.alt) == ("sign", ("izquierda", "derecha"), messages("es-419").text("sign.behind"))
    assert (grid.figure, grid.columns, grid.robot.square, grid.robot.looks) == ("grid", 4, "C1", "up")
    assert shown["Listen to this."] == ()


def test_adults_are_spoken_to_as_adults() -> None:
    words = {"a": ("child",), "a@facilitators": ("colleague",), "b": ("both",)}
    catalogue = replace(messages("en"), texts=words)
    assert [catalogue.toward(audience).text("a") for audience in ("pupils", "facilitators")] == ["child", "colleague"]
    assert catalogue.toward("facilitators").text("b") == "both"


def test_a_phase_is_filled_by_what_suits_ages_media_and_the_sheet_so_far() -> None:
    lesson = read(ROOT / "scripts_src" / "paper-robot")
    form = load("simulcast-15")
    young, old = replace(lesson, ages=(6, 8)), replace(lesson, ages=(11, 14))
    every = [kind for kind, row in ACTIVITIES.items() if row.phase == "investigate"]
    assert sorted(planning.picks("investigate", old, form, ())) == sorted(every)
    level = [ACTIVITIES[kind].level for kind in planning.picks("investigate", young, form, ())]
    assert level == sorted(level)
    assert "bug" not in planning.picks("investigate", old, form, {"bug"})
    assert planning.picks("bug", old, form, ()) == ("bug",)
    assert planning.picks("bug", old, form, {"bug"}) == ()
    assert all("radio" in ACTIVITIES[kind].media for kind in planning.picks("investigate", old, form, ())[:2])
    firsts = {planning.picks("investigate", replace(old, number=number), form, ())[0] for number in range(1, 9)}
    assert len(firsts) > 1
    assert all(not ACTIVITIES[kind].worded for kind in planning.picks("words", old, form, ()))


def test_another_kind_takes_the_place_of_one_that_cannot_be_made() -> None:
    lesson = read(ROOT / "scripts_src" / "box-with-a-name")
    code = lesson.programs[0].id
    sheet = build(lesson, [Request("path", code, instead=("predict",)), Request("path", code)], messages("en"), 1)
    assert [activity.kind for activity in sheet.activities] == ["predict", "path"]
    assert [box.number for box in sheet.boxes] == [1]
    assert [refusal.kind for refusal in sheet.refused] == ["path"]


def test_the_station_is_named_and_never_baked_in() -> None:
    words = " ".join(cue.spoken for cue in planned("paper-robot", "en", "demo-5").cues)
    assert "Mira" in words
    assert "Lápiz" in words
    assert "{" not in words


@pytest.mark.parametrize("lesson", LESSONS)
def test_what_needs_a_computer_is_in_the_guide_and_never_on_air(lesson: str) -> None:
    episode = planned(lesson, "en", "simulcast-30")
    assert episode.guide.with_computer
    said = " ".join(cue.text for cue in episode.cues)
    for sentence in episode.guide.with_computer:
        assert sentence not in said


@pytest.mark.parametrize("tag", tags())
@pytest.mark.parametrize("lesson", LESSONS)
def test_the_rules_find_nothing_in_our_own_lessons(lesson: str, tag: str) -> None:
    for name in ("demo-5", "simulcast-15"):
        episode, form = planned(lesson, tag, name), load(name)
        words = messages(tag).toward(episode.audience)
        fitted = fit(episode, form, estimated(episode, words.language))
        assert [str(finding) for finding in check(fitted, words, form)] == []


@pytest.mark.parametrize("lesson", LESSONS)
def test_words_are_recalled_only_after_they_were_taught(lesson: str) -> None:
    episode = planned(lesson, "en", "simulcast-15")
    recap = [cue for segment in episode.segments if segment.id == "recap" for cue in segment.cues if cue.kind == "answer"]
    before = " ".join(cue.text.casefold() for segment in episode.segments if segment.id != "recap" for cue in segment.cues)
    assert recap
    for cue in recap:
        assert cue.text.strip("!¡ ").casefold() in before


@pytest.mark.parametrize("tag", tags())
@pytest.mark.parametrize("lesson", LESSONS)
def test_whoever_speaks_has_a_picture_of_their_own(lesson: str, tag: str) -> None:
    """Only what the class does meanwhile, or a spare movement, keeps the picture before it; a question shows that it asks."""
    for cue in planned(lesson, tag, "simulcast-15").cues:
        assert cue.shot or cue.kind == "wait" or cue.spare, cue.id
        if cue.kind == "ask" and cue.origin == "lesson" and "?" in cue.text:
            assert cue.shot
            assert "?" in cue.shot.heading, cue.id


@pytest.mark.parametrize("tag", tags())
@pytest.mark.parametrize("lesson", LESSONS)
def test_no_word_is_called_new_twice(lesson: str, tag: str) -> None:
    """A word that the lesson's own talk explains is only said; one that a program needs is explained in words that fit both times."""
    cards = [cue for cue in planned(lesson, tag, "simulcast-15").cues if ".term-" in cue.id and cue.shot]
    told = [(cue.shot.heading, cue.parts[0].text) for cue in cards if cue.shot]
    assert told
    assert len(told) == len({text for _, text in told})
    needed = messages(tag).text("term.needed", word="*", meaning="*").split("*")[0]
    words = [word for word, text in told if not text.startswith(needed)]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (("Get ready", "set-up"), "GET-READY"),
        (("Mangos para el mercado", "x"), "MANGOS-PARA-EL"),
        (("Verdadero o falso", "x"), "VERDADERO-O-FALSO"),
        (("Práctica", "practice"), "PRACTICA"),
        (("Ana’s eggs", "eggs"), "ANAS-EGGS"),
        (("Прощание", "closing"), "CLOSING"),
        (("再见",), "PART"),
        (("Donaudampfschifffahrtsgesellschaft",), "DONAUDAMPFSCHIFFFAHR"),
    ],
)
def test_a_slug_is_short_ascii_and_cut_between_words(texts: tuple[str, ...], wanted: str) -> None:
    assert slug(*texts) == wanted
