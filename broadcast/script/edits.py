"""What people changed in a script, and the episode with it.

    changes(episode, edited) -> tuple[Change, ...]     every change, named
    apply(episode, edited) -> Episode                  the episode with all of them; not yet timed again

Words, who says them, the seconds of a wait and the order may change, and optional talk may go. A changed sentence gets a new id, so
that no take and no translation of the old one is used for it; what pointed to the old id points to the new one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from broadcast.episode.model import Cue, Episode, Part
from broadcast.errors import ScriptError
from broadcast.language.catalogue import Messages, messages
from broadcast.script import cells
from broadcast.script.respeak import respeak

ChangeKind = Literal["words", "note", "who", "seconds", "moved", "removed"]


@dataclass(frozen=True, slots=True)
class EditedRow:
    """A row of an edited script; the cells are still escaped."""

    id: str
    who: str
    kind: str
    words: str
    seconds: str
    line: int


@dataclass(frozen=True, slots=True)
class EditedSegment:
    """A table of an edited script."""

    id: str
    rows: tuple[EditedRow, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A row as it was when the script was written."""

    id: str
    mark: str
    """Hash of who says what (`cells.mark`)."""
    seconds: str
    shown: str = ""
    """The id in the script's rows, where an earlier edit gave the cue a new one."""


@dataclass(frozen=True, slots=True)
class EditedScript:
    """A script that came back from a person."""

    lesson: str
    language: str
    format: str
    base: str
    segments: tuple[EditedSegment, ...]
    made: tuple[Made, ...]
    """The rows as they were written, in order; empty where the file no longer says: then the episode is compared with."""
    file: str

    @property
    def rows(self) -> tuple[EditedRow, ...]:
        return tuple(row for segment in self.segments for row in segment.rows)

    def error(self, what: str, row: EditedRow | None, remedy: str) -> ScriptError:
        """What is wrong with a row, with its place."""
        return ScriptError(what, file=self.file, line=row.line if row else 0, remedy=remedy)

    def check(self) -> None:
        """ScriptError for what is wrong whatever the episode: no rows, an id missing or twice, seconds that are no number."""
        if not self.rows:
            raise self.error("the script has no rows", None, "Make it again with `broadcast script`")
        seen: dict[str, int] = {}
        for row in self.rows:
            if not row.id:
                raise self.error("a row has no id", row, "Put the new words into a row that has one")
            if row.id in seen:
                raise self.error(f"cue {row.id} stands twice, in line {seen[row.id]} as well", row, "Take one of the two rows out")
            seen[row.id] = row.line
            try:
                cells.amount(cells.unescape(row.seconds))
            except ValueError as error:
                raise self.error(f"cue {row.id}: {error}", row, "Write seconds as 12 or 3.5") from error


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a person changed."""

    kind: ChangeKind
    id: str
    was: str
    now: str
    line: int

    def __str__(self) -> str:
        match self.kind:
            case "removed":
                return f"{self.id}: taken out: {self.was}"
            case "moved":
                return f"{self.id}: moved, now after {self.now or 'nothing'} (was after {self.was or 'nothing'})"
            case "seconds":
                return f"{self.id}: {self.was} s, now {self.now} s"
        return f"{self.id}: {self.kind}: {self.was!r}, now {self.now!r}"


def changes(episode: Episode, edited: EditedScript) -> tuple[Change, ...]:
    """Every change of the person, row by row, then what was taken out; ScriptError for one that cannot be taken back."""
    words = messages(episode.language)
    _same_script(episode, edited)
    cues = {cue.id: cue for cue in episode.cues}
    made = {row.id: row for row in edited.made}
    found: list[Change] = []
    for row in edited.rows:
        if row.id in cues:
            found += _of_row(cues[row.id], row, made.get(row.id), episode, words, edited)
        elif row.id not in made or touched(row, made[row.id]):
            raise edited.error(
                f"cue {row.id} is not in the lesson" if row.id not in made else f"cue {row.id} was changed here, and is no longer in the lesson",
                row,
                "Leave the ids as they were, or make the script again with `broadcast script`",
            )
    return (*found, *_moves(episode, edited), *_removals(cues, edited))


def apply(episode: Episode, edited: EditedScript) -> Episode:
    """The episode as the person wants it; the length of what was changed is 0 until it is spoken and fitted again."""
    found = changes(episode, edited)
    if not found:
        return episode
    words = messages(episode.language)
    gone = {change.id for change in found if change.kind == "removed"}
    by_cue: dict[str, list[Change]] = {}
    for change in found:
        by_cue.setdefault(change.id, []).append(change)
    rows = {row.id: row for row in edited.rows}
    cues = {cue.id: _changed(cue, by_cue.get(cue.id, []), rows.get(cue.id), episode, words, edited) for cue in episode.cues if cue.id not in gone}
    names = _new_names(episode, cues)
    layout = _layout(episode, edited, gone) if any(change.kind == "moved" for change in found) else None
    segments, number = [], 0
    for segment in episode.segments:
        placed = []
        for identity in layout[segment.id] if layout else [cue.id for cue in segment.cues if cue.id not in gone]:
            number += 1
            cue = cues[identity]
            new = {"id": names[identity], "replaces": "" if names[identity] == identity else identity}
            placed.append(cue.model_copy(update={**new, "number": number if layout or gone else cue.number, "closes": names.get(cue.closes, cue.closes)}))
        segments.append(segment.model_copy(update={"cues": tuple(placed)}))
    dropped = (*episode.dropped, *(f"{change.id}: {change.was}" for change in found if change.kind == "removed"))
    return episode.model_copy(update={"segments": tuple(segments), "dropped": dropped})


def _same_script(episode: Episode, edited: EditedScript) -> None:
    for name, theirs, ours in (("lesson", edited.lesson, episode.lesson), ("language", edited.language, episode.language), ("format", edited.format, episode.format)):
        if theirs != ours:
            raise ScriptError(f"the script is for the {name} {theirs!r}, not {ours!r}", file=edited.file, line=1, remedy="Build it with the lesson it was made from")


def touched(row: EditedRow, made: Made) -> bool:
    """Whether a person changed the row."""
    return cells.mark(row.who, row.words) != made.mark or not _equal(row.seconds, made.seconds)


def _equal(one: str, other: str) -> bool:
    return cells.amount(cells.unescape(one)) == cells.amount(cells.unescape(other))


def _of_row(cue: Cue, row: EditedRow, made: Made | None, episode: Episode, words: Messages, edited: EditedScript) -> Iterator[Change]:
    """The changes inside a row."""
    if edited.made and made is None:
        raise edited.error(f"cue {row.id} was not in this script when it was made", row, "Make the script again with `broadcast script`")
    if not any(cells.alike(row.kind, cells.kind(form, words)) for form in (cue, cue.model_copy(update={"optional": 0}), cue.model_copy(update={"optional": 1}))):
        raise edited.error(f"cue {cue.id} has the kind {cells.unescape(row.kind)!r}; it cannot be changed", row, f"Put back {cells.unescape(cells.kind(cue, words))!r}")
    if made is None or cells.mark(row.who, row.words) != made.mark:
        yield from _of_words(cue, row, episode, words, edited)
    now = cells.length(cue)
    if not _equal(row.seconds, made.seconds if made else now):
        if cue.kind != "wait":
            raise edited.error(f"cue {cue.id} is no wait: its seconds follow from what is heard", row, f"Put back {made.seconds if made else now}")
        yield Change("seconds", cue.id, made.seconds if made else now, cells.unescape(row.seconds), row.line)


def _of_words(cue: Cue, row: EditedRow, episode: Episode, words: Messages, edited: EditedScript) -> Iterator[Change]:
    who, said = cells.who(cue, episode, words), cells.words(cue)
    if not cells.alike(row.who, who):
        if _role(cue, row, episode, words) is None:
            raise edited.error(f"cue {cue.id} is said by {cells.unescape(row.who)!r}, who is not in this episode", row, f"Write {cells.unescape(who)!r}")
        yield Change("who", cue.id, cells.unescape(who), cells.unescape(row.who), row.line)
    if cells.alike(row.words, said):
        return
    if cue.kind in ("music", "effect", "show"):
        raise edited.error(f"cue {cue.id} is {cue.kind}: its words only say what it is", row, "Put them back")
    if not cells.unescape(row.words) and cue.kind != "wait":
        raise edited.error(f"cue {cue.id} has no words", row, "Take the whole row out if it is optional, or write what is said")
    if cue.kind != "act" and cells.BEAT.search(row.words):
        raise edited.error(f"cue {cue.id} is no act: it has no pauses like [3]", row, "Change the seconds of the wait that follows, or write \\[ for a bracket")
    yield Change("note" if cue.kind == "wait" else "words", cue.id, cells.unescape(said), cells.unescape(row.words), row.line)


def _role(cue: Cue, row: EditedRow, episode: Episode, words: Messages) -> str | None:
    """The role that a cell names; None where it names none."""
    roles = dict.fromkeys(other.role for other in episode.cues if other.role and cue.parts)
    return next((role for role in roles if cells.alike(row.who, cells.who(cue, episode, words, role))), None)


def _moves(episode: Episode, edited: EditedScript) -> Iterator[Change]:
    """Rows whose place is new: the order of those that are still there, against the order in which they were written."""
    cues = {cue.id for cue in episode.cues}
    home = {cue.id: segment.id for segment in episode.segments for cue in segment.cues}
    known = {segment.id for segment in episode.segments}
    for segment in edited.segments:
        for row in segment.rows:
            if segment.id not in known and row.id in cues:
                raise edited.error(f"the heading {{#{segment.id}}} names no part of the lesson", row, "Put the heading back as it was")
    here = [(row.id, segment.id, row.line) for segment in edited.segments for row in segment.rows if row.id in cues]
    still = {identity for identity, _, _ in here}
    written = [row.id for row in edited.made] or [cue.id for cue in episode.cues]
    order = [identity for identity in written if identity in still]
    before = dict(zip(order, ["", *order], strict=False))
    last = ""
    for identity, segment, line in here:
        if before[identity] != last or home[identity] != segment:
            yield Change("moved", identity, before[identity], last, line)
        last = identity


def _removals(cues: dict[str, Cue], edited: EditedScript) -> Iterator[Change]:
    still = {row.id for row in edited.rows}
    for identity in [row.id for row in edited.made] or list(cues):
        if identity in still or identity not in cues:
            continue
        cue = cues[identity]
        if not cue.optional:
            raise edited.error(f"cue {identity} ({cue.text or cue.note or cue.kind}) was taken out, and is not optional", None, "Put its row back")
        asking = next((other for other in cues.values() if other.closes == identity and other.id in still), None)
        if asking:
            raise edited.error(f"cue {identity} was taken out, and answers cue {asking.id}", None, "Put its row back, or take the question out as well")
        yield Change("removed", identity, cue.text or cue.note, "", 0)


def _layout(episode: Episode, edited: EditedScript, gone: set[str]) -> dict[str, list[str]]:
    """The ids of each segment in the person's order; cues that the script did not have keep the neighbour they had."""
    known = {cue.id for cue in episode.cues}
    layout = {segment.id: [row.id for row in segment.rows if row.id in known] for segment in edited.segments}
    layout = {segment.id: layout.get(segment.id, []) for segment in episode.segments}
    placed = {identity for rows in layout.values() for identity in rows}
    for segment in episode.segments:
        last = ""
        for cue in segment.cues:
            if cue.id not in placed and cue.id not in gone:
                rows = next((rows for rows in layout.values() if last in rows), layout[segment.id])
                rows.insert(rows.index(last) + 1 if last in rows else 0, cue.id)
            last = cue.id if cue.id not in gone else last
    return layout


def _changed(cue: Cue, found: list[Change], row: EditedRow | None, episode: Episode, words: Messages, edited: EditedScript) -> Cue:
    """The cue with its own changes; its id is still the old one."""
    update: dict[str, Any] = {}
    for change in found:
        if change.kind == "seconds":
            length = cells.amount(change.now)
            update |= {"least": length, "ideal": length, "most": length, "duration": length, "origin": "edit"}
        elif change.kind == "note":
            update |= {"note": words.plain(change.now).text, "origin": "edit"}
        elif change.kind == "who" and row:
            update |= {"role": _role(cue, row, episode, words), **_unspoken(cue.parts)}
        elif change.kind == "words" and row:
            update |= _new_words(cue, row, words, edited)
    return cue.model_copy(update=update) if update else cue


def _unspoken(parts: tuple[Part, ...]) -> dict[str, Any]:
    bare = tuple(Part(text=part.text, spoken=part.spoken, wait=part.wait) for part in parts)
    return {"parts": bare, "duration": 0, "voice": "", "origin": "edit"}


def _new_words(cue: Cue, row: EditedRow, words: Messages, edited: EditedScript) -> dict[str, Any]:
    try:
        parts = cells.parts(row.words, words)
    except ValueError as error:
        raise edited.error(f"cue {cue.id}: {error}", row, "Write each command before its pause: Forward! [3]") from error
    if cue.kind == "act":
        known = {part.text: part.spoken for part in cue.parts}
        parts = tuple(part.model_copy(update={"spoken": known.get(part.text, part.spoken)}) for part in parts)
    else:
        text = parts[0].text
        parts = (Part(text=text, spoken=respeak(cue.text, cue.spoken, text, lambda part: words.plain(part).spoken)),)
    text, spoken = " ".join(part.text for part in parts), " ".join(part.spoken for part in parts)
    update: dict[str, Any] = {"text": text, "spoken": spoken, **_unspoken(parts)}
    if cue.alone == cue.text:
        update |= {"alone": text, "alone_spoken": spoken}
    if cue.shot and cue.shot.steps:
        same = next((at for at, (a, b) in enumerate(zip(cue.spoken, spoken, strict=False)) if a != b), min(len(cue.spoken), len(spoken)))
        update["shot"] = cue.shot.model_copy(update={"steps": tuple(step for step in cue.shot.steps if step[0] < same)})
    return update


def _new_names(episode: Episode, cues: dict[str, Cue]) -> dict[str, str]:
    """Old id → id: a new one, `<step>.<6 hex of its words>[.n]`, for each cue that says something else or with another voice."""
    names: dict[str, str] = {}
    taken = {cue.id for cue in episode.cues}
    for old in episode.cues:
        cue = cues.get(old.id)
        if cue is None:
            continue
        if (cue.text, cue.role, _beats(cue)) == (old.text, old.role, _beats(old)):
            names[old.id] = old.id
            continue
        said = cells.plain(cells.words(cue))
        stem = f"{old.id.split('.')[0]}.{hashlib.sha256(said.encode()).hexdigest()[:6]}"
        name = next(name for name in (stem, *(f"{stem}.{n}" for n in range(2, len(taken) + 3))) if name not in taken)
        taken.add(name)
        names[old.id] = name
    return names


def _beats(cue: Cue) -> tuple[tuple[str, int], ...]:
    return tuple((part.text, part.wait) for part in cue.parts if part.wait)
