"""The programme: exact length, loudness by a second meter, no clicks, bed and speech apart, a plan as text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import soundfile
from audio_cases import act, effect, episode, music, say, timed, wait

from broadcast.artifact import Store
from broadcast.audio import limiter, mix
from broadcast.audio.loudness import measure
from broadcast.audio.plan import BED_AFTER_OPEN, Plan, Sound, plan
from broadcast.audio.speech import Speeches, speak
from broadcast.episode.model import Episode
from broadcast.errors import BroadcastError, InputError
from broadcast.language.model import load

SECOND = 48000


@dataclass(frozen=True)
class Profile:
    loudness: float = -23.0
    tolerance: float = 0.2
    true_peak: float = -1.0
    silence_level: float = -45.0


@dataclass(frozen=True)
class Made:
    episode: Episode
    speeches: Speeches
    store: Store
    path: Path
    programme: mix.Programme

    @property
    def sound(self) -> np.ndarray:
        return soundfile.read(self.path, dtype="float64", always_2d=True)[0]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    folder = tmp_path_factory.mktemp("mix")
    store = Store(folder / "cache")
    raw = episode(
        "en",
        music("sting", "opening", 5),
        say("hello", "Hello, everyone! This is a lesson about robots that walk on squared paper."),
        act("moves", "Do as I say.", "Forward!", "Right!"),
        say("luz", "Right turned me. It did not move me.", role="second"),
        say("ask", "On which square will it stop? Write it in box three, or whisper it."),
        wait("think", 12),
        say("answer", "C three, and it looks towards row one."),
        wait("chorus", 3),
        say("end", "Steps that we do again are called a loop."),
        music("bed", "closing", 9),
    )
    speeches = speak(raw, language=load("en"), store=store)
    whole = timed(raw, speeches)
    path = folder / "programme.wav"
    yield Made(whole, speeches, store, path, mix.programme(path, whole, speeches, Profile(), store))


def test_it_has_exactly_the_samples_of_its_slot(made: Made) -> None:
    info = soundfile.info(made.path)
    assert (info.frames, info.samplerate, info.channels, info.subtype) == (made.episode.length, 48000, 2, "PCM_24")
    assert made.path.stat().st_size == 44 + 6 * made.episode.length


def test_another_meter_agrees_on_its_loudness(made: Made) -> None:
    import pyloudnorm

    other = pyloudnorm.Meter(48000).integrated_loudness(made.sound)
    assert other == pytest.approx(made.programme.loudness.integrated, abs=0.1)
    assert other == pytest.approx(-23, abs=0.2)


def test_true_peaks_stay_under_the_limit(made: Made) -> None:
    assert true_peak(made.sound) <= -1.0
    assert made.programme.loudness.true_peak == pytest.approx(true_peak(made.sound), abs=0.15)
    assert measure(made.path).true_peak == pytest.approx(true_peak(made.sound), abs=0.15)


def true_peak(sound: np.ndarray) -> float:
    """dBTP by scipy's resampler, around the loudest samples."""
    from scipy.signal import resample_poly

    highest = np.abs(sound).max(axis=1)
    seconds = [highest[start : start + 4800].max() for start in range(0, len(sound), 4800)]
    loudest = np.argsort(seconds)[-25:]
    pieces = (sound[max(0, 4800 * place - 100) : 4800 * place + 4900] for place in loudest)
    return float(20 * np.log10(max(np.abs(resample_poly(piece, 8, 1, axis=0)).max() for piece in pieces)))


@pytest.mark.parametrize("want", [Profile(-14.0, 0.2, -2.0), Profile(-24.0, 2.0, -2.0)])
def test_other_profiles_are_met(made: Made, want: Profile, tmp_path: Path) -> None:
    import pyloudnorm

    mix.programme(tmp_path / "p.wav", made.episode, made.speeches, want, made.store)
    sound, _ = soundfile.read(tmp_path / "p.wav")
    assert pyloudnorm.Meter(48000).integrated_loudness(sound) == pytest.approx(want.loudness, abs=0.2)
    assert true_peak(sound) <= want.true_peak


def test_before_the_first_cue_is_silence_to_the_sample(made: Made, tmp_path: Path) -> None:
    head = SECOND // 2
    segment = made.episode.segments[0]
    later = tuple(cue.model_copy(update={"start": cue.start + head}) for cue in segment.cues)
    whole = made.episode.model_copy(
        update={"segments": (segment.model_copy(update={"cues": later}),), "length": made.episode.length + head}
    )
    mix.programme(tmp_path / "p.wav", whole, made.speeches, Profile(-24.0, 2.0, -2.0), made.store)
    sound, _ = soundfile.read(tmp_path / "p.wav", dtype="int32", always_2d=True)
    assert len(sound) == whole.length
    assert not sound[:head].any()
    assert sound[head : head + 48].any()


def test_a_profile_that_cannot_be_met_is_said(made: Made, tmp_path: Path) -> None:
    short = timed(episode("en", say("luz", "Right turned me. It did not move me."), wait("w", 3)), made.speeches)
    with pytest.raises(BroadcastError, match="wants -2"):
        mix.programme(tmp_path / "p.wav", short, made.speeches, Profile(-2.0, 0.2, -6.0), made.store)


def test_the_same_bytes_again(made: Made, tmp_path: Path) -> None:
    mix.programme(tmp_path / "again.wav", made.episode, made.speeches, Profile(), made.store)
    first, second = (hashlib.sha256(path.read_bytes()).hexdigest() for path in (made.path, tmp_path / "again.wav"))
    assert first == second


def test_blocks_do_not_matter(made: Made) -> None:
    mixer = mixer_of(made)
    whole = mixer.read(0, mixer.length)
    pieces = np.concatenate([mixer.read(start, min(7919, mixer.length - start)) for start in range(0, mixer.length, 7919)])
    assert np.array_equal(whole, pieces)
    assert not mixer.read(mixer.length, 100).any() and not mixer.read(-50, 50).any()


def mixer_of(made: Made) -> mix.Mixer:
    from broadcast.audio import scores

    names = {event.name for event in made.programme.plan.events if event.source == "score"}
    return mix.Mixer(made.programme.plan, made.speeches, {name: scores.rendered(name, made.store) for name in sorted(names)})


def test_head_and_tail_are_clean(made: Made) -> None:
    sound = made.sound
    assert np.abs(sound[:3]).max() < 5e-5 and np.abs(sound[-3:]).max() < 5e-5
    assert np.abs(sound[-2400:]).max() < 0.01, "the closing bed is gone at the end"


def test_no_click_where_sounds_begin_and_end(made: Made) -> None:
    """At a join no step from sample to sample is larger than music and voices make in the half second around it."""
    sound = made.sound
    for event in made.programme.plan.events:
        for place in (event.start, event.end):
            if 0 < place < made.episode.length - 1:
                jump = np.abs(np.diff(sound[place - 3 : place + 3], axis=0)).max()
                usual = np.abs(np.diff(sound[max(0, place - 24000) : place + 24000], axis=0)).max()
                assert jump < max(usual * 0.5, 2e-4), f"{event}: {jump} at {place}"


def test_a_join_with_a_click_would_be_seen() -> None:
    sound = np.sin(np.arange(48000) / 20)[:, None] * 0.1
    sound[24000:] = 0.0
    assert np.abs(np.diff(sound[23997:24003], axis=0)).max() > 0.5 * np.abs(np.diff(sound, axis=0)).max()


def test_the_bed_is_twelve_decibels_below_speech_and_never_with_it(made: Made) -> None:
    cues = {cue.id: cue for cue in made.episode.cues}
    sound = made.sound
    think = cues["think"]
    bed = level(sound[think.start + 2 * SECOND : think.start + 8 * SECOND])
    spoken = cues["ask"]
    speech = level(sound[spoken.start : spoken.start + made.speeches["ask", 0].length])
    assert 12 <= speech - bed <= 24
    events = made.programme.plan.events
    speaking = [event for event in events if event.source == "speech"]
    for other in (event for event in events if event.source == "score" and event.name == "wait"):
        assert all(other.end <= voice.start or other.start >= voice.end for voice in speaking)


def level(sound: np.ndarray) -> float:
    return float(10 * np.log10((sound**2).sum(axis=1).mean()))


def test_nowhere_dead_air_and_nowhere_digital_silence(made: Made) -> None:
    assert made.programme.loudness.longest_silence < 1.5
    sound = made.sound[480:-480]
    zero = np.flatnonzero(np.diff(np.concatenate(([0], (sound == 0).all(axis=1).astype(np.int8), [0]))))
    assert max((int(end - begin) for begin, end in zip(zero[::2], zero[1::2], strict=True)), default=0) < 480


def test_two_voices_stand_apart_and_nothing_is_lost_in_mono(made: Made) -> None:
    sound = made.sound
    differences = {}
    for name, part in (("hello", 0), ("luz", 0)):
        event = next(event for event in made.programme.plan.events if event.name == f"{name}:{part}")
        left, right = sound[event.start : event.end].T
        differences[name] = 10 * np.log10((left**2).mean() / (right**2).mean())
        mono = 10 * np.log10((((left + right) / 2) ** 2).mean() * 2)
        assert mono == pytest.approx(level(sound[event.start : event.end]), abs=0.3)
    assert 1 < differences["hello"] < 4 and -4 < differences["luz"] < -1


PLAN = """\
00:00:00.000 +240000 score opening +0.0 dB pan +0.00
00:00:00.000 +1680000 score room +0.0 dB pan +0.00 rise 480 fall 480
00:00:05.000 +96000 speech a:0 +0.0 dB pan -0.16
00:00:07.500 +24000 score open +0.0 dB pan +0.00
00:00:07.700 +467520 score wait +0.0 dB pan +0.00 rise 21600 fall 19200
00:00:14.500 +7200 score tick +0.0 dB pan +0.00
00:00:15.500 +7200 score tick +0.0 dB pan +0.00
00:00:16.500 +7200 score tick +0.0 dB pan +0.00
00:00:17.000 +24000 score close +0.0 dB pan +0.00
00:00:17.500 +48000 speech b:0 +0.0 dB pan +0.16
00:00:19.000 +48000 speech c:0 +0.0 dB pan -0.16
00:00:20.060 +138240 score wait +0.0 dB pan +0.00 rise 21600 fall 19200
00:00:23.000 +48000 speech c:1 +0.0 dB pan -0.16
00:00:24.060 +162240 score wait +0.0 dB pan +0.00 rise 21600 fall 19200
00:00:27.500 +360000 score closing +0.0 dB pan +0.00 rise 1440 fall 144000"""


def small() -> tuple[Episode, dict[tuple[str, int], int]]:
    durations = {("a", 0): 96000, ("b", 0): 48000, ("c", 0): 48000, ("c", 1): 48000}
    raw = episode(
        "en",
        music("m", "opening", 5),
        say("a", "One."),
        wait("w", 10),
        say("b", "Two.", "second"),
        act("c", "Go!", "Go!"),
        music("z", "closing", 7.5),
    )
    return timed(raw, durations), durations


def sounds(name: str) -> Sound:
    lengths = {"opening": 240000, "open": 24000, "close": 24000, "tick": 7200}
    return Sound(lengths.get(name, 960000), 144000 if name == "closing" else 9600, name in ("wait", "closing", "room"))


def planned() -> Plan:
    whole, durations = small()
    return plan(whole, durations, sounds)


def test_the_plan_reads_as_text() -> None:
    assert str(planned()) == PLAN


def test_every_wait_is_opened_and_closed_by_one_sound() -> None:
    for seconds in (1, 1.2, 3, 8, 45):
        whole = timed(episode("en", wait("w", seconds)), {})
        events = plan(whole, {}, sounds).events
        opened = [event for event in events if event.name == "open"]
        closed = [event for event in events if event.name == "close"]
        assert len(opened) == 1 and opened[0].start == 0
        assert len(closed) == 1 and closed[0].end == whole.length
        assert len([event for event in events if event.name == "tick"]) == (3 if seconds >= 8 else 0)
        assert all(event.start == BED_AFTER_OPEN for event in events if event.name == "wait")


def test_a_sound_as_an_example_is_the_one_of_a_wait_with_quiet_around_it() -> None:
    whole = timed(
        episode("en", say("a", "One."), effect("o", "open", 1.6), say("b", "Two."), effect("t", "tick", 3)),
        {("a", 0): 48000, ("b", 0): 48000},
    )
    events = plan(whole, {("a", 0): 48000, ("b", 0): 48000}, sounds).events
    assert [(event.start, event.length) for event in events if event.name == "open"] == [(72000, 24000)]
    assert [event.start - (72000 + 76800 + 72000) for event in events if event.name == "tick"] == [0, 48000, 96000]
    assert not [event for event in events if event.name == "wait"]


def test_speech_that_is_longer_than_its_place_is_refused() -> None:
    whole, durations = small()
    with pytest.raises(InputError, match="cue b"):
        plan(whole, {**durations, ("b", 0): 10**6}, sounds)


def test_the_limiter_lets_no_peak_through_and_leaves_the_rest_alone() -> None:
    from scipy.signal import resample_poly

    sound = np.random.default_rng(1).standard_normal((SECOND * 3, 2)).astype(np.float32) * np.float32(0.05)
    at = np.arange(4800)
    burst = np.sin(np.pi * at / 4800) * np.sin(2 * np.pi * at * 12000.3 / 48000 + 0.7) * 1.3  # peaks fall between samples
    sound[60000:64800, 0] += burst.astype(np.float32)

    def read(start: int, count: int) -> np.ndarray:
        out = np.zeros((count, 2), np.float32)
        first, last = max(0, start), min(len(sound), start + count)
        out[first - start : last - start] = sound[first:last]
        return out

    curve = limiter.envelope(limiter.peaks(sound), 1.0, -1.0, read)
    gain = limiter.gains(curve, 0, len(sound))
    assert gain is not None
    out = sound * gain[:, None]
    assert 20 * np.log10(np.abs(resample_poly(out[55000:70000], 16, 1, axis=0)).max()) <= -1.0
    assert (gain[: 60000 - 1500] == 1).all() and (gain[64800 + 5000 :] == 1).all()
    assert np.abs(np.diff(gain)).max() < 0.005, "no step in the gain"
    assert gain.min() > 10 ** (-1.2 / 20) / 1.45, "no more than needed"
    assert limiter.gains(curve, 0, 48000) is None
