"""ACTIVITIES: what can be made of a lesson's program or words, a file each.

To add one: a file in this folder with `make(stage) -> Activity`, which raises `Impossible` with a reason where it cannot be made or
proven, and a row below. `options` lists, for each option, the values it takes, the usual one first, so that a test sweeps them all.
Its words are messages `<kind>.…`; how its answers are proven again stands in `prove.py`, by the item's kind. Random choices come
from `stage.chance()` and never from words: boxes are the same in every language.

`phase`, `level` and `media` are what the planner picks by: a lesson goes from predicting over running and looking closer to changing
and making (PRIMM: Sentance, Waite and Kallia 2019), and its words have a place of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, get_args

from broadcast.unplugged.activities import (
    act,
    blank,
    bug,
    cards,
    change,
    crossword,
    faded,
    make,
    match,
    order,
    parsons,
    path,
    place,
    predict,
    program,
    trace,
    which,
    wordsearch,
)
from broadcast.unplugged.model import Activity
from broadcast.unplugged.stage import Stage

Phase = Literal["set-up", "predict", "run", "investigate", "modify", "make", "words"]
PHASES: tuple[Phase, ...] = get_args(Phase)
ALL = ("radio", "tv", "paper")


@dataclass(frozen=True, slots=True)
class Kind:
    """A row of the table."""

    make: Callable[[Stage], Activity]
    about: str
    """What it is and how its answers are proven, for `broadcast activities`."""
    phase: Phase
    """Where in a lesson it belongs; `set-up` asks nothing and has no item."""
    needs: str
    """What it is made from."""
    level: int = 1
    """1 for everyone, 2 from about nine, 3 from about eleven (unplugged facts, "level")."""
    media: tuple[str, ...] = ALL
    """Where it works: without `radio` it cannot be done by ear alone."""
    worded: bool = False
    """Whether it can be made depends on the words of a language: the planner takes it only where an author asks for it, and has `match`
    instead where it cannot be, so that boxes stay the same in every language."""
    large: bool = False
    """It wants about a third of a page: where all has to stand on one, the planner takes something smaller first."""
    options: dict[str, tuple[str, ...]] = field(default_factory=dict)
    ahead: bool = False
    """Its question may be answered by a later activity: it is made once more when that is known."""


ACTIVITIES: dict[str, Kind] = {
    "place": Kind(place.make, "the robot's paper, or a box for each variable; asks nothing", "set-up", "any program"),
    "act": Kind(
        act.make, "children are robots, or boxes with a number; the commands are run on five by five steps, and nobody leaves them", "run",
        "moves, a variable, a loop or a condition", options=act.OPTIONS,
    ),
    "program": Kind(program.make, "the program, printed and said twice; asks nothing", "set-up", "any program"),
    "predict": Kind(
        predict.make, "where it stops, or what it says, before it is run; both engines agree", "predict", "a short program",
        options=predict.OPTIONS, ahead=True,
    ),
    "trace": Kind(
        trace.make, "run it, a row a round; the table is the trace of a run that both engines agree on", "run", "at most 12 rows",
        level=2, options=trace.OPTIONS,
    ),
    "path": Kind(
        path.make, "draw the robot's way; the key's moves, done one by one, walk it again", "run", "a walk", options=path.OPTIONS
    ),
    "order": Kind(
        order.make, "steps into the boxes of a flowchart; every way to fill it is run, and all that reach the goal are in the key",
        "investigate", "3 different steps", level=2, media=("tv", "paper"), large=True, options=order.OPTIONS,
    ),
    "parsons": Kind(
        parsons.make, "put the lines in order; every order is run, and all that reach the goal are in the key", "investigate",
        "4 to 7 lines", level=2, media=("tv", "paper"), options=parsons.OPTIONS,
    ),
    "faded": Kind(
        faded.make, "fill two to four gaps; every way to fill them is run, and exactly one reaches the goal", "investigate",
        "4 to 8 lines", level=3, media=("tv", "paper"), options=faded.OPTIONS,
    ),
    "blank": Kind(
        blank.make, "fill the gap; one candidate alone of all that are tried reaches the goal", "investigate",
        "a number, a sign or a turn", level=2, options=blank.OPTIONS,
    ),
    "bug": Kind(
        bug.make, "find the wrong line; no other single change of a line mends it", "investigate", "a line to get wrong",
        level=2, options=bug.OPTIONS,
    ),
    "which": Kind(
        which.make, "which of four programs did it; all are run, and no two look alike where they are shown", "investigate",
        "three mistakes that show", level=2, large=True, options=which.OPTIONS,
    ),
    "match": Kind(
        match.make, "words and their meanings; one to one, from the lesson's vocabulary", "words", "3 words", options=match.OPTIONS
    ),
    "cards": Kind(
        cards.make, "numbers as dots, a word as numbers, a picture to paint by numbers; encoding and decoding give each other back",
        "words", "nothing, or the vocabulary", worded=True, options=cards.OPTIONS,
    ),
    "wordsearch": Kind(
        wordsearch.make, "words hidden in squares of letters; a solver that did not hide them finds each once", "words",
        "3 words of the vocabulary", media=("tv", "paper"), worded=True, options=wordsearch.OPTIONS,
    ),
    "crossword": Kind(
        crossword.make, "words that cross, with their meanings as clues; each line of squares is read again and is one of the words",
        "words", "3 words that cross", level=2, media=("tv", "paper"), worded=True, options=crossword.OPTIONS,
    ),
    "change": Kind(
        change.make, "change a number so that it does something else; every number of a range is run", "modify", "a number",
        level=3, options=change.OPTIONS,
    ),
    "make": Kind(
        make.make, "a program of one's own, ticked off by a list and run by a partner; the lesson's own program, run, meets the list", "make",
        "a program of at most 10 lines", level=3, options=make.OPTIONS,
    ),
}  # fmt: skip
