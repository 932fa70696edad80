"""The second meter against two others: pyloudnorm and ffmpeg's ebur128."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pyloudnorm
import pytest
import soundfile

from broadcast.delivery.meter import CHUNK, integrated, measure
from broadcast.errors import InputError
from broadcast.process import ffmpeg, run
from broadcast.timecode import SAMPLE_RATE

SECONDS = 14


def _sounds() -> dict[str, np.ndarray]:
    """Fourteen seconds each, so that several chunks are joined: a tone, noise that comes and goes, a hot signal, two channels."""
    time = np.arange(SECONDS * SAMPLE_RATE) / SAMPLE_RATE
    noise = np.random.default_rng(7).standard_normal(len(time))
    speech = noise * (np.sin(2 * np.pi * 0.4 * time) > 0) * 0.08
    tone = np.sin(2 * np.pi * 997 * time) * 0.1
    fade = np.minimum(1, np.minimum(time, time[::-1]) * 20)
    hot = fade * np.sin(2 * np.pi * (SAMPLE_RATE / 4) * time + np.pi / 4) * 0.95
    both = np.stack([speech, np.roll(tone, 9999)], axis=1)
    return {"tone": tone[:, None], "speech": speech[:, None], "hot": hot[:, None], "both": both}


@pytest.fixture(scope="module", params=sorted(_sounds()))
def sound(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, np.ndarray]:
    samples = _sounds()[request.param]
    path = tmp_path_factory.mktemp("meter") / f"{request.param}.wav"
    soundfile.write(path, samples, SAMPLE_RATE, subtype="PCM_24")
    return path, samples


def test_loudness_agrees_with_pyloudnorm(sound: tuple[Path, np.ndarray]) -> None:
    path, samples = sound
    expected = pyloudnorm.Meter(SAMPLE_RATE).integrated_loudness(samples)
    assert measure(path, -45).loudness == pytest.approx(expected, abs=0.1)


def test_loudness_and_peak_agree_with_ffmpeg(sound: tuple[Path, np.ndarray]) -> None:
    path, _ = sound
    _, said = run([ffmpeg(), "-nostats", "-i", str(path), "-af", "ebur128=peak=true", "-f", "null", "-"])
    summary = said.decode().rsplit("Summary:", 1)[1]
    loudness, peak = (float(re.search(rf"{name}:\s+(-?[\d.]+)", summary)[1]) for name in ("I", "Peak"))
    mine = measure(path, -45)
    assert mine.loudness == pytest.approx(loudness, abs=0.1)
    assert mine.true_peak == pytest.approx(peak, abs=0.25)


def test_peak_lies_between_the_samples(tmp_path: Path) -> None:
    """A quarter of the rate, an eighth of a turn off: samples reach 0.707 of the wave's height."""
    time = np.arange(SAMPLE_RATE)
    path = tmp_path / "between.wav"
    fade = np.minimum(1, np.minimum(time, time[::-1]) / 4800)
    soundfile.write(path, 0.5 * fade * np.sin(np.pi / 2 * time + np.pi / 4), SAMPLE_RATE, subtype="PCM_24")
    assert measure(path, -45).true_peak == pytest.approx(20 * np.log10(0.5), abs=0.3)


@pytest.mark.parametrize(("start", "length"), [(0, 5000), (CHUNK - 3000, 7000), (2 * CHUNK - 100, CHUNK + 200), (3 * CHUNK, 1)])
def test_longest_silence_across_chunks(tmp_path: Path, start: int, length: int) -> None:
    samples = np.full((4 * CHUNK, 2), 0.1)
    samples[start : start + length] = 0.001
    samples[start + length // 2, 1] *= 1.5
    path = tmp_path / "gap.wav"
    soundfile.write(path, samples, SAMPLE_RATE, subtype="PCM_24")
    found = measure(path, -45)
    assert (found.silence, found.silence_at) == (length, start)
    assert found.samples == 4 * CHUNK


def test_silence_has_no_loudness(tmp_path: Path) -> None:
    path = tmp_path / "nothing.wav"
    soundfile.write(path, np.zeros((SAMPLE_RATE, 2)), SAMPLE_RATE, subtype="PCM_24")
    found = measure(path, -45)
    assert found.loudness == found.true_peak == float("-inf")
    assert found.silence == SAMPLE_RATE
    assert integrated(np.zeros(3)) == float("-inf")


def test_other_rates_and_broken_files_are_refused(tmp_path: Path) -> None:
    slow, broken = tmp_path / "slow.wav", tmp_path / "broken.wav"
    soundfile.write(slow, np.zeros(100), 44_100)
    broken.write_bytes(b"RIFFnothing")
    with pytest.raises(InputError, match="44100 Hz"):
        measure(slow, -45)
    with pytest.raises(InputError, match="cannot be read"):
        measure(broken, -45)
