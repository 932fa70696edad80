"""Blocks of real lessons: levels, projects, and scripts in text, for the table of `corpus`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from broadcast.errors import ProgramError
from broadcast.lesson.model import Code, World
from broadcast.lesson.scratch_file import unpacked
from broadcast.program import world_of

NO_PROGRAM = {
    "pieces, not one script": "a heap of single blocks: those that the next step needs",
    "is a value, not a line": "a heap of single blocks: those that the next step needs",
    "nobody has put blocks into it": "a project to start with, without blocks",
    "there is no program in it": "a template with nothing in it yet",
}
"""What an error says of a source that holds no program at all, and what such a source is."""


def levels(folder: Path) -> Iterator[tuple[str, Code]]:
    """Code.org's levels."""
    for path in sorted(folder.rglob("*.level")):
        yield str(path.name), Code(path.name, "codeorg", path.read_text("utf-8"), 0)


def projects(folder: Path) -> Iterator[tuple[str, Code]]:
    """Scratch's projects, out of their files."""
    for path in sorted(folder.rglob("*.sb3")):
        yield "/".join(path.parts[-4:]), Code(path.name, "scratch", unpacked(path.read_bytes()), 0)


def fences(folder: Path, language: str, words: tuple[str, ...]) -> Iterator[tuple[str, Code]]:
    """Fences of Markdown with one of these words."""
    opening = re.compile(rf"^[ \t]*```[ \t]*(?:{'|'.join(words)})[ \t]*\n(.*?)\s*```", re.MULTILINE | re.DOTALL)
    for path in sorted(folder.rglob("*.md")):
        text = path.read_text("utf-8").replace("\r", "")
        for match in opening.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            yield f"{'/'.join(path.parts[-3:])}:{line}", Code(f"{path.name}:{line}", language, match[1], line)


SOURCES: dict[str, Callable[[Path], Iterator[tuple[str, Code]]]] = {
    "Code.org's levels": lambda corpus: levels(corpus / "codeorg-level"),
    "Scratch projects, five languages": lambda corpus: projects(corpus / "scratch-sb3"),
    "Scratch scripts in text, eight languages": lambda corpus: fences(corpus / "rpl", "scratchblocks", ("blocks3",)),
    "MakeCode": lambda corpus: fences(corpus / "makecode", "makecode", ("blocks", "spy", "template", "typescript")),
}


def world(code: Code) -> World | None:
    """The world that a source brings; None where it cannot be read."""
    try:
        return world_of(code)
    except ProgramError:
        return None
