"""The lesson's Python as text: one line a statement, a block's own line without what is inside of it."""

from __future__ import annotations

import re

from broadcast.program.model import (
    Assign,
    Binary,
    Block,
    Branch,
    Break,
    Call,
    Change,
    Choose,
    Circle,
    Compare,
    Continue,
    Define,
    Delete,
    Do,
    Effect,
    Expression,
    Filled,
    ForEach,
    Formatted,
    Gathered,
    Global,
    Go,
    Import,
    Item,
    Listed,
    Logic,
    Mapped,
    Method,
    Move,
    Name,
    Named,
    Nothing,
    Number,
    Part,
    Pass,
    Pen,
    Point,
    Print,
    Repeat,
    Return,
    Say,
    Sense,
    Show,
    Statement,
    Stop,
    Swap,
    Text,
    Truth,
    Tupled,
    Turn,
    Unary,
    Unpack,
    While,
    walk,
)

BINDS = {"or": 1, "and": 2, "not": 3, "+": 5, "-": 5, "*": 6, "/": 6, "//": 6, "%": 6, "**": 8}
"""How strongly an operator binds; a comparison is 4, a sign 7, a name 9, a choice 0."""
PENS = {"down": "pendown", "up": "penup", "clear": "clear", "stamp": "stamp", "colour": "color", "width": "pensize"}
EFFECTS = {"show": "showturtle", "hide": "hideturtle", "speed": "speed"}
MADE = re.compile(r"(\w+) = (?:\w+\.)?(?:Turtle|Pen)\(\)")
"""A line that gives the turtle a name."""


def who(body: Block) -> str:
    """What stands before the turtle's words in this program: `t.`, `turtle.`, or nothing."""
    before = ""
    for node in walk(body):
        match node:
            case Effect(_, "other", _, detail) if made := MADE.fullmatch(detail):
                return f"{made[1]}."
            case Import(_, "turtle", (), _, alias):
                before = f"{alias or 'turtle'}."
    return before


def line(on: Statement | Branch | None, before: str = "") -> str:
    """The line that stands for a statement: as its author wrote it, else printed anew, with `before` a turtle's words."""
    if on is None:
        return "else:"
    written = getattr(on, "text", "")
    return written or _head(on) or _command(on, before)


def _head(on: Statement | Branch) -> str:
    """Of a line that begins a block; empty for others."""
    match on:
        case Branch(_, test, _, again):
            return f"{'elif' if again else 'if'} {expression(test)}:"
        case While(_, test):
            return f"while {expression(test)}:"
        case ForEach(_, variable, values, _, _, more):
            return f"for {', '.join((variable, *more))} in {expression(values)}:"
        case Repeat(_, count):
            return f"for _ in range({expression(count)}):"
        case Define(_, name, parameters, _, _, defaults):
            plain = len(parameters) - len(defaults)
            usual = [f"{one}={expression(value)}" for one, value in zip(parameters[plain:], defaults, strict=True)]
            return f"def {name}({', '.join([*parameters[:plain], *usual])}):"
    return ""


def _command(on: Statement | Branch, before: str) -> str:
    match on:
        case Move(_, steps, back, bare):
            return f"{before}{'back' if back else 'forward'}({'' if bare else expression(steps)})"
        case Turn(_, side, degrees, None):
            return f"{before}{side}({90 if degrees else ''})"
        case Turn(_, side, _, angle) if angle is not None:
            return f"{before}{side}({expression(angle)})"
        case Point(_, direction) if direction is not None:
            return f"{before}setheading({expression(_around(direction))})"
        case Go(to="home"):
            return f"{before}home()"
        case Go(_, x, None) if x is not None:
            return f"{before}setx({expression(x)})"
        case Go(_, None, y) if y is not None:
            return f"{before}sety({expression(y)})"
        case Go(_, x, y) if x is not None and y is not None:
            return f"{before}goto({expression(x)}, {expression(y)})"
        case Circle(_, radius, extent):
            return f"{before}circle({_list((radius,) if extent is None else (radius, extent))})"
        case Pen(_, do, value) if do in PENS:
            values = value.items if isinstance(value, Tupled) else () if value is None else (value,)
            return f"{before}{PENS[do]}({_list(values)})"
        case Effect(_, "wait", value, detail):
            return f"{detail or 'time.sleep'}({'' if value is None else expression(value)})"
        case Effect(_, "costume", _, detail):
            return f"{before}shape({string(detail)})"
        case Effect(_, kind, value) if kind in EFFECTS:
            return f"{before}{EFFECTS[kind]}({'' if value is None else expression(value)})"
        case Effect(_, "other", _, detail):
            return detail
        case Import(_, module, (), _, alias):
            return f"import {module} as {alias}" if alias else f"import {module}"
        case Import(_, module, names):
            return f"from {module} import {', '.join(names)}"
    return _plain(on)


def _plain(on: Statement | Branch) -> str:
    match on:
        case Assign(_, target, value, _, also):
            return " = ".join(map(expression, (target, *also, value)))
        case Change(_, target, operator, value):
            return f"{expression(target)} {operator}= {expression(value)}"
        case Swap(_, targets, values):
            return f"{_list(targets)} = {_list(values)}"
        case Unpack(_, targets, value):
            return f"{_list(targets)}{',' if len(targets) == 1 else ''} = {expression(value)}"
        case Delete(_, target):
            return f"del {expression(target)}"
        case Global(_, names):
            return f"global {', '.join(names)}"
        case Print(_, values, separator, end):
            named = [f"{name}={expression(value)}" for name, value in (("sep", separator), ("end", end)) if value is not None]
            return f"print({', '.join([*map(expression, values), *named])})"
        case Say(_, value):
            return f"print({expression(value)})"
        case Show(_, value):
            return expression(value)
        case Do(_, call):
            return expression(call)
        case Return(_, None):
            return "return"
        case Return(_, value) if value is not None:
            return f"return {expression(value)}"
        case Break():
            return "break"
        case Continue():
            return "continue"
        case Pass():
            return "pass"
        case Stop():
            return "exit()"
    raise TypeError(f"{type(on).__name__} is no line of Python")


def _around(direction: Expression) -> Expression:
    """The way a turtle counts (0 to the right, then against the clock) from the model's (0 up, then with the clock), and back."""
    match direction:
        case Number(int() as value):
            return Number((90 - value) % 360)
        case Binary("-", Number(90), other):
            return other
    return Binary("-", Number(90), direction)


def _list(nodes: tuple[Expression, ...]) -> str:
    return ", ".join(map(expression, nodes))


def expression(node: Expression, around: int = -1) -> str:
    """An expression, in brackets where what stands around it binds more strongly."""
    text, binds = _expression(node)
    return f"({text})" if binds < around else text


def _expression(node: Expression) -> tuple[str, int]:
    match node:
        case Number(value):
            return repr(value), 9
        case Text(value):
            return string(value), 9
        case Truth(value):
            return str(value), 9
        case Nothing():
            return "None", 9
        case Name(name):
            return name, 9
        case Listed(items):
            return f"[{_list(items)}]", 9
        case Tupled(items):
            return f"({_list(items)}{',' if len(items) == 1 else ''})", 9
        case Mapped(pairs):
            return f"{{{', '.join(f'{expression(key)}: {expression(value)}' for key, value in pairs)}}}", 9
        case Gathered(element, variable, values, test):
            guard = "" if test is None else f" if {expression(test, 1)}"
            return f"[{expression(element)} for {variable} in {expression(values, 1)}{guard}]", 9
        case Item(value, index):
            return f"{_inner(value)}[{expression(index)}]", 9
        case Part(value, start, stop, step):
            ends = ["" if end is None else expression(end) for end in (start, stop)]
            return f"{_inner(value)}[{':'.join([*ends, *([] if step is None else [expression(step)])])}]", 9
        case Named(name, value):
            return f"{name}={expression(value)}", 0
        case Sense(_, detail) if detail:
            return f"{detail}()", 9
        case Call(function, arguments):
            return f"{function}({_list(arguments)})", 9
        case Method(value, name, arguments):
            return f"{_inner(value)}.{name}({_list(arguments)})", 9
        case Unary("not", operand):
            return f"not {expression(operand, 3)}", 3
        case Unary(_, operand):
            return f"-{expression(operand, 7)}", 7
        case Binary("**", left, right):
            return f"{expression(left, 9)} ** {expression(right, 7)}", 8
        case Binary(operator, left, right):
            binds = BINDS[operator]
            return f"{expression(left, binds)} {operator} {expression(right, binds + 1)}", binds
        case Compare(left, rest):
            return " ".join([expression(left, 5), *(f"{sign} {expression(right, 5)}" for sign, right in rest)]), 4
        case Logic(operator, values):
            return f" {operator} ".join(expression(value, BINDS[operator] + 1) for value in values), BINDS[operator]
        case Choose(test, then, other):
            return f"{expression(then, 1)} if {expression(test, 1)} else {expression(other, 0)}", 0
        case Filled(parts):
            return filled(parts), 9
    raise TypeError(f"{type(node).__name__} is no expression of Python")


def _inner(node: Expression) -> str:
    """What stands before `[` or `.`; a number there needs brackets."""
    return f"({expression(node)})" if isinstance(node, Number) else expression(node, 9)


def string(value: str) -> str:
    """A text in double quotes where they do, with Python's own escapes."""
    shown = repr(value)
    return f'"{shown[1:-1]}"' if shown[0] == "'" and '"' not in value and "\\'" not in shown else shown


def filled(parts: tuple[tuple[Expression, int], ...]) -> str:
    """An f-string. Texts inside of its braces take the other quotes, as Python before 3.12 wants; where they cannot, `.format`."""
    words: list[str] = []
    values: list[tuple[int, str]] = []
    for value, places in parts:
        if isinstance(value, Text) and places == -1:
            words.append(repr('"' + value.value)[2:-1].replace("{", "{{").replace("}", "}}").replace('"', '\\"'))
            continue
        inner, form = (value.value, f":{value.form}") if isinstance(value, Formatted) else (value, "")
        words.append(f":.{places}f" if places >= 0 else form)
        values.append((len(words) - 1, expression(inner, 0)))
    if any("'" in shown or "\\" in shown for _, shown in values):
        for at, _ in values:
            words[at] = f"{{{words[at]}}}"
        return f'"{"".join(words)}".format({", ".join(shown for _, shown in values)})'
    for at, shown in values:
        words[at] = "{" + (" " if shown.startswith("{") else "") + shown.replace('"', "'") + words[at] + "}"
    return f'f"{"".join(words)}"'
