"""What Python calls things: operators, and constructs that the lesson's Python does not have."""

from __future__ import annotations

import ast
from typing import Any

ARITHMETIC: dict[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
}
COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.In: "in",
    ast.NotIn: "not in",
    ast.Is: "is",
    ast.IsNot: "is not",
}
CALLED = {
    "Import": "import",
    "ImportFrom": "import",
    "ClassDef": "class",
    "With": "with",
    "AsyncWith": "with",
    "Try": "try",
    "TryStar": "try",
    "Raise": "raise",
    "Lambda": "lambda",
    "Nonlocal": "nonlocal",
    "Delete": "del",
    "Assert": "assert",
    "Set": "a set",
    "ListComp": "this list comprehension",
    "SetComp": "a set",
    "DictComp": "a dictionary comprehension",
    "GeneratorExp": "a comprehension without its list",
    "Await": "await",
    "Yield": "yield",
    "YieldFrom": "yield",
    "NamedExpr": ":=",
    "Starred": "*",
    "Match": "match",
    "AsyncFunctionDef": "async",
    "AsyncFor": "async",
    "AnnAssign": "a type annotation",
    "LShift": "<<",
    "RShift": ">>",
    "BitOr": "|",
    "BitAnd": "&",
    "BitXor": "^",
    "Invert": "~",
    "MatMult": "@",
    "UAdd": "+ before a number",
    "Attribute": "a dot after a value",
    "JoinedStr": "this f-string",
    "Slice": "a part on the left side",
}
"""What the constructs are called that the lesson's Python does not have."""
ROBOT = ("forward", "back", "left", "right")


class Refusal(Exception):
    """A construct that cannot be read, with the node that it stands in."""

    def __init__(self, node: Any, what: str, remedy: str = "") -> None:
        super().__init__(what)
        self.line, self.what, self.remedy = getattr(node, "lineno", 0), what, remedy


def unknown(node: ast.AST, where: Any = None) -> Refusal:
    name = type(node).__name__
    return Refusal(
        where or node, f"the lesson's Python does not know {CALLED.get(name, name.lower())!r}", "Write it with simpler lines"
    )
