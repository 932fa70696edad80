"""Fences as a lesson would hand them over, and programs made up by chance."""

from __future__ import annotations

from hypothesis import strategies as st

from broadcast.lesson.model import Code, Unit, World
from broadcast.program import Program, read

EXEMPLAR = "repeat 3:\n    forward 2\n    right\n"
STEPS = 'steps = 1\nfor turn in range(4):\n    forward(steps)\n    right(90)\n    steps = steps + 1\nprint("end", steps)\n'


def fence(source: str, language: str = "robot", world: World | None = None, inputs: tuple[str, ...] = (), **names: str) -> Code:
    """A fence on line 10 of its lesson: line 1 of the source is line 11."""
    said = tuple((name, Unit(f"n.{name}", word)) for name, word in names.items())
    return Code("step.000000", language, source, 10, world=world, inputs=inputs, names=said)


def robot(source: str) -> Program:
    return read(fence(source))


def python(source: str) -> Program:
    return read(fence(source, "python"))


def indented(block: list[str]) -> list[str]:
    return ["    " + line for line in block]


def flat(parts: list[list[str]]) -> list[str]:
    return [line for part in parts for line in part]


def often(block: st.SearchStrategy[list[str]], simple: st.SearchStrategy[list[str]]) -> st.SearchStrategy[list[str]]:
    """As many blocks as plain lines, however many kinds there are of each."""
    return st.booleans().flatmap(lambda plain: simple if plain else block)


# --- the robot's language ---


SENSES = ("wall", "item", "goal", "mark star", "mark dot", "mark cross")


def robot_blocks(depth: int = 2) -> st.SearchStrategy[list[str]]:
    """Lines of a program in English words."""
    simple = st.one_of(
        st.integers(1, 4).map(lambda n: [f"forward {n}"]), st.just(["forward"]), st.integers(1, 3).map(lambda n: [f"back {n}"]),
        st.sampled_from([["left"], ["right"], ["pick"], ["put"], ["HOP"]]), st.sampled_from(["hop", "yes!", "12", "a # b"]).map(lambda text: [f'say "{text}"']),
    )  # fmt: skip
    if not depth:
        return st.lists(simple, min_size=1, max_size=3).map(flat)
    inner = robot_blocks(depth - 1)
    negated = st.sampled_from(["", "not "])
    block = st.one_of(
        st.tuples(st.integers(0, 4), inner).map(lambda t: [f"repeat {t[0]}:", *indented(t[1])]),
        st.tuples(negated, st.sampled_from(SENSES), inner).map(lambda t: [f"repeat until {t[0]}{t[1]}:", *indented(t[2])]),
        st.tuples(negated, st.sampled_from(SENSES), inner).map(lambda t: [f"if {t[0]}{t[1]}:", *indented(t[2])]),
        st.tuples(negated, st.sampled_from(SENSES), inner, inner).map(lambda t: [f"if {t[0]}{t[1]}:", *indented(t[2]), "else:", *indented(t[3])]),
    )  # fmt: skip
    return st.lists(often(block, simple), min_size=1, max_size=4).map(flat)


def robot_sources() -> st.SearchStrategy[str]:
    hop = ["to HOP:", "    forward 1", "    left"]
    return robot_blocks().map(lambda lines: "\n".join([*hop, *lines]) + "\n")


def worlds() -> st.SearchStrategy[World]:
    square = st.tuples(st.sampled_from("ABCD"), st.integers(1, 4)).map(lambda t: f"{t[0]}{t[1]}")
    blocked = square.filter(lambda s: s != "B2")
    wall = st.one_of(
        blocked, st.tuples(st.sampled_from("ABC"), st.integers(1, 4)).map(lambda t: f"{t[0]}{t[1]}-{chr(ord(t[0]) + 1)}{t[1]}")
    )
    marks = st.lists(st.tuples(square, st.sampled_from(["star", "dot", "cross"])), max_size=3)
    return st.builds(
        World, columns=st.just(4), rows=st.just(4), start=st.just("B2"), facing=st.sampled_from(["1", "4", "A", "D"]), walls=st.lists(wall, max_size=3).map(tuple),
        goal=st.one_of(st.just(""), square), items=st.lists(square, max_size=4).map(tuple), marks=marks.map(tuple),
    )  # fmt: skip


# --- Python ---


NAMES = ("a", "b", "count")


def expressions(depth: int = 2) -> st.SearchStrategy[str]:
    leaf = st.one_of(st.integers(0, 12).map(str), st.sampled_from(NAMES), st.sampled_from(NAMES))
    if not depth:
        return leaf
    inner = expressions(depth - 1)
    return st.one_of(
        leaf,
        st.tuples(inner, st.sampled_from(["+", "-", "*", "//", "%", "/"]), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        st.tuples(inner, st.sampled_from(["+", "-", "*"]), inner).map(lambda t: f"{t[0]} {t[1]} {t[2]}"),
        st.tuples(inner, inner).map(lambda t: f"({t[0]}) ** ({t[1]} % 4)"),
        inner.map(lambda e: f"-{e}"), st.tuples(inner, inner).map(lambda t: f"max({t[0]}, {t[1]})"), inner.map(lambda e: f"len(str({e}))"),
        st.tuples(inner, inner).map(lambda t: f"[{t[0]}, 7, {t[1]}][{t[1]} % 3]"), inner.map(lambda e: f"abs({e})"),
    )  # fmt: skip


def tests(depth: int = 1) -> st.SearchStrategy[str]:
    plain = st.tuples(st.sampled_from(NAMES), st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), expressions(1)).map(" ".join)
    if not depth:
        return plain
    inner = tests(depth - 1)
    return st.one_of(
        plain, st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(" ".join), inner.map(lambda t: f"not {t}")
    )


def blocks(depth: int = 2, looped: bool = False) -> st.SearchStrategy[list[str]]:
    name = st.sampled_from(NAMES)
    simple = [
        st.tuples(name, expressions()).map(lambda t: [f"{t[0]} = {t[1]}"]), st.tuples(name, st.sampled_from(["+=", "-=", "*="]), expressions(1)).map(lambda t: [" ".join(t)]),
        st.lists(expressions(), min_size=1, max_size=3).map(lambda e: [f"print({', '.join(e)})"]), st.tuples(name, name).map(lambda t: [f"print(f'{{{t[0]}}}: {{{t[1]}}}')"]),
        st.tuples(name, name).map(lambda t: [f"a, b = {t[0]}, {t[1]}"]), expressions(1).map(lambda e: [f"things.append({e})"]), st.just(["print(things, len(things))"]),
        expressions(1).map(lambda e: [f"a = twice({e})"]),
    ]  # fmt: skip
    if looped:
        simple += [st.just(["break"]), st.just(["continue"])]
    if not depth:
        return st.lists(st.one_of(simple), min_size=1, max_size=3).map(flat)
    inner, around = blocks(depth - 1, looped), blocks(depth - 1, True)
    block = st.one_of(
        st.tuples(tests(), inner).map(lambda t: [f"if {t[0]}:", *indented(t[1])]),
        st.tuples(tests(), inner, tests(), inner, inner).map(
            lambda t: [f"if {t[0]}:", *indented(t[1]), f"elif {t[2]}:", *indented(t[3]), "else:", *indented(t[4])]
        ),
        st.tuples(name, st.integers(0, 4), around).map(lambda t: [f"for {t[0]} in range({t[1]}):", *indented(t[2])]),
        st.tuples(name, st.integers(0, 3), st.integers(0, 9), st.sampled_from([1, 2, 3]), around).map(
            lambda t: [f"for {t[0]} in range({t[1]}, {t[2]}, {t[3]}):", *indented(t[4])]
        ),
        st.tuples(name, around).map(lambda t: [f"for {t[0]} in [3, 1, 2]:", *indented(t[1])]),
        around.map(lambda body: ["clock = 0", "while clock < 3:", "    clock += 1", *indented(body)]),
    )  # fmt: skip
    return st.lists(often(block, st.one_of(simple)), min_size=2, max_size=4).map(flat)


def python_sources() -> st.SearchStrategy[str]:
    first = [
        "def twice(x):",
        "    if x > 9:",
        "        return 9",
        "    return x * 2",
        "a = 1",
        "b = 2",
        "count = 3",
        "things = []",
    ]
    return blocks().map(lambda lines: "\n".join([*first, *lines]) + "\n")
