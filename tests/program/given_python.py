"""Programs of beginners' Python made up by chance: every construct that the reader takes is in one of them.

    program(seed)          a program as text, the same for the same number; most come to their end, some run into an error of their own
    talk(seed)             what somebody types at Python's prompt: a line each, without prompts; the last line is a bare value
    drawing(seed)          a program of Python's turtle
    programs(), talks(), drawings()    the same as hypothesis strategies: `@given(text=programs())`

Variables have kinds, so that what is made mostly works: `a`, `b`, `count` numbers, `word`, `name` texts, `things` a list of numbers,
`words` one of texts, `ages` a dictionary of texts and numbers, `pair` a tuple. Nothing here is random without its seed, and nothing is
unknowable: what is drawn by lot has one lot in the box.
"""

from __future__ import annotations

import random

from hypothesis import strategies as st

START = '''import random
import math
from math import sqrt, pi
score = 0
def twice(x, by=2):
    """Twice, or so many times."""
    if by > 9:
        return 9
    return x * by
def down(n):
    if n < 1:
        return 0
    return 1 + down(n - 1)
def bump():
    global score
    score += 1
def greet(who, mark="!"):
    words_of = [who, mark]
    print("hi", "".join(words_of))
a = 1
b = 2
count = 3
word = "banana"
name = "Luz Ana"
things = [4, 1, 3]
words = ["sun", "moon", "star"]
ages = {"Luz": 9, "Ana": 11}
pair = (3, 5)
'''
"""What every program begins with."""


def programs() -> st.SearchStrategy[str]:
    return st.integers(0, 10**9).map(program)


def talks() -> st.SearchStrategy[str]:
    return st.integers(0, 10**9).map(talk)


def drawings() -> st.SearchStrategy[str]:
    return st.integers(0, 10**9).map(drawing)


def drawing(seed: int) -> str:
    dice = random.Random(seed)
    who, first = dice.choice([
        ("", ["from turtle import *"]), ("turtle.", ["import turtle"]), ("t.", ["import turtle as t"]), ("t.", ["import turtle", "t = turtle.Turtle()"]), ("pen.", ["from turtle import Turtle", "pen = Turtle()"]),
        ("t.", ["import turtle", "screen = turtle.Screen()", "t = turtle.Pen()", "screen.bgcolor('black')"]),
    ])  # fmt: skip
    n = dice.randint

    def line() -> str:
        return who + dice.choice([
            f"forward({n(0, 90)})", f"fd({n(1, 9)} * 10)", f"back({n(0, 50)})", f"left({n(0, 180)})", f"right({dice.choice([90, 120, 144, 45])})", f"rt({n(0, 9)} * 20)", "penup()", "pendown()", f"goto({n(-50, 50)}, {n(-50, 50)})", "home()",
            f"circle({n(-40, 60)})", f"circle({n(5, 60)}, {n(-180, 360)})", f"setheading({n(-90, 450)})", f"setx({n(-9, 9)})", f"sety({n(-9, 9)})", "clear()", "color('red')", "pensize(2)", "speed(0)", "hideturtle()", "begin_fill()", "forward(side)",
        ])  # fmt: skip

    lines = [
        *first,
        f"side = {n(5, 40)}",
        f"for turn in range({n(1, 5)}):",
        *("    " + line() for _ in range(n(1, 4))),
        *(line() for _ in range(n(1, 5))),
    ]
    lines += dice.choice(
        [
            [],
            [
                f"while {who}xcor() < 60:",
                f"    {who}setheading(0)",
                f"    {who}forward(25)",
                f"print({who}ycor() > 1.23)",
            ],
            ["def corner(size):", f"    {who}forward(size)", f"    {who}left(90)", "corner(10)", "corner(side)"],
        ]
    )
    if not n(0, 3):  # somebody mixed the lines up
        at, other = n(0, len(lines) - 1), n(0, len(lines) - 1)
        if (
            not any(lines[where].startswith((" ", "for", "while", "def")) for where in (at, other))
            and "    " not in lines[min(at + 1, len(lines) - 1)]
        ):
            lines[at], lines[other] = lines[other], lines[at]
    return "\n".join(lines) + "\n"


def program(seed: int) -> str:
    maker = Maker(random.Random(seed))
    return START + "\n".join(maker.block(2, maker.dice.randint(3, 7))) + "\n"


def talk(seed: int) -> str:
    maker = Maker(random.Random(seed))
    lines = [
        line
        for _ in range(maker.dice.randint(1, 5))
        for line in maker.pick([[maker.value(2)], maker.simple(), maker.block(1, 1)])
    ]
    return START + "\n".join([*lines, maker.value(2)]) + "\n"


def typed(text: str) -> str:
    """Plain lines as a lesson prints them with Python's prompts."""
    return "".join(f"{'...' if line.startswith((' ', 'else', 'elif')) else '>>>'} {line}\n" for line in text.splitlines())


class Maker:
    """Makes texts of Python; `depth` is how deep it may still nest."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.loops = 0

    def pick(self, choices):  # type: ignore[no-untyped-def]
        return self.dice.choice(choices)

    def value(self, depth: int) -> str:
        return self.pick([self.number, self.text, self.list_of_numbers, self.list_of_texts, self.test, self.other])(depth)

    def number(self, depth: int = 2) -> str:
        leaf = self.pick(
            ["a", "b", "count", "score", "pair[0]", str(self.dice.randint(0, 12)), str(self.dice.randint(1, 4)), "2.5"]
        )
        if depth <= 0:
            return leaf
        n, m, t, x, w = self.number, self.number, self.text, self.list_of_numbers, self.list_of_texts
        d = depth - 1
        return self.pick([
            lambda: leaf, lambda: f"({n(d)} {self.pick('+-*/%')} {m(d)})", lambda: f"{n(d)} {self.pick('+-*')} {m(d)}", lambda: f"{n(d)} // {m(d)}",
            lambda: f"({n(d)}) ** ({self.dice.randint(0, 3)})", lambda: f"-{n(d)}", lambda: f"len({self.pick([t, x, w])(d)})", lambda: f"{x(d)}[{self.dice.randint(-3, 2)}]",
            lambda: f'ages["{self.pick(["Luz", "Ana", "Luz", "Leo"])}"]', lambda: f'ages.get({t(d)}, {n(d)})', lambda: f"sum({x(d)})", lambda: f"max({n(d)}, {m(d)})",
            lambda: f"min({x(d)})", lambda: f"abs({n(d)})", lambda: f"int({n(d)})", lambda: f'int("{self.dice.randint(0, 99)}")', lambda: f"round({n(d)} / 3, 2)", lambda: f"round({n(d)})",
            lambda: f"divmod({self.dice.randint(0, 30)}, {self.dice.randint(1, 5)})[{self.dice.randint(0, 1)}]", lambda: f"pow({n(0)}, {self.dice.randint(0, 3)})",
            lambda: f"ord({t(d)}[0])", lambda: f'{t(d)}.count("a")', lambda: f'{t(d)}.find("an")', lambda: f"{x(d)}.count({n(d)})", lambda: f"things.index({n(d)})",
            lambda: f"twice({n(d)})", lambda: f"twice({n(d)}, {m(d)})", lambda: f"twice({n(d)}, by={m(d)})", lambda: f"twice(by={n(d)}, x={m(d)})", lambda: f"down({self.dice.randint(0, 5)})",
            lambda: f"({n(d)} if {self.test(d)} else {m(d)})", lambda: f"math.floor({n(d)} / 2)", lambda: f"math.ceil({n(d)} / 2)", lambda: f"sqrt({self.dice.randint(0, 30)})", lambda: "round(math.pi, 2)",
            lambda: "int(pi)", lambda: f"random.randint({(k := self.dice.randint(0, 9))}, {k})", lambda: f"random.choice([{n(d)}])", lambda: f"sum(x for x in {x(d)})",
            lambda: f"things.pop({self.dice.randint(-2, 2)})", lambda: f"float({n(d)})", lambda: "len(ages)", lambda: f"({n(d)} {self.pick(['and', 'or'])} {m(d)})", lambda: f"bool({n(d)})",
            lambda: f'int(bin({self.dice.randint(0, 20)})[2:], 2)', lambda: "sum(ages.values())",
        ])()  # fmt: skip

    def text(self, depth: int = 2) -> str:
        leaf = self.pick(["word", "name", '"a-b"', "'it\\'s'", '""', '"Luz"', '"42"', "'say \"hi\"'", '"tab\\there"'])
        if depth <= 0:
            return leaf
        t, n, d = self.text, self.number, depth - 1
        how = self.pick(["upper", "lower", "title", "capitalize", "strip", "swapcase"])
        return self.pick([
            lambda: leaf, lambda: f"{t(d)} + {t(d)}", lambda: f"({t(d)} * {self.dice.randint(0, 3)})", lambda: f"{t(0)}.{how}()", lambda: f'{t(0)}.replace("a", {t(0)})', lambda: f"str({n(d)})",
            lambda: f"{t(0)}[{self.dice.randint(-3, 4)}]", lambda: f"{t(0)}[::-1]", lambda: f"{t(0)}[{self.dice.randint(0, 3)}:{self.dice.randint(0, 6)}]", lambda: f"{t(0)}[::{self.dice.randint(1, 3)}]",
            lambda: f'{self.pick([repr(", "), repr(""), "word"])}.join({self.list_of_texts(d)})', lambda: f"chr(97 + {self.dice.randint(0, 25)})", lambda: f"min({t(d)}, {t(d)})",
            lambda: f"f'{{{self.pick(['a', 'b', 'word', 'things', 'ages', 'pair'])}}} and {{{n(0)}}}'", lambda: f"f'{{a:.{self.dice.randint(0, 3)}f}}|{{word:{self.pick('<>^')}{self.dice.randint(0, 12)}}}|{{b:{self.dice.randint(1, 6)}}}'",
            lambda: f"f'{{{self.dice.randint(0, 10**7)}:,}} {{a * 1.0:{self.dice.randint(4, 9)}.1f}} {{count:03}}'", lambda: f'"{{}} is {{}}".format({t(0)}, {n(0)})', lambda: f'"{{1}} {{0:>6}} {{who}}".format({n(0)}, {t(0)}, who={n(0)})',
            lambda: f"{t(0)}.{self.pick(['center', 'ljust', 'rjust', 'zfill'])}({self.dice.randint(0, 9)})", lambda: f"({t(d)} if {self.test(d)} else {t(d)})", lambda: f"random.choice([{t(d)}])",
            lambda: f"{self.list_of_texts(d)}[{self.dice.randint(-2, 2)}]", lambda: f"list(ages.keys())[{self.dice.randint(-1, 1)}]", lambda: f'"{self.dice.randint(0, 9)}".zfill(3)', lambda: f"bin({self.dice.randint(0, 20)})",
        ])()  # fmt: skip

    def list_of_numbers(self, depth: int = 2) -> str:
        leaf = self.pick(["things", "things", "[3, 1, 2]", "[]", "list(range(4))"])
        if depth <= 0:
            return leaf
        x, n, d = self.list_of_numbers, self.number, depth - 1
        return self.pick([
            lambda: leaf, lambda: f"[{n(d)}, {n(d)}]", lambda: f"[x * 2 for x in {x(d)}]", lambda: f"[x + {n(0)} for x in {x(d)} if x > {n(0)}]", lambda: f"sorted({x(d)})", lambda: f"sorted({x(d)}, reverse=True)",
            lambda: f"{x(d)}[{self.dice.randint(0, 2)}:]", lambda: f"{x(d)}[::{self.pick(['2', '-1'])}]", lambda: f"({x(d)} + {x(d)})", lambda: f"({x(0)} * 2)", lambda: f"list(reversed({x(d)}))", lambda: f"list(range({n(0)}))",
            lambda: "list(ages.values())", lambda: f"list({x(d)})", lambda: f"{x(0)}.copy()", lambda: f"[len(w) for w in {self.list_of_texts(d)}]",
            lambda: f"list(range({self.dice.randint(0, 3)}, {self.dice.randint(0, 9)}, {self.dice.randint(1, 3)}))", lambda: f"[int(x) for x in str({self.dice.randint(0, 999)})]",
        ])()  # fmt: skip

    def list_of_texts(self, depth: int = 2) -> str:
        leaf = self.pick(["words", "words", '["b", "a"]', "list(word)"])
        if depth <= 0:
            return leaf
        w, t, d = self.list_of_texts, self.text, depth - 1
        return self.pick([
            lambda: leaf, lambda: f"[{t(d)}, {t(d)}]", lambda: f"{t(0)}.split()", lambda: f'{t(0)}.split("-")', lambda: f"sorted({w(d)})", lambda: f"[x.upper() for x in {w(d)}]", lambda: f"list({t(d)})", lambda: "sorted(ages)",
            lambda: "list(ages)", lambda: f"{w(0)}[:{self.dice.randint(0, 3)}]", lambda: f"[c for c in {t(0)} if c in word]", lambda: f"[str(x) for x in {self.list_of_numbers(d)}]",
        ])()  # fmt: skip

    def other(self, depth: int = 2) -> str:
        """Tuples, dictionaries, nothing."""
        n, d = self.number, depth - 1
        return self.pick([
            "pair", "ages", "None", "True", "ages.items()", "ages.keys()", "ages.values()", "range(3)", "()", "{}", f"({n(d)},)", f"({n(d)}, {self.text(d)})", f"list(zip({self.list_of_numbers(d)}, {self.list_of_texts(d)}))",
            f"list(enumerate({self.list_of_texts(d)}))", f"list(enumerate(words, start={self.dice.randint(1, 3)}))", "list(ages.items())", f"tuple({self.list_of_numbers(d)})", "dict(ages)", f"divmod({n(0)}, 3)", f"pair + ({n(0)},)",
            f"{{'k': {n(d)}, {n(0)}: {self.text(d)}}}", f"type({self.pick([n, self.text, self.list_of_numbers])(d)})", "pair * 2", "dict(zip(words, things))", "[[1, 2], [3]]", f"pair[::{self.pick(['1', '-1'])}]", "[[x, x] for x in pair]",
        ])  # fmt: skip

    def test(self, depth: int = 1) -> str:
        n, t, d = self.number, self.text, depth - 1
        plain = f"{n(0)} {self.pick(['<', '<=', '>', '>=', '==', '!='])} {n(1)}"
        if depth <= 0:
            return plain
        return self.pick([
            lambda: plain, lambda: f"{self.test(d)} {self.pick(['and', 'or'])} {self.test(d)}", lambda: f"not {self.test(d)}", lambda: f"{n(0)} < {n(0)} <= {n(0)}", lambda: f"{n(d)} in {self.list_of_numbers(d)}", lambda: f"{t(d)} not in {t(d)}",
            lambda: f"{t(d)} in {self.pick(['words', 'ages', 'ages.keys()'])}", lambda: f"{self.pick(['ages.get(word)', 'a'])} is {self.pick(['None', 'not None'])}", lambda: f"({plain}) is True", lambda: f"any([{self.test(d)}, {self.test(d)}])",
            lambda: f"all(x > 1 for x in {self.list_of_numbers(d)})", lambda: f"{t(d)} == {t(d)}", lambda: f'{t(0)}.startswith("b")', lambda: f"{t(0)}.endswith({t(0)})", lambda: f"{t(0)}.{self.pick(['isdigit', 'isalpha', 'isupper', 'islower'])}()",
            lambda: f"pair == ({n(0)}, {n(0)})", lambda: f"{n(0)} in pair", lambda: self.pick(["things", "words", "ages", "word"]), lambda: f"{self.list_of_numbers(d)} < {self.list_of_numbers(d)}", lambda: "__name__ == '__main__'",
        ])()  # fmt: skip

    def simple(self) -> list[str]:
        n, t, x = self.number, self.text, self.list_of_numbers
        name = self.pick(["a", "b", "count"])
        lines = [
            lambda: f"{name} = {n()}", lambda: f"{name} = {n()}", lambda: f"{name} {self.pick(['+', '-', '*', '/', '//', '%'])}= {n(1)}", lambda: f"word = {t()}", lambda: f"name += {t(1)}", lambda: f"things = {x()}", lambda: f"words = {self.list_of_texts()}",
            lambda: f"print({', '.join(self.value(2) for _ in range(self.dice.randint(0, 3)))})", lambda: f"print({self.value(2)}, {self.value(1)})", lambda: f"print({n(1)}, {t(1)}, sep={t(0)}, end={self.pick([repr(' '), repr(chr(10))])})",
            lambda: f"a, b = {n(1)}, {n(1)}", lambda: "a, b = b, a", lambda: "a, b = pair", lambda: f"a, b = {x(1)}", lambda: f"a = b = {n(1)}", lambda: f"things = others = {x(1)}", lambda: f"pair = ({n(1)}, {n(1)})", lambda: f"first, second = divmod({n(1)}, 3)",
            lambda: f"things.append({n(1)})", lambda: f"things.extend({x(1)})", lambda: f"things.insert({self.dice.randint(0, 2)}, {n(1)})", lambda: "things.pop()", lambda: f"things.remove({n(0)})", lambda: "things.sort()", lambda: "words.sort(reverse=True)",
            lambda: "things.reverse()", lambda: "words.clear()" if not self.dice.randint(0, 3) else "words.reverse()", lambda: f"things += {x(1)}", lambda: "others = things", lambda: "print(things, words, ages)", lambda: f"words += {self.list_of_texts(1)}", lambda: "things *= 2",
            lambda: f"ages[{t(1)}] = {n(1)}", lambda: f'ages["Luz"] += {n(1)}', lambda: f'ages.pop({t(0)}, 0)', lambda: f"ages.update({{{t(0)}: {n(0)}}})", lambda: f"ages.setdefault({t(0)}, {n(0)})", lambda: f'del ages["{self.pick(["Luz", "Ana"])}"]', lambda: f"del things[{self.dice.randint(-2, 1)}]",
            lambda: f"things[{self.dice.randint(-2, 2)}] = {n(1)}", lambda: f"things[{self.dice.randint(0, 1)}] {self.pick('+-*')}= {n(1)}", lambda: "bump()", lambda: f"greet({t(1)})", lambda: f"greet({t(0)}, mark={t(0)})", lambda: "pass", lambda: "random.shuffle(words[:1])",
            lambda: f"kept = {self.value(2)}", lambda: f"kept = {self.other(2)}", lambda: "kept = ages.items()", lambda: f"x = {self.value(1)}; y = {n(1)}",
        ]  # fmt: skip
        if self.loops and not self.dice.randint(0, 9):
            return [self.pick(["break", "continue"])]
        return [self.pick(lines)()]

    def block(self, depth: int, length: int) -> list[str]:
        lines: list[str] = []
        for _ in range(length):
            lines += self.compound(depth - 1) if depth and not self.dice.randint(0, 2) else self.simple()
        return lines

    def inner(self, depth: int, loop: bool = False) -> list[str]:
        self.loops += loop
        lines = self.block(depth, self.dice.randint(1, 3))
        self.loops -= loop
        return ["    " + line for line in lines]

    def compound(self, depth: int) -> list[str]:
        name = self.pick(["a", "b", "count"])
        values = self.pick(
            [
                f"range({self.dice.randint(0, 4)})",
                f"range({self.dice.randint(0, 3)}, {self.dice.randint(0, 9)}, {self.dice.randint(1, 3)})",
                "range(4, 0, -1)",
                self.list_of_numbers(1),
                "reversed([1, 2])",
                "pair",
            ]
        )
        return self.pick([
            lambda: [f"if {self.test()}:", *self.inner(depth)], lambda: [f"if {self.test()}:", *self.inner(depth), "else:", *self.inner(depth)],
            lambda: [f"if {self.test()}:", *self.inner(depth), f"elif {self.test()}:", *self.inner(depth), "else:", *self.inner(depth)], lambda: [f"for {name} in {values}:", *self.inner(depth, True)],
            lambda: [f"for letter in {self.text(1)}:", *self.inner(depth, True)], lambda: [f"for i, {name} in enumerate({self.list_of_numbers(1)}):", *self.inner(depth, True)], lambda: [f"for w, {name} in zip({self.list_of_texts(1)}, {self.list_of_numbers(1)}):", *self.inner(depth, True)],
            lambda: [f"for who, {name} in {self.pick(['ages.items()', 'sorted(ages.items())', 'list(ages.items())'])}:", *self.inner(depth, True)], lambda: ["for who in ages:", "    print(who, ages[who])"],
            lambda: ["clock = 0", f"while clock < {self.dice.randint(1, 4)}:", "    clock += 1", *self.inner(depth, True)], lambda: ["clock = 0", "while True:", "    clock += 1", "    if clock > 3:", "        break", *self.inner(depth, True)],
            lambda: ["while things:", f"    {name} = things.pop({self.pick(['', '0'])})", f"    if {self.test()}:", f"        print({name})", "        continue", "    score += 1"],
        ])()  # fmt: skip
