"""The cells of a Jupyter notebook, of its formats 3 and 4: what kind they are, what they say, what they showed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

MOST_CELLS = 1500
LONGEST = 60_000
"""Letters of a cell; what is longer is data."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell."""

    kind: str
    """`markdown`, `code`, `raw`, or `heading` of format 3."""
    text: str
    line: int
    """Of its first row in the file; 0 where that could not be found."""
    level: int
    tags: frozenset[str]
    grader: dict[str, Any]
    """What nbgrader keeps of it."""
    slide: str
    outputs: tuple[str, ...]
    """The rows of text that it showed."""
    failed: bool
    """Did it end in an error?"""
    shown: tuple[str, ...]
    """Kinds of what else it showed: pictures, pages, widgets."""
    attached: bool


def cells(notebook: dict[str, Any], text: str) -> Iterator[Cell]:
    """The cells in order, not more than can be a lesson. `text` is the file, to find their lines in."""
    place = _Place(text)
    for number, raw in enumerate(_raw(notebook)):
        if number >= MOST_CELLS:
            return
        if isinstance(raw, dict):
            yield _cell(raw, place)


def count(notebook: dict[str, Any]) -> int:
    """How many cells there are."""
    return len(_raw(notebook))


def _raw(notebook: dict[str, Any]) -> list[Any]:
    if isinstance(notebook.get("cells"), list):
        return list(notebook["cells"])
    sheets = notebook.get("worksheets")
    return [
        cell
        for sheet in (sheets if isinstance(sheets, list) else [])
        if isinstance(sheet, dict) and isinstance(sheet.get("cells"), list)
        for cell in sheet["cells"]
    ]


def _cell(raw: dict[str, Any], place: _Place) -> Cell:
    meta = _table(raw.get("metadata"))
    text = _text(raw.get("source", raw.get("input", "")))
    level = raw.get("level", 1)
    outputs, shown, failed = _outputs(raw.get("outputs"))
    tags = meta.get("tags")
    return Cell(
        kind=str(raw.get("cell_type", "")),
        text=text,
        line=place.line(text),
        level=level if isinstance(level, int) and 1 <= level <= 6 else 1,
        tags=frozenset(str(tag).lower() for tag in tags) if isinstance(tags, list) else frozenset(),
        grader=_table(meta.get("nbgrader")),
        slide=str(_table(meta.get("slideshow")).get("slide_type", "")),
        outputs=tuple(outputs),
        failed=failed,
        shown=tuple(dict.fromkeys(shown)),
        attached=bool(raw.get("attachments")),
    )


def _outputs(raw: Any) -> tuple[list[str], list[str], bool]:
    """Rows of text, kinds of everything else, and whether there was an error."""
    rows: list[str] = []
    shown: list[str] = []
    failed = False
    for output in raw if isinstance(raw, list) else []:
        if not isinstance(output, dict):
            continue
        kind = output.get("output_type")
        if kind in ("error", "pyerr"):
            failed = True
            rows.append(f"{output.get('ename', '')}: {output.get('evalue', '')}"[:300])
            continue
        if kind == "stream":
            if output.get("name", output.get("stream", "stdout")) != "stderr":
                rows += _text(output.get("text", "")).rstrip("\n").split("\n")
            continue
        data = _table(output.get("data")) or output
        rich = sorted(key for key in data if "/" in key or key in ("png", "jpeg", "svg", "html", "latex", "javascript"))
        others = [key.rpartition("/")[2] for key in rich if key != "text/plain"]
        plain = _text(data.get("text/plain", data.get("text", ""))).rstrip("\n")
        if others:
            shown += others
        elif plain:
            rows += plain.split("\n")
    return rows, shown, failed


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = "".join(part for part in value if isinstance(part, str))
    return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else ""


class _Place:
    """Finds the lines of cells in the file, one after the other."""

    def __init__(self, text: str) -> None:
        self.text, self.at, self.counted, self.lines, self.lost = text, 0, 0, 1, 0

    def line(self, cell: str) -> int:
        first = cell.split("\n")[0]
        if self.lost > 3 or not first.strip() or len(first) > 2000:
            return 0
        for plain in (False, True):
            found = self.text.find('"' + json.dumps(first, ensure_ascii=plain)[1:-1], self.at)
            if found >= 0:
                self.lines += self.text.count("\n", self.counted, found)
                self.counted = self.at = found
                return self.lines
        self.lost += 1
        return 0
