"""A job: one lesson in one language and format, as plain data that travels, and what may go wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from broadcast.delivery.order import Order
from broadcast.episode import format as formats
from broadcast.episode.splitting import split
from broadcast.errors import BroadcastError, InputError
from broadcast.language.model import load
from broadcast.lesson.model import Lesson
from broadcast.production import orders
from broadcast.season.file import Season
from broadcast.unplugged.figures import Plain


class Trouble(Plain):
    """An error as plain data."""

    kind: str
    """Name of its class."""
    what: str
    file: str = ""
    line: int = 0
    remedy: str = ""
    notes: tuple[str, ...] = ()
    status: int = 2

    def __str__(self) -> str:
        return str(BroadcastError(self.what, file=self.file, line=self.line, remedy=self.remedy))

    @classmethod
    def of(cls, error: Exception) -> Trouble:
        """What an error says; one that is none of ours is a fault of the program."""
        if not isinstance(error, BroadcastError):
            return cls(
                kind=type(error).__name__,
                what=f"this should not have happened ({type(error).__name__}: {error})",
                remedy="Please report it",
            )
        return cls(
            kind=type(error).__name__, what=error.what, file=error.file, line=error.line, remedy=error.remedy,
            notes=tuple(getattr(error, "__notes__", ())), status=error.status,
        )  # fmt: skip


class Terms(Plain):
    """What the call says of the whole season."""

    out: str
    for_air: bool = False
    allow_untranslated: bool = False

    def settings(self, season: Season, form: str, tag: str) -> orders.Settings:
        return season.settings(
            form, tag, self.folder(season, form), for_air=self.for_air, allow_untranslated=self.allow_untranslated
        )

    def folder(self, season: Season, form: str) -> Path:
        """Where the packages of a format lie: a folder each where there are several."""
        return Path(self.out) / form if len(season.formats) > 1 else Path(self.out)


class Job(Plain):
    """One package of the season."""

    lesson: str
    """Its path, as the season's file has it."""
    name: str
    """Id of the lesson, or of its part."""
    tag: str
    form: str
    number: int | None = None
    """By the season's calendar; None: the lesson's own."""
    date: str = ""

    @property
    def id(self) -> str:
        return f"{self.form}/{self.name}/{self.tag}"


def parts(season: Season, lesson: str, form: str, first: str) -> tuple[Lesson, ...]:
    """The lessons of one path as episodes of a format; `first`: the language that their length is judged by."""
    from broadcast.sources import reading  # readers of every format: only where something has to be read

    clock = formats.load(form)
    return tuple(part for whole in reading(season.path(lesson))[1].lessons for part in split(whole, clock, load(first)))


def dated(lesson: Lesson, number: int | None, date: str) -> Lesson:
    """The lesson under the season's number and day."""
    if number is None:
        return lesson
    versions = tuple(replace(each, number=number, date=date) for each in lesson.versions)
    return replace(lesson, number=number, date=date, versions=versions)


def order(season: Season, job: Job, terms: Terms, read: Iterable[Lesson]) -> Order:
    """The order of a job, rebuilt from the parts of its lesson as they are now."""
    found = next((part for part in read if part.id == job.name), None)
    if found is None:
        raise InputError(
            "the lesson has changed since the season was planned", file=job.lesson, remedy="Run the same command again"
        )
    settings = terms.settings(season, job.form, job.tag)
    return orders.of_lesson(dated(found, job.number, job.date), job.tag, formats.load(job.form), settings)
