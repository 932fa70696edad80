"""Programs of blocks made up by chance, as trees.

`programs()` uses every node that the text of blocks can print, runnable or not: for printing, reading, drawing, speaking. All of it is in the
form in which readers leave it: names are single words (spaces are `_`), `Change` only adds or takes away, empty blocks hold a `Pass`.
"""

from __future__ import annotations

from typing import Any
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


def among(*kinds: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """One of several, each as often: `one_of` counts what is inside of a kind too, and would hardly ever come to the small ones."""
    return st.integers(0, len(kinds) - 1).flatmap(kinds.__getitem__)


NAMES = st.sampled_from(
    ["Score", "x", "y", "i", "my_list", "answer", "item", "pen", "to", "no", "número", "length", "Repeat", "hay", "wall_", "名前"]
)
WORDS = among(
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
NUMBERS = among(st.integers(0, 400), st.sampled_from([0.5, 1.25, 1e-7, 12345678.5])).map(Number)


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
    leaf = among(
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
    return among(
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
    by = among(value, st.integers(1, 3).map(lambda n: Unary("-", Number(n))))
    return among(st.tuples(value, value), st.tuples(value, value, by)).map(lambda ends: Call("range", ends))


def lines() -> st.SearchStrategy[Statement]:
    """Every kind of line that holds no others."""
    value = values()
    kinds = ["sound", "note", "costume", "backdrop", "icon", "speed", "clone"]
    return among(
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
    holding = among(
        st.tuples(value, inner).map(lambda t: Repeat(0, *t)),
        st.tuples(value, inner).map(lambda t: RepeatUntil(0, *t)),
        st.tuples(value, inner).map(lambda t: While(0, *t)),
        inner.map(lambda body: Forever(0, body)),
        st.tuples(NAMES, _ranges(value), inner).map(lambda t: ForEach(0, *t)),
        st.tuples(NAMES, value, inner).map(lambda t: ForEach(0, *t)),
        st.tuples(branch, st.lists(more, max_size=2), among(st.just(()), inner)).map(lambda t: If((t[0], *t[1]), t[2])),
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


# --- programs that run ---


KEPT = st.sampled_from(["n", "m"])
LIST = Name("things")
DIGITS = st.integers(0, 12).map(Number)


def amounts(depth: int = 2) -> st.SearchStrategy[Expression]:
    """Numbers, mostly: of variables, lists and texts too."""
    leaf = among(DIGITS, KEPT.map(Name), st.sampled_from(["7", "2.5", "ten"]).map(Text))
    if not depth:
        return leaf
    inner = amounts(depth - 1)
    return among(
        leaf,
        st.tuples(st.sampled_from(["+", "-", "*", "/", "%", "**"]), inner, leaf).map(lambda t: Binary(*t)),
        inner.map(lambda value: Unary("-", value)),
        st.sampled_from(["round", "floor", "ceil", "abs", "int"]).flatmap(
            lambda name: inner.map(lambda value: Call(name, (value,)))
        ),
        st.sampled_from(["sum", "len"]).map(lambda name: Call(name, (LIST,))),
        inner.map(lambda value: Item(LIST, value)),
        st.just(Item(LIST, Unary("-", Number(1)))),
        inner.map(lambda value: Call("position", (LIST, value))),
        st.tuples(inner, inner).map(lambda t: Call("max", t)),
        st.tuples(tests(0), inner, inner).map(lambda t: Choose(*t)),
        inner.map(lambda value: Call("twice", (value,))),
        st.tuples(inner, inner).map(lambda t: Call("len", (Filled(tuple((part, -1) for part in t)),))),
    )


def tests(depth: int = 1) -> st.SearchStrategy[Expression]:
    """Questions."""
    leaf = among(DIGITS, KEPT.map(Name))
    plain = st.tuples(leaf, st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), leaf).map(
        lambda t: Compare(t[0], ((t[1], t[2]),))
    )
    inside = leaf.map(lambda value: Compare(value, (("in", LIST),)))
    if not depth:
        return plain
    inner = tests(depth - 1)
    both = st.tuples(st.sampled_from(["and", "or"]), inner, inner).map(lambda t: Logic(t[0], t[1:]))
    return among(plain, inside, both, inner.map(lambda test: Unary("not", test)), amounts(1))


def _says() -> list[st.SearchStrategy[Statement]]:
    value = amounts()
    return [
        st.tuples(KEPT, value).map(lambda t: Assign(0, Name(t[0]), t[1])),
        st.tuples(KEPT, st.sampled_from("+-"), value).map(lambda t: Change(0, Name(t[0]), t[1], t[2])),
        value.map(lambda v: Say(0, v)),
        st.tuples(KEPT, value).map(lambda t: Say(0, Filled(((Text("now "), -1), (Name(t[0]), -1), (t[1], -1))))),
        tests().map(lambda test: Say(0, test)),
        value.map(lambda v: Do(0, Method(LIST, "append", (v,)))),
        st.integers(0, 2).map(lambda at: Do(0, Method(LIST, "pop", (Number(at),)))),
        value.map(lambda v: Do(0, Method(LIST, "insert", (Number(0), v)))),
        value.map(lambda v: Do(0, Call("shout", (v,)))),
        st.sampled_from([Effect(0, "think", Text("hm")), Pass(0), Send(0, "more", True), Send(0, "done")]),
    ]


def _walks() -> list[st.SearchStrategy[Statement]]:
    return [
        st.tuples(amounts(0), st.booleans()).map(lambda t: Move(0, *t)),
        st.sampled_from(["left", "right"]).map(lambda side: Turn(0, side)),
        st.sampled_from([90, 180, 270]).map(lambda angle: Turn(0, "right", angle=Number(angle))),
        st.sampled_from([Pick(0), Put(0), Turn(0, "left"), Move(0, Number(1), bare=True)]),
    ]


def _draws() -> list[st.SearchStrategy[Statement]]:
    place = amounts(1)
    return [
        st.tuples(st.integers(1, 60).map(Number), st.booleans()).map(lambda t: Move(0, *t)),
        st.tuples(st.sampled_from(["left", "right"]), st.sampled_from([30, 45, 60, 72, 90, 144]).map(Number)).map(
            lambda t: Turn(0, t[0], angle=t[1])
        ),
        st.sampled_from(
            [
                Pen(0, "down"),
                Pen(0, "up"),
                Pen(0, "clear"),
                Pen(0, "colour", Text("red")),
                Pen(0, "width", Number(3)),
                Pen(0, "change-width", Number(2)),
            ]
        ),
        st.tuples(place, place, st.booleans()).map(lambda t: Go(0, *t)),
        place.map(lambda x: Go(0, x, None)),
        place.map(lambda y: Go(0, None, y, True)),
        st.integers(0, 11).map(lambda n: Point(0, Number(30 * n))),
        st.sampled_from(["x", "y", "direction"]).map(lambda what: Say(0, Sense(what))),
    ]


def _running(
    simple: st.SearchStrategy[Statement], asked: st.SearchStrategy[Expression], depth: int, looped: bool = False
) -> st.SearchStrategy[Block]:
    lines = among(simple, simple, simple, st.sampled_from([Break(0), Continue(0)])) if looped else simple
    if not depth:
        return st.lists(lines, min_size=1, max_size=3).map(tuple)
    inner, around = _running(simple, asked, depth - 1, looped), _running(simple, asked, depth - 1, True)
    counted = st.tuples(DIGITS, DIGITS, st.sampled_from([Number(1), Number(2), Unary("-", Number(1))]))
    clock = Change(0, Name("clock"), "+", Number(1))
    holding = among(
        st.tuples(st.integers(0, 4).map(Number), around).map(lambda t: Repeat(0, *t)),
        st.tuples(KEPT, counted, around).map(lambda t: ForEach(0, t[0], Call("range", t[1]), t[2])),
        st.tuples(KEPT, around).map(lambda t: ForEach(0, t[0], Listed((Number(3), Text("x"), Number(1))), t[1])),
        st.tuples(asked, around).map(
            lambda t: While(0, Logic("and", (Compare(Name("clock"), (("<", Number(5)),)), t[0])), (clock, *t[1]))
        ),
        st.tuples(asked, around).map(
            lambda t: RepeatUntil(0, Logic("or", (Compare(Name("clock"), ((">", Number(5)),)), t[0])), (clock, *t[1]))
        ),
        around.map(
            lambda body: Forever(0, (clock, If((Branch(0, Compare(Name("clock"), ((">", Number(4)),)), (Break(0),)),)), *body))
        ),
        st.tuples(asked, inner).map(lambda t: If((Branch(0, *t),))),
        st.tuples(asked, inner, asked, inner, inner).map(lambda t: If((Branch(0, *t[:2]), Branch(0, *t[2:4], again=True)), t[4])),
    )
    return st.lists(st.booleans().flatmap(lambda plain: lines if plain else holding), min_size=1, max_size=4).map(tuple)


def runnable(kind: str = "", depth: int = 2) -> st.SearchStrategy[Program]:
    """Programs that mostly come to their end: `grid` walk on squared paper, `turtle` and `stage` draw, others only say.

    They have variables `n` and `m`, a list `things`, taught words with a value (`twice` gives one back, `shout` says it), and scripts that hear
    `more` and `done`.
    """
    found = [st.sampled_from(["wall", "wall-left", "wall-right", "item", "goal", "star", "dot", "cross"]).map(Sense)]
    more = {"grid": _walks(), "turtle": _draws(), "stage": _draws()}.get(kind, [])
    simple = among(*_says(), *more, *more)
    asked = among(tests(), *(found if kind == "grid" else []))
    first = (Assign(0, Name("n"), Number(2)), Assign(0, Name("m"), Text("5")), Assign(0, LIST, Listed((Number(4), Text("b")))))
    words = (
        Define(
            0,
            "twice",
            ("k",),
            (
                If((Branch(0, Compare(Name("k"), ((">", Number(9)),)), (Return(0, Number(9)),)),)),
                Return(0, Binary("*", Name("k"), Number(2))),
            ),
        ),
        Define(
            0, "shout", ("k",), (Change(0, Name("k"), "+", Number(1)), Say(0, Name("k")), Stop(0, "this"), Say(0, Text("never")))
        ),
    )
    hears = (
        When(0, "message", (Change(0, Name("m"), "+", Number(1)),), "more"),
        When(0, "message", (Assign(0, Name("late"), Number(1)),), "Done"),
    )
    return _running(simple, asked, depth).map(
        lambda body: Program("blocks", numbered((*words, When(0, "start", (*first, *body)), *hears)))
    )
