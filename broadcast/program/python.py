"""Reads the plain part of Python that children meet, by `ast`; nothing of it is ever handed to Python to run.

Known: numbers, texts, lists, `=`, `+=`, arithmetic, comparisons, and/or/not, if/elif/else, while, for over `range`, lists and
texts, break, continue, def and return, print, input and a few more functions and methods (`functions.FUNCTIONS`,
`functions.METHODS`), and the robot's forward(n), back(n), left(), right(). All else is a ProgramError that names the line and
what is not known.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
import warnings
from typing import Any

from broadcast.errors import ProgramError
from broadcast.program.functions import FUNCTIONS, METHODS
from broadcast.program.letters import odd
from broadcast.program.model import (
    Assign,
    Binary,
    Block,
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
    Print,
    Return,
    Statement,
    Swap,
    Text,
    Truth,
    Turn,
    Unary,
    While,
    numbered,
)

MOST_LETTERS, MOST_LINES, MOST_DEPTH = 5000, 200, 30
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
    "Global": "global",
    "Nonlocal": "nonlocal",
    "Delete": "del",
    "Assert": "assert",
    "Dict": "a dictionary",
    "Set": "a set",
    "ListComp": "a list comprehension",
    "SetComp": "a comprehension",
    "DictComp": "a comprehension",
    "GeneratorExp": "a comprehension",
    "Await": "await",
    "Yield": "yield",
    "YieldFrom": "yield",
    "NamedExpr": ":=",
    "Starred": "*",
    "Match": "match",
    "AsyncFunctionDef": "async",
    "AsyncFor": "async",
    "AnnAssign": "a type annotation",
    "Tuple": "a tuple",
    "LShift": "<<",
    "RShift": ">>",
    "BitOr": "|",
    "BitAnd": "&",
    "BitXor": "^",
    "Invert": "~",
    "MatMult": "@",
    "UAdd": "+ before a number",
    "Is": "is",
    "IsNot": "is not",
    "Attribute": "a dot after a value",
    "JoinedStr": "this f-string",
}
"""What the constructs are called that the lesson's Python does not have."""
ROBOT = ("forward", "back", "left", "right")


class _Refusal(Exception):
    def __init__(self, node: Any, what: str, remedy: str = "") -> None:
        super().__init__(what)
        self.line, self.what, self.remedy = getattr(node, "lineno", 0), what, remedy


def read(source: str, *, line: int = 0) -> Block:
    """The statements of a source; `line` is the line of the lesson's file before it. ProgramError names line and construct."""
    if len(source) > MOST_LETTERS or source.count("\n") > MOST_LINES:
        raise ProgramError(
            f"the program is longer than {MOST_LETTERS} letters or {MOST_LINES} lines",
            line=line + 1,
            remedy="Split it into several programs",
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)
            warnings.simplefilter("ignore", DeprecationWarning)
            tree = ast.parse(source)
        return numbered(_Reader(source, tree).block(tree.body))
    except _Refusal as refusal:
        raise ProgramError(refusal.what, line=line + refusal.line, remedy=refusal.remedy) from None
    except SyntaxError as error:
        raise ProgramError(
            f"Python cannot read this line: {error.msg}", line=line + (error.lineno or 1), remedy="Correct it"
        ) from None
    except (RecursionError, MemoryError):
        raise ProgramError("the program is nested too deeply", line=line + 1, remedy="Make it simpler") from None
    except (ValueError, OverflowError) as error:
        raise ProgramError(f"Python cannot read the program: {error}", line=line + 1, remedy="Correct it") from None


class _Reader:
    def __init__(self, source: str, tree: ast.Module) -> None:
        self.written = _uncommented(source)
        self.depth = 0
        self.loops = 0
        self.inside = False
        self.functions = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        starts = [node.lineno for node in ast.walk(tree) if isinstance(node, ast.stmt)]
        self.alone = {line for line in starts if starts.count(line) == 1}

    def unknown(self, node: ast.AST, where: Any = None) -> _Refusal:
        name = type(node).__name__
        return _Refusal(
            where or node, f"the lesson's Python does not know {CALLED.get(name, name.lower())!r}", "Write it with simpler lines"
        )

    def text(self, node: ast.stmt, last: int) -> str:
        """The line as it was written, where it holds this statement alone and as a whole."""
        written = self.written.get(node.lineno, "").strip()
        return (
            written
            if node.lineno == last and node.lineno in self.alone and "\t" not in written and not written.endswith(";")
            else ""
        )

    def head(self, node: ast.stmt, *parts: ast.AST) -> str:
        """The first line of a block as it was written, where it ends in its colon."""
        last = max([node.lineno, *(getattr(part, "end_lineno", node.lineno) for part in parts)])
        written = self.text(node, last)
        return written if written.endswith(":") else ""

    # --- statements ---

    def block(self, nodes: list[ast.stmt]) -> Block:
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise _Refusal(nodes[0], "the program is nested too deeply")
        done = tuple(self.statement(node) for node in nodes)
        self.depth -= 1
        return done

    def looped(self, nodes: list[ast.stmt]) -> Block:
        self.loops += 1
        done = self.block(nodes)
        self.loops -= 1
        return done

    def statement(self, node: ast.stmt) -> Statement:
        at, text = node.lineno, self.text(node, node.end_lineno or node.lineno)
        match node:
            case ast.Assign(targets=[ast.Tuple(elts=targets)], value=ast.Tuple(elts=values)) if len(targets) == len(values):
                return Swap(at, tuple(map(self.target, targets)), tuple(map(self.value, values)), text)
            case ast.Assign(targets=[target], value=value):
                return Assign(at, self.target(target), self.value(value), text)
            case ast.Assign():
                raise _Refusal(node, "the lesson's Python does not know 'a = b = …'", "Write one line for each name")
            case ast.AugAssign(target=target, op=op, value=value):
                return Change(at, self.target(target), self.operator(op, node), self.value(value), text)  # type: ignore[arg-type]
            case ast.Expr(value=ast.Call() as call):
                return self.command(call, at, text)
            case ast.Expr(value=value):
                self.value(value)  # says what it does not know; a value that it knows is still not a line
                raise _Refusal(node, "this line does nothing", "Print it, or give it a name")
            case ast.If():
                return self.choice(node)
            case ast.While(test=test, body=body, orelse=[]):
                return While(at, self.value(test), self.looped(body), self.head(node, test))
            case ast.For(target=ast.Name(id=variable), iter=values, body=body, orelse=[]):
                return ForEach(at, self.name(variable, node), self.value(values), self.looped(body), self.head(node, values))
            case ast.While() | ast.For():
                raise _Refusal(node, "the lesson's Python does not know this kind of loop", "Use one name, and no else")
            case ast.FunctionDef():
                return self.function(node)
            case ast.Return(value=value) if self.inside:
                return Return(at, None if value is None else self.value(value), text)
            case ast.Break() if self.loops:
                return Break(at, text)
            case ast.Continue() if self.loops:
                return Continue(at, text)
            case ast.Return() | ast.Break() | ast.Continue():
                raise _Refusal(node, f"'{type(node).__name__.lower()}' stands outside of what it wants to leave", "Correct it")
            case ast.Pass():
                return Pass(at, text)
        raise self.unknown(node)

    def choice(self, node: ast.If) -> If:
        branches: list[Branch] = []
        again = False
        while True:
            branches.append(Branch(node.lineno, self.value(node.test), self.block(node.body), again, self.head(node, node.test)))
            after = node.orelse
            if (
                len(after) == 1
                and isinstance(after[0], ast.If)
                and self.written.get(after[0].lineno, "").lstrip().startswith("elif")
            ):
                node, again = after[0], True
                continue
            return If(tuple(branches), self.block(after) if after else (), node.lineno if after else 0)

    def function(self, node: ast.FunctionDef) -> Define:
        given = node.args
        if (
            given.posonlyargs
            or given.vararg
            or given.kwonlyargs
            or given.kwarg
            or given.defaults
            or node.decorator_list
            or node.returns
        ):
            raise _Refusal(
                node, "the lesson's Python knows only plain names between the brackets of def", "Write def name(a, b):"
            )
        if self.inside or self.depth > 1:
            raise _Refusal(node, f"{node.name} is defined inside of another block", "Define it at the left edge")
        if node.name in FUNCTIONS or node.name == "print":
            raise _Refusal(node, f"{node.name} is a word of Python already", "Give the function another name")
        names = tuple(self.name(argument.arg, node) for argument in given.args)
        if any(argument.annotation for argument in given.args):
            raise _Refusal(node, f"the lesson's Python does not know {CALLED['AnnAssign']!r}", "Leave it out")
        loops, self.loops, self.inside = self.loops, 0, True
        body = self.block(node.body)
        self.loops, self.inside = loops, False
        return Define(node.lineno, self.name(node.name, node), names, body, self.head(node, *given.args))

    def command(self, call: ast.Call, at: int, text: str) -> Statement:
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        if name == "print":
            return self.printing(call, at, text)
        if name in ROBOT and name not in self.functions:
            return self.robot(name, call, at, text)
        made = self.value(call)
        if not isinstance(made, Call | Method):
            raise _Refusal(call, "this line does nothing", "Print it, or give it a name")
        return Do(at, made, text)

    def printing(self, call: ast.Call, at: int, text: str) -> Print:
        named: dict[str, Expression] = {}
        for keyword in call.keywords:
            if keyword.arg not in ("sep", "end"):
                raise _Refusal(call, f"print does not know {keyword.arg or '**'!r} here", "Use sep and end alone")
            named[keyword.arg] = self.value(keyword.value)
        return Print(at, tuple(map(self.value, call.args)), named.get("sep"), named.get("end"), text)

    def robot(self, name: str, call: ast.Call, at: int, text: str) -> Move | Turn:
        if call.keywords or len(call.args) > 1:
            raise _Refusal(call, f"{name} takes one number", f"Write {name}({'2' if name in ('forward', 'back') else ''})")
        if name in ("forward", "back"):
            return Move(at, self.value(call.args[0]) if call.args else Number(1), name == "back", not call.args, text)
        if call.args and not (isinstance(call.args[0], ast.Constant) and call.args[0].value == 90):
            raise _Refusal(call, "the paper robot makes quarter turns only", f"Write {name}() or {name}(90)")
        return Turn(at, "left" if name == "left" else "right", bool(call.args), text=text)

    def target(self, node: ast.expr) -> Name | Item:
        match node:
            case ast.Name(id=name):
                return Name(self.name(name, node))
            case ast.Subscript(value=value, slice=index) if not isinstance(index, ast.Slice):
                return Item(self.value(value), self.value(index))
        raise self.unknown(node)

    def name(self, name: str, node: ast.AST) -> str:
        if name.startswith("__"):
            raise _Refusal(node, f"{name} is no name for a lesson", "Choose another name")
        if name in self.functions and not isinstance(node, ast.FunctionDef):
            raise _Refusal(node, f"{name} is a function and cannot be a variable too", "Choose another name")
        return name

    # --- expressions ---

    def value(self, node: ast.expr) -> Expression:
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise _Refusal(node, "this line is nested too deeply", "Split it into several lines")
        made = self._value(node)
        self.depth -= 1
        return made

    def _value(self, node: ast.expr) -> Expression:
        match node:
            case ast.Constant(value=value):
                return self.constant(value, node)
            case ast.Name(id=name):
                if name in FUNCTIONS or name in self.functions or name == "print":
                    raise _Refusal(node, f"{name} is a function: it needs brackets after it", f"Write {name}(…)")
                return Name(self.name(name, node))
            case ast.BinOp(left=left, op=op, right=right):
                return Binary(self.operator(op, node), self.value(left), self.value(right))  # type: ignore[arg-type]
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return Unary("-", self.value(operand))
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return Unary("not", self.value(operand))
            case ast.UnaryOp(op=op):
                raise self.unknown(op, node)
            case ast.BoolOp(op=op, values=values):
                return Logic("and" if isinstance(op, ast.And) else "or", tuple(map(self.value, values)))
            case ast.Compare(left=left, ops=ops, comparators=others):
                return Compare(
                    self.value(left),
                    tuple((self.comparison(op, node), self.value(right)) for op, right in zip(ops, others, strict=True)),
                )
            case ast.IfExp(test=test, body=then, orelse=other):
                return Choose(self.value(test), self.value(then), self.value(other))
            case ast.List(elts=items):
                return Listed(tuple(map(self.value, items)))
            case ast.Subscript(value=value, slice=ast.Slice(lower=start, upper=stop, step=None)):
                return Part(
                    self.value(value), None if start is None else self.value(start), None if stop is None else self.value(stop)
                )
            case ast.Subscript(value=value, slice=ast.Slice()):
                raise _Refusal(node, "the lesson's Python does not know a step inside of [ : : ]", "Use a loop")
            case ast.Subscript(value=value, slice=index):
                return Item(self.value(value), self.value(index))
            case ast.JoinedStr(values=parts):
                return Filled(tuple(self.place(part) for part in parts))
            case ast.Call():
                return self.call(node)
        raise self.unknown(node)

    def constant(self, value: Any, node: ast.expr) -> Expression:
        if value is None:
            return Nothing()
        if isinstance(value, bool):
            return Truth(value)
        if isinstance(value, int | float):
            return Number(value)
        if isinstance(value, str):
            if odd(value):
                raise _Refusal(node, f"this text has a letter that cannot be shown: {odd(value)!a}", "Leave it out")
            return Text(value)
        raise _Refusal(node, f"the lesson's Python does not know values like {str(value)[:20]}", "Use numbers and texts")

    def operator(self, op: ast.operator, node: ast.AST) -> str:
        if type(op) not in ARITHMETIC:
            raise self.unknown(op, node)
        return ARITHMETIC[type(op)]

    def comparison(self, op: ast.cmpop, node: ast.AST) -> str:
        if type(op) not in COMPARISONS:
            raise self.unknown(op, node)
        return COMPARISONS[type(op)]

    def place(self, part: ast.expr) -> tuple[Expression, int]:
        match part:
            case ast.Constant(value=str()):
                return self.value(part), -1
            case ast.FormattedValue(value=value, conversion=-1, format_spec=None):
                inner = self.value(value)
                return (Filled(((inner, -1),)), -1) if isinstance(inner, Text) else (inner, -1)
            case ast.FormattedValue(
                value=value, conversion=-1, format_spec=ast.JoinedStr(values=[ast.Constant(value=str(form))])
            ):
                match = re.fullmatch(r"\.(\d)f", form)
                if match:
                    return self.value(value), int(match[1])
        raise _Refusal(
            part, "the lesson's Python knows only {value} and {value:.2f} in an f-string", "Print the values one by one"
        )

    def call(self, node: ast.Call) -> Expression:
        if node.keywords or any(isinstance(argument, ast.Starred) for argument in node.args):
            raise _Refusal(node, "the lesson's Python knows only plain values between the brackets", "Write the values alone")
        match node.func:
            case ast.Name(id=name) if name in self.functions or name in FUNCTIONS:
                return Call(name, tuple(map(self.value, node.args)))
            case ast.Name(id=name):
                where = "stands on a line of its own" if name in (*ROBOT, "print") else "is not in the lesson's Python"
                raise _Refusal(node, f"{name}() {where}", f"It knows: print, {', '.join(FUNCTIONS)}" if name not in ROBOT else "")
            case ast.Attribute(value=value, attr=method) if method in METHODS:
                return Method(self.value(value), method, tuple(map(self.value, node.args)))
            case ast.Attribute(attr=method):
                raise _Refusal(node, f".{method}() is not in the lesson's Python", f"It knows: {', '.join(METHODS)}")
        raise _Refusal(node, "only a function with a name can be called", "Give it a name")


def _uncommented(source: str) -> dict[int, str]:
    """Lines of the source without their comments."""
    lines = dict(enumerate(source.split("\n"), 1))
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            lines[token.start[0]] = lines[token.start[0]][: token.start[1]]
    return lines
