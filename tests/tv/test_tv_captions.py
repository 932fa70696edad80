"""Captions: the laws on made-up timings, the words of the episode by hand, the files as pysubs2 reads them."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pysubs2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.episode.model import Cue, Episode, Part, Segment
from broadcast.language.catalogue import messages
from broadcast.timecode import SAMPLE_RATE, Rate, slot_frames
from broadcast.tv.align import time_at, words
from broadcast.tv.caption_files import captions_srt, captions_vtt, read_captions
from broadcast.tv.captions import Caption, captions, limits
from tests.sample import exemplar, said

EN = messages("en")


def plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


WORD = st.sampled_from(
    ["a", "robot", "A1", "C3,", "turns", "square.", "it", "three!", "programming", "4", "where?", "x < 5", "looks", "–"]
)
SPEECH = st.lists(WORD, min_size=1, max_size=30).map(" ".join)


@st.composite
def episodes(draw: st.DrawFn) -> Episode:
    """Cues of speech at a pace that a voice may have (9 to 15 letters a second), waits and music, in any order."""
    clock, cues = 0, []
    for number in range(1, draw(st.integers(1, 8)) + 1):
        kind = draw(st.sampled_from(["say", "say", "act", "wait", "music"]))
        parts: list[Part] = []
        at = 0
        for _ in range({"say": 1, "act": draw(st.integers(1, 3))}.get(kind, 0)):
            text = draw(SPEECH)
            spoken = said(text)
            length = len(spoken) * SAMPLE_RATE // draw(st.integers(9, 15)) + SAMPLE_RATE // 4
            marks = tuple((m.start(), length * m.start() // len(spoken)) for m in re.finditer(r"\S+", spoken))
            pause = draw(st.integers(1, 4)) * SAMPLE_RATE if kind == "act" else 0
            parts.append(Part(text=text, spoken=spoken, start=at, duration=length, wait=pause, marks=marks))
            at += length + pause
        duration = at + SAMPLE_RATE // 2 if parts else draw(st.integers(2, 20)) * SAMPLE_RATE
        role = draw(st.sampled_from(["presenter", "second"])) if parts else ""
        text = " ".join(part.text for part in parts)
        cues.append(Cue(id=f"c.{number}", number=number, kind=kind, role=role, text=text, spoken=said(text), start=clock,
                        duration=duration, parts=tuple(parts)))  # fmt: skip
        clock += duration
    rate = draw(st.sampled_from(["25", "30000/1001"]))
    length = clock + 2 * SAMPLE_RATE
    segment = Segment(id="s", title="S", slug="S", cues=tuple(cues))
    return exemplar().model_copy(update={"segments": (segment,), "length": length, "frame_rate": rate})


@settings(deadline=None, max_examples=80)
@given(episodes())
def test_laws(episode: Episode) -> None:
    """Lines, letters, gaps, seconds: kept whatever the timing, and no word is lost or said twice."""
    rate = Rate.parse(episode.frame_rate)
    found = captions(episode, EN)
    broken = [one for one in limits(found, EN.language, rate) if one.rule != "least" or one.value < 0.5]
    assert not broken
    assert all(caption.start < caption.end for caption in found)
    assert not found or found[-1].end <= slot_frames(episode.length, rate)
    shown = "".join(plain(line.removeprefix("LUZ: ")) for caption in found if not caption.sound for line in caption.lines)
    assert shown == plain("".join(cue.text for cue in episode.cues))


@settings(deadline=None, max_examples=60)
@given(SPEECH)
def test_printed_words_are_timed_by_the_spoken_ones(text: str) -> None:
    """Every printed word has a time, in order, from the first sample to the last."""
    spoken = said(text)
    part = Part(
        text=text,
        spoken=spoken,
        duration=48_000,
        marks=tuple((m.start(), 48_000 * m.start() // len(spoken)) for m in re.finditer(r"\S+", spoken)),
    )
    timed = words(part, "en")
    assert "".join(word.text for word in timed) == text
    assert all(word.start <= word.end for word in timed)
    assert all(one.end <= other.start for one, other in pairwise(timed))
    assert timed[0].start == 0 and timed[-1].end == 48_000


def test_a_square_is_timed_where_its_two_words_are_said() -> None:
    part = Part(
        text="Look at A3 now",
        spoken="Look at A three now",
        duration=500,
        marks=((0, 0), (5, 100), (8, 200), (10, 300), (16, 400)),
    )
    assert [(word.text.strip(), word.start, word.end) for word in words(part, "en")] == [
        ("Look", 0, 100), ("at", 100, 200), ("A3", 200, 400), ("now", 400, 500),
    ]  # fmt: skip
    assert time_at(part, 13) == 350


@pytest.mark.parametrize("rate", ["25", "30000/1001"])
def test_files_are_read_back_by_pysubs2(tmp_path: Path, rate: str) -> None:
    """Both files say the same, to the frame, and keep the limits after the round trip through milliseconds."""
    episode = exemplar().model_copy(update={"frame_rate": rate})
    found = captions(episode, EN)
    for name, write in (("c.srt", captions_srt), ("c.vtt", captions_vtt)):
        write(tmp_path / name, episode, EN)
        again = read_captions(tmp_path / name, Rate.parse(rate))
        assert [(c.start, c.end, c.lines) for c in again] == [(c.start, c.end, c.lines) for c in found]
        assert not limits(again, EN.language, Rate.parse(rate))
    head = (tmp_path / "c.vtt").read_text("utf-8").split("\n\n")[0]
    assert head == "WEBVTT\nKind: captions\nLanguage: en"
    assert b"\r" not in (tmp_path / "c.srt").read_bytes()


def test_signs_of_code_survive_the_files(tmp_path: Path) -> None:
    cue = Cue(id="c.1", number=1, kind="say", role="presenter", text="Is x < 5 & y > 3?", spoken="Is x < 5 & y > 3?", duration=5 * SAMPLE_RATE,
              parts=(Part(text="Is x < 5 & y > 3?", spoken="Is x < 5 & y > 3?", duration=4 * SAMPLE_RATE),))  # fmt: skip
    episode = exemplar().model_copy(update={"segments": (Segment(id="s", title="S", slug="S", cues=(cue,)),)})
    captions_vtt(tmp_path / "c.vtt", episode, EN)
    assert "x &lt; 5 &amp; y &gt; 3" in (tmp_path / "c.vtt").read_text("utf-8")
    captions_srt(tmp_path / "c.srt", episode, EN)
    assert pysubs2.load(str(tmp_path / "c.srt"))[0].plaintext == "Is x < 5 & y > 3?"


def test_captions_follow_the_sound_of_the_episode_by_hand() -> None:
    """A caption begins with its first word; squares are printed as squares; the other voice and sounds are named."""
    episode = exemplar()
    found = captions(episode, EN)
    text = ["\n".join(caption.lines) for caption in found]
    assert text[0] == "[music]" and "[thinking music]" in text
    answer = next(caption for caption in found if caption.lines == ("LUZ: A3!",))
    assert answer.start == 4050  # cue 19 begins at 2:42
    assert any(line.endswith("A1,") for caption in found for line in caption.lines)
    assert not any("A one" in words for words in text)
    starts = {round(cue.start * 25 / SAMPLE_RATE) for cue in episode.cues if cue.parts}
    assert starts <= {caption.start for caption in found}


def test_a_sound_that_is_taught_is_named_while_it_is_heard() -> None:
    episode = exemplar()
    first = next(at for at, cue in enumerate(episode.cues) if cue.kind == "wait")
    cues = list(episode.cues)
    label, length = EN.text("effect.open"), 8 * SAMPLE_RATE // 5
    heard = {"kind": "effect", "wait": None, "note": label, "duration": length, "start": cues[first + 1].start - length}
    cues[first] = cues[first].model_copy(update=heard)
    shown = captions(episode.model_copy(update={"segments": (Segment(id="s", title="S", slug="S", cues=tuple(cues)),)}), EN)
    named = next(caption for caption in shown if caption.lines == (f"[{label}]",))
    begins = cues[first].start * 25 // SAMPLE_RATE
    assert begins <= named.start and named.end <= begins + 40 and named.end - named.start >= 25
    assert not [one for one in limits(shown, EN.language, Rate(25)) if one.number == shown.index(named) + 1]


@pytest.mark.parametrize(
    ("caption", "rule"),
    [
        (Caption(0, 20, ("short",)), "least"),
        (Caption(0, 200, ("long",)), "most"),
        (Caption(0, 50, ("x" * 33,)), "letters"),
        (Caption(0, 50, ("a", "b", "c")), "lines"),
        (Caption(0, 30, ("one two three four five six", "seven eight")), "reading"),
        (Caption(0, 50, ()), "empty"),
    ],
)
def test_limits_find_each_fault(caption: Caption, rule: str) -> None:
    assert [one.rule for one in limits([caption, Caption(400, 450, ("next",))], EN.language, Rate(25))] == [rule]


def test_limits_find_captions_that_touch() -> None:
    two = [Caption(0, 50, ("one",)), Caption(51, 100, ("two",))]
    assert [(one.number, one.rule) for one in limits(two, EN.language, Rate(25))] == [(1, "gap")]
