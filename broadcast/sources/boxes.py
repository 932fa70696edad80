"""Boxes of a page as a tree: fenced divs (`::: challenge` … `:::`), and the quotes of Jekyll (`> …` with `{: .challenge}` below).

A damaged page is healed: a box that nobody closes ends with the page, a closing line that closes nothing says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from broadcast.sources.rows import FENCE, Row

OPEN = re.compile(r"^\s*:{3,}\s*(?:\{(?P<braced>[^{}]*)\}|(?P<name>[\w-]+))\s*(?P<more>\{[^{}]*\})?[^:]*?:*\s*$")
CLOSE = re.compile(r"^\s*:{3,}(?:\s+:{3,})*\s*$")
CLASS = re.compile(r"^\{:\s*([^{}]*)\}\s*$")
NAMED = re.compile(r"\.([\w-]+)")
QUOTE = re.compile(r"^ {0,3}> ?")

Left = Callable[[str, str, int], None]
Item = "Row | Box"


@dataclass(slots=True)
class Box:
    """What stands in a box; its name is the first class that it has."""

    name: str
    line: int
    title: str = ""
    items: list[Row | Box] = field(default_factory=list)


def boxes(rows: Sequence[Row], left: Left) -> list[Row | Box]:
    """Rows and boxes in order, boxes in one another."""
    top = Box("", 0)
    open_boxes = [top]
    fence = ""
    for row, line in _quoted(rows):
        match = FENCE.match(row)
        if fence:
            if match and match["mark"].startswith(fence) and not match["info"].strip():
                fence = ""
        elif match:
            fence = match["mark"]
        elif CLOSE.match(row):
            for _ in row.split():
                if len(open_boxes) > 1:
                    open_boxes.pop()
                else:
                    left(row.strip(), "it closes nothing", line)
            continue
        elif opening := OPEN.match(row):
            named = opening["name"] or next(iter(NAMED.findall(opening["braced"] or "")), (opening["braced"] or "").strip())
            title = re.search(r"""title\s*=\s*["'“]([^"'”]*)""", f"{opening['braced'] or ''} {opening['more'] or ''}")
            box = Box(named.casefold(), line, title[1] if title else "")
            open_boxes[-1].items.append(box)
            open_boxes.append(box)
            continue
        open_boxes[-1].items.append((row, line))
    for box in open_boxes[1:]:
        left(f"::: {box.name}", "nobody closes it; it ends with the page", box.line)
    return top.items


def _quoted(rows: Sequence[Row]) -> list[Row]:
    """Jekyll's boxes as fenced divs: a quote with a line of classes below it, which may stand in a quote itself."""
    made: list[Row] = []
    at = 0
    fence = ""
    while at < len(rows):
        row, line = rows[at]
        match = FENCE.match(row)
        if fence or match:
            if match and not fence:
                fence = match["mark"]
            elif match and match["mark"].startswith(fence) and not match["info"].strip():
                fence = ""
            made.append(rows[at])
            at += 1
            continue
        if not QUOTE.match(row):
            made.append(rows[at])
            at += 1
            continue
        end = at
        while end < len(rows) and QUOTE.match(rows[end][0]):
            end += 1
        classes = CLASS.match(rows[end][0]) if end < len(rows) else None
        name = next(iter(NAMED.findall(classes[1])), "") if classes else ""
        if not name:
            made += rows[at:end]
            at = end + (classes is not None)
            continue
        inner = [(QUOTE.sub("", text, count=1), number) for text, number in rows[at:end]]
        made += [(f"::: {name}", line), *_quoted(inner), (":::", rows[end][1])]
        at = end + 1
    return made


def labelled_fences(rows: Sequence[Row]) -> list[Row]:
    """Fences whose language stands in a line of classes below them (`{: .language-python}`), with it in their own first line."""
    made: list[Row] = []
    start, mark, depth = -1, "", ""
    for row, line in rows:
        bare = re.match(r"^((?:\s*>)*\s*)(.*)$", row)
        prefix, rest = (bare[1], bare[2]) if bare else ("", row)
        match = FENCE.match(rest)
        if mark:
            if match and match["mark"].startswith(mark) and not match["info"].strip():
                mark = ""
        elif match:
            start, mark, depth = len(made), match["mark"], prefix
        elif start >= 0 and (classes := CLASS.match(rest)) and prefix.strip() == depth.strip():
            name = next(iter(NAMED.findall(classes[1])), "")
            plain = FENCE.match(made[start][0][len(depth) :])
            if name and plain and not plain["info"].strip():
                name = name.removeprefix("language-").replace("source", "")
                made[start] = (made[start][0].rstrip() + name, made[start][1])
                start = -1
                continue
            start = -1
        elif rest.strip():
            start = -1
        made.append((row, line))
    return made
