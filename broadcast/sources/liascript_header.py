"""The header of a LiaScript course: a comment with `key: value`, texts over several lines, and macros."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

COMMENT = re.compile(r"\s*<!--(?P<body>.*?)-->", re.DOTALL)
KEY = re.compile(r"^(?P<key>[a-z][\w.-]*)\s*:(?P<value>\s.*|)$", re.IGNORECASE)
MACRO = re.compile(r"^@(?P<name>[A-Za-z][\w.]*)\s*:\s*(?P<value>.*)$")
OPENING = re.compile(r"^@(?P<name>[A-Za-z][\w.]*)\s*$")
KEYS = (
    "attribute", "author", "authors", "base", "classroom", "comment", "dark", "date", "debug", "edit", "email", "icon", "import", "language",
    "link", "logo", "mode", "narrator", "onload", "persistent", "repository", "script", "sharing", "tags", "title", "translation", "version",
)  # fmt: skip
OURS = ("narrator", "import", "comment", "translation", "mode", "logo", "icon", "dark", "onload", "attribute", "classroom")
"""Keys that nobody else writes into a comment at a page's head."""


@dataclass(slots=True)
class Header:
    """What a course says of itself."""

    values: dict[str, list[str]] = field(default_factory=dict)
    macros: dict[str, str] = field(default_factory=dict)
    lines: int = 0
    """Lines of the file that it takes."""

    def get(self, key: str) -> str:
        """The first value of a key."""
        return next(iter(self.values.get(key, ())), "")


def header(text: str) -> Header | None:
    """The header at the head of a text; None where there is none."""
    match = COMMENT.match(text)
    if not match:
        return None
    found = Header(lines=text.count("\n", 0, match.end()))
    rows = match["body"].split("\n")
    at, key = 0, ""
    while at < len(rows):
        row = rows[at].strip()
        if macro := MACRO.match(row):
            found.macros[macro["name"]], key = macro["value"], ""
        elif macro := OPENING.match(row):
            end = next((n for n in range(at + 1, len(rows)) if rows[n].strip() == "@end"), len(rows))
            found.macros[macro["name"]] = "\n".join(rows[at + 1 : end])
            at, key = end, ""
        elif (pair := KEY.match(row)) and pair["key"].lower() in KEYS:
            key = pair["key"].lower()
            found.values.setdefault(key, []).append(pair["value"].strip())
        elif key and row:
            found.values[key][-1] = f"{found.values[key][-1]} {row}".strip()
        at += 1
    return found


def is_course(text: str) -> bool:
    """Does a text begin as a course of LiaScript, or use its marks for what is spoken?"""
    found = header(text[:60_000])
    if found and (len(found.values) > 1 and any(key in found.values for key in (*OURS, "language", "email"))):
        return True
    return bool(re.search(r"^\s*--\{\{\d", text, re.MULTILINE))
