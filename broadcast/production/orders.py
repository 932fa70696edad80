"""From what the user named to what is made: one order a lesson and language, with all that it depends on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from broadcast.artifact import digest, key
from broadcast.audio.voices import chosen, engine
from broadcast.delivery import manifest
from broadcast.delivery.order import Order
from broadcast.episode import format as formats
from broadcast.episode import station
from broadcast.episode.model import Episode
from broadcast.episode.splitting import split
from broadcast.errors import InputError, TranslationError
from broadcast.language.catalogue import Messages, messages
from broadcast.language.coverage import lacking
from broadcast.language.model import load
from broadcast.lesson.localise import localise, untranslated
from broadcast.lesson.model import Lesson
from broadcast.production import inputs
from broadcast.production.choices import LeftOut, languages
from broadcast.sources import reading
from broadcast.sources.reading import Reading
from broadcast.tv.masters import Master


@dataclass(frozen=True, slots=True)
class Settings:
    """What the call says for all lessons."""

    tags: tuple[str, ...]
    form: str
    output: Path
    media: frozenset[str]
    voices: tuple[str, ...]
    """Engines: `gtts` for both roles, `second=gtts` for one; none: those of the language."""
    station: Path | station.Station | None
    """None: `station.toml` beside the lesson, where it is there."""
    for_air: bool
    allow_untranslated: bool
    master: Master | None = None
    takes: Path | None = None
    """Folder with `<tag>/<cue>.wav`; None: `takes` beside the lesson or the script."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What one argument asks for."""

    orders: tuple[Order, ...]
    left_out: tuple[LeftOut, ...] = ()
    """Languages of `all` that nothing is made in."""


def of(path: Path, settings: Settings, found: Reading | None = None) -> Asked:
    """The orders of one argument; errors before anything is made. What a lesson lacks stands in the notes of the error.

    `found`: what a reader made of it, where it was read already.
    """
    mastered(settings)
    if is_script(path):
        return Asked((_of_script(path, settings),))
    form = formats.load(settings.form)
    every: list[Order] = []
    left: tuple[LeftOut, ...] = ()
    for whole in (found or reading(path)[1]).lessons:
        wanted, without = languages(settings.tags, whole, incomplete=settings.allow_untranslated and not settings.for_air)
        left += without
        for lesson in split(whole, form, load(wanted[0])) if wanted else ():
            every += [of_lesson(lesson, tag, form, settings) for tag in wanted]
    return Asked(tuple(every), left)


def voices(tag: str, settings: Settings) -> dict[str, str]:
    """Role → engine. VoiceError where one cannot speak the language, InputError where it may not for this station."""
    names = chosen(load(tag), settings.voices)
    preview = next((name for name in names.values() if not engine(name).cleared), None)
    if settings.for_air and preview:
        raise InputError(
            f"the sound of {preview} is a preview and not cleared for air", remedy="Use --voice espeak, or record takes"
        )
    return names


def mastered(settings: Settings) -> None:
    """InputError where the format cannot become the master that is asked for."""
    if settings.master is None:
        return
    form, master = formats.load(settings.form), settings.master
    if "tv" not in form.media or "tv" not in settings.media:
        raise InputError(f"a master needs television, which {form.name} has not", remedy="Choose a format with television")
    if form.frame_rate != master.rate:
        fitting = ", ".join(
            name for name in formats.names() if formats.load(name).frame_rate == master.rate and "tv" in formats.load(name).media
        )
        raise InputError(
            f"{master.name} wants {master.rate} frames a second, {form.name} has {form.frame_rate}",
            remedy=f"Choose one of: {fitting}",
        )
    if master.loudness > form.profile.loudness:
        raise InputError(
            f"{master.name} wants {master.loudness:g} LUFS, louder than the {form.profile.loudness:g} of {form.name}",
            remedy="Choose a format with a louder profile",
        )


def distinct(orders: Sequence[Order]) -> None:
    """InputError where two orders would be the same package."""
    seen: set[tuple[str, str]] = set()
    for order in orders:
        if (order.name, order.tag) in seen:
            raise InputError(
                f"two of the lessons have the id {order.name!r}", remedy="Build them one at a time, with different -o"
            )
        seen.add((order.name, order.tag))


def is_script(path: Path) -> bool:
    """Is this a script that we made (Markdown or Word), rather than a lesson?"""
    if path.suffix.lower() == ".docx":
        return True
    if path.suffix.lower() != ".md" or not path.is_file():
        return False
    try:
        with path.open(encoding="utf-8-sig") as file:
            head = [file.readline(500) for _ in range(8)]
    except (OSError, UnicodeDecodeError):
        return False
    return any(line.startswith("base:") for line in head) and any(line.startswith("tag:") for line in head)


def of_lesson(lesson: Lesson, tag: str, form: formats.Format, settings: Settings) -> Order:
    """The order of one lesson in one language."""
    engines = voices(tag, settings)
    local = localise(lesson, tag)
    lacks = missing(local, tag, settings)
    words = stationed(lesson, settings)
    takes = recorded(Path(lesson.folder), settings)

    def plan(messages: Messages) -> Episode:
        from broadcast.episode import planning  # programs, activities: only where something has to be made

        return planning.plan(local, form, messages, words)

    return Order(
        name=lesson.id, tag=tag, form=form, plan=plan, file=lesson.file, lesson=local, media=settings.media & set(form.media), engines=engines,
        master=settings.master, takes=takes, untranslated=lacks,
        inputs={**inputs.common(tag, form, engines, settings.master), **inputs.words(local), **inputs.aired(local.number, local.date), "station": key(words), **inputs.takes(takes, tag)},
    )  # fmt: skip


def stationed(lesson: Lesson, settings: Settings) -> station.Station:
    """The station's words: those that the call has or names, else those beside the lesson."""
    if isinstance(settings.station, station.Station):
        return settings.station
    beside = Path(lesson.folder) / "station.toml"
    own = settings.station or (beside if beside.exists() else None)
    return station.load(own) if own else station.Station()


def missing(lesson: Lesson, tag: str, settings: Settings) -> tuple[str, ...]:
    """What stayed in another language, each by its place; TranslationError, whose notes are all that the lesson lacks, where none may."""
    sentences = untranslated(lesson)
    reason = lacking(tag)
    if settings.for_air or not settings.allow_untranslated:
        if reason:
            raise reason
        if sentences:
            first = sentences[0]
            error = TranslationError(
                f"{lesson.id} has no {tag} words for {len(sentences)} of its sentences, the first is {first.source!r}", file=lesson.file, line=first.line,
                remedy=f"Translate them in po/{tag}.po, or build with --allow-untranslated",
            )  # fmt: skip
            for unit in sentences:
                error.add_note(f"{lesson.file}:{unit.line}: not translated ({unit.id}): {unit.source}")
            raise error
    program = tuple(f"{tag}.po: {key}" for key in sorted(messages(tag).missing))
    return tuple(f"{lesson.file}:{unit.line}: {unit.source}" for unit in sentences) + program


def _of_script(path: Path, settings: Settings) -> Order:
    """An edited script with the episode it was made from, which lies beside it or in the package."""
    from broadcast.script import markdown, word_edits

    script = word_edits.read(path) if path.suffix.lower() == ".docx" else markdown.read(path)
    places = [
        path.parent / "episode.json",
        path.parent.parent / "episode.json",
        settings.output / script.lesson / script.language / "episode.json",
    ]
    source = next((place for place in places if place.is_file()), None)
    if source is None:
        raise InputError(
            "the episode of this script is not there",
            file=str(path),
            remedy=f"Put episode.json beside it, or build the lesson {script.lesson} first",
        )
    try:
        episode = Episode.model_validate_json(source.read_bytes())
    except ValueError as error:
        raise InputError("the episode is damaged", file=str(source), remedy="Build the lesson again") from error
    changed = markdown.apply(episode, script)
    engines = voices(script.language, settings)
    form = formats.load(script.format)
    takes = recorded(path.parent, settings)
    return Order(
        name=script.lesson, tag=script.language, form=form, plan=lambda messages: changed, file=str(path), media=settings.media & set(form.media), engines=engines,
        master=settings.master, takes=takes, edited=path.resolve(), inputs={**inputs.common(script.language, form, engines, settings.master), **inputs.takes(takes, script.language), "script": digest(path), "episode": key(changed)},
    )  # fmt: skip


def recorded(folder: Path, settings: Settings) -> Path | None:
    """The folder of takes: the one that the user names, or `takes` in this folder where it is there."""
    if settings.takes is not None:
        if not settings.takes.is_dir():
            raise InputError(
                "there is no such folder of takes", file=str(settings.takes), remedy="Name a folder that holds <tag>/<cue>.wav"
            )
        return settings.takes
    in_package = (folder / manifest.NAME).exists()  # a build would take them away with the old package
    return folder / "takes" if (folder / "takes").is_dir() and not in_package else None
