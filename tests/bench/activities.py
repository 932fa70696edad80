"""Every order of a program's strips, proven, against a plain loop that puts each order's text together, reads it and runs it in both engines.

    python tests/bench/activities.py

Ours puts the tree of each order together from lines that were read once, drops at once what makes no program, runs the rest in our own
engine and asks both about the orders that reach the goal: `orders`. `make` is the whole box with its talk and further tasks, `prove`
the finished item once more from itself. Modules are imported and the second engine's process is up. Prints a table and last `ratio: N.N` (higher is better).
"""

from __future__ import annotations

import sys
import time
from itertools import permutations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from broadcast.errors import ProgramError
from broadcast.lesson.model import Code
from broadcast.program import read, run
from broadcast.program.engines import compare
from broadcast.unplugged import judging, ordering
from broadcast.unplugged.activities import ACTIVITIES
from broadcast.unplugged.model import Item
from broadcast.unplugged.prove import prove
from broadcast.unplugged.sheet import Sheet
from tests.unplugged.unplugged_lessons import STAGE, blocks, made, python, robot

WALK = "repeat 2:\n    forward 2\n    right\nforward 1\nleft\nforward 1\n"
SUM = "eggs = 3\nfor day in range(3):\n    eggs = eggs * 2\n    sold = eggs - 1\neggs = eggs - sold\nprint(eggs)\n"
PEN = "pen down\nrepeat 3:\n    forward 60\n    turn right 90 degrees\nturn right 45 degrees\nforward 90\n"
SIX = {
    "robot": robot(WALK, start="B2"),
    "python": python(SUM),
    "blocks, drawing": blocks(PEN),
    "blocks, saying": blocks(STAGE, "stage"),
}
EIGHT = ("predict", "trace", "which", "parsons", "blank", "bug", "match", "change")


def forget() -> None:
    """Nothing is known from the run before; what is imported and started stays."""
    for known in (ordering.ends, judging.parsed, judging.tried, judging.judged):
        known.cache_clear()


def timed(code: Code, *kinds: str) -> tuple[float, float, Sheet]:
    """Seconds to make, seconds to prove again, and what was made; the better of three."""
    best: list[tuple[float, float, Sheet]] = []
    for _ in range(3):
        forget()
        begin = time.perf_counter()
        sheet = made(code, kinds=kinds)
        middle = time.perf_counter()
        for item in sheet.items:
            prove(item)
        best.append((middle - begin, time.perf_counter() - middle, sheet))
    return min(best, key=lambda one: one[0] + one[1])


def tried(item: Item, code: Code) -> float:
    """Every order of the item's strips, in their right order a program: seconds, the better of three."""
    strips = {option.id: option.program for option in item.options}
    setting = judging.Setting(code.language, code.world)
    source = "".join(strips[letter] for letter in item.answers[0])
    best = []
    for _ in range(3):
        forget()
        begin = time.perf_counter()
        program = judging.parsed(source, setting)
        assert program is not None
        whole = judging.view(program, code.world, run(program, world=code.world))
        ends, line = [], 0
        for letter in item.answers[0]:
            count = strips[letter].count("\n")
            ends.append(tuple(range(line + 1, line + count + 1)))
            line += count
        puzzle = ordering.Puzzle(program, source, setting, tuple(ends), whole)
        every = ordering.ends(puzzle)
        goal = dict(every)[tuple(range(len(ends)))]
        right = [order for order, end in every if end == goal]
        assert len(right) == len(item.answers) and all(judging.proven(puzzle.text(order), setting, whole) for order in right)
        best.append(time.perf_counter() - begin)
    return min(best)


def plainly(item: Item, code: Code) -> tuple[float, int]:
    """The same orders one by one from their text: seconds, and how many reach the goal."""
    strips = {option.id: option.program for option in item.options}
    world = code.world
    begin = time.perf_counter()

    def end(order: tuple[str, ...]) -> object:
        text = "".join(strips[letter] for letter in order)
        try:
            found = compare(read(Code("", code.language, text, 0, world)), world=world)
        except ProgramError:
            return None
        return (found.trace.final, found.trace.output, found.trace.strokes) if found.ok and found.trace.done else None

    goal = end(tuple(item.answers[0]))
    count = sum(end(order) == goal for order in permutations(strips))
    return time.perf_counter() - begin, count


def main() -> None:
    ratios = []
    print(f"{'program':18}{'orders':>8}{'orders s':>10}{'plain s':>10}{'ratio':>8}{'make s':>10}{'prove s':>10}")
    for name, code in SIX.items():
        make, again, sheet = timed(code, "parsons")
        if not sheet.items:
            print(f"{name:18} {sheet.refused[0].why}")
            continue
        item = sheet.items[0]
        plain, count = plainly(item, code)
        assert count == len(item.answers)
        ours = tried(item, code)
        ratios.append(plain / ours)
        print(f"{name:18}{item.proof.tried:8}{ours:10.3f}{plain:10.3f}{ratios[-1]:8.1f}{make:10.3f}{again:10.3f}")
    print(f"\n{'worksheet of':18}{'items':>8}{'make s':>10}{'prove s':>10}")
    assert set(EIGHT) <= set(ACTIVITIES)
    for name, code in SIX.items():
        make, again, sheet = timed(code, "program", *EIGHT)
        print(f"{name:18}{len(sheet.items):8}{make:10.3f}{again:10.3f}")
    print(f"ratio: {min(ratios):.1f}")


if __name__ == "__main__":
    main()
