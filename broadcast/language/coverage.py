"""How much of a language is done, and what is known of it: the row that `broadcast languages` shows."""

from __future__ import annotations

from dataclasses import dataclass

from broadcast.errors import TranslationError
from broadcast.language import data_file
from broadcast.language.catalogue import SOURCE, catalogue_of, entries, messages
from broadcast.language.model import Language, family, load, path_of

TABLES = ("symbols", "exact", "signs", "robot", "blocks", "rules", "terms")
"""Tables of a data file whose keys every language has."""

NEEDED = ("symbols", "exact", "robot", "blocks")
"""Those without which a program cannot be said or shown."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Percent, rounded down: 100 is all."""

    interface: int
    """Of the messages that frame a programme and its paper."""
    speech: int
    """Of the words for programs."""
    data: int
    """Of the keys of the data file's tables."""


def coverage(tag: str) -> Coverage:
    """What a language has; a region has what its language has, and its own."""
    wanted = {entry.msgctxt for entry in entries(SOURCE) if entry.msgctxt and not entry.obsolete}
    have = wanted - messages(tag).missing
    speech = {key for key in wanted if key.startswith("speech.")}
    return Coverage(
        interface=_percent(len(have - speech), len(wanted - speech)),
        speech=_percent(len(have & speech), len(speech)),
        data=_percent(*_keys(load(tag))),
    )


def lacking(tag: str) -> TranslationError | None:
    """Why a language is not built: the first thing that it has no words for; None where it has all that a build needs."""
    missing = messages(tag).missing
    if missing:
        first = min(missing)
        at = {entry.msgctxt: entry.linenum for entry in entries(tag) if not entry.obsolete}
        return TranslationError(
            f"the program has no {tag} words for {len(missing)} of its messages, the first is {first}",
            file=str(catalogue_of(tag)),
            line=at.get(first, 0),
            remedy=f"See `broadcast translate --catalogue -l {tag} --check`, or build with --allow-untranslated",
        )
    for table in NEEDED:
        lost = set(getattr(load(SOURCE), table)) - set(getattr(load(tag), table))
        if lost:
            what = f"{len(lost)} keys of [{table}] are not written for {tag}, the first is {min(lost)}"
            return TranslationError(
                what, file=str(path_of(tag)), line=data_file.line(path_of(tag), (table,)), remedy="Write them"
            )
    return None


def own(tag: str) -> int:
    """How many messages and keys a region says otherwise than its language; 0 for a language."""
    if len(family(tag)) == 1:
        return 0
    said = sum(bool(entry.translated()) for entry in entries(tag) if not entry.obsolete)
    return said + data_file.leaves(data_file.read(path_of(tag)))


def _keys(language: Language) -> tuple[int, int]:
    """Keys that a language has of those that English has."""
    english = load(SOURCE)
    pairs = [(set(getattr(english, table)), set(getattr(language, table))) for table in TABLES]
    return sum(len(wanted & have) for wanted, have in pairs), sum(len(wanted) for wanted, _ in pairs)


def _percent(have: int, wanted: int) -> int:
    return 100 * have // wanted if wanted else 100
