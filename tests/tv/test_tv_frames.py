"""The pictures, as pixels and as pdfium reads them."""

from __future__ import annotations

import numpy as np
import pytest

from broadcast.errors import TextError
from broadcast.language.catalogue import messages
from broadcast.tv import layout, templates
from broadcast.tv.checks import checks, letters
from broadcast.tv.frames import Painter
from broadcast.tv.sheet import Sheet
from broadcast.tv.storyboard import Band, Picture, State, Storyboard, paged, room, storyboard
from broadcast.tv.theme import contrast, theme
from broadcast.unplugged.figures import Flow, Line, Listing
from broadcast.unplugged.model import Shot
from tests.drawing.figure_cases import EMPTY, FILLED, chart, step
from tests.sample import exemplar, grid, listing, table

BOARD = storyboard(exemplar(), messages("en"))


def state(picture: Picture, **more: object) -> State:
    return State(start=0, end=25, picture=picture, **more)  # type: ignore[arg-type]


def test_every_template_has_a_painter() -> None:
    assert set(templates.TEMPLATES) == set(Shot.model_fields["template"].annotation.__args__)  # type: ignore[union-attr]


def test_the_episode_by_hand_keeps_every_limit() -> None:
    """Safe area, height of letters and contrast as pdfium and the pixels have them, one state of each template."""
    few = tuple({item.picture.template: item for item in BOARD.states}.values())
    found = checks(Storyboard(language="en", rate="25", frames=7500, states=few))
    assert found.looked_at == len(templates.TEMPLATES)
    assert found.outside == 0
    assert found.least_capital >= theme().type.least == 1080 / 18
    assert found.least_contrast >= theme().frame.contrast == 4.5


def test_checks_find_what_is_wrong() -> None:
    """Small, pale letters at the edge are found out: the measure is of the page, not of the painter's word."""
    sheet = Sheet("en")
    sheet.fill(0, 0, 1920, 1080, "paper")
    sheet.put(sheet.block("x", 400, size=40, colour="rule"), 20, 20)
    (letter,) = letters(sheet.pdf())
    assert letter.left < 96 and letter.top < 54
    assert letter.capital == pytest.approx(40 * 0.714, abs=0.1)
    pale = contrast(theme().colour("rule"), theme().colour("paper"))
    assert letter.contrast == pytest.approx(pale, rel=0.05) and pale < 2


def test_old_sets_show_text_in_their_4_to_3_middle() -> None:
    """Words of the pictures without a figure stand between 240 and 1680."""
    painter = Painter("en")
    for picture in BOARD.pictures:
        if picture.template in ("title", "names", "point", "card", "recap", "credits"):
            found = list(letters(painter.sheet(state(picture)).pdf()))
            assert found and min(one.left for one in found) >= 240 and max(one.right for one in found) <= 1680


def test_patches_make_the_picture_that_is_painted_whole() -> None:
    """Marker, lower third and countdown laid on the picture give what painting everything at once gives."""
    painter = Painter("en")
    for item in (
        next(item for item in BOARD.states if item.marked == 2),
        next(item for item in BOARD.states if item.band.left == 7),
        next(item for item in BOARD.states if item.band.text == "Luz"),
    ):
        apart = np.abs(painter.frame(item).astype(int) - painter.sheet(item).pixels().astype(int))
        assert (apart > 40).mean() < 0.0005
        assert (painter.frame(item) != painter.base(item.picture)).any()


def test_a_countdown_changes_its_ring_alone() -> None:
    painter = Painter("en")
    one, other = (next(item for item in BOARD.states if (item.band.left, item.band.total) == (left, 20)) for left in (7, 6))
    changed = np.argwhere((painter.frame(one) != painter.frame(other)).any(axis=2))
    (top, left), (bottom, right) = changed.min(axis=0), changed.max(axis=0)
    assert bottom - top < 180 and right - left < 180


def test_no_line_is_thin_enough_to_flicker() -> None:
    """No row of pixels is much darker or lighter than both its neighbours over a stretch, and no ground is pure white."""
    painter = Painter("en")
    for picture in (item for item in BOARD.pictures if item.template in ("box", "table", "card", "program")):
        luma = painter.base(picture).astype(int) @ np.array([54, 183, 19]) // 256
        above, below = luma[1:-1] - luma[:-2], luma[1:-1] - luma[2:]
        thin = (np.minimum(above, below) > 90) | (np.maximum(above, below) < -90)
        assert thin.sum(axis=1).max() < 200
        assert (luma >= 254).mean() < 0.5


def test_a_title_wraps_and_shrinks_and_is_refused_at_last() -> None:
    painter = Painter("en")
    short = painter.sheet(state(Picture(template="title", heading="Loops"))).pdf()
    long = painter.sheet(
        state(Picture(template="title", heading="How the paper robot finds its way through the market and home"))
    ).pdf()
    assert max(one.capital for one in letters(short)) > max(one.capital for one in letters(long)) >= 60
    with pytest.raises(TextError, match="too long for the screen"):
        painter.base(Picture(template="title", heading="robot " * 80))


def test_a_letter_without_a_font_is_refused() -> None:
    with pytest.raises(TextError, match="no font has"):
        Painter("en").base(Picture(template="point", heading="\U00012000"))


@pytest.mark.parametrize("template", sorted(templates.TEMPLATES))
@pytest.mark.parametrize("what", ["nothing", "words", "much"])
def test_every_template_takes_anything(template: str, what: str) -> None:
    """Empty, full of words, full of figures: painted inside the safe area or refused, never cut off."""
    figures = (grid(), listing(), table(1)) if what == "much" else ()
    heading = {
        "nothing": "",
        "words": "Which one walks to the market?" if template != "names" else "Amina",
        "much": "Second time",
    }[what]
    lines = {
        "nothing": (),
        "words": ("Read both of them slowly", "Write the letter in box 12", "Or say it"),
        "much": ("Where is it?",),
    }[what]
    picture = Picture(
        template=template, heading=heading, lines=lines, figures=figures, box=12 if what == "much" else 0, label="Box"
    )
    shown = Storyboard(
        language="en", rate="25", frames=25, states=(state(picture, band=Band(text="Move and write", left=12, total=20)),)
    )
    found = checks(shown)
    assert found.outside == 0 and found.least_capital >= 60 and found.least_contrast >= 4.5


def test_long_code_is_broken_inside_its_panel() -> None:
    line = Line(text="print('The shop has', water, 'bottles and', bread, 'loaves')", indent=2, number=12)
    picture = Picture(template="program", heading="The shop", figures=(Listing(lines=(line,), alt="x"),))
    found = list(letters(Painter("en").sheet(state(picture)).pdf()))
    assert max(one.right for one in found) <= layout.WIDE_RIGHT
    assert "".join(one.text for one in found).endswith("'loaves')")


@pytest.mark.parametrize("count", range(1, 8))
@pytest.mark.parametrize("template", ["program", "world"])
def test_a_program_is_never_left_out(template: str, count: int) -> None:
    """A page of a program has room on its picture, whatever its rows."""
    lines = tuple(Line(text=f"print(number + {number})", number=number) for number in range(1, count + 1))
    shot = Shot(template=template, heading="The program", figures=(Listing(lines=lines, alt="x"),), box=2)  # type: ignore[arg-type]
    pages = paged(Listing(lines=lines, alt="x"), *room(shot))
    for page in pages:
        picture = Picture(template=template, heading="The program", box=2, figures=(Listing(lines=page, alt="x"),))
        assert Painter("en").left_out(picture) == ()


def test_a_long_task_keeps_its_question_and_its_program() -> None:
    """Sentences go before the figure does, and the last one, which asks, stays."""
    task = "Change the 3. The robot walks and comes back to A1. Which is the smallest number of rounds that does it?"
    picture = Picture(template="question", heading=task, box=5, figures=(listing(),))
    painter = Painter("en")
    assert set(painter.left_out(picture)) <= {"sentence"}
    shown = "".join(one.text for one in letters(painter.sheet(state(picture)).pdf()))
    assert "Whichisthesmallest" in shown and "Change" not in shown and "forward" in shown


@pytest.mark.parametrize(
    "name", ["blocks", "drawing", "drawing-empty", "choice-drawings", "choice-grids", "choice-blocks", "loop"]
)
@pytest.mark.parametrize("template", ["question", "answer", "world", "box"])
def test_new_figures_have_room_on_screen(name: str, template: str) -> None:
    """Nothing of them is left out, letters are large enough and inside the safe area."""
    loop = chart(step("say go"), Flow(kind="loop", text="less than 3?", body=(step(""), step("right"))))
    figure = EMPTY.get(name, loop)
    shot = Shot(template=template, heading="What is it?", figures=(figure,), box=2)  # type: ignore[arg-type]
    pages = paged(figure, *room(shot)) if isinstance(figure, Listing) else [()]
    for number, page in enumerate(pages):
        shown = figure.model_copy(update={"lines": page}) if isinstance(figure, Listing) else figure
        after = pages[number + 1][0].indent if number + 1 < len(pages) else -1
        picture = Picture(
            template=template, heading="What is it?", figures=(shown,), box=2, label="Box", after=after,
            more=(number > 0, after >= 0),
        )  # fmt: skip
        painter = Painter("en")
        if not (template == "box" and name.startswith(("choice-", "loop"))):  # beside its large number there is less room
            assert painter.left_out(picture) == ()
        found = checks(Storyboard(language="en", rate="25", frames=25, states=(state(picture),)))
        assert found.outside == 0 and found.least_capital >= 60 and found.least_contrast >= 4.5


def test_the_marked_block_is_filled_and_no_other() -> None:
    painter = Painter("en")
    picture = Picture(template="program", figures=(FILLED["blocks"].model_copy(update={"marked": 0}),))
    sun = np.array(theme().colour("sun")) * 255

    def yellow(marked: int) -> np.ndarray:  # type: ignore[type-arg]
        return np.argwhere(np.abs(painter.frame(state(picture, marked=marked)).astype(int) - sun).max(axis=2) < 3)

    assert not len(yellow(0))
    whole, inner, last = yellow(1), yellow(2), yellow(3)
    assert len(whole) and len(inner) and len(last)
    assert inner[:, 0].max() < last[:, 0].min() + 40, "but for the bump"
    assert whole[:, 1].min() < inner[:, 1].min()
