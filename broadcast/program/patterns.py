"""Patterns of programs, written as Python with holes in capitals: `NAME = NAME + VALUE`.

A hole stands for any value and, where it stands twice, for the same one; what may fill it and how it is said depends on its
word (`gloss_values.HOLES`). A block's `...` stands for any lines. Patterns are compared with the tree, so it is the same
whether a program came from Python or from blocks. `idioms` has the tables of them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any

from broadcast.program.model import (
    Assign,
    Binary,
    Branch,
    Call,
    Change,
    Choose,
    Compare,
    Do,
    ForEach,
    Gathered,
    If,
    Item,
    Listed,
    Logic,
    Mapped,
    Method,
    Name,
    Named,
    Nothing,
    Number,
    Part,
    Repeat,
    Swap,
    Text,
    Truth,
    Unary,
    While,
)

SIGNS = {
    "Add": "+", "Sub": "-", "Mult": "*", "Div": "/", "FloorDiv": "//", "Mod": "%", "Pow": "**", "Lt": "<", "LtE": "<=", "Gt": ">", "GtE": ">=",
    "Eq": "==", "NotEq": "!=", "In": "in", "NotIn": "not in", "Is": "is", "IsNot": "is not", "And": "and", "Or": "or", "Not": "not", "USub": "-",
}  # fmt: skip
ANY = ...
"""Stands for any block."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of a table: what has this shape is said with the message `speech.<key>`, its slots named like the holes."""

    pattern: str
    key: str
    kinds: tuple[tuple[str, str], ...] = ()
    """(hole, what it must hold): number, text, list, map or truth."""


def row(pattern: str, key: str, **kinds: str) -> Rule:
    return Rule(pattern, key, tuple(kinds.items()))


@cache
def indexed(rules: tuple[Rule, ...]) -> dict[str, tuple[tuple[Rule, Any], ...]]:
    """Rules in their order by what they begin with, so that few are tried."""
    found: dict[str, tuple[tuple[Rule, Any], ...]] = {}
    for rule in rules:
        tree = read(rule.pattern)
        for shape in (tree, tree.call) if isinstance(tree, Do) else (tree,):  # a call is a line, and a part of one
            found[head(shape)] = (*found.get(head(shape), ()), (rule, shape))
    return found


def head(node: Any) -> str:
    """The kind of a node, with the name of what it calls: what comes from a module is known without the module's name."""
    if isinstance(node, Do):
        return f"Do {head(node.call)}"
    if isinstance(node, Call):
        return f"Call {node.function.rpartition('.')[2]}"
    if isinstance(node, Method):
        return f"Method {node.name}"
    return type(node).__name__


def match(pattern: Any, node: Any, holes: dict[str, Any]) -> bool:
    """Has a node this shape? `holes` then tells what stands in each hole."""
    if pattern is ANY:
        return True
    if isinstance(pattern, Name) and pattern.name.isupper():
        pattern = pattern.name
        return fits(pattern, node) and bool(holes.setdefault(pattern, node) == node)
    if isinstance(pattern, str) and pattern.isupper():
        return isinstance(node, str) and bool(holes.setdefault(pattern, Name(node)) == Name(node))
    if isinstance(pattern, tuple):
        return (
            isinstance(node, tuple)
            and len(pattern) == len(node)
            and all(match(one, other, holes) for one, other in zip(pattern, node, strict=True))
        )
    if isinstance(pattern, Call) and isinstance(node, Call):
        return head(pattern) == head(node) and match(pattern.arguments, node.arguments, holes)
    if type(pattern) is not type(node):
        return False
    if not is_dataclass(pattern):
        return bool(pattern == node)
    return all(
        match(getattr(pattern, part.name), getattr(node, part.name), holes)
        for part in fields(pattern)
        if part.compare and part.name != "line"
    )


def fits(hole: str, node: Any) -> bool:
    """`NUMBER` and `COUNT` are a whole number that is written there; every other hole takes anything that is there."""
    if node is None:
        return False
    return hole not in ("NUMBER", "COUNT") or (isinstance(node, Number) and isinstance(node.value, int))


@cache
def read(pattern: str) -> Any:
    """The tree of a pattern; NotImplementedError where it uses what a pattern cannot have."""
    body = ast.parse(pattern).body
    if len(body) != 1:
        raise NotImplementedError(pattern)
    return _node(body[0])


def _nodes(parts: list[Any]) -> tuple[Any, ...]:
    return tuple(_node(part) for part in parts)


def _block(parts: list[ast.stmt]) -> Any:
    match parts:
        case [ast.Expr(value=ast.Constant(value=value))] if value is ...:
            return ANY
    return _nodes(list(parts))


def _named(parts: list[ast.keyword]) -> tuple[Named, ...]:
    return tuple(Named(part.arg or "", _node(part.value)) for part in parts)


def _node(node: Any) -> Any:
    made = next(_made(node), None)
    if made is None:
        raise NotImplementedError(ast.unparse(node))
    return made


def _made(node: Any) -> Iterator[Any]:
    """One node of Python as one of ours; nothing where there is none."""
    match node:
        case ast.Constant(value=None):
            yield Nothing()
        case ast.Constant(value=bool(value)):
            yield Truth(value)
        case ast.Constant(value=str(value)):
            yield Text(value)
        case ast.Constant(value=int(value) | float(value)):
            yield Number(value)
        case ast.Name(id=name):
            yield Name(name)
        case ast.List(elts=items):
            yield Listed(_nodes(items))
        case ast.Dict(keys=[], values=[]):
            yield Mapped(())
        case ast.ListComp(elt=element, generators=[ast.comprehension(target=ast.Name(id=name), iter=values, ifs=tests)]):
            yield Gathered(_node(element), name, _node(values), _node(tests[0]) if tests else None)
        case ast.Subscript(value=value, slice=ast.Slice(lower=low, upper=high, step=step)):
            ends = [None if end is None else _node(end) for end in (low, high)]
            yield Part(_node(value), *ends, *(() if step is None else (_node(step),)))
        case ast.Subscript(value=value, slice=index):
            yield Item(_node(value), _node(index))
        case ast.BinOp(left=left, op=op, right=right):
            yield Binary(SIGNS[type(op).__name__], _node(left), _node(right))  # type: ignore[arg-type]  # the table's signs
        case ast.UnaryOp(op=op, operand=operand):
            yield Unary(SIGNS[type(op).__name__], _node(operand))  # type: ignore[arg-type]
        case ast.BoolOp(op=op, values=values):
            yield Logic(SIGNS[type(op).__name__], _nodes(values))  # type: ignore[arg-type]
        case ast.Compare(left=left, ops=ops, comparators=others):
            rest = zip(ops, others, strict=True)
            yield Compare(_node(left), tuple((SIGNS[type(op).__name__], _node(other)) for op, other in rest))
        case ast.IfExp(test=test, body=then, orelse=other):
            yield Choose(_node(test), _node(then), _node(other))
        case ast.Call(func=ast.Name(id=name), args=values, keywords=named):
            yield Call(name, (*_nodes(values), *_named(named)))
        case ast.Call(func=ast.Attribute(value=value, attr=name), args=values, keywords=named):
            yield Method(_node(value), name, (*_nodes(values), *_named(named)))
        case ast.Expr(value=ast.Call() as call):
            yield Do(0, _node(call))
        case ast.Expr(value=value):
            yield _node(value)
        case ast.Assign(targets=[ast.Tuple(elts=targets)], value=ast.Tuple(elts=values)):
            yield Swap(0, _nodes(targets), _nodes(values))
        case ast.Assign(targets=[target], value=value):
            yield Assign(0, _node(target), _node(value))
        case ast.AugAssign(target=target, op=op, value=value):
            yield Change(0, _node(target), SIGNS[type(op).__name__], _node(value))  # type: ignore[arg-type]
        case ast.For(target=ast.Name(id="_"), iter=ast.Call(func=ast.Name(id="range"), args=[count]), body=body):
            yield Repeat(0, _node(count), _block(body))
        case ast.For(target=ast.Name(id=name), iter=values, body=body):
            yield ForEach(0, name, _node(values), _block(body))
        case ast.For(target=ast.Tuple(elts=[ast.Name(id=name), ast.Name(id=more)]), iter=values, body=body):
            yield ForEach(0, name, _node(values), _block(body), more=(more,))
        case ast.While(test=test, body=body):
            yield While(0, _node(test), _block(body))
        case ast.If(test=test, body=body, orelse=[]):
            yield If((Branch(0, _node(test), _block(body)),))
