"""Programs in a lesson: read, run safely, traced, changed, printed, spoken.

program = read(code)                       robot.py, blocks.py, python.py → model.py; what editors of blocks save:
                                           blockly.py, codeorg.py, scratch.py, scratchblocks.py, makecode.py → blocks_form.py
trace = run(program, world=code.world)     running.py: interpreter.py for Python, blocks_machine.py for blocks → trace.py
agree(program, code)                       engines.py: does a second engine say the same?
mutants(program)                           mutations.py: mistakes that children make
listing(program, messages)                 printing.py
speak(program, messages)                   speech.py, by the tables of idioms.py; sign by sign: exact.py
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from broadcast.errors import ProgramError
from broadcast.program.engines import Agreement, agree
from broadcast.program.letters import odd
from broadcast.program.limits import Limits
from broadcast.program.model import Program
from broadcast.program.mutations import Mutant, mutants
from broadcast.program.printing import PrintedLine, listing, source
from broadcast.program.running import LIMITS, run
from broadcast.program.speech import Speech, speak
from broadcast.program.trace import Fault, Pose, Trace, TraceStep

if TYPE_CHECKING:
    from broadcast.lesson.model import Code, World

__all__ = [
    "LIMITS",
    "Agreement",
    "Fault",
    "Limits",
    "Mutant",
    "Pose",
    "PrintedLine",
    "Program",
    "Speech",
    "Trace",
    "TraceStep",
    "agree",
    "listing",
    "mutants",
    "read",
    "readable",
    "run",
    "source",
    "speak",
    "world_of",
]


BLOCKS = ("blockly", "codeorg", "scratch", "scratchblocks", "makecode")
"""Languages of blocks as their editors save them, or as lessons write them in text."""


def readable(language: str) -> bool:
    """Can programs of this fence language be read?"""
    return language.strip().casefold() in ("robot", "blocks", "turtle", "python", "py", "python3", *BLOCKS)


def read(code: Code) -> Program:
    """The program of a fence; ProgramError with the lesson's line where it cannot be read."""
    from broadcast.program import blocks, python, robot

    if code.trouble:
        raise ProgramError(code.trouble, line=code.line, remedy="Save the project again, or leave it out")
    text = code.source.replace("\r\n", "\n")
    names = tuple((name, unit.text) for name, unit in code.names)
    language = code.language.strip().casefold()
    if language in BLOCKS:
        return replace(_saved(code, text, language), names=names, origin=code.line)
    if odd(text):
        line = code.line + text[: text.index(odd(text))].count("\n") + 1
        raise ProgramError(f"the program has a letter that cannot be shown: {odd(text)!a}", line=line, remedy="Leave it out")
    if language == "robot":
        body, words = robot.read(text, line=code.line)
        return Program("robot", body, words, names, origin=code.line)
    if language in ("blocks", "turtle"):
        body, words = blocks.read(text, line=code.line)
        return Program("blocks", body, words, names, origin=code.line)
    if readable(language):
        plane = code.world is not None and code.world.kind != "grid"
        return Program("python", python.read(text, line=code.line - code.above, plane=plane), "", names, origin=code.line)
    raise ProgramError(f"programs in {code.language!r} cannot be read", line=code.line, remedy="Use robot, blocks or python")


def _saved(code: Code, text: str, language: str) -> Program:
    """What an editor of blocks saved, in the form that is printed and read again."""
    from broadcast.program import blockly, blocks_form, codeorg, makecode, scratch, scratchblocks

    try:
        match language:
            case "blockly":
                program = blockly.read(text, line=code.line)
            case "codeorg":
                program = codeorg.read(text, line=code.line)
            case "scratchblocks":
                program = scratchblocks.read(text, line=code.line)
            case "makecode":
                program = makecode.read(text, line=code.line)
            case _:
                program = scratch.read(text, line=code.line, sprite=code.sprite)
                program = blocks_form.placed(program, *scratch.place_of(text, line=code.line, sprite=code.sprite))
        return blocks_form.formed(program, line=code.line)
    except ProgramError as error:
        if code.file:  # its lines are not the lesson's
            raise ProgramError(f"{error.what} ({code.file})", line=code.line, remedy=error.remedy) from None
        raise


def world_of(code: Code) -> World | None:
    """The world of a program: the one its fence says, else the one that its source brings; None where neither does."""
    from broadcast.program import codeorg, scratch, scratchblocks

    language, text = code.language.strip().casefold(), code.source.replace("\r\n", "\n")
    if code.world is not None or code.trouble or not readable(language):
        return code.world
    if language == "codeorg":
        return codeorg.world_of(text, line=code.line)
    if language == "scratchblocks":
        return scratchblocks.world_of(text, line=code.line)
    return scratch.world_of(text, line=code.line, sprite=code.sprite) if language == "scratch" else None
