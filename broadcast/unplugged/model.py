"""Boxes, items and turns: what is on the sheet, what is asked, and how it is talked through. Pure data.

A *box* is a numbered place on the worksheet; an *item* is a task in a box with proven answers; a *turn* is one move
of the dialogue that belongs to a box, before anyone knows when it is said.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from broadcast.language.phrase import Phrase
from broadcast.unplugged.figures import Figure, Plain

WaitKind = Literal["chorus", "think", "move", "write", "pairs"]
"""How the class answers, which decides how long it gets: together aloud, silently, by moving, in writing, in pairs."""
Role = Literal["", "presenter", "second", "station"]
To = Literal["pupils", "teacher", "home"]
TurnKind = Literal["say", "ask", "wait", "answer", "act", "show"]


class Shot(Plain):
    """What the screen shows with a cue; radio ignores it."""

    template: Literal[
        "title", "names", "point", "program", "world", "question", "box", "answer", "card", "table", "recap", "credits"
    ]
    heading: str = ""
    lines: tuple[str, ...] = ()
    """Key points, a question, an answer, names: short texts, largest first."""
    figures: tuple[Figure, ...] = ()
    box: int = 0
    """Number of the worksheet's box to take; 0: none."""
    steps: tuple[tuple[int, int], ...] = ()
    """(offset in the cue's spoken text, line number of the listing): the marker is there from that word on."""


class Beat(Plain):
    """One command of an act and the time to do it."""

    phrase: Phrase
    wait: int = 3
    """Seconds."""


class Turn(Plain):
    """One move of the dialogue."""

    name: str
    """`<activity>.<what>`, ASCII; with the segment it makes the cue's id."""
    kind: TurnKind
    role: Role = "presenter"
    to: To = "pupils"
    phrase: Phrase = Phrase()
    wait: WaitKind | None = None
    """For `wait`."""
    note: str = ""
    """For `wait`: what the class does meanwhile, for script and guide (`think and write`)."""
    task: int = 0
    """For `wait`: least seconds its task needs, where it needs more than its kind; 0: the kind's own."""
    beats: tuple[Beat, ...] = ()
    """For `act`; `phrase` comes before the first."""
    label: str = ""
    """For `answer`: a name that an `ask` can point to."""
    closes: str = ""
    """For `ask`: empty (answered at once), the label of an answer later on, or `home`."""
    alone: Phrase | None = None
    """For `ask`: the form for a class without sheets; None where the question needs none anyway."""
    needs_sheet: bool = False
    """For `ask` and `act`: cannot be done without the sheet or a board."""
    optional: int = 0
    """0: never dropped; else dropped from 9 downwards when the slot is short."""
    repeat: bool = False
    """A second saying of something already said (a program before it is predicted)."""
    box: int = 0
    shot: Shot | None = None
    origin: str = ""
    """Id of the author's sentence, or empty for a template."""
    line: int = 0
    """Line of the lesson it comes from."""


class Proof(Plain):
    """How an answer was proven."""

    how: str
    """One sentence in English: what was run and what came out."""
    engines: tuple[str, ...]
    """`ours`, `monty`; or `search`, `table` where nothing runs."""
    runs: int = 1
    tried: int = 0
    """Orders, candidates or values tried."""


class Source(Plain):
    """The program of an item, enough to run it again."""

    language: str
    source: str
    world: dict[str, Any] | None = None
    inputs: tuple[str, ...] = ()


class Option(Plain):
    """A possible answer."""

    id: str
    text: str = ""
    program: str = ""


class Item(Plain):
    """A task with answers that were proven by running (design.md: `items.json`)."""

    id: str
    """`<activity>.<6 hex of program and options>`."""
    box: int
    kind: Literal[
        "act", "path", "predict", "order", "trace", "parsons", "faded", "blank", "bug", "which", "cards", "match",
        "wordsearch", "crossword", "change", "make",
    ]  # fmt: skip
    level: int
    program: Source | None = None
    prompt: str
    options: tuple[Option, ...] = ()
    answers: tuple[Any, ...]
    """By kind. path: `[[move, …]]`, a maze has no program and any way as short is right; act: square and direction (or boxes and what was
    said) after each option; cards: `[row, number or cards]`, a coded word, or the rows of a picture; wordsearch: `[word, first square, last
    square]`; crossword: `[clue, letters]`; make: the points of the list. Letters of a script are parted by blanks."""
    goal: tuple[tuple[float, float, float, float], ...] = ()
    """The drawing that it is about, where it is about one: lines without order, those in one row merged; x1, y1, x2, y2."""
    projection: Literal["paper", "radio", "screen"] = "paper"
    proof: Proof
    further: tuple[Item, ...] = ()
    """The further tasks of its box that have an answer (`Box.rungs`): a `predict`, a `change`, or a `trace` that counts."""


class Rung(Plain):
    """A further task in a box, for who is done sooner or is older; the first rung is the box itself."""

    mark: Literal["done", "older"]
    """`done` is printed as a half-filled circle, `older` as a filled one; the box's own task has an empty one."""
    prompt: str
    answer: str = ""
    """Proven like any other; empty where each child's own answer counts (the prompt then says who checks it)."""


class Box(Plain):
    """A numbered place on the worksheet, and its twin on the answer key."""

    number: int
    heading: str
    prompt: str = ""
    figures: tuple[Figure, ...]
    key: tuple[Figure, ...] = ()
    """The same figures with the answer in them."""
    answer: str = ""
    explanation: str = ""
    instead: str = ""
    """What a child may do who does not write, or does not see (guide)."""
    rungs: tuple[Rung, ...] = ()
    item: str = ""
    """Id of its item; empty for a box that asks nothing (the grid, the program)."""
    board: bool = False
    """To be copied on the board where there are no sheets."""
    size: Literal["half", "full"] = "half"
    """Half the width of the sheet or all of it."""


class Activity(Plain):
    """What an activity made of a program: boxes, items and how they are talked through."""

    kind: str
    boxes: tuple[Box, ...] = ()
    items: tuple[Item, ...] = ()
    turns: tuple[Turn, ...] = ()
    guide: tuple[str, ...] = ()
    """Sentences for the facilitator's guide."""


class Refusal(Plain):
    """An item that was asked for or looked for and could not be made, and why."""

    kind: str
    line: int
    why: str = Field(min_length=1)
