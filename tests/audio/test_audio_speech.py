"""What is said: the same samples in any order, two voices, marks that hold."""

from __future__ import annotations

import hashlib
import random
import re
import time
from pathlib import Path

import numpy as np
import pytest
from audio_cases import LANGUAGES, episode, say

from broadcast.artifact import Store
from broadcast.audio.marks import complete
from broadcast.audio.speech import LEVEL, speak, write
from broadcast.audio.voices import VOICES
from broadcast.audio.voices.espeak import Espeak
from broadcast.audio.voices.readings import respelled
from broadcast.errors import EnvironmentFault, VoiceError
from broadcast.language.catalogue import messages
from broadcast.language.model import load, tags

SENTENCES = {
    "en": [
        "Put your robot on square A one.",
        "A three!",
        "Where is it, and where does it look?",
        "A loop is steps that we do again.",
    ],
    "es-419": [
        "Pongan su robot en la casilla A uno.",
        "¡A tres!",
        "¿Dónde está y hacia dónde mira?",
        "Un ciclo son pasos que se repiten.",
    ],
}


def hashes(jobs: list[tuple[str, str, str]], engine: Espeak) -> dict[tuple[str, str, str], str]:
    with engine.ready() as speaker:
        return {
            job: hashlib.sha256(
                repr((u := speaker(job[2], load(job[0]), job[1], 1.0)).marks).encode() + u.samples.tobytes()
            ).hexdigest()
            for job in jobs
        }


def test_the_same_samples_in_any_order_with_two_voices() -> None:
    jobs = [(tag, role, text) for tag in SENTENCES for role in ("presenter", "second") for text in SENTENCES[tag]]
    first = hashes(jobs, Espeak())
    for seed in (1, 2):
        shuffled = jobs * 2
        random.Random(seed).shuffle(shuffled)
        time.sleep(1.1)  # espeak-ng would seed its noise by the second
        assert hashes(shuffled, Espeak()) == first
    assert len(set(first.values())) == len(jobs)


def test_without_fork_each_sentence_has_a_process_and_the_same_samples() -> None:
    jobs = [(tag, role, SENTENCES[tag][1]) for tag in SENTENCES for role in ("presenter", "second")]
    assert hashes(jobs, Espeak(forks=False)) == hashes(jobs, Espeak())


@pytest.mark.parametrize("tag", tags())
def test_two_roles_cannot_be_mistaken(tag: str, tmp_path: Path) -> None:
    text = messages(tag).say("open.hello", programme="A", presenter="B", second="C").spoken
    speeches = speak(episode(tag, say("a", text), say("b", text, role="second")), language=load(tag), store=Store(tmp_path))
    low, high = (pitch(speeches[cue, 0].samples) for cue in ("a", "b"))
    assert 75 < low < 140 and 160 < high < 320, (low, high)


def pitch(samples: np.ndarray) -> float:
    """Median of the voiced frames' fundamental, by autocorrelation."""
    found = []
    sound = samples.astype(float)
    for start in range(0, len(sound) - 2400, 1200):
        frame = sound[start : start + 2400] * np.hanning(2400)
        if np.sqrt((frame**2).mean()) < 300:
            continue
        power = np.fft.irfft(np.abs(np.fft.rfft(frame, 8192)) ** 2)
        window = np.fft.irfft(np.abs(np.fft.rfft(np.hanning(2400), 8192)) ** 2)
        ratio = power[120:700] / window[120:700]
        lag = int(ratio.argmax()) + 120
        if ratio[lag - 120] > 0.5 * power[0] / window[0]:
            found.append(48000 / lag)
    return float(np.median(found))


@pytest.mark.parametrize("tag", LANGUAGES)
def test_speech_is_trimmed_levelled_and_marked(tag: str, tmp_path: Path) -> None:
    import pyloudnorm

    texts = SENTENCES[tag]
    speeches = speak(
        episode(tag, *(say(f"c{i}", text) for i, text in enumerate(texts))), language=load(tag), store=Store(tmp_path)
    )
    for index, text in enumerate(texts):
        speech = speeches[f"c{index}", 0]
        samples = speech.samples / 32768
        assert len(samples) == speech.length
        if speech.length > 48000:
            assert pyloudnorm.Meter(48000).integrated_loudness(samples) == pytest.approx(LEVEL, abs=0.25)
        loud = np.flatnonzero(np.abs(samples) > 0.005)
        assert loud[0] < 960 and loud[-1] > len(samples) - 4800, "silence at an end"
        assert samples[0] == samples[-1] == 0
        assert [at for at, _ in speech.marks] == sorted({at for at, _ in speech.marks})
        assert [sample for _, sample in speech.marks] == sorted(sample for _, sample in speech.marks)
        assert {at for at, _ in speech.marks} >= set(word_starts(text))
        assert speech.marks[-1][1] < speech.length


def word_starts(text: str) -> list[int]:
    return [i for i, letter in enumerate(text) if letter.isalpha() and (i == 0 or not text[i - 1].isalpha())]


def test_the_letter_a_is_no_article() -> None:
    phonemes = load("en").espeak["phonemes"]
    said = {
        "Put it on A one.": "Put it on [['eI]] one.",
        "A three!": "[['eI]] three!",
        "A loop is a box.": "A loop is a box.",
        "Letter A, and A.": "Letter [['eI]], and [['eI]].",
        "One step. A hundred steps.": "One step. A hundred steps.",
    }
    assert {text: respelled(text, phonemes)[0] for text in said} == said


def test_a_letter_keeps_its_place_in_the_marks(tmp_path: Path) -> None:
    text = "Go to A one, then to A two."
    marks = dict(speak(episode("en", say("a", text)), language=load("en"), store=Store(tmp_path))["a", 0].marks)
    assert {text.index("A one"), text.index("one"), text.index("A two"), text.index("two")} <= set(marks)


def test_a_lesson_cannot_write_phonemes() -> None:
    assert "[" not in respelled("Say [[h@'loU]] now\x01.", {})[0]


def test_a_quicker_rate_is_shorter_and_kept_apart(tmp_path: Path) -> None:
    cue = episode("en", say("a", "The robot walks around the square and comes back to where it began."))
    slow, quick = (speak(cue, language=load("en"), rate=rate, store=Store(tmp_path))["a", 0].length for rate in (0.92, 1.08))
    assert 1.1 < slow / quick < 1.25


def test_the_second_time_nothing_is_spoken(tmp_path: Path) -> None:
    cue = episode("en", say("a", "It never guesses."))
    first = speak(cue, language=load("en"), store=Store(tmp_path))

    class Mute(Espeak):
        def ready(self):  # type: ignore[no-untyped-def]
            raise AssertionError("spoken again")

    again = speak(cue, language=load("en"), store=Store(tmp_path), engine=Mute())
    assert again["a", 0] == first["a", 0]
    assert again.durations == {("a", 0): first["a", 0].length} and again.voice("a") == "espeak" and again.cleared


def test_a_sentence_without_words_names_its_cue(tmp_path: Path) -> None:
    with pytest.raises(VoiceError, match="cue intro"):
        speak(episode("en", say("intro.1", "… !")), language=load("en"), store=Store(tmp_path))


def test_an_unknown_voice_lists_the_known(tmp_path: Path) -> None:
    with pytest.raises(VoiceError, match="espeak, gtts"):
        speak(episode("en", say("a", "Hello.")), language=load("en"), store=Store(tmp_path), engine="nobody")


def test_a_language_without_a_voice_is_refused(tmp_path: Path) -> None:
    mute = load("en").model_copy(update={"espeak": {}})
    with pytest.raises(VoiceError, match="no voice for English"):
        speak(episode("en", say("a", "Hello.")), language=mute, store=Store(tmp_path))


def test_every_row_of_the_table_says_its_version() -> None:
    for name, engine in VOICES.items():
        if name == "piper":
            pytest.importorskip("piper")
        assert engine.name == name and any(letter.isdigit() for letter in engine.version())


def test_marks_are_filled_in_by_the_letters() -> None:
    assert complete((), "one two", 700) == ((0, 0), (4, 400))
    assert complete(((0, 0), (8, 500)), "one two three", 1000) == ((0, 0), (4, 250), (8, 500))
    assert complete((), "", 100) == ((0, 0),)


def test_a_voice_that_espeak_has_not_is_named(tmp_path: Path) -> None:
    wrong = load("en").model_copy(update={"espeak": {"presenter": {"voice": "tlh-x"}}})
    with pytest.raises(VoiceError, match="cue a: espeak-ng has no voice 'tlh-x'"):
        speak(episode("en", say("a", "Hello.")), language=wrong, store=Store(tmp_path))


def test_a_full_disk_is_said(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with pytest.raises(EnvironmentFault, match="No space left"):
        write(Path("/dev/full"), np.zeros(10, np.int16), (), "x")


@pytest.mark.parametrize("tag", tags())
def test_what_a_language_file_says_of_its_voices_can_be_spoken(tag: str) -> None:
    language = load(tag)
    assert {"presenter", "second"} <= set(language.espeak)
    assert language.espeak["presenter"]["voice"] != language.espeak["second"]["voice"]
    for pattern, sounds in language.espeak.get("phonemes", {}).items():
        re.compile(pattern)
        assert sounds.isascii() and not set("[]") & set(sounds)


def test_signs_that_espeak_takes_for_something_else() -> None:
    assert respelled("maʼno [[x]]\n", {}) == ("ma’no   x   ", tuple(range(12)))


def test_words_with_two_sounds() -> None:
    phonemes = load("en").espeak["phonemes"]
    assert (
        respelled("Our robot lives on paper. It has nine lives.", phonemes)[0]
        == "Our robot [[l'Ivz]] on paper. It has nine lives."
    )
    assert (
        respelled("Today you read a program. Read it. Use it.", phonemes)[0]
        == "Today you [[r'Ed]] a program. Read it. [[j'u:z]] it."
    )
