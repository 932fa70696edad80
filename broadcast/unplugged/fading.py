"""Parts that can be taken out of a program, each with what could stand there: words, lines out of order, how far a line stands in."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from broadcast.program import Program
from broadcast.program.model import Assign, Branch, Import, Pass, Simple, Statement, rows, walk
from broadcast.program.printing import INDENT
from broadcast.unplugged.gaps import COMPARISONS, Gap, gaps
from broadcast.unplugged.mistakes import enclosing
from broadcast.unplugged.rounds import variables
from broadcast.unplugged.stage import Stage

EACH = 3
"""Candidates of a gap at the most: four gaps have 81 ways to fill them."""
Unit = tuple[Gap, ...]
"""Gaps that belong together: two lines that may have changed places."""
WORD = re.compile(r""""[^"]*"|'[^']*'|“[^”]*”|\w+""")


def units(stage: Stage, program: Program, source: str) -> tuple[Unit, ...]:
    """Everything that could be taken out, by kind, then by line."""
    found = [
        *_lines(program, source),
        *((gap,) for gap in _places(program, source)),
        *((gap,) for gap in _names(program, source)),
        *((_fewer(gap),) for gap in gaps(stage, source) if gap.was in gap.candidates),
    ]
    return tuple(unit for unit in found if all(gap.was in gap.candidates for gap in unit))


def _fewer(gap: Gap) -> Gap:
    """A word's gap with its nearest candidates only."""
    if gap.kind in ("sign", "side"):
        return replace(gap, candidates=gap.candidates[:EACH])
    if gap.kind == "comparison":
        kept = [gap.was, *(sign for sign in ("<", ">", "==", *COMPARISONS) if sign != gap.was)][:EACH]
        return replace(gap, candidates=tuple(sign for sign in COMPARISONS if sign in kept))
    first = max(0, min(gap.candidates.index(gap.was) - 1, len(gap.candidates) - EACH))
    return replace(gap, candidates=gap.candidates[first : first + EACH])


def _span(source: str, line: int) -> tuple[int, int]:
    """Where a line's text begins, without its indentation, and where it ends."""
    lines = source.split("\n")
    begin = sum(len(one) + 1 for one in lines[: line - 1])
    return begin + len(lines[line - 1]) - len(lines[line - 1].lstrip(" ")), begin + len(lines[line - 1])


def _lines(program: Program, source: str) -> list[Unit]:
    """Two steps that follow each other, each of which could stand in either place."""
    found: list[Unit] = []
    for block in (program.body, *(node.body for node in walk(program.body) if hasattr(node, "body"))):
        for pair in pairwise(block):
            spans = [_span(source, on.line) for on in pair if _step(on)]
            told = tuple(sorted({source[begin:end] for begin, end in spans}))
            if len(told) == 2:
                ends = zip(pair, spans, strict=True)
                found.append(
                    tuple(Gap(on.line, begin, end, source[begin:end], "line", told, source) for on, (begin, end) in ends)
                )
    return found


def _step(on: Statement | Branch | None) -> bool:
    return isinstance(on, Simple) and not isinstance(on, Import | Pass)


def _places(program: Program, source: str) -> list[Gap]:
    """The last step of a block, which could stand after it as well; the first one after a block, which could stand in it."""
    found: list[Gap] = []
    every = rows(program.body)
    for at in range(1, len(every)):
        line, depth, on = every[at]
        _, before, _ = every[at - 1]
        _, after, then = every[at + 1] if at + 1 < len(every) else (0, 0, on)
        other = then is None or (isinstance(then, Branch) and then.again)
        if not _step(on) or (other and after < depth):
            continue
        if before == depth > after:
            depths = (depth - 1, depth)
        elif before == depth + 1:
            depths = (depth, depth + 1)
        else:
            continue
        begin, end = _span(source, line)
        told = tuple(INDENT * level + source[begin:end] for level in depths)
        whole = begin - len(INDENT) * depth
        found.append(Gap(line, whole, end, source[whole:end], "place", told, source))
    return found


def _names(program: Program, source: str) -> list[Gap]:
    """A variable where another one could stand; not where it gets its first value."""
    names = variables(program)
    first = {on.line for on in program.body if isinstance(on, Assign)}
    found: list[Gap] = []
    for line, _, _ in rows(program.body):
        places = [match for match in WORD.finditer(source, *_span(source, line)) if match[0] in names]
        if 2 <= len(names) <= EACH and places and line not in first:
            at = places[-1]
            found.append(Gap(line, at.start(), at.end(), at[0], "name", names, source))
    return found


def standing(gap: Gap, program: Program) -> tuple[str, ...]:
    """Where a line would stand with each candidate of its place: `after.loop` and `inside.loop`, or the same of an `if`."""
    deep = max(_depth(candidate) for candidate in gap.candidates)
    around = enclosing(rows(program.body), gap.line, deep)
    return tuple(f"{'inside' if _depth(candidate) == deep else 'after'}.{around}" for candidate in gap.candidates)


def _depth(text: str) -> int:
    return (len(text) - len(text.lstrip(" "))) // len(INDENT)
