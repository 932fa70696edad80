"""What a person changed in a script, against the episode it was made from.

changes(episode, edited) -> tuple[Change, ...]     every change, named; ScriptError for one that cannot be taken back
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from broadcast.episode.model import Cue, Episode
from broadcast.errors import ScriptError
from broadcast.language.catalogue import Messages, messages
from broadcast.script import cells
from broadcast.script.edited import EditedRow, EditedScript, Made, same_seconds, touched

ChangeKind = Literal["words", "note", "who", "seconds", "moved", "removed"]


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
    words = messages(episode.language).toward(episode.audience)
    _same_script(episode, edited)
    cues = {cue.id: cue for cue in episode.cues}
    made = {row.id: row for row in edited.made}
    found: list[Change] = []
    for row in edited.rows:
        if row.id in cues:
            found += _of_row(cues[row.id], row, made.get(row.id), episode, words, edited)
        elif row.id not in made or touched(row, made[row.id]):
            raise edited.error(
                f"cue {row.id} is not in the lesson"
                if row.id not in made
                else f"cue {row.id} was changed here, and is no longer in the lesson",
                row,
                "Leave the ids as they were, or make the script again with `broadcast script`",
            )
    return (*found, *_moves(episode, edited), *_removals(cues, edited))


def _same_script(episode: Episode, edited: EditedScript) -> None:
    for name, theirs, ours in (
        ("lesson", edited.lesson, episode.lesson),
        ("language", edited.language, episode.language),
        ("format", edited.format, episode.format),
    ):
        if theirs != ours:
            raise ScriptError(
                f"the script is for the {name} {theirs!r}, not {ours!r}",
                file=edited.file,
                line=1,
                remedy="Build it with the lesson it was made from",
            )


def _of_row(
    cue: Cue, row: EditedRow, made: Made | None, episode: Episode, words: Messages, edited: EditedScript
) -> Iterator[Change]:
    """The changes inside a row."""
    if edited.made and made is None:
        raise edited.error(
            f"cue {row.id} was not in this script when it was made", row, "Make the script again with `broadcast script`"
        )
    if edited.form == "text" and not any(
        cells.alike(row.kind, cells.kind(form, words))
        for form in (cue, cue.model_copy(update={"optional": 0}), cue.model_copy(update={"optional": 1}))
    ):
        raise edited.error(
            f"cue {cue.id} has the kind {cells.unescape(row.kind)!r}; it cannot be changed",
            row,
            f"Put back {cells.unescape(cells.kind(cue, words))!r}",
        )
    if made is None or cells.mark(row.who, row.words) != made.mark:
        yield from _of_words(cue, row, episode, words, edited)
    now = cells.length(cue)
    if not same_seconds(row.seconds, made.seconds if made else now):
        if cue.kind != "wait":
            raise edited.error(
                f"cue {cue.id} is no wait: its seconds follow from what is heard",
                row,
                f"Put back {made.seconds if made else now}",
            )
        yield Change("seconds", cue.id, made.seconds if made else now, cells.unescape(row.seconds), row.line)


def _of_words(cue: Cue, row: EditedRow, episode: Episode, words: Messages, edited: EditedScript) -> Iterator[Change]:
    if edited.form == "spoken" and not cue.parts:
        raise edited.error(
            f"cue {cue.id} is {cue.kind}: a document takes nothing of it but its seconds",
            row,
            "Put the line back, or use script.md",
        )
    who, said = cells.who(cue, episode, words, form=edited.form), cells.words(cue, edited.form)
    if not cells.alike(row.who, who):
        if role(cue, row, episode, words, edited.form) is None:
            raise edited.error(
                f"cue {cue.id} is said by {cells.unescape(row.who)!r}, who is not in this episode",
                row,
                f"Write {cells.unescape(who)!r}",
            )
        yield Change("who", cue.id, cells.unescape(who), cells.unescape(row.who), row.line)
    if cells.alike(row.words, said):
        return
    if cue.kind in ("music", "effect", "show"):
        raise edited.error(f"cue {cue.id} is {cue.kind}: its words only say what it is", row, "Put them back")
    if not cells.unescape(row.words) and cue.kind != "wait":
        raise edited.error(f"cue {cue.id} has no words", row, "Take the whole row out if it is optional, or write what is said")
    if cue.kind != "act" and cells.BEAT.search(row.words):
        raise edited.error(
            f"cue {cue.id} is no act: it has no pauses like [3]",
            row,
            "Change the seconds of the wait that follows, or write \\[ for a bracket",
        )
    yield Change("note" if cue.kind == "wait" else "words", cue.id, cells.unescape(said), cells.unescape(row.words), row.line)


def role(cue: Cue, row: EditedRow, episode: Episode, words: Messages, form: cells.Form) -> str | None:
    """The role that a cell names; None where it names none."""
    roles = dict.fromkeys(other.role for other in episode.cues if other.role and cue.parts)
    return next((role for role in roles if cells.alike(row.who, cells.who(cue, episode, words, role, form))), None)


def _moves(episode: Episode, edited: EditedScript) -> Iterator[Change]:
    """Rows whose place is new: the order of those that are still there, against the order in which they were written."""
    cues = {cue.id for cue in episode.cues}
    home = {cue.id: segment.id for segment in episode.segments for cue in segment.cues}
    known = {segment.id for segment in episode.segments}
    for part in edited.segments:
        for row in part.rows:
            if part.id not in known and row.id in cues:
                raise edited.error(
                    f"the heading {{#{part.id}}} names no part of the lesson", row, "Put the heading back as it was"
                )
    here = [(row.id, part.id, row.line) for part in edited.segments for row in part.rows if row.id in cues]
    written = {name: at for at, name in enumerate([row.id for row in edited.made] or [cue.id for cue in episode.cues])}
    kept = _longest([written[name] for name, _, _ in here])
    before, last = _neighbours(sorted(written[name] for name, _, _ in here), list(written)), ""
    for name, part_id, line in here:
        if written[name] not in kept or home[name] != part_id:
            yield Change("moved", name, before[name], last, line)
        last = name


def _longest(places: list[int]) -> set[int]:
    """The longest run of places that rise: the rows outside it are those that were moved."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for place in places:
        at = bisect_left(tails, place)
        before[place] = tails[at - 1] if at else None
        tails[at : at + 1] = [place]
    kept: set[int] = set()
    step: int | None = tails[-1] if tails else None
    while step is not None:
        kept.add(step)
        step = before[step]
    return kept


def _neighbours(places: list[int], names: list[str]) -> dict[str, str]:
    """For each name the one that stood before it."""
    order = [names[place] for place in places]
    return dict(zip(order, ["", *order], strict=False))


def _removals(cues: dict[str, Cue], edited: EditedScript) -> Iterator[Change]:
    still = {row.id for row in edited.rows}
    for identity in [row.id for row in edited.made] or list(cues):
        if identity in still or identity not in cues:
            continue
        cue = cues[identity]
        if not cue.optional:
            raise edited.error(
                f"cue {identity} ({cue.text or cue.note or cue.kind}) was taken out, and is not optional",
                None,
                "Put its row back",
            )
        asking = next((other for other in cues.values() if other.closes == identity and other.id in still), None)
        if asking:
            raise edited.error(
                f"cue {identity} was taken out, and answers cue {asking.id}",
                None,
                "Put its row back, or take the question out as well",
            )
        yield Change("removed", identity, cue.text or cue.note, "", 0)
