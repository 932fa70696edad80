"""What is heard and what the class does, from wait to wait: the rows of the guide's *During*."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from broadcast.drawing.shaping import Run
from broadcast.episode.model import Cue, Episode
from broadcast.language.catalogue import Messages
from broadcast.language.phrase import together
from broadcast.timecode import SAMPLE_RATE


@dataclass(slots=True)
class Moment:
    """Speech up to and with the class's response."""

    start: int
    """Samples."""
    heard: list[Run] = field(default_factory=list)
    does: list[Run] = field(default_factory=list)
    voice: str = ""
    """Who spoke last: the name is not repeated."""
    closed: bool = False


def moments(cues: Sequence[Cue], episode: Episode, messages: Messages) -> list[Moment]:
    """Rows of one segment; every word of every cue stands in one of them."""
    found: list[Moment] = []
    box = 0
    for cue in cues:
        if cue.kind in ("music", "show") and not cue.text:
            continue
        if not found or found[-1].closed:
            found.append(Moment(cue.start))
        moment = found[-1]
        if cue.kind == "effect":
            moment.heard.append(Run((" " if moment.heard else "") + messages.text("guide.sound", what=cue.note)))
            continue
        if cue.kind == "wait":
            _add(moment.does, _wait(cue, messages), bold=True)
            moment.closed = True
            continue
        _words(moment, cue, episode, messages)
        if cue.box and cue.box != box:
            box = cue.box
            _add(moment.does, messages.text("guide.box", box=box))
        for aside in _asides(cue, messages):
            _add(moment.does, aside)
    return [moment for moment in found if moment.heard or moment.does]


def _add(cell: list[Run], text: str, bold: bool = False) -> None:
    """A line more in a cell, unless it stands there already."""
    if not bold and any(run.text.strip() == text for run in cell):
        return
    cell.append(Run(("\n" if cell else "") + text, bold=bold))


def _words(moment: Moment, cue: Cue, episode: Episode, messages: Messages) -> None:
    name = {"presenter": episode.presenter, "second": episode.second, "station": episode.station}.get(cue.role, "")
    start = "\n" if moment.heard else ""
    if moment.heard and name == moment.voice:
        last = moment.heard[-1].text
        start = together((last, "x"))[len(last) : -1]  # what this script has between two sentences
    elif name:
        moment.heard.append(Run(f"{start}{name}: ", bold=True))
        start = ""
    moment.voice = name
    beats = [part for part in cue.parts if part.wait]
    if not beats:
        moment.heard.append(Run(start + cue.text))
        return
    words = []
    for part in cue.parts:
        words.append(part.text)
        if part.wait:
            words.append(messages.text("guide.beat", seconds=round(part.wait / SAMPLE_RATE)))
    moment.heard.append(Run(start + together(word for word in words if word)))


def _wait(cue: Cue, messages: Messages) -> str:
    seconds = round((cue.duration or cue.ideal or cue.least) / SAMPLE_RATE)
    if cue.note:
        return messages.text("guide.wait", what=cue.note, seconds=seconds)
    return messages.text("guide.wait.bare", seconds=seconds)


def _asides(cue: Cue, messages: Messages) -> list[str]:
    if cue.kind != "ask":
        return []
    found = []
    if cue.alone:
        found.append(messages.text("guide.without", question=cue.alone))
    if cue.closes == "home":
        found.append(messages.text("guide.home"))
    elif cue.closes:
        found.append(messages.text("guide.later"))
    return found
