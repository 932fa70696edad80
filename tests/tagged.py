"""Looks through a tagged PDF with pikepdf, which had no part in making it: what a screen reader could not follow.

    faults(data) -> list[str]       empty where nothing was found

This is no validation against PDF/UA; it looks at what is listed in `faults`.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pikepdf

PAINTS = {"Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "INLINE IMAGE", "EI"}
KIDS = {
    "Table": {"TR"},
    "TR": {"TH", "TD"},
    "L": {"LI"},
    "LI": {"Lbl", "LBody"},
}
PARENTS = {"TR": {"Table"}, "TH": {"TR"}, "TD": {"TR"}, "LI": {"L"}, "Lbl": {"LI"}, "LBody": {"LI"}}
ROLES = {"Document", "Sect", "H1", "H2", "H3", "P", "Figure", *KIDS, "TH", "TD", "Lbl", "LBody"}
EMPTY = {"TH", "TD", "Document", "Sect"}
"""Elements that may hold nothing: a cell to write in."""
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")


def faults(data: bytes) -> list[str]:
    """Content that belongs to no element and is no artifact, marks that the tree lacks or names twice, elements out of place,
    pictures without words, tables without headings, headings that skip a level, languages that are none."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [*_document(pdf), *_walked(pdf)]


def _document(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    if not LANGUAGE.fullmatch(str(root.get("/Lang", ""))):
        yield f"the document's language is {root.get('/Lang')}"
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "it is not marked as tagged"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "its title is not shown"
    if "/Metadata" not in root or b"<dc:title>" not in root.Metadata.read_bytes():
        yield "it has no title in its metadata"
    if any(page.get("/Tabs") != "/S" for page in pdf.pages):
        yield "a page's tab order is not that of the structure"


def _walked(pdf: pikepdf.Pdf) -> Iterator[str]:
    marks: dict[tuple[int, int], str] = {}
    for number, page in enumerate(pdf.pages):
        yield from _page(page, number, marks)
    tree = pdf.Root.StructTreeRoot
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    parents = pikepdf.NumberTree(tree.ParentTree)
    seen: dict[tuple[int, int], Any] = {}
    levels: list[int] = []
    yield from _element(tree.K, tree, "", pages, marks, seen, levels)
    for key, role in marks.items():
        if key not in seen:
            yield f"page {key[0] + 1}: mark {key[1]} ({role}) is in no element"
        else:
            at = parents[pdf.pages[key[0]].StructParents]
            if key[1] >= len(at) or at[key[1]].objgen != seen[key]:
                yield f"page {key[0] + 1}: the parent tree does not lead from mark {key[1]} to its element"
    for key in seen:
        if key not in marks:
            yield f"page {key[0] + 1}: there is no mark {key[1]}"
    if levels and (levels[0] != 1 or levels.count(1) > 1):
        yield f"it does not begin with its one H1: {levels}"
    yield from (f"H{one} is followed by H{other}" for one, other in pairwise(levels) if other > one + 1)


def _page(page: pikepdf.Page, number: int, marks: dict[tuple[int, int], str]) -> Iterator[str]:
    stack: list[str] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            tag, inside = str(operands[0]), [one for one in stack if one != "/Span"]
            properties = operands[1] if len(operands) > 1 else {}
            if inside and tag != "/Span":
                yield f"page {number + 1}: {tag} inside of {inside[-1]}"
            if "/MCID" in properties:
                key = (number, int(properties["/MCID"]))
                if key in marks:
                    yield f"page {number + 1}: mark {key[1]} twice"
                marks[key] = tag
            elif tag not in ("/Artifact", "/Span"):
                yield f"page {number + 1}: {tag} without a mark"
            stack.append(tag)
        elif name == "EMC":
            if not stack:
                yield f"page {number + 1}: an end without a beginning"
            else:
                stack.pop()
        elif name in PAINTS and not [one for one in stack if one != "/Span"]:
            yield f"page {number + 1}: {name} belongs to nothing"
    if stack:
        yield f"page {number + 1}: {stack} is not closed"


def _element(node: Any, parent: Any, above: str, pages: Any, marks: Any, seen: Any, levels: list[int]) -> Iterator[str]:
    role = str(node.S)[1:]
    if role not in ROLES:
        yield f"{role} is no role that we use"
    if above and above in KIDS and role not in KIDS[above]:
        yield f"{role} in {above}"
    if role in PARENTS and above not in PARENTS[role]:
        yield f"{role} outside of its place, in {above}"
    if node.P.objgen != parent.objgen:
        yield f"{role} names another parent"
    if re.fullmatch(r"H\d", role):
        levels.append(int(role[1]))
    if role == "Figure" and not str(node.get("/Alt", "")).strip():
        yield "a figure without words"
    if "/Lang" in node and not LANGUAGE.fullmatch(str(node.Lang)):
        yield f"{node.Lang} is no language"
    if role == "TH" and str(node.get("/A", {}).get("/Scope", "")) not in ("/Column", "/Row"):
        yield "a heading of a table that does not say of what"
    kids = list(node.K)
    if not kids and role not in EMPTY:
        yield f"an empty {role}"
    if role == "LI" and not any(str(kid.get("/S")) == "/LBody" for kid in kids):
        yield "an entry of a list without a body"
    if role == "Table":
        yield from _table(kids)
    for kid in kids:
        if kid.get("/Type") == "/MCR":
            key = (pages[kid.Pg.objgen], int(kid.MCID))
            if key in seen:
                yield f"page {key[0] + 1}: mark {key[1]} in two elements"
            seen[key] = node.objgen
            if marks.get(key, f"/{role}") != f"/{role}":
                yield f"page {key[0] + 1}: mark {key[1]} is {marks[key]} in the page and {role} in the tree"
        else:
            yield from _element(kid, node, role, pages, marks, seen, levels)


def _table(rows: list[Any]) -> Iterator[str]:
    widths = {sum(int(cell.get("/A", {}).get("/ColSpan", 1)) for cell in row.K) for row in rows}
    if len(widths) > 1:
        yield f"a table with rows of {sorted(widths)} cells"
    if not any(str(cell.S) == "/TH" for row in rows for cell in row.K):
        yield "a table without headings"


def languages(data: bytes) -> list[str]:
    """The language of every element that names its own, in order."""

    def found(node: Any) -> Iterator[str]:
        if "/Lang" in node:
            yield str(node.Lang)
        for kid in node.K:
            if kid.get("/Type") != "/MCR":
                yield from found(kid)

    with pikepdf.open(io.BytesIO(data)) as pdf:
        return list(found(pdf.Root.StructTreeRoot.K))
