"""Commands for a class that acts them out, and where they lead: run on squared paper, so that nobody has to leave the room.

Each beat is a little program. Children on a floor are robots on five by five steps; children with numbers are a program with one box.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from broadcast.language.phrase import Phrase
from broadcast.lesson.model import World
from broadcast.program import Trace
from broadcast.unplugged.judging import Impossible, Setting, judged
from broadcast.unplugged.model import Item, Option, Proof, Source
from broadcast.unplugged.stage import Stage, described

STARTS = ("C3", "C2", "C4", "C1", "C5", "B3", "D3")
"""Where a child may stand in a room of five by five steps; the first from which all commands stay inside."""
SIDE = 5


@dataclass(frozen=True, slots=True)
class Order:
    """A command as it is said, and as a program."""

    phrase: Phrase
    program: str
    """Lines of the paper robot, or of Python."""


def item(stage: Stage, orders: Sequence[Order], language: str) -> Item:
    """The commands with what a child who does them right has done after each; Impossible where they leave the room."""
    setting = _room(orders) if language == "robot" else Setting("python", None)
    states = [state(_run("".join(one.program for one in orders[:at]), setting), language) for at in range(1, len(orders) + 1)]
    said = " ".join(one.phrase.text for one in orders)
    proof = Proof(how="after each command the program so far was run; nobody leaves five by five steps", engines=("ours", "monty"), runs=len(orders))  # fmt: skip
    told = Source(language=language, source="".join(one.program for one in orders), world=described(setting.world))
    options = tuple(Option(id=str(at), text=one.phrase.text, program=one.program) for at, one in enumerate(orders, 1))
    return Item(
        id=stage.identity(), box=0, kind="act", level=1, program=told, prompt=said, options=options, answers=tuple(states),
        projection="radio", proof=proof,
    )  # fmt: skip


def state(trace: Trace, language: str) -> list[str]:
    """Square and direction of a robot; else the values of the boxes and all that was said."""
    if language == "robot":
        return [trace.final.square, trace.final.towards]
    return [", ".join(f"{name} = {value}" for name, value in trace.variables.items()), ", ".join(trace.printed)]


def _run(program: str, setting: Setting) -> Trace:
    agreement = judged(program, setting)
    if agreement is None or not agreement.ok or not agreement.trace.done:
        raise Impossible("the commands cannot be acted out: " + (agreement.why if agreement else "they cannot be read"))
    return agreement.trace


def _room(orders: Sequence[Order]) -> Setting:
    whole = "".join(one.program for one in orders)
    for start in STARTS:
        setting = Setting("robot", World(columns=SIDE, rows=SIDE, start=start, facing=str(SIDE)))
        agreement = judged(whole, setting)
        if agreement is not None and agreement.ok and agreement.trace.done:
            return setting
    raise Impossible(f"the commands need more room than {SIDE} by {SIDE} steps")
