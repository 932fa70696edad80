"""A program said line by line, as long and deep as an ear can follow.

Blocks open and close aloud: "Line two: do this four times. Inside the loop. … End of the loop." What stands deeper than two
blocks is left to paper, with a word on what it is; a long program is said in parts, and of a very long one only the outer blocks.
"""

from __future__ import annotations

from broadcast.language.phrase import Phrase, capitalised
from broadcast.program.gloss import Gloss
from broadcast.program.model import (
    Assign,
    Block,
    Branch,
    Change,
    Define,
    ForEach,
    If,
    Loop,
    Move,
    Name,
    Number,
    Program,
    Repeat,
    Statement,
    Swap,
    Turn,
    Unpack,
    When,
    rows,
    walk,
)

MARK = 0xE000
"""A private letter + line number stands where a line begins, until the sentence is whole."""
DEEPEST = 2
"""Loops and conditions inside each other that are said: with a third one, nobody knows any more which of them is meant."""
LONG = 14
"""Lines of a program that is said in parts."""
PART = 6
"""Lines of such a part, about; a block is not cut."""
FEW = 3
"""Lines that are no part of their own."""
VERY_LONG = 24
"""Lines of a program of which only one block deep is said."""


class ByLine:
    """One program, line by line; `on_paper` is known when it has been said."""

    def __init__(self, program: Program, gloss: Gloss) -> None:
        self.program, self.gloss = program, gloss
        self.deepest = DEEPEST if program.length <= VERY_LONG else 1
        self.on_paper: list[tuple[int, int]] = []
        self.done: list[Phrase] = []

    def whole(self) -> list[Phrase]:
        names = boxes(self.program)
        if len(names) == 1:
            self.say("box", name=self.gloss.name(names[0]))
        elif names:
            self.say("boxes", count=len(names), names=self.gloss.listed([self.gloss.name(name) for name in names]))
        parts = _parts(self.program)
        for number, part in enumerate(parts, 1):
            if len(parts) > 1:
                self.say("part-of-program", number=number, first=rows(part)[0][0], last=rows(part)[-1][0])
            self.block(part, 0)
        return self.done

    def say(self, key: str, **slots: int | Phrase) -> None:
        self.done.append(self.gloss.say(key, **slots))

    def line(self, number: int, on: Statement | Branch | None) -> None:
        line = self.gloss.say("line", number=number, clause=self.gloss.clause(on))
        said = capitalised(line, self.gloss.messages.language.tag)
        self.done.append(marked(number, said))

    def block(self, block: Block, depth: int) -> None:
        for statement in block:
            if isinstance(statement, If):
                for branch in statement.branches:
                    self.line(branch.line, branch)
                    self.inside(branch.body, depth, "if")
                if statement.other:
                    self.line(statement.other_line, None)
                    self.inside(statement.other, depth, "if")
                if depth < self.deepest:
                    self.say("end.if")
                continue
            self.line(statement.line, statement)
            if isinstance(statement, Loop):
                self.inside(statement.body, depth, "loop")
                if depth < self.deepest:
                    self.say("end.loop")
            elif isinstance(statement, Define):
                name = self.gloss.name(statement.name)
                self.say("inside.define", name=name)
                self.block(statement.body, depth)
                self.say("end.define", name=name)
            elif isinstance(statement, When):
                self.block(statement.body, depth)
                self.say("end.when")

    def inside(self, block: Block, depth: int, kind: str) -> None:
        """A block's lines, or where they are."""
        if depth < self.deepest:
            self.say(f"inside.{kind}")
            self.block(block, depth + 1)
            return
        first, last = rows(block)[0][0], rows(block)[-1][0]
        self.on_paper.append((first, last))
        if first == last:
            said = self.gloss.say("on-paper.one", number=first)
        else:
            said = self.gloss.say("on-paper", first=first, last=last, summary=summed(block, self.gloss))
        self.done.append(marked(first, said))


def _parts(program: Program) -> list[Block]:
    """A long program in parts of a few lines, cut between blocks; a short one as a whole."""
    if program.length <= LONG:
        return [program.body]
    parts: list[Block] = []
    for statement in program.body:
        alone, before = len(rows((statement,))), len(rows(parts[-1])) if parts else 0
        if parts and (before + alone <= PART or before < FEW):
            parts[-1] = (*parts[-1], statement)
        else:
            parts.append((statement,))
    if len(parts) > 1 and len(rows(parts[-1])) < FEW:
        parts[-2:] = [(*parts[-2], *parts[-1])]
    return parts


def boxes(program: Program) -> list[str]:
    """Variables in the order in which they first get something, without those of functions."""
    names: dict[str, None] = {}
    nodes = [node for statement in program.body if not isinstance(statement, Define) for node in walk(statement)]
    used = {node.name for node in nodes if isinstance(node, Name)}
    for node in nodes:
        match node:
            case Assign():
                names.update((target.name, None) for target in (node.target, *node.also) if isinstance(target, Name))
            case Change(target=Name(name)):
                names[name] = None
            case Swap() | Unpack():
                names.update((target.name, None) for target in node.targets if isinstance(target, Name))
            case ForEach():
                names.update((name, None) for name in (node.variable, *node.more) if name in used)
    return list(names)


def summed(block: Block, gloss: Gloss) -> Phrase:
    """How long it is and what it is made of, in a clause: "six lines, one loop of three lines"."""
    nodes = walk(block)
    loops = [node for node in nodes if isinstance(node, Loop)]
    conditions = sum(isinstance(node, If) for node in nodes)
    words = sum(isinstance(node, Define) for node in nodes)
    parts = []
    if words:
        parts.append(gloss.say("summary.words", count=words))
    if len(loops) == 1:
        sides = _sides(loops[0])
        parts.append(
            gloss.say("summary.sides", count=sides) if sides else gloss.say("summary.loop", count=len(rows(loops[0].body)))
        )
    elif loops:
        parts.append(gloss.say("summary.loops", count=len(loops)))
    if conditions:
        parts.append(gloss.say("summary.conditions", count=conditions))
    lines = gloss.say("summary.lines", count=len(rows(block)))
    return gloss.say("summary.with", lines=lines, parts=gloss.sequence(parts)) if parts else gloss.say("summary", lines=lines)


def _sides(loop: Statement) -> int:
    """Equal sides of the figure that a loop walks, each with its corner; 0 where it walks none that closes."""
    match loop:
        case Repeat(count=Number(int() as count), body=(Move(), Turn(angle=angle))) if count > 2:
            return count if (angle is None and count == 4) or (isinstance(angle, Number) and angle.value * count == 360) else 0
    return 0


# --- marks -------------------------------------------------------------------------------------------------------------


def marked(line: int, phrase: Phrase) -> Phrase:
    return Phrase(text=phrase.text, spoken=chr(MARK + line) + phrase.spoken)
