"""Our own interpreter of blocks: variables that are 0 until they are set, messages, scripts, turtles and sprites.

Scripts run one after the other. Where the order of two scripts could be seen, or where something is asked that nobody can know (a key,
the mouse, a colour), the run ends as `unknowable`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from broadcast.program.blocks_run import BlockValues
from broadcast.program.blocks_scripts import Scripts
from broadcast.program.control import BreakLoop, Control, EndProgram, EndScript, NextRound
from broadcast.program.control import Return as Back
from broadcast.program.limits import Limits, Stop
from broadcast.program.model import (
    Assign,
    Block,
    Break,
    Call,
    Change,
    Circle,
    Continue,
    Define,
    Do,
    Effect,
    Expression,
    Go,
    Item,
    Method,
    Move,
    Name,
    Pass,
    Pen,
    Pick,
    Point,
    Print,
    Program,
    Put,
    Return,
    Say,
    Send,
    Statement,
    Turn,
    Unary,
    When,
)
from broadcast.program.model import Stop as End
from broadcast.program.plane import HALF_HEIGHT, HALF_WIDTH, MARGIN

if TYPE_CHECKING:
    from broadcast.lesson.model import World

CHANGING = ("append", "insert", "pop", "reverse")
"""Methods that make a list where there is none yet."""
OF_LISTS = ("len", "position", "sum", "min", "max", "sorted")
"""Functions whose first value is meant as a list."""


class BlocksMachine(BlockValues, Control):
    """State of one run."""

    def __init__(self, program: Program, world: World | None, inputs: Sequence[str], limits: Limits) -> None:
        super().__init__(program, world, inputs, limits)
        self.scripts = Scripts(program.body)
        self.functions = self.scripts.words
        self.globals: dict[str, Any] = {}
        self.frames: list[dict[str, Any]] = []
        """Parameters of the words that are being done."""
        self.waiting: deque[When | Block] = deque()
        self.running: list[When | Block] = []

    @property
    def lucky(self) -> bool:
        return self.chance

    # --- scripts ---

    def program(self, body: Block) -> None:
        starts, once = self.scripts.starts, self.scripts.once
        if not starts and not once:
            raise Stop("unknowable", "nothing in it starts by itself")
        for together in (starts, (once,) if once else ()):  # what is done once comes when all that starts by itself is done
            self.waiting.extend(together)
            while self.waiting:
                self.script(self.waiting.popleft())

    def script(self, script: When | Block) -> None:
        """Run one to its end."""
        if len(self.running) >= self.limits.depth:
            raise Stop("recursion", "messages start each other without end")
        frames, rounds, nested, line = self.frames, self.rounds, self.nested, self.line
        self.frames, self.rounds = [], []
        self.running.append(script)
        with suppress(EndScript):
            self.block(script.body if isinstance(script, When) else script)
        self.running.pop()
        self.frames, self.rounds, self.nested, self.line = frames, rounds, nested, line

    def statement(self, statement: Statement) -> None:
        if self.waiting:
            self.alone(statement)
        super().statement(statement)

    def alone(self, statement: Statement) -> None:
        """What the line touches must be no business of a script that waits."""
        touched = self.scripts.line(statement)
        for script in self.waiting:
            clash = touched.clashes(self.scripts.script(script.body if isinstance(script, When) else script))
            if clash:
                self.line = statement.line
                raise Stop("unknowable", f"two scripts run side by side and both touch {clash}")

    def send(self, line: Send) -> None:
        listeners = self.scripts.listeners(line.message)
        if any(script in self.waiting or script in self.running for script in listeners):
            raise Stop("unknowable", f"{line.message} is sent again before all who heard it are done")
        if not line.waits:
            self.waiting.extend(listeners)
            return
        for at, script in enumerate(listeners):
            for other in listeners[at + 1 :]:
                if clash := self.scripts.script(script.body).clashes(self.scripts.script(other.body)):
                    raise Stop("unknowable", f"two scripts run side by side and both touch {clash}")
        for script in listeners:
            self.script(script)

    # --- names and calls ---

    def look_up(self, name: str) -> Any:
        for known in (*self.frames[-1:], self.globals):
            if name in known:
                return known[name]
        return "" if name == "answer" else 0

    def unset(self, name: str) -> bool:
        return not any(name in known for known in (*self.frames[-1:], self.globals))

    def store(self, target: Name | Item, value: Any) -> None:
        if isinstance(target, Name):
            own = bool(self.frames) and target.name in self.frames[-1]
            (self.frames[-1] if own else self.globals)[target.name] = value
            return
        ends = isinstance(target.index, Unary)
        self.put_item(self.listed(target.value), self.value(target.index), value, ends=ends)

    def shown(self) -> dict[str, Any]:
        """All variables, with the parameters of the word that is being done."""
        return self.snapshot(self.globals | self.frames[-1] if self.frames else self.globals)

    def listed(self, node: Expression) -> Any:
        """A list to be changed; one that nobody made is empty."""
        if isinstance(node, Name) and self.unset(node.name):
            self.store(node, [])
        return self.value(node)

    def senses(self, what: str) -> Any:
        return self.sensed(what)

    def measure(self, value: Any) -> int | float:
        return self.amount(value)

    def ask(self, prompt: str) -> str:
        return super().ask(prompt and prompt + "\n")

    def call(self, call: Call) -> Any:
        define = self.functions.get(call.function)
        if define is None:
            first = [self.many(node) if call.function in OF_LISTS else self.value(node) for node in call.arguments[:1]]
            return self.built_in(call.function, [*first, *map(self.value, call.arguments[1:])])
        values = [self.value(argument) for argument in call.arguments]
        if len(values) != len(define.parameters):
            raise Stop("type", f"{define.name} takes {len(define.parameters)} values, not {len(values)}")
        if len(self.frames) >= self.limits.depth:
            raise Stop("recursion", f"{define.name} calls itself more than {self.limits.depth} times without coming back")
        self.frames.append(dict(zip(define.parameters, values, strict=True)))
        rounds, self.rounds = self.rounds, list(self.rounds)
        line, nested, result = self.line, self.nested, ""
        try:
            self.block(define.body)
        except Back as back:
            result = back.value
        self.frames.pop()
        self.rounds, self.line, self.nested = rounds, line, nested
        return result

    # --- lines ---

    def defined(self, define: Define) -> None:
        """A word may be used before it is taught: all are known from the start."""

    def simple(self, statement: Statement) -> None:
        line = statement.line
        match statement:
            case Assign(_, target, value):
                self.store(target, self.value(value))
            case Change(_, Item(inner, index) as target, sign, value):
                old = self.item(self.listed(inner), self.value(index), ends=isinstance(index, Unary))
                self.store(target, self.arithmetic(sign, old, self.value(value)))
            case Change(_, target, sign, value):
                self.store(target, self.arithmetic(sign, self.value(target), self.value(value)))
            case Say(_, value) | Print(_, (value,)):
                self.print(self.words(self.value(value)) + "\n")
            case Move() | Turn() | Pick() | Put() | Point() | Go() | Pen() | Circle():
                self.moved(statement)
            case Effect():
                self.effect(statement)
            case Send():
                self.send(statement)
                self.line = line
            case Do(_, Method(inner, name, arguments)) if name in CHANGING:
                self.method(self.listed(inner), name, [self.value(argument) for argument in arguments], arguments)
            case Do(_, call):
                self.value(call)
                if isinstance(call, Call) and call.function in self.functions:
                    return  # what it did stands in its own lines
            case Return(_, value):
                result = "" if value is None else self.value(value)
                self.record(line)
                raise Back(result) if self.frames else EndScript
            case Break() | Continue():
                self.record(line)
                raise BreakLoop if isinstance(statement, Break) else NextRound
            case End(_, what):
                self.record(line)
                self.end(what)
                return
            case Pass():
                pass
            case _:
                raise Stop("type", "this line cannot be run")
        self.record(line)

    def end(self, what: str) -> None:
        if what == "all":
            raise EndProgram
        if what == "others":
            self.waiting.clear()
        elif self.frames:
            raise Back("")
        else:
            raise EndScript

    def effect(self, effect: Effect) -> None:
        """Nothing that an answer depends on; what could change one cannot be known."""
        match effect.kind:
            case "wait-until" if effect.value is not None:
                if not self.truth(self.value(effect.value)):
                    raise Stop("steps", "the program waits for what never comes")
            case "bounce" if self.plane is not None and self.plane.stage:
                if not self.inside():
                    raise Stop("unknowable", "so near to the edge it depends on the sprite's picture whether it turns back")
            case "clone":
                raise Stop("unknowable", "copies of a sprite run side by side")
            case "bounce" | "other":
                raise Stop("unknowable", f"nobody can know what {effect.detail or effect.kind} does")

    def inside(self) -> bool:
        """Is it so far from the edges of the stage that no picture touches them?"""
        spot = self.plane.spot if self.plane else None
        return spot is not None and abs(spot.x) < HALF_WIDTH - MARGIN and abs(spot.y) < HALF_HEIGHT - MARGIN
