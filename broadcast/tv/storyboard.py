"""Which picture is on screen from which frame to which: computed and comparable as text, nothing painted.

A `Picture` is drawn once however long it stands. What changes while it stands (the marker at a line of the program, the
lower third, the countdown) is a state of it, painted as a patch.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from broadcast.episode.model import Cue, Episode
from broadcast.language.catalogue import Messages
from broadcast.language.phrase import capital
from broadcast.timecode import SAMPLE_RATE, Rate, frame_of, slot_frames
from broadcast.tv.align import time_at
from broadcast.tv.theme import theme
from broadcast.unplugged.figures import Drawing, Figure, Line, Listing, Plain, Squares
from broadcast.unplugged.model import Shot

INDENT = 2
"""Letters that a step of a program's indentation takes on screen."""
LETTERS, LETTERS_BESIDE = 28, 12
"""Letters in a row of a program that has the picture's width to itself, or shares it with a grid."""
ROWS = {"program": 7, "box": 5, "question": 3, "answer": 3}
"""Rows of a program that a template has room for; others take five under a heading and seven without."""
ONE_ROW = 22
"""Width of a question that surely stands on one row beside its mark, in Latin letters."""
PAGE_SECONDS = 4
"""A page of a long program stands at least so long."""


class Picture(Plain):
    """What is drawn once. Words are in the class's language."""

    template: str
    heading: str = ""
    lines: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    box: int = 0
    label: str = ""
    """The word over the number of a box."""
    more: tuple[bool, bool] = (False, False)
    """The program goes on above, below."""
    after: int = -1
    """Indent of the line that follows on the next page of the program; -1: none."""


class Band(Plain):
    """The lower third: who speaks, or what the class does, and how many seconds are left of how many."""

    text: str = ""
    left: int = 0
    """Seconds left; 0: no countdown."""
    total: int = 0


class State(Plain):
    """A picture and how it stands from frame `start` up to frame `end`."""

    start: int
    end: int
    picture: Picture
    marked: int = 0
    """Number of the program's line being talked about."""
    band: Band = Band()
    cue: int = 0
    """Number of the cue at its start, for messages."""


class Storyboard(Plain):
    """Every frame of the episode."""

    language: str
    rate: str
    frames: int
    states: tuple[State, ...]

    @property
    def pictures(self) -> tuple[Picture, ...]:
        return tuple(dict.fromkeys(state.picture for state in self.states))

    def text(self) -> str:
        """A line a state, for people and tests."""
        return "\n".join(_line(state) for state in self.states) + "\n"


def _line(state: State) -> str:
    parts = [f"{state.start:06d}-{state.end:06d} {state.picture.template}"]
    parts += [f"[{state.picture.box}]"] if state.picture.box else []
    parts += [text for text in (state.picture.heading, *state.picture.lines) if text]
    parts += [f"line {state.marked}"] if state.marked else []
    parts += [f"/{state.band.text}/"] if state.band.text else []
    parts += [f"{state.band.left} of {state.band.total}"] if state.band.left else []
    return " ".join(parts)


@dataclass(frozen=True, slots=True)
class _Change:
    """From this frame on."""

    frame: int
    picture: Picture
    marked: int
    band: Band
    cue: int


def storyboard(episode: Episode, messages: Messages) -> Storyboard:
    """The episode's pictures, exactly as many frames as its slot has."""
    rate = Rate.parse(episode.frame_rate)
    total = slot_frames(episode.length, rate)
    changes = [change for change in _changes(episode, messages, rate) if change.frame < total]
    states: list[State] = []
    for index, change in enumerate(changes):
        end = changes[index + 1].frame if index + 1 < len(changes) else total
        same = states and (states[-1].picture, states[-1].marked, states[-1].band) == (change.picture, change.marked, change.band)
        if same:
            states[-1] = states[-1].model_copy(update={"end": max(end, states[-1].end)})
        elif end > change.frame:
            states.append(
                State(start=change.frame, end=end, picture=change.picture, marked=change.marked, band=change.band, cue=change.cue)
            )
    return Storyboard(language=episode.language, rate=str(rate), frames=total, states=tuple(states))


def _changes(episode: Episode, messages: Messages, rate: Rate) -> Iterator[_Change]:
    shot = Shot(template="title", heading=episode.title, lines=tuple(filter(None, (episode.programme,))))
    for cue in episode.cues:
        shot = cue.shot or shot
        start, end = frame_of(cue.start, rate), frame_of(cue.start + cue.duration, rate)
        if end <= start:
            continue
        bands = list(_bands(cue, start, end, episode, messages, rate))
        marks = list(_marks(cue, shot, start, end, rate))
        for at in sorted({frame for frame, _ in bands} | {frame for frame, _ in marks}):
            band = [value for frame, value in bands if frame <= at][-1]
            marked, page = [value for frame, value in marks if frame <= at][-1]
            yield _Change(at, _picture(shot, page, messages), marked, band, cue.number)


def _bands(cue: Cue, start: int, end: int, episode: Episode, messages: Messages, rate: Rate) -> Iterator[tuple[int, Band]]:
    """The lower third of a cue, from which frame on; a countdown says at each frame how many whole seconds have begun."""
    if cue.kind == "wait":
        note = capital(cue.note, messages.language.tag)
        total = -(-cue.duration // SAMPLE_RATE)
        if cue.duration < theme().frame.ring_seconds * SAMPLE_RATE:
            yield start, Band(text=note)
            return
        for left in range(total, 0, -1):
            at = cue.start + cue.duration - left * SAMPLE_RATE
            yield max(start, frame_of(at, rate)), Band(text=note, left=left, total=total)
    elif cue.to != "pupils":
        yield start, Band(text=messages.text(f"tv.band.{cue.to}"))
    elif cue.role == "second" and episode.second and (cue.shot is None or cue.shot.template not in ("names", "credits")):
        yield start, Band(text=episode.second)
    elif cue.kind == "act" and not (cue.shot and cue.shot.steps):
        yield start, Band()
        for part in cue.parts:
            if part.wait:
                yield max(start, frame_of(cue.start + part.start, rate)), Band(text=part.text)
    else:
        yield start, Band()


def _marks(cue: Cue, shot: Shot, start: int, end: int, rate: Rate) -> Iterator[tuple[int, tuple[int, int]]]:
    """(frame, (line marked, page)) through a cue."""
    listing = next((figure for figure in shot.figures if isinstance(figure, Listing)), None)
    if listing is None:
        yield start, (0, 0)
        return
    pages = paged(listing, *room(shot))
    steps = (
        [(frame_of(cue.start + _heard(cue, offset), rate), line) for offset, line in shot.steps] if cue.shot and cue.parts else []
    )
    if steps:
        at = listing.marked if steps[0][0] > start else 0
        for frame, line in [(start, at), *((min(max(frame, start), end - 1), line) for frame, line in steps)]:
            yield frame, (line, _page_of(pages, line))
    elif listing.marked or len(pages) == 1:
        yield start, (listing.marked, _page_of(pages, listing.marked))
    else:
        count = min(len(pages), max(1, int((end - start) / rate.fraction) // PAGE_SECONDS))
        for number in range(count):
            yield start + (end - start) * number // count, (0, number)


def _heard(cue: Cue, offset: int) -> int:
    """The sample of the cue at which a character of its spoken words is said."""
    passed = 0
    for part in cue.parts:
        if offset <= passed + len(part.spoken):
            return part.start + time_at(part, offset - passed)
        passed += len(part.spoken) + 1
    return cue.duration


def room(shot: Shot) -> tuple[int, int]:
    """Letters and rows that a program has in a shot."""
    beside = any(isinstance(figure, Squares | Drawing) for figure in shot.figures)
    rows = ROWS.get(shot.template, 5 if shot.heading else 7)
    if shot.template == "question" and not shot.lines and _columns(shot.heading) <= ONE_ROW:
        rows = 5
    return (LETTERS_BESIDE, 5) if beside else (LETTERS, rows)


def _columns(text: str) -> int:
    """Width in Latin letters: a Chinese or Korean one is as wide as two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


BLOCK, FOOT, PILL = 1.45, 0.55, 2
"""Rows of text that a row of a block is as high as, and the bar under a mouth; letters that a pill is wider than its words."""


def height(line: Line, letters: int, look: str = "text") -> float:
    """Rows a line of a program takes when it is broken at so many letters."""
    room, wide = max(letters - INDENT * line.indent, 4), _columns(line.text)
    if look == "text":
        return max(1, -(-wide // room))
    rows = max(1, -(-(wide + PILL * (1 + len(line.slots))) // room))
    return rows * BLOCK + (FOOT if line.shape == "mouth" else 0.0)


def paged(listing: Listing, letters: int, rows: int) -> list[tuple[Line, ...]]:
    """The program in pages of at most so many rows; a page ends before a line that would not fit whole."""
    pages: list[list[Line]] = [[]]
    used = 0.0
    for line in listing.lines:
        high = height(line, letters, listing.look)
        if pages[-1] and used + high > rows:
            pages.append([])
            used = 0.0
        pages[-1].append(line)
        used += high
    return [tuple(page) for page in pages]


def _page_of(pages: Sequence[Sequence[Line]], number: int) -> int:
    return next((index for index, page in enumerate(pages) if any(line.number == number for line in page)), 0) if number else 0


def _picture(shot: Shot, page: int, messages: Messages) -> Picture:
    figures: list[Figure] = []
    more, after = (False, False), -1
    for figure in shot.figures:
        if isinstance(figure, Listing):
            pages = paged(figure, *room(shot))
            more = (page > 0, page + 1 < len(pages))
            after = pages[page + 1][0].indent if more[1] else -1
            figures.append(figure.model_copy(update={"lines": pages[min(page, len(pages) - 1)], "marked": 0}))
        else:
            figures.append(figure)
    return Picture(
        template=shot.template,
        heading=shot.heading,
        lines=shot.lines,
        figures=tuple(figures),
        box=shot.box,
        label=messages.text("tv.box") if shot.box else "",
        more=more,
        after=after,
    )
