"""Names of a program in speech, and what its variables hold, as far as the text tells."""

from __future__ import annotations

import re

from broadcast.program.model import (
    Assign,
    Binary,
    Call,
    Change,
    Choose,
    Compare,
    Define,
    Expression,
    Filled,
    ForEach,
    Formatted,
    Gathered,
    Listed,
    Logic,
    Mapped,
    Method,
    Name,
    Number,
    Part,
    Program,
    Swap,
    Text,
    Truth,
    Tupled,
    Unary,
    Unpack,
    walk,
)

FUNCTIONS = dict.fromkeys(("sin", "cos", "tan", "log", "log10", "gcd", "hypot", "pow", "trunc", "factorial", "degrees", "radians"), "number") | {
    "len": "number", "int": "number", "float": "number", "abs": "number", "round": "number", "sum": "number", "random": "number", "randint": "number",
    "randrange": "number", "uniform": "number", "sqrt": "number", "floor": "number", "ceil": "number", "position": "number", "ord": "number",
    "str": "text", "input": "text", "chr": "text", "bin": "text", "average": "number", "median": "number", "list": "list", "sorted": "list", "range": "list", "sample": "list", "dict": "map", "bool": "truth",
}  # fmt: skip
"""What the known functions give back."""
METHODS = {
    "count": "number", "index": "number", "find": "number", "lower": "text", "upper": "text", "strip": "text", "title": "text", "capitalize": "text",
    "center": "text", "ljust": "text", "rjust": "text", "zfill": "text", "lstrip": "text", "rstrip": "text", "swapcase": "text", "splitlines": "list",
    "replace": "text", "join": "text", "split": "list", "keys": "list", "values": "list", "items": "list", "startswith": "truth", "endswith": "truth",
    "isdigit": "truth", "isalpha": "truth", "isupper": "truth", "islower": "truth", "isspace": "truth", "isalnum": "truth", "isnumeric": "truth",
}  # fmt: skip


def split(name: str) -> list[str]:
    """`rounds_left`, `roundsLeft` → rounds, left. A name all in capitals is one word, said small."""
    pieces = re.findall(r"[A-Z]{2,}(?![a-z])|[A-Z]?[^\W\d_A-Z]+|[A-Z]|\d+|[^\W\d_]+", name)
    return [piece.lower() for piece in pieces] or [name]


def kinds(program: Program) -> dict[str, str]:
    """Variables that only ever hold numbers, texts, lists, maps (dictionaries) or truths → which of them."""
    given = _given(program)
    found: dict[str, str] = dict.fromkeys(given, "")
    for _ in range(len(given) + 1):  # each round settles one name at least; "" is not known yet
        after = {}
        for name, values in given.items():
            those = {"?" if value is None else kind(value, found) for value in values}
            known = those - {""}
            after[name] = known.pop() if len(known) == 1 else "?" if known else ""
        if after == found:
            break
        found = after
    return {name: what for name, what in found.items() if what not in ("", "?")}


def _given(program: Program) -> dict[str, list[Expression | None]]:
    """What each variable is given anywhere; None where that is not written there."""
    given: dict[str, list[Expression | None]] = {}
    for node in walk(program.body):
        match node:
            case Assign():
                for target in (node.target, *node.also):
                    if isinstance(target, Name):
                        given.setdefault(target.name, []).append(node.value)
            case Change(target=Name(name)):
                given.setdefault(name, []).append(Binary(node.operator, Name(name), node.value))
            case Swap():
                for target, value in zip(node.targets, node.values, strict=True):
                    if isinstance(target, Name):
                        given.setdefault(target.name, []).append(value)
            case Unpack():
                for target in node.targets:
                    if isinstance(target, Name):
                        given.setdefault(target.name, []).append(None)
            case ForEach(values=values):
                of = given.setdefault(node.variable, [])
                match values:
                    case Call(function="range"):
                        of.append(Number(0))
                    case Text():
                        of.append(Text(""))
                    case Listed(items) if not node.more:
                        of.extend(items)
                    case _:
                        of.append(None)
                for name in node.more:
                    given.setdefault(name, []).append(None)
            case Define():
                for name in node.parameters:
                    given.setdefault(name, []).append(None)
    return given


def kind(node: Expression, known: dict[str, str]) -> str:
    """What a value is: number, text, list, map or truth; `?` where the text does not tell, empty where `known` does not yet."""
    match node:
        case Number():
            return "number"
        case Text() | Filled() | Formatted():
            return "text"
        case Truth() | Compare() | Logic() | Unary(operator="not"):
            return "truth"
        case Listed() | Gathered() | Tupled():
            return "list"
        case Mapped():
            return "map"
        case Name(name):
            return known.get(name, "?")
        case Unary(operand=operand):
            return kind(operand, known)
        case Part(value=value):
            return kind(value, known)
        case Choose(then=then, other=other):
            return kind(then, known) if kind(then, known) == kind(other, known) else "?"
        case Binary(left=left, right=right):
            return _worked(kind(left, known), kind(right, known))
        case Call(function=("max" | "min"), arguments=(_, _, *_) as values):
            those = {kind(value, known) for value in values}
            return those.pop() if len(those) == 1 else "?"
        case Call(function=name):
            return FUNCTIONS.get(name.rpartition(".")[2], "?")
        case Method(name=name):
            return METHODS.get(name, "?")
    return "?"


def _worked(left: str, right: str) -> str:
    """Of a sum or product: a text or a list with anything is one again."""
    for stronger in ("text", "list"):
        if stronger in (left, right):
            return stronger
    if left == right or not right:
        return left
    return right if not left else "?"
