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
from broadcast.program import Trace, mutants, read
from broadcast.program import source as printed
from broadcast.unplugged import prove_cards, prove_trace, prove_words
from broadcast.unplugged.checklist import met
from broadcast.unplugged.model import Item, Source
from broadcast.unplugged.prove_maze import fewest
from broadcast.unplugged.prove_runs import (
    Unproven,
    agreed,
    alone,
    code_of,
    end_of,
    goal_named,
    on_grid,
    program_of,
    value_shown,
    wrong,
)

GAP = "____"


def prove(item: Item) -> None:
    """Every answer of the item, or Unproven with what is wrong."""
    if item.kind not in HOW:
        raise Unproven(f"nobody knows how to prove an item of the kind {item.kind}")
    try:
        HOW[item.kind](item)
        for one in item.further:
            prove(one)
    except Unproven:
        raise
    except InputError as error:
        raise Unproven(f"{item.id}: {error.what}") from error
    except (KeyError, IndexError, TypeError, AttributeError, ValueError) as error:  # somebody wrote into it by hand
        raise Unproven(f"{item.id}: its answers are not as its kind has them") from error


def _predict(item: Item) -> None:
    end = end_of(item, agreed(item, program_of(item).source))
    if item.goal:
        goal_named(item, end or ())
        if item.options:
            _which(item)
        return
    if end != item.answers:
        raise wrong(item, f"the run ends with {end}, the key says {item.answers}")


def _change(item: Item) -> None:
    """All of the tried numbers that reach the goal, and no other; a walk that stays where it is does not count."""
    text = program_of(item).source
    if text.count(GAP) != 1 or not item.answers:
        raise wrong(item, "it has not exactly one gap, or no answer")
    right = [str(value) for value in item.answers]
    goal = end_of(item, agreed(item, text.replace(GAP, right[0])))
    if goal is None or not any(goal):
        raise wrong(item, "its answers lead nowhere")
    goal_named(item, goal)
    for option in item.options:
        filled = text.replace(GAP, option.text)
        trace = agreed(item, filled) if option.text in right else alone(item, filled)
        reached = trace is not None and end_of(item, trace) == goal and (not on_grid(item) or len(trace.path) > 1)
        if reached != (option.text in right):
            raise wrong(item, f"{option.text} {'does it and is not' if reached else 'does not do it and is'} in the key")
    if not set(right) <= {option.text for option in item.options}:
        raise wrong(item, "an answer lies outside of the tried range")


def _blank(item: Item) -> None:
    """Exactly one of the candidates gives the end that the answer gives."""
    if len(item.answers) != 1:
        raise wrong(item, "a blank has one answer")
    _change(item)


def _parsons(item: Item) -> None:
    """Every order of the strips is put together and run; those that end as the key's first one are the key."""
    strips = {option.id: option.program for option in item.options}
    if not item.answers:
        raise wrong(item, "it has no order")
    goal = _pose(agreed(item, _stacked(strips, item.answers[0])), item)
    goal_named(item, goal[:1] if on_grid(item) and not item.goal else goal)
    right = {tuple(answer) for answer in item.answers}
    pairs: dict[str, list[str]] = {}
    for letter in strips:  # of C1 and C2, one belongs into the order
        pairs.setdefault(letter.rstrip("0123456789"), []).append(letter)
    for order in (order for chosen in product(*pairs.values()) for order in permutations(chosen)):
        if order in right:
            reached = _pose(agreed(item, _stacked(strips, order)), item) == goal
        else:
            trace = alone(item, _stacked(strips, order))
            reached = trace is not None and _pose(trace, item) == goal
        if reached != (order in right):
            raise wrong(
                item, f"the order {' '.join(order)} {'works and is not' if reached else 'does not work and is'} in the key"
            )


def _order(item: Item) -> None:
    """Every way to lay the steps of the key into the gaps is run; those that end as the key's first one are the key."""
    steps = {option.id: option.text for option in item.options}
    text = program_of(item).source
    if not item.answers or text.count(GAP) != len(item.answers[0]):
        raise wrong(item, "it has no answer, or not a step for each gap")
    goal = _pose(agreed(item, _laid(text, steps, item.answers[0])), item)
    goal_named(item, goal[:1] if on_grid(item) and not item.goal else goal)
    right = {tuple(answer) for answer in item.answers}
    for filling in sorted(set(permutations(item.answers[0])) | right):
        filled = _laid(text, steps, filling)
        trace = agreed(item, filled) if filling in right else alone(item, filled)
        if (trace is not None and _pose(trace, item) == goal) != (filling in right):
            raise wrong(
                item, f"{' '.join(filling)} {'works and is not' if filling not in right else 'does not work and is'} in the key"
            )


def _faded(item: Item) -> None:
    """Every way to put the candidates into their gaps is run: the key's alone reaches the goal."""
    text = program_of(item).source
    by_gap: dict[str, list[str]] = {}
    for option in item.options:
        by_gap.setdefault(option.id.rstrip("abcdefghijklmnopqrstuvwxyz"), []).append(option.text)
    if len(item.answers) != 1 or text.count(GAP) != len(by_gap) or len(by_gap) != len(item.answers[0]):
        raise wrong(item, "it has not exactly one answer, or not candidates for each gap")
    right = tuple(item.answers[0])
    goal = _pose(agreed(item, _filled(text, right)), item)
    goal_named(item, goal[:1] if on_grid(item) and not item.goal else goal)
    if right not in (every := list(product(*by_gap.values()))):
        raise wrong(item, "the answer is none of the candidates")
    for texts in every:
        trace = alone(item, _filled(text, texts))
        if texts != right and trace is not None and _pose(trace, item) == goal:
            raise wrong(item, f"{', '.join(map(str.strip, texts))} does it as well")


def _filled(text: str, texts: Sequence[str]) -> str:
    for one in texts:
        text = text.replace(GAP, one, 1)
    return text


def _laid(text: str, steps: dict[str, str], filling: Sequence[str]) -> str:
    return _filled(text, [steps[letter] for letter in filling])


def _stacked(strips: dict[str, str], order: Sequence[str]) -> str:
    return "".join(strips[letter] for letter in order)


def _pose(trace: Trace, item: Item) -> tuple[str, ...]:
    if item.goal or not on_grid(item):
        return end_of(item, trace) or ()
    said = trace.printed if all(line.strip() in item.prompt for line in trace.printed) else ()
    return (trace.final.square, trace.final.towards, *said)


def _path(item: Item) -> None:
    """The moves of the key, done one by one on an empty program, walk the same squares as the program; a drawing is the program's."""
    if not program_of(item).source.strip():
        _maze(item)
        return
    trace = agreed(item, program_of(item).source)
    if item.goal:
        goal_named(item, end_of(item, trace) or ())
        if [tuple(map(tuple, answer)) for answer in item.answers] != [item.goal]:
            raise wrong(item, "the lines of the key are not what the program draws")
        return
    for answer in item.answers:
        walk = _alone_moves(item, answer)
        if walk.path != trace.path or walk.final != trace.final:
            raise wrong(item, "the moves of the key do not walk the program's way")
    if not item.answers:
        raise wrong(item, "it has no way")


def _maze(item: Item) -> None:
    """The moves of the key lead to the goal, and no way is shorter. Any way that does both is right."""
    world = code_of(program_of(item), "").world
    if world is None or not item.answers:
        raise wrong(item, "it has no paper, or no way")
    least = fewest(world)
    for answer in item.answers:
        walk = _alone_moves(item, answer)
        if walk.final.square != world.goal:
            raise wrong(item, f"the moves of the key stop on {walk.final.square}, the goal is {world.goal}")
        if len(walk.path) - 1 != least:
            raise wrong(item, f"the way of the key has {len(walk.path) - 1} steps, the shortest has {least}")


def _alone_moves(item: Item, moves: Sequence[str]) -> Trace:
    told = Source(language="robot", source="\n".join(moves) + "\n", world=program_of(item).world)
    return agreed(item.model_copy(update={"program": told}), told.source)


def _bug(item: Item) -> None:
    """The mended line gives an end that the shown program does not; no other single change of one line gives it."""
    text = program_of(item).source
    lines = text.rstrip("\n").split("\n")
    if len(item.answers) != 1:
        raise wrong(item, "a bug has one place")
    answer = item.answers[0]
    at = answer["line"] - 1
    indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
    mended = "\n".join([*lines[:at], indent + answer["mended"].strip(), *lines[at + 1 :]]) + "\n"
    goal = end_of(item, agreed(item, mended))
    if goal is None or not any(goal):
        raise wrong(item, "the mended program has no end to see")
    goal_named(item, goal)
    if end_of(item, alone(item, text)) == goal:
        raise wrong(item, "the shown program does what it should")
    shown = read(code_of(program_of(item), text))
    right = printed(read(code_of(program_of(item), mended)))
    for mutant in mutants(shown):
        if mutant.source != right and end_of(item, alone(item, mutant.source)) == goal:
            raise wrong(item, f"another change mends it too: line {mutant.line}, {mutant.now.strip()!r}")


def _which(item: Item) -> None:
    """One option alone does what the shown program does, and no two do the same; all of them in both engines."""
    if len(item.answers) != 1 or len({option.id for option in item.options}) != len(item.options):
        raise wrong(item, "it has not exactly one answer, or two options of a letter")
    goal = _shows(item, agreed(item, program_of(item).source))
    seen = {option.id: _shows(item, agreed(item, option.program)) for option in item.options}
    right = [letter for letter, shown in seen.items() if shown == goal]
    if right != [item.answers[0]]:
        raise wrong(item, f"{' and '.join(right) or 'none'} does it, the key says {item.answers[0]}")
    if len(set(seen.values())) != len(seen):
        raise wrong(item, "two options show the same")
    if item.goal or not on_grid(item):
        goal_named(item, goal)


def _shows(item: Item, trace: Trace) -> tuple[Any, ...]:
    """What paper shows of a run: lines walked and the last square, a drawing, or everything said."""
    if item.goal or not on_grid(item):
        return end_of(item, trace) or ()
    return tuple(sorted({tuple(sorted(pair)) for pair in zip(trace.path, trace.path[1:], strict=False)})), trace.final.square


def _match(item: Item) -> None:
    """Each word has its own meaning, and no two are alike."""
    texts = {option.id: option.text for option in item.options}
    pairs = [tuple(answer) for answer in item.answers]
    used = [one for pair in pairs for one in pair]
    if len(set(used)) != len(used) or set(used) != set(texts) or any(len(pair) != 2 for pair in pairs):
        raise wrong(item, "its words and meanings are not paired one to one")
    if len({text.casefold() for text in texts.values()}) != len(texts):
        raise wrong(item, "two of its words or meanings are the same")


def _make(item: Item) -> None:
    """The lesson's own program, run by both engines, meets every point of the list; a partner does the rest by hand."""
    text = program_of(item).source
    trace = agreed(item, text)
    program = read(code_of(program_of(item), text))
    if not item.answers or [option.id for option in item.options] != list(item.answers):
        raise wrong(item, "its list has no points, or others than the sheet")
    lost = next((point for point in item.answers if not met(point, program, trace)), "")
    if lost:
        raise wrong(item, f"the lesson's own program does not meet the point {lost}")


def _act(item: Item) -> None:
    """The commands so far, run after each of them, lead where the key says; none leaves the room."""
    told = program_of(item)
    parts = [option.program for option in item.options]
    if not parts or "".join(parts) != told.source or len(parts) != len(item.answers):
        raise wrong(item, "its commands are not its program, or not all are answered")
    for at, answer in enumerate(item.answers, 1):
        trace = agreed(item, "".join(parts[:at]))
        if on_grid(item):
            found = [trace.final.square, trace.final.towards]
        else:
            found = [
                ", ".join(f"{name} = {value_shown(value)}" for name, value in trace.variables.items()),
                ", ".join(trace.printed),
            ]
        if found != list(answer):
            raise wrong(item, f"after command {at} it is {found}, the key says {answer}")


HOW: dict[str, Callable[[Item], None]] = {
    "act": _act,
    "predict": _predict,
    "trace": prove_trace.trace,
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
