"""The plan of a season: every job, whether it is new, cached or impossible and why, and what the new ones will take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from broadcast.artifact import Store, key
from broadcast.episode import format as formats
from broadcast.episode import station
from broadcast.errors import BroadcastError, InputError
from broadcast.language.model import family
from broadcast.production import inputs
from broadcast.production.orders import Settings, voices
from broadcast.season import records
from broadcast.season.airings import Airing, airings
from broadcast.season.file import Season
from broadcast.season.jobs import Job, Terms, Trouble
from broadcast.season.reading import Part, Read, first, read

State = Literal["new", "cached", "impossible"]


@dataclass(frozen=True, slots=True)
class Planned:
    """A job, and how it stands."""

    job: Job
    title: str
    state: State
    folder: Path
    inputs: Mapping[str, str] = field(default_factory=dict)
    media: frozenset[str] = frozenset()
    untranslated: int = 0
    trouble: Trouble | None = None
    """Why it is impossible."""
    said: records.Said | None = None
    """What the package says that stands there."""
    airing: Airing | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A season as it will be made."""

    season: Season
    terms: Terms
    first: str
    """The language that the length of a lesson is judged by."""
    jobs: tuple[Planned, ...]
    seconds: float
    """Of work, for one process."""
    size: int
    """Bytes that will be written."""

    def of(self, state: State) -> tuple[Planned, ...]:
        return tuple(each for each in self.jobs if each.state == state)


def plan(season: Season, terms: Terms, store: Store) -> Plan:
    """Look at every job. InputError for what makes no season: two lessons of one id, a language that no lesson has."""
    known = records.known(records.folder(store, season, terms.out))
    work = _Shared(season, terms)
    jobs: list[Planned] = []
    seen: dict[str, str] = {}
    for form in season.formats:
        days = airings(season.calendar) if season.calendar else None
        reads = [(lesson, read(season, lesson, form, terms, store)) for lesson in season.lessons]
        _languages(season, [found for _, found in reads])
        for lesson, found in reads:
            jobs += _unread(season, lesson, form, terms, found, days)
            for part in found.parts:
                _distinct(season, seen, form, part, lesson)
                airing = next(days) if days else None
                jobs += [_planned(work, lesson, form, part, tag, airing, known) for tag in part.versions]
    times = records.Times(store)
    new = [times.estimate(formats.load(each.job.form), each.media) for each in jobs if each.state == "new"]
    return Plan(season, terms, first(season), tuple(jobs), sum(each[0] for each in new), sum(each[1] for each in new))


class _Shared:
    """What many jobs ask for in the same words."""

    def __init__(self, season: Season, terms: Terms) -> None:
        self.season, self.terms = season, terms
        self._settings: dict[tuple[str, str], Settings] = {}
        self._common: dict[tuple[str, str], dict[str, str] | Trouble] = {}
        self._station: dict[tuple[str, str], str | Trouble] = {}

    def settings(self, form: str, tag: str) -> Settings:
        if (form, tag) not in self._settings:
            self._settings[form, tag] = self.terms.settings(self.season, form, tag)
        return self._settings[form, tag]

    def common(self, form: str, tag: str) -> dict[str, str] | Trouble:
        """What does not depend on the lesson; or why nothing can be made in this language."""
        if (form, tag) not in self._common:
            try:
                settings = self.settings(form, tag)
                found = inputs.common(tag, formats.load(form), voices(tag, settings), settings.master)
                self._common[form, tag] = found
            except BroadcastError as error:
                self._common[form, tag] = Trouble.of(error)
        return self._common[form, tag]

    def station(self, form: str, tag: str, folder: str) -> str | Trouble:
        """The hash of the station's words."""
        own = self.settings(form, tag).station
        at = ("", tag) if own is not None else (folder, "")
        if at not in self._station:
            try:
                beside = Path(folder) / "station.toml"
                words = (
                    own if isinstance(own, station.Station) else station.load(beside) if beside.exists() else station.Station()
                )
                self._station[at] = key(words)
            except BroadcastError as error:
                self._station[at] = Trouble.of(error)
        return self._station[at]


def _planned(
    work: _Shared, lesson: str, form: str, part: Part, tag: str, airing: Airing | None, known: Mapping[str, records.Said]
) -> Planned:
    version, date = part.versions[tag], airing.first.isoformat() if airing else part.date
    job = Job(
        lesson=lesson, name=part.name, tag=tag, form=form, number=airing.number if airing else None, date=date if airing else ""
    )
    folder = work.terms.folder(work.season, form) / part.name / tag
    common, words = work.common(form, tag), work.station(form, tag, part.folder)
    trouble = version.trouble or next((each for each in (common, words) if isinstance(each, Trouble)), None)
    if trouble or isinstance(common, Trouble) or isinstance(words, Trouble):
        return Planned(job, part.title, "impossible", folder, trouble=trouble, airing=airing)
    beside = Path(part.folder) / "takes"
    all_of_it = {
        **common, **version.inputs, **inputs.aired(airing.number if airing else part.number, date), "station": words,
        **inputs.takes(beside if beside.is_dir() else None, tag),
    }  # fmt: skip
    media = work.season.media & set(formats.load(form).media)
    if not media:
        nothing = Trouble(
            kind="InputError", what=f"{form} has none of the media that are wanted", remedy="Change `only` or `formats`"
        )
        return Planned(job, part.title, "impossible", folder, trouble=nothing, airing=airing)
    said = records.whole(folder, all_of_it, media, known.get(job.id))
    state: State = "cached" if said else "new"
    return Planned(job, part.title, state, folder, all_of_it, media, version.untranslated, said=said, airing=airing)


def _unread(season: Season, lesson: str, form: str, terms: Terms, found: Read, days: Iterator[Airing] | None) -> list[Planned]:
    """The jobs of a lesson that cannot be read: it keeps its number and day, so that those of the others stay when it is mended."""
    if not found.trouble:
        return []
    airing = next(days) if days else None
    name = season.path(lesson).stem
    places = terms.folder(season, form) / name
    return [
        Planned(
            Job(lesson=lesson, name=name, tag=tag, form=form),
            name,
            "impossible",
            places / tag,
            trouble=found.trouble,
            airing=airing,
        )
        for tag in season.languages
    ]


def _languages(season: Season, reads: list[Read]) -> None:
    """InputError for a language that no lesson has."""
    parts = [part for found in reads for part in found.parts]
    if not parts:
        return
    for tag in season.languages:
        if tag != "all" and not any(each in part.languages for part in parts for each in family(tag)):
            raise InputError(
                f"languages: no lesson has {tag}", file=season.file, line=season.line("languages", text=tag),
                remedy="Translate one, or take the language out",
            )  # fmt: skip


def _distinct(season: Season, seen: dict[str, str], form: str, part: Part, lesson: str) -> None:
    """InputError where two lessons would be the same package."""
    name = f"{form}/{part.name}"
    if name in seen:
        raise InputError(
            f"lessons: {seen[name]!r} and {lesson!r} have the same id, {part.name}", file=season.file,
            line=season.line("lessons", text=lesson), remedy="Rename the folder of one of them",
        )  # fmt: skip
    seen[name] = lesson


def dates(plan: Plan) -> tuple[tuple[str, Airing], ...]:
    """Each episode with its days, once."""
    found = {each.job.name: each.airing for each in plan.jobs if each.airing}
    return tuple(found.items())
