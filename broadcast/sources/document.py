"""The file of a lesson: found, opened, decoded; nothing of its format is known here."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from broadcast.errors import LessonError

FILES = ("lesson.md", "index.md", "README.md")
LARGEST = 2_000_000
"""Bytes. A lesson of half an hour has some 30 kB; what is larger is something else."""
LONGEST_LINE = 50_000
"""Letters; a line that long is data, and Markdown's rules take time with it that grows by the square."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text that may be a lesson."""

    id: str
    file: str
    """As the user named it."""
    folder: Path
    text: str
    """Line ends are `\\n`; no byte-order mark."""
    places: tuple[tuple[str, int], ...] = ()
    """(file, line) that each line comes from, where the text was made of other files."""
    left: list[tuple[str, str, int]] | None = None
    """What a text of another format may leave out (what, why, line); None: everything has to be right."""


def opened(path: Path) -> Document:
    """The document of a folder or file; LessonError where there is none that could be read."""
    file = _file(path)
    name = str(file)
    try:
        size = file.stat().st_size
        if size > LARGEST:
            raise LessonError(
                f"the file has {size:,} bytes, more than a lesson can have ({LARGEST:,})",
                file=name,
                remedy="Name the lesson's text, and put pictures and sounds beside it",
            )
        raw = file.read_bytes()
    except OSError as error:
        raise LessonError(
            f"the file cannot be read ({error.strerror or error})", file=name, remedy="Check the name and your right to read it"
        ) from error
    return Document(_id(path, file), name, file.parent, decoded(raw, name))


def _file(path: Path) -> Path:
    try:
        if path.is_dir():
            for name in FILES:
                if (path / name).is_file():
                    return path / name
            raise LessonError(
                f"the folder has no {', '.join(FILES[:-1])} or {FILES[-1]}",
                file=str(path),
                remedy="Name the lesson's file itself, or call it lesson.md",
            )
        if not path.exists():
            raise LessonError("there is no such file or folder", file=str(path), remedy="Check the name")
        if not path.is_file():
            raise LessonError("this is not a file", file=str(path), remedy="Name a lesson's file or folder")
    except (OSError, ValueError) as error:
        raise LessonError(
            f"the file cannot be opened ({getattr(error, 'strerror', None) or error})",
            file=str(path).replace("\0", "?"),
            remedy="Check the name",
        ) from error
    return path


def _id(path: Path, file: Path) -> str:
    """The folder's name, or the file's; of lesson.md, index.md and README.md the folder's. Fit for a file name everywhere."""
    name = file.resolve().parent.name if path.is_dir() or file.name in FILES else file.stem
    clean = re.sub(r"[^\w.-]+", "-", unicodedata.normalize("NFC", name)).strip("-.")
    return clean or "lesson"


def decoded(raw: bytes, name: str) -> str:
    """Bytes as the text of a lesson; LessonError for what is no text, and for data and markup."""
    text = plain(raw, name)
    _checked(text, name)
    if _is_data(text):
        raise LessonError("the file holds data (JSON), not a lesson", file=name, remedy="Name a lesson written as Markdown")
    if re.match(r"\s*<(?:\?xml|!doctype|html|xml|svg)\b", text, re.IGNORECASE):
        raise LessonError(
            "the file holds markup (XML or HTML), not a lesson", file=name, remedy="Name a lesson written as Markdown"
        )
    return text


def plain(raw: bytes, name: str) -> str:
    """Bytes as text, its line ends `\\n`; LessonError for what is no text."""
    if not raw.strip():
        raise LessonError("the file is empty", file=name, remedy="Write a lesson into it")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise LessonError("the file is UTF-16, not UTF-8", file=name, remedy="Save it again with the encoding UTF-8")
    if b"\0" in raw:
        raise LessonError("the file is not a text", file=name, remedy="Name a lesson written as text (Markdown)")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise LessonError(
            "the file is not UTF-8", file=name, line=line, remedy="Save it again with the encoding UTF-8"
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _checked(text: str, name: str) -> None:
    for number, row in enumerate(text.split("\n"), 1):
        if len(row) > LONGEST_LINE:
            raise LessonError(f"the line has {len(row):,} letters", file=name, line=number, remedy="Break it into paragraphs")
        strange = (
            next((letter for letter in row if unicodedata.category(letter) == "Cc" and letter not in "\t\f\v"), "")
            if not row.isprintable()
            else ""
        )
        if strange:
            raise LessonError(
                f"the line holds a control character (U+{ord(strange):04X})", file=name, line=number, remedy="Take it out"
            )


def _is_data(text: str) -> bool:
    if text.lstrip()[:1] not in ("{", "[") or text.rstrip()[-1:] not in ("}", "]"):
        return False
    try:
        return isinstance(json.loads(text), dict | list)
    except RecursionError:
        return True
    except ValueError:
        return False
