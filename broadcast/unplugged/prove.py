"""Prove the answers of an item again, from the item alone: its program, world, inputs, options and answers.

Nothing here asks how the item was made. A program is read from its text and run by both engines; what an item claims of it
(where it stops, what it says, which orders, numbers, words do it) is tried in full once more. To add a kind: a function of an
item that raises `Unproven`, and a row in HOW.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import permutations, product
from typing import Any

from broadcast.errors import InputError
from broadcast.lesson.model import Code, World
from broadcast.program import Trace, TraceStep, mutants, read, run
from broadcast.program import source as printed
from broadcast.program.engines import compare
from broadcast.unplugged import prove_cards, prove_words
from broadcast.unplugged.checklist import met
from broadcast.unplugged.model import Item, Source
from broadcast.unplugged.prove_maze import fewest
from broadcast.unplugged.strokes import merged

GAP = "____"


class Unproven(InputError):
    """An answer that the item's own program does not give."""


def prove(item: Item) -> None:
    """Every answer of the item, or Unproven with what is wrong."""
    try:
        HOW[item.kind](item)
        for one in item.further:
            prove(one)
    except KeyError:
        raise Unproven(f"nobody knows how to prove an item of the kind {item.kind}") from None
    except Unproven:
        raise
    except InputError as error:
        raise Unproven(f"{item.id}: {error.what}") from error


def _wrong(item: Item, what: str) -> Unproven:
    return Unproven(f"{item.id}: {what}")


# --- running ------------------------------------------------------------------------------------------------------------


def _code(told: Source, text: str) -> Code:
    world = told.world
    paper = None
    if world is not None:
        paper = World(
            columns=world["columns"], rows=world["rows"], start=world["start"], facing=world["facing"], walls=tuple(world["walls"]),
            goal=world["goal"], items=tuple(world["items"]), marks=tuple((mark[0], mark[1]) for mark in world["marks"]),
            kind=world.get("kind", "grid"),
        )  # fmt: skip
    return Code(id="", language=told.language, source=text, line=0, world=paper, inputs=told.inputs)


def _told(item: Item) -> Source:
    if item.program is None:
        raise _wrong(item, "it has no program")
    return item.program


def _grid(item: Item) -> bool:
    """Is it about a robot on squared paper?"""
    world = _told(item).world
    return world is not None and world.get("kind", "grid") == "grid"


def _run(item: Item, text: str) -> Trace:
    """A run that both engines agree on and that comes to its end."""
    code = _code(_told(item), text)
    agreement = compare(read(code), world=code.world, inputs=code.inputs)
    if not agreement.ok:
        raise _wrong(item, agreement.why)
    if not agreement.trace.done:
        raise _wrong(item, f"the program does not come to its end: {agreement.trace.ending}")
    if agreement.trace.chance:
        raise _wrong(item, "the program asks for a number by chance")
    return agreement.trace


def _alone(item: Item, text: str) -> Trace | None:
    """One engine's run of a candidate that should be wrong; None where it cannot be read or does not come to its end."""
    if _hangs(text):
        return None
    code = _code(_told(item), text)
    try:
        trace = run(read(code), world=code.world, inputs=code.inputs)
    except InputError:
        return None
    return trace if trace.done else None


def _hangs(text: str) -> bool:
    """Does a line stand further in although the line before it opens nothing? No reader takes that, and most orders are such."""
    before, opens = 0, False
    for line in text.rstrip("\n").split("\n"):
        depth = len(line) - len(line.lstrip(" "))
        if (depth > before and not opens) or (depth <= before and opens):
            return True
        before, opens = depth, line.endswith((":", "："))
    return opens


def _end(item: Item, trace: Trace | None) -> tuple[Any, ...] | None:
    """What anybody sees at the end: the drawing it is about, the last square on paper, else everything said."""
    if trace is None:
        return None
    if item.goal:
        return merged(trace.strokes)
    return (trace.final.square,) if _grid(item) else trace.printed


def _names(item: Item, end: tuple[Any, ...]) -> None:
    """The prompt names the goal that the answers reach; a drawing is the goal that is shown."""
    if item.goal:
        if end != item.goal:
            raise _wrong(item, "the picture is not what its answers draw")
        return
    missing = next((text for text in end if text.strip() not in item.prompt), None)
    if missing is not None:
        raise _wrong(item, f"the prompt does not name what its answers give: {missing!r}")


# --- by kind ------------------------------------------------------------------------------------------------------------


def _predict(item: Item) -> None:
    end = _end(item, _run(item, _told(item).source))
    if item.goal:
        _names(item, end or ())
        if item.options:
            _which(item)
        return
    if end != item.answers:
        raise _wrong(item, f"the run ends with {end}, the key says {item.answers}")


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
        raise _wrong(item, f"counted is {counted}, the key says {answer}")
    return True


def _trace(item: Item) -> None:
    trace = _run(item, _told(item).source)
    if _counts(item, trace):
        return
    walks = _grid(item) and not item.goal
    answers = list(item.answers)
    if item.goal:
        _names(item, _end(item, trace) or ())
        if not answers or answers.pop(0)["vars"].keys() != {"heading"}:
            raise _wrong(item, "the first row is not where the turtle starts")
    if walks:
        first = answers.pop(0)
        if first["vars"]["square"] != trace.start.square or first["vars"]["looks"] != trace.start.towards:
            raise _wrong(item, "the first row is not where the robot starts")
    if not _follows(trace, answers, walks):
        raise _wrong(item, "the rows are not states of the run in their order")
    last = answers[-1]["vars"]
    final: dict[str, Any] = dict(trace.variables)
    if item.goal:
        final |= _turtle(trace, trace.steps[-1])
    if walks:
        final |= {"square": trace.final.square, "looks": trace.final.towards, "holds": str(trace.held)}
    different = next((name for name in last if last[name] != _shown(final[name])), None)
    if different is not None or "".join(_lines(answer["out"]) for answer in answers) != trace.output.rstrip("\n") + "\n" * bool(
        trace.output
    ):
        raise _wrong(item, f"the last row is not how the run ends ({different or 'what is said'})")


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
    real = {name: _shown(value) for name, value in step.variables.items()} | _turtle(trace, step)
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


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{_shown(key)}: {_shown(value[key])}" for key in value)
    return ", ".join(_shown(one) for one in value) if isinstance(value, list | tuple) else str(value)


def _change(item: Item) -> None:
    """All of the tried numbers that reach the goal, and no other; a walk that stays where it is does not count."""
    text = _told(item).source
    if text.count(GAP) != 1 or not item.answers:
        raise _wrong(item, "it has not exactly one gap, or no answer")
    right = [str(value) for value in item.answers]
    goal = _end(item, _run(item, text.replace(GAP, right[0])))
    if goal is None or not any(goal):
        raise _wrong(item, "its answers lead nowhere")
    _names(item, goal)
    for option in item.options:
        filled = text.replace(GAP, option.text)
        trace = _run(item, filled) if option.text in right else _alone(item, filled)
        reached = trace is not None and _end(item, trace) == goal and (not _grid(item) or len(trace.path) > 1)
        if reached != (option.text in right):
            raise _wrong(item, f"{option.text} {'does it and is not' if reached else 'does not do it and is'} in the key")
    if not set(right) <= {option.text for option in item.options}:
        raise _wrong(item, "an answer lies outside of the tried range")


def _blank(item: Item) -> None:
    """Exactly one of the candidates gives the end that the answer gives."""
    if len(item.answers) != 1:
        raise _wrong(item, "a blank has one answer")
    _change(item)


def _parsons(item: Item) -> None:
    """Every order of the strips is put together and run; those that end as the key's first one are the key."""
    strips = {option.id: option.program for option in item.options}
    if not item.answers:
        raise _wrong(item, "it has no order")
    goal = _pose(_run(item, _stacked(strips, item.answers[0])), item)
    _names(item, goal[:1] if _grid(item) and not item.goal else goal)
    right = {tuple(answer) for answer in item.answers}
    pairs: dict[str, list[str]] = {}
    for letter in strips:  # of C1 and C2, one belongs into the order
        pairs.setdefault(letter.rstrip("0123456789"), []).append(letter)
    for order in (order for chosen in product(*pairs.values()) for order in permutations(chosen)):
        if order in right:
            reached = _pose(_run(item, _stacked(strips, order)), item) == goal
        else:
            trace = _alone(item, _stacked(strips, order))
            reached = trace is not None and _pose(trace, item) == goal
        if reached != (order in right):
            raise _wrong(
                item, f"the order {' '.join(order)} {'works and is not' if reached else 'does not work and is'} in the key"
            )


def _order(item: Item) -> None:
    """Every way to lay the steps of the key into the gaps is run; those that end as the key's first one are the key."""
    steps = {option.id: option.text for option in item.options}
    text = _told(item).source
    if not item.answers or text.count(GAP) != len(item.answers[0]):
        raise _wrong(item, "it has no answer, or not a step for each gap")
    goal = _pose(_run(item, _laid(text, steps, item.answers[0])), item)
    _names(item, goal[:1] if _grid(item) and not item.goal else goal)
    right = {tuple(answer) for answer in item.answers}
    for filling in sorted(set(permutations(item.answers[0])) | right):
        filled = _laid(text, steps, filling)
        trace = _run(item, filled) if filling in right else _alone(item, filled)
        if (trace is not None and _pose(trace, item) == goal) != (filling in right):
            raise _wrong(
                item, f"{' '.join(filling)} {'works and is not' if filling not in right else 'does not work and is'} in the key"
            )


def _faded(item: Item) -> None:
    """Every way to put the candidates into their gaps is run: the key's alone reaches the goal."""
    text = _told(item).source
    by_gap: dict[str, list[str]] = {}
    for option in item.options:
        by_gap.setdefault(option.id.rstrip("abcdefghijklmnopqrstuvwxyz"), []).append(option.text)
    if len(item.answers) != 1 or text.count(GAP) != len(by_gap) or len(by_gap) != len(item.answers[0]):
        raise _wrong(item, "it has not exactly one answer, or not candidates for each gap")
    right = tuple(item.answers[0])
    goal = _pose(_run(item, _filled(text, right)), item)
    _names(item, goal[:1] if _grid(item) and not item.goal else goal)
    if right not in (every := list(product(*by_gap.values()))):
        raise _wrong(item, "the answer is none of the candidates")
    for texts in every:
        trace = _alone(item, _filled(text, texts))
        if texts != right and trace is not None and _pose(trace, item) == goal:
            raise _wrong(item, f"{', '.join(map(str.strip, texts))} does it as well")


def _filled(text: str, texts: Sequence[str]) -> str:
    for one in texts:
        text = text.replace(GAP, one, 1)
    return text


def _laid(text: str, steps: dict[str, str], filling: Sequence[str]) -> str:
    return _filled(text, [steps[letter] for letter in filling])


def _stacked(strips: dict[str, str], order: Sequence[str]) -> str:
    return "".join(strips[letter] for letter in order)


def _pose(trace: Trace, item: Item) -> tuple[str, ...]:
    if item.goal or not _grid(item):
        return _end(item, trace) or ()
    said = trace.printed if all(line.strip() in item.prompt for line in trace.printed) else ()
    return (trace.final.square, trace.final.towards, *said)


def _path(item: Item) -> None:
    """The moves of the key, done one by one on an empty program, walk the same squares as the program; a drawing is the program's."""
    if not _told(item).source.strip():
        _maze(item)
        return
    trace = _run(item, _told(item).source)
    if item.goal:
        _names(item, _end(item, trace) or ())
        if [tuple(map(tuple, answer)) for answer in item.answers] != [item.goal]:
            raise _wrong(item, "the lines of the key are not what the program draws")
        return
    for answer in item.answers:
        walk = _alone_moves(item, answer)
        if walk.path != trace.path or walk.final != trace.final:
            raise _wrong(item, "the moves of the key do not walk the program's way")
    if not item.answers:
        raise _wrong(item, "it has no way")


def _maze(item: Item) -> None:
    """The moves of the key lead to the goal, and no way is shorter. Any way that does both is right."""
    world = _code(_told(item), "").world
    if world is None or not item.answers:
        raise _wrong(item, "it has no paper, or no way")
    least = fewest(world)
    for answer in item.answers:
        walk = _alone_moves(item, answer)
        if walk.final.square != world.goal:
            raise _wrong(item, f"the moves of the key stop on {walk.final.square}, the goal is {world.goal}")
        if len(walk.path) - 1 != least:
            raise _wrong(item, f"the way of the key has {len(walk.path) - 1} steps, the shortest has {least}")


def _alone_moves(item: Item, moves: Sequence[str]) -> Trace:
    told = Source(language="robot", source="\n".join(moves) + "\n", world=_told(item).world)
    return _run(item.model_copy(update={"program": told}), told.source)


def _bug(item: Item) -> None:
    """The mended line gives an end that the shown program does not; no other single change of one line gives it."""
    text = _told(item).source
    lines = text.rstrip("\n").split("\n")
    if len(item.answers) != 1:
        raise _wrong(item, "a bug has one place")
    answer = item.answers[0]
    at = answer["line"] - 1
    indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
    mended = "\n".join([*lines[:at], indent + answer["mended"].strip(), *lines[at + 1 :]]) + "\n"
    goal = _end(item, _run(item, mended))
    if goal is None or not any(goal):
        raise _wrong(item, "the mended program has no end to see")
    _names(item, goal)
    if _end(item, _alone(item, text)) == goal:
        raise _wrong(item, "the shown program does what it should")
    shown = read(_code(_told(item), text))
    right = printed(read(_code(_told(item), mended)))
    for mutant in mutants(shown):
        if mutant.source != right and _end(item, _alone(item, mutant.source)) == goal:
            raise _wrong(item, f"another change mends it too: line {mutant.line}, {mutant.now.strip()!r}")


def _which(item: Item) -> None:
    """One option alone does what the shown program does, and no two do the same; all of them in both engines."""
    if len(item.answers) != 1 or len({option.id for option in item.options}) != len(item.options):
        raise _wrong(item, "it has not exactly one answer, or two options of a letter")
    goal = _shows(item, _run(item, _told(item).source))
    seen = {option.id: _shows(item, _run(item, option.program)) for option in item.options}
    right = [letter for letter, shown in seen.items() if shown == goal]
    if right != [item.answers[0]]:
        raise _wrong(item, f"{' and '.join(right) or 'none'} does it, the key says {item.answers[0]}")
    if len(set(seen.values())) != len(seen):
        raise _wrong(item, "two options show the same")
    if item.goal or not _grid(item):
        _names(item, goal)


def _shows(item: Item, trace: Trace) -> tuple[Any, ...]:
    """What paper shows of a run: lines walked and the last square, a drawing, or everything said."""
    if item.goal or not _grid(item):
        return _end(item, trace) or ()
    return tuple(sorted({tuple(sorted(pair)) for pair in zip(trace.path, trace.path[1:], strict=False)})), trace.final.square


def _match(item: Item) -> None:
    """Each word has its own meaning, and no two are alike."""
    texts = {option.id: option.text for option in item.options}
    pairs = [tuple(answer) for answer in item.answers]
    used = [one for pair in pairs for one in pair]
    if len(set(used)) != len(used) or set(used) != set(texts) or any(len(pair) != 2 for pair in pairs):
        raise _wrong(item, "its words and meanings are not paired one to one")
    if len({text.casefold() for text in texts.values()}) != len(texts):
        raise _wrong(item, "two of its words or meanings are the same")


def _make(item: Item) -> None:
    """The lesson's own program, run by both engines, meets every point of the list; a partner does the rest by hand."""
    text = _told(item).source
    trace = _run(item, text)
    program = read(_code(_told(item), text))
    if not item.answers or [option.id for option in item.options] != list(item.answers):
        raise _wrong(item, "its list has no points, or others than the sheet")
    lost = next((point for point in item.answers if not met(point, program, trace)), "")
    if lost:
        raise _wrong(item, f"the lesson's own program does not meet the point {lost}")


def _act(item: Item) -> None:
    """The commands so far, run after each of them, lead where the key says; none leaves the room."""
    told = _told(item)
    parts = [option.program for option in item.options]
    if not parts or "".join(parts) != told.source or len(parts) != len(item.answers):
        raise _wrong(item, "its commands are not its program, or not all are answered")
    for at, answer in enumerate(item.answers, 1):
        trace = _run(item, "".join(parts[:at]))
        if _grid(item):
            found = [trace.final.square, trace.final.towards]
        else:
            found = [", ".join(f"{name} = {_shown(value)}" for name, value in trace.variables.items()), ", ".join(trace.printed)]
        if found != list(answer):
            raise _wrong(item, f"after command {at} it is {found}, the key says {answer}")


HOW: dict[str, Callable[[Item], None]] = {
    "act": _act,
    "predict": _predict,
    "trace": _trace,
    "change": _change,
    "blank": _blank,
    "order": _order,
    "faded": _faded,
    "parsons": _parsons,
    "path": _path,
    "bug": _bug,
    "which": _which,
    "match": _match,
    "wordsearch": prove_words.wordsearch,
    "crossword": prove_words.crossword,
    "cards": prove_cards.cards,
    "make": _make,
}
