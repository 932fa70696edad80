"""Fences with programs of blocks: as text (`blocks`, `turtle`), or what an editor saved (`blockly`, `codeorg`, `scratch`,
`scratchblocks`, `makecode`)."""

from __future__ import annotations

import re
from pathlib import Path

from broadcast.errors import LessonError, ProgramError
from broadcast.lesson.model import World
from broadcast.lesson.scratch_file import unpacked
from broadcast.sources import world
from broadcast.sources.beside import opened
from broadcast.sources.options import choice

TEXT = ("blocks", "turtle")
SAVED = ("blockly", "codeorg", "scratch", "scratchblocks", "makecode")
KINDS = ("grid", "turtle", "stage")
MOST_TEXT, MOST_PROJECT = 2_000_000, 100_000_000
"""Bytes of a file with blocks as text, and of one with pictures and sounds beside them."""
PACKED = (".sb3", ".sprite3", ".zip")


def world_of(language: str, given: dict[str, str], file: str, line: int) -> World | None:
    """The world that a fence's options say; None where they say nothing, and the program itself decides."""
    squares = [name for name in world.NAMES if name in given and name != "facing"]
    usual = "grid" if squares else "turtle" if language == "turtle" else ""
    kind = choice(given["world"], KINDS, "world", file, line) if "world" in given else usual
    if not kind:
        return World(kind="turtle", facing=_degrees(given, file, line)) if "facing" in given else None
    if kind == "grid":
        return world.world(given, file, line)
    if squares:
        raise LessonError(
            f"{squares[0]}= is for squared paper, and world={kind} has none", file=file, line=line, remedy="Leave out one of them"
        )
    return World(kind="turtle" if kind == "turtle" else "stage", facing=_degrees(given, file, line))


def _degrees(given: dict[str, str], file: str, line: int) -> str:
    facing = given.get("facing", "90")
    if not re.fullmatch(r"-?\d{1,3}", facing):
        raise LessonError(f"facing={facing} is no angle", file=file, line=line, remedy="Write degrees: 0 is up, 90 to the right")
    return str(int(facing) % 360)


def source_of(language: str, given: dict[str, str], inline: str, folder: Path, file: str, line: int) -> tuple[str, str, str]:
    """(path, text, trouble) of a program: of the file that `file=` names, or what stands between the fences.

    A file that is not there or lies elsewhere is the author's mistake; one that somebody made to do harm is left out, and told.
    """
    name = given.get("file", "")
    if not name:
        return "", inline, ""
    if inline.strip():
        raise LessonError(f"the program is here and in {name}", file=file, line=line, remedy="Keep one of them")
    packed = name.lower().endswith(PACKED)
    path, raw = opened(name, folder, file, line, what="the program", most=MOST_PROJECT if packed else MOST_TEXT)
    try:
        text = unpacked(raw) if packed and language == "scratch" else raw.decode("utf-8-sig")
    except ProgramError as error:
        return path, "", f"{error.what} ({name})"
    except UnicodeDecodeError:
        raise LessonError(f"the program {name} is no text", file=file, line=line, remedy="Save it as text in UTF-8") from None
    return path, text, ""
