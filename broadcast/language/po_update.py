"""A catalogue made or brought up to date: what is wanted, in its order, with the words that there were.

Words stay with their key. Where the source of a key has changed, they are kept as fuzzy, with the source they were made from
(`#| msgid`); where a source has another key now, they follow it; what nothing wants any more is kept as obsolete (`#~`).
The same input gives the same bytes: there is no date in it.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polib

from broadcast.language.phrase import normal
from broadcast.language.po import UNREVIEWED, WIDTH, catalogue, save
from broadcast.language.po_rules import Rules

NEAR = 0.75
"""How alike two sentences must be (difflib's ratio) for an old translation to be offered for the new one, as fuzzy."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A text that is to be translated."""

    key: str
    source: str
    plural: str = ""
    notes: tuple[str, ...] = ()
    """For who translates it, a line each."""
    place: tuple[str, str] | None = None
    """(file, line) where it stands."""


@dataclass(frozen=True, slots=True)
class Task:
    """A catalogue to be made."""

    tag: str
    path: Path
    title: str
    """What the file is, for its first line."""
    project: str
    wanted: tuple[Wanted, ...]
    rules: Rules
    forms: int = 1
    """Plural forms; only the program's messages have some."""
    plurals: str = ""
    """The line `Plural-Forms`."""
    under: tuple[Path, ...] = ()
    """For a region: the catalogue of the language it lies over. Then only what differs is kept."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Words that are missing or fuzzy."""

    key: str
    source: str
    why: str
    line: int
    """In the catalogue; 0 where it is not yet in it."""
    place: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Update:
    """What became of a catalogue."""

    path: Path
    translated: int
    fuzzy: int
    missing: int
    obsolete: int
    gaps: tuple[Gap, ...] = field(default=(), repr=False)


def update(task: Task) -> Update:
    """Write the catalogue, and say what is still to do."""
    made = filled(task)
    store(task, made)
    return standing(task, made)


def store(task: Task, made: polib.POFile) -> None:
    """Write a catalogue that `filled` made; of a region's, what is its own."""
    save(own(task, made) if task.under else made, task.path)


def standing(task: Task, made: polib.POFile) -> Update:
    """How much of a catalogue is done; lines are those of the file as it lies there."""
    lines = {entry.msgctxt: entry.linenum for entry in catalogue(task.path)} if task.path.is_file() else {}
    live = [entry for entry in made if not entry.obsolete]
    places = {wanted.key: wanted.place for wanted in task.wanted}
    gaps = tuple(
        Gap(entry.msgctxt, entry.msgid, "fuzzy" if entry.fuzzy else "missing", lines.get(entry.msgctxt, 0), places[entry.msgctxt])
        for entry in live
        if entry.fuzzy or not _done(entry)
    )
    fuzzy = sum(entry.fuzzy for entry in live)
    return Update(task.path, len(live) - len(gaps), fuzzy, len(gaps) - fuzzy, len(made) - len(live), gaps)


def filled(task: Task) -> polib.POFile:
    """The whole catalogue as it should be, from what there was; of a region, over the words of its language."""
    before = catalogue(task.path) if task.path.is_file() else None
    old: dict[str, polib.POEntry] = {}
    for found in (*(catalogue(path) for path in task.under if path.is_file()), *([before] if before is not None else [])):
        old |= {entry.msgctxt: entry for entry in found if entry.msgctxt}
    new = _head(task, before)
    keys = {wanted.key for wanted in task.wanted}
    spare = {key: entry for key, entry in old.items() if key not in keys and _words(entry)}
    for wanted in task.wanted:
        new.append(_entry(wanted, old.get(wanted.key), spare, task.forms))
    for entry in sorted(spare.values(), key=lambda entry: str(entry.msgctxt)):
        new.append(_gone(entry))
    return new


def own(task: Task, made: polib.POFile) -> polib.POFile:
    """Of a region's whole catalogue what its language does not say in the same words."""
    base = {entry.msgctxt: entry for path in task.under if path.is_file() for entry in catalogue(path)}
    kept = polib.POFile(wrapwidth=WIDTH, encoding="utf-8")
    kept.header, kept.metadata = made.header, made.metadata
    for entry in made:
        under = base.get(entry.msgctxt)
        if _words(entry) and (under is None or _words(entry) != _words(under) or (entry.fuzzy and not under.fuzzy)):
            kept.append(entry)
    return kept


def _head(task: Task, before: polib.POFile | None) -> polib.POFile:
    new = polib.POFile(wrapwidth=WIDTH, encoding="utf-8")
    known = before.header.strip("\n ") if before is not None else ""
    new.header = known or f"{task.title}\n{UNREVIEWED}"
    new.metadata = {
        "Project-Id-Version": task.project,
        "Language": task.tag,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    had = dict(before.metadata) if before is not None else {}
    if task.plurals:
        new.metadata["Plural-Forms"] = task.rules.plural_line(had.get("Plural-Forms", "")) or task.plurals
    new.metadata |= {name: value for name, value in had.items() if name not in new.metadata}  # what other tools wrote there
    return new


def _entry(wanted: Wanted, kept: polib.POEntry | None, spare: dict[str, polib.POEntry], forms: int) -> polib.POEntry:
    entry = polib.POEntry(
        msgctxt=wanted.key,
        msgid=wanted.source,
        comment="\n".join(wanted.notes),
        occurrences=[wanted.place] if wanted.place else [],
    )
    if wanted.plural:
        entry.msgid_plural, entry.msgstr_plural = wanted.plural, dict.fromkeys(range(forms), "")
    if kept is not None:
        entry.tcomment, entry.flags = kept.tcomment, [flag for flag in kept.flags if flag != "fuzzy"]
    if kept is not None and _words(kept):
        source = kept
    else:
        found = _following(wanted, spare)
        if found is None:
            return entry
        source = spare.pop(found)
        entry.tcomment = entry.tcomment or source.tcomment
    changed = normal(source.msgid) != normal(wanted.source) or normal(source.msgid_plural or "") != normal(wanted.plural)
    if bool(source.msgid_plural) != bool(wanted.plural):
        return entry
    if wanted.plural:
        entry.msgstr_plural |= source.msgstr_plural
    else:
        entry.msgstr = source.msgstr
    if changed or source.fuzzy:
        entry.flags = ["fuzzy", *entry.flags]
        entry.previous_msgid = source.msgid if changed else source.previous_msgid
        if wanted.plural:
            entry.previous_msgid_plural = source.msgid_plural if changed else source.previous_msgid_plural
    return entry


def _following(wanted: Wanted, spare: Mapping[str, polib.POEntry]) -> str | None:
    """The key of words that nothing else wants, made from the same source or one that is very near to it."""
    alike = {key: entry for key, entry in spare.items() if bool(entry.msgid_plural) == bool(wanted.plural)}
    for key, entry in alike.items():
        if normal(entry.msgid) == normal(wanted.source) and normal(entry.msgid_plural or "") == normal(wanted.plural):
            return key
    scored = [(difflib.SequenceMatcher(None, wanted.source, entry.msgid).ratio(), key) for key, entry in alike.items()]
    best = max(scored, default=(0.0, ""))
    return best[1] if best[0] >= NEAR else None


def _gone(entry: polib.POEntry) -> polib.POEntry:
    gone = polib.POEntry(msgctxt=entry.msgctxt, msgid=entry.msgid, msgstr=entry.msgstr, obsolete=True)
    if entry.msgid_plural:
        gone.msgid_plural, gone.msgstr_plural = entry.msgid_plural, dict(entry.msgstr_plural)
    return gone


def _words(entry: polib.POEntry) -> tuple[str, ...]:
    """What is written in an entry; empty where nothing is."""
    found = tuple(entry.msgstr_plural[form] for form in sorted(entry.msgstr_plural)) if entry.msgid_plural else (entry.msgstr,)
    return found if any(found) else ()


def _done(entry: polib.POEntry) -> bool:
    words = _words(entry)
    return bool(words) and all(words)


def problems(task: Task) -> Iterator[str]:
    """What is wrong in the catalogue as it lies there, a sentence each."""
    if task.path.is_file():
        yield from (str(problem) for problem in task.rules.check(catalogue(task.path)))


def same(made: polib.POFile, path: Path) -> bool:
    """Is this what lies there, but for the notes to translators?"""
    return path.is_file() and plain(str(made)) == plain(path.read_text("utf-8"))


def plain(text: str) -> Sequence[str]:
    """A catalogue's lines without its notes to translators."""
    return [line for line in text.rstrip("\n").split("\n") if not line.startswith("#.")]
