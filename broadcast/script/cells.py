"""The cells of a script that people edit: written so that a Markdown editor leaves them whole, compared as people see them.

A beat of an act is written `[3]`, seconds in square brackets, after its command.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from fractions import Fraction
from typing import Literal

from broadcast.episode.model import Cue, Episode, Part
from broadcast.language.catalogue import Messages
from broadcast.language.phrase import Phrase
from broadcast.script import labels
from broadcast.timecode import samples

Form = Literal["text", "spoken"]
"""What a script shows: the words as they are printed (`script.md`), or as they are said (the documents)."""

BEAT = re.compile(r"(?<!\\)\[\s*(\d{1,4}(?:[.,]\d{1,3})?)\s*(?<!\\)\]")
SECONDS = re.compile(r"\d{1,4}(?:[.,]\d{1,3})?")
ESCAPED = re.compile(r"([\\`*_<\[\]|])")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
ALIKE = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "‚": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "…": "...",
        "\N{NO-BREAK SPACE}": " ",
        "\N{NARROW NO-BREAK SPACE}": " ",
    }
)
"""What word processors change by themselves."""


def escape(text: str) -> str:
    """A text as a table cell: one line, marks of Markdown escaped."""
    return ESCAPED.sub(r"\\\1", " ".join(text.split()))


def unescape(cell: str) -> str:
    """What a cell says; a back-slash before punctuation is gone, as CommonMark has it."""
    return ESCAPE.sub(r"\1", cell).strip()


def split(line: str) -> list[str] | None:
    """The cells of a table's row, still escaped; None for a line that is no row."""
    line = line.strip()
    if not line.startswith("|"):
        return None
    cells, start, at = [], 1, 1
    while at < len(line):
        if line[at] == "\\":
            at += 2
            continue
        if line[at] == "|":
            cells.append(line[start:at].strip())
            start = at + 1
        at += 1
    if line[start:].strip():
        cells.append(line[start:].strip())
    return cells


def alike(one: str, other: str) -> bool:
    """Whether two cells say the same: kinds of quotation mark, dots and spaces are not a change."""
    return plain(one) == plain(other)


def plain(cell: str) -> str:
    """A cell without what editors change by themselves."""
    return " ".join(unescape(BEAT.sub(_beat, cell)).translate(ALIKE).split())


def _beat(match: re.Match[str]) -> str:
    return f"\0{Fraction(match[1].replace(',', '.'))}\0"


def words(cue: Cue, form: Form = "text") -> str:
    """The words of a cue as its cell shows them; for a wait, music and effects, what is done or heard."""
    spoken = form == "spoken"
    if cue.kind in ("wait", "music", "effect"):
        return escape(cue.note)
    if not any(part.wait for part in cue.parts):
        return escape(cue.spoken if spoken else cue.text)
    said = ((part.spoken if spoken else part.text, part.wait) for part in cue.parts)
    pieces = (escape(text) + (f" [{labels.tenths(wait)}]" if wait else "") for text, wait in said)
    return " ".join(piece.strip() for piece in pieces if piece.strip())


def length(cue: Cue) -> str:
    """The seconds of a cue as its cell shows them."""
    return labels.tenths(cue.duration or cue.ideal)


def parts(cell: str, speak: Callable[[str], Phrase]) -> tuple[Part, ...]:
    """The words of a cue, with its beats, out of a cell; `speak` gives a text its other form. ValueError for a beat without a command."""
    found, at = [], 0
    for match in BEAT.finditer(cell):
        phrase = speak(unescape(cell[at : match.start()]))
        if not phrase.text:
            raise ValueError(f"the pause {match[0]} has no words before it")
        found.append(Part(text=phrase.text, spoken=phrase.spoken, wait=amount(match[1])))
        at = match.end()
    rest = speak(unescape(cell[at:]))
    if rest.text:
        found.append(Part(text=rest.text, spoken=rest.spoken))
    return tuple(found)


def amount(text: str) -> int:
    """Seconds as a person writes them, `12`, `3.5` or `3,5`, as samples; ValueError for anything else."""
    if not SECONDS.fullmatch(text.strip()):
        raise ValueError(f"{text.strip()!r} is no number of seconds")
    return samples(Fraction(text.strip().replace(",", ".")))


def who(cue: Cue, episode: Episode, messages: Messages, role: str | None = None, form: Form = "text") -> str:
    """Who speaks, and (beside the printed form) to whom where that is not the class; `role` in the place of the cue's own."""
    name = labels.role(cue.role if role is None else role, episode, messages)
    if name and cue.to != "pupils" and form == "text":
        return escape(messages.text(f"script.md.to.{cue.to}", who=name))
    return escape(name)


def mark(who: str, words: str) -> str:
    """Eight hex digits of who says what, as people see it: by them a changed row is known."""
    return hashlib.sha256(f"{plain(who)}\n{plain(words)}".encode()).hexdigest()[:8]


def kind(cue: Cue, messages: Messages) -> str:
    """The kind of the cue in the language of the class, and whether it may be left out."""
    name = messages.text(f"script.kind.{cue.kind}")
    return escape(messages.text("script.md.optional", kind=name) if cue.optional else name)
