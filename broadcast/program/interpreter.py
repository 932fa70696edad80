"""Our own interpreter over the tree: every limit is asked before the work is done.

Nothing of a lesson's program reaches Python's `eval`, `exec`, attributes or imports: a node that is not dealt with here
cannot run. What goes wrong in a program ends its run with a `Fault`, never with an exception.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from broadcast.program.limits import Limits, Stop
from broadcast.program.model import (
    Assign,
    Block,
    Branch,
    Break,
    Call,
    Change,
    Continue,
    Define,
    Delete,
    Do,
    Effect,
    ForEach,
    Forever,
    Global,
    If,
    Import,
    Item,
    Loop,
    Move,
    Name,
    Pass,
    Pick,
    Print,
    Program,
    Put,
    Repeat,
    RepeatUntil,
    Return,
    Say,
    Show,
    Statement,
    Swap,
    Turn,
    Unpack,
    While,
    walk,
)
from broadcast.program.model import Stop as End
from broadcast.program.trace import Fault, Trace, TraceStep
from broadcast.program.variables import Frame, Variables, assigned
from broadcast.program.world import Bump, Paper

if TYPE_CHECKING:
    from broadcast.lesson.model import World

LIMITS = Limits()


class _Break(Exception):
    pass


class _Continue(Exception):
    pass


class _End(Exception):
    pass


class _Return(Exception):
    def __init__(self, value: Any) -> None:
        super().__init__()
        self.value = value


def run(program: Program, *, world: World | None = None, inputs: Sequence[str] = (), limits: Limits = LIMITS) -> Trace:
    """Run a program to its end or to its first fault. ProgramError only where the world itself is wrong."""
    machine = _Machine(program, world, inputs, limits)
    start = machine.paper.pose
    fault: Fault | None = None
    try:
        machine.block(program.body)
    except Stop as stop:
        fault = Fault(stop.kind, machine.line, stop.what)
    except Bump as bump:
        fault = Fault(bump.kind, machine.line, bump.what)
    except RecursionError:
        fault = Fault("depth", machine.line, "the program is nested too deeply")
    except _End:
        pass
    except (_Break, _Continue, _Return):
        fault = Fault("value", machine.line, "this line is not inside of what it wants to leave")
    paper = machine.paper
    return Trace(
        start=start, steps=tuple(machine.steps), output=machine.output, path=tuple(paper.path), final=paper.pose, variables=machine.last(),
        items=paper.lying, held=paper.held, reached=paper.goal is not None and paper.here == paper.goal, fault=fault,
        chance=machine.luck.asked,
    )  # fmt: skip


class _Machine(Variables):
    """State of one run."""

    def __init__(self, program: Program, world: World | None, inputs: Sequence[str], limits: Limits) -> None:
        super().__init__(limits)
        self.paper = Paper(world)
        self.inputs = list(inputs)
        self.functions: dict[str, Define] = {}
        self.robot = program.language == "robot"
        if self.robot:  # a robot may be told what a word means after it was used
            self.functions = {node.name: node for node in walk(program.body) if isinstance(node, Define)}
        self.output = ""
        self.steps: list[TraceStep] = []
        self.rounds: list[tuple[int, int]] = []
        self.line = 0
        self.count = 0

    # --- names ---

    def shown(self) -> dict[str, Any]:
        """Variables as a trace shows them: the running function's own, else the program's."""
        return self.snapshot(self.frames[-1].values if self.frames else self.globals)

    def last(self) -> dict[str, Any]:
        """Variables at the end; where they have grown beyond the limits, those of the last step that was within."""
        try:
            return self.shown()
        except Stop:
            return self.steps[-1].variables if self.steps else {}

    # --- calls ---

    def senses(self, what: str) -> bool:
        return self.paper.senses(what)

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

    def call(self, call: Call) -> Any:
        define = self.functions.get(call.function)
        if define is None:
            return self.built_in(self.full(call.function), *self.given(call.arguments))
        values = self.matched(define, *self.given(call.arguments))
        if len(self.frames) >= self.limits.depth:
            raise Stop("recursion", f"{define.name} calls itself more than {self.limits.depth} times without coming back")
        own = frozenset(assigned(define.body)) | frozenset(define.parameters)
        self.frames.append(Frame(values, own))
        rounds, self.rounds = self.rounds, list(self.rounds)
        bound, self.bound = self.bound, []
        line = self.line
        try:
            self.block(define.body)
            result = None
        except _Return as back:
            result = back.value
        self.frames.pop()
        self.rounds, self.line, self.bound = rounds, line, bound
        return result

    # --- statements ---

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
        paper = self.paper
        self.steps.append(
            TraceStep(line, self.shown(), paper.pose, self.output, tuple(self.rounds), paper.lying, paper.held, decided=decided)
        )

    def statement(self, statement: Statement) -> None:
        match statement:
            case If():
                self.choose(statement)
            case Repeat() | RepeatUntil() | While() | Forever() | ForEach():
                self.loop(statement)
            case Define() if not self.robot:
                self.begin(statement.line)
                self.usual[statement.name] = [self.value(value) for value in statement.defaults]
                self.functions[statement.name] = statement
                self.record(statement.line)
            case Define():
                pass
            case _:
                self.begin(statement.line)
                self.simple(statement)

    def simple(self, statement: Statement) -> None:
        line = statement.line
        match statement:
            case Assign(_, target, value, _, also):
                made = self.value(value)
                for one in (target, *also):
                    self.store(one, made)
            case Change():
                self.change(statement)
            case Unpack(_, targets, value):
                self.unpack(targets, self.value(value))
            case Delete(_, Item(inner, index)):
                self.delete_item(self.value(inner), self.value(index))
            case Import():
                self.take_in(statement)
            case Effect(_, "wait" | "other" | "speed" | "costume", value):
                if value is not None:
                    self.value(value)
            case Show(_, value):
                made = self.value(value)
                if made is not None:
                    self.print(self.written(made) + "\n")
            case Swap(_, targets, values):
                results = [self.value(value) for value in values]
                for target, result in zip(targets, results, strict=True):
                    self.store(target, result)
            case Print(_, values, separator, end):
                gap, last = self.between(separator, " "), self.between(end, "\n")
                text = self.joined([self.shown_text(self.value(value)) for value in values], gap)
                self.print(text + last)
            case Say(_, value):
                self.print(self.shown_text(self.value(value)) + "\n")
            case Move(_, steps, back):
                self.move(self.value(steps), back)
            case Turn(_, side):
                self.paper.turn(side)
            case Pick():
                self.paper.pick()
            case Put():
                self.paper.put()
            case Do(_, call):
                self.value(call)
                if isinstance(call, Call) and call.function in self.functions:
                    return  # what it did stands in its own lines
            case Return(_, value):
                result = None if value is None else self.value(value)
                self.record(line)
                raise _Return(result)
            case Break():
                self.record(line)
                raise _Break
            case Continue():
                self.record(line)
                raise _Continue
            case End():
                self.record(line)
                raise _End
            case Pass() | Global():
                pass
            case _:
                raise Stop("type", "this line cannot be run")
        self.record(line)

    def between(self, expression: Any, usual: str) -> str:
        if expression is None:
            return usual
        value = self.value(expression)
        if value is None:
            return usual
        if not isinstance(value, str):
            raise Stop("type", "sep and end of print must be texts")
        return value

    def move(self, steps: Any, back: bool) -> None:
        if isinstance(steps, float) and steps.is_integer():
            steps = int(steps)
        if not isinstance(steps, int) or isinstance(steps, bool):
            raise Stop("type", f"the robot walks whole steps, not {self.shown_text(steps)}")
        if steps < 0:
            steps, back = -steps, not back
        if steps > self.limits.steps:
            raise Stop("steps", f"the robot should walk {steps} steps at once")
        for _ in range(steps):
            self.paper.step(back)

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
            entries = self.entries(self.value(loop.values))
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
            except _Continue:
                del self.rounds[depth:]
            except _Break:
                del self.rounds[depth - 1 :]
                return

    def times(self, count: Any) -> int:
        if not isinstance(count, int) or isinstance(count, bool):
            raise Stop("type", f"a loop is done a whole number of times, not {self.shown_text(count)}")
        return count
