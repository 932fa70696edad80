"""A program of blocks as Python, for the second engine: what cannot be told in Python has no second opinion, and so no answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from broadcast.program.blocks_prelude import GRID, PLANE, VALUES, needed
from broadcast.program.blocks_scripts import done_once
from broadcast.program.model import (
    Assign,
    Binary,
    Block,
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
    walk,
)

if TYPE_CHECKING:
    from broadcast.lesson.model import World

SIGNS = {"+": "add", "-": "less", "*": "times", "/": "over", "//": "whole", "%": "rest", "**": "power"}
FUNCTIONS = {"len": "len(row({}))", "int": "num({})", "float": "num({})", "str": "text({})", "round": "nearest({})", "floor": "floor({})", "ceil": "ceil({})", "sqrt": "root({})", "abs": "size({})", "sin": "sin({})", "cos": "cos({})", "input": "ask(text({}))"}  # fmt: skip
FREE = (
    "sound",
    "note",
    "show",
    "hide",
    "costume",
    "backdrop",
    "size",
    "size-by",
    "effect",
    "effect-by",
    "icon",
    "think",
    "speed",
    "wait",
    "wait-until",
    "bounce",
)
"""Effects that nothing depends on; where one could matter, our own run has ended."""


class Untold(Exception):
    """This cannot be told in Python."""


class Told:
    """The program's text, and what its variables are called in it."""

    def __init__(self, program: Program, world: World | None, *, plane: bool) -> None:
        body = program.body
        self.plane = plane
        self.variables = {name: f"v_{at}" for at, name in enumerate(_names(body))}
        words = [node for node in body if isinstance(node, Define)]
        self.words = {node.name: f"f_{at}" for at, node in enumerate(words)}
        loose = tuple(node for node in body if not isinstance(node, Define | When))
        self.hats = [node for node in body if isinstance(node, When)]
        self.own: dict[str, str] = {}
        """Parameters of the word that is told."""
        lines = [f"{name} = ()" for name in self.variables.values()]
        for node in words:
            self.own = {name: f"p_{at}" for at, name in enumerate(node.parameters)}
            lines += [f"def {self.words[node.name]}({', '.join(self.own.values())}):", *self.inside(node.body), "    return ''"]
            self.own = {}
        starts, once = [], done_once(body)
        for at, (block, start) in enumerate(
            [(loose, True), *((hat.body, hat.event == "start" or hat is once) for hat in self.hats)]
        ):
            lines += [f"def s_{at}():", *self.inside(block)]
            starts += [at] if start and block else []
        lines += ["def script(n):", *(f"    if n == {at}:\n        s_{at}()" for at in range(len(self.hats) + 1))]
        lines += [f"for n in {starts}:", "    WAITING.append(n)", "while WAITING:", "    script(WAITING.pop(0))"]
        text = "\n".join(lines) + "\n"
        first = "penup()\n" if plane and world is not None and world.kind == "stage" else ""
        scene = "" if plane else _grid(world)
        self.source = scene + needed(VALUES + (PLANE if plane else GRID), text) + first + text

    # --- lines ---

    def inside(self, block: Block) -> list[str]:
        """The body of a function."""
        shared = list(self.variables.values())
        rows = [f"    global {', '.join(shared)}"] if shared else []
        return rows + self.block(block)

    def block(self, block: Block) -> list[str]:
        return ["    " + row for line in block for row in self.line(line)] or ["    pass"]

    def line(self, line: Statement) -> list[str]:
        if isinstance(line, If):
            rows = []
            for at, branch in enumerate(line.branches):
                rows += [f"{'elif' if at else 'if'} yes({self.value(branch.test)}):", *self.block(branch.body)]
            return rows + (["else:", *self.block(line.other)] if line.other else [])
        match line:
            case Repeat(_, count, body):
                return [f"for _ in range(num({self.value(count)})):", *self.block(body)]
            case RepeatUntil(_, test, body):
                return [f"while not yes({self.value(test)}):", *self.block(body)]
            case While(_, test, body):
                return [f"while yes({self.value(test)}):", *self.block(body)]
            case Forever(_, body):
                return ["while True:", *self.block(body)]
            case ForEach(_, variable, values, body):
                return [f"for {self.name(variable)} in {self.over(values)}:", *self.block(body)]
        return [self.simple(line)]

    def over(self, values: Expression) -> str:
        match values:
            case Call("range", (first, stop)):
                return f"counting(num({self.value(first)}), num({self.value(stop)}), 1)"
            case Call("range", (first, stop, by)):
                return f"counting(num({self.value(first)}), num({self.value(stop)}), num({self.value(by)}))"
        return f"row({self.many(values)})"

    def simple(self, line: Statement) -> str:
        match line:
            case Assign(_, Name(name), new):
                return f"{self.name(name)} = {self.value(new)}"
            case Assign(_, Item(inner, index), new):
                return f"replaced({self.made(inner)}, {self.value(index)}, {isinstance(index, Unary)}, {self.value(new)})"
            case Change(_, Name(name), sign, new):
                return f"{self.name(name)} = {SIGNS[sign]}({self.value(Name(name))}, {self.value(new)})"
            case Say(_, said) | Print(_, (said,)):
                return f"print(text({self.value(said)}))"
            case Do(_, Method(inner, "append", (new,))):
                return f"{self.grown(inner)}{self.made(inner)}.append({self.value(new)})"
            case Do(_, Method(inner, "insert", (index, new))):
                return f"{self.grown(inner)}{self.made(inner)}.insert(num({self.value(index)}), {self.value(new)})"
            case Do(_, call):
                return self.value(call)
            case Return(_, result) if self.own is not None:
                return "return ''" if result is None else f"return {self.value(result)}"
            case Break() | Continue() | Pass():
                return type(line).__name__.lower()
            case Stop(_, "all"):
                return "exit()"
            case Stop(_, "this"):
                return "return ''"
            case Stop():
                return "while WAITING: WAITING.pop()"
            case Send(_, message, waits):
                heard = [
                    at for at, hat in enumerate(self.hats, 1) if hat.event == "message" and _fold(hat.detail) == _fold(message)
                ]
                return "; ".join(f"s_{at}()" if waits else f"WAITING.append({at})" for at in heard) or "pass"
            case Effect(_, kind) if kind in FREE:
                return "pass"
        return self.moved(line)

    def moved(self, line: Statement) -> str:
        mark = f"LINE[0] = {line.line}; "
        match line:
            case Move(_, steps, back) if self.plane:
                return f"{'back' if back else 'forward'}(num({self.value(steps)}))"
            case Move(_, steps, back):
                return f"{mark}go(num({self.value(steps)}), {back})"
            case Turn(_, side, _, angle) if self.plane:
                return f"{side}({90 if angle is None else f'num({self.value(angle)})'})"
            case Turn(_, side, _, angle):
                quarters = "1" if angle is None else f"num({self.value(angle)}) // 90"
                return f"spin({'' if side == 'right' else '-'}({quarters}))"
            case Pick() | Put() if not self.plane:
                return f"{mark}{type(line).__name__.lower()}()"
            case Point(_, direction) if self.plane and direction is not None:
                return f"setheading(90 - num({self.value(direction)}))"
            case Point(_, direction) if direction is not None:
                return f"{mark}face(num({self.value(direction)}))"
            case Go(_, x, y, by, _, "") if self.plane:
                places = [
                    f"{here}() + num({self.value(at)})"
                    if by and at is not None
                    else f"{here}()"
                    if at is None
                    else f"num({self.value(at)})"
                    for at, here in ((x, "xcor"), (y, "ycor"))
                ]
                return f"goto({', '.join(places)})"
            case Pen(_, do, amount) if self.plane:
                return self.pen(do, amount)
        raise Untold(type(line).__name__)

    def pen(self, do: str, amount: Expression | None) -> str:
        given = "" if amount is None else self.value(amount)
        match do:
            case "down" | "up":
                return f"pen{do}()"
            case "clear" | "stamp":
                return f"{do}()"
            case "colour":
                return f"color(text({given}))"
            case "width":
                return f"wide(num({given}))"
            case _:
                return f"wide(WIDTH[0] + num({given}))"

    # --- values ---

    def name(self, name: str) -> str:
        return self.own.get(name) or self.variables[name]

    def many(self, node: Expression) -> str:
        """A value that is meant as a list or text."""
        return f"many({self.name(node.name)})" if isinstance(node, Name) else self.value(node)

    def made(self, node: Expression) -> str:
        return self.name(node.name) if isinstance(node, Name) else self.value(node)

    def grown(self, node: Expression) -> str:
        """A list that nobody made is made now."""
        return f"{self.name(node.name)} = many({self.name(node.name)}); " if isinstance(node, Name) else ""

    def several(self, nodes: tuple[Expression, ...]) -> str:
        return ", ".join(map(self.value, nodes))

    def value(self, node: Expression) -> str:
        match node:
            case Number(amount):
                return repr(amount)
            case Text(text):
                return repr(text)
            case Truth(holds):
                return str(holds)
            case Nothing():
                return "None"
            case Name("answer"):
                return f"('' if {self.name('answer')} == () else {self.name('answer')})"
            case Name(name):
                return f"got({self.name(name)})"
            case Listed(items):
                return f"[{self.several(items)}]"
            case Binary(sign, left, right):
                return f"{SIGNS[sign]}({self.value(left)}, {self.value(right)})"
            case Unary("not", inner):
                return f"(not yes({self.value(inner)}))"
            case Unary(_, inner):
                return f"less(0, {self.value(inner)})"
            case Compare(left, ((sign, right),)):
                return self.compared(sign, left, right)
            case Logic(which, values):
                return "(" + f" {which} ".join(f"yes({self.value(inner)})" for inner in values) + ")"
            case Choose(test, then, other):
                return f"({self.value(then)} if yes({self.value(test)}) else {self.value(other)})"
            case Filled(parts):
                return "(" + " + ".join(f"text({self.value(inner)})" for inner, _ in parts) + ")"
            case Item(inner, index):
                return f"item({self.many(inner)}, {self.value(index)}, {isinstance(index, Unary)})"
            case Part(inner, start, stop):
                ends = ["0" if start is None else self.value(start), "None" if stop is None else self.value(stop)]
                return f"part({self.many(inner)}, {', '.join(ends)})"
            case Method(inner, "pop", (index,)):
                return f"taken({self.many(inner)}, {self.value(index)}, {isinstance(index, Unary)})"
            case Method(inner, "pop", ()):
                return f"taken({self.many(inner)}, -1, True)"
            case Method(inner, "upper" | "lower" | "strip" as name, ()):
                return f"text({self.value(inner)}).{name}()"
            case Call(function, arguments):
                return self.called(function, arguments)
            case Sense(what):
                return self.sensed(what)
        raise Untold(type(node).__name__)

    def compared(self, sign: str, left: Expression, right: Expression) -> str:
        a, b = self.value(left), self.value(right)
        match sign:
            case "==":
                return f"same({a}, {b})"
            case "!=":
                return f"(not same({a}, {b}))"
            case "<":
                return f"under({a}, {b})"
            case ">":
                return f"under({b}, {a})"
            case "<=":
                return f"(not under({b}, {a}))"
            case ">=":
                return f"(not under({a}, {b}))"
            case "in":
                return f"(place({self.many(right)}, {a}) > 0)"
        raise Untold(sign)

    def called(self, function: str, arguments: tuple[Expression, ...]) -> str:
        if function in self.words:
            return f"{self.words[function]}({self.several(arguments)})"
        if function in FUNCTIONS and len(arguments) == 1:
            inner = self.many(arguments[0]) if function == "len" else self.value(arguments[0])
            return FUNCTIONS[function].replace("{}", inner)
        if function in ("min", "max", "sum") and arguments:
            return f"tidy({function}(amounts([{', '.join(map(self.many, arguments))}])))"
        if function == "position" and len(arguments) == 2:
            return f"place({self.many(arguments[0])}, {self.value(arguments[1])})"
        raise Untold(function)

    def sensed(self, what: str) -> str:
        if self.plane:
            known = {"x": "xcor()", "y": "ycor()", "direction": "looks()", "edge": "(abs(xcor()) >= 240 or abs(ycor()) >= 180)"}
            if what in known:
                return known[what]
            raise Untold(what)
        if what in ("wall", "wall-right", "wall-left"):
            return f"(barred({('wall', 'wall-right', '', 'wall-left').index(what)}) != '')"
        if what in ("item", "goal", "star", "dot", "cross"):
            return f"found({what!r})"
        raise Untold(what)


def _fold(message: str) -> str:
    return message.strip().casefold()


def _names(body: Block) -> list[str]:
    """Every variable, in the order of the text."""
    found: dict[str, None] = {}
    for node in walk(body):
        match node:
            case Name(name) | ForEach(_, name):
                found.setdefault(name)
    return list(found)


def _grid(world: World | None) -> str:
    """The paper, as lists of numbers."""
    if world is None:
        return "COLUMNS = ROWS = 0\nBLOCKED = []\nWALLS = []\nTHINGS = []\nMARKS = []\nGOAL = None\nX = [0, 0, 0, 1]\n"
    walls = [[number for square in wall.split("-") for number in _square(square)] for wall in world.walls]
    x, y = _square(world.start)
    facing = world.facing.strip().upper()
    if facing.isdigit():
        row = int(facing) - 1
        way = [0, 1 if row > y or row == y == world.rows - 1 else -1]
    else:
        column = ord(facing) - ord("A")
        way = [1 if column > x or column == x == world.columns - 1 else -1, 0]
    told: dict[str, Any] = {
        "COLUMNS": world.columns, "ROWS": world.rows, "BLOCKED": [wall for wall in walls if len(wall) == 2], "WALLS": [wall for wall in walls if len(wall) == 4],
        "THINGS": [_square(square) for square in world.items], "MARKS": [[*_square(square), kind] for square, kind in world.marks],
        "GOAL": _square(world.goal) if world.goal else None, "X": [x, y, *way],
    }  # fmt: skip
    return "".join(f"{name} = {value!r}\n" for name, value in told.items())


def _square(text: str) -> list[int]:
    text = text.strip().upper()
    return [ord(text[0]) - ord("A"), int(text[1:]) - 1]
