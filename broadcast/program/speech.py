"""A program as a presenter says it.

A short walk is one sentence for each of its parts: "Do this three times: forward two, turn right." Anything longer goes line by
line, and loops open and close aloud: "Line two: do this four times. Inside the loop. … End of the loop."
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from broadcast.language.catalogue import Messages
from broadcast.language.phrase import Phrase
from broadcast.program.gloss import Gloss
from broadcast.program.gloss_values import capital
from broadcast.program.model import (
    Assign,
    Block,
    Bodied,
    Branch,
    Define,
    ForEach,
    If,
    Loop,
    Name,
    Program,
    Statement,
    Swap,
    rows,
    walk,
)
from broadcast.program.trace import Pose

MARK = 0xE000
"""A private letter + line number stands where a line begins, until the sentence is whole."""
MOST_CLAUSES = 4
"""Commands in one sentence: a child keeps no more in mind."""
MOST_COMPACT = 7
"""Lines of a program that is said in sentences, without numbers."""


@dataclass(frozen=True, slots=True)
class Speech:
    """A program in words."""

    phrase: Phrase
    """The whole program."""
    lines: tuple[tuple[int, int], ...]
    """(line of the listing, offset in `phrase.spoken`): from there on that line is being said."""
    summary: Phrase
    """"Six lines, one loop of three lines." """
    each: tuple[tuple[int, Phrase], ...]
    """(line, its sentence alone): "Forward two." """
    clauses: tuple[tuple[int, Phrase], ...]
    """(line, its clause): "forward two", to be put into a sentence."""

    def sentence(self, line: int) -> Phrase:
        return dict(self.each)[line]

    def clause(self, line: int) -> Phrase:
        return dict(self.clauses)[line]


def speak(program: Program, messages: Messages, style: Literal["gloss", "summary"] = "gloss") -> Speech:
    """The program in the class's language; `summary` says only how long it is and what it is made of."""
    gloss = Gloss(program, messages)
    clauses = tuple((number, gloss.clause(on)) for number, _, on in rows(program.body))
    summary = sentence(_summary(program, gloss), messages)
    if style == "summary":
        marked = summary
    elif compact(program):
        marked = _sentences(program.body, gloss)
    else:
        marked = _by_line(program, gloss)
    phrase, lines = _unmarked(marked)
    return Speech(phrase, lines, summary, tuple((line, sentence(clause, messages)) for line, clause in clauses), clauses)


def body(program: Program, line: int, messages: Messages) -> Phrase:
    """What is inside of the block that begins on `line`, as one clause: "forward two, turn right".

    Inner blocks are named by their heads alone. KeyError where no block begins there.
    """
    gloss = Gloss(program, messages)
    for node in walk(program.body):
        if isinstance(node, Bodied | Branch) and node.line == line:
            heads = [inner.branches[0] if isinstance(inner, If) else inner for inner in node.body]
            return gloss.sequence([gloss.clause(head) for head in heads])
    raise KeyError(line)


def sentence(clause: Phrase, messages: Messages) -> Phrase:
    """A clause with a capital and a full stop."""
    return _capital(messages.say("speech.sentence", clause=clause))


def compact(program: Program) -> bool:
    """Is it short and plain enough to be said in sentences, without line numbers?"""
    if program.length > MOST_COMPACT or any(isinstance(node, Assign | Swap | Define) for node in walk(program.body)):
        return False
    return all(_simple(_inside(statement)) for statement in program.body if _inside(statement))


def _inside(statement: Statement) -> tuple[Block, ...]:
    if isinstance(statement, If):
        return tuple(block for block in (*(branch.body for branch in statement.branches), statement.other) if block)
    return (statement.body,) if isinstance(statement, Bodied) else ()


def _simple(blocks: tuple[Block, ...]) -> bool:
    return all(len(block) <= MOST_CLAUSES and not any(_inside(statement) for statement in block) for block in blocks)


# --- sentences ---------------------------------------------------------------------------------------------------------


def _marked(line: int, phrase: Phrase) -> Phrase:
    return Phrase(text=phrase.text, spoken=chr(MARK + line) + phrase.spoken)


def _unmarked(phrase: Phrase) -> tuple[Phrase, tuple[tuple[int, int], ...]]:
    spoken: list[str] = []
    found: list[tuple[int, int]] = []
    for letter in phrase.spoken:
        if MARK < ord(letter) < MARK + 0x400:
            found.append((ord(letter) - MARK, len(spoken)))
        else:
            spoken.append(letter)
    return Phrase(text=phrase.text, spoken="".join(spoken)), tuple(found)


def _capital(phrase: Phrase) -> Phrase:
    return Phrase(text=capital(phrase.text), spoken=capital(phrase.spoken))


def _joined(phrases: Sequence[Phrase]) -> Phrase:
    return Phrase(text=" ".join(phrase.text for phrase in phrases), spoken=" ".join(phrase.spoken for phrase in phrases))


def _sentences(block: Block, gloss: Gloss) -> Phrase:
    """A short program: a sentence a block, and for each few commands between them."""
    done: list[Phrase] = []
    waiting: list[Phrase] = []

    def flush() -> None:
        if waiting:
            done.append(sentence(gloss.sequence(waiting), gloss.messages))
            waiting.clear()

    for statement in block:
        if not _inside(statement):
            waiting.append(_marked(statement.line, gloss.clause(statement)))
            if len(waiting) == MOST_CLAUSES:
                flush()
            continue
        flush()
        parts: list[tuple[int, Branch | Statement | None, Block]]
        if isinstance(statement, If):
            parts = [(branch.line, branch, branch.body) for branch in statement.branches]
            parts += [(statement.other_line, None, statement.other)] if statement.other else []
        else:
            parts = [(statement.line, statement, _inside(statement)[0])]
        for line, head, inside in parts:
            commands = gloss.sequence([_marked(inner.line, gloss.clause(inner)) for inner in inside])
            done.append(sentence(gloss.say("block", head=_marked(line, gloss.clause(head)), body=commands), gloss.messages))
    flush()
    return _joined(done)


# --- line by line ------------------------------------------------------------------------------------------------------


def _by_line(program: Program, gloss: Gloss) -> Phrase:
    boxes = _boxes(program)
    done: list[Phrase] = []
    if len(boxes) == 1:
        done.append(gloss.say("box", name=gloss.name(boxes[0])))
    elif boxes:
        done.append(gloss.say("boxes", count=len(boxes), names=gloss.listed([gloss.name(name) for name in boxes])))
    _lines(program.body, gloss, done)
    return _joined(done)


def _boxes(program: Program) -> list[str]:
    """Variables in the order in which they first get something, without those of functions."""
    names: dict[str, None] = {}
    nodes = [node for statement in program.body if not isinstance(statement, Define) for node in walk(statement)]
    used = {node.name for node in nodes if isinstance(node, Name)}
    for node in nodes:
        if isinstance(node, Assign) and isinstance(node.target, Name):
            names[node.target.name] = None
        elif isinstance(node, Swap):
            names.update((target.name, None) for target in node.targets if isinstance(target, Name))
        elif isinstance(node, ForEach) and node.variable in used:
            names[node.variable] = None
    return list(names)


def _line(number: int, on: Statement | Branch | None, gloss: Gloss) -> Phrase:
    return _marked(number, _capital(gloss.say("line", number=number, clause=gloss.clause(on))))


def _lines(block: Block, gloss: Gloss, done: list[Phrase]) -> None:
    for statement in block:
        if isinstance(statement, If):
            for branch in statement.branches:
                done.append(_line(branch.line, branch, gloss))
                done.append(gloss.say("inside.if"))
                _lines(branch.body, gloss, done)
            if statement.other:
                done.append(_line(statement.other_line, None, gloss))
                done.append(gloss.say("inside.if"))
                _lines(statement.other, gloss, done)
            done.append(gloss.say("end.if"))
            continue
        done.append(_line(statement.line, statement, gloss))
        if isinstance(statement, Loop):
            done.append(gloss.say("inside.loop"))
            _lines(statement.body, gloss, done)
            done.append(gloss.say("end.loop"))
        elif isinstance(statement, Define):
            name = gloss.name(statement.name)
            done.append(gloss.say("inside.define", name=name))
            _lines(statement.body, gloss, done)
            done.append(gloss.say("end.define", name=name))


def _summary(program: Program, gloss: Gloss) -> Phrase:
    nodes = walk(program.body)
    loops = [node for node in nodes if isinstance(node, Loop)]
    conditions = sum(isinstance(node, If) for node in nodes)
    parts = []
    if len(loops) == 1:
        parts.append(gloss.say("summary.loop", count=len(rows(loops[0].body))))
    elif loops:
        parts.append(gloss.say("summary.loops", count=len(loops)))
    if conditions:
        parts.append(gloss.say("summary.conditions", count=conditions))
    lines = gloss.say("summary.lines", count=program.length)
    return gloss.say("summary.with", lines=lines, parts=gloss.sequence(parts)) if parts else gloss.say("summary", lines=lines)


# --- where the robot is ------------------------------------------------------------------------------------------------


def pose(pose: Pose, messages: Messages) -> Phrase:
    """ "C three, and it looks towards row one": a direction is a row or a column at the edge, which holds on paper and floor."""
    if not pose.columns:
        return messages.say("speech.pose.plane", place=square(pose, messages), looks=looks(pose, messages))
    place = square(pose, messages)
    if pose.looks in ("up", "down"):
        return messages.say("speech.pose.row", square=place, row=int(pose.towards))
    return messages.say("speech.pose.column", square=place, column=pose.towards)


def square(pose: Pose, messages: Messages) -> Phrase:
    """ "C three"; on the open plane "two steps to the left and one step down from the start"."""
    if pose.columns:
        return messages.plain(pose.square)
    across = messages.say(f"speech.plane.{'right' if pose.x > 0 else 'left'}", count=abs(pose.x)) if pose.x else None
    along = messages.say(f"speech.plane.{'up' if pose.y > 0 else 'down'}", count=abs(pose.y)) if pose.y else None
    if across and along:
        return messages.say("speech.plane.two", across=across, along=along)
    way = across or along
    return messages.say("speech.plane.one", way=way) if way else messages.say("speech.plane.start")


def looks(pose: Pose, messages: Messages) -> Phrase:
    """ "it looks towards letter E"."""
    return _facing("looks", pose, messages)


def facing(pose: Pose, messages: Messages) -> Phrase:
    """ "letter E", as it stands in a table."""
    return _facing("facing", pose, messages)


def _facing(form: str, pose: Pose, messages: Messages) -> Phrase:
    if not pose.columns:
        return messages.say(f"speech.{form}.{pose.looks}")
    if pose.looks in ("up", "down"):
        return messages.say(f"speech.{form}.row", row=int(pose.towards))
    return messages.say(f"speech.{form}.column", column=pose.towards)
