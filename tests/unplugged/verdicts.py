"""Is an item's key right? Judged by `judge`, kind by kind, from the item as it is published."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import permutations, product
from typing import Any

from broadcast.unplugged.model import Item, Source
from tests.unplugged.judge import end, grid, program, runs, same

GAP = "____"
NUMBERS = [str(number) for number in range(1, 13)]


def wrong(item: Item) -> str:
    """What is wrong with an item's key; empty where nothing is."""
    return VERDICTS[item.kind](item)


# --- what comes out ---------------------------------------------------------------------------------------------------


def reached(item: Item, result: dict[str, Any], goal: Any, *, looks: bool = False) -> bool:
    """Does a run end as the goal says: the same drawing, else the same square (and direction), else the same words?"""
    if result["fault"]:
        return False
    if item.goal:
        return same(result["strokes"], goal)
    return bool(ended(item, result, looks) == goal)


def ended(item: Item, result: dict[str, Any], looks: bool = False) -> tuple[str, ...] | None:
    told = program(item)
    found = end(told, result)
    if found is None or not looks or not grid(told):
        return found
    said = result["out"].splitlines()
    return (*found, result["looks"], *(said if all(line.strip() in item.prompt for line in said) else ()))


def goal_of(item: Item, right: dict[str, Any], looks: bool = False) -> Any:
    """What the key's answer gives, and whether the prompt or the picture asks for just that; None where it does not."""
    if item.goal:
        return item.goal if not right["fault"] and same(right["strokes"], item.goal) else None
    found = ended(item, right, looks)
    return found if found and all(text.strip() in item.prompt for text in found[:1]) else None


def sorted_keys(item: Item, tries: dict[tuple[str, ...], str], looks: bool) -> str:
    """Of all tries (answer → program) the key holds those that reach the goal, and nothing else."""
    right = sorted(tuple(map(str, answer)) if not isinstance(answer, str | int) else (str(answer),) for answer in item.answers)
    results = dict(zip(tries, runs(program(item), list(tries.values())), strict=True))
    if right[0] not in results:
        return f"{right[0]} is none of what can be answered"
    goal = goal_of(item, results[right[0]], looks)
    if goal is None:
        return f"{right[0]} ends otherwise than is asked for: {item.prompt}"
    able = sorted(
        answer for answer, result in results.items() if reached(item, result, goal, looks=looks) and _walks(item, result)
    )
    return "" if able == right else f"{able} do it, the key says {right}"


def _walks(item: Item, result: dict[str, Any]) -> bool:
    """A number to change to has to make the robot walk."""
    return item.kind != "change" or not grid(program(item)) or len(result["path"]) > 1


# --- kinds ------------------------------------------------------------------------------------------------------------


def predict(item: Item) -> str:
    told = program(item)
    (result,) = runs(told, [told.source])
    if item.goal:
        return "" if reached(item, result, item.goal) else "it draws something else"
    found = end(told, result)
    return "" if found == item.answers else f"it ends with {found}, the key says {item.answers}"


def trace(item: Item) -> str:
    """Rows are states of the run in their order, and the last one is its end."""
    told = program(item)
    (result,) = runs(told, [told.source])
    if result["fault"]:
        return str(result["fault"])
    rows, at, heard = result["rows"], 0, ""
    answers = list(item.answers)
    if answers[0]["line"] == 0:
        answers = answers[1:]
    place = [0.0, 0.0]
    for number, answer in enumerate(answers):
        for later in range(at, len(rows)):
            row = rows[later]
            way = ((row["at"][0] - place[0]) ** 2 + (row["at"][1] - place[1]) ** 2) ** 0.5
            if row["line"] == answer["line"] and _holds(row, answer["vars"], way) and _said(row["out"], heard) == answer["out"]:
                at, heard, place = later + 1, row["out"], row["at"]
                break
        else:
            return f"row {number + 1} {answer} is no state of the run"
    last = {name: value for name, value in answers[-1]["vars"].items() if name != "length"}
    return "" if heard == result["out"] and _holds(rows[-1], last, 0) else "the last row is not the end"


def _said(out: str, before: str) -> str:
    return out[len(before) :].removesuffix("\n")


def _holds(row: dict[str, Any], claimed: dict[str, str], way: float) -> bool:
    """`way`: how far it is from where the row before ended, as a turtle's table has it."""
    real = {
        **row["vars"],
        "square": row["square"],
        "looks": row["looks"],
        "holds": str(row["held"]),
        "length": f"{round(way, 3):g}",
    }
    if "heading" in claimed:
        real["heading"] = f"{round(float(row['looks']), 3) % 360:g}"
    return all(real.get(name) == value for name, value in claimed.items())


def filled(item: Item) -> str:
    """Of all that can be put into the gap."""
    candidates = [option.text for option in item.options] or NUMBERS
    return sorted_keys(item, {(text,): program(item).source.replace(GAP, text) for text in candidates}, False)


def stacked(item: Item) -> str:
    """Every order of the strips; where two belong together, one of each pair."""
    strips = {option.id: option.program for option in item.options}
    length = len(item.answers[0])
    orders = permutations(strips, length)
    return sorted_keys(item, {order: "".join(strips[letter] for letter in order) for order in orders}, True)


def charted(item: Item) -> str:
    """Every way to lay the steps into the boxes."""
    steps = {option.id: option.text for option in item.options}
    ways = set(permutations(item.answers[0]))
    return sorted_keys(item, {way: _into(program(item).source, [steps[letter] for letter in way]) for way in sorted(ways)}, True)


def faded(item: Item) -> str:
    by_gap: dict[str, list[str]] = {}
    for option in item.options:
        by_gap.setdefault(option.id.rstrip("abcdefgh"), []).append(option.text)
    return sorted_keys(item, {texts: _into(program(item).source, texts) for texts in product(*by_gap.values())}, True)


def _into(text: str, parts: Sequence[str]) -> str:
    for part in parts:
        text = text.replace(GAP, part, 1)
    return text


def which(item: Item) -> str:
    """One does it, and no two look alike."""
    told = program(item)
    shown, *results = runs(told, [told.source, *(option.program for option in item.options)])
    every = dict(zip((option.id for option in item.options), results, strict=True))
    right = [letter for letter, result in every.items() if _alike(item, shown, result)]
    if right != list(item.answers):
        return f"{right} do what is shown, the key says {item.answers}"
    letters = list(every)
    pairs = [(a, b) for at, a in enumerate(letters) for b in letters[at + 1 :] if _alike(item, every[a], every[b])]
    return f"{pairs} look alike" if pairs else ""


def _alike(item: Item, one: dict[str, Any], other: dict[str, Any]) -> bool:
    if one["fault"] or other["fault"]:
        return False
    if item.goal:
        return same(one["strokes"], other["strokes"])
    if not grid(program(item)):
        return bool(one["out"] == other["out"])
    ways = [{frozenset(pair) for pair in zip(run["path"], run["path"][1:], strict=False)} for run in (one, other)]
    return ways[0] == ways[1] and one["square"] == other["square"]


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
    shown, right, *rest = runs(told, tries)
    goal = goal_of(item, right)
    if goal is None:
        return "the mended program does not do what is asked for"
    if reached(item, shown, goal):
        return "the shown program does what it should"
    return "another change mends it too" if any(reached(item, result, goal) for result in rest) else ""


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
    if item.goal:
        return predict(item)
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
    "order": charted,
    "parsons": stacked,
    "faded": faded,
    "which": which,
    "bug": bug,
    "path": path,
    "match": paired,
}
