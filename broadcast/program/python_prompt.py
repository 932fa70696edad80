"""Talks with Python's prompt, as lessons print them: the lines that were typed are kept, Python's answers are dropped.

Also what is no program at all although it stands in a fence of one: a command for a shell, what a program prints, a line with gaps.
"""

from __future__ import annotations

import re

PROMPT, MORE = re.compile(r">>>(?: ?(.*))?$"), re.compile(r"\.\.\.(?: ?(.*))?$")
CELL, CELL_MORE = re.compile(r"In \[\s*\d*\]:(?: (.*))?$"), re.compile(r"\s+\.\.\.:(?: (.*))?$")
SHELL = re.compile(
    r"(?:\$|>(?!>)|PS .*>|[A-Za-z]:\\.*>|\(\w*env\).*[$>%])\s|(?:sudo|pip3?|python[0-9.]*|cd|mkdir|conda) [\w./-]|[!%]{1,2}\w"
)
GAP = re.compile(r"(?<![A-Za-z0-9_])_{2,}(?![A-Za-z0-9_])")
PRINTED = re.compile(
    r"Traceback \(most recent call last\)|\w*Error: |  File \".*\", line \d|[-+]?\d+(?:\.\d+)?$|'[^']*'$|True$|False$"
)


def typed(source: str) -> tuple[str, tuple[int, ...], bool]:
    """What was typed, the line of the source for each of its lines (from 1), and whether it is a talk with a prompt at all."""
    lines = source.split("\n")
    if any(PROMPT.match(line) for line in lines):
        first, more = PROMPT, MORE
    elif any(CELL.match(line) for line in lines):
        first, more = CELL, CELL_MORE
    else:
        return source, tuple(range(1, len(lines) + 1)), False
    kept: list[tuple[str, int]] = []
    inside = False
    for at, line in enumerate(lines, 1):
        if asked := first.match(line):
            kept.append(((asked[1] or "").lstrip(), at))
            inside = True
        elif inside and (asked := more.match(line)):
            kept.append((asked[1] or "", at))
        elif line.strip() and not line.startswith("#"):
            inside = False  # Python's answer
    return "\n".join(line for line, _ in kept) + "\n", tuple(at for _, at in kept), True


def gap(source: str) -> int:
    """The first line with a gap to fill in, `__`; 0: there is none."""
    return next(
        (at for at, line in enumerate(source.split("\n"), 1) if GAP.search(re.sub(r"\"[^\"]*\"|'[^']*'|#.*", "", line))), 0
    )


def no_program(source: str) -> str:
    """What a source is that no Python can read, where that can be told; empty otherwise."""
    lines = [line for line in source.split("\n") if line.strip() and not line.lstrip().startswith("#")]
    if lines and SHELL.match(lines[0]):
        return "this is a command for a shell or a notebook, no program"
    if lines and all(PRINTED.match(line) for line in lines) and (len(lines) > 1 or "Error" in lines[0]):
        return "this is what a program prints, no program"
    return ""
