"""What several commands ask for in the same way: lessons, languages, the cache."""

from __future__ import annotations

import difflib
from pathlib import Path

from broadcast.artifact import Store, default_root
from broadcast.errors import InputError
from broadcast.language.model import tags
from broadcast.lesson.model import Lesson


def languages(wanted: tuple[str, ...], lesson: Lesson) -> tuple[str, ...]:
    """The tags asked for; `all` is every language that the lesson has; none asked for is the lesson's own.

    Other spellings of a tag (`es_419`, `ES-419`) are understood; InputError for what no file in media/languages is for.
    """
    if not wanted:
        return (known(lesson.source_language),)
    found: list[str] = []
    for tag in wanted:
        found += available(lesson) if tag == "all" else [known(tag)]
    return tuple(dict.fromkeys(found))


def available(lesson: Lesson) -> list[str]:
    """The lesson's own language, then every other that its folder has a catalogue for."""
    found = {path.stem for path in (Path(lesson.folder) / "po").glob("*.po")}
    return [lesson.source_language, *(tag for tag in tags() if tag in found and tag != lesson.source_language)]


def known(tag: str) -> str:
    """A tag as we write it; InputError with the nearest one."""
    plain = tag.replace("_", "-").casefold()
    for candidate in tags():
        if candidate.casefold() == plain:
            return candidate
    near = difflib.get_close_matches(plain, [candidate.casefold() for candidate in tags()], 1, 0.4)
    hint = f"Did you mean {near[0]}? " if near else ""
    raise InputError(f"{tag!r} is no language we have", remedy=f"{hint}We have: {', '.join(tags())}")


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
