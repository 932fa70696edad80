"""A box that no page holds, because its program is long: it goes on in another of the same number, and so do the numbers of its lines."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace

from broadcast.errors import TextError
from broadcast.paper.boxes import Shown
from broadcast.unplugged.figures import Listing


def parted(shown: Sequence[Shown], fits: Callable[[Shown], bool], again: str) -> list[Shown]:
    """The boxes, those that do not fit in parts; `again` is the heading of a part after the first, with `{heading}` in it."""
    return [part for entry in shown for part in ([entry] if fits(entry) else _parts(entry, fits, again))]


def _parts(entry: Shown, fits: Callable[[Shown], bool], again: str) -> list[Shown]:
    """As many lines in each part as have room; what stands under the program stays with its end."""
    at = next((number for number, figure in enumerate(entry.figures) if isinstance(figure, Listing)), None)
    if at is None:
        return [entry]
    program = entry.figures[at]
    assert isinstance(program, Listing)
    later = entry.box.model_copy(update={"heading": again.replace("{heading}", entry.box.heading), "prompt": ""})

    def part(start: int, end: int) -> Shown:
        listing = program.model_copy(update={"lines": program.lines[start:end]})
        before, after = entry.figures[: at if start == 0 else 0], entry.figures[at + 1 :]
        whole = replace(entry, box=later if start else entry.box, figures=(*before, listing, *after))
        return whole if end == len(program.lines) else replace(whole, figures=(*before, listing), tasks=(), notes=())

    found, start, count = [], 0, len(program.lines)
    while start < count:
        ends = range(start + 1, count + 1)
        end = start + bisect_left(ends, True, key=lambda end, start=start: not fits(part(start, end)))  # type: ignore[misc]
        if end == start:
            raise TextError(f"box {entry.box.number} is higher than a page", remedy="Make its figure smaller or its text shorter")
        found.append(part(start, end))
        start = end
    return found
