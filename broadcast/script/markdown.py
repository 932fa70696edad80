"""The script that people edit: `script.md`, written and taken back.

    write(path, episode, messages)      front matter, then a table a segment: id, who, kind, words, seconds
    read(path) -> EditedScript          what a person made of it, with every change since it was written
    apply(episode, edited) -> Episode   the episode with those changes (see `edits`)
    edited(path) -> bool                has anybody changed it since it was written?

The front matter carries a hash of all that follows it. At the end, in a comment, stand the rows as they were written: so
the changes of a person are told apart from those of a lesson that went on meanwhile.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from broadcast.episode.model import Cue, Episode
from broadcast.errors import EnvironmentFault, ScriptError
from broadcast.language.catalogue import Messages, messages
from broadcast.script import cells
from broadcast.script.edited import EditedRow, EditedScript, EditedSegment, Made
from broadcast.script.edits import apply

__all__ = ["apply", "edited", "read", "write"]

COLUMNS = ("id", "who", "kind", "words", "seconds")
LARGEST = 5_000_000
"""Bytes; a script of an hour has a hundred thousand."""
HEADING = re.compile(r"##\s.*\{#([^\s{}]+)\}\s*")
FIELD = re.compile(r"([a-z]+):\s*(.*?)\s*")
MADE = re.compile(r"(\S+) ([0-9a-f]{8}) (\d+(?:\.\d+)?)")
RULE = re.compile(r":?-+:?")


@dataclass(frozen=True, slots=True)
class _File:
    """A script file taken apart: the front matter's fields, and the lines after it with their numbers."""

    fields: dict[str, str]
    lines: tuple[tuple[int, str], ...]

    @property
    def body(self) -> str:
        return "\n".join(line.rstrip() for _, line in self.lines).strip("\n")


def write(path: Path, episode: Episode, messages: Messages) -> None:
    """Write the script; EnvironmentFault where the file cannot be written."""
    body = _body(episode, messages)
    front = f"---\nlesson: {episode.lesson}\ntag: {episode.language}\nformat: {episode.format}\nbase: {_hash(body)}\n---\n"
    try:
        path.write_text(f"{front}\n{body}\n", encoding="utf-8", newline="\n")
    except OSError as error:
        raise EnvironmentFault(f"{path} cannot be written: {error.strerror}") from error


def edited(path: Path) -> bool:
    """True where the file is not as it was written (line ends and spaces at the end of a line do not count), or is no script."""
    try:
        file = _open(path)
    except ScriptError:
        return path.exists()
    return file.fields.get("base", "") != _hash(file.body)


def read(path: Path) -> EditedScript:
    """Take a script back; ScriptError, with the line, where it cannot be understood."""
    file = _open(path)
    name = str(path)
    for field in ("lesson", "tag", "format", "base"):
        if not file.fields.get(field):
            raise ScriptError(
                f"the front matter has no {field!r}",
                file=name,
                line=1,
                remedy="Put back the lines between the two --- as they were",
            )
    tag = file.fields["tag"]
    segments, made = _tables(file, messages(tag), name)
    script = EditedScript(file.fields["lesson"], tag, file.fields["format"], file.fields["base"], segments, made, name)
    script.check()
    return script


def _body(episode: Episode, messages: Messages) -> str:
    say = messages.text
    header = [cells.escape(say(f"script.md.{column}")) for column in COLUMNS]
    out = [f"# {cells.escape(episode.title)}", "", say("script.md.howto"), ""]
    for segment in episode.segments:
        out += [f"## {cells.escape(segment.title)} {{#{segment.id}}}", "", _row(header), _row(["---"] * 4 + ["---:"])]
        for cue in segment.cues:
            out.append(_row(_cells(cue, episode, messages)))
        out.append("")
    made = (
        f"{cue.id} {cells.mark(cells.who(cue, episode, messages), cells.words(cue))} {cells.length(cue)}" for cue in episode.cues
    )
    return "\n".join([*out, f"<!-- {say('script.md.kept')}", *made, "-->"])


def _cells(cue: Cue, episode: Episode, messages: Messages) -> list[str]:
    return [cue.id, cells.who(cue, episode, messages), cells.kind(cue, messages), cells.words(cue), cells.length(cue)]


def _row(row: list[str]) -> str:
    return f"| {' | '.join(row)} |"


def _hash(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


def _open(path: Path) -> _File:
    try:
        if path.stat().st_size > LARGEST:
            raise ScriptError("the file is too large for a script", file=str(path), remedy="Make one with `broadcast script`")
        lines = path.read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise ScriptError("the script is not saved as UTF-8", file=str(path), remedy="Save it again as UTF-8") from error
    except OSError as error:
        raise ScriptError(f"the script cannot be read: {error.strerror}", file=str(path)) from error
    if not lines or lines[0].strip() != "---" or "---" not in (line.strip() for line in lines[1:20]):
        raise ScriptError(
            "this is no script: it does not begin with front matter",
            file=str(path),
            line=1,
            remedy="Make one with `broadcast script`",
        )
    end = next(at for at, line in enumerate(lines[1:], 1) if line.strip() == "---")
    fields = {match[1]: match[2] for line in lines[1:end] if (match := FIELD.fullmatch(line))}
    return _File(fields, tuple(enumerate(lines[end + 1 :], end + 2)))


def _tables(file: _File, messages: Messages, name: str) -> tuple[tuple[EditedSegment, ...], tuple[Made, ...]]:
    """The segments' rows, and the rows as they were written."""
    header = [messages.text(f"script.md.{column}").casefold() for column in COLUMNS]
    segments: list[EditedSegment] = []
    rows: list[EditedRow] = []
    made: list[Made] = []
    segment, kept = "", False
    for number, line in file.lines:
        if line.startswith("<!--"):
            kept = True
        elif kept:
            kept = not line.strip().endswith("-->")
            if match := MADE.fullmatch(line.strip()):
                made.append(Made(match[1], match[2], match[3]))
        elif line.startswith("## "):
            match = HEADING.fullmatch(line)
            if not match:
                raise ScriptError(
                    "the heading has lost its {#name}",
                    file=name,
                    line=number,
                    remedy="Put it back as it was, or make the script again",
                )
            if segment:
                segments.append(EditedSegment(segment, tuple(rows)))
            segment, rows = match[1], []
        elif (row := cells.split(line)) is not None and not all(RULE.fullmatch(cell) for cell in row):
            names = [cells.unescape(cell).casefold() for cell in row]
            if names == header:
                continue
            if names[0] in header and set(names) <= set(header):
                missing = [name for name in header if name not in names]
                raise ScriptError(
                    f"the table has lost the column {', '.join(missing)}" if missing else "the columns stand in another order",
                    file=name,
                    line=number,
                    remedy=f"Put the columns back: {', '.join(header)}",
                )
            rows.append(_edited(row, segment, number, name))
    if segment:
        segments.append(EditedSegment(segment, tuple(rows)))
    return tuple(segments), tuple(made)


def _edited(row: list[str], segment: str, number: int, name: str) -> EditedRow:
    cue = cells.unescape(row[0]) if row else ""
    if len(row) != len(COLUMNS):
        raise ScriptError(
            f"cue {cue or '?'} has {len(row)} columns, not {len(COLUMNS)}",
            file=name,
            line=number,
            remedy=f"Put back the columns {', '.join(COLUMNS)}; write a | inside the words as \\|",
        )
    if not segment:
        raise ScriptError(
            f"cue {cue or '?'} stands before the first heading", file=name, line=number, remedy="Move it below a ## heading"
        )
    return EditedRow(cue, row[1], row[2], row[3], row[4], number)
