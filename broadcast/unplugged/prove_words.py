"""Prove word searches and crosswords again, from the item alone."""

from __future__ import annotations

from broadcast.errors import InputError
from broadcast.unplugged.model import Item
from broadcast.unplugged.seek import seek


def rows_of(item: Item) -> list[list[str]]:
    """The squares of an item, a row an option, cells parted by blanks."""
    rows = [option.text.split(" ") for option in item.options if option.id.startswith("row-")]
    if not rows or any(len(row) != len(rows[0]) or not all(row) for row in rows):
        raise InputError("its squares are no rectangle")
    return rows


def wordsearch(item: Item) -> None:
    """Each word stands in the squares once, in whatever direction, and where the key says."""
    rows = rows_of(item)
    wanted = {option.id: option.text.split(" ") for option in item.options if not option.id.startswith("row-")}
    if not wanted or [answer[0] for answer in item.answers] != list(wanted):
        raise InputError("its key does not name each of its words once")
    for name, first, last in item.answers:
        found = seek(rows, wanted[name])
        if len(found) != 1:
            raise InputError(f"word {name} stands in it {len(found)} times")
        if found[0] != (first, last):
            raise InputError(f"word {name} stands at {found[0][0]}, the key says {first} to {last}")
