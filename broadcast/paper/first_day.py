"""The first-day sheet: two sides for the adult who leads a class for the first time, with drawings and little to read."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from reportlab.lib.units import mm

from broadcast.drawing import raster
from broadcast.drawing.canvas import SIZES
from broadcast.drawing.pages import Beside, Break, Paragraph, Picture, pages
from broadcast.drawing.text import Block
from broadcast.episode.model import Episode
from broadcast.language.catalogue import Messages
from broadcast.paper.sheet import Made, Page, put
from broadcast.paper.worksheet import INK
from broadcast.unplugged.figures import Figure, Grid, Listing, Sign, Table

PAGES = 2

F = TypeVar("F", bound=Figure)


@dataclass(frozen=True, slots=True)
class Setting:
    """Sizes in points."""

    text: float
    picture: float
    """Width of a drawing beside words."""
    margin: float


SETTINGS = (
    Setting(12.5, 31 * mm, 17 * mm),
    Setting(12.0, 28 * mm, 16 * mm),
    Setting(11.5, 25 * mm, 15 * mm),
    Setting(11.0, 22 * mm, 14 * mm),
    Setting(10.0, 18 * mm, 12 * mm),
    Setting(9.0, 15 * mm, 11 * mm),
)
"""Tried in this order until both sides hold what belongs on them, with little ink."""


def first_day(path: Path, episode: Episode, messages: Messages, page: Page = "a4") -> Made:
    """Write the sheet; the result says how many pages it took."""
    for setting in SETTINGS:
        stream = io.BytesIO()
        count = pages(
            stream,
            title=messages.text("first-day.title"),
            language=messages.language.tag,
            size=page,
            story=_Sheet(episode, messages, setting, SIZES[page][0]).story(),
            footer=(
                messages.text("paper.page", edition=episode.edition, page="{page}", pages="{pages}"),
                "",
                messages.text("paper.licence", licence=episode.licence, credits=episode.credits).strip(" ·"),
            ),
            margins=(setting.margin, setting.margin, setting.margin * 0.85, setting.margin),
            author=episode.credits,
            subject=messages.text("first-day.subject"),
        )
        data = stream.getvalue()
        ink = max(raster.inks(data))
        if count <= PAGES and ink <= INK:
            break
    put(path, data)
    return Made(count, ink, setting.text / SETTINGS[0].text)


def keys(episode: Episode) -> tuple[str, ...]:
    """Keys of the messages that stand on the sheet of an episode."""
    return (
        "first-day.title", "first-day.for",
        *(f"first-day.before{name}" for name in ("", ".radio", ".seats", ".key")),
        *(f"first-day.sounds{name}" for name in ("", ".open", ".tick", ".close", ".wait")),
        *(f"first-day.mistakes{name}" for name in ("", ".praise")),
        *(f"first-day.ways{name}" for name in ("", ".sheet", ".board", ".floor")),
        *(f"first-day.squares{name}" for name in ("", ".names", ".looks", ".sides")),
        *((f"first-day.program{name}" for name in ("", ".how")) if _first(episode, Listing) else ()),
        *((f"first-day.key{name}" for name in ("", ".how")) if _first(episode, Table) else ()),
        *(f"first-day.fails{name}" for name in ("", ".how")),
        *(f"first-day.after{name}" for name in ("", ".tell", ".log")),
    )  # fmt: skip


def _first(episode: Episode, kind: type[F]) -> F | None:
    """The first figure of a kind that a box's answer shows, or the box itself."""
    return next((figure for box in episode.boxes for figure in (*box.key, *box.figures) if isinstance(figure, kind)), None)


class _Sheet:
    """Builds the story: what to do on the front, what to know on the back."""

    def __init__(self, episode: Episode, messages: Messages, setting: Setting, width: float) -> None:
        self.episode, self.messages, self.tag, self.set = episode, messages, messages.language.tag, setting
        self.width = width - 2 * setting.margin

    def story(self) -> list[Any]:
        front = [*self.title(), *self.before(), *self.sounds(), *self.ways(), *self.mistakes()]
        back = [*self.squares(), *self.program(), *self.key(), *self.fails(), *self.after()]
        return [*front, Break(), *back]

    # -- pieces

    def say(self, key: str, **slots: str) -> str:
        return self.messages.text(f"first-day.{key}", **slots)

    def head(self, key: str) -> Paragraph:
        size = self.set.text * 1.3
        return Paragraph(
            Block(self.say(key), self.tag, size, bold=True, role="H2", leading=size * 1.3), before=size, after=4, keep=True
        )

    def para(self, key: str, *, align: Any = "left", after: float = 4, **slots: str) -> Paragraph:
        words = self.say(key, **slots)
        return Paragraph(Block(words, self.tag, self.set.text, leading=self.set.text * 1.38, align=align), after=after)

    def sign(self, name: Any, *, wide: float = 1.0, words: tuple[str, ...] = (), alt: str = "") -> Picture:
        return self.picture(Sign(sign=name, words=words, alt=alt or self.messages.text(f"sign.{name}")), self.set.picture * wide)

    def picture(self, figure: Figure, width: float) -> Picture:
        return Picture(figure, self.tag, width=width, after=2)

    def rows(self, entries: Sequence[tuple[Picture, Sequence[Paragraph]]]) -> Iterator[Beside]:
        """A drawing at the left, its words at the right."""
        share = self.set.picture / self.width
        for picture, texts in entries:
            yield Beside([[picture], list(texts)], shares=(share, 1 - share), middle=True, after=4)

    # -- the front

    def title(self) -> list[Any]:
        title = Block(self.say("title"), self.tag, 24, bold=True, role="H1", leading=30)
        return [Paragraph(title, after=2), self.para("for", after=2)]

    def before(self) -> list[Any]:
        seats = [self.para("before.seats"), self.para("before.key", after=0)]
        entries = [(self.sign("radio"), [self.para("before.radio", after=0)]), (self.sign("threes"), seats)]
        return [self.head("before"), *self.rows(entries)]

    def sounds(self) -> list[Any]:
        columns = [
            [
                self.sign(name, wide=0.8, alt=self.messages.text(f"effect.{name}")),
                self.para(f"sounds.{name}", align="centre", after=0),
            ]
            for name in ("open", "tick", "close")
        ]
        return [self.head("sounds"), Beside(columns, after=5), self.para("sounds.wait")]

    def ways(self) -> list[Any]:
        columns = [[self.sign(name), self.para(f"ways.{name}", align="centre", after=0)] for name in ("sheet", "board", "floor")]
        return [self.head("ways"), Beside(columns, after=4)]

    def mistakes(self) -> list[Any]:
        return [self.head("mistakes"), self.para("mistakes.praise", after=0)]

    # -- the back

    def squares(self) -> list[Any]:
        texts = [self.para(f"squares.{name}") for name in ("names", "looks")]
        first: list[Any] = [*texts]
        grid = next((figure for box in self.episode.boxes for figure in box.figures if isinstance(figure, Grid)), None)
        if grid and grid.robot:
            texts.append(self.para("squares.here", square=grid.robot.square))
        if grid:
            first = [Beside([[self.picture(grid, self.set.picture * 1.9)], texts], shares=(0.36, 0.64), middle=True)]
        side = self.sign("behind", wide=1.5, words=(self.messages.text("sign.left"), self.messages.text("sign.right")))
        sides = Beside([[side], [self.para("squares.sides", after=0)]], shares=(0.36, 0.64), middle=True)
        return [self.head("squares"), *first, sides]

    def program(self) -> list[Any]:
        listing = _first(self.episode, Listing)
        if listing is None:
            return []
        shown = listing.model_copy(update={"marked": 0})
        columns = [[self.picture(shown, self.width * 0.34)], [self.para("program.how", after=0)]]
        return [self.head("program"), Beside(columns, shares=(0.36, 0.64), middle=True)]

    def key(self) -> list[Any]:
        table = _first(self.episode, Table)
        return [self.head("key"), self.para("key.how"), self.picture(table, self.width * 0.8)] if table else []

    def fails(self) -> list[Any]:
        return [self.head("fails"), self.para("fails.how", after=0)]

    def after(self) -> list[Any]:
        return [self.head("after"), self.para("after.tell"), self.para("after.log", after=0)]
