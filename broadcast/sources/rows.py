"""Rows of Markdown with their lines, and the fences among them, as the readers of other formats change them.

A row keeps its line, so that rows may be left out or put in and every sentence still knows where it comes from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

Row = tuple[str, int]
"""Text and line, from 1."""
FENCE = re.compile(r"^(?P<indent>[ \t]*)(?P<mark>`{3,}|~{3,})\s*(?P<info>[^`]*)$")
INFO = re.compile(r"^\{?\s*\.?(?:language-)?([\w+#.-]*)")
PLAIN = ("", "text", "pycon", "py", "py3", "python3", "pycon3")
"""A fence of these is Python's where its prompt stands in it."""
OUTPUT = ("output", "error", "stdout", "stderr", "warning")
NUMBERS = re.compile(r"[-+\d.,\s]*")
"""What a program prints, in a fence that calls it one."""
OPENING = re.compile(r"---[ \t]*\n(.*?\n)??(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)


@dataclass(slots=True)
class Fence:
    """A program or other verbatim text between its marks."""

    indent: str
    info: str
    body: list[Row] = field(default_factory=list)
    line: int = 0
    """Of its opening mark."""

    @property
    def language(self) -> str:
        match = INFO.match(self.info)
        return match[1].partition(":")[0].lower() if match else ""


def numbered(text: str, first: int = 1) -> list[Row]:
    return [(row, number) for number, row in enumerate(text.split("\n"), first)]


def parted(text: str) -> tuple[dict[str, Any], list[Row]]:
    """The front matter of a page as data, and the rows below it. What is no front matter stays text; one that is broken says nothing."""
    match = OPENING.match(text)
    if not match:
        return {}, numbered(text)
    try:
        data = yaml.safe_load(match[1] or "")
    except (yaml.YAMLError, ValueError, RecursionError):
        data = {}
    if not isinstance(data, dict):
        return {}, numbered(text)
    return data, numbered(text[match.end() :], text.count("\n", 0, match.end()) + 1)


def pieces(rows: Iterable[Row]) -> Iterator[Row | Fence]:
    """Rows, and fences as wholes; one that nobody closes ends with the text."""
    fence: Fence | None = None
    mark = ""
    for row, line in rows:
        match = FENCE.match(row)
        if fence is not None:
            if match and match["mark"].startswith(mark) and not match["info"].strip():
                yield fence
                fence = None
            else:
                fence.body.append((_shifted(row, fence.indent), line))
        elif match:
            fence, mark = Fence(match["indent"], match["info"].strip(), [], line), match["mark"]
        else:
            yield row, line
    if fence is not None:
        yield fence


def _shifted(row: str, indent: str) -> str:
    """A row of a fence without the fence's own indentation."""
    at = 0
    while at < len(indent) and row[at : at + 1] in (" ", "\t"):
        at += 1
    return row[at:]


def programs(rows: Iterable[Row], spoken: Mapping[str, str]) -> list[Row]:
    """The rows with every fence in words of ours: `spoken` are a format's names for languages. What a program prints goes into the
    guide."""
    made: list[Row] = []
    for piece in pieces(rows):
        made += [piece] if isinstance(piece, tuple) else _fence(piece, spoken)
    return made


def _fence(fence: Fence, spoken: Mapping[str, str]) -> list[Row]:
    body, language = fence.body, spoken.get(fence.language, fence.language)
    if not any(row.strip() for row, _ in body):
        return []
    if language == "python" and all(NUMBERS.fullmatch(row.strip()) for row, _ in body):
        numbers = [row.strip() for row, _ in body if row.strip()]
        return (
            [("", fence.line), (fence.indent + ", ".join(numbers) + ".", fence.line), ("", fence.line)]
            if len(numbers) < 9
            else printed(fence)
        )
    if fence.language in OUTPUT:
        return printed(fence)
    if language in PLAIN and any(row.startswith(">>> ") for row, _ in body):
        language = "python"
    word = re.sub(r"[^\w+#.-]", "", language) or "text"
    return [
        ("", fence.line),
        (f"{fence.indent}~~~~~~{word}", fence.line),
        *((f"{fence.indent}{row.replace('~~~', '~ ~ ~')}".rstrip(), line) for row, line in body),
        (f"{fence.indent}~~~~~~", body[-1][1] if body else fence.line),
        ("", body[-1][1] if body else fence.line),
    ]


def printed(fence: Fence) -> list[Row]:
    """What a program prints, as a note; of an error only the line that says what is wrong."""
    body = [(row, line) for row, line in fence.body if row.strip()]
    if any("Traceback" in row or re.match(r"-{20,}", row) for row, _ in body):
        body = body[-1:]
    quoted = [(f"{fence.indent}> {row}".rstrip(), line) for row, line in [("```", fence.line), *body, ("```", fence.line)]]
    return [("", fence.line), *quoted, ("", fence.line)] if body else []


FIGURE = re.compile(r"</?(?:figure|picture|center)\b[^>]*>", re.IGNORECASE)
CAPTION = re.compile(r"<figcaption\b[^>]*>(.*?)</figcaption>", re.IGNORECASE)
PLAIN_TAG = re.compile(r"<[^>]*>")
EMPTY_ALT = re.compile(r"""(<img\b[^>]*?)\s+alt\s*=\s*(?:""|'')""", re.IGNORECASE)


def pictured(row: str) -> str:
    """A row whose pictures stand in no figure; a figure's words are those of a picture that has none."""
    if "<" not in row:
        return row
    caption = CAPTION.search(row)
    row = CAPTION.sub("", FIGURE.sub("", row))
    words = PLAIN_TAG.sub("", caption[1]).strip().replace('"', "”") if caption else ""
    row = EMPTY_ALT.sub(r"\1", row)
    if words and "<img" in row and not re.search(r"\balt\s*=", row):
        row = row.replace("<img", f'<img alt="{words}"', 1)
    return row
