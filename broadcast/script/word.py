"""A script as a Word document: real styles, tables whose header rows repeat, the id of each cue in a narrow column.

    write(path, script, episode)

The bytes are the same each time: dates are fixed, and the archive is packed again in order.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from pathlib import Path
from typing import Any

from broadcast.episode.model import Episode
from broadcast.errors import EnvironmentFault
from broadcast.script import cells
from broadcast.script import word_styles as styles
from broadcast.script.rows import Piece, Row, Script

WIDTHS = {"radio": (10, 15, 27, 99, 27), "tv": (10, 15, 58, 68, 27)}
"""Columns in millimetres, the ids last."""
KEPT = "broadcast-script"
"""How the hidden last paragraph begins."""
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
STAMP = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


def write(path: Path, script: Script, episode: Episode, id_label: str) -> None:
    """Write the document; EnvironmentFault where the file cannot be written."""
    from docx import Document

    document = Document()
    styles.page(document)
    styles.define(document, script.language)
    _properties(document, script, episode)
    _edges(document.sections[0], script)
    document.add_paragraph(script.title, style="Title")
    document.add_paragraph(script.subtitle, style="Subtitle")
    _facts(document, script)
    for section in script.sections:
        document.add_paragraph(section.heading, style="Heading 2")
        _table(document, script, section.rows, id_label)
    if script.total:
        document.add_paragraph(script.total, style="Script Total")
    document.add_paragraph(script.end, style="Script End")
    kept = document.add_paragraph(style="Script Kept")
    for at, line in enumerate(kept_lines(script, episode)):
        run = kept.add_run(line)
        if at:
            run._r.insert(0, styles.line_break())
    buffer = io.BytesIO()
    document.save(buffer)
    try:
        path.write_bytes(pack(buffer.getvalue()))
    except OSError as error:
        raise EnvironmentFault(f"{path} cannot be written: {error.strerror}") from error


def pack(archive: bytes) -> bytes:
    """The same archive with its members in order and without times."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist()):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            new.writestr(entry, old.read(name), compresslevel=6)
    return out.getvalue()


def kept_lines(script: Script, episode: Episode) -> list[str]:
    """What the hidden last paragraph keeps of the script as it was written: whose it is, its headings, a mark of every row."""
    out = [f"{KEPT} {episode.lesson} {episode.language} {episode.format} {script.kind}"]
    cues = {cue.id: cue for cue in episode.cues}
    for segment, section in zip(episode.segments, script.sections, strict=True):
        out.append(f"# {segment.id} {section.heading}")
        out += [f"{row.id} {row_mark(row)} {cells.length(cues[row.id])}" for row in section.rows]
    return out


def row_mark(row: Row) -> str:
    """A mark of who says what; of a wait or music, of all but its first number."""
    return cells.mark(cells.escape(row.source), cell(row))


def cell(row: Row) -> str:
    """The words of a row in the way of script.md's cells, or its cue without the seconds."""
    out = []
    for piece in row.pieces:
        if piece.kind == "words":
            out.append(cells.escape(piece.text))
        elif piece.kind == "pause":
            out.append(pause(piece.text))
        elif piece.kind == "cue":
            out.append(cells.escape(NUMBER.sub("#", piece.text, count=1)))
    return " ".join(out)


def pause(text: str) -> str:
    """`[PAUSE 3 SEC.]` as `[3]`; ValueError where it has no number."""
    match = NUMBER.search(text)
    if not match:
        raise ValueError(f"{text!r} has no number of seconds")
    return f"[{match[0].replace(',', '.')}]"


def _properties(document: Any, script: Script, episode: Episode) -> None:
    core = document.core_properties
    core.title, core.subject, core.language = script.title, script.subtitle, script.language
    core.identifier = f"{episode.lesson} {episode.language} {episode.format}"
    core.author, core.last_modified_by, core.comments, core.keywords = episode.credits[:250], "", "", episode.edition
    core.created = core.modified = STAMP
    core.revision = 1


def _edges(section: Any, script: Script) -> None:
    """At the top of every page its number, of how many: a document that is still edited cannot say `-more-` on all pages but the
    last (the condition works in Word alone; LibreOffice prints its numbers)."""
    head = section.header.paragraphs[0]
    head.style = "Header"
    head.add_run(f"{script.running_head}\t")
    styles.field(head, "PAGE")
    head.add_run("/")
    styles.field(head, "NUMPAGES")


def _facts(document: Any, script: Script) -> None:
    table = document.add_table(rows=0, cols=2, style="Script Facts")
    width = sum(WIDTHS[script.kind])
    for label, value in script.facts:
        places = table.add_row().cells
        _put(places[0], label, "Script Label")
        _put(places[1], value, "Script Fact")
    styles.widths(table, (32, width - 32))


def _table(document: Any, script: Script, rows: tuple[Row, ...], id_label: str) -> None:
    columns = (*script.columns, id_label)
    table = document.add_table(rows=1, cols=len(columns), style="Script Table")
    for cell, label in zip(table.rows[0].cells, columns, strict=True):
        _put(cell, label, "Script Column")
    styles.repeat(table.rows[0])
    for row in rows:
        places = table.add_row().cells
        _put(places[0], str(row.number), "Script Number")
        _put(places[1], row.at, "Script Time")
        if script.kind == "radio":
            _put(places[2], row.source, "Script Source")
            _words(places[3], row, "")
        else:
            _put(places[2], row.video, "Script Video")
            _words(places[3], row, row.source)
        _put(places[4], row.id, "Script Id")
    for line in table.rows:
        styles.whole(line)
    styles.widths(table, WIDTHS[script.kind])


def _put(cell: Any, text: str, style: str) -> None:
    paragraph = cell.paragraphs[0]
    styles.wear(paragraph, style)
    paragraph.add_run(text)


STYLE = {
    "words": "Script Words",
    "pause": "Script Words",
    "cue": "Script Cue",
    "direction": "Script Direction",
    "paper": "Script Paper",
}


def _words(cell: Any, row: Row, source: str) -> None:
    first = cell.paragraphs[0]
    if source:
        styles.wear(first, "Script Source")
        first.add_run(source)
    for at, line in enumerate(row.lines):
        paragraph = first if at == 0 and not source else cell.add_paragraph()
        style = STYLE[line[0].kind]
        styles.wear(paragraph, "Script Question" if style == "Script Words" and row.kind == "ask" else style)
        for piece in line:
            _run(paragraph, piece)
    if not row.lines and not source:
        styles.wear(first, "Script Words")


def _run(paragraph: Any, piece: Piece) -> None:
    if piece.kind == "pause":
        paragraph.add_run(" ")
        paragraph.add_run(piece.text)._r.style = styles.identity("Script Pause")
    else:
        paragraph.add_run(piece.text)
