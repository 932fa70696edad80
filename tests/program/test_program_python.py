"""Our Python against CPython: what is printed, what the variables hold, which lines are done, in which order."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from broadcast.errors import ProgramError
from broadcast.program import Program, run, source
from tests.program.given import STEPS, python
from tests.program.judge import judge


def fresh(node: Any) -> Any:
    """The tree without the lines that its author wrote."""
    if isinstance(node, tuple):
        return tuple(fresh(part) for part in node)
    if not is_dataclass(node) or isinstance(node, type):
        return node
    return replace(node, **{part.name: "" if part.name == "text" else fresh(getattr(node, part.name)) for part in fields(node)})


CASES = [
    ("print(1, 'a', 2.5, True, None, [1, 'b', [2.0]], sep='-', end='!')", "1-a-2.5-True-None-[1, 'b', [2.0]]!"),
    ("x = [3, 1, 2]\nx.sort()\nx[0] = 9\nprint(x, x[-1], x[:2], x[1:], sum(x), 2 in x, 7 not in x)", "[9, 2, 3] 3 [9, 2] [2, 3] 14 True True\n"),
    ("name = 'Luz'\nprint('Hello ' + name, name * 2, name[0], len(name), name.upper(), f'{name}!', f'{2 / 3:.2f}')", "Hello Luz LuzLuz L 3 LUZ Luz! 0.67\n"),
    ("def add(a, b):\n    return a + b\ndef greet(who):\n    print('hi', who)\ngreet(add(2, 3))\nprint(greet('x'))", "hi 5\nhi x\nNone\n"),
    ("a, b = 1, 2\na, b = b, a\nprint(a, b, 'yes' if a > b else 'no', 1 < b < 3, not a, a and b, 0 or b)", "2 1 yes False False 1 1\n"),
    ("n = int('7')\nprint(7 // 2, -7 // 2, -7 % 3, 7 / 2, 2 ** 3 ** 2, -2 ** 2, (1 + 2) * 3, 10 - 2 - 3, str(n) + '!')", "3 -4 2 3.5 512 -4 9 5 7!\n"),
    ("x = 'a\\tb\"c\\'d'\nprint(x)\nprint('{}')\nprint(f'{{x}} {1 + 1}')", "a\tb\"c'd\n{}\n{x} 2\n"),
    ("for letter in 'abc':\n    print(letter, end=' ')\nprint()\nfor i in range(5, 0, -2):\n    print(i)", "a b c \n5\n3\n1\n"),
    ("def f(n):\n    if n == 0:\n        return 1\n    return n * f(n - 1)\nprint(f(5))", "120\n"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_small_programs(text: str, expected: str) -> None:
    program = python(text)
    trace = run(program)
    assert (trace.ending, trace.output) == ("done", expected)
    assert judge().ask(text).output == expected
    assert python(source(program)) == program
    assert run(python(source(Program("python", fresh(program.body))))).output == expected


TALKS = {
    # A talk with the prompt: what was typed is kept, answers and errors are dropped.
    ">>> 2 + 3\n5\n>>> name = 'Ola'\n>>> name\n'Ola'\n": (">>> 2 + 3\n>>> name = 'Ola'\n>>> name\n", "5\n'Ola'\n"),
    ">>> x = [3, 1]\n>>> x.sort()\n>>> x.pop(0)\n1\n>>> len(x)\n1\n>>> y\nTraceback (most recent call last):\n  File \"<stdin>\", line 1\nNameError: y\n": (
        ">>> x = [3, 1]\n>>> x.sort()\n>>> x.pop(0)\n>>> len(x)\n>>> y\n", "1\n1\n",
    ),
    "# A loop.\n\n>>> for word in ['a', 'b']:\n...    if word == 'a':\n...        word * 2\n...\n... else_ = 1\n'aa'\n": (
        ">>> for word in ['a', 'b']:\n...     if word == 'a':\n...         word * 2\n>>> else_ = 1\n", "'aa'\n",
    ),
    # Nothing is shown by the prompt: a program as any other.
    ">>> name = 'Maria'\n>>> print(name)\nMaria\n": ("name = 'Maria'\nprint(name)\n", "Maria\n"),
    ">>> def f():\n...     return 2\n...\n>>> f()\n2\n": (">>> def f():\n...     return 2\n>>> f()\n", "2\n"),
    ">>> def f():\n...     print(2)\n...\n>>> f()\n2\n": ("def f():\n    print(2)\nf()\n", "2\n"),
    "In [1]: x = 2\n\nIn [2]: for i in range(2):\n   ...:     print(i)\n   ...:\n0\n1\n\nIn [3]: x\nOut[3]: 2\n": (
        ">>> x = 2\n>>> for i in range(2):\n...     print(i)\n>>> x\n", "0\n1\n2\n",
    ),
    # A bare value at the end is typed at the prompt, or in a notebook.
    "a = 4\na * 2\n": (">>> a = 4\n>>> a * 2\n", "8\n"),
    "len('Ola')": (">>> len('Ola')\n", "3\n"),
    "'Ola'.upper()": (">>> 'Ola'.upper()\n", "'OLA'\n"),
    ">>> exit()\n$\n": ("exit()\n", ""),
    ">>>print('a')\na\n": ("print('a')\n", "a\n"),
    "(a) = 2\nprint(a)\n": ("(a) = 2\nprint(a)\n", "2\n"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TALKS.items())
def test_talks_with_the_prompt(text: str, expected: tuple[str, str]) -> None:
    program = python(text)
    assert (source(program), run(program).output) == expected
    assert python(source(program)) == program


def test_an_error_in_a_talk_is_named_with_the_line_of_the_lesson() -> None:
    with pytest.raises(ProgramError) as caught:
        python(">>> x = 1\n1\n>>> class A:\n...     pass\n")
    assert (caught.value.line, "class" in caught.value.what) == (13, True)


NO_PROGRAMS = {
    "$ python3 hello.py\nHello": "shell", "> python python_intro.py": "shell", "%%html\n<b>x</b>": "shell", "!ls": "shell", "pip install rich": "shell", "C:\\> dir": "shell",
    "(myvenv) ~$ pip install x": "shell", "1\n2\n3\n": "what a program prints", "Traceback (most recent call last):\nNameError: name 'x' is not defined": "what a program prints",
}  # fmt: skip


@pytest.mark.parametrize(("text", "named"), NO_PROGRAMS.items())
def test_what_is_no_program_is_said_to_be_none(text: str, named: str) -> None:
    with pytest.raises(ProgramError) as caught:
        python(text)
    assert named in caught.value.what and "no program" in caught.value.what


def test_comments_and_docstrings_are_left_out() -> None:
    program = python('"""About this."""\ndef f():\n    """Nothing."""\n    # so\n\'\'\'A comment\nover lines\'\'\'\nf()\n')
    assert source(program) == "def f():\n    pass\nf()\n"


def test_names_that_nobody_set_are_read_and_run_into_their_fault() -> None:
    trace = run(python("print(1)\nfor word in sentence:\n    print(word)\n"))
    assert (trace.output, trace.ending) == ("1\n", "error: line 2: sentence has no value yet")


def test_a_function_of_another_fence_is_read_and_run_into_its_fault() -> None:
    program = python("print('so')\nhi('Ola')\n")
    assert source(program) == "print('so')\nhi('Ola')\n"
    assert run(program).ending == "error: line 2: hi is not known"
    with pytest.raises(ProgramError) as caught:
        python("pritn('so')")
    assert "Did you mean print" in caught.value.remedy


def test_input_is_answered_from_the_fence() -> None:
    text = "n = int(input('How many? '))\nprint(n * 2)\n"
    trace = run(python(text), inputs=("4",))
    assert (trace.output, judge().ask(text, ("4",)).output) == ("How many? 8\n", "How many? 8\n")
    assert run(python(text)).ending == "error: line 1: the program asks for an input and there is none left"


def test_the_walk_of_six_lines() -> None:
    trace = run(python(STEPS))
    assert (trace.final.x, trace.final.y, trace.final.towards, trace.printed) == (-2, -2, "north", ("end 5",))
    assert [step.variables["steps"] for step in trace.steps if step.line == 5] == [2, 3, 4, 5]


def test_listing_lines_have_no_holes() -> None:
    program = python("# a walk\n\nx = 1   # one\n\nif x: print('yes'); print('so')\ny = [1,\n     2]\n")
    assert source(program) == 'x = 1\nif x:\n    print("yes")\n    print("so")\ny = [1, 2]\n'
    assert [step.line for step in run(program).steps] == [1, 2, 3, 4, 5]


REFUSED = {
    "import os": "import os", "from os import path": "import os", "class A:\n    pass": "class", "x = {1, 2}": "a set", "x = {a: a for a in [1]}": "comprehension",
    "x = [a for a in [1] for b in [2]]": "comprehension", "with open('a') as f:\n    pass": "with", "try:\n    x = 1\nexcept:\n    pass": "try",
    "x = lambda: 1": "lambda", "global x": "global", "open('a')": "open", "eval('1')": "eval", "exec('1')": "exec", "__import__('os')": "__import__",
    "x = 1 << 900": "<<", "x = ''.__class__": "dot", "x = ().__class__.__mro__": "dot", "[].__len__()": "__len__", "x = 5\nx.real": "dot",
    "x = '{0.a}'.format(1)": "format", "x = '%s' % 1": "%", "x = getattr(1, 'a')": "getattr", "print(1, file=2)": "file", "x = 1j": "values like",
    "x = b'a'": "values like", "forward(1, 2)": "forward", "right(45)": "quarter", "x = forward(1)": "forward", "break": "outside", "return 1": "outside",
    "x = print": "print", "def f(*a):\n    pass": "def", "def f(a, *, b):\n    pass": "def", "def len(x):\n    pass": "len", "assert 1": "assert", "del x": "del", "del x[1:2]": "del",
    "yield 1": "yield", "while 1:\n    pass\nelse:\n    pass": "loop with else", "for [a] in []:\n    pass": "loop", "x = (y := 1)": ":=", "x: int = 1": "annotation",
    "if 1:\n    def f():\n        pass": "inside of another block", "def f():\n    def g():\n        pass": "inside of another block", "__builtins__ = 1": "__builtins__",
    "x = 1 is 1": "is", "print(*[1])": "*", "async def f():\n    pass": "async", "match 1:\n    case 1:\n        pass": "match", "x = f'{1!r}'": "f-string",
    "x = f'{1:{2}}'": "f-string", "x = f'{1:>999999}'": "form", "x = 1 if": "cannot read", "  x = 1": "indent", "x = enumerate([1])": "enumerate", "print(zip([1]))": "zip",
    "x = __": "gaps", "print(8 __ 2)": "gaps", "____ = 1": "gaps", "def f():\n    ...": "gaps", "if x:": "without its block", "sorted([1], key=len)": "key", "2 + 3\nx = 1": "does nothing",
    "import random as r\nr.betavariate(1, 2)": "betavariate", "from random import gauss": "gauss", "from math import sqrt as s": "sqrt", "import time\ntime.time()": "time", "x = turtle.forward(1)": "forward",
    "import turtle\na = turtle.Turtle()\nb = turtle.Turtle()": "two turtles", "import turtle\nt = turtle.Turtle()\nturtle.forward(1)": "two turtles", "import turtle\nturtle.Turtle().forward(1)": "forward",
    "import turtle\nturtle.onkey(print, 'a')": "onkey", "import turtle\nturtle.write(open('a'))": "plain values", "sum = 1\nx = sum([1])": "variable here", "import math\nmath = 1": "imported",
    "import turtle\ndef f():\n    t = turtle.Turtle()\nf()\nt.forward(1)": "inside of f", "exec = 1\nexec('x')": "variable here", "a[0:1] = [1]": "left side", "x = 'a'.encode()": "encode", "x = [].__class__": "dot", "x = 'a'.format_map(1)": "format_map",
}  # fmt: skip


@pytest.mark.parametrize(("text", "named"), REFUSED.items())
def test_what_the_lessons_python_does_not_know_is_named_with_its_line(text: str, named: str) -> None:
    with pytest.raises(ProgramError) as caught:
        python("x = 0\n" + text)
    assert named in caught.value.what
    assert 11 < caught.value.line <= 16
    assert str(caught.value).count("\n") == 0


def test_a_trace_keeps_what_was_there_at_each_step() -> None:
    trace = run(python("x = [[1], 2]\nx[0].append(3)\ny = x\ny[1] = 5\n"))
    assert [step.variables for step in trace.steps] == [
        {"x": [[1], 2]}, {"x": [[1, 3], 2]}, {"x": [[1, 3], 2], "y": [[1, 3], 2]}, {"x": [[1, 3], 5], "y": [[1, 3], 5]},
    ]  # fmt: skip
