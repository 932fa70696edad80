"""Captions in every language: its limits, its line breaks, its capitals, by a paragraph written for it."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from broadcast.episode.model import Cue, Episode, Part, Segment
from broadcast.language.catalogue import messages
from broadcast.language.letters import columns
from broadcast.language.model import load, tags
from broadcast.language.sentences import sentences
from broadcast.timecode import SAMPLE_RATE, Rate
from broadcast.tv.align import pieces
from broadcast.tv.caption_scc import refusal
from broadcast.tv.captions import Caption, captions, limits
from broadcast.tv.phrases import between
from tests.drawing.samples import SAMPLES
from tests.sample import exemplar

CLOSING = "。．，、；：？！）」』】》”’…·%‰℃.,;:?!)]}ๆฯ"
OPENING = "（「『【《“‘([„«"
HERE = [tag for tag in tags() if tag in SAMPLES]


def spoken(tag: str, pace: Fraction, second: str = "") -> Episode:
    """The paragraph said at a share of the reading speed, a sentence a part, the second half by another voice."""
    language, clock, cues = load(tag), 0, []
    text = SAMPLES[tag].replace("`", "")
    for number, sentence in enumerate(sentences(text, tag), 1):
        length = int(SAMPLE_RATE * Fraction(columns(sentence, language.caption_halves)) / language.caption_reading / pace)
        marks = tuple((m.start(), length * m.start() // len(sentence)) for m in re.finditer(r"\S+", sentence))
        part = Part(text=sentence, spoken=sentence, duration=length, marks=marks)
        role = "second" if second and number % 2 == 0 else "presenter"
        cues.append(Cue(id=f"c.{number}", number=number, kind="say", role=role, text=sentence, spoken=sentence, start=clock,
                        duration=length + SAMPLE_RATE // 2, parts=(part,)))  # fmt: skip
        clock += length + SAMPLE_RATE // 2
    segment = Segment(id="s", title="S", slug="S", cues=tuple(cues))
    return exemplar().model_copy(
        update={"language": tag, "segments": (segment,), "length": clock + SAMPLE_RATE, "second": second, "frame_rate": "25"}
    )


def shown(found: tuple[Caption, ...]) -> list[tuple[str, ...]]:
    return [caption.lines for caption in found if not caption.sound]


@pytest.mark.parametrize("tag", HERE)
@pytest.mark.parametrize("pace", [Fraction(1, 2), Fraction(3, 4), Fraction(9, 10)])
def test_no_limit_is_broken_and_no_letter_lost(tag: str, pace: Fraction) -> None:
    language = load(tag)
    found = captions(spoken(tag, pace), messages(tag))
    assert limits(found, language, Rate(25)) == []
    assert "".join("".join(lines) for lines in shown(found)).replace(" ", "") == SAMPLES[tag].replace("`", "").replace(" ", "")
    for line in (line for lines in shown(found) for line in lines):
        assert columns(line, language.caption_halves) <= language.caption_letters
        assert line[0] not in CLOSING and line[-1] not in OPENING


@pytest.mark.parametrize("tag", HERE)
def test_lines_end_between_words_and_no_line_begins_with_what_clings(tag: str) -> None:
    language = load(tag)
    found = shown(captions(spoken(tag, Fraction(3, 4)), messages(tag)))
    words = {word.strip() for word in pieces(SAMPLES[tag].replace("`", ""), tag)}
    cling = {word.casefold() for word in language.phrases.get("cling", ())}
    for line in (line for lines in found for line in lines):
        assert pieces(line, tag)[0].strip().strip("“”「」«»„") in {word.strip("“”「」«»„") for word in words}
        assert pieces(line, tag)[0].strip(" .,!?。，！？").casefold() not in cling


@pytest.mark.parametrize("tag", HERE)
def test_two_lines_are_balanced_where_no_sentence_ends_between_them(tag: str) -> None:
    halves = load(tag).caption_halves
    for lines in shown(captions(spoken(tag, Fraction(3, 4)), messages(tag))):
        if len(lines) == 2 and lines[0][-1] not in ".!?…。！？”」»,，:：":
            short, long = sorted(columns(line, halves) for line in lines)
            assert short >= long * 0.35, lines


@pytest.mark.parametrize("tag", tags())
def test_there_is_scc_only_where_it_can_spell_and_elsewhere_a_sentence_says_so(tag: str) -> None:
    episode = spoken(tag, Fraction(3, 4)).model_copy(update={"frame_rate": "30000/1001"})
    why = refusal(episode, messages(tag))
    language = load(tag)
    assert bool(why) is not language.eia608
    assert not why or why == f"There is none in {language.english}: EIA-608 cannot spell it."
    assert not language.eia608 or tag in ("en", "es-419", "id", "pt-BR")


def test_the_other_voice_is_named_in_the_capitals_of_its_language() -> None:
    for tag, name, label in (("en", "Işıl", "IŞIL: "), ("es-419", "Íñigo", "ÍÑIGO: ")):
        found = captions(spoken(tag, Fraction(3, 4), name), messages(tag))
        assert any(lines[0].startswith(label) for lines in shown(found))


def test_a_half_counts_for_what_is_no_letter_of_the_script() -> None:
    assert columns("机器人走3格。", True) == 5 + 2 * 0.5
    assert columns("로봇이 A1로", True) == 4 + 3 * 0.5
    assert columns("robot", False) == 5


def test_a_break_before_a_conjunction_costs_less_and_one_after_it_more() -> None:
    english = load("en")
    costs = [between(before, after, 1, 10, english) for before, after in (("Stop. ", "Now "), ("left, ", "so "), ("left ", "and "), ("left ", "robot "), ("and ", "robot "))]  # fmt: skip
    assert costs == sorted(costs) and costs[0] == 0
    turkish = english.model_copy(update={"phrases": {"open": ("ve",), "cling": ("için",)}})
    assert between("robot ", "için ", 1, 10, turkish) > 100


def test_a_quotation_opens_with_the_sentence_that_it_belongs_to() -> None:
    """Where no blank stands before it, as in Chinese."""
    assert sentences("他问：“好吗？”小安说。“走！”", "zh-Hans")[0] == "他问：“好吗？”"
    assert sentences("它停在哪里？“停在C3！”", "zh-Hans") == ("它停在哪里？", "“停在C3！”")
    assert sentences("맞습니다. `total`이 12입니다.", "ko") == ("맞습니다.", "`total`이 12입니다.")
