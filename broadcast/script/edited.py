"""A script that came back from a person, row by row; nothing in it is applied yet."""

from __future__ import annotations

from dataclasses import dataclass

from broadcast.errors import ScriptError
from broadcast.script import cells


@dataclass(frozen=True, slots=True)
class EditedRow:
    """A row of an edited script; the cells are still escaped."""

    id: str
    who: str
    kind: str
    words: str
    seconds: str
    line: int


@dataclass(frozen=True, slots=True)
class EditedSegment:
    """A table of an edited script."""

    id: str
    rows: tuple[EditedRow, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A row as it was when the script was written."""

    id: str
    mark: str
    """Hash of who says what (`cells.mark`)."""
    seconds: str


@dataclass(frozen=True, slots=True)
class EditedScript:
    """A script that came back from a person."""

    lesson: str
    language: str
    format: str
    base: str
    segments: tuple[EditedSegment, ...]
    made: tuple[Made, ...]
    """The rows as they were written, in order; empty where the file no longer says: then the episode is compared with."""
    file: str
    form: cells.Form = "text"
    """Which form of the words its rows show."""

    @property
    def rows(self) -> tuple[EditedRow, ...]:
        return tuple(row for segment in self.segments for row in segment.rows)

    def error(self, what: str, row: EditedRow | None, remedy: str) -> ScriptError:
        """What is wrong with a row, with its place."""
        return ScriptError(what, file=self.file, line=row.line if row else 0, remedy=remedy)

    def check(self) -> None:
        """ScriptError for what is wrong whatever the episode: no rows, an id missing or twice, seconds that are no number."""
        if not self.rows:
            raise self.error("the script has no rows", None, "Make it again with `broadcast script`")
        seen: dict[str, int] = {}
        for row in self.rows:
            if not row.id:
                raise self.error("a row has no id", row, "Put the new words into a row that has one")
            if row.id in seen:
                raise self.error(
                    f"cue {row.id} stands twice, in line {seen[row.id]} as well", row, "Take one of the two rows out"
                )
            seen[row.id] = row.line
            try:
                cells.amount(cells.unescape(row.seconds))
            except ValueError as error:
                raise self.error(f"cue {row.id}: {error}", row, "Write seconds as 12 or 3.5") from error


def touched(row: EditedRow, made: Made) -> bool:
    """Whether a person changed the row."""
    return cells.mark(row.who, row.words) != made.mark or not same_seconds(row.seconds, made.seconds)


def same_seconds(one: str, other: str) -> bool:
    """Whether two cells give the same time."""
    return cells.amount(cells.unescape(one)) == cells.amount(cells.unescape(other))
