"""Programs run for their answers: text in, what both engines agree on out.

Every answer on paper comes from here. A program is text in the class's words, so that exactly what is printed is what was run.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from broadcast.errors import ProgramError
from broadcast.lesson.model import Code, World
from broadcast.program import Program, Trace, read, run
from broadcast.program.engines import Agreement, compare


class Impossible(Exception):
    """An item that cannot be made or proven; the reason is one English clause for producer and teacher."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Setting:
    """What a program runs in."""

    language: str
    world: World | None
    inputs: tuple[str, ...] = ()

    def code(self, source: str) -> Code:
        return Code(id="", language=self.language, source=source, line=0, world=self.world, inputs=self.inputs)


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


def moving(program: Program, setting: Setting) -> bool:
    """Is it watched on squared paper, and not by what it says?"""
    return program.moves and setting.world is not None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a class can see at the end of a run, and what a prompt names: the last square, or everything said."""

    square: str = ""
    said: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The word of it that a prompt must name."""
        return self.square or (self.said[-1] if self.said else "")


def outcome(trace: Trace | None, moves: bool) -> Outcome | None:
    """The outcome of a run that came to its end; None for one that did not."""
    if trace is None or not trace.done:
        return None
    return Outcome(square=trace.final.square) if moves else Outcome(said=trace.printed)


def proven(source: str, setting: Setting, moves: bool) -> Outcome | None:
    """The outcome where both engines agree on it and the program ends well."""
    agreement = judged(source, setting)
    return outcome(agreement.trace, moves) if agreement is not None and agreement.ok else None
