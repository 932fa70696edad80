"""Laws of fitting: exact length, waits inside their bounds, nothing that must be said is lost, drops are reported."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.episode.fit import Timing, fit, groups
from broadcast.episode.format import load
from broadcast.episode.model import Cue, Episode, Part, Segment
from broadcast.errors import FitError

SECOND = 48_000


def talk(number: int, optional: int = 0) -> Cue:
    return Cue(
        id=f"say.{number}",
        number=number,
        kind="say",
        role="presenter",
        text=f"talk {number}",
        parts=(Part(text="a", spoken="a"),),
        optional=optional,
    )


def wait(number: int, least: int, ideal: int, most: int, optional: int = 0) -> Cue:
    return Cue(
        id=f"wait.{number}", number=number, kind="wait", wait="think", least=least, ideal=ideal, most=most, optional=optional
    )


def episode(cues: list[Cue]) -> Episode:
    bed = Cue(id="bed", number=len(cues) + 1, kind="music", least=6 * SECOND, ideal=12 * SECOND, most=30 * SECOND)
    return Episode(
        lesson="x", language="en", format="demo-5", media=("radio",), title="x", edition="L01·en·1", ages=(8, 11), slot="00:05:00",
        segments=(Segment(id="s", title="s", slug="S", cues=(*cues, bed)),), licence="", credits="",
    )  # fmt: skip


@st.composite
def cue_lists(draw: st.DrawFn) -> list[Cue]:
    cues: list[Cue] = []
    for number in range(draw(st.integers(1, 60))):
        optional = draw(st.sampled_from([0, 0, 0, 1, 5, 9]))
        cues.append(talk(number, optional))
        if draw(st.booleans()):
            least = draw(st.integers(1, 10 * SECOND))
            ideal = least + draw(st.integers(0, 10 * SECOND))
            cues.append(wait(number, least, ideal, ideal + draw(st.integers(0, 15 * SECOND)), optional))
    return cues


@given(cue_lists(), st.integers(SECOND, 14 * SECOND))
def test_every_fitted_episode_keeps_the_laws(cues: list[Cue], base: int) -> None:
    form = load("demo-5")
    given_episode = episode(cues)

    def measure(rate: float) -> dict[tuple[str, int], Timing]:
        return {(cue.id, 0): Timing(round((base + 977 * cue.number) / rate)) for cue in cues if cue.parts}

    try:
        fitted = fit(given_episode, form, measure)
    except FitError as error:
        assert "too long" in str(error) or "too short" in str(error)
        return
    assert sum(cue.duration for cue in fitted.cues) == form.length
    at = 0
    for cue in fitted.cues:
        assert cue.start == at
        at += cue.duration
        assert cue.least <= cue.duration <= cue.most
    assert [cue.number for cue in fitted.cues] == list(range(1, len(fitted.cues) + 1))
    kept = {cue.id for cue in fitted.cues}
    assert all(cue.id in kept for cue in given_episode.cues if not cue.optional)
    lost = [cue for cue in given_episode.cues if cue.id not in kept and cue.text]
    assert list(fitted.dropped) == [f"{cue.id}: {cue.text}" for cue in lost]
    assert fitted.speech_rate in form.rates


def test_a_question_lives_or_falls_with_its_wait_and_answer() -> None:
    ask = talk(1, 5).model_copy(update={"kind": "ask"})
    answer = talk(2, 5).model_copy(update={"kind": "answer"})
    found = groups([talk(0, 5), ask, wait(1, 1, 1, 1, 5), answer, talk(3, 5)])
    assert [[cue.id for cue in group] for group in found] == [["say.0"], ["say.1", "wait.1", "say.2"], ["say.3"]]


def test_too_much_talk_is_refused_with_what_to_cut() -> None:
    with pytest.raises(FitError, match=r"0:54 too long"):
        fit(
            episode([talk(n) for n in range(20)]),
            load("demo-5"),
            lambda rate: {(f"say.{n}", 0): Timing(round(17 * SECOND / rate)) for n in range(20)},
        )


def test_too_little_is_refused_with_what_it_fills() -> None:
    with pytest.raises(FitError, match="too short"):
        fit(episode([talk(0)]), load("demo-5"), lambda rate: {("say.0", 0): Timing(SECOND)})
