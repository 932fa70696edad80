"""What a printed script says, as plain rows: the PDF and the DOCX are painted from the same plan.

radio(episode, messages)         No. · time · source of sound · words
tv(episode, messages, shots)     No. · time · VIDEO · AUDIO
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from broadcast.episode.model import Cue, Episode, Segment
from broadcast.language.catalogue import Messages
from broadcast.script import labels
from broadcast.timecode import clock, parse_clock

PieceKind = Literal["words", "pause", "cue", "direction", "paper"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a cell that is set in one way."""

    kind: PieceKind
    """`words` are said as they stand; `pause` is a beat inside them; `cue` is music, effect or a wait (underlined
    capitals); `direction` says to whom; `paper` says what the class has before it."""
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A cue, as a line of a script."""

    id: str
    kind: str
    number: int
    at: str
    """Running time at its start, `M:SS`; empty before the episode is timed."""
    source: str
    pieces: tuple[Piece, ...]
    video: str = ""
    """What the screen shows; empty on radio and where the picture stays."""

    @property
    def said(self) -> str:
        """The words alone, in order."""
        return " ".join(piece.text for piece in self.pieces if piece.kind == "words")

    @property
    def lines(self) -> tuple[tuple[Piece, ...], ...]:
        """The pieces a line each, a beat on the line of its command."""
        out: list[tuple[Piece, ...]] = []
        for piece in self.pieces:
            out = [*out[:-1], (*out[-1], piece)] if piece.kind == "pause" and out else [*out, (piece,)]
        return tuple(out)


@dataclass(frozen=True, slots=True)
class Section:
    """A segment: its heading and its rows."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """A whole script, ready to be painted."""

    kind: Literal["radio", "tv"]
    title: str
    subtitle: str
    """What sort of script this is."""
    facts: tuple[tuple[str, str], ...]
    """The header block: label and value, a line each."""
    columns: tuple[str, ...]
    sections: tuple[Section, ...]
    total: str
    """The running time of it all, for the last line."""
    running_head: str
    """Title and edition, at the top of every page."""
    more: str
    end: str
    language: str

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for section in self.sections for row in section.rows)


def radio(episode: Episode, messages: Messages) -> Script:
    """The plan of the radio script: the words are those that are said."""
    say = messages.text
    facts = (
        (say("script.fact.programme"), episode.programme or "{programme}"),
        (say("script.fact.lesson"), say("script.lesson_number", number=str(episode.number), title=episode.title)),
        (say("script.fact.format"), episode.format),
        (say("script.fact.slot"), _slot(episode)),
        (say("script.fact.date"), labels.date(episode.date, messages)),
        (say("script.fact.edition"), episode.edition),
        (say("script.fact.language"), _language(messages)),
        (say("script.fact.cast"), _cast(episode, messages)),
    )
    columns = tuple(say(f"script.column.{name}") for name in ("number", "time", "source", "words"))
    return _script("radio", episode, messages, facts, columns, {})


def tv(episode: Episode, messages: Messages, shots: Mapping[str, str]) -> Script:
    """The plan of the television script; `shots` says for the id of a cue what the screen shows."""
    say = messages.text
    ages = say("script.ages", youngest=str(episode.ages[0]), oldest=str(episode.ages[1]))
    facts = (
        (say("script.fact.programme"), episode.programme or "{programme}"),
        (say("script.fact.lesson"), say("script.lesson_number", number=str(episode.number), title=episode.title)),
        *(((say("script.fact.objectives"), "; ".join(episode.guide.objectives)),) if episode.guide.objectives else ()),
        (say("script.fact.ages"), ages),
        (say("script.fact.length"), say("script.length", length=_slot(episode), rate=episode.frame_rate)),
        (say("script.fact.people"), _cast(episode, messages)),
        (say("script.fact.date"), labels.date(episode.date, messages)),
        (say("script.fact.edition"), episode.edition),
        (say("script.fact.language"), _language(messages)),
    )
    columns = tuple(say(f"script.column.{name}") for name in ("number", "time", "video", "audio"))
    return _script("tv", episode, messages, facts, columns, shots)


def _script(
    kind: Literal["radio", "tv"],
    episode: Episode,
    messages: Messages,
    facts: tuple[tuple[str, str], ...],
    columns: tuple[str, ...],
    shots: Mapping[str, str],
) -> Script:
    say = messages.text
    timed = any(cue.duration for cue in episode.cues)
    seen: set[int] = set()
    sections, last, box = [], "", 0
    for at, segment in enumerate(episode.segments, 1):
        rows = []
        for cue in segment.cues:
            paper = _paper(cue, episode, seen, messages) if cue.box and cue.box != box and cue.parts else None
            box = cue.box if paper or not cue.box else box
            video = shots.get(cue.id, "")
            rows.append(_row(cue, episode, messages, paper, timed, "" if video == last else video))
            last = video or last
        sections.append(Section(_heading(at, segment, timed, messages), tuple(rows)))
    return Script(
        kind=kind,
        title=episode.title,
        subtitle=say(f"script.subtitle.{kind}"),
        facts=facts,
        columns=columns,
        sections=tuple(sections),
        total=say("script.total", time=clock(sum(cue.duration for cue in episode.cues))) if timed else "",
        running_head=say("script.running_head", title=episode.title, edition=episode.edition),
        more=say("script.more"),
        end="#",
        language=episode.language,
    )


def _row(cue: Cue, episode: Episode, messages: Messages, paper: Piece | None, timed: bool, video: str) -> Row:
    pieces = [*_direction(cue, messages), *_pieces(cue, messages)]
    if paper:
        pieces.append(paper)
    at = clock(cue.start) if timed else ""
    return Row(cue.id, cue.kind, cue.number, at, labels.source(cue, episode, messages), tuple(pieces), video)


def _direction(cue: Cue, messages: Messages) -> tuple[Piece, ...]:
    if cue.to == "pupils" or cue.kind in ("wait", "music", "effect", "show"):
        return ()
    return (Piece("direction", labels.capitals(messages.text(f"script.to.{cue.to}"), messages.language)),)


def _pieces(cue: Cue, messages: Messages) -> tuple[Piece, ...]:
    """Words and pauses of a cue, in the order in which they are heard."""
    if cue.kind in ("music", "effect", "wait"):
        length = labels.seconds(cue.duration or cue.ideal, messages)
        key = f"script.{cue.kind}_cue" if cue.note else f"script.{cue.kind}_bare"
        text = messages.text(key, seconds=length, **({"what": cue.note} if cue.note else {}))
        return (Piece("cue", labels.capitals(text, messages.language)),)
    if not any(part.wait for part in cue.parts):
        return (Piece("words", cue.spoken),) if cue.spoken else ()
    pieces: list[Piece] = []
    for part in cue.parts:
        if part.spoken:
            pieces.append(Piece("words", part.spoken))
        if part.wait:
            text = messages.text("script.beat", seconds=labels.seconds(part.wait, messages))
            pieces.append(Piece("pause", labels.capitals(text, messages.language)))
    return tuple(pieces)


def _paper(cue: Cue, episode: Episode, seen: set[int], messages: Messages) -> Piece | None:
    """What the class has before it: in full when a box is new, by its number when the talk comes back to it."""
    box = next((box for box in episode.boxes if box.number == cue.box), None)
    if box is None:
        return None
    if box.number in seen:
        return Piece("paper", messages.text("script.paper_again", box=str(box.number)))
    seen.add(box.number)
    if not box.prompt:
        return Piece("paper", messages.text("script.paper_box", box=str(box.number), heading=box.heading))
    return Piece("paper", messages.text("script.paper", box=str(box.number), heading=box.heading, prompt=box.prompt))


def _heading(at: int, segment: Segment, timed: bool, messages: Messages) -> str:
    if not timed:
        return messages.text("script.segment", number=str(at), title=segment.title)
    return messages.text(
        "script.segment_timed",
        number=str(at),
        title=segment.title,
        start=clock(segment.start),
        end=clock(segment.start + segment.duration),
    )


def _slot(episode: Episode) -> str:
    return clock(episode.length or parse_clock(episode.slot))


def _language(messages: Messages) -> str:
    return f"{messages.language.name} ({messages.language.tag})"


def _cast(episode: Episode, messages: Messages) -> str:
    """Who speaks, in the order in which they are first heard."""
    heard = dict.fromkeys(cue.role for cue in episode.cues if cue.role and cue.parts)
    names = {
        "presenter": episode.presenter or "{presenter}",
        "second": episode.second or "{second}",
        "station": episode.station or "{station}",
    }
    return "; ".join(messages.text(f"script.cast.{role}", name=names[role]) for role in heard)
