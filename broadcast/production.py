"""One lesson in one language to one package: the whole flow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from broadcast.artifact import Store
from broadcast.audio.speech import Speeches, speak
from broadcast.delivery import manifest, package, page, quality
from broadcast.episode.fit import Timing, fit
from broadcast.episode.format import Format
from broadcast.episode.model import Episode
from broadcast.language.catalogue import Messages, messages
from broadcast.language.model import load
from broadcast.lesson.model import Lesson
from broadcast.outputs import Job, Output, rows, sound

Report = Callable[..., None]


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: an episode of one lesson, in one language and format."""

    name: str
    """The lesson's id: the package's folder."""
    tag: str
    form: Format
    plan: Callable[[Messages], Episode]
    """Makes the episode, not yet timed; called only when something has changed."""
    inputs: Mapping[str, str]
    """Everything that the package depends on, by name: hashes of files, settings."""
    media: frozenset[str]
    file: str = ""
    """The lesson or script as the user named it."""
    lesson: Lesson | None = None
    """In the order's language; None where a script is taken back."""
    engine: str = "espeak"
    takes: Path | None = None
    for_air: bool = False
    edited: Path | None = None
    """The script that it is made from; that one may be overwritten, for its changes are in the new one."""
    untranslated: tuple[str, ...] = ()
    """Ids and words of sentences that stayed in the source's language."""


@dataclass(frozen=True, slots=True)
class Made:
    """A package, and what its checks say."""

    folder: Path
    checks: tuple[quality.Check, ...]
    fresh: bool
    """False where an unchanged package was there already."""

    @property
    def status(self) -> int:
        return 0 if all(check.ok for check in self.checks) else 1


def produce(order: Order, out: Path, store: Store, progress: Report) -> Made:
    """Make the package `out/<lesson>/<tag>/`, or leave it where nothing has changed."""
    folder = out / order.name / order.tag
    package.repair(folder)
    if manifest.unchanged(folder, order.inputs, order.media):
        return Made(folder, quality.read(folder), False)
    package.guard(folder, order.edited)
    words = messages(order.tag)
    progress("plan")
    planned = order.plan(words)
    with package.fresh(folder) as new:
        episode, speeches = voiced(order, planned, store, progress)
        job = Job(episode, words, order.form, speeches, store, new, progress)
        write(job, rows(order.media))
        progress("check")
        checks = quality.measure(new, episode, words, order.form, untranslated=order.untranslated, for_air=order.for_air)
        page.write(new, episode, words, checks)
        manifest.write(new, episode, order.inputs)
    return Made(folder, checks, True)


def voiced(order: Order, episode: Episode, store: Store, progress: Report) -> tuple[Episode, Speeches | None]:
    """The episode spoken and fitted, exact to its slot; as it is where only paper is wanted."""
    if order.media == {"paper"}:
        return episode, None
    spoken: dict[float, Speeches] = {}

    def measure(rate: float) -> Mapping[tuple[str, int], Timing]:
        if rate not in spoken:
            told = partial(progress, "voice")
            spoken[rate] = speak(
                episode, language=load(order.tag), rate=rate, engine=order.engine, store=store, takes=order.takes, progress=told
            )
        return {place: Timing(speech.length, speech.marks) for place, speech in spoken[rate].items()}

    fitted = fit(episode, order.form, measure)
    speeches = spoken[fitted.speech_rate]
    return named(fitted, speeches), speeches


def named(episode: Episode, speeches: Speeches) -> Episode:
    """Each cue says what spoke it."""
    segments = tuple(
        segment.model_copy(
            update={"cues": tuple(cue.model_copy(update={"voice": speeches.voice(cue.id)}) for cue in segment.cues)}
        )
        for segment in episode.segments
    )
    return episode.model_copy(update={"segments": segments})


def write(job: Job, wanted: tuple[Output, ...]) -> None:
    """Write every row, two at a time: first the sound and what needs none, then what is made from it."""
    for row in wanted:
        (job.folder / row.path).parent.mkdir(parents=True, exist_ok=True)
    makers = [(row.make, job.folder / row.path, row.after) for row in wanted if row.make]
    with ThreadPoolExecutor(2) as pool:
        job.progress("sound and documents")
        first: list[Future[Any]] = [pool.submit(sound, job)] if any(row.after for row in wanted) else []
        first += [pool.submit(make, job, path) for make, path, after in makers if not after]
        _finish(first)
        job.progress("programmes")
        _finish([pool.submit(make, job, path) for make, path, after in makers if after])
    (job.folder / ".programme.wav").unlink(missing_ok=True)


def _finish(work: list[Future[Any]]) -> None:
    """Wait for all; the first error ends the rest."""
    try:
        for done in work:
            done.result()
    except BaseException:
        for other in work:
            other.cancel()
        raise
