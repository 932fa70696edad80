"""Every sentence of an episode, spoken once and kept.

A part of a cue is spoken by an engine, or a recorded take stands in for it; either is trimmed and levelled alike and
lies in the store under everything that changes it. Two runs, in whatever order, give the same samples.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import numpy as np
from numpy.typing import NDArray

from broadcast.artifact import Store, key
from broadcast.audio import takes as recorded
from broadcast.audio.level import STEP, edges, faded, levelled, whole
from broadcast.audio.marks import WORD, complete
from broadcast.audio.voices import engine as voice
from broadcast.audio.voices.engine import Engine, Marks, Speaker, Utterance
from broadcast.episode.model import Cue, Episode, Part
from broadcast.errors import BroadcastError, EnvironmentFault, VoiceError
from broadcast.language.model import Language
from broadcast.timecode import SAMPLE_RATE

STAGE = 1
"""Raised when trimming or levelling change."""
LEVEL = -23.0
"""LUFS of every voice, mono."""
BELOW_PEAK, FLOOR = -46.0, -66.0
"""dB: what of an engine's sound counts as speech (see `level.edges`)."""
BEFORE, AFTER = 6 * STEP, 30 * STEP
"""What is kept around it: a soft consonant's beginning, a vowel's end."""
SILENT = ("wait", "music", "effect")
WORKERS = 2

Engines = str | Engine | Mapping[str, str | Engine]
Progress = Callable[[int, int], None]
"""(done, of how many)"""


@dataclass(frozen=True, slots=True)
class Speech:
    """One stretch of speech: mono, 16 bit, 48 kHz, in a file of the store."""

    path: Path
    offset: int
    """Bytes before the first sample."""
    length: int
    """Samples."""
    marks: Marks
    """(character of `spoken`, sample), a word each."""
    voice: str
    """The engine's name, or `take`."""

    def read(self, start: int = 0, count: int = -1) -> NDArray[np.int16]:
        """Samples from `start` on: `count` of them, or all."""
        start = min(max(start, 0), self.length)
        count = self.length - start if count < 0 else min(count, self.length - start)
        return np.fromfile(self.path, "<i2", count, offset=self.offset + 2 * start)

    @property
    def samples(self) -> NDArray[np.int16]:
        return self.read()


class Speeches(Mapping[tuple[str, int], Speech]):
    """(cue id, part) → Speech, in the episode's order."""

    def __init__(
        self,
        speeches: Mapping[tuple[str, int], Speech],
        *,
        previews: frozenset[str],
        versions: Mapping[str, str],
        unused: tuple[str, ...],
    ) -> None:
        self._speeches = dict(speeches)
        self.previews = previews
        """Engines that spoke and whose sound may not go on air."""
        self.versions = dict(versions)
        """Engine → version, of those that spoke."""
        self.unused = unused
        """Names of takes that belong to no cue: its sentence was edited, or is not in this episode."""

    def __getitem__(self, place: tuple[str, int]) -> Speech:
        return self._speeches[place]

    def __iter__(self) -> Iterator[tuple[str, int]]:
        return iter(self._speeches)

    def __len__(self) -> int:
        return len(self._speeches)

    @property
    def cleared(self) -> bool:
        """May all of it go on air?"""
        return not self.previews

    @property
    def durations(self) -> dict[tuple[str, int], int]:
        """Samples of each."""
        return {place: speech.length for place, speech in self._speeches.items()}

    def voice(self, cue: str) -> str:
        """What spoke a cue: an engine's name, `take`, or empty where it has no speech."""
        return next((speech.voice for (name, _), speech in self._speeches.items() if name == cue), "")


def parts(cue: Cue) -> tuple[Part, ...]:
    """What of a cue is spoken: its parts, or the whole of it."""
    if cue.kind in SILENT:
        return ()
    return cue.parts or ((Part(text=cue.text, spoken=cue.spoken),) if cue.spoken.strip() else ())


def speak(
    episode: Episode,
    *,
    language: Language,
    rate: float = 1.0,
    engine: Engines = "espeak",
    store: Store,
    takes: Path | None = None,
    progress: Progress | None = None,
) -> Speeches:
    """Speak every part of every cue, those of `takes` (a folder that holds `<tag>/<cue id>.wav`) by their takes.

    `engine` is one for all or one a role (`{"second": …}`; roles it does not name speak as the presenter, and that one with
    espeak). VoiceError names the cue that cannot be spoken.
    """
    spoken = {cue.id: parts(cue) for cue in episode.cues if parts(cue)}
    roles = {cue.id: cue.role or "presenter" for cue in episode.cues}
    folder = recorded.read_folder(takes / language.tag if takes else None, {cue: len(found) for cue, found in spoken.items()})
    work = _Work(language, rate, engine, store)
    jobs: dict[str, _Job] = {}
    places: dict[tuple[str, int], str] = {}
    for cue, found in spoken.items():
        for index, part in enumerate(found):
            take = folder.takes.get((cue, index))
            job = work.take(cue, part.spoken, take) if take else work.utterance(cue, part.spoken, roles[cue])
            places[cue, index] = job.key
            jobs.setdefault(job.key, job)
    done = work.run(list(jobs.values()), progress)
    used = {job.engine.name: job.engine for job in jobs.values() if job.engine}
    return Speeches(
        {place: done[name] for place, name in places.items()},
        previews=frozenset(name for name, one in used.items() if not one.cleared),
        versions={name: one.version() for name, one in sorted(used.items())},
        unused=folder.unused,
    )


@dataclass(frozen=True, slots=True)
class _Job:
    key: str
    cue: str
    text: str
    role: str
    engine: Engine | None
    take: Path | None


class _Work:
    """What the jobs of one call share."""

    def __init__(self, language: Language, rate: float, engines: Engines, store: Store) -> None:
        self._language, self._rate, self._store = language, rate, store
        self._engines = engines
        self._versions: dict[str, str] = {}

    def _engine(self, role: str) -> Engine:
        engines = self._engines
        chosen = engines.get(role) or engines.get("presenter", "espeak") if isinstance(engines, Mapping) else engines
        return voice(chosen) if isinstance(chosen, str) else chosen

    def utterance(self, cue: str, text: str, role: str) -> _Job:
        if not WORD.search(text):
            raise VoiceError(f"cue {cue} has no word that can be said: {text!r}", remedy="Write the sentence in words")
        engine = self._engine(role)
        version = self._versions.get(engine.name) or self._versions.setdefault(engine.name, engine.version())
        settings = engine.settings(self._language, role, self._rate)
        name = key("speech", STAGE, engine.name, version, settings, self._language.tag, role, self._rate, text)
        return _Job(name, cue, text, role, engine, None)

    def take(self, cue: str, text: str, take: Path) -> _Job:
        return _Job(key("take", STAGE, recorded.STAGE, recorded.digest(take, cue), text), cue, text, "", None, take)

    def run(self, jobs: list[_Job], progress: Progress | None) -> dict[str, Speech]:
        """Each job's speech by its key. Speakers are started when first needed, one a thread at a time, and ended together."""
        out: dict[str, Speech] = {}
        with ExitStack() as stack:
            idle: dict[str, SimpleQueue[Speaker]] = {}
            for job in jobs:
                if job.engine and job.engine.name not in idle:
                    queue: SimpleQueue[Speaker] = SimpleQueue()
                    idle[job.engine.name] = queue
                    for _ in range(WORKERS):
                        queue.put(_late(job.engine, stack))
            with ThreadPoolExecutor(WORKERS) as pool:
                try:
                    for count, (job, speech) in enumerate(
                        zip(jobs, pool.map(lambda job: self._one(job, idle), jobs), strict=True), 1
                    ):
                        out[job.key] = speech
                        if progress:
                            progress(count, len(jobs))
                except BaseException:
                    pool.shutdown(wait=True, cancel_futures=True)
                    raise
        return out

    def _one(self, job: _Job, idle: dict[str, SimpleQueue[Speaker]]) -> Speech:
        def make(path: Path) -> None:
            if job.take:
                write(path, recorded.read(job.take, job.cue, LEVEL), complete((), job.text, 0), job.text)
                return
            assert job.engine
            speaker = idle[job.engine.name].get()
            try:
                utterance = speaker(job.text, self._language, job.role, self._rate)
            finally:
                idle[job.engine.name].put(speaker)
            write(path, *finished(utterance), job.text)

        try:
            path = self._store.get(job.key, make, ".speech")
        except VoiceError as error:
            raise VoiceError(f"cue {job.cue}: {error.what}", file=error.file, line=error.line, remedy=error.remedy) from error
        return read(path, "take" if job.take else job.engine.name if job.engine else "")


def _late(engine: Engine, stack: ExitStack) -> Speaker:
    """A speaker that is started by its first word, and ended with the stack."""
    started: list[Speaker] = []

    def speaker(text: str, language: Language, role: str, rate: float) -> Utterance:
        if not started:
            started.append(stack.enter_context(engine.ready()))
        return started[0](text, language, role, rate)

    return speaker


def finished(utterance: Utterance) -> tuple[NDArray[np.int16], Marks]:
    """An engine's sound at 48 kHz, without silence at its ends, at the level of every voice; its marks moved with it."""
    import soxr

    sound = (utterance.samples / np.float32(32768)).astype(np.float32)
    if utterance.rate != SAMPLE_RATE and len(sound):
        sound = soxr.resample(sound, utterance.rate, SAMPLE_RATE, quality="HQ")
    begin, end = edges(sound, BELOW_PEAK, FLOOR)
    if begin == end:
        raise VoiceError("the voice says nothing", remedy="Write the sentence in words that can be said")
    begin, end = max(0, begin - BEFORE), min(len(sound), end + AFTER)
    sound = faded(levelled(sound[begin:end], LEVEL), BEFORE, AFTER)
    marks = tuple(
        (at, min(max(0, round(sample * SAMPLE_RATE / utterance.rate) - begin), end - begin)) for at, sample in utterance.marks
    )
    return whole(sound), marks


def write(path: Path, samples: NDArray[np.int16], marks: Marks, text: str) -> None:
    """An entry of the store: a line of JSON, then the samples, little endian."""
    head: dict[str, Any] = {"length": len(samples), "marks": complete(marks, text, len(samples))}
    line = json.dumps(head, separators=(",", ":"))
    line += " " * (len(line) % 2 == 0)  # the samples begin at an even byte
    try:
        path.write_bytes(line.encode() + b"\n" + samples.astype("<i2").tobytes())
    except OSError as error:
        raise EnvironmentFault(
            f"the speech cannot be kept: {error.strerror}", file=str(path), remedy="Choose another cache"
        ) from error


def read(path: Path, engine: str) -> Speech:
    """An entry again; the samples stay where they are."""
    with path.open("rb") as file:
        line = file.readline()
    try:
        head = json.loads(line)
        return Speech(path, len(line), int(head["length"]), tuple((at, sample) for at, sample in head["marks"]), engine)
    except (ValueError, KeyError, TypeError) as error:
        raise BroadcastError(f"the cache's entry is broken: {error}", file=str(path), remedy="Delete it") from error
