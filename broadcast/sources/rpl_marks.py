"""The directives of Raspberry Pi projects (`--- task ---` … `--- /task ---`) as a tree, however much a translation has damaged them.

Marks are found at the beginning of a line, several in one line, glued together, escaped, with other dashes, or with words behind them. A
directive whose name was translated takes the one that stands in its place in the English step. What is never closed ends where nothing of
its kind can go on. Fences that nobody closes end before the next directive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

DASHES = r"(?:\\?-{3}|\\?[—–]+-?|\\?--(?!-))"
MARK = re.compile(
    rf"(?<![^\s-]){DASHES}[ \t]*(?P<close>[/／\\]?)[ \t]*(?P<name>[^\W\d_]\w*(?:[ \t]?[ _-][ \t]?\w+)?)[ \t]*(?:{DASHES})"
)
STRICT = re.compile(r"\s*\\?-{3}.*-{3}\s*")
KNOWN = (
    "task", "hints", "hint", "collapse", "challenge", "no-print", "print-only", "code", "quiz", "question", "choices", "feedback", "save",
    "filename", "new-page",
)  # fmt: skip
NAMES = {name.replace("-", ""): name for name in KNOWN}
ALERTS = {
    "accordion": "collapse",
    "noprint": "no-print",
    "printonly": "print-only",
    "info": "info",
    "tip": "info",
    "debug": "debug",
}
ALERT = re.compile(r"\s*>\s*\\?\[!(\w+)\\?\]\s*(.*)$")
"""The newer way to write directives: `> [!TASK]`."""
ALONE = ("save", "new-page")
DEEPEST = 24
"""Directives in one another."""
OUTSIDE = {"task": ("hints", "hint"), "challenge": ("task", "hints", "hint"), "hints": ("hint",), "choices": ("feedback",)}
"""What cannot go on when this begins."""
FENCE = re.compile(r"\s*(`{3,}|~{3,})\s*([^`]*)$")

Mark = tuple[str, bool]
"""Name, and whether it closes."""


@dataclass(frozen=True, slots=True)
class Row:
    text: str
    line: int


@dataclass(slots=True)
class Node:
    """A directive and what stands in it; the whole step is one called `step`."""

    name: str
    line: int
    inside: list[Row | Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Token:
    name: str
    """Empty for a row of text; `?` for a directive whose name is not known."""
    closes: bool
    row: Row


def marks(text: str) -> list[Mark]:
    """The directives of a text in order; `?` for a name that is not known."""
    return [(token.name, token.closes) for token in _tokens(_rows(text)) if token.name]


def tree(text: str, like: Sequence[Mark] = ()) -> Node:
    """A step's text as a tree; `like` holds the directives of the same step in its own language."""
    tokens = list(_tokens(_rows(text)))
    found = [token for token in tokens if token.name]
    names = iter(like if len(like) == len(found) else [("task", token.closes) for token in found])
    root = Node("step", 1)
    stack = [root]
    for token in tokens:
        if not token.name:
            stack[-1].inside.append(token.row)
            continue
        other = next(names)[0]
        name = (other if other in KNOWN else "task") if token.name == "?" else token.name
        if token.closes:
            unknown = token.name == "?" and all(node.name != name for node in stack)
            _close(stack, stack[-1].name if unknown else name)
        else:
            for outside in ("code", "filename", name, *OUTSIDE.get(name, ())):
                _close(stack, outside)
            node = Node(name, token.row.line)
            stack[-1].inside.append(node)
            if name not in ALONE:
                stack.append(node)
    _alerts(root)
    return root


def _close(stack: list[Node], name: str) -> None:
    at = next((at for at in range(len(stack) - 1, 0, -1) if stack[at].name == name), 0)
    if at:
        del stack[at:]


def _rows(text: str) -> list[Row]:
    return [Row(row, number) for number, row in enumerate(text.split("\n"), 1)]


def _tokens(rows: Sequence[Row]) -> Iterator[_Token]:
    at, code = 0, False
    while at < len(rows):
        opening = None if code else FENCE.match(rows[at].text)
        if opening:
            end, closed = _end(rows, at, opening[1])
            if closed or opening[2].strip():
                inside = [*rows[at:end], Row(opening[1], rows[min(end, len(rows) - 1)].line)]
                yield from (_Token("", False, row) for row in inside)
                at = end + closed
            else:
                at += 1  # closes nothing
            continue
        for token in _marked(rows[at], code):
            code = (code or token.name == "code") and not (token.name and (token.closes or token.name != "code"))
            yield token
        at += 1


def _end(rows: Sequence[Row], at: int, fence: str) -> tuple[int, bool]:
    """Where a fence ends, and whether its closing line stands there; if not, another fence or a directive does."""
    for end in range(at + 1, len(rows)):
        other = FENCE.match(rows[end].text)
        if other and other[1].startswith(fence):
            return end, not other[2].strip()
        mark = MARK.match(rows[end].text.strip())
        if mark and STRICT.fullmatch(mark[0]) and _name(mark["name"]) in KNOWN:
            return end, False
    return len(rows), False


def _name(text: str) -> str:
    return NAMES.get(re.sub(r"[\s_-]", "", text).casefold(), "?")


def _marked(row: Row, code: bool) -> Iterator[_Token]:
    """A row as directives and the words between them."""
    at = 0
    for mark in MARK.finditer(row.text):
        name = _name(mark["name"])
        alone = mark[0] == row.text.strip()
        early = not row.text[at : mark.start()].strip()
        strict = STRICT.fullmatch(mark[0]) is not None
        if (
            (name == "?" and not (alone and strict))
            or not (strict or early)
            or (code and (name == "?" or not (strict and early)))
        ):
            continue
        if not early:
            yield _Token("", False, Row(row.text[at : mark.start()], row.line))
        yield _Token(name, bool(mark["close"]), row)
        at = mark.end()
    if not at or row.text[at:].strip():
        rest = row.text[at:]
        yield _Token("", False, Row(rest.lstrip() if at else rest, row.line))


def _alerts(node: Node, depth: int = 0) -> None:
    """Quotes that open with `[!TASK]` as the directives they stand for."""
    made: list[Row | Node] = []
    quote: Node | None = None
    for each in node.inside:
        alert = ALERT.match(each.text) if isinstance(each, Row) and depth < DEEPEST else None
        if isinstance(each, Row) and alert:
            name = alert[1].casefold()
            quote = Node(ALERTS.get(name, NAMES.get(name, "info")), each.line)
            if alert[2].strip():
                quote.inside.append(Row(("title: " if quote.name == "collapse" else "") + alert[2], each.line))
            made.append(quote)
        elif quote is not None and isinstance(each, Row) and each.text.lstrip().startswith(">"):
            quote.inside.append(Row(re.sub(r"^\s*> ?", "", each.text), each.line))
        else:
            quote = None
            made.append(each)
    node.inside = made
    for each in made:
        if isinstance(each, Node):
            _alerts(each, depth + 1)
