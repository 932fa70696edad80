"""A lesson: what an author wrote, in one language, with nothing decided about media or time.

Pure data. Every sentence that a learner meets is a `Unit` with a stable id, so that translations, takes and
edits can hold on to it. Programs keep their source as text: reading them is the business of `program`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence (or heading, label, string of a program) that is translated as a whole."""

    id: str
    """`<step>.<6 hex of its normalised source text>[.n]`, ASCII; the same in every language."""
    text: str
    """The words, in the lesson's language. Marks of emphasis are gone; code keeps its back-ticks."""
    line: int = 0
    """Line of the source file, from 1."""
    source: str = ""
    """The words in the source's language; the same as `text` until the lesson is localised."""
    translated: bool = True
    """False where a localised lesson had to keep the source's words."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the lesson's vocabulary and what it means, in words a child would use."""

    word: Unit
    meaning: Unit
    unit: str = ""
    """Id of the sentence in which the lesson's text first uses it (empty: never)."""


@dataclass(frozen=True, slots=True)
class World:
    """A robot's paper grid as its author wrote it; columns are letters, rows numbers from the bottom.

    On the plane of a turtle or sprite there are no squares: only `facing` counts, in degrees clockwise from up.
    """

    columns: int = 5
    rows: int = 5
    start: str = "A1"
    facing: str = "5"
    """The row (number) or column (letter) that the robot looks towards."""
    walls: tuple[str, ...] = ()
    """Pairs of squares that a wall divides, `A1-A2`, or blocked squares, `B3`."""
    goal: str = ""
    items: tuple[str, ...] = ()
    """Squares on which something lies that can be picked up."""
    marks: tuple[tuple[str, str], ...] = ()
    """(square, `star` | `dot` | `cross`)."""
    kind: Literal["grid", "turtle", "stage"] = "grid"
    """`turtle`: a plane to draw on; `stage`: a sprite that says things, on a plane 480 wide and 360 high."""


@dataclass(frozen=True, slots=True)
class Code:
    """A program in the lesson, as text."""

    id: str
    """`<step>.<6 hex>` of its source: the same in every language."""
    language: str
    """`robot`, `python`, `blocks` (words of blocks as text), `blockly`, `codeorg`, `scratch`, `scratchblocks` (Scratch's words as text), `makecode`, or whatever the fence says; a word that `program` cannot read stays picture and text."""
    source: str
    """In the source's language for `python`, in the lesson's own words for `robot` (the reader knows all)."""
    line: int
    world: World | None = None
    inputs: tuple[str, ...] = ()
    """What `input()` is answered with, in order."""
    strings: tuple[Unit, ...] = ()
    """Texts inside the program that a learner meets (what it prints); localised in `source` too."""
    names: tuple[tuple[str, Unit], ...] = ()
    """A name of the program and its word for speech; print keeps the code."""
    main: bool = False
    """The author's choice for a short format."""
    above: int = 0
    """Lines of `source` that stand in an earlier fence, which this one goes on from."""
    trouble: str = ""
    """Why its file cannot be opened, with what to do; then `source` is empty, nothing is asked about it, and the rest of the lesson is made."""
    sprite: str = ""
    """Whose scripts are meant, in a project with several."""
    file: str = ""
    """The file beside the lesson that the source was taken from; empty where it stands in the lesson."""


@dataclass(frozen=True, slots=True)
class Said:
    """A paragraph: sentences that can be told."""

    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """A list whose order matters or not; each entry is its sentences."""

    entries: tuple[tuple[Unit, ...], ...]
    ordered: bool


@dataclass(frozen=True, slots=True)
class Note:
    """A `> ` quote: for the teacher's guide, never on air."""

    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """Sentences that need a computer (`click Run`): the guide's *With a computer*, never on air."""

    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """`::: ask`: a question with its answer, as the author wants it asked."""

    id: str
    prompt: tuple[Unit, ...]
    answer: tuple[Unit, ...]
    where: str = "now"
    """`now` (directly after the wait) or `home` (the next episode opens with it)."""
    wait: str = "think"
    """chorus, think, move, write or pairs (`act` in a lesson is `move`)."""
    alone: tuple[Unit, ...] = ()
    """The form without a sheet, where the prompt needs one."""


@dataclass(frozen=True, slots=True)
class Doing:
    """`::: act`: things to do with the body, one beat a command."""

    id: str
    intro: tuple[Unit, ...]
    beats: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """`::: hear open`: a sound of the broadcast played as an example, so that the class learns what it means."""

    id: str
    sound: str
    """`open` and `close`: what opens and closes every wait; `tick`: the three taps before it closes."""
    line: int


@dataclass(frozen=True, slots=True)
class Shown:
    """`::: show behind`, `::: show grid=5x5`: what the screen shows with the talk that follows in this step; none of it is said."""

    sign: str
    """A small drawing (`unplugged.figures.Sign`); empty where it is a grid."""
    world: World | None
    line: int


@dataclass(frozen=True, slots=True)
class SetUp:
    """`::: set-up`: here the class gets ready for the first program, and not before the first step."""

    line: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture beside the lesson, with the words that stand for it."""

    path: str
    """Relative to the lesson's folder; checked to lie inside it."""
    alt: Unit
    line: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """`::: activity`: the author asks for an item by name, with its options."""

    kind: str
    options: tuple[tuple[str, str], ...]
    line: int
    code: str = ""
    """Id of the program it is made from: the last one before it."""


Block = Said | Steps | Note | Screen | Question | Doing | Heard | Shown | SetUp | Picture | Code | Wanted

Audience = Literal["pupils", "facilitators"]
"""Whom a lesson speaks to: a class, or the adults who lead one."""


@dataclass(frozen=True, slots=True)
class Step:
    """One `##` part of the lesson."""

    id: str
    """ASCII slug of its heading, unique in the lesson."""
    title: Unit
    blocks: tuple[Block, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson in one language."""

    id: str
    number: int
    """Its place in the series, for `L01`; 1 where nothing is said, 0 for what comes before the first."""
    title: Unit
    language: str
    source_language: str
    ages: tuple[int, int]
    minutes: int
    date: str
    """`YYYY-MM-DD`, or empty."""
    objectives: tuple[Unit, ...]
    curriculum: tuple[str, ...]
    vocabulary: tuple[Term, ...]
    materials: tuple[Unit, ...]
    licence: str
    credits: str
    steps: tuple[Step, ...]
    file: str
    """The source file as the user named it, for messages."""
    folder: str
    """The lesson's folder: pictures and takes lie inside it."""
    seed: int = 1
    edition: int = 1
    recall: tuple[Question, ...] = ()
    """Questions about the lesson before, from the front matter."""
    homework: tuple[Unit, ...] = ()
    audience: Audience = "pupils"
    places: tuple[tuple[str, int], ...] = ()
    """(file relative to `folder`, line) for each line number, where a reader made the text from another format; empty: `file` itself."""
    versions: tuple[Lesson, ...] = ()
    """The same lesson in the other languages of its source, units that agree under the same ids."""

    def place(self, line: int) -> tuple[str, int]:
        """File and line, for messages, that a line number of this lesson stands for."""
        if not self.places:
            return self.file, line
        file, number = self.places[line - 1] if 0 < line <= len(self.places) else ("", 0)
        return f"{self.folder}/{file}" if file else self.file, number

    @property
    def programs(self) -> tuple[Code, ...]:
        return tuple(block for step in self.steps for block in step.blocks if isinstance(block, Code))
