"""Keep the two forms of a sentence together when one of them is edited.

What is printed and what is said differ in places ("A1", "A one"; "21 casillas", "veintiuna casillas"), and the difference cannot
always be made again from the words alone. Where an edit leaves a stretch as it was, its other form stays too.
"""

from __future__ import annotations

from collections.abc import Callable
from difflib import SequenceMatcher

Block = tuple[int, int, int, int]


def respeak(was: str, other: str, now: str, make: Callable[[str], str]) -> str:
    """The other form of `now`, where `other` is the other form of `was`; new words go through `make`."""
    if make(was) == other:
        return make(now)
    before, after, said = was.split(), now.split(), other.split()
    kept = _kept(before, after)
    starts: dict[int, tuple[int, list[str]]] = {}
    for first, last, start, end in _blocks(before, said):
        places = [kept.get(at) for at in range(first, last)]
        if places and places[0] is not None and all(place == places[0] + step for step, place in enumerate(places)):
            starts[places[0]] = (len(places), said[start:end])
    out: list[str] = []
    fresh: list[str] = []
    at = 0
    while at < len(after):
        if at not in starts:
            fresh.append(after[at])
            at += 1
            continue
        out += [make(" ".join(fresh))] if fresh else []
        fresh = []
        length, words = starts[at]
        out += words
        at += length
    out += [make(" ".join(fresh))] if fresh else []
    return " ".join(word for word in out if word)


def _kept(before: list[str], after: list[str]) -> dict[int, int]:
    """Which word of the old sentence stands where in the new one."""
    matches = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    return {match.a + step: match.b + step for match in matches for step in range(match.size)}


def _blocks(before: list[str], said: list[str]) -> list[Block]:
    """The two forms side by side, in the smallest stretches that belong together; each has at least a word of the first."""
    blocks: list[Block] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, said, autojunk=False).get_opcodes():
        if tag == "equal":
            blocks += [(a + step, a + step + 1, c + step, c + step + 1) for step in range(b - a)]
        elif a == b and blocks:
            first, last, start, _ = blocks[-1]
            blocks[-1] = (first, last, start, d)
        elif a < b:
            blocks.append((a, b, c, d))
    if blocks:
        first, last, _, end = blocks[0]
        blocks[0] = (first, last, 0, end)
    return blocks
