"""An episode: segments of cues, exact to the sample. Pure data; `episode.json` is this and nothing else.

Times are samples at 48 kHz. Before fitting, `start` and `duration` are 0.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from broadcast.lesson.model import Audience
from broadcast.unplugged.figures import Plain
from broadcast.unplugged.model import Box, Item, Refusal, Role, Shot, To, WaitKind

Kind = Literal["say", "ask", "wait", "answer", "act", "show", "music", "effect"]


class Part(Plain):
    """One stretch of speech inside a cue: the whole of it, or one beat of an act."""

    text: str
    spoken: str
    start: int = 0
    """Samples from the start of the cue."""
    duration: int = 0
    """Samples of speech."""
    wait: int = 0
    """Samples of a beat's own pause after the speech; 0 for ordinary speech."""
    marks: tuple[tuple[int, int], ...] = ()
    """(character of `spoken`, sample from the start of the part), a word each, ascending."""


class Cue(Plain):
    """The smallest thing that has a place in time."""

    id: str
    """ASCII, fit for a file name: `<step>.<6 hex>[.n]` of an author's sentence, `<segment>.<template>[.n]` of ours."""
    number: int
    """What people read and say: 1, 2, 3 … through the episode."""
    kind: Kind
    role: Role = ""
    to: To = "pupils"
    text: str = ""
    spoken: str = ""
    start: int = 0
    duration: int = 0
    parts: tuple[Part, ...] = ()
    """What the voice says, in order; empty for wait, music, effect."""
    wait: WaitKind | None = None
    note: str = ""
    """For `wait`: what the class does; for `music` and `effect`: what is heard."""
    least: int = 0
    most: int = 0
    """For `wait` and a closing bed: the shortest and the longest it may be, in samples."""
    ideal: int = 0
    closes: str = ""
    """For `ask`: empty (answered at once), the id of the answering cue, or `home`."""
    alone: str = ""
    """For `ask`: its form for a class without sheets."""
    alone_spoken: str = ""
    needs_sheet: bool = False
    optional: int = 0
    spare: bool = False
    """A small response that is kept ready, and taken in only where talk would run too long without one."""
    repeat: bool = False
    box: int = 0
    shot: Shot | None = None
    origin: Literal["lesson", "template", "edit"] = "template"
    replaces: str = ""
    """For an edited cue: the id of the one in whose place it stands."""
    line: int = 0
    """Line of the lesson file; 0 for a template."""
    source: str = ""
    """The author's words in the source's language, for translators and reviewers."""
    sound: str = ""
    """For music and effect: the score in `media/music`."""
    voice: str = ""
    """What spoke it: an engine's name, or `take`; empty before it is spoken."""


class Segment(Plain):
    """A part of the episode that a station can start at."""

    id: str
    title: str
    slug: str
    """Short ASCII name in capitals for rundowns."""
    cues: tuple[Cue, ...]

    @property
    def start(self) -> int:
        return self.cues[0].start if self.cues else 0

    @property
    def duration(self) -> int:
        return sum(cue.duration for cue in self.cues)


class Term(Plain):
    word: str
    meaning: str


class Guide(Plain):
    """What the facilitator's guide says beyond the cues."""

    objectives: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """The author's own notes for the teacher."""
    activities: tuple[str, ...] = ()
    """What each activity wants of the teacher."""
    with_computer: tuple[str, ...] = ()
    dictation: tuple[tuple[str, str], ...] = ()
    """The main program, a line each: as it is typed, with its spaces, and as somebody says it who dictates it."""
    board: tuple[int, ...] = ()
    """Numbers of the boxes to copy on the board."""
    curriculum: tuple[str, ...] = ()


class Episode(Plain):
    """One lesson, one language, one format: everything that the media are drawn from."""

    lesson: str
    language: str
    format: str
    media: tuple[Literal["radio", "tv", "paper"], ...]
    title: str
    number: int = 1
    edition: str
    """`L01·en·1`: lesson, language, edition; `F01·en·1` where it is for facilitators."""
    date: str = ""
    ages: tuple[int, int]
    audience: Audience = "pupils"
    slot: str
    """`HH:MM:SS[.mmm]`, clock time."""
    length: int = 0
    """Samples of the slot."""
    frame_rate: str = "25"
    speech_rate: float = 1.0
    segments: tuple[Segment, ...]
    boxes: tuple[Box, ...] = ()
    items: tuple[Item, ...] = ()
    refused: tuple[Refusal, ...] = ()
    vocabulary: tuple[Term, ...] = ()
    guide: Guide = Guide()
    licence: str
    credits: str
    presenter: str = ""
    """As the station's profile says; a placeholder's own words where it says nothing."""
    second: str = ""
    programme: str = ""
    station: str = ""
    dropped: tuple[str, ...] = Field(default=())
    """Ids of optional cues that did not fit, with their words: reported, never silent."""

    @property
    def cues(self) -> tuple[Cue, ...]:
        return tuple(cue for segment in self.segments for cue in segment.cues)
