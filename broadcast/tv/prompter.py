"""What runs through the prompter: a paragraph a cue, everything not read aloud in brackets; as plain text, as RTF for prompters
that read nothing else, and as a page that scrolls by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

from babel.core import Locale
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from broadcast.assets import media
from broadcast.episode.model import Cue, Episode
from broadcast.language.catalogue import Messages
from broadcast.script.labels import locale, role
from broadcast.timecode import SAMPLE_RATE

SIZE = 28
"""Points of the letters in the RTF: a producer's screen; a prompter sets its own size."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One on the way past the glass."""

    text: str
    start: int
    """Sample of the episode at which it is at the eye line."""
    quiet: bool
    """Nothing of it is read aloud."""


def prompter(path: Path, episode: Episode, messages: Messages) -> None:
    """Write the prompter's text: UTF-8, lines end in LF."""
    path.write_text("\n\n".join(line.text for line in plan(episode, messages)) + "\n", "utf-8", newline="")


def prompter_rtf(path: Path, episode: Episode, messages: Messages) -> None:
    """Write it as RTF 1.5: ASCII, every other letter as its UTF-16 numbers; what is not read aloud is in italics."""
    way = r"\rtlpar" if _direction(messages) == "rtl" else r"\ltrpar"
    head = (
        r"{\rtf1\ansi\ansicpg1252\uc1\deff0{\fonttbl{\f0\fswiss Arial;}}" + "\n" + r"{\info{\title " + rtf(episode.title) + "}}"
    )
    body = [
        rf"\pard{way}\sa240\f0\fs{2 * SIZE} " + (rf"{{\i {rtf(line.text)}}}" if line.quiet else rtf(line.text)) + r"\par"
        for line in plan(episode, messages)
    ]
    path.write_text("\n".join([head, *body, "}"]) + "\n", "ascii", newline="")


def rtf(text: str) -> str:
    """A text in RTF's letters."""
    out = []
    for letter in text:
        if letter in "\\{}":
            out.append("\\" + letter)
        elif letter == "\n":
            out.append(r"\line ")
        elif " " <= letter <= "~":
            out.append(letter)
        else:
            units = letter.encode("utf-16-le", "surrogatepass")
            for at in range(0, len(units), 2):
                out.append(rf"\u{int.from_bytes(units[at : at + 2], 'little', signed=True)}?")
    return "".join(out)


def prompter_html(path: Path, episode: Episode, messages: Messages) -> None:
    """Write the page: every paragraph is at the eye line when the programme reaches it, and keys make that slower or faster."""
    keys = ("play", "pace", "step", "mirror", "size", "start")
    text = _template().render(
        title=episode.title,
        language=messages.language.locale,
        direction=_direction(messages),
        paragraphs=[
            {"text": line.text, "at": f"{line.start / SAMPLE_RATE:.3f}", "quiet": line.quiet} for line in plan(episode, messages)
        ],
        length=f"{episode.length / SAMPLE_RATE:.3f}",
        keys=[messages.text(f"tv.prompter.keys.{key}") for key in keys],
    )
    path.write_text(text + "\n", "utf-8", newline="")


def plan(episode: Episode, messages: Messages) -> tuple[Paragraph, ...]:
    """A line a segment, then a paragraph a cue."""
    found: list[Paragraph] = []
    for number, segment in enumerate(episode.segments, 1):
        found.append(Paragraph(messages.text("tv.prompter.segment", number=number, title=segment.title), segment.start, True))
        found += [Paragraph(_paragraph(cue, episode, messages), cue.start, not cue.parts) for cue in segment.cues]
    return tuple(line for line in found if line.text)


def _direction(messages: Messages) -> str:
    return str(Locale.parse(locale(messages)).text_direction)


@cache
def _template() -> Template:
    loader = FileSystemLoader(media() / "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined).get_template("prompter.html")


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
