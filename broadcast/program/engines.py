"""Two engines have to say the same before an answer is printed.

Python runs in our interpreter and in pydantic-monty, which lives in a worker process with a time limit; what only one of
them can run, or what they see differently, is refused with the reason. Blocks are told in Python for it. The robot's language has no
second engine: its walks are followed again by `replay`, which shares nothing with the interpreter but the tree.
"""

from __future__ import annotations

import atexit
import json
import os
import queue
import sys
import threading
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from broadcast import process
from broadcast.errors import EnvironmentFault
from broadcast.program import dialect, monty_worker
from broadcast.program.blocks_python import Told, Untold
from broadcast.program.model import Program
from broadcast.program.plane import first_heading
from broadcast.program.replay import Walk, followable, replay, walked
from broadcast.program.running import run
from broadcast.program.trace import Trace

if TYPE_CHECKING:
    from broadcast.lesson.model import Code, World

SECONDS = 1.0
"""For a program in the second engine; one that a child can follow takes a thousandth."""
PATIENCE = 20.0
"""Seconds until a worker that does not answer is ended."""
TOLERANCE = 1e-4
"""Of a place on the plane: both engines count with decimal fractions, each in its own way."""
OF_THE_WORLD = ("edge", "wall", "blocked", "nothing-here", "nothing-held")
"""Endings that belong to what a robot does, and that a lesson may ask about."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What two engines say about a program."""

    ok: bool
    """They ran it and saw the same: printed, walked, and every variable."""
    why: str
    """One English sentence: what was compared, or why it is refused."""
    engines: tuple[str, ...]
    """`ours` and `monty` or `replay`; those that could run it."""
    trace: Trace
    """Our run."""


def agree(program: Program, code: Code) -> Agreement:
    """Run a program, with the world and inputs of its fence, in both engines."""
    return compare(program, world=code.world, inputs=code.inputs)


def compare(program: Program, *, world: World | None = None, inputs: tuple[str, ...] = ()) -> Agreement:
    """The same without a fence: for a mutant, or another order of the lines.

    A robot that bumps into something has a behaviour, and both may agree on it; a Python program that ends in an error has no answer.
    """
    trace = run(program, world=world, inputs=inputs)
    fault = trace.fault
    if fault is not None and fault.kind not in OF_THE_WORLD:
        return Agreement(False, f"the program does not come to its end: line {fault.line}: {fault.what}", ("ours",), trace)
    if program.language == "robot" or (program.language == "blocks" and trace.spot is None and followable(program)):
        return _robot(program, world, trace)
    if program.language == "blocks":
        return _blocks(program, world, inputs, trace)
    return _python(program, world, inputs, trace)


def _robot(program: Program, world: World | None, trace: Trace) -> Agreement:
    walk = replay(program, world)
    line = trace.fault.line if trace.fault else 0
    different = (
        _walk(trace, walk) or ("said" if walk.said != trace.output else "") or ("line" if line and walk.line != line else "")
    )
    if different:
        return Agreement(False, f"two replays differ in the {different}", ("ours", "replay"), trace)
    return Agreement(True, f"run and replayed: {_outcome(trace)}", ("ours", "replay"), trace)


def _walk(trace: Trace, walk: Walk) -> str:
    """What differs, or nothing."""
    pairs = {
        "path": (tuple(walk.path), trace.path), "facing": (walk.looks, trace.final.looks), "things on the squares": (tuple(walk.lying), trace.items),
        "things held": (walk.held, trace.held), "ending": (walk.stopped, trace.fault.kind if trace.fault else ""),
    }  # fmt: skip
    return next((what for what, (a, b) in pairs.items() if a != b), "")


def _python(program: Program, world: World | None, inputs: tuple[str, ...], trace: Trace) -> Agreement:
    if trace.chance:
        return Agreement(False, "the program asks for a number by chance, so no answer is sure", ("ours",), trace)
    names = sorted(trace.variables) if trace.fault is None else []
    heading = first_heading(world) if trace.spot else None
    asked = {"source": dialect.told(program), "inputs": list(inputs), "names": names, "seconds": SECONDS, "heading": heading}
    told = worker().ask(asked)
    if told["error"] and (trace.fault is None or "output" not in told):
        return Agreement(False, f"only one engine can run it; the other says: {told['error']}", ("ours",), trace)
    commands = [(name, _steps(steps), at) for name, steps, at in told["commands"]]
    walk, done = walked([(name, steps) for name, steps, _ in commands], None if trace.spot else world)
    output = told["output"] if done == len(commands) else told["output"][: commands[done][2]]
    both = ("ours", "monty")
    different = _walk(trace, walk) if trace.spot is None else _drawn(trace, told)
    if different:
        return Agreement(False, f"two engines differ in the {different}", both, trace)
    if output != trace.output:
        return Agreement(False, f"two engines print differently: {trace.output!r} and {output!r}"[:300], both, trace)
    for name in names:
        shown = told["values"].get(name, "nothing")
        if shown != repr(trace.variables[name]):
            return Agreement(False, f"two engines end with {name} as {trace.variables[name]!r} and {shown}"[:300], both, trace)
    return Agreement(True, f"run in both engines: {_outcome(trace)}", both, trace)


def _blocks(program: Program, world: World | None, inputs: tuple[str, ...], trace: Trace) -> Agreement:
    """Blocks are told in Python, with what they mean before them, for the second engine."""
    if trace.chance:
        return Agreement(False, "the program asks for a number by chance, so no answer is sure", ("ours",), trace)
    try:
        python = Told(program, world, plane=trace.spot is not None)
    except Untold as what:
        return Agreement(False, f"only one engine can run it; the other does not know {what}", ("ours",), trace)
    kept = {
        python.variables[name]: value
        for name, value in trace.variables.items()
        if trace.fault is None and name in python.variables
    }
    seen = {} if trace.spot else _on_paper(trace)
    heading = first_heading(world) if trace.spot else None
    ends = f"[{', '.join((*seen, *kept))}]"  # asked for at once: each question takes the engine a while
    told = worker().ask(
        {"source": python.source, "inputs": list(inputs), "names": [ends], "seconds": SECONDS, "heading": heading}
    )
    if told["error"]:
        return Agreement(False, f"only one engine can run it; the other says: {told['error']}", ("ours",), trace)
    both = ("ours", "monty")
    if trace.spot and (different := _drawn(trace, told)):
        return Agreement(False, f"two engines differ in the {different}", both, trace)
    if told["output"] != trace.output:
        return Agreement(False, f"two engines say differently: {trace.output!r} and {told['output']!r}"[:300], both, trace)
    ours, other = repr([*seen.values(), *kept.values()]), told["values"].get(ends)
    if ours != other:
        return Agreement(False, f"two engines end differently: {ours} and {other}"[:300], both, trace)
    return Agreement(True, f"run in both engines: {_outcome(trace)}", both, trace)


def _on_paper(trace: Trace) -> dict[str, Any]:
    """What the second engine should find on the squared paper, by the names that it has there."""
    x, y = {"up": (0, 1), "right": (1, 0), "down": (0, -1), "left": (-1, 0)}[trace.final.looks]
    things = sorted([ord(square[0]) - 65, int(square[1:]) - 1] for square in trace.items if trace.final.columns)
    stopped = [trace.fault.kind, trace.fault.line] if trace.fault else ["", 0]
    return {
        "PATH": list(trace.path), "X": [trace.final.x, trace.final.y, x, y], "HELD[0]": trace.held, "STOPPED": stopped,
        "sorted(THINGS)": things if trace.final.columns else [],
    }  # fmt: skip


def _steps(value: Any) -> int:
    return 1 if value is None else int(value)


def _drawn(trace: Trace, told: dict[str, Any]) -> str:
    """What two turtles drew or where they are differently, or nothing."""
    ours = [(stroke.x1, stroke.y1, stroke.x2, stroke.y2, stroke.colour, stroke.width) for stroke in trace.strokes]
    if len(ours) != len(told["strokes"]) or not all(
        _near(a, b) for one, other in zip(ours, told["strokes"], strict=True) for a, b in zip(one, other, strict=True)
    ):
        return "drawing"
    spot = trace.spot
    if spot is None or not all(
        _near(a, b) for a, b in zip((spot.x, spot.y, spot.pen), (*told["spot"][:2], told["spot"][3]), strict=True)
    ):
        return "place of the turtle"
    return "" if _near((spot.heading - told["spot"][2] + 180) % 360, 180) else "way the turtle looks"


def _near(a: Any, b: Any) -> bool:
    """The same, or numbers nearer than anybody draws."""
    return a == b or (isinstance(a, int | float) and isinstance(b, int | float) and abs(a - b) < TOLERANCE)


def _outcome(trace: Trace) -> str:
    parts = []
    if trace.strokes:
        parts.append(f"it draws {len(trace.strokes)} lines")
    if len(trace.path) > 1 or trace.final != trace.start:
        parts.append(f"it stops on {trace.final.square} looking towards {trace.final.towards}")
    if trace.output:
        parts.append(f"it prints {trace.output!r}"[:200])
    if trace.fault:
        parts.append(f"it ends at line {trace.fault.line}: {trace.fault.what}")
    return ", and ".join(parts) or "it prints nothing and moves nothing"


class Worker:
    """The process of the second engine: started at the first question, asked again and again, started anew when it is lost."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.owner = 0
        self.running: Any = None
        self.answers: queue.Queue[bytes] = queue.Queue()

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """One program's answer. EnvironmentFault when the engine cannot be started at all."""
        with self.lock:
            for _ in range(2):
                self._start()
                try:
                    self.running.stdin.write(json.dumps(request).encode() + b"\n")
                    self.running.stdin.flush()
                    line = self.answers.get(timeout=PATIENCE)
                except (OSError, queue.Empty):
                    line = b""
                if line:
                    told: dict[str, Any] = json.loads(line)
                    return told
                lost = self.running.poll() is not None
                self._end()
                if not lost:
                    return {"error": f"no answer within {PATIENCE:.0f} seconds"}
        raise EnvironmentFault(
            "the second engine for programs cannot be started", remedy="Install the package pydantic-monty again"
        )

    def _start(self) -> None:
        if self.running is not None and self.owner == os.getpid() and self.running.poll() is None:
            return
        self._end()
        # By its path and not as a module of the package: it needs nothing else of it, and is there in a tenth of a second.
        self.running = process.start([sys.executable, "-I", monty_worker.__file__])
        self.owner = os.getpid()
        self.answers = queue.Queue()
        threading.Thread(target=self._listen, args=(self.running.stdout, self.answers), daemon=True).start()

    @staticmethod
    def _listen(stream: Any, answers: queue.Queue[bytes]) -> None:
        for line in stream:
            answers.put(line)
        answers.put(b"")
        stream.close()

    def _end(self) -> None:
        """End the process, if it is this process's own."""
        running, self.running = self.running, None
        if running is None or self.owner != os.getpid():
            return
        running.kill()
        running.wait()
        running.stdin.close()

    def close(self) -> None:
        with self.lock:
            self._end()


@cache
def worker() -> Worker:
    """The one worker of this process."""
    made = Worker()
    atexit.register(made.close)
    return made
