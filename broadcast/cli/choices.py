"""What several commands ask for in the same way: lessons, languages, the cache."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from broadcast.artifact import Store, default_root
from broadcast.errors import InputError
from broadcast.language.coverage import lacking
from broadcast.language.model import tags
from broadcast.language.tags import known
from broadcast.lesson.localise import catalogues
from broadcast.lesson.model import Lesson


def languages(wanted: tuple[str, ...], lesson: Lesson, *, incomplete: bool = False) -> tuple[str, ...]:
    """The tags asked for; `all` is every language that the lesson has, without regions; none asked for is the lesson's own.

    Other spellings of a tag (`es_419`, `zh-TW`) are understood; InputError for what no file in media/languages is for. Of `all`, a
    language whose own messages are not yet written is left out, and told, unless `incomplete`.
    """
    if not wanted:
        return (_written(lesson),)
    found: list[str] = []
    for tag in wanted:
        found += _built(available(lesson), incomplete) if tag == "all" else [known(tag)]
    return tuple(dict.fromkeys(found))


def _written(lesson: Lesson) -> str:
    """The language that a lesson is written in; InputError with the lesson's file where that is none we have."""
    try:
        return known(lesson.source_language)
    except InputError as error:
        raise InputError(f"the lesson's language: {error.what}", file=lesson.file, remedy=error.remedy) from error


def available(lesson: Lesson) -> list[str]:
    """The lesson's own language, then every other that its source or a catalogue in its folder has."""
    found = {*catalogues(lesson), *(version.language for version in lesson.versions)}
    return [lesson.source_language, *(tag for tag in tags() if tag in found and tag != lesson.source_language)]


def _built(found: list[str], incomplete: bool) -> Iterator[str]:
    for tag in found:
        reason = None if incomplete else lacking(tag)
        if reason is None:
            yield tag
        else:
            click.echo(f"{tag} is left out: {reason.what}", err=True)


MEDIA = frozenset({"radio", "tv", "paper"})


def media(only: str | None) -> frozenset[str]:
    """What `--only` names; all where it names nothing."""
    if only is None:
        return MEDIA
    wanted = frozenset(part.strip() for part in only.split(",") if part.strip())
    if not wanted or not wanted <= MEDIA:
        raise InputError(f"--only {only!r} names no medium", remedy="Use one or more of tv,radio,paper, with commas between")
    return wanted


def store(cache: str | None) -> Store:
    """The content store, where the user wants it."""
    return Store(Path(cache) if cache else default_root())
