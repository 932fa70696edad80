"""Is an item's key right? Judged by `judge`, kind by kind, from the item as it is published."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import permutations
from typing import Any

from broadcast.unplugged.model import Item, Source
from tests.unplugged.judge import end, program, runs

GAP = "____"
NUMBERS = [str(number) for number in range(1, 13)]


def wrong(item: Item) -> str:
    """What is wrong with an item's key; empty where nothing is."""
    return VERDICTS[item.kind](item)


def predict(item: Item) -> str:
    told = program(item)
    (result,) = runs(told, [told.source])
    found = end(told, result)
    return "" if found == item.answers else f"it ends with {found}, the key says {item.answers}"


def trace(item: Item) -> str:
    """Rows are states of the run in their order, and the last one is its end."""
    told = program(item)
    (result,) = runs(told, [told.source])
    if result["fault"]:
        return result["fault"]
    rows, at, heard = result["rows"], 0, ""
    answers = list(item.answers)
    if told.world is not None:
        answers = answers[1:]
    for number, answer in enumerate(answers):
        for later in range(at, len(rows)):
            row = rows[later]
            if row["line"] == answer["line"] and _holds(row, answer["vars"]) and _said(row["out"], heard) == answer["out"]:
                at, heard = later + 1, row["out"]
                break
        else:
            return f"row {number + 1} {answer} is no state of the run"
    return "" if heard == result["out"] and _holds(rows[-1], answers[-1]["vars"]) else "the last row is not the end"


def _said(out: str, before: str) -> str:
    return out[len(before) :].removesuffix("\n")


def _holds(row: dict[str, Any], claimed: dict[str, str]) -> bool:
    real = {**row["vars"], "square": row["square"], "looks": row["looks"], "holds": str(row["held"])}
    return all(real.get(name) == value for name, value in claimed.items())


def filled(item: Item) -> str:
    """Of all that can be put into the gap, the key holds what reaches the goal, and nothing else."""
    told = program(item)
    candidates = [option.text for option in item.options] or NUMBERS
    right = [str(answer) for answer in item.answers]
    results = runs(told, [told.source.replace(GAP, text) for text in candidates])
    ends = {text: end(told, result) for text, result in zip(candidates, results, strict=True)}
    walked = {text: told.world is None or len(result["path"]) > 1 for text, result in zip(candidates, results, strict=True)}
    goal = ends[right[0]]
    if goal is None or not all(text in item.prompt for text in goal):
        return f"the prompt does not name {goal}"
    able = [text for text in candidates if ends[text] == goal and (walked[text] or item.kind != "change")]
    return "" if sorted(able) == sorted(right) else f"{able} do it, the key says {right}"


def ordered(item: Item) -> str:
    told = program(item)
    strips = {option.id: option.program for option in item.options}
    orders = list(permutations(strips))
    results = runs(told, ["".join(strips[letter] for letter in order) for order in orders])
    ends = {order: _pose(told, result) for order, result in zip(orders, results, strict=True)}
    goal = ends[tuple(item.answers[0])]
    if goal is None or goal[0] not in item.prompt:
        return f"the prompt does not name {goal}"
    able = sorted(order for order in orders if ends[order] == goal)
    return "" if able == sorted(tuple(answer) for answer in item.answers) else f"{able} reach it, the key says {item.answers}"


def _pose(told: Source, result: dict[str, Any]) -> tuple[str, ...] | None:
    found = end(told, result)
    return (*found, result["looks"]) if found is not None and told.world is not None else found


def bug(item: Item) -> str:
    told = program(item)
    (answer,) = item.answers
    lines = told.source.rstrip("\n").split("\n")
    at = answer["line"] - 1
    indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]

    def with_line(place: int, text: str | None) -> str:
        return "\n".join([*lines[:place], *([] if text is None else [text]), *lines[place + 1 :]]) + "\n"

    mended = with_line(at, indent + answer["mended"])
    others = [with_line(place, None) for place in range(len(lines))]
    others += [with_line(place, other) for place, line in enumerate(lines) for other in _other_numbers(line)]
    tries = [told.source, mended, *(text for text in others if text != mended)]
    shown, goal, *rest = (end(told, result) for result in runs(told, tries))
    if goal is None or not all(text in item.prompt for text in goal):
        return f"the prompt does not name {goal}"
    if shown == goal:
        return "the shown program does what it should"
    return "another change mends it too" if goal in rest else ""


def _other_numbers(line: str) -> list[str]:
    """The line with any whole number in it changed to any other from 1 to 12."""
    found, at = [], 0
    for piece in line.replace("(", " ( ").replace(")", " ) ").replace(":", " :").split():
        place = line.index(piece, at)
        at = place + len(piece)
        if piece.isdigit():
            found += [line[:place] + number + line[at:] for number in NUMBERS if number != piece]
    return found


def path(item: Item) -> str:
    told = program(item)
    moves = ["\n".join(answer) + "\n" for answer in item.answers]
    (whole,) = runs(told, [told.source])
    walks = runs(Source(language="robot", source="", world=told.world), moves)
    good = not whole["fault"] and all((walk["path"], walk["looks"]) == (whole["path"], whole["looks"]) for walk in walks)
    return "" if good and walks else "the moves of the key do not walk the program's way"


def paired(item: Item) -> str:
    texts = {option.id: option.text for option in item.options}
    used: Sequence[str] = [one for pair in item.answers for one in pair]
    return "" if sorted(used) == sorted(texts) and len(set(texts.values())) == len(texts) else "it is not one to one"


VERDICTS: dict[str, Callable[[Item], str]] = {
    "predict": predict,
    "trace": trace,
    "change": filled,
    "blank": filled,
    "parsons": ordered,
    "bug": bug,
    "path": path,
    "match": paired,
}
