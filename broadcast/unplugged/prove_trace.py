"""Prove a trace again: each row is a state of the run, in their order; what a box asks to be counted is counted in the run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from broadcast.program import Trace, TraceStep
from broadcast.unplugged.model import Item
from broadcast.unplugged.prove_runs import agreed, end_of, goal_named, on_grid, program_of, value_shown, wrong


def _counts(item: Item, trace: Trace) -> bool:
    """Is it a question for a number: steps walked, how long all lines are, how often a line is done? Then it is counted."""
    if len(item.answers) != 1 or "vars" in item.answers[0]:
        return False
    answer = item.answers[0]
    if "line" in answer:
        counted = {"line": answer["line"], "times": sum(step.line == answer["line"] for step in trace.steps)}
    elif "steps" in answer:
        counted = {"steps": len(trace.path) - 1}
    else:
        counted = {"far": round(sum(((one.x2 - one.x1) ** 2 + (one.y2 - one.y1) ** 2) ** 0.5 for one in trace.strokes))}
    if counted != answer:
        raise wrong(item, f"counted is {counted}, the key says {answer}")
    return True


def trace(item: Item) -> None:
    """The rows are states of the run in their order, from where it starts to how it ends."""
    run = agreed(item, program_of(item).source)
    if _counts(item, run):
        return
    walks = on_grid(item) and not item.goal
    answers = list(item.answers)
    if item.goal:
        goal_named(item, end_of(item, run) or ())
        if not answers or answers.pop(0)["vars"].keys() != {"heading"}:
            raise wrong(item, "the first row is not where the turtle starts")
    if walks:
        first = answers.pop(0)
        if first["vars"]["square"] != run.start.square or first["vars"]["looks"] != run.start.towards:
            raise wrong(item, "the first row is not where the robot starts")
    if not _follows(run, answers, walks):
        raise wrong(item, "the rows are not states of the run in their order")
    last = answers[-1]["vars"]
    final: dict[str, Any] = dict(run.variables)
    if item.goal:
        final |= _turtle(run, run.steps[-1])
    if walks:
        final |= {"square": run.final.square, "looks": run.final.towards, "holds": str(run.held)}
    different = next((name for name in last if last[name] != value_shown(final[name])), None)
    if different is not None or "".join(_lines(answer["out"]) for answer in answers) != run.output.rstrip("\n") + "\n" * bool(
        run.output
    ):
        raise wrong(item, f"the last row is not how the run ends ({different or 'what is said'})")


def _lines(out: str) -> str:
    return out + "\n" if out else ""


def _follows(trace: Trace, answers: Sequence[Any], walks: bool) -> bool:
    """Is there a step for each row, later than the one before, with what it claims?"""
    steps = trace.steps
    reached = {0}  # numbers of steps done when a row is full
    output = {0: ""}
    for answer in answers:
        reached_next: set[int] = set()
        for at, step in enumerate(steps, 1):
            if (
                at <= min(reached, default=len(steps))
                or step.line != answer["line"]
                or not _state(trace, step, answer["vars"], walks)
            ):
                continue
            for before in reached:
                said = step.output[len(output[before]) :].removesuffix("\n")
                if before < at and said == answer["out"]:
                    reached_next.add(at)
                    output[at] = step.output
                    break
        if not reached_next:
            return False
        reached = reached_next
    return True


def _state(trace: Trace, step: TraceStep, claimed: dict[str, str], walks: bool) -> bool:
    real = {name: value_shown(value) for name, value in step.variables.items()} | _turtle(trace, step)
    if walks:
        real |= {"square": step.pose.square, "looks": step.pose.towards, "holds": str(step.held)}
    return all(real.get(name) == value for name, value in claimed.items())


def _turtle(trace: Trace, step: TraceStep) -> dict[str, str]:
    """How long the last line is that a turtle has drawn, and where it looks, in whole degrees clockwise from up."""
    if step.spot is None or not step.strokes:
        return {}
    stroke = trace.strokes[step.strokes - 1]
    length = round(((stroke.x2 - stroke.x1) ** 2 + (stroke.y2 - stroke.y1) ** 2) ** 0.5, 1)
    return {"length": f"{length:g}", "heading": str(round(step.spot.heading) % 360)}
