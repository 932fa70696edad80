"""A program as a flowchart: its blocks as questions with arrows, its steps as boxes, some of them empty."""

from __future__ import annotations

from collections.abc import Mapping

from broadcast.program import Program
from broadcast.program.model import (
    Block,
    Bodied,
    Break,
    Continue,
    Define,
    If,
    Import,
    Loop,
    Pass,
    Return,
    Simple,
    Statement,
    Stop,
    When,
    walk,
)
from broadcast.unplugged import drawn
from broadcast.unplugged.figures import Flow, Flowchart
from broadcast.unplugged.judging import Impossible
from broadcast.unplugged.stage import Stage

LEAVING = (Break, Continue, Return, Stop)


def steps(program: Program) -> tuple[int, ...]:
    """Lines that are steps, in the order of the text. Impossible where arrows could not show the program."""
    if any(isinstance(node, Define) for node in walk(program.body)):
        raise Impossible("it makes words of its own, which a flowchart would show as a second one")
    if any(isinstance(node, LEAVING) for node in walk(program.body)):
        raise Impossible("it leaves a block in its middle, which no simple arrow shows")
    if len(program.body) > 1 and any(isinstance(node, When) for node in program.body):
        raise Impossible("it has several scripts, and a flowchart has one start")
    return tuple(node.line for node in walk(program.body) if isinstance(node, Simple) and not isinstance(node, Import | Pass))


def chart(stage: Stage, program: Program, source: str, boxes: Mapping[int, str]) -> Flowchart:
    """The flowchart of a program's text. `boxes`: lines that are empty, with what is written into them on the key, or nothing."""
    texts = {line.number: line.text.removesuffix(":") for line in drawn.of_text(source)}
    body = program.body
    if len(body) == 1 and isinstance(body[0], When):
        body = body[0].body
    made = _Chart(stage, texts, boxes)
    return Flowchart(
        flow=made.block(body), start=stage.text("flow.start"), end=stage.text("flow.end"), yes=stage.text("flow.yes"), no=stage.text("flow.no"),
        alt=stage.text("figure.flowchart", count=len(boxes)),
    )  # fmt: skip


class _Chart:
    def __init__(self, stage: Stage, texts: Mapping[int, str], boxes: Mapping[int, str]) -> None:
        self.stage, self.texts, self.boxes = stage, texts, boxes

    def block(self, block: Block) -> tuple[Flow, ...]:
        return tuple(self.flow(statement) for statement in block)

    def flow(self, on: Statement) -> Flow:
        if isinstance(on, If):
            return self._choice(on, 0)
        if isinstance(on, Loop):
            return Flow(kind="loop", text=self.stage.text("flow.again", line=self.texts[on.line]), body=self.block(on.body))
        if isinstance(on, Bodied):
            raise Impossible("a block of it is neither a loop nor a choice")
        if on.line in self.boxes:
            return Flow(kind="step", answer=self.boxes[on.line])
        return Flow(kind="step", text=self.texts[on.line])

    def _choice(self, on: If, at: int) -> Flow:
        """An `elif` is a choice on the way of `no`."""
        branch = on.branches[at]
        other = (self._choice(on, at + 1),) if at + 1 < len(on.branches) else self.block(on.other)
        return Flow(
            kind="choice",
            text=self.stage.text("flow.asks", line=self.texts[branch.line]),
            body=self.block(branch.body),
            other=other,
        )
