"""Which picture of a master is coded how: computed before anything is painted, and comparable as text.

Anchors stand at every third frame (M = 3), an I at every fifteenth (twelfth at 25 a second), and two Bs between anchors. While a
still stands, P and B say "as before"; where it changes, the next anchor is coded, and the Bs in between repeat the one or the other.
Where that is not enough (motion, or two changes between two anchors) whole groups are coded in the ordinary way: a *run*.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

SPACING = 3
How = Literal["coded", "P", "forward", "backward", "run"]


@dataclass(frozen=True, slots=True)
class Slot:
    """A picture of the stream, in coded order."""

    frame: int
    """When it is shown, from 0."""
    kind: Literal["I", "P", "B"]
    how: How
    still: int
    """Which still it shows."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Every picture of a master."""

    slots: tuple[Slot, ...]
    runs: tuple[tuple[int, int], ...]
    """(first frame, frame after the last) of what is coded in the ordinary way."""
    frames: int
    length: int
    """Frames of a group."""

    @property
    def groups(self) -> tuple[tuple[Slot, ...], ...]:
        """Slots from I to I."""
        starts = [at for at, slot in enumerate(self.slots) if slot.kind == "I"]
        ends = [*starts[1:], len(self.slots)]
        return tuple(self.slots[start:end] for start, end in zip(starts, ends, strict=True))


def plan(starts: Sequence[int], frames: int, length: int, moving: Sequence[tuple[int, int]] = ()) -> Plan:
    """Stills begin at `starts` (the first at 0); `moving` are (first, end) of frames that are no stills."""

    def still(frame: int) -> int:
        return bisect_right(starts, frame) - 1

    bad = {frame for first, end in moving for frame in range(first, end)}
    runs = _runs(bad, still, frames, length)
    while True:
        slots, lost = _slots(still, frames, length, runs)
        if not lost:
            return Plan(tuple(slots), tuple(runs), frames, length)
        bad |= lost
        runs = _runs(bad, still, frames, length)


def _runs(bad: set[int], still: object, frames: int, length: int) -> list[tuple[int, int]]:
    """Whole groups around bad frames; each ends on its last anchor, where the two frames after it belong to the next I's still."""
    groups = {frame // length for frame in bad}
    found: list[tuple[int, int]] = []
    for group in sorted(groups):
        begin, end = group * length, min((group + 1) * length - SPACING + 1, frames)
        if any(frame >= end for frame in bad if frame // length == group) and end < frames:
            groups_end = (group + 2) * length - SPACING + 1
            end = min(groups_end, frames)
        if found and begin <= found[-1][1] + SPACING:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((begin, end))
    return found


def _slots(still: object, frames: int, length: int, runs: Sequence[tuple[int, int]]) -> tuple[list[Slot], set[int]]:
    """The slots, and frames that no repetition can show."""
    assert callable(still)
    anchors = list(range(0, frames, SPACING))
    if anchors[-1] != frames - 1:
        anchors.append(frames - 1)

    def inside(frame: int) -> bool:
        return any(first <= frame < end for first, end in runs)

    slots: list[Slot] = []
    lost: set[int] = set()
    before = -1
    for anchor in anchors:
        here = still(anchor)
        first = anchor % length == 0
        if inside(anchor):
            slots.append(Slot(anchor, "I" if first else "P", "run", here))
        elif first:
            slots.append(Slot(anchor, "I", "coded", here))
        elif inside(before):
            lost.add(anchor)  # a run ends at the end of a group: this cannot be
        else:
            slots.append(Slot(anchor, "P", "P" if here == still(before) else "coded", here))
        for frame in range(before + 1, anchor) if before >= 0 else ():
            shown = still(frame)
            if inside(frame):
                how: How = "run"
            elif shown == still(before) and not inside(before):
                how = "forward"
            elif shown == here:
                how = "backward"
            else:
                lost.add(frame)
                continue
            slots.append(Slot(frame, "B", how, shown))
        before = anchor
    return slots, lost
