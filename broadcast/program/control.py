"""The flow of a running program: lines, blocks and loops, the trace of what they did.

Shared by the interpreters of Python (`interpreter`) and of blocks (`blocks_machine`), which say what values are worth and what a line does.
Every limit is asked before the work is done.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from broadcast.program.limits import Limits, Stop
from broadcast.program.model import (
    Block,
    Branch,
    Define,
    Expression,
    ForEach,
    Forever,
    If,
    Item,
    Loop,
    Name,
    Program,
    Repeat,
    RepeatUntil,
    Statement,
    While,
)
from broadcast.program.moves import Moving, plane_of
from broadcast.program.trace import Fault, Trace, TraceStep
from broadcast.program.world import Bump, Paper

if TYPE_CHECKING:
    from broadcast.lesson.model import World


class BreakLoop(Exception):
    pass


class NextRound(Exception):
    pass


class EndProgram(Exception):
    pass


class EndScript(Exception):
    pass


class Return(Exception):
    def __init__(self, value: Any) -> None:
        super().__init__()
        self.value = value


class Control(Moving):
    """State of one run, and the way through the lines."""

    def __init__(self, program: Program, world: World | None, inputs: Sequence[str], limits: Limits) -> None:
        super().__init__(limits)
        self.plane = plane_of(program, world)
        self.paper = Paper(None if self.plane else world)
        self.inputs = list(inputs)
        self.functions: dict[str, Define] = {}
        self.output = ""
        self.steps: list[TraceStep] = []
        self.rounds: list[tuple[int, int]] = []
        self.line = 0
        self.count = 0

    def run(self, body: Block) -> Trace:
        """To the end or to the first fault."""
        start, fault = self.paper.pose, None
        try:
            self.program(body)
        except Stop as stop:
            fault = Fault(stop.kind, self.line, stop.what)
        except Bump as bump:
            fault = Fault(bump.kind, self.line, bump.what)
        except (ArithmeticError, MemoryError):  # no limit was asked: the run ends all the same
            fault = Fault("big-number", self.line, "a number grows beyond all bounds")
        except RecursionError:
            fault = Fault("depth", self.line, "the program is nested too deeply")
        except EndProgram:
            pass
        except (BreakLoop, NextRound, Return, EndScript):
            fault = Fault("value", self.line, "this line is not inside of what it wants to leave")
        paper, plane = self.paper, self.plane
        return Trace(
            start=start, steps=tuple(self.steps), output=self.output, path=tuple(paper.path), final=paper.pose, variables=self.last(),
            items=paper.lying, held=paper.held, reached=paper.goal is not None and paper.here == paper.goal, fault=fault,
            spot=plane.spot if plane else None, strokes=tuple(plane.strokes) if plane else (), chance=self.lucky,
        )  # fmt: skip

    # --- what the interpreters say ---

    def program(self, body: Block) -> None:
        self.block(body)

    if TYPE_CHECKING:  # of the interpreter that inherits this

        @property
        def lucky(self) -> bool:
            """Did it ask for a random number?"""
            ...

        def simple(self, statement: Statement) -> None:
            """Do a line that holds no others."""
            ...

        def defined(self, define: Define) -> None:
            """A word or function is taught."""
            ...

        def truth(self, value: Any) -> bool: ...

        def times(self, count: Any) -> int:
            """Rounds of a loop."""
            ...

        def many(self, node: Expression) -> Any:
            """A value that is meant as a list."""
            ...

        def entries(self, value: Any) -> Any:
            """What a loop goes over."""
            ...

        def following(self, entries: Any, end: Any) -> Any:
            """The next one of them, or `end`."""
            ...

        def store(self, target: Name | Item, value: Any) -> None: ...

        def unpack(self, targets: Sequence[Name | Item], value: Any) -> None: ...

        def shown(self) -> dict[str, Any]:
            """Variables as a trace shows them."""
            ...

    # --- what is seen ---

    def last(self) -> dict[str, Any]:
        """Variables at the end; where they have grown beyond the limits, those of the last step that was within."""
        try:
            return self.shown()
        except Stop:
            return self.steps[-1].variables if self.steps else {}

    def ask(self, prompt: str) -> str:
        if prompt:
            self.print(prompt)
        if not self.inputs:
            raise Stop("input", "the program asks for an input and there is none left")
        return self.text(self.inputs.pop(0))

    def print(self, text: str) -> None:
        if len(self.output) + len(text) > self.limits.output:
            raise Stop("output", f"the program prints more than {self.limits.output} letters")
        self.output += text

    # --- lines ---

    def block(self, block: Block) -> None:
        with self.deeper():
            for statement in block:
                self.statement(statement)

    def begin(self, line: int) -> None:
        self.line = line
        self.count += 1
        if self.count > self.limits.steps:
            raise Stop("steps", f"the program is not done after {self.limits.steps} steps")

    def record(self, line: int, decided: bool | None = None) -> None:
        paper, plane, rounds = self.paper, self.plane, tuple(self.rounds)
        spot, strokes = (plane.spot, len(plane.strokes)) if plane else (None, 0)
        self.steps.append(
            TraceStep(line, self.shown(), paper.pose, self.output, rounds, paper.lying, paper.held, spot, strokes, decided)
        )

    def statement(self, statement: Statement) -> None:
        match statement:
            case If():
                self.choose(statement)
            case Repeat() | RepeatUntil() | While() | Forever() | ForEach():
                self.loop(statement)
            case Define():
                self.defined(statement)
            case _:
                self.begin(statement.line)
                self.simple(statement)

    def choose(self, statement: If) -> None:
        for branch in statement.branches:
            if self.holds(branch):
                self.block(branch.body)
                return
        if statement.other:
            self.block(statement.other)

    def holds(self, branch: Branch) -> bool:
        self.begin(branch.line)
        decided = self.truth(self.value(branch.test))
        self.record(branch.line, decided)
        return decided

    # --- loops ---

    def loop(self, loop: Loop) -> None:
        entries: Any = None
        if isinstance(loop, Repeat):
            self.line = loop.line
            entries = iter(range(self.times(self.value(loop.count))))
        elif isinstance(loop, ForEach):
            self.line = loop.line
            entries = self.entries(self.many(loop.values))
        self.rounds.append((loop.line, 0))
        depth = len(self.rounds)
        while True:
            self.begin(loop.line)
            if isinstance(loop, While):
                goes = self.truth(self.value(loop.test))
            elif isinstance(loop, RepeatUntil):
                goes = not self.truth(self.value(loop.test))
            elif isinstance(loop, Forever):
                goes = True
            else:
                entry = self.following(entries, self)
                goes = entry is not self
                if goes and isinstance(loop, ForEach):
                    if loop.more:
                        self.unpack(tuple(map(Name, (loop.variable, *loop.more))), entry)
                    else:
                        self.store(Name(loop.variable), entry)
            if goes:
                self.rounds[-1] = (loop.line, self.rounds[-1][1] + 1)
                self.record(loop.line, True)
            else:
                self.rounds.pop()
                self.record(loop.line, False)
                return
            try:
                self.block(loop.body)
            except NextRound:
                del self.rounds[depth:]
            except BreakLoop:
                del self.rounds[depth - 1 :]
                return
