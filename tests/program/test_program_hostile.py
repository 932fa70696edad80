"""Programs that want to do harm: each is stopped at once, with one sentence and its line, and nothing outside is touched."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from broadcast.errors import ProgramError
from broadcast.program import run
from tests.program.given import python, robot

ENDINGS = {
    "while True:\n    pass": (1, "steps"),
    "x = 1\nwhile x:\n    x += 1": (3, "steps"),
    "for i in range(10 ** 20):\n    pass": (1, "steps"),
    "x = 1\nx = 9 ** 9 ** 9": (2, "big-number"),
    "x = 9 ** 99999999999": (1, "big-number"),
    "x = 2\nfor i in range(99):\n    x = x * x": (3, "big-number"),
    "x = 1e300 * 1e300": (1, "big-number"),
    "x = int('9' * 900)": (1, "big-number"),
    "x = 'a' * 10 ** 9": (1, "long-text"),
    "x = 10 ** 9 * 'ab'": (1, "long-text"),
    "x = 'a'\nfor i in range(99):\n    x = x + x": (3, "long-text"),
    "x = [0] * 10 ** 9": (1, "long-list"),
    "x = list(range(10 ** 12))": (1, "long-list"),
    "x = sum(range(10 ** 12))": (1, "long-list"),
    "x = sorted(range(10 ** 12))": (1, "long-list"),
    "x = max(range(10 ** 12))": (1, "long-list"),
    "x = [1]\nwhile True:\n    x = x + x": (3, "long-list"),
    "x = [1]\nfor y in x:\n    x.append(y)": (3, "steps"),
    "x = []\nx.append(x)\nx.append(x)\nprint(x)": (2, "long-list"),
    "x = [0]\nx[0] = x\nprint(x == x)": (2, "long-list"),
    "x = [1]\nfor i in range(60):\n    x = [x, x]\nprint(x)": (3, "long-list"),
    "x = ['a' * 900] * 900": (1, "long-list"),
    "".join(f"x{at} = [0] * 1000\n" for at in range(150)): (3, "long-list"),
    "x = [1]\nfor i in range(400):\n    x = [x]": (3, "long-list"),
    "x = [1]\ny = [x]\nfor i in range(99):\n    z = [1]\n    x.append(z)\n    x = z": (5, "long-list"),
    "while True:\n    print('flood', 'flood', 'flood')": (2, "output"),
    "print('a' * 900, 'a' * 900, 'a' * 900)": (1, "output"),
    "print('a' * 900, 'a' * 900, sep='b' * 900)": (1, "output"),
    "def f(n):\n    return f(n + 1)\nf(1)": (2, "recursion"),
    "def f(n):\n    return f(n) + f(n)\nf(1)": (2, "recursion"),
    "def f():\n    g()\ndef g():\n    f()\nf()": (4, "recursion"),
    "x = '%900000000d' % 1": None,
    "y = '%900000000d'\nx = y % 1": (2, "type"),
    "x = 5\nx()" : None,
    "forward(10 ** 18)": (1, "steps"),
    "forward(0.5)": (1, "type"),
    "x = round(1.5, 10 ** 9)": (1, "type"),
    "x = [1, 2][10 ** 30]": (1, "index"),
    "x = (-8) ** 0.5": (1, "value"),
    "x = 0 ** -1": (1, "zero"),
    "print(y)": (1, "name"),
    "x = 'a' + 1": (1, "type"),
    "x = [1] < ['a']": (1, "type"),
    "x = int('seven')": (1, "value"),
    "x = len(5)": (1, "type"),
    "for i in 5:\n    pass": (1, "type"),
    "x = [].pop()": (1, "index"),
    "x = [2, 'a']\nx.sort()": (2, "type"),
    "x = sum(['a', 'b'])": (1, "type"),
    "x = [[y for y in range(900)] for z in range(900)]": (1, "steps"),
    "x = [sum([sum([1 for a in range(999)]) for b in range(999)]) for c in range(999)]": (1, "steps"),
    "def f(n):\n    return [f(x) for x in range(n)]\nf(30)": (2, "steps"),
    "d = {}\nfor i in range(10 ** 9):\n    d[i] = i": (3, "steps"),
    "d = {}\nfor i in range(10 ** 9):\n    d[i] = [i] * 200": (3, "long-list"),
    "d = {}\nd['a'] = d": (2, "long-list"),
    "t = ()\nfor i in range(100):\n    t = (t,)": (3, "long-list"),
    "x = {}\nfor i in range(400):\n    x = {1: x}": (3, "long-list"),
    "def f(a=[]):\n    a.append(a)\n    return a\nf()": (2, "long-list"),
    "x = 'ab'.replace('', 'x' * 900)": (1, "long-text"),
    "x = ('x' * 900).replace('x', 'y' * 900)": (1, "long-text"),
    "x = ('a' * 900).join(['b'] * 900)": (1, "long-text"),
    "x = 'x'.center(10 ** 9)": (1, "long-text"),
    "x = '5'.zfill(10 ** 30)": (1, "long-text"),
    "x = 'a' * 1000\ny = f'{x}{x}'": (2, "long-text"),
    "x = ('a ' * 500).split()\ny = [x] * 3": (2, "long-list"),
    "x = list(zip(range(10 ** 9), range(10 ** 9)))": (1, "long-list"),
    "x = max(enumerate(range(10 ** 12)))": (1, "long-list"),
    "x = any(y for y in range(10 ** 9))": (1, "long-list"),
    "x = list(reversed(range(10 ** 30)))": (1, "long-list"),
    "x = dict(zip(range(10 ** 9), range(10 ** 9)))": (1, "long-list"),
    "x = [0]\nx += range(10 ** 12)": (2, "long-list"),
    "x = [0]\nx.extend(range(10 ** 12))": (2, "long-list"),
    "x = [1]\nfor i in range(99):\n    x *= 2": (3, "long-list"),
    "x = (0,) * 10 ** 30": (1, "long-list"),
    "for i in reversed(range(10 ** 15)):\n    pass": (1, "steps"),
    "x = range(10 ** 30)[5]": (1, "long-list"),
    "x = chr(10 ** 30)": (1, "value"),
    "x = round(1e300)": (1, "big-number"),
    "x = int('1' * 999, 36)": (1, "big-number"),
    "x = pow(7, 10 ** 30)": (1, "big-number"),
    "import math\nx = math.factorial(10 ** 9)": (2, "big-number"),
    "import math\nx = math.floor(1e308)": (2, "big-number"),
    "import math\nx = math.pow(10, 1000)": (2, "value"),
    "import random\nx = random.choice(range(10 ** 30))": (2, "long-list"),
    "import random\nx = random.sample(range(10 ** 12), 3)": (2, "long-list"),
    "d = {'a': 1}\nfor k in d:\n    d[k + 'a'] = 1": (2, "value"),
    "x = {[]: 1}": (1, "type"),
    "x = ((1,),)\nx[0][0] = 1": (2, "type"),
    "x = {}\nx[1]": (2, "key"),
    "a, b = 'abc'": (1, "value"),
    "x = 'a'.split(',', 10 ** 30)": (1, "type"),
    "x = [1]\nx.insert(10 ** 30, 2)": (2, "type"),
    "x = list(range(999))\nwhile True:\n    x.sort()\n    y = x == x[::-1]": (3, "steps"),
    "a = dict(zip(range(120), [{1: 1} for i in range(120)]))\nb = dict(zip(range(120), [{1: 1} for i in range(120)]))\nc = dict(zip(range(120), [{1: 1} for i in range(120)]))\n"
    "while True:\n    a[0], b[0], c[0] = {1: 2}, {1: 2}, {1: 2}": (5, "steps"),
    "import turtle\nwhile True:\n    turtle.circle(10 ** 5, 2000)": (3, "steps"),
    "import turtle\nturtle.forward(10 ** 60)": (2, "big-number"),
    "import turtle\nturtle.circle(1, 10 ** 30)": (2, "steps"),
    "x = range(10 ** 30)\nx = len(x)": (2, "value"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ENDINGS.items(), ids=[text.strip().split("\n")[-1][:40] for text in ENDINGS])
def test_a_hostile_program_is_stopped_at_its_line(text: str, expected: tuple[int, str] | None) -> None:
    began = time.perf_counter()
    if expected is None:
        with pytest.raises(ProgramError):
            python(text)
        return
    trace = run(python(text))
    assert time.perf_counter() - began < 5
    assert trace.fault is not None
    assert (trace.fault.line, trace.fault.kind) == expected, trace.ending
    assert trace.ending.startswith(f"error: line {expected[0]}: ")
    assert "\n" not in trace.ending and len(trace.ending) < 200
    assert len(trace.output) <= 2000


SOURCES = {
    "brackets": "x = " + "(" * 2400 + "1" + ")" * 2400,
    "lists": "x = " + "[" * 2400 + "]" * 2400,
    "signs": "x = " + "-" * 4900 + "1",
    "nots": "x = " + "not " * 1200 + "1",
    "sum": "x = " + "1+" * 2400 + "1",
    "powers": "x = " + "2**" * 1600 + "2",
    "calls": "x = " + "str(" * 1200 + "1" + ")" * 1200,
    "blocks": "".join("  " * at + "if 1:\n" for at in range(60)) + "  " * 60 + "pass",
    "functions": "".join(" " * at + f"def f{at}():\n" for at in range(50)) + " " * 50 + "pass",
    "giant": "x = 1\n" * 100_000,
    "one long line": "x = '" + "a" * 1_000_000 + "'",
    "digits": "x = " + "9" * 4800,
    "null": "x = 1\0",
    "surrogate": "x = '\ud800'",
    "half a letter, escaped": "x = '\\ud800'",
    "private letter": "print('\ue001')",
    "private letter, escaped": "print('\\ue001')",
    "bell": "print('\\a')",
    "lone bracket": "x = (",
    "tab and space": "if 1:\n\tx = 1\n        y = 2\n",
    "bytes that are no text": "x = \ufeff1",
    "f-string nest": "x = " + "f'{" * 3 + "1" + "}'" * 3,
    "escape": "x = '\\N{no such letter}'",
    "form feed": "\fif 1:\n\f  x = (",
    "coding": "# -*- coding: utf-7 -*-\nx = 1 +",
}  # fmt: skip


@pytest.mark.parametrize("name", SOURCES)
def test_a_source_that_wants_to_break_the_reader_is_one_error(name: str) -> None:
    began = time.perf_counter()
    with pytest.raises(ProgramError) as caught:
        run_or_refuse(SOURCES[name])
    assert time.perf_counter() - began < 5
    assert caught.value.line >= 11
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 400


def run_or_refuse(text: str) -> None:
    """A number too long, a half letter: the reader may take them, the run may not."""
    trace = run(python(text))
    if trace.fault is not None:
        raise ProgramError(trace.fault.what, line=10 + trace.fault.line)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("x = [] * 10 ** 30", []),
        ("x = '' * 10 ** 30", ""),
        ("x = 'a' * -10 ** 30", ""),
        ("x = () * 10 ** 30", ()),
        ("x = 0.5 ** 10 ** 30", 0.0),
        ("x = 7 ** -10 ** 30", 0.0),
    ],
)
def test_huge_numbers_that_do_no_harm(text: str, value: object) -> None:
    assert run(python(text)).variables == {"x": value}


CHILD = """
import json, sys, time
from broadcast.errors import ProgramError
from broadcast.lesson.model import Code
from broadcast.program import read, run
slowest = 0
for text in json.load(sys.stdin):
    began = time.process_time()
    try:
        run(read(Code("", "python", text, 0)))
    except ProgramError:
        pass
    slowest = max(slowest, time.process_time() - began)
# ru_maxrss of a child begins with what its parent had; the kernel's own high-water mark begins anew
most = next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1]
print(slowest, int(most) / 1024)
"""


def test_each_is_stopped_within_a_second_and_all_of_them_under_200_megabytes() -> None:
    texts = [*ENDINGS, *(text for text in SOURCES.values() if text.isascii())]
    done = subprocess.run([sys.executable, "-c", CHILD], input=json.dumps(texts), capture_output=True, text=True, check=True)
    slowest, most = map(float, done.stdout.split())
    assert slowest < 1.0
    assert most < 200


def test_nothing_outside_is_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An audit hook sees every open, import, exec and process of this interpreter while the battery runs."""
    seen: list[str] = []
    listening = True

    def hook(event: str, _: object) -> None:
        if listening and event.split(".")[0] in ("open", "exec", "import", "os", "subprocess", "socket", "shutil", "ctypes"):
            seen.append(event)

    quick = [text for text in ENDINGS if not any(slow in text for slow in ("10 ** 5, 2000", "zip(range(120)", "range(999)"))]
    for text in quick:  # whatever is loaded late is loaded now
        with pytest.raises(ProgramError) if ENDINGS[text] is None else _nothing():
            run(python(text))
    monkeypatch.chdir(tmp_path)
    sys.addaudithook(hook)
    try:
        for text in quick:
            with pytest.raises(ProgramError) if ENDINGS[text] is None else _nothing():
                run(python(text))
        for text in (
            "open('x', 'w')",
            "import os",
            'exec(\'open("x", "w")\')',
            "__import__('os').system('touch x')",
            "().__class__.__base__",
        ):
            with pytest.raises(ProgramError):
                python(text)
    finally:
        listening = False
    assert seen == []
    assert list(tmp_path.iterdir()) == []


def _nothing() -> object:
    import contextlib

    return contextlib.nullcontext()


ROBOTS = {
    "repeat until goal:\n    left": "not done after",
    "repeat 999:\n    repeat 999:\n        left": "not done after",
    "to A:\n    A\nA": "calls itself",
    "to A:\n    B\nto B:\n    A\nA": "calls itself",
    "forward 999": "at once",
    "repeat 900:\n    say \"flood flood\"": "prints more than",
    "pick": "nothing lies",
    "put": "holds nothing",
}  # fmt: skip


@pytest.mark.parametrize(("text", "said"), ROBOTS.items())
def test_a_robot_that_never_stops_is_stopped(text: str, said: str) -> None:
    assert said in run(robot(text)).ending


@pytest.mark.parametrize(
    "text",
    [
        "".join(" " * at + "repeat 2:\n" for at in range(40)) + " " * 40 + "left",
        "left\n" * 9999,
        "say " + "a" * 6000,
        "forward 99999",
        "\0",
        "\ud800",
        "say \ue001",
        "left\x07",
    ],
)
def test_a_robots_source_that_wants_to_break_the_reader_is_one_error(text: str) -> None:
    with pytest.raises(ProgramError) as caught:
        robot(text)
    assert "\n" not in str(caught.value) and caught.value.line >= 11
