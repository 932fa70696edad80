"""Curriculum codes: schemes as tables of data, codes that none of them has, and which lesson teaches which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import Field, ValidationError

from broadcast.assets import media
from broadcast.episode.rules import Finding
from broadcast.errors import InputError
from broadcast.language import data_file
from broadcast.lesson.model import Lesson
from broadcast.season.file import Season
from broadcast.unplugged.figures import Plain


class Scheme(Plain):
    """A table of `media/curriculum`."""

    name: str
    prefix: str = ""
    """What stands before its codes in a lesson, `CSTA 2-AP-11`; empty: nothing."""
    source: str = ""
    codes: dict[str, str] = Field(min_length=1)
    """Code → in short, what it is."""

    def meaning(self, code: str) -> str | None:
        """What a code of a lesson means here; None where it is none of this scheme."""
        own = code.strip()
        if self.prefix and own.startswith(f"{self.prefix} "):
            own = own[len(self.prefix) + 1 :].strip()
        elif self.prefix:
            return None
        return self.codes.get(own)


def names() -> tuple[str, ...]:
    """Every scheme there is a table for."""
    return tuple(sorted(path.stem for path in (media() / "curriculum").glob("*.toml")))


def schemes(season: Season) -> tuple[Scheme, ...]:
    """The schemes that a season names, by name or as files beside it. InputError with the line."""
    return tuple(_scheme(season, name) for name in season.curriculum.scheme)


def _scheme(season: Season, name: str) -> Scheme:
    own = name.endswith(".toml")
    path = season.folder / name if own else media() / "curriculum" / f"{name}.toml"
    if not own and name not in names():
        raise InputError(
            f"curriculum.scheme: {name!r} is no scheme we have", file=season.file, line=season.line("curriculum", "scheme", text=name),
            remedy=f"Use one of: {', '.join(names())}, or name a file like those, with .toml",
        )  # fmt: skip
    tables = data_file.read(path, "scheme")
    try:
        return Scheme(**tables)
    except ValidationError as error:
        raise data_file.refused(error, path, tuple(Scheme.model_fields), "csta-2017.toml") from error


def unknown(lesson: Lesson, known: Sequence[Scheme]) -> Iterator[Finding]:
    """A finding for each code of a lesson that no scheme has, with its line."""
    for code in lesson.curriculum if known else ():
        if all(scheme.meaning(code) is None for scheme in known):
            yield Finding(
                code="B603", message=f"The curriculum code {code!r} is in none of: {', '.join(scheme.name for scheme in known)}",
                remedy="Correct it, or name its scheme in the season", file=lesson.file, line=_line(lesson, code),
            )  # fmt: skip


def _line(lesson: Lesson, code: str) -> int:
    """Where a lesson names a code; 0 where its source has it otherwise."""
    path = Path(lesson.file)
    try:
        rows = path.read_text("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError):
        return 0
    return next((number for number, row in enumerate(rows, 1) if code in row), 0)
