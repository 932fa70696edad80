"""What a call chooses: languages and media."""

from __future__ import annotations

from dataclasses import dataclass

from broadcast.errors import BroadcastError, InputError
from broadcast.language.coverage import lacking
from broadcast.language.model import tags
from broadcast.language.tags import known
from broadcast.lesson.localise import catalogues
from broadcast.lesson.model import Lesson


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A language of `all` that nothing is made in, and why."""

    tag: str
    reason: BroadcastError


def languages(
    wanted: tuple[str, ...], lesson: Lesson, *, incomplete: bool = False
) -> tuple[tuple[str, ...], tuple[LeftOut, ...]]:
    """The tags asked for; `all` is every language that the lesson has, without regions; none asked for is the lesson's own.

    Other spellings of a tag (`es_419`, `zh-TW`) are understood; InputError for what no file in media/languages is for. Of `all`, a
    language whose own messages are not yet written is left out, unless `incomplete`.
    """
    if not wanted:
        return (_written(lesson),), ()
    found: list[str] = []
    left: list[LeftOut] = []
    for tag in wanted:
        if tag != "all":
            found.append(known(tag))
            continue
        for each in available(lesson):
            reason = None if incomplete else lacking(each)
            if reason is None:
                found.append(each)
            else:
                left.append(LeftOut(each, reason))
    return tuple(dict.fromkeys(found)), tuple(left)


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


MEDIA = frozenset({"radio", "tv", "paper"})


def media(only: str | None) -> frozenset[str]:
    """What `--only` names; all where it names nothing."""
    if only is None:
        return MEDIA
    wanted = frozenset(part.strip() for part in only.split(",") if part.strip())
    if not wanted or not wanted <= MEDIA:
        raise InputError(f"--only {only!r} names no medium", remedy="Use one or more of tv,radio,paper, with commas between")
    return wanted
