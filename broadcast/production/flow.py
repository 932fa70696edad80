"""One lesson in one language to one package: the whole flow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from broadcast.artifact import Store
from broadcast.audio.speech import Speeches, speak
from broadcast.delivery import manifest, package, page, quality
from broadcast.delivery.order import Made, Order, kept
from broadcast.episode import rules
from broadcast.episode.fit import Timing, fit
from broadcast.episode.model import Episode
from broadcast.errors import FitError
from broadcast.language.catalogue import Messages, messages
from broadcast.language.model import load
from broadcast.outputs import OUTPUTS, Job, Output, rows, sound

Report = Callable[..., None]


def produce(order: Order, out: Path, store: Store, progress: Report) -> Made:
    """Make the package `out/<lesson>/<tag>/`; what is not asked for stays where its inputs are unchanged."""
    folder = out / order.name / order.tag
    package.guard(folder, order.edited)
    words = messages(order.tag)
    progress("plan")
    planned = order.plan(words)
    words = words.toward(planned.audience)
    with package.fresh(folder) as new:
        others = carried(order, out)
        package.carry(folder, new, list(others))
        silent = order.media == {"paper"} and not others
        episode, speeches = (chosen(planned, order, words), None) if silent else voiced(order, planned, store, progress)
        job = Job(episode, words, order.form, speeches, store, new, progress, order.master)
        media = order.media | {name.split("/")[0] for name in others}
        write(job, tuple(row for row in rows(media) if row.path not in others and row.when(job)))
        progress("check")
        unheard = silent_takes(planned, episode, speeches)
        checks = quality.measure(
            new,
            episode,
            words,
            order.form,
            untranslated=order.untranslated,
            for_air=order.for_air,
            previews=speeches.previews if speeches else frozenset(),
            takes=unheard,
            master=order.master,
        )
        page.write(new, episode, words, checks)
        manifest.write(new, episode, order.inputs)
    return Made(folder, checks, True)


def carried(order: Order, out: Path) -> tuple[str, ...]:
    """Files of other media that stay. Paper that was made alone knows no times: what prints them is made again."""
    names = kept(order, out)
    if any(not name.startswith("paper/") for name in names):
        return names
    timed = {row.path for row in OUTPUTS if row.timed}
    return tuple(name for name in names if name not in timed)


def chosen(planned: Episode, order: Order, words: Messages) -> Episode:
    """The episode for paper alone: what would find room, with waits as long as they would be; when, only its sound can say."""
    try:
        fitted = fit(planned, order.form, rules.estimated(planned, words.language))
    except FitError:
        return planned  # paper judges no slot
    segments = tuple(
        segment.model_copy(update={"cues": tuple(cue.model_copy(update={"start": 0}) for cue in segment.cues)})
        for segment in fitted.segments
    )
    return planned.model_copy(update={"segments": segments, "dropped": fitted.dropped})


def voiced(order: Order, episode: Episode, store: Store, progress: Report) -> tuple[Episode, Speeches]:
    """The episode spoken and fitted, exact to its slot."""
    spoken: dict[float, Speeches] = {}

    def measure(rate: float) -> Mapping[tuple[str, int], Timing]:
        if rate not in spoken:
            told = partial(progress, "voice")
            spoken[rate] = speak(
                episode, language=load(order.tag), rate=rate, engine=order.engines, store=store, takes=order.takes, progress=told
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


def silent_takes(planned: Episode, episode: Episode, speeches: Speeches | None) -> list[tuple[str, str]]:
    """Takes that belong to no cue, and cues of an edited script that a take spoke before: what is not heard is told."""
    if speeches is None:
        return []
    lost = [cue.id for cue in planned.cues if cue.voice == "take" and speeches.voice(cue.id) not in ("take", "")]
    heard = {cue.id for cue in episode.cues}
    return [*(("take-unused", name) for name in speeches.unused), *(("take-lost", cue) for cue in lost if cue in heard)]


def write(job: Job, wanted: tuple[Output, ...]) -> None:
    """Write every row: documents beside the sound, then what is made from the sound beside each other.

    What rasters pages stays in this thread: pdfium may not be used by two at once.
    """
    for row in wanted:
        (job.folder / row.path).parent.mkdir(parents=True, exist_ok=True)
    makers = [(row, job.folder / row.path) for row in wanted if row.make]
    with ThreadPoolExecutor(1) as beside:
        job.progress("sound and documents")
        # A sound that stays from the old package shares its bytes with it on disk: it is never written again.
        heard = beside.submit(sound, job) if any(row.after for row in wanted) and not job.wav.exists() else None
        for row, path in makers:
            if row.make and not row.after:
                row.make(job, path)
        if heard:
            heard.result()
        job.progress("programmes")
        late = [beside.submit(row.make, job, path) for row, path in makers if row.make and row.after and row.media != "tv"]
        for row, path in makers:
            if row.make and row.after and row.media == "tv":
                row.make(job, path)
        for done in late:
            done.result()
    (job.folder / ".programme.wav").unlink(missing_ok=True)
