"""A script that comes back as a Word document.

    read(path) -> EditedScript      its words in the form that is said; for `edits.apply`
    edited(path) -> bool            has anybody changed it since it was written?

What it was is kept in its hidden last paragraph. Words, who says them, seconds, order and the removal of optional talk are taken
back; VIDEO follows from the lesson and is not.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

from broadcast.errors import ScriptError
from broadcast.script import cells, word
from broadcast.script.edited import EditedRow, EditedScript, EditedSegment, Made, touched

PAUSE = re.compile(r"\[[^\[\]]*\d[^\[\]]*\]")
ROW = re.compile(r"(\S+) ([0-9a-f]{8}) (\d+(?:\.\d+)?)")
LARGEST = 50_000_000
"""Bytes of a document, unpacked; a script of an hour has two million."""
AGAIN = "Make it again with `broadcast build`, and edit that"


def edited(path: Path) -> bool:
    """True where a row is not as it was written, or the file cannot be taken back."""
    try:
        script = read(path)
    except ScriptError:
        return path.exists()
    made = {row.id: row for row in script.made}
    return [row.id for row in script.rows] != list(made) or any(touched(row, made[row.id]) for row in script.rows)


def read(path: Path) -> EditedScript:
    """Take a document back; ScriptError where it is none of ours, or has lost what it is known by."""
    blocks = list(_blocks(path))
    whose, headings, made = _kept(blocks, path)
    lesson, language, form, kind = whose
    seconds = {row.id: row.seconds for row in made}
    segments: list[EditedSegment] = []
    heading = ""
    for block in blocks:
        if not hasattr(block, "rows"):
            heading = block.text if _style(block) == "Heading 2" else heading
        elif heading:
            if heading not in headings:
                raise ScriptError(f"the heading {heading!r} was changed", file=str(path), remedy="Put it back as it was")
            rows = [_row(line, kind, seconds, path) for line in block.rows[1:]]
            segments.append(EditedSegment(headings[heading], tuple(rows)))
    script = EditedScript(lesson, language, form, "", tuple(segments), made, str(path), "spoken")
    script.check()
    return script


def _blocks(path: Path) -> Any:
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
                raise ScriptError("the document is too large for a script", file=str(path), remedy=AGAIN)
        document = Document(str(path))
    except (PackageNotFoundError, KeyError, ValueError, OSError, zipfile.BadZipFile, SyntaxError) as error:
        raise ScriptError("the document cannot be read as Word's", file=str(path), remedy="Save it again as .docx") from error
    return document.iter_inner_content()


def _style(paragraph: Any) -> str:
    return str(paragraph.style.name) if paragraph.style is not None else ""


def _kept(blocks: list[Any], path: Path) -> tuple[tuple[str, ...], dict[str, str], tuple[Made, ...]]:
    """Whose script it is, heading → segment, and the rows as they were written."""
    text = next((block.text for block in blocks if not hasattr(block, "rows") and block.text.startswith(word.KEPT + " ")), "")
    first, *lines = text.split("\n")
    whose = tuple(first.split(" ")[1:])
    if len(whose) != 4:
        raise ScriptError(
            "the document is none of our scripts, or has lost its hidden last paragraph", file=str(path), remedy=AGAIN
        )
    headings: dict[str, str] = {}
    made: list[Made] = []
    for line in lines:
        if line.startswith("# "):
            segment, _, heading = line[2:].partition(" ")
            headings[heading] = segment
        elif match := ROW.fullmatch(line):
            made.append(Made(match[1], match[2], match[3]))
    return whose, headings, tuple(made)


def _row(line: Any, kind: str, seconds: dict[str, str], path: Path) -> EditedRow:
    places = line.cells
    number = places[0].text.strip()
    if len(places) != 5:
        raise ScriptError(f"line {number} has {len(places)} columns, not 5", file=str(path), remedy="Put the column back")
    name = places[4].text.strip()
    paragraphs = [part for part in places[3].paragraphs if part.text.strip()]
    who = places[2].text if kind == "radio" else ""
    said, length = [], seconds.get(name, "0")
    for part in paragraphs:
        style, text = _style(part), part.text
        if style in ("Script Direction", "Script Paper"):
            continue
        if style == "Script Source":
            who = text
        elif style == "Script Cue":
            if match := word.NUMBER.search(text):
                length = match[0] if name in seconds and not _rounded(match[0], seconds[name]) else length
            said.append(cells.escape(word.NUMBER.sub("#", text, count=1)))
        else:
            said.append(_said(text))
    return EditedRow(name, cells.escape(who), "", " ".join(said), length, int(number) if number.isdigit() else 0)


def _said(text: str) -> str:
    """A line of words, its pauses as `[3]`."""
    out, at = [], 0
    for match in PAUSE.finditer(text):
        out += [cells.escape(text[at : match.start()]), word.pause(match[0])]
        at = match.end()
    return " ".join(part for part in (*out, cells.escape(text[at:])) if part)


def _rounded(shown: str, kept: str) -> bool:
    return cells.amount(shown) == cells.amount(kept)
