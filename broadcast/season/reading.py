"""What a lesson holds, for planning: read once and kept in the store under the bytes of its folder.

Lessons of our own format lie wholly in their folder; those of other formats may look around them, and are read each time.
"""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import Field

from broadcast.artifact import Store, digest, key
from broadcast.errors import BroadcastError, EnvironmentFault
from broadcast.language.model import tags
from broadcast.lesson.localise import localise
from broadcast.lesson.model import Lesson
from broadcast.production import inputs
from broadcast.production.choices import available, languages
from broadcast.production.orders import missing
from broadcast.season.file import Season
from broadcast.season.jobs import Terms, Trouble, parts
from broadcast.unplugged.figures import Plain


class Version(Plain):
    """A part in one language."""

    inputs: dict[str, str] = Field({})
    untranslated: int = 0
    trouble: Trouble | None = None
    """Why it cannot be made."""


class Part(Plain):
    """One episode."""

    name: str
    title: str
    number: int
    date: str
    folder: str
    languages: tuple[str, ...]
    """Tags that the source has."""
    versions: dict[str, Version]


class Read(Plain):
    """The episodes of a path in a format, or why there are none."""

    parts: tuple[Part, ...] = ()
    trouble: Trouble | None = None


def read(season: Season, lesson: str, form: str, terms: Terms, store: Store) -> Read:
    """What the path holds in the season's languages."""
    path = season.path(lesson)
    try:
        folder = _own(path)
        if folder is None:
            return _read(season, lesson, form, terms)
        files = [(file.relative_to(folder).as_posix(), digest(file)) for file in _files(folder)]
        spoken = sorted({tag: sorted(inputs.language(tag).items()) for tag in _tags(season)}.items())
        name = key(
            "season.reading",
            inputs.program(),
            files,
            str(path),
            spoken,
            season.languages,
            form,
            terms.for_air,
            terms.allow_untranslated,
        )
        entry = store.get(name, lambda new: _write(new, _read(season, lesson, form, terms)), ".json")
        return Read.model_validate_json(entry.read_bytes())
    except EnvironmentFault:  # the cache, and no lesson's fault
        raise
    except BroadcastError as error:
        return Read(trouble=Trouble.of(error))


def first(season: Season) -> str:
    """The language that the length of a lesson is judged by."""
    return next(iter(_tags(season)))


def _tags(season: Season) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for tag in season.languages for each in (tags() if tag == "all" else (tag,))))


def _own(path: Path) -> Path | None:
    """The folder of a lesson that is written in our own format and alone in it."""
    folder = path if path.is_dir() else path.parent
    return folder if (folder / "lesson.md").is_file() and (path.is_dir() or path.name == "lesson.md") else None


def _files(folder: Path) -> list[Path]:
    """What a reading depends on: takes are looked at apart, and what is hidden is nobody's."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in found if not _aside(path.relative_to(folder)))


def _aside(path: Path) -> bool:
    return path.parts[0] == "takes" or any(part.startswith(".") for part in path.parts)


def _write(path: Path, found: Read) -> None:
    path.write_text(json.dumps(found.model_dump(mode="json"), ensure_ascii=False), "utf-8")


def _read(season: Season, lesson: str, form: str, terms: Terms) -> Read:
    found = []
    for part in parts(season, lesson, form, first(season)):
        wanted, left = languages(season.languages, part, incomplete=terms.allow_untranslated and not terms.for_air)
        versions = {each.tag: Version(trouble=Trouble.of(each.reason)) for each in left}
        versions |= {tag: _version(season, part, form, tag, terms) for tag in wanted}
        found.append(
            Part(
                name=part.id,
                title=part.title.text,
                number=part.number,
                date=part.date,
                folder=part.folder,
                languages=tuple(available(part)),
                versions=versions,
            )
        )
    return Read(parts=tuple(found))


def _version(season: Season, part: Lesson, form: str, tag: str, terms: Terms) -> Version:
    try:
        local = localise(part, tag)
        lacks = missing(local, tag, terms.settings(season, form, tag))
    except BroadcastError as error:
        return Version(trouble=Trouble.of(error))
    return Version(inputs=inputs.words(local), untranslated=len(lacks))
