"""Rows of Markdown without the HTML and the marks that are only for a page: they stay as many, so that each keeps its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from broadcast.sources.rpl_marks import Row

EMBED = re.compile(
    r"<(iframe|video|audio|object|embed|script|style|svg|canvas)\b[^>]*>(?:.*?</\1\s*>)?", re.IGNORECASE | re.DOTALL
)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
TITLE = re.compile(r"<h[1-6]\b[^>]*>[ \t]*([^\n]*?)[ \t]*</h[1-6]\s*>", re.IGNORECASE)
CODE = re.compile(r"<code\b[^>]*>([^<`\n]*)</code\s*>", re.IGNORECASE)
FRAME = re.compile(
    r"</?(?:div|p|span|section|center|details|summary|figure|figcaption|font|u|small|mark|label|input|button)\b[^>]*>",
    re.IGNORECASE,
)
ATTRIBUTES = re.compile(r"[{｛][ \t]*[:：][^{}｛｝\n]*[}｝]|^[ \t]*\{\.[\w-]+\}[ \t]*$", re.MULTILINE)
WHY = {"": "a remark of the author", "script": "it is a program of the page", "style": "it is the page's look"}


def told(rows: Sequence[Row], left: Callable[[str, str, int], None]) -> list[Row]:
    """The rows; `left` is told what is taken out (what, why, line)."""
    text = "\n".join(row.text for row in rows)
    for pattern in (COMMENT, EMBED):
        text = _without(pattern, text, rows, left)
    text = TITLE.sub(r"### \1", text)
    text = CODE.sub(lambda match: f"`{match[1]}` ", text)
    text = ATTRIBUTES.sub("", FRAME.sub("", text))
    return [Row(words, row.line) for words, row in zip(text.split("\n"), rows, strict=True)]


def _without(pattern: re.Pattern[str], text: str, rows: Sequence[Row], left: Callable[[str, str, int], None]) -> str:
    def out(match: re.Match[str]) -> str:
        line = rows[text.count("\n", 0, match.start())].line
        kind = match[1].casefold() if pattern is EMBED else ""
        left(f"<{kind}>" if kind else match[0], WHY.get(kind, "it needs a screen"), line)
        return "\n" * match[0].count("\n")

    return pattern.sub(out, text)
