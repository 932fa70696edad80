"""Reads the values of the lesson's Python: what stands in a line. Its lines are read by `python`."""

from __future__ import annotations

import ast
import builtins
import difflib
import re
import string
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from broadcast.program.formats import FORM
from broadcast.program.functions import FUNCTIONS, NAMED, SERIES, TAKES_SERIES
from broadcast.program.letters import odd
from broadcast.program.methods import METHODS, QUIET
from broadcast.program.model import (
    Binary,
    Call,
    Choose,
    Compare,
    Expression,
    Filled,
    Formatted,
    Gathered,
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
    Sense,
    Text,
    Truth,
    Tupled,
    Unary,
)
from broadcast.program.modules import CONSTANTS, MODULES
from broadcast.program.python_names import ARITHMETIC, COMPARISONS, ROBOT, Refusal, unknown
from broadcast.program.python_scope import Scope
from broadcast.program.python_turtle import SENSED

MOST_DEPTH = 30
PYTHONS = frozenset(dir(builtins))
"""Python's own functions; those that the lesson's Python does not have are refused by their names."""
CHANGING = (*QUIET, "pop", "setdefault")


class Values:
    """Values of one source."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.depth = 0

    def name(self, name: str, node: ast.AST) -> str:
        """A name that may be given a value."""
        if re.fullmatch("__+", name):
            raise Refusal(node, "this is a program with gaps (__)", "Fill them in; a box with gaps is made from a whole program")
        if name.startswith("__"):
            raise Refusal(node, f"{name} is no name for a lesson", "Choose another name")
        if name in self.scope.functions and not isinstance(node, ast.FunctionDef):
            raise Refusal(node, f"{name} is a function and cannot be a variable too", "Choose another name")
        if name in self.scope.modules or name in self.scope.taken:
            raise Refusal(node, f"{name} was imported and cannot be a variable too", "Choose another name")
        return name

    def value(self, node: ast.expr, *, series: bool = False) -> Expression:
        """`series`: what gives its values one by one may stand here."""
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise Refusal(node, "this line is nested too deeply", "Split it into several lines")
        made = self._value(node)
        self.depth -= 1
        if not series and isinstance(made, Call) and made.function in SERIES and made.function not in self.scope.functions:
            raise Refusal(node, f"{made.function} stands in a for loop or inside of list(…)", f"Write list({made.function}(…))")
        return made

    def _value(self, node: ast.expr) -> Expression:
        match node:
            case ast.Constant(value=value):
                return self.constant(value, node)
            case ast.Name(id=name):
                return self.variable(name, node)
            case ast.Attribute(value=ast.Name(id=module), attr=name) if self.scope.full(node) in CONSTANTS:
                return Name(f"{module}.{name}")
            case ast.BinOp(left=ast.Constant(value=str()), op=ast.Mod()):
                raise Refusal(node, "the lesson's Python does not know % after a text", 'Write f"{value}"')
            case ast.BinOp(left=left, op=op, right=right):
                return Binary(self.operator(op, node), self.value(left), self.value(right))  # type: ignore[arg-type]
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return Unary("-", self.value(operand))
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return Unary("not", self.value(operand))
            case ast.UnaryOp(op=op):
                raise unknown(op, node)
            case ast.BoolOp(op=op, values=values):
                return Logic("and" if isinstance(op, ast.And) else "or", tuple(map(self.value, values)))
            case ast.Compare(left=left, ops=ops, comparators=others):
                return Compare(self.value(left), tuple(self.comparison(op, right) for op, right in zip(ops, others, strict=True)))
            case ast.IfExp(test=test, body=then, orelse=other):
                return Choose(self.value(test), self.value(then), self.value(other))
            case ast.List(elts=items):
                return Listed(tuple(map(self.value, items)))
            case ast.Tuple(elts=items):
                return Tupled(tuple(map(self.value, items)))
            case ast.Dict(keys=keys, values=values):
                if None in keys:
                    raise Refusal(node, "the lesson's Python does not know '**'", "Write the pairs one by one")
                return Mapped(tuple((self.value(key), self.value(value)) for key, value in zip(keys, values, strict=True) if key))
            case ast.ListComp():
                return self.gathered(node)
            case ast.Subscript(value=value, slice=ast.Slice(lower=start, upper=stop, step=step)):
                ends = [None if end is None else self.value(end) for end in (start, stop, step)]
                return Part(self.value(value), *ends)
            case ast.Subscript(value=value, slice=index):
                return Item(self.value(value), self.value(index))
            case ast.JoinedStr(values=parts):
                return Filled(tuple(self.place(part) for part in parts))
            case ast.Call():
                return self.call(node)
        raise unknown(node)

    def variable(self, name: str, node: ast.expr) -> Name:
        if name == "__name__":
            return Name(name)
        if self.scope.full(node) in CONSTANTS:
            return Name(name)
        if name not in self.scope.variables and (name in FUNCTIONS or name in self.scope.functions or name == "print"):
            raise Refusal(node, f"{name} is a function: it needs brackets after it", f"Write {name}(…)")
        return Name(self.name(name, node))

    def constant(self, value: Any, node: ast.expr) -> Expression:
        if value is None:
            return Nothing()
        if isinstance(value, bool):
            return Truth(value)
        if isinstance(value, int | float):
            return Number(value)
        if isinstance(value, str):
            if odd(value):
                raise Refusal(node, f"this text has a letter that cannot be shown: {odd(value)!a}", "Leave it out")
            return Text(value)
        if value is ...:
            raise Refusal(node, "this is a program with gaps (...)", "Fill them in; a box with gaps is made from a whole program")
        raise Refusal(node, f"the lesson's Python does not know values like {str(value)[:20]}", "Use numbers and texts")

    def operator(self, op: ast.operator, node: ast.AST) -> str:
        if type(op) not in ARITHMETIC:
            raise unknown(op, node)
        return ARITHMETIC[type(op)]

    def comparison(self, op: ast.cmpop, right: ast.expr) -> tuple[str, Expression]:
        if isinstance(op, ast.Is | ast.IsNot) and not (
            isinstance(right, ast.Constant) and (right.value is None or isinstance(right.value, bool))
        ):
            raise Refusal(right, "the lesson's Python knows 'is' before None, True and False alone", "Write ==")
        return COMPARISONS[type(op)], self.value(right)

    def gathered(self, node: ast.ListComp | ast.GeneratorExp) -> Gathered:
        match node.generators:
            case [ast.comprehension(target=ast.Name(id=variable), iter=values, ifs=tests, is_async=0)] if len(tests) < 2:
                test = self.value(tests[0]) if tests else None
                return Gathered(self.value(node.elt), self.name(variable, node), self.value(values, series=True), test)
        raise unknown(node)

    # --- texts with values in them ---

    def place(self, part: ast.expr) -> tuple[Expression, int]:
        match part:
            case ast.Constant(value=str()):
                return self.value(part), -1
            case ast.FormattedValue(value=value, conversion=-1, format_spec=None):
                return self.formed(self.value(value), "", part)
            case ast.FormattedValue(
                value=value, conversion=-1, format_spec=ast.JoinedStr(values=[ast.Constant(value=str(form))])
            ):
                return self.formed(self.value(value), form, part)
        raise Refusal(
            part, "the lesson's Python does not know this inside of an f-string", "Write {value}, {value:.2f} or {value:>5}"
        )

    def formed(self, value: Expression, form: str, node: ast.expr) -> tuple[Expression, int]:
        if not form:
            if isinstance(value, Text):  # a text among the values stays apart from the words around it
                return Filled(((value, -1),) if value.value else ()), -1
            return value, -1
        if re.fullmatch(r"\.\df", form):
            return value, int(form[1])
        if not FORM.fullmatch(form) or odd(form):
            raise Refusal(node, f"the lesson's Python does not know the form {form!r}", "Write {value:.2f} or {value:>5}")
        return Formatted(value, form), -1

    def filled(self, text: str, node: ast.Call) -> Filled:
        """`"Hello {}".format(name)`, as the f-string that it is; every value stands in it once."""
        plain = list(map(self.value, node.args))
        named = {keyword.arg: self.value(keyword.value) for keyword in node.keywords if keyword.arg}
        parts: list[tuple[Expression, int]] = []
        used: list[str | int] = []
        try:
            for words, field, form, how in string.Formatter().parse(text):
                if words:
                    parts.append((self.constant(words, node), -1))
                if field is None:
                    continue
                key: str | int = int(field) if field.isdigit() else field or len(used)
                value = plain[key] if isinstance(key, int) else named[key]
                if how:
                    raise ValueError
                used.append(key)
                parts.append(self.formed(value, form or "", node))
        except (ValueError, IndexError, KeyError):
            raise Refusal(node, "the lesson's Python does not know this .format()", 'Write f"{value}"') from None
        every = [*range(len(plain)), *named]
        if len(node.keywords) != len(named) or (self.doing(node) and (len(every) > 1 or used != every)):
            raise Refusal(node, "the lesson's Python does not know this .format()", 'Write f"{value}"')
        return Filled(tuple(parts))

    def doing(self, node: ast.Call) -> bool:
        """Is something called between the brackets that may change what else stands there?"""
        for inner in ast.walk(node):
            match inner:
                case ast.Call(func=ast.Name(id=name)) if name in self.scope.functions or name == "input":
                    return True
                case ast.Call(func=ast.Attribute(attr=name)) if name in CHANGING:
                    return True
        return False

    # --- calls ---

    def arguments(self, node: ast.Call, names: tuple[str, ...] | None, series: bool = False) -> tuple[Expression, ...]:
        """What stands between the brackets; `names`: which may be named, None for any."""
        if any(isinstance(argument, ast.Starred) for argument in node.args):
            raise Refusal(node, "the lesson's Python does not know '*' between the brackets", "Write the values alone")
        for keyword in node.keywords:
            if keyword.arg is None or (names is not None and keyword.arg not in names):
                raise Refusal(node, f"the lesson's Python does not know {keyword.arg or '**'!r} here", "Write the values alone")
        if series and len(node.args) == 1 and isinstance(node.args[0], ast.GeneratorExp):
            return (self.gathered(node.args[0]),)
        given = [self.value(argument, series=series) for argument in node.args]
        return (*given, *(Named(str(keyword.arg), self.value(keyword.value)) for keyword in node.keywords))

    def call(self, node: ast.Call) -> Expression:
        full = self.scope.full(node.func)
        module, _, word = full.rpartition(".")
        written = ast.unparse(node.func) if full else ""
        if full in self.scope.functions and isinstance(node.func, ast.Name):
            return Call(full, self.arguments(node, None))
        if isinstance(node.func, ast.Name) and node.func.id in self.scope.variables:
            raise Refusal(node, f"{node.func.id} is a variable here and cannot be called", "Give the variable another name")
        if not module and full in FUNCTIONS:
            return Call(full, self.arguments(node, NAMED.get(full, ()), series=full in TAKES_SERIES))
        if module in MODULES and word in MODULES[module]:
            return Call(written, self.arguments(node, ()))
        if module == "turtle" and word in SENSED and not node.args:
            return Sense(SENSED[word], written)  # type: ignore[arg-type]  # x and y are senses
        match node.func:
            case ast.Attribute(value=ast.Constant(value=str(text)), attr="format"):
                return self.filled(text, node)
            case ast.Attribute(value=value, attr=method) if not module and method in METHODS:
                names = ("reverse",) if method == "sort" else ()
                return Method(self.value(value), method, self.arguments(node, names, series=method in ("extend", "join")))
            case ast.Attribute(attr=method) if not module:
                raise Refusal(node, f".{method}() is not in the lesson's Python", _like(method, METHODS))
        if not full:
            raise Refusal(node, "only a function with a name can be called", "Give it a name")
        if self.elsewhere(full, node):
            return Call(full, self.arguments(node, None))
        alone = full in (*ROBOT, "print") or module in ("turtle", "screen", "time")
        why = "stands on a line of its own" if alone else "is not in the lesson's Python"
        raise Refusal(node, f"{written}() {why}", "" if alone else _like(word, (*FUNCTIONS, "print")))

    def elsewhere(self, full: str, node: ast.Call) -> bool:
        """Is it a function that another fence of the lesson defines? It can be read and said; nobody knows what it does."""
        return (
            isinstance(node.func, ast.Name)
            and full == node.func.id
            and not full.startswith("__")
            and full not in PYTHONS
            and full not in ROBOT
            and not _misspelt(full)
        )


@lru_cache(maxsize=1000)
def _misspelt(name: str) -> bool:
    return bool(difflib.get_close_matches(name, (*FUNCTIONS, *ROBOT, "print"), 1, 0.8))


def _like(word: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(word, known, 3)
    return f"Did you mean {' or '.join(near)}?" if near else "Write it with simpler lines"
