"""Fenced divs as a rule of markdown-it: `::: ask {wait=think}` … `:::`, one inside another, with fences of code in them.

A closing line closes the innermost div that is open, so nobody has to count colons.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

OPEN = re.compile(r":{3,}\s*(\{[^{}]*\}|[^\s:{][^:]*?)\s*:*$")
CLOSE = re.compile(r":{3,}$")
FENCE = re.compile(r"(`{3,}|~{3,})")


def divs(md: MarkdownIt) -> None:
    """Adds the rule: tokens `div_open` (its `info` is what stands after the colons) and `div_close`; a div that
    nobody closes has `meta["open"]`, a closing line that closes nothing is a `div_stray`."""
    md.block.ruler.before("fence", "div", _rule, {"alt": ["paragraph", "reference", "blockquote", "list"]})


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].rstrip()


def _rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    first = _line(state, start)
    if not first.startswith(":::"):
        return False
    opening = OPEN.fullmatch(first)
    if not opening and not CLOSE.fullmatch(first):
        return False
    if silent:
        return True
    if not opening:
        token = state.push("div_stray", "", 0)
        token.map = [start, start + 1]
        state.line = start + 1
        return True
    stop = _end(state, start, end)
    token = state.push("div_open", "div", 1)
    token.info, token.block, token.map = opening[1], True, [start, min(stop + 1, end)]
    token.meta = {"open": stop >= end}
    parent, limit = state.parentType, state.lineMax
    state.parentType, state.lineMax = "div", stop
    state.md.block.tokenize(state, start + 1, stop)
    state.parentType, state.lineMax = parent, limit
    state.push("div_close", "div", -1).block = True
    state.line = min(stop + 1, end)
    return True


def _end(state: StateBlock, start: int, end: int) -> int:
    """The line of the closing `:::`, or `end`."""
    depth, fence = 1, ""
    for number in range(start + 1, end):
        line = _line(state, number)
        mark = FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and line == mark[1]:
                fence = ""
        elif mark:
            fence = mark[1]
        elif OPEN.fullmatch(line):
            depth += 1
        elif CLOSE.fullmatch(line):
            depth -= 1
            if not depth:
                return number
    return end
