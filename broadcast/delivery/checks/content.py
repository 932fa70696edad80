"""Checks of what is taught: keys run again, the share without a sheet, translations, voices, what was left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import TypeAdapter

from broadcast.delivery.checks.figure import Check, Package, exactly
from broadcast.episode.rules import check, responses_a_minute, without_sheet
from broadcast.episode.rules.sheet import SHARE
from broadcast.errors import BroadcastError
from broadcast.unplugged.model import Item
from broadcast.unplugged.prove import prove

ITEMS = "paper/items.json"


def keys(package: Package) -> Iterator[Check]:
    """Every answer of the package's own list is proven again, from that list alone; then how each was proven."""
    items, why = _listed(package)
    if why:
        yield exactly("keys", ITEMS, 0, len(package.episode.items), "items", why)
        return
    wrong = {item.id: reason for item in items if (reason := _wrong(item))}
    if items:
        yield exactly("keys", ITEMS, len(items) - len(wrong), len(items), "items", "; ".join(wrong.values()))
    for item in items:
        proof = item.proof
        told = f"{item.id} · {proof.how} · {', '.join(proof.engines)}"
        note = wrong.get(item.id) or (f"{told} · {proof.tried} tried" if proof.tried else told)
        yield Check(check="proof", file=ITEMS, value=proof.runs, unit="runs", ok=item.id not in wrong, note=note)


def _listed(package: Package) -> tuple[Sequence[Item], str]:
    """The items of the file where there is one, and why it cannot be believed: it is broken, or not the episode's."""
    path = package.folder / ITEMS
    if not path.exists():
        return package.episode.items, ""
    try:
        items = TypeAdapter(tuple[Item, ...]).validate_json(path.read_bytes())
    except (OSError, ValueError):
        return (), "the list of items cannot be read"
    return items, "" if items == package.episode.items else "the list of items is not the episode's"


def _wrong(item: Item) -> str:
    """Why an item's answers are not proven; empty where they are."""
    try:
        prove(item)
    except BroadcastError as error:
        return error.what
    return ""


def share(package: Package) -> Iterator[Check]:
    able, asked = without_sheet(package.episode)
    value = round(100 * able / asked) if asked else 100
    yield Check(check="without-sheet", value=value, limit=SHARE, unit="%", ok=value >= SHARE)


def pace(package: Package) -> Iterator[Check]:
    """How often the class answers, for information."""
    value = round(float(responses_a_minute(package.episode, package.messages.language)), 1)
    yield Check(check="responses", value=value, unit="a-minute", ok=True)


def rules(package: Package) -> Iterator[Check]:
    """What the rules of a good script find in the finished episode."""
    found = check(package.episode, package.messages, package.form)
    errors = [finding for finding in found if finding.severity == "error"]
    yield exactly("script-rules", "script.md", len(errors), 0, "findings", str(errors[0]) if errors else "")


def untranslated(package: Package) -> Iterator[Check]:
    """How much stayed in another language, then each place; on paper and on the screen they stand in ⁅ ⁆."""
    missing = package.untranslated
    yield exactly("untranslated", "", len(missing), 0, "sentences", missing[0] if missing else "")
    for place in missing:
        yield Check(check="untranslated-place", value=place, ok=True)


def voices(package: Package) -> Iterator[Check]:
    """Cues whose voice is a preview: refused for air, else said."""
    count = sum(1 for cue in package.episode.cues if cue.voice in package.previews)
    if package.for_air or count:
        yield Check(check="preview-voice", value=count, limit=0, unit="cues", ok=not (package.for_air and count))


def refused(package: Package) -> Iterator[Check]:
    """What was wanted and could not be made of the lesson, for information: never silent."""
    for one in package.episode.refused:
        name, what = ("program-left-out", one.why) if one.kind == "program" else ("refused", f"{one.kind}: {one.why}")
        yield Check(check=name, value=what, ok=True, note=f"line {one.line}" if one.line else "")


def takes(package: Package) -> Iterator[Check]:
    """Recorded takes that are not heard, for information: never silent."""
    for name, what in package.takes:
        yield Check(check=name, value=what, ok=True)


def dropped(package: Package) -> Iterator[Check]:
    """Talk that found no room, for information: never silent."""
    for words in package.episode.dropped:
        yield Check(check="left-out", value=words, ok=True)
