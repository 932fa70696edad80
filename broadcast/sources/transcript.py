"""A source's text as lesson Markdown, each line with the place it came from.

A reader of another format says what it finds, in order: headings, paragraphs, programs, pictures, questions, notes. What it cannot use it
leaves out by name (`left`). The Markdown reader does all the rest, so that every format is cut into sentences, sorted and numbered alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from broadcast.errors import LessonError
from broadcast.lesson.model import Lesson
from broadcast.sources import markdown
from broadcast.sources.document import Document
from broadcast.sources.source import Source

Place = tuple[str, int]
"""File (relative to the source) and line from 1; 0 where the file has no lines."""
FENCE = "~~~~~~"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something of a source that is in no lesson, and why."""

    file: str
    line: int
    what: str
    why: str


@dataclass
class Transcript:
    """One language's text of a lesson. `front` is the front matter: keys as in the lesson format."""

    source: Source
    tag: str
    front: dict[str, Any] = field(default_factory=dict)
    rows: list[tuple[str, Place]] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    def heading(self, text: str, at: Place) -> None:
        """A step begins."""
        self._block([f"## {_line(text)}"], at)

    def text(self, markdown_text: str, at: Place, folder: str = "") -> None:
        """Ordinary Markdown (paragraphs, lists, tables, pictures relative to `folder`); `at` is the place of its first line."""
        self._block([_harmless(_moved(row, folder)) for row in markdown_text.strip("\n").split("\n")], at)

    def note(self, markdown_text: str, at: Place) -> None:
        """For the teacher's guide, never on air."""
        self._block([f"> {row}".rstrip() for row in markdown_text.strip("\n").split("\n")], at)

    def passage(self, rows: Sequence[tuple[str, int]], file: str, folder: str = "", *, guide: bool = False) -> None:
        """Markdown in rows that know their lines, for a reader that changed some; `guide` makes a note of it."""
        while rows and not rows[0][0].strip():
            rows = rows[1:]
        while rows and not rows[-1][0].strip():
            rows = rows[:-1]
        if not rows:
            return
        if self.rows:
            self.rows.append(("", (file, rows[0][1])))
        for row, line in rows:
            new = f"> {_moved(row, folder)}".rstrip() if guide else _harmless(_moved(row, folder))
            self.rows.append((new, (file, line)))

    def computer(self, markdown_text: str, at: Place) -> None:
        """What can be done only where there is a computer, by the source's own word."""
        self._block(["::: computer", *_rows(markdown_text), ":::"], at, grows=False)

    def ask(self, prompt: str, answer: str, at: Place, *, wait: str = "think", home: bool = False) -> None:
        """A question with its answer."""
        options = f"wait={wait}" + (" where=home" if home else "")
        self._block([f"::: ask {{{options}}}", *_rows(prompt), "", f"answer: {_line(answer)}", ":::"], at, grows=False)

    def act(self, intro: str, beats: Iterable[str], at: Place) -> None:
        """Things to do with the body, one beat a command."""
        self._block(["::: act", *_rows(intro), "", *(f"- {_line(beat)}" for beat in beats), ":::"], at, grows=False)

    def code(self, language: str, code: str, at: Place, options: str = "") -> None:
        """A program; `at` is the place of its first line. `language` as a fence says it."""
        info = re.sub(r"[^\w+#.-]", "", language) or "text"
        rows = [row.replace("~~~", "~ ~ ~") for row in code.strip("\n").split("\n")]
        self._ended()
        self._block([f"{FENCE}{info} {options}".rstrip(), *rows, FENCE], (at[0], max(0, at[1] - 1)))

    def picture(self, target: str, alt: str, at: Place, folder: str = "") -> None:
        """A picture, `target` relative to `folder`; left out where it is not there, is none, or has no words."""
        words = _line(alt).replace("[", "(").replace("]", ")")
        self._block([f"![{words}](<{inside(target, folder)}>)"], at)

    def left(self, what: str, why: str, at: Place) -> None:
        """Leave something out, and say so."""
        self.left_out.append(LeftOut(at[0], at[1], _line(what)[:200], why))

    def _ended(self) -> None:
        """A sentence that a colon left open before a program ends: who listens sees no program below it."""
        row, at = self.rows[-1] if self.rows else ("", ("", 0))
        if not row.startswith((FENCE, ":::")) and row.rstrip().endswith((":", "：")):
            self.rows[-1] = (row.rstrip()[:-1] + ("。" if row.rstrip().endswith("：") else "."), at)

    def _block(self, rows: list[str], at: Place, *, grows: bool = True) -> None:
        file, line = at
        if self.rows:
            self.rows.append(("", at))
        self.rows += [(row, (file, line + number if grows and line else line)) for number, row in enumerate(rows)]

    def document(self, name: str) -> Document:
        """The transcript as a document of our own lesson format."""
        front = yaml.safe_dump({"language": self.tag, **self.front}, allow_unicode=True, sort_keys=False, width=10_000).rstrip(
            "\n"
        )
        head = ["---", *front.split("\n"), "---", ""]
        first = self.rows[0][1] if self.rows else ("", 0)
        places = [first] * len(head) + [place for _, place in self.rows]
        text = "\n".join([*head, *(row for row, _ in self.rows)]) + "\n"
        return Document(name, str(self.source.path), self.source.root, text, tuple(places), [])

    def lesson(self, name: str) -> Lesson:
        """The lesson that the transcript tells; LessonError names the source's own file and line."""
        document = self.document(name)
        places = document.places
        first = places[0]
        try:
            found = markdown.read(document)
        except LessonError as error:
            file, line = places[error.line - 1] if 0 < error.line <= len(places) else first
            raise LessonError(
                error.what, file=self.source.file(file) if file else error.file, line=line, remedy=error.remedy
            ) from error
        for what, why, line in document.left or ():
            self.left(what, why, places[line - 1] if 0 < line <= len(places) else first)
        return found

    def markdown(self) -> str:
        """The text without its front matter, for `broadcast import` and tests."""
        return "\n".join(row for row, _ in self.rows) + "\n"


def inside(target: str, folder: str) -> str:
    """A path from the source's root, of one that is relative to a folder of it; an address stays as it is."""
    if not folder or re.match(r"[A-Za-z][\w+.-]*:|/", target):
        return target
    parts: list[str] = []
    for part in f"{folder}/{target}".split("/"):
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


PICTURE = re.compile(r"(!\[[^\]]*\]\()\s*<?([^)\s>]+)>?")
TAG = re.compile(r"<img\s[^>]*>", re.IGNORECASE)


def _moved(row: str, folder: str) -> str:
    """A row whose pictures are named from the root; a picture's tag becomes Markdown's way to write one."""
    row = TAG.sub(lambda match: f"![{of(match[0], 'alt')}](<{of(match[0], 'src')}>)", row)
    return PICTURE.sub(lambda match: f"{match[1]}<{inside(match[2], folder)}>", row)


def of(tag: str, name: str) -> str:
    """An attribute of an HTML tag; empty where it has none."""
    match = re.search(rf"""\b{name}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", tag, re.IGNORECASE)
    return next((value for value in match.groups() if value), "") if match else ""


def _rows(text: str) -> list[str]:
    return [_harmless(row) for row in text.strip("\n").split("\n")]


def _line(text: str) -> str:
    return " ".join(text.split())


def _harmless(row: str) -> str:
    """A row that opens no div of ours."""
    return row.replace(":::", "\\:::", 1) if row.lstrip().startswith(":::") else row


def labelled(front: Mapping[str, Any]) -> dict[str, Any]:
    """Front matter without what is empty."""
    return {key: value for key, value in front.items() if value not in ("", None, [], {}, ())}
