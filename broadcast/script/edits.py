"""The episode as a person who edited its script wants it.

    apply(episode, edited) -> Episode

Words, who says them, the seconds of a wait and the order may change, and optional talk may go. A changed sentence gets a new
id, so that no take and no translation of the old one is used for it; what pointed to the old id points to the new one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from broadcast.episode.model import Cue, Episode, Part
from broadcast.language.catalogue import Messages, messages
from broadcast.language.phrase import Phrase
from broadcast.script import cells
from broadcast.script.changes import Change, changes, role
from broadcast.script.edited import EditedRow, EditedScript
from broadcast.script.respeak import respeak


def apply(episode: Episode, edited: EditedScript) -> Episode:
    """The episode as the person wants it; the length of what was changed is 0 until it is spoken and fitted again."""
    found = changes(episode, edited)
    if not found:
        return episode
    words = messages(episode.language).toward(episode.audience)
    gone = {change.id for change in found if change.kind == "removed"}
    by_cue: dict[str, list[Change]] = {}
    for change in found:
        by_cue.setdefault(change.id, []).append(change)
    rows = {row.id: row for row in edited.rows}
    cues = {
        cue.id: _changed(cue, by_cue.get(cue.id, []), rows.get(cue.id), episode, words, edited)
        for cue in episode.cues
        if cue.id not in gone
    }
    names = _new_names(episode, cues)
    layout = _layout(episode, edited, gone) if any(change.kind == "moved" for change in found) else None
    segments, number = [], 0
    for segment in episode.segments:
        placed = []
        for identity in layout[segment.id] if layout else [cue.id for cue in segment.cues if cue.id not in gone]:
            number += 1
            cue = cues[identity]
            new = {"id": names[identity], "replaces": cue.replaces or (identity if names[identity] != identity else "")}
            placed.append(
                cue.model_copy(
                    update={
                        **new,
                        "number": number if layout or gone else cue.number,
                        "closes": names.get(cue.closes, cue.closes),
                    }
                )
            )
        segments.append(segment.model_copy(update={"cues": tuple(placed)}))
    dropped = (*episode.dropped, *(f"{change.id}: {change.was}" for change in found if change.kind == "removed"))
    return episode.model_copy(update={"segments": tuple(segments), "dropped": dropped})


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


def _changed(
    cue: Cue, found: list[Change], row: EditedRow | None, episode: Episode, words: Messages, edited: EditedScript
) -> Cue:
    """The cue with its own changes; its id is still the old one."""
    update: dict[str, Any] = {}
    for change in found:
        if change.kind == "seconds":
            length = cells.amount(change.now)
            update |= {"least": length, "ideal": length, "most": length, "duration": length, "origin": "edit"}
        elif change.kind == "note":
            update |= {"note": words.plain(change.now).text, "origin": "edit"}
        elif change.kind == "who" and row:
            update |= {"role": role(cue, row, episode, words, edited.form), **_unspoken(cue.parts)}
        elif change.kind == "words" and row:
            update |= _new_words(cue, row, words, edited)
    return cue.model_copy(update=update) if update else cue


def _unspoken(parts: tuple[Part, ...]) -> dict[str, Any]:
    bare = tuple(Part(text=part.text, spoken=part.spoken, wait=part.wait) for part in parts)
    return {"parts": bare, "duration": 0, "voice": "", "origin": "edit"}


def _new_words(cue: Cue, row: EditedRow, words: Messages, edited: EditedScript) -> dict[str, Any]:
    try:
        parts = cells.parts(row.words, _other_form(cue, words, edited.form))
    except ValueError as error:
        raise edited.error(f"cue {cue.id}: {error}", row, "Write each command before its pause: Forward! [3]") from error
    text, spoken = " ".join(part.text for part in parts), " ".join(part.spoken for part in parts)
    update: dict[str, Any] = {"text": text, "spoken": spoken, **_unspoken(parts)}
    if cue.alone == cue.text:
        update |= {"alone": text, "alone_spoken": spoken}
    if cue.shot and cue.shot.steps:
        same = next(
            (at for at, (a, b) in enumerate(zip(cue.spoken, spoken, strict=False)) if a != b), min(len(cue.spoken), len(spoken))
        )
        update["shot"] = cue.shot.model_copy(update={"steps": tuple(step for step in cue.shot.steps if step[0] < same)})
    return update


def _other_form(cue: Cue, words: Messages, form: cells.Form) -> Callable[[str], Phrase]:
    """What turns edited words into both forms: what is left of the cue's own words keeps the other form it had."""

    def speak(text: str) -> Phrase:
        printed = words.plain(text).text
        return Phrase(text=printed, spoken=respeak(cue.text, cue.spoken, printed, lambda part: words.plain(part).spoken))

    def spell(spoken: str) -> Phrase:
        return Phrase(text=respeak(cue.spoken, cue.text, spoken, str), spoken=words.plain(spoken).spoken)

    return speak if form == "text" else spell


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
