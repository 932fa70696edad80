"""The front matter inside of a directive (`title: …`, `language: python`), however a translation has damaged it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from broadcast.sources.rpl_marks import FENCE, Node, Row

KEY = re.compile(r"^\s*#*\s*(?:-{3}\s*)?([^\W\d]\w*)\s*[:：]\s*(.*?)\s*(?:-{3})?\s*$")
RULE = re.compile(r"^\s*\\?-{3,}\s*$")
PYTHON = ("python", "python3", "py")


def code_of(node: Node) -> tuple[str, list[Row]]:
    """Language and lines of `--- code ---`; its language stands in a front matter of its own, under whatever key a translation wrote."""
    keys, rows = front(flat(node))
    words = keys.get("language") or next(
        (value for value in keys.values() if value.split()[:1] and value.split()[0] in PYTHON), ""
    )
    rows = [row for row in rows if not FENCE.match(row.text)]
    while rows and not rows[0].text.strip():
        rows = rows[1:]
    while rows and not rows[-1].text.strip():
        rows = rows[:-1]
    return (words.split() or [""])[0], rows


def flat(node: Node) -> list[Row]:
    """All rows of a directive, whatever stands around them."""
    found: list[Row] = []
    for part in node.inside:
        found += [part] if isinstance(part, Row) else flat(part)
    return found


def front(rows: Sequence[Row]) -> tuple[dict[str, str], list[Row]]:
    """`key: value` lines at the beginning, with or without rules around them, several in one line too; and the rest."""
    keys: dict[str, str] = {}
    rules = 0
    for at, row in enumerate(rows):
        if RULE.match(row.text):
            rules += 1
            if rules == 2 or (keys and rules):
                return keys, list(rows[at + 1 :])
        elif row.text.strip():
            pair = KEY.match(row.text)
            if not pair or not (rules or keys or pair[1].casefold() in ("title", "language")):
                return keys, list(rows[at:])
            value = re.split(r"\s(?=\w+:\s)", pair[2])[0]
            keys.setdefault(pair[1].casefold(), value.strip().strip("'\""))
            if row.text.strip().endswith("---"):
                return keys, list(rows[at + 1 :])
        elif keys and not rules:
            return keys, list(rows[at:])
    return keys, []
