"""A package as a BagIt bag, RFC 8493: what archives and libraries take in. The same package makes the same bag."""

from __future__ import annotations

from collections.abc import Sequence

from broadcast import __version__
from broadcast.delivery.parcel import TAGS, Entry, Parcel, entries, text


def bag(parcel: Parcel) -> list[Entry]:
    """Every file of the bag, below its own folder."""
    top, made = parcel.name, parcel.made
    payload = entries(parcel, f"{top}/data")
    facts = {
        "External-Identifier": f"{made.lesson} {made.language} {made.edition}",
        "External-Description": made.title,
        "Rights": made.licence,
        "Credits": made.credits,
        "Bagging-Date": made.date,
        "Payload-Oxum": f"{sum(entry.size for entry in payload)}.{len(payload)}",
        "Bag-Software-Agent": f"broadcast {__version__}",
    }
    lines = [f"{label}: {' '.join(value.split())}\n" for label, value in facts.items() if value.strip()]
    declaration, info, sums, over = (f"{top}/{name}" for name in TAGS)
    tags = [
        text(declaration, "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"),
        text(info, "".join(lines)),
        text(sums, _sums(payload, top)),
    ]
    return [*payload, *tags, text(over, _sums(tags, top))]


def _sums(listed: Sequence[Entry], top: str) -> str:
    return "".join(f"{entry.sha256}  {entry.name.removeprefix(f'{top}/')}\n" for entry in listed)
