"""A program's tree as text, a line each: what the golden files hold. It knows nothing of how programs are printed or spoken."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from broadcast.program.model import (
    Binary,
    Branch,
    Call,
    Compare,
    Item,
    Logic,
    Method,
    Name,
    Number,
    Program,
    Sense,
    Text,
    Unary,
    rows,
)

SKIP = ("line", "body", "text", "branches", "other")


def outline(program: Program) -> str:
    """Line number, indent, kind of node, its parts that say something."""
    done = [f"sprite {program.sprite}"] if program.sprite else []
    for line, depth, node in rows(program.body):
        if node is None:
            done.append(f"{line:>2} {'    ' * depth}Else")
            continue
        name = "Elif" if isinstance(node, Branch) and node.again else type(node).__name__
        parts = [
            f"{part.name}={short(value)}"
            for part in fields(node)
            if part.name not in SKIP and (value := getattr(node, part.name)) not in (None, "", False, ())
        ]
        done.append(f"{line:>2} {'    ' * depth}{' '.join([name, *parts])}")
    return "\n".join(done) + "\n"


def short(value: Any) -> str:
    """A value in few letters."""
    match value:
        case Number(number):
            return str(number)
        case Text(text):
            return repr(text)
        case Name(name):
            return f"<{name}>"
        case Unary(operator, operand):
            return f"({operator} {short(operand)})"
        case Binary(operator, left, right):
            return f"({short(left)} {operator} {short(right)})"
        case Compare(left, rest):
            return "(" + " ".join([short(left), *(f"{sign} {short(right)}" for sign, right in rest)]) + ")"
        case Logic(operator, values):
            return "(" + f" {operator} ".join(map(short, values)) + ")"
        case Call(function, arguments):
            return f"{function}({', '.join(map(short, arguments))})"
        case Method(inner, name, arguments):
            return f"{short(inner)}.{name}({', '.join(map(short, arguments))})"
        case Item(inner, index):
            return f"{short(inner)}[{short(index)}]"
        case Sense(what, detail):
            return f"?{what}" + (f"[{detail}]" if detail else "")
        case tuple():
            return "(" + ", ".join(map(short, value)) + ")"
    if is_dataclass(value):
        return f"{type(value).__name__}({', '.join(short(getattr(value, part.name)) for part in fields(value))})"
    return str(value)
