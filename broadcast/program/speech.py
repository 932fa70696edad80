"""A program as a presenter says it.

A short walk is one sentence for each of its parts: "Do this three times: forward two, turn right." Anything longer goes line by
line (`speech_lines`). Styles: `gloss` is what the lines mean, `summary` how long it is and what it is made of, `exact` every sign
of it, for somebody who types it later (`exact`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from broadcast.language.catalogue import Messages
from broadcast.language.counting import count
from broadcast.language.phrase import Phrase, capitalised, ended, joined
from broadcast.program.exact import dictate
from broadcast.program.gloss import Gloss
from broadcast.program.model import (
    Assign,
    Block,
    Bodied,
    Branch,
    Change,
    Define,
    If,
    Program,
    Statement,
    Swap,
    Unpack,
    rows,
    walk,
)
from broadcast.program.speech_lines import MARK, ByLine, marked, summed
from broadcast.program.trace import Pose

MOST_CLAUSES = 4
"""Commands in one sentence: a child keeps no more in mind."""
MOST_WORDS = 16
"""Words of such a sentence."""
LONGEST = 30
"""Words of a block in one sentence; a longer one is said line by line."""
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
    """(line, its sentence alone): "Forward two."; of exact speech the line with its number."""
    clauses: tuple[tuple[int, Phrase], ...]
    """(line, its clause): "forward two", to be put into a sentence."""
    sentences: tuple[Phrase, ...] = ()
    """`phrase` in pieces: what was put together, with one space between two of them in `spoken`."""
    on_paper: tuple[tuple[int, int], ...] = ()
    """(first line, last line) of what is not said, because it is too deep: the listing has to be on paper or on the board."""

    def sentence(self, line: int) -> Phrase:
        return dict(self.each)[line]

    def clause(self, line: int) -> Phrase:
        return dict(self.clauses)[line]


def speak(program: Program, messages: Messages, style: Literal["gloss", "summary", "exact"] = "gloss") -> Speech:
    """The program in the class's language: what its lines mean, how long it is and what it is made of, or sign by sign."""
    gloss = Gloss(program, messages)
    clauses = tuple((number, gloss.clause(on)) for number, _, on in rows(program.body))
    summary = sentence(summed(program.body, gloss), messages)
    on_paper: tuple[tuple[int, int], ...] = ()
    each = tuple((line, sentence(clause, messages)) for line, clause in clauses)
    if style == "exact":
        dictated = dictate(program, messages.language)
        each = tuple((line.number, line.phrase) for line in dictated)
        pieces = [marked(line.number, line.phrase) for line in dictated]
    elif style == "summary":
        pieces = [summary]
    elif compact(program) and max((_words(inner) for inner in _sentences(program.body, gloss)), default=0) <= LONGEST:
        pieces = _sentences(program.body, gloss)
    else:
        said = ByLine(program, gloss)
        pieces, on_paper = said.whole(), tuple(said.on_paper)
    pieces = [Phrase(text=piece.text, spoken=ended(piece.spoken)) for piece in pieces]
    phrase, lines = _unmarked(joined(*pieces))
    return Speech(phrase, lines, summary, each, clauses, tuple(_unmarked(piece)[0] for piece in pieces if piece), on_paper)


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
    return capitalised(messages.say("speech.sentence", clause=clause), messages.language.tag)


def compact(program: Program) -> bool:
    """Is it short and plain enough to be said in sentences, without line numbers?"""
    if program.length > MOST_COMPACT or any(
        isinstance(node, Assign | Change | Swap | Unpack | Define) for node in walk(program.body)
    ):
        return False
    return all(_simple(_inside(statement)) for statement in program.body if _inside(statement))


def _inside(statement: Statement) -> tuple[Block, ...]:
    if isinstance(statement, If):
        return tuple(block for block in (*(branch.body for branch in statement.branches), statement.other) if block)
    return (statement.body,) if isinstance(statement, Bodied) else ()


def _simple(blocks: tuple[Block, ...]) -> bool:
    return all(len(block) <= MOST_CLAUSES and not any(_inside(statement) for statement in block) for block in blocks)


# --- sentences ---------------------------------------------------------------------------------------------------------


def _unmarked(phrase: Phrase) -> tuple[Phrase, tuple[tuple[int, int], ...]]:
    spoken: list[str] = []
    found: list[tuple[int, int]] = []
    for letter in phrase.spoken:
        if MARK < ord(letter) < MARK + 0x400:
            found.append((ord(letter) - MARK, len(spoken)))
        else:
            spoken.append(letter)
    return Phrase(text=phrase.text, spoken="".join(spoken)), tuple(found)


def _words(*phrases: Phrase) -> int:
    return sum(count(phrase.spoken) for phrase in phrases)


def _sentences(block: Block, gloss: Gloss) -> list[Phrase]:
    """A short program: a sentence a block, and for each few commands between them."""
    done: list[Phrase] = []
    waiting: list[Phrase] = []

    def flush() -> None:
        if waiting:
            done.append(sentence(gloss.sequence(waiting), gloss.messages))
            waiting.clear()

    for statement in block:
        if not _inside(statement):
            clause = gloss.clause(statement)
            if waiting and (len(waiting) == MOST_CLAUSES or _words(*waiting, clause) > MOST_WORDS):
                flush()
            waiting.append(marked(statement.line, clause))
            continue
        flush()
        parts: list[tuple[int, Branch | Statement | None, Block]]
        if isinstance(statement, If):
            parts = [(branch.line, branch, branch.body) for branch in statement.branches]
            parts += [(statement.other_line, None, statement.other)] if statement.other else []
        else:
            parts = [(statement.line, statement, _inside(statement)[0])]
        for line, head, inside in parts:
            commands = gloss.sequence([marked(inner.line, gloss.clause(inner)) for inner in inside])
            done.append(sentence(gloss.say("block", head=marked(line, gloss.clause(head)), body=commands), gloss.messages))
    flush()
    return done


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
