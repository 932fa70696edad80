"""Python that stands before a program of blocks when the second engine runs it: what blocks mean, told once more and by other means.

Nothing of it runs here. It is text for pydantic-monty, written apart from `blocks_run`, `world` and `plane`, so that a mistake in these shows.
`input`, `exit` and the turtle's words come from the worker.
"""

from __future__ import annotations

import re
from functools import cache

VALUES = """
import math

def tidy(n):
    return int(n) if n == int(n) else n

def number(t):
    t = t.strip()
    for letter in t:
        if letter not in "0123456789+-.eE":
            return None
    try:
        return tidy(float(t))
    except ValueError:
        return None

def num(v):
    if v is True:
        return 1
    if v is False or v is None or v == ():
        return 0
    if isinstance(v, str):
        n = number(v)
        return 0 if n is None else n
    return v

def text(v):
    if v is True:
        return "true"
    if v is False:
        return "false"
    if v is None:
        return ""
    if isinstance(v, str):
        return v
    if isinstance(v, list):
        return text(v[0]) if v else ""
    return str(tidy(v)).replace("e-0", "e-").replace("e+0", "e+")

def got(v):
    return 0 if v == () else v

def many(v):
    return [] if v == () else v

def row(v):
    return v if isinstance(v, list) else text(v)

def add(a, b):
    return tidy(num(a) + num(b))

def less(a, b):
    return tidy(num(a) - num(b))

def times(a, b):
    return tidy(num(a) * num(b))

def over(a, b):
    return tidy(num(a) / num(b))

def whole(a, b):
    return tidy(num(a) // num(b))

def rest(a, b):
    return tidy(num(a) % num(b))

def power(a, b):
    return tidy(num(a) ** num(b))

def maybe(v):
    if isinstance(v, str):
        return number(v)
    return None if isinstance(v, list) else num(v)

def same(a, b):
    x = maybe(a)
    y = maybe(b)
    return text(a) == text(b) if x is None or y is None else x == y

def under(a, b):
    x = maybe(a)
    y = maybe(b)
    return text(a) < text(b) if x is None or y is None else x < y

def yes(v):
    if isinstance(v, str):
        return v.strip().lower() not in ("", "0", "false")
    if isinstance(v, list):
        return True
    return num(v) != 0

def place(v, x):
    s = row(v)
    if isinstance(s, str):
        return s.find(text(x)) + 1
    at = 0
    for entry in s:
        at += 1
        if same(entry, x):
            return at
    return 0

def spot(s, i, ends):
    k = num(i)
    if ends and k < 0:
        k = len(s) + k
    return k if 0 <= k < len(s) else -1

def item(v, i, ends):
    s = row(v)
    k = spot(s, i, ends)
    return "" if k < 0 else s[k]

def part(v, a, b):
    s = row(v)
    return s[num(a):len(s) if b is None else num(b)]

def taken(v, i, ends):
    k = spot(v, i, ends)
    return "" if k < 0 else v.pop(k)

def replaced(v, i, ends, new):
    v[spot(v, i, ends)] = new

def counting(a, b, c):
    found = []
    n = a
    while n < b if c > 0 else n > b:
        found.append(tidy(n))
        n = a + c * len(found)
    return found

def floor(v):
    return int(num(v) // 1)

def ceil(v):
    return -int(-num(v) // 1)

def nearest(v):
    below = floor(v)
    return below + 1 if num(v) - below >= 0.5 else below

def ten(x):
    return tidy(int(abs(x) * 10000000000 + 0.5) / 10000000000 * (-1 if x < 0 else 1))

def sin(v):
    return ten(math.sin(math.radians(num(v))))

def cos(v):
    return ten(math.cos(math.radians(num(v))))

def root(v):
    return tidy(math.sqrt(num(v)))

def size(v):
    return abs(num(v))

def amounts(vs):
    return [num(v) for v in (vs[0] if len(vs) == 1 and isinstance(vs[0], list) else vs)]

def ask(prompt):
    return input(prompt + "\\n") if prompt else input()

WAITING = []
"""
GRID = """
def name(x, y):
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[x] + str(y + 1) if COLUMNS else "(" + str(x) + ", " + str(y) + ")"

PATH = [name(X[0], X[1])]
HELD = [0]
STOPPED = ["", 0]
LINE = [0]

def stop(why):
    STOPPED[0] = why
    STOPPED[1] = LINE[0]
    exit()

def barred(quarters):
    dx = X[2]
    dy = X[3]
    for turn in range(quarters % 4):
        ahead = dx
        dx = dy
        dy = -ahead
    x = X[0] + dx
    y = X[1] + dy
    if not COLUMNS:
        return ""
    if not (0 <= x < COLUMNS and 0 <= y < ROWS):
        return "edge"
    if [x, y] in BLOCKED:
        return "blocked"
    return "wall" if [X[0], X[1], x, y] in WALLS or [x, y, X[0], X[1]] in WALLS else ""

def step(quarters):
    why = barred(quarters)
    if why:
        stop(why)
    sign = 1 if quarters == 0 else -1
    X[0] += sign * X[2]
    X[1] += sign * X[3]
    PATH.append(name(X[0], X[1]))

def go(steps, back):
    quarters = 2 if back != (steps < 0) else 0
    for one in range(abs(steps)):
        step(quarters)

def spin(quarters):
    for turn in range(quarters % 4):
        ahead = X[2]
        X[2] = X[3]
        X[3] = -ahead

def face(degrees):
    if degrees % 90:
        stop("no-world")
    X[2] = 0
    X[3] = 1
    spin(int(degrees // 90))

def pick():
    here = [X[0], X[1]]
    if here not in THINGS:
        stop("nothing-here")
    THINGS.remove(here)
    HELD[0] += 1

def put():
    if not HELD[0]:
        stop("nothing-held")
    THINGS.append([X[0], X[1]])
    HELD[0] -= 1

def found(what):
    if what == "item":
        return [X[0], X[1]] in THINGS
    if what == "goal":
        return [X[0], X[1]] == GOAL
    return [X[0], X[1], what] in MARKS
"""
PLANE = """
WIDTH = [1]

def wide(n):
    WIDTH[0] = max(n, 0)
    pensize(WIDTH[0])

def looks():
    way = round(heading(), 6) % 360
    return tidy(way - 360 if way > 180 else way)
"""


@cache
def _parts(prelude: str) -> tuple[str, ...]:
    return tuple(re.split(r"\n\n(?=\S)", prelude.strip("\n")))


def needed(prelude: str, text: str) -> str:
    """The prelude without the functions that nobody calls: the engine reads each of them anew for every program."""
    parts = _parts(prelude)
    words, seen, kept = [text, *(part for part in parts if not part.startswith("def "))], set(), set()
    defined = {part[4 : part.index("(")]: part for part in parts if part.startswith("def ")}
    while words:
        for name in re.findall(r"\w+", words.pop()):
            if name in defined and name not in seen:
                seen.add(name)
                kept.add(defined[name])
                words.append(defined[name])
    return "\n\n".join(part for part in parts if part in kept or not part.startswith("def ")) + "\n\n"
