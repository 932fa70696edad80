"""Cells of a notebook that go on from those before them: the names that they take from there, and what is typed into them."""

from __future__ import annotations

import ast
import builtins
import re

INPUT = re.compile(r"(?P<whole>\b(?:int|float)\s*\(\s*)?\binput\s*\((?P<prompt>[^()]*)\)")
NUMBER = re.compile(
    r"\b(?:how (?:many|old|much|long|tall|far)|numbers?|age|year|number|cuántos?|cuántas?|número|edad|lat|liczb[aęy]|kaç|yaş|sayı|berapa|umur|angka)\b|сколько|число|лет|몇|숫자|나이|กี่|อายุ|ตัวเลข|多少|几|幾|年龄|年齡|数字|數字",
    re.IGNORECASE,
)
NAME, AMOUNT = "Ada", "12"
"""What is typed into a program that asks, so that it can be run on paper."""


class Before:
    """The last program that was told, with those that it goes on from."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.inputs: list[str] = []

    def option(self, program: str) -> str:
        """The fence's options: whether the program `continues` the one before, and what answers its `input`s."""
        made, needed = _names(program)
        typed = _inputs(program)
        goes_on = bool(needed) and needed <= self.names
        self.names = made | (self.names if goes_on else set())
        self.inputs = [*(self.inputs if goes_on else ()), *typed]
        options = ["continues"] if goes_on else []
        return " ".join([*options, f"inputs={','.join(self.inputs)}"] if self.inputs else options)


def _names(program: str) -> tuple[set[str], set[str]]:
    """(names that a program gives, names that it uses and does not give)."""
    tree = ast.parse(program)
    made: set[str] = set()
    used: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Name(name, ast.Load()):
                used.add(name)
            case ast.Name(name):
                made.add(name)
            case ast.FunctionDef(name) | ast.ClassDef(name):
                made.add(name)
            case ast.arg(name):
                made.add(name)
            case ast.alias(name, other):
                made.add(other or name.partition(".")[0])
    grown = {node.target.id for node in ast.walk(tree) if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name)}
    given = {
        name.id for node in ast.walk(tree) if isinstance(node, ast.Assign) for name in node.targets if isinstance(name, ast.Name)
    }
    grown -= given
    return made, {name for name in used | grown if not hasattr(builtins, name) and (name not in made or name in grown)}


def _inputs(program: str) -> list[str]:
    """An answer for each `input`, in the order of the text; none where a loop or a function asks."""
    if re.search(r"^\s+.*\binput\s*\(", program, re.MULTILINE):
        return []
    return [AMOUNT if match["whole"] or NUMBER.search(match["prompt"]) else NAME for match in INPUT.finditer(program)]
