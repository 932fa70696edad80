"""The lesson's Python as text: one line a statement, a block's own line without what is inside of it."""

from __future__ import annotations

from broadcast.program.model import (
    Assign,
    Binary,
    Branch,
    Break,
    Call,
    Change,
    Choose,
    Compare,
    Continue,
    Define,
    Do,
    Expression,
    Filled,
    ForEach,
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
    Print,
    Repeat,
    Return,
    Say,
    Statement,
    Swap,
    Text,
    Truth,
    Turn,
    Unary,
    While,
)

BINDS = {"or": 1, "and": 2, "not": 3, "+": 5, "-": 5, "*": 6, "/": 6, "//": 6, "%": 6, "**": 8}
"""How strongly an operator binds; a comparison is 4, a sign 7, a name 9, a choice 0."""


def line(on: Statement | Branch | None) -> str:
    """The line that stands for a statement: as its author wrote it, else printed anew."""
    if on is None:
        return "else:"
    written = getattr(on, "text", "")
    return written or _fresh(on)


def _fresh(on: Statement | Branch) -> str:
    match on:
        case Assign(_, target, value):
            return f"{expression(target)} = {expression(value)}"
        case Change(_, target, operator, value):
            return f"{expression(target)} {operator}= {expression(value)}"
        case Swap(_, targets, values):
            return f"{_list(targets)} = {_list(values)}"
        case Print(_, values, separator, end):
            named = [f"{name}={expression(value)}" for name, value in (("sep", separator), ("end", end)) if value is not None]
            return f"print({', '.join([*map(expression, values), *named])})"
        case Say(_, value):
            return f"print({expression(value)})"
        case Move(_, steps, back, bare):
            return f"{'back' if back else 'forward'}({'' if bare else expression(steps)})"
        case Turn(_, side, degrees):
            return f"{side}({90 if degrees else ''})"
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
        case Branch(_, test, _, again):
            return f"{'elif' if again else 'if'} {expression(test)}:"
        case While(_, test):
            return f"while {expression(test)}:"
        case ForEach(_, variable, values):
            return f"for {variable} in {expression(values)}:"
        case Repeat(_, count):
            return f"for _ in range({expression(count)}):"
        case Define(_, name, parameters):
            return f"def {name}({', '.join(parameters)}):"
    raise TypeError(f"{type(on).__name__} is no line of Python")


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
        case Item(value, index):
            return f"{_inner(value)}[{expression(index)}]", 9
        case Part(value, start, stop):
            ends = ["" if end is None else expression(end) for end in (start, stop)]
            return f"{_inner(value)}[{':'.join(ends)}]", 9
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
    """An f-string. Texts inside of its braces take the other quotes, as Python before 3.12 wants."""
    pieces = []
    for value, places in parts:
        if isinstance(value, Text) and places == -1:
            pieces.append(repr('"' + value.value)[2:-1].replace("{", "{{").replace("}", "}}").replace('"', '\\"'))
        else:
            inside = expression(value, 0).replace('"', "'")
            pieces.append("{" + (" " if inside.startswith("{") else "") + inside + (f":.{places}f" if places >= 0 else "") + "}")
    return f'f"{"".join(pieces)}"'
