"""What runs through the prompter: plain text, a paragraph a cue, everything not read aloud in brackets."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from broadcast.episode.model import Cue, Episode
from broadcast.language.catalogue import Messages
from broadcast.script.labels import role
from broadcast.timecode import SAMPLE_RATE


def prompter(path: Path, episode: Episode, messages: Messages) -> None:
    """Write the prompter's text: UTF-8, lines end in LF."""
    path.write_text("\n\n".join(paragraphs(episode, messages)) + "\n", "utf-8", newline="")


def paragraphs(episode: Episode, messages: Messages) -> list[str]:
    """A line a segment, then a paragraph a cue."""
    found: list[str] = []
    for number, segment in enumerate(episode.segments, 1):
        found.append(messages.text("tv.prompter.segment", number=number, title=segment.title))
        found += [_paragraph(cue, episode, messages) for cue in segment.cues]
    return [text for text in found if text]


def _paragraph(cue: Cue, episode: Episode, messages: Messages) -> str:
    if cue.kind == "wait":
        key = "tv.prompter.pause" if cue.note else "tv.prompter.beat"
        return messages.text(key, seconds=_seconds(cue.duration), **({"note": cue.note} if cue.note else {}))
    if not cue.parts:
        return (
            messages.text(f"tv.prompter.{cue.kind}", seconds=_seconds(cue.duration), note=cue.note)
            if cue.kind in ("music", "effect")
            else ""
        )
    words = []
    for part in cue.parts:
        words.append(part.spoken)
        if part.wait:
            words.append(messages.text("tv.prompter.beat", seconds=_seconds(part.wait)))
    who = role(cue.role or "presenter", episode, messages)
    lead = [f"{cue.number} {who}:"]
    if cue.to != "pupils":
        lead.append(messages.text(f"tv.prompter.{cue.to}"))
    return " ".join([*lead, *words])


def _seconds(samples: int) -> int:
    return round(Fraction(samples, SAMPLE_RATE))
