"""Programs of blocks made up by chance, as trees.

`programs()` uses every node that the text of blocks can print, runnable or not: for printing, reading, drawing, speaking. All of it is in the
form in which readers leave it: names are single words (spaces are `_`), `Change` only adds or takes away, empty blocks hold a `Pass`.
"""

from __future__ import annotations

from unicodedata import normalize

from hypothesis import strategies as st

from broadcast.program.model import (
    Assign,
    Binary,
    Block,
    Branch,
    Break,
    Call,
    Change,
    Choose,
    Compare,
    Continue,
    Define,
    Do,
    Effect,
    Expression,
    Filled,
    ForEach,
    Forever,
    Go,
    If,
    Item,
    Listed,
    Logic,
    Method,
    Move,
    Name,
    Nothing,
    Number,
    Part,
    Pass,
    Pen,
    Pick,
    Point,
    Print,
    Program,
    Put,
    Repeat,
    RepeatUntil,
    Return,
    Say,
    Send,
    Sense,
    Statement,
    Stop,
    Text,
    Truth,
    Turn,
    Unary,
    When,
    While,
    numbered,
)

NAMES = st.sampled_from(
    ["Score", "x", "y", "i", "my_list", "answer", "item", "pen", "to", "no", "número", "length", "Repeat", "hay", "wall_", "名前"]
)
WORDS = st.one_of(
    st.sampled_from(
        [
            "",
            "Luz",
            "it's",
            'say "hi"',
            "“so”",
            "a # b",
            "one\ntwo",
            "back\\slash",
            "¿Qué?",
            "mixed \"'“”",
            "30",
            "por 2 segundos",
        ]
    ),
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Z")), max_size=6).map(
        lambda text: normalize("NFC", "".join(text.split()))
    ),
)
TAUGHT = st.sampled_from(["HOP", "draw_square", "forward", "stop", "para"])
NUMBERS = st.one_of(st.integers(0, 400), st.sampled_from([0.5, 1.25, 1e-7, 12345678.5])).map(Number)


def values(depth: int = 2) -> st.SearchStrategy[Expression]:
    """Every kind of value."""
    flag = [
        "x",
        "y",
        "direction",
        "edge",
        "timer",
        "loudness",
        "wall",
        "wall-left",
        "wall-right",
        "item",
        "goal",
        "star",
        "dot",
        "cross",
    ]
    leaf = st.one_of(
        NUMBERS,
        WORDS.map(Text),
        NAMES.map(Name),
        st.booleans().map(Truth),
        st.just(Nothing()),
        st.just(Listed(())),
        st.sampled_from(flag).map(Sense),
        st.tuples(st.sampled_from(["touching", "colour", "key", "mouse", "distance"]), WORDS).map(lambda t: Sense(*t)),
        st.sampled_from(["loud?", "tilt angle (°)", ""]).map(lambda words: Sense("other", words)),
    )
    if not depth:
        return leaf
    inner = values(depth - 1)
    two = st.tuples(inner, inner)
    return st.one_of(
        leaf,
        st.tuples(st.sampled_from(["+", "-", "*", "/", "//", "%", "**"]), inner, inner).map(lambda t: Binary(*t)),
        st.tuples(inner, st.sampled_from(["<", "<=", ">", ">=", "==", "!=", "in"]), inner).map(
            lambda t: Compare(t[0], ((t[1], t[2]),))
        ),
        st.tuples(st.sampled_from(["and", "or"]), st.lists(inner, min_size=2, max_size=3).map(tuple)).map(lambda t: Logic(*t)),
        st.tuples(st.sampled_from(["-", "not"]), inner).map(lambda t: Unary(*t)),
        st.tuples(inner, inner, inner).map(lambda t: Choose(*t)),
        st.lists(inner, min_size=1, max_size=3).map(lambda items: Listed(tuple(items))),
        st.lists(inner, min_size=1, max_size=3).map(lambda items: Filled(tuple((item, -1) for item in items))),
        two.map(lambda t: Item(*t)),
        inner.map(lambda value: Item(value, Unary("-", Number(1)))),
        st.tuples(inner, inner, inner).map(lambda t: Part(*t)),
        two.map(lambda t: Part(t[0], t[1], None)),
        two.map(lambda t: Part(t[0], None, t[1])),
        two.map(lambda t: Call("random", t)),
        two.map(lambda t: Call("position", t)),
        st.tuples(
            st.sampled_from(["len", "int", "round", "floor", "ceil", "sqrt", "abs", "input", "sin", "str", "sum"]), inner
        ).map(lambda t: Call(t[0], t[1:])),
        st.lists(inner, min_size=1, max_size=3).map(lambda items: Call("max", tuple(items))),
        two.map(lambda t: Method(t[0], "index", t[1:])),
        inner.map(lambda value: Method(value, "upper", ())),
    )


def _ranges(value: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    by = st.one_of(value, st.integers(1, 3).map(lambda n: Unary("-", Number(n))))
    return st.one_of(st.tuples(value, value), st.tuples(value, value, by)).map(lambda ends: Call("range", ends))


def lines() -> st.SearchStrategy[Statement]:
    """Every kind of line that holds no others."""
    value = values()
    kinds = ["sound", "note", "costume", "backdrop", "icon", "speed", "clone"]
    return st.one_of(
        st.tuples(value, st.booleans()).map(lambda t: Move(0, *t)),
        st.booleans().map(lambda back: Move(0, Number(1), back, True)),
        st.sampled_from(["left", "right"]).map(lambda side: Turn(0, side)),
        st.tuples(st.sampled_from(["left", "right"]), value).map(lambda t: Turn(0, t[0], angle=t[1])),
        st.sampled_from(
            [Pick(0), Put(0), Break(0), Continue(0), Pass(0), Return(0), Stop(0), Stop(0, "this"), Stop(0, "others")]
        ),
        value.map(lambda v: Say(0, v)),
        st.tuples(value, value).map(lambda t: Say(0, t[0], seconds=t[1])),
        value.map(lambda v: Print(0, (v,))),
        value.map(lambda v: Return(0, v)),
        value.map(lambda v: Point(0, v)),
        WORDS.map(lambda word: Point(0, None, word)),
        st.tuples(value, value, st.booleans()).map(lambda t: Go(0, *t)),
        st.tuples(value, st.booleans()).map(lambda t: Go(0, t[0], None, t[1])),
        st.tuples(value, st.booleans()).map(lambda t: Go(0, None, t[0], t[1])),
        st.tuples(value, value, st.booleans(), value).map(lambda t: Go(0, *t)),
        WORDS.map(lambda word: Go(0, None, None, to=word)),
        st.tuples(value, WORDS).map(lambda t: Go(0, None, None, seconds=t[0], to=t[1])),
        st.sampled_from(["down", "up", "clear", "stamp"]).map(lambda do: Pen(0, do)),
        st.tuples(st.sampled_from(["colour", "width", "change-width"]), value).map(lambda t: Pen(0, *t)),
        st.tuples(st.sampled_from(["wait", "wait-until", "size", "size-by", "think"]), value).map(lambda t: Effect(0, *t)),
        st.tuples(st.sampled_from(kinds), WORDS).map(lambda t: Effect(0, t[0], None, t[1])),
        st.tuples(st.sampled_from(kinds), value.filter(lambda v: not isinstance(v, Text))).map(lambda t: Effect(0, *t)),
        st.tuples(st.sampled_from(["effect", "effect-by"]), value, WORDS).map(lambda t: Effect(0, *t)),
        st.sampled_from(["show", "hide", "costume", "backdrop", "effect", "bounce", "clone"]).map(lambda kind: Effect(0, kind)),
        st.just(Effect(0, "other", None, "play drum (1) for 0.25 beats")),
        st.tuples(WORDS, st.booleans()).map(lambda t: Send(0, *t)),
        st.tuples(NAMES, value).map(lambda t: Assign(0, Name(t[0]), t[1])),
        value.map(lambda v: Assign(0, Name("answer"), Call("input", (v,)))),
        st.tuples(value, value, value).map(lambda t: Assign(0, Item(t[0], t[1]), t[2])),
        st.tuples(NAMES, st.sampled_from("+-"), value).map(lambda t: Change(0, Name(t[0]), t[1], t[2])),
        st.tuples(value, value).map(lambda t: Do(0, Method(t[0], "append", t[1:]))),
        value.map(lambda v: Do(0, Method(v, "pop", ()))),
        st.tuples(value, value).map(lambda t: Do(0, Method(t[0], "pop", t[1:]))),
        st.tuples(value, value, value).map(lambda t: Do(0, Method(t[0], "insert", t[1:]))),
        st.sampled_from(["HOP", "draw_square", "forward", "stop", "para"]).map(lambda name: Do(0, Call(name, ()))),
        st.lists(value, min_size=1, max_size=3).map(lambda given: Do(0, Call("HOP", tuple(given)))),
    )


def _blocks(depth: int) -> st.SearchStrategy[Block]:
    simple = lines()
    if not depth:
        return st.lists(simple, min_size=1, max_size=2).map(tuple)
    inner, value = _blocks(depth - 1), values(1)
    branch = st.tuples(value, inner).map(lambda t: Branch(0, *t))
    more = st.tuples(value, inner).map(lambda t: Branch(0, *t, again=True))
    holding = st.one_of(
        st.tuples(value, inner).map(lambda t: Repeat(0, *t)),
        st.tuples(value, inner).map(lambda t: RepeatUntil(0, *t)),
        st.tuples(value, inner).map(lambda t: While(0, *t)),
        inner.map(lambda body: Forever(0, body)),
        st.tuples(NAMES, _ranges(value), inner).map(lambda t: ForEach(0, *t)),
        st.tuples(NAMES, value, inner).map(lambda t: ForEach(0, *t)),
        st.tuples(branch, st.lists(more, max_size=2), st.one_of(st.just(()), inner)).map(lambda t: If((t[0], *t[1]), t[2])),
    )
    return st.lists(st.booleans().flatmap(lambda plain: simple if plain else holding), min_size=1, max_size=3).map(tuple)


EVENTS = st.sampled_from([("start", ""), ("click", ""), ("clone", ""), ("shake", ""), ("key", "space"), ("message", "go on"), ("button", "A+B"), ("other", "loudness > 10")])  # fmt: skip
PARAMETERS = [(), ("size",), ("a", "to")]


def programs(depth: int = 2) -> st.SearchStrategy[Program]:
    """A program with taught words and scripts, or without a hat."""
    taught = ("HOP", "draw_square", "forward", "stop", "para")

    def made(drawn: tuple[Block, bool, tuple[str, str], Block, tuple[str, ...]]) -> Program:
        body, hat, event, other, parameters = drawn
        words = tuple(Define(0, name, parameters, (Turn(0, "left"),)) for name in taught)
        scripts = (When(0, "start", body), When(0, event[0], other, event[1])) if hat else body  # type: ignore[arg-type]
        return Program("blocks", numbered((*words, *scripts)))

    return st.tuples(_blocks(depth), st.booleans(), EVENTS, _blocks(0), st.sampled_from(PARAMETERS)).map(made)
