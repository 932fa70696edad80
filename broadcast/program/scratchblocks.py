"""Reads scripts in Scratch's words as text, as the lessons of the Raspberry Pi Foundation and many others write them.

    when flag clicked
    repeat (4)
      move (100) steps
      + turn right (90) degrees
    end

Round holes hold numbers, variables and values, square ones text, pointed ones conditions; `v` before the bracket closes a menu. A line that
starts with `-` is taken away and one with `+` is new: what is read is the result. What stands after `//` and `::` is for people and colours.
The labels of all our languages are known. A blank line begins another script; `end` may be missing at the end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from broadcast.errors import ProgramError
from broadcast.lesson.model import World
from broadcast.program.model import Program, When
from broadcast.program.raw import MOST_BLOCKS, MOST_DEPTH, Raw, Reading, finished, scripts
from broadcast.program.scratch import meaning
from broadcast.program.scratch_lines import hat
from broadcast.program.scratch_words import definitions, skeleton
from broadcast.program.scratchblocks_line import STYLE, Hole, Own, pieces, raw

MOST_LETTERS, MOST_LINES = 20_000, 400
OPENS = ("control_repeat", "control_forever", "control_if", "control_repeat_until", "control_while", "control_for_each")
VALUES = (
    "operator_", "sensing_", "motion_xp", "motion_yp", "motion_direction", "looks_size", "looks_costumen", "looks_backdropn", "sound_volume",
    "data_item", "data_length", "data_listcontains", "music_get",
)  # fmt: skip
"""How the types of blocks begin that are values."""
DOES = ("sensing_askandwait", "sensing_resettimer", "sensing_setdragmode")
COMMENT = re.compile(r"(?:^|(?<=\s))//.*$")
MARK = re.compile(r"\s*([+-])(?=\s|[^\d\s.(])\s*")


@dataclass(slots=True)
class _Open:
    """A block that is being filled."""

    raw: Raw | None
    """None for a script's own lines, and for a block that is taken away: its lines stay."""
    bodies: dict[str, list[Raw]] = field(default_factory=lambda: {"SUBSTACK": []})
    at: str = "SUBSTACK"
    gone: bool = False


def read(source: str, *, line: int = 0) -> Program:
    """The program of the text. `line` is the lesson's line before it; ProgramError names the line."""
    return reading(source, line=line).program


def world_of(source: str, *, line: int = 0) -> World:
    """The stage: a sprite in its middle that looks to the right."""
    return World(kind="stage", facing="90")


def reading(source: str, *, line: int = 0) -> Reading:
    """The program and what was left out of it."""
    if len(source) > MOST_LETTERS or source.count("\n") > MOST_LINES:
        raise ProgramError(
            f"the script is longer than {MOST_LETTERS} letters or {MOST_LINES} lines", line=line + 1, remedy="Split the script"
        )
    stacks = _Text(source, line).stacks()
    found = meaning(stacks, 0)
    loose = [stack for stack in stacks if stack[0].type != "procedures_definition" and hat(found, stack[0]) is None]
    left = found.left
    if not found.hats and len(loose) == 1:
        found.hats.append(When(0, "start", found.lines(loose[0])))
        left = []
    elif not any(each.body for each in found.hats) and loose:
        raise ProgramError(
            f"these are {len(loose)} pieces, not one script", line=loose[0][0].line, remedy="Put them together in one"
        )
    return finished(scripts(found.hats, found.defined), line, left=left)


class _Text:
    def __init__(self, source: str, line: int) -> None:
        self.origin = line
        self.rows = [(at, MARK.match(text), _bare(text)) for at, text in enumerate(source.split("\n"), line + 1)]
        self.own = Own()
        for at, _, text in self.rows:
            if text and (made := self.definition(text, at)):
                words, name, names = made
                self.own.blocks[words] = (name, len(names))
                self.own.parameters.update(names)

    def definition(self, text: str, line: int) -> tuple[str, str, tuple[str, ...]] | None:
        """Words, name and parameters of a new block."""
        low = text.casefold()
        for before, behind in definitions():
            if (before or behind) and low.startswith(before.casefold()) and low.endswith(behind.casefold()):
                inner = text[len(before) : len(text) - len(behind)] if behind else text[len(before) :]
                if inner[:1].strip() and before:
                    continue
                parts = pieces(inner, line)
                words = " ".join(part if isinstance(part, str) else "_" for part in parts)
                name = " ".join(part.strip() for part in parts if isinstance(part, str)).strip() or "my block"
                return skeleton(words), name, tuple(part.text.strip() for part in parts if isinstance(part, Hole))
        return None

    def stacks(self) -> list[tuple[Raw, ...]]:
        """The scripts; lines that are taken away are not there."""
        done: list[tuple[Raw, ...]] = []
        open_ = [_Open(None)]
        for line, mark, text in self.rows:
            gone = mark is not None and mark[1] == "-"
            if not text:
                if len(open_) == 1:
                    self.close(open_, done)
                continue
            block = self.block(text, line)
            if block.type in ("$end", "$else"):
                self.bound(open_, block, line)
                continue
            if block.type == "$more":
                continue
            if len(open_) > MOST_DEPTH:
                raise ProgramError(f"the blocks are nested deeper than {MOST_DEPTH} times", line=line, remedy="Split the script")
            if hat_like(block) and not gone:
                while len(open_) > 1:
                    self.shut(open_)
                self.close(open_, done)
            if block.type in OPENS:
                open_.append(_Open(None if gone else block, gone=gone))
            elif not gone:
                open_[-1].bodies[open_[-1].at].append(block)
        while len(open_) > 1:
            self.shut(open_)
        self.close(open_, done)
        return done

    def block(self, text: str, line: int) -> Raw:
        made = self.definition(text, line)
        if made is not None:
            return Raw("procedures_definition", line, "", {"@name": made[1]}, {}, {}, made[2])
        parts = pieces(text, line)
        found = raw(parts, line, self.own)
        if (found is not None and found.type.startswith(VALUES) and found.type not in DOES) or (
            found is None and len(parts) == 1 and isinstance(parts[0], Hole)
        ):
            raise ProgramError(f"{text[:60]!r} is a value, not a line", line=line, remedy="Put it into a block")
        if found is not None:
            return found
        hatted = "$hat" if text.endswith("hat") else "$unknown"
        return Raw(hatted, line, "", {"WORDS": STYLE.sub("", text)})

    def bound(self, open_: list[_Open], block: Raw, line: int) -> None:
        """`end` or `else`."""
        word = block.type[1:]
        if len(open_) == 1:
            raise ProgramError(f"this {word!r} belongs to no block", line=line, remedy="Look at the block before it")
        top = open_[-1]
        if word == "end":
            self.shut(open_)
        elif top.at == "SUBSTACK2" or (top.raw is not None and top.raw.type != "control_if"):
            raise ProgramError("this 'else' belongs to no 'if'", line=line, remedy="Look at the block before it")
        else:
            top.at = "SUBSTACK2"
            top.bodies[top.at] = []

    def shut(self, open_: list[_Open]) -> None:
        """A block is full; the lines of one that is taken away stay in its place."""
        top = open_.pop()
        into = open_[-1].bodies[open_[-1].at]
        if top.raw is None:
            into.extend(inner for body in top.bodies.values() for inner in body)
            return
        kind = "control_if_else" if "SUBSTACK2" in top.bodies else top.raw.type
        bodies = {name: tuple(body) for name, body in top.bodies.items()}
        into.append(Raw(kind, top.raw.line, "", top.raw.fields, top.raw.inputs, bodies, top.raw.names))

    def close(self, open_: list[_Open], done: list[tuple[Raw, ...]]) -> None:
        """A script is over."""
        if open_[0].bodies["SUBSTACK"]:
            done.append(tuple(open_[0].bodies["SUBSTACK"]))
        open_[0] = _Open(None)
        if len(done) > MOST_BLOCKS:
            raise ProgramError(f"there are more than {MOST_BLOCKS} scripts", line=self.origin + 1, remedy="Split them")


def hat_like(block: Raw) -> bool:
    """Does it begin a script? It needs no blank line before it."""
    return "_when" in block.type or block.type in ("procedures_definition", "control_start_as_clone", "$hat")


def _bare(text: str) -> str:
    """A line without its mark, comment and style."""
    mark = MARK.match(text)
    rest = text[mark.end() :] if mark else text
    rest = COMMENT.sub("", rest).strip()
    return rest if rest.endswith("hat") else STYLE.sub("", rest).strip()
