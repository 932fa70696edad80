"""The facilitator's guide: before, during, after; read aloud it is the whole lesson."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportlab.lib.units import mm

from broadcast.drawing import raster
from broadcast.drawing.pages import Beside, Cell, Paragraph, Picture, Table, pages
from broadcast.drawing.shaping import Run
from broadcast.drawing.text import Block
from broadcast.episode.model import Episode
from broadcast.language.catalogue import Messages
from broadcast.paper.heard import moments
from broadcast.paper.sheet import Made, Page, put
from broadcast.timecode import SAMPLE_RATE, clock, parse_clock
from broadcast.unplugged.figures import Figure, Listing
from broadcast.unplugged.model import Box

PAGES = 4
"""A guide is set smaller where that keeps it to so many pages; a long episode may take more all the same."""


PIECE = 13
"""Lines of a program that stay on one page."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Sizes in points."""

    text: float
    words: float
    """Of the table *During*."""
    pad: float
    log: int
    """Rows of the listening log."""
    margins: tuple[float, float, float, float]
    """Left, right, top, bottom."""


SETTINGS = (
    Setting(10.0, 9.5, 4.0, 6, (18 * mm, 16 * mm, 16 * mm, 16 * mm)),
    Setting(9.5, 9.0, 3.2, 5, (15 * mm, 14 * mm, 13 * mm, 14 * mm)),
    Setting(9.0, 8.5, 2.6, 5, (14 * mm, 13 * mm, 12 * mm, 13 * mm)),
)


def guide(path: Path, episode: Episode, messages: Messages, page: Page = "a4") -> Made:
    """Write the guide; the result says how many pages it took. The program to dictate is left out where there is no room for it."""
    for setting in SETTINGS:
        count, data = _set(episode, messages, page, setting, False)
        if count <= PAGES:
            break
    if episode.guide.dictation:
        more, fuller = _set(episode, messages, page, setting, True)
        if more <= max(count, PAGES):
            count, data = more, fuller
    put(path, data)
    return Made(count, max(raster.inks(data)), setting.text / SETTINGS[0].text)


def _long(box: Box) -> bool:
    """A program that is too long to stand beside something else."""
    return any(isinstance(figure, Listing) and len(figure.lines) > PIECE for figure in box.figures)


def _pieces(figure: Figure) -> list[Figure]:
    """A long program in pieces, between which a page may end."""
    if not isinstance(figure, Listing) or len(figure.lines) <= PIECE:
        return [figure]
    return [
        figure.model_copy(update={"lines": figure.lines[start : start + PIECE]}) for start in range(0, len(figure.lines), PIECE)
    ]


def _set(episode: Episode, messages: Messages, page: Page, setting: Setting, dictated: bool) -> tuple[int, bytes]:
    """(pages, the file) in one setting, with or without the program to dictate."""
    stream = io.BytesIO()
    count = pages(
        stream,
        title=messages.text("guide.title", title=episode.title),
        language=messages.language.tag,
        size=page,
        story=_Guide(episode, messages, setting, dictated).story(),
        footer=(
            messages.text("paper.page", edition=episode.edition, page="{page}", pages="{pages}"),
            "",
            messages.text("paper.licence", licence=episode.licence, credits=episode.credits).strip(" ·"),
        ),
        margins=setting.margins,
        author=episode.credits,
        subject=messages.text("guide.subject"),
    )
    return count, stream.getvalue()


class _Guide:
    """Builds the story of one episode."""

    def __init__(self, episode: Episode, messages: Messages, setting: Setting, dictated: bool) -> None:
        self.episode, self.messages, self.tag = episode, messages, messages.language.tag
        self.set, self.dictated = setting, dictated
        self.timed = any(cue.start for cue in episode.cues)

    def story(self) -> list[Any]:
        return [
            *self.title(), *self.before(), *self.during(), *self.after(), *self.answers(),
            *self.words(), *self.computer(), *self.log(),
        ]  # fmt: skip

    # -- pieces

    def say(self, key: str, **slots: Any) -> str:
        return self.messages.text(key, **slots)

    def head(self, key: str) -> Paragraph:
        return Paragraph(Block(self.say(key), self.tag, 14, bold=True, role="H2", leading=19), before=12, after=4, keep=True)

    def para(self, text: str | Sequence[Run], *, after: float = 4, bold: bool = False, keep: bool = False) -> Paragraph:
        return Paragraph(Block(text, self.tag, self.set.text, bold=bold, leading=self.set.text * 1.4), after=after, keep=keep)

    def points(self, texts: Sequence[str], numbered: bool = False) -> list[Paragraph]:
        return [
            Paragraph(
                Block(text, self.tag, self.set.text, leading=self.set.text * 1.4),
                indent=14,
                after=2.5,
                marker=f"{number}." if numbered else "•",
            )
            for number, text in enumerate(texts, 1)
        ]

    # -- sections

    def title(self) -> list[Any]:
        episode, facts = self.episode, []
        facts.append(self.say("paper.lesson", number=episode.number))
        facts.append(self.say("guide.ages", youngest=episode.ages[0], oldest=episode.ages[1]))
        facts.append(self.say("guide.minutes", count=round(parse_clock(episode.slot) / SAMPLE_RATE / 60)))
        facts.append(self.say("guide.no-computer"))
        rows: list[tuple[Cell, Cell]] = []
        for key, texts in (
            ("guide.objectives", episode.guide.objectives),
            ("guide.materials", episode.guide.materials),
            ("guide.curriculum", episode.guide.curriculum),
        ):
            if texts:
                rows.append(([Run(self.say(key), bold=True)], "\n".join(texts)))
        found: list[Any] = [
            Paragraph(
                Block(self.say("guide.title", title=episode.title), self.tag, 21, bold=True, role="H1", leading=27), after=3
            ),
            self.para(" · ".join(facts), after=7),
        ]
        if rows:
            found.append(Table(rows, (1.25, 3.6), language=self.tag, size=self.set.text, pad=self.set.pad, header=0))
        return found

    def before(self) -> list[Any]:
        episode = self.episode
        media = set(episode.media)
        steps = []
        if media & {"radio", "tv"}:
            steps.append(
                self.say(
                    "guide.before.both" if {"radio", "tv"} <= media else f"guide.before.{'radio' if 'radio' in media else 'tv'}"
                )
            )
        steps.append(self.say("guide.before.copies"))
        steps.append(self.say("guide.before.seats"))
        copied = [box for box in episode.boxes if box.number in episode.guide.board or box.board]
        if copied:
            steps.append(self.say("guide.before.board", count=len(copied)))
        found: list[Any] = [self.head("guide.before"), *self.points(steps, numbered=True)]
        columns = [self.copied(box) for box in copied if not _long(box)]
        across = 3 if len(columns) == 3 else 2
        for at in range(0, len(columns), across):
            row = columns[at : at + across]
            found.append(Beside([*row, *([[]] * (across - len(row)))]))
        for box in filter(_long, copied):
            found += self.copied(box)
        found.append(self.para(self.say("guide.before.nothing")))
        notes = [*episode.guide.notes]
        if notes:
            found += [self.para(self.say("guide.before.notes"), bold=True, after=2, keep=True), *self.points(notes)]
        return found

    def copied(self, box: Box) -> list[Any]:
        """A box as it is drawn on the board."""
        label = f"{self.say('guide.box', box=box.number)} · {box.heading}"
        wide = 150 * mm if _long(box) else 75 * mm
        figures = [Picture(part, self.tag, width=wide, scale=0.7) for figure in box.figures for part in _pieces(figure)]
        return [Paragraph(Block(label, self.tag, self.set.text, bold=True), after=3), *figures]

    def during(self) -> list[Any]:
        head: list[Cell] = [self.say("guide.column.heard"), self.say("guide.column.class")]
        shares: tuple[float, ...] = (10, 4.4)
        if self.timed:
            head, shares = [self.say("guide.column.time"), *head], (1.25, *shares)
        rows: list[Sequence[Cell]] = [head]
        for segment in self.episode.segments:
            found = moments(segment.cues, self.episode, self.messages)
            if not found:
                continue
            rows.append([[Run(segment.title, bold=True)]])
            for moment in found:
                row: list[Cell] = [moment.heard, moment.does]
                rows.append([clock(moment.start), *row] if self.timed else row)
        return [
            self.head("guide.during"),
            self.para(self.say("guide.during.how")),
            self.para(self.say("guide.during.alone"), bold=True, after=6),
            Table(rows, shares, language=self.tag, size=self.set.words, pad=self.set.pad),
        ]

    def after(self) -> list[Any]:
        home = [
            box for box in self.episode.boxes if any(cue.box == box.number and cue.closes == "home" for cue in self.episode.cues)
        ]
        steps = [self.say("guide.after.tell"), self.say("guide.after.check")]
        if self.episode.vocabulary:
            steps.append(self.say("guide.after.words"))
        steps += [self.say("guide.after.home", box=box.number) for box in home]
        steps.append(self.say("guide.after.keep"))
        found: list[Any] = [self.head("guide.after"), *self.points(steps)]
        if self.episode.guide.activities:
            found += [self.head("guide.activities"), *self.points(self.episode.guide.activities)]
        return found

    def answers(self) -> list[Any]:
        """Answers and reasons, and beside each what a child may do who does not write or does not see."""
        rows: list[Sequence[Cell]] = [
            (str(box.number), [Run(box.answer, bold=True)], box.explanation, box.instead)
            for box in self.episode.boxes
            if box.answer or box.instead
        ]
        found: list[Any] = [self.head("guide.answers")]
        if rows:
            names = [self.say(f"guide.column.{name}") for name in ("box", "answer", "why", "instead")]
            found.append(Table([names, *rows], (1.3, 3.4, 5.2, 5.2), language=self.tag, size=self.set.words, pad=self.set.pad))
        return [*found, self.para(self.say("guide.every-child.how")), *self.rungs()]

    def rungs(self) -> list[Any]:
        """Further tasks and their answers, whether they stand on the sheet or not."""
        own = self.say("paper.answers.open")
        rows: list[Sequence[Cell]] = [
            (str(box.number), self.say(f"paper.rung.{rung.mark}"), rung.prompt, [Run(rung.answer or own, bold=bool(rung.answer))])
            for box in self.episode.boxes
            for rung in box.rungs
        ]
        if not rows:
            return []
        names = [self.say(f"guide.column.{name}") for name in ("box", "for", "task", "answer")]
        return [
            self.para(self.say("guide.rungs"), bold=True, after=2, keep=True),
            self.para(self.say("guide.rungs.how"), keep=True),
            Table([names, *rows], (1.3, 2.8, 6.8, 4.4), language=self.tag, size=self.set.words, pad=self.set.pad),
        ]

    def words(self) -> list[Any]:
        rows: list[Sequence[Cell]] = [([Run(term.word, bold=True)], term.meaning) for term in self.episode.vocabulary]
        return (
            [self.head("guide.words"), Table(rows, (1, 3), language=self.tag, size=self.set.text, pad=self.set.pad, header=0)]
            if rows
            else []
        )

    def computer(self) -> list[Any]:
        lines = self.episode.guide.with_computer
        found: list[Any] = []
        if lines:
            found += [self.para(self.say("guide.with-computer.how"), keep=True), *self.points(lines)]
        if self.dictated:
            found += self.dictation()
        return [self.head("guide.with-computer"), *found] if found else []

    def dictation(self) -> list[Any]:
        """The main program, and beside each line what somebody says who dictates it."""
        names = [self.say(f"guide.column.{name}") for name in ("typed", "dictated")]
        rows: list[Sequence[Cell]] = [([Run(line, mono=True)], said) for line, said in self.episode.guide.dictation]
        return [
            self.para(self.say("guide.dictation.how"), after=5, keep=True),
            Table([names, *rows], (4, 6), language=self.tag, size=self.set.words, pad=self.set.pad),
        ]

    def log(self) -> list[Any]:
        names = [self.say(f"guide.log.{name}") for name in ("date", "station", "children", "reached", "hard")]
        rows: list[Sequence[Cell]] = [names, *([""] * len(names) for _ in range(self.set.log))]
        return [
            self.head("guide.log"),
            self.para(self.say("guide.log.how"), after=5, keep=True),
            Table(rows, (2, 2.6, 1.7, 1.9, 6), language=self.tag, size=self.set.words, lines="all", row=9.5 * mm),
        ]
