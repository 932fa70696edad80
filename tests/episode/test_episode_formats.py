"""Formats and delivery profiles: figures by hand, each with its source; waits by age; a head of silence; every lesson fits or is told what does."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from pydantic import ValidationError

from broadcast.episode import planning
from broadcast.episode.fit import fit
from broadcast.episode.format import Profile, load, names
from broadcast.episode.model import Episode
from broadcast.episode.rules import check, estimated
from broadcast.episode.station import Station
from broadcast.errors import FitError
from broadcast.language.catalogue import messages
from broadcast.language.model import tags
from broadcast.lesson.localise import localise
from broadcast.sources import read
from broadcast.timecode import SAMPLE_RATE

ROOT = Path(__file__).resolve().parents[2]
LESSONS = sorted(path.parent.name for path in (ROOT / "scripts_src").glob("*/lesson.md"))
RADIO = {
    "radio-5": 300, "radio-15": 900, "radio-20": 1200, "radio-25": 1500, "radio-30": 1800, "podcast-15": 900,
    "us-radio-2730": 1650, "us-radio-2800": 1680, "us-radio-2830": 1710, "us-radio-2900": 1740,
}  # fmt: skip
"""Seconds of each slot."""
PROFILES = {
    "ebu-r128": (-23.0, 0.2, -1.0, 0),
    "atsc-a85": (-24.0, 2.0, -2.0, 0),
    "us-public-radio": (-24.0, 2.0, -2.0, 24_000),
    "podcast": (-16.0, 1.0, -1.0, 0),
}
"""LUFS, LU, dBTP, and samples of silence at the head."""


@cache
def planned(lesson: str, tag: str, form: str) -> Episode:
    return planning.plan(localise(read(ROOT / "scripts_src" / lesson), tag), load(form), messages(tag), Station())


def fitted(lesson: str, tag: str, form: str) -> Episode:
    episode = planned(lesson, tag, form)
    return fit(episode, load(form), estimated(episode, messages(tag).language))


def test_radio_has_its_clocks() -> None:
    assert {name: load(name).length // SAMPLE_RATE for name in names() if load(name).media == ("radio", "paper")} == RADIO


def test_profiles_have_their_figures() -> None:
    files = sorted((ROOT / "media" / "formats" / "profiles").glob("*.toml"))
    assert sorted(path.stem for path in files) == sorted(PROFILES)
    for path in files:
        profile = load_profile(path)
        assert (profile.loudness, profile.tolerance, profile.true_peak, profile.head_samples) == PROFILES[path.stem]


def load_profile(path: Path) -> Profile:
    import tomllib

    return Profile(name=path.stem, **tomllib.loads(path.read_text("utf-8")))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"sources": {}}, "each figure needs one source"),
        ({"assumed": {"loudness": "twice"}}, "each figure needs one source"),
        ({"head": "11"}, "0 to 10 seconds"),
        ({"head": "-0.5"}, "0 to 10 seconds"),
    ],
)
def test_a_figure_that_nobody_answers_for_is_refused(change: dict[str, object], told: str) -> None:
    whole = load("radio-15").profile.model_dump()
    with pytest.raises(ValidationError, match=told):
        Profile(**{**whole, **change})


@pytest.mark.parametrize(
    ("youngest", "kind", "task", "seconds"),
    [
        (5, "chorus", 0, (3, 3, 5)),
        (6, "write", 0, (24, 40, 70)),
        (6, "think", 0, (6, 9, 18)),
        (7, "think", 0, (5, 7.5, 15)),
        (8, "write", 0, (15, 25, 43.75)),
        (9, "write", 0, (12, 20, 35)),
        (14, "pairs", 0, (30, 45, 60)),
        (9, "write", 50, (50, 50, 50)),
        (6, "write", 30, (30, 40, 70)),
    ],
)
def test_waits_by_what_is_done_and_by_age(youngest: int, kind: str, task: int, seconds: tuple[float, ...]) -> None:
    assert load("radio-15").wait(kind, task, youngest) == tuple(round(value * SAMPLE_RATE) for value in seconds)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", names())
def test_nobody_younger_gets_less_time(name: str) -> None:
    form = load(name)
    for kind in form.waits:
        found = [form.wait(kind, 0, age) for age in range(4, 15)]
        assert all(young >= old for one, two in pairwise(found) for young, old in zip(one, two, strict=True))


def test_the_first_cue_begins_after_the_silence_and_the_last_ends_with_the_slot() -> None:
    episode = fitted("box-with-a-name", "en", "us-radio-2730")
    at = 24_000
    for cue in episode.cues:
        assert cue.start == at
        at += cue.duration
    assert at == episode.length == 1650 * SAMPLE_RATE


EVERYWHERE = [("radio-5", tag) for tag in tags()]
"""What is tried in every language; the other formats only in two, and in all of them by the slow tests."""
FITTED = [
    pytest.param(name, tag, marks=() if tag in ("en", "es-419") or (name, tag) in EVERYWHERE else pytest.mark.slow)
    for name in ("radio-5", "radio-20", "radio-25", "podcast-15")
    for tag in tags()
]


@pytest.mark.parametrize(("name", "tag"), FITTED)
@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_that_fits_keeps_the_rules_and_another_is_told_what_fits(name: str, lesson: str, tag: str) -> None:
    words = messages(tag).toward(planned(lesson, tag, name).audience)
    try:
        episode = fitted(lesson, tag, name)
    except FitError as error:
        assert name in ("radio-20", "radio-25") and "too short" in str(error)  # Chinese is said in fewer syllables
        offered = re.search(r"The longest format that fits is ([\w-]+)", str(error))
        assert offered and fitted(lesson, tag, offered[1]).length < load(name).length
    else:
        assert [str(finding) for finding in check(episode, words, load(name))] == []


def test_both_lessons_for_robots_and_boxes_fill_the_school_radio() -> None:
    assert {len(fitted(lesson, "en", "radio-25").cues) > 100 for lesson in ("paper-robot", "box-with-a-name")} == {True}


def test_where_no_slot_of_the_station_is_short_enough_another_is_named() -> None:
    with pytest.raises(FitError, match=r"too short .* The longest format that fits is radio-20"):
        fitted("start-here", "en", "us-radio-2730")


def test_every_profile_is_some_format_s() -> None:
    assert {load(name).profile.name for name in names()} == set(PROFILES)
    assert {name for name in names() if load(name).profile.name == "atsc-a85"} == {"tv-15-atsc", "tv-30-atsc"}
