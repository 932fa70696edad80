"""What the screen shows with a cue, in one line: the VIDEO column of the television script."""

from __future__ import annotations

from broadcast.episode.model import Cue
from broadcast.language.catalogue import Messages
from broadcast.timecode import SAMPLE_RATE
from broadcast.tv.theme import theme
from broadcast.unplugged.figures import Figure, Listing, Writing
from broadcast.unplugged.model import Shot


def shot(cue: Cue, messages: Messages) -> str:
    """The line for a cue; empty where the screen keeps what it shows."""
    parts = [] if cue.shot is None or cue.kind == "wait" else [_picture(cue.shot, messages)]
    if cue.kind == "wait" and cue.duration >= theme().frame.ring_seconds * SAMPLE_RATE:
        parts.append(messages.text("tv.describe.countdown", seconds=round(cue.duration / SAMPLE_RATE)))
    return " ".join(part for part in parts if part)


def _picture(shot: Shot, messages: Messages) -> str:
    text = " · ".join(word for word in _words(shot) if word)
    if shot.template == "box":
        return messages.text("tv.describe.box", box=shot.box, text=text)
    key = "steps" if shot.template == "program" and shot.steps else shot.template
    return messages.text(f"tv.describe.{key}", text=text)


def _words(shot: Shot) -> list[str]:
    if shot.template in ("program", "world", "table"):
        return [shot.heading, *map(alt, shot.figures)] if shot.figures else [shot.heading, *shot.lines]
    return [shot.heading, *shot.lines, *([] if shot.heading or shot.lines else map(alt, shot.figures))]


def alt(figure: Figure) -> str:
    """A figure in words; a program by its lines."""
    if isinstance(figure, Listing):
        return " / ".join(line.text for line in figure.lines)
    return figure.alt.rstrip(".") if not isinstance(figure, Writing) else figure.alt or figure.text
