"""Programs run for their answers: text in, what both engines agree on out.

Every answer on paper comes from here. A program is text in the class's words, so that exactly what is printed is what was run.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from broadcast.errors import ProgramError
from broadcast.lesson.model import Code, Unit, World
from broadcast.program import Program, Trace, read, run
from broadcast.program.engines import Agreement, compare
from broadcast.unplugged.strokes import Drawn, merged


class Impossible(Exception):
    """An item that cannot be made or proven; the reason is one English clause for producer and teacher.

    `line`: of the lesson's file, where one line of the program is the reason; 0 where none is.
    """

    def __init__(self, why: str, line: int = 0) -> None:
        super().__init__(why)
        self.why, self.line = why, line


@dataclass(frozen=True, slots=True)
class Setting:
    """What a program runs in."""

    language: str
    world: World | None
    inputs: tuple[str, ...] = ()
    names: tuple[tuple[str, Unit], ...] = ()
    """How the program's names are said."""

    def code(self, source: str) -> Code:
        return Code(id="", language=self.language, source=source, line=0, world=self.world, inputs=self.inputs, names=self.names)


@lru_cache(maxsize=8192)
def parsed(source: str, setting: Setting) -> Program | None:
    """The program of a text, or None where it cannot be read."""
    try:
        return read(setting.code(source))
    except ProgramError:
        return None


@lru_cache(maxsize=8192)
def tried(source: str, setting: Setting) -> Trace | None:
    """One engine's run: fast, to look for candidates. Nothing is printed on its word alone. None: it cannot be read."""
    program = parsed(source, setting)
    if program is None:
        return None
    try:
        return run(program, world=setting.world, inputs=setting.inputs)
    except ProgramError:
        return None


@lru_cache(maxsize=4096)
def judged(source: str, setting: Setting) -> Agreement | None:
    """What both engines say of a text; None where it cannot be read."""
    program = parsed(source, setting)
    if program is None:
        return None
    try:
        return compare(program, world=setting.world, inputs=setting.inputs)
    except ProgramError:
        return None


View = Literal["grid", "drawing", "words"]
"""What a class watches: a robot on squared paper, the lines that a turtle leaves, or what is said."""


def on_paper(program: Program, world: World | None) -> bool:
    """Is it watched on squared paper?"""
    return program.moves and world is not None and world.kind == "grid"


def view(program: Program, world: World | None, trace: Trace) -> View:
    """What there is to see of a run."""
    if on_paper(program, world):
        return "grid"
    # a sprite that goes about and speaks is listened to, unless it is on a turtle's plane or its program says that it draws
    draws = program.draws or not trace.output or (world is not None and world.kind == "turtle")
    return "drawing" if draws and merged(trace.strokes) else "words"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a class can see at the end of a run, and what a prompt names: the last square, a drawing, or everything said."""

    square: str = ""
    said: tuple[str, ...] = ()
    drawn: Drawn = ()

    @property
    def text(self) -> str:
        """The word of it that a prompt must name."""
        return self.square or (self.said[-1] if self.said else "")


def outcome(trace: Trace | None, seen: View) -> Outcome | None:
    """The outcome of a run that came to its end and asked for nothing by chance; None for any other."""
    if trace is None or not trace.done or trace.chance:
        return None
    match seen:
        case "grid":
            return Outcome(square=trace.final.square)
        case "drawing":
            return Outcome(drawn=merged(trace.strokes))
        case "words":
            return Outcome(said=trace.printed)


def proven(source: str, setting: Setting, seen: View) -> Outcome | None:
    """The outcome where both engines agree on it and the program ends well."""
    agreement = judged(source, setting)
    return outcome(agreement.trace, seen) if agreement is not None and agreement.ok else None
