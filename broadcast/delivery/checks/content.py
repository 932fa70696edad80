"""Checks of what is taught: keys run again, the share without a sheet, translations, voices, what was left out."""

from __future__ import annotations

from collections.abc import Iterator

from broadcast.delivery.checks.figure import Check, Package, exactly
from broadcast.episode.rules import check, responses_a_minute, without_sheet
from broadcast.episode.rules.sheet import SHARE
from broadcast.errors import BroadcastError
from broadcast.unplugged.model import Item
from broadcast.unplugged.prove import prove

PREVIEW = frozenset({"gtts"})
"""Voices whose sound is for listening only, not cleared for air."""


def keys(package: Package) -> Iterator[Check]:
    """Every answer is proven again by running its program."""
    wrong = [why for item in package.episode.items if (why := _wrong(item))]
    count = len(package.episode.items)
    if count:
        yield exactly("keys", "paper/items.json", count - len(wrong), count, "items", "; ".join(wrong))


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
    missing = package.untranslated
    yield exactly("untranslated", "", len(missing), 0, "sentences", missing[0] if missing else "")


def voices(package: Package) -> Iterator[Check]:
    """Cues whose voice is a preview: refused for air, else said."""
    count = sum(1 for cue in package.episode.cues if cue.voice in PREVIEW)
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
