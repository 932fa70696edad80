"""Reads the part of Python that children and beginners meet, by `ast`; nothing of it is ever handed to Python to run.

Known: numbers, texts, lists, tuples, dictionaries, `=`, `+=`, `a, b = …`, `del`, arithmetic, comparisons, and/or/not, if/elif/else,
while, for (over two names as well), break, continue, def with usual and named values, return, global, f-strings and plain `.format`, lists
gathered by one `for`, print, input and more functions and methods (`functions.FUNCTIONS`, `methods.METHODS`), luck, a little mathematics,
`sleep` and the turtle out of Python's modules, and the paper robot's forward(n), back(n), left(), right(). All else is a ProgramError that
names the line and what is not known. Comments and texts that stand alone (docstrings) are left out of the listing.

A talk with Python's prompt (`>>> 2 + 3`) is read for what was typed; so is a program whose last line is a bare value, which nobody would
write for anything but the prompt.
"""

from __future__ import annotations

import ast
import io
import tokenize
import warnings
from collections import Counter

from broadcast.errors import ProgramError
from broadcast.program import python_turtle
from broadcast.program.functions import FUNCTIONS
from broadcast.program.model import (
    Assign,
    Block,
    Branch,
    Break,
    Change,
    Continue,
    Define,
    Delete,
    Effect,
    ForEach,
    Global,
    If,
    Import,
    Item,
    Name,
    Pass,
    Return,
    Show,
    Statement,
    Swap,
    Unpack,
    While,
    numbered,
)
from broadcast.program.modules import MODULES
from broadcast.program.python_commands import Commands
from broadcast.program.python_names import CALLED, Refusal, unknown
from broadcast.program.python_prompt import gap, no_program, typed
from broadcast.program.python_scope import Scope, every_name
from broadcast.program.python_values import MOST_DEPTH

MOST_LETTERS, MOST_LINES = 5000, 200


def read(source: str, *, line: int = 0, plane: bool = False) -> Block:
    """The statements of a source; `line` is the line of the lesson's file before it. ProgramError names line and construct.

    `plane`: forward, left and their like mean a turtle although the program imports none, as the lesson's fence says.
    """
    if len(source) > MOST_LETTERS or source.count("\n") > MOST_LINES:
        raise ProgramError(
            f"the program is longer than {MOST_LETTERS} letters or {MOST_LINES} lines",
            line=line + 1,
            remedy="Split it into several programs",
        )
    text, lines, prompted = typed(source)

    def refused(what: str, at: int, remedy: str = "Correct it") -> ProgramError:
        return ProgramError(what, line=line + lines[min(max(at, 1), len(lines)) - 1], remedy=remedy)

    if what := no_program(source):
        raise refused(what, 1, "Give its fence another language, or none")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)
            warnings.simplefilter("ignore", DeprecationWarning)
            tree = ast.parse(text)
        return numbered(_Reader(text, tree, plane, prompted).program(tree.body))
    except Refusal as refusal:
        raise refused(refusal.what, refusal.line, refusal.remedy) from None
    except SyntaxError as error:
        if at := gap(text):
            raise refused(
                "this is a program with gaps (__)", at, "Fill them in; a box with gaps is made from a whole program"
            ) from None
        if "expected an indented block" in error.msg:
            raise refused(
                "the first line of a block stands here without its block", error.lineno or 1, "Write the block"
            ) from None
        raise refused(f"Python cannot read this line: {error.msg}", error.lineno or 1) from None
    except (RecursionError, MemoryError):
        raise refused("the program is nested too deeply", 1, "Make it simpler") from None
    except (ValueError, OverflowError) as error:
        raise refused(f"Python cannot read the program: {error}", 1) from None


class _Reader(Commands):
    def __init__(self, source: str, tree: ast.Module, plane: bool, prompted: bool) -> None:
        super().__init__(Scope(tree, plane))
        self.written = _uncommented(source)
        self.prompted = prompted or bool(tree.body and self.bare(tree.body[-1]))
        self.loops = 0
        starts = Counter(node.lineno for node in ast.walk(tree) if isinstance(node, ast.stmt))
        self.alone = {line for line, count in starts.items() if count == 1}

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

    def program(self, nodes: list[ast.stmt]) -> Block:
        return self.block(nodes) if any(not _comment(node) for node in nodes) else ()

    def block(self, nodes: list[ast.stmt]) -> Block:
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise Refusal(nodes[0], "the program is nested too deeply")
        kept = [node for node in nodes if not _comment(node) or (self.prompted and not self.inside and self.depth == 1)]
        done = tuple(one for node in kept for one in self.statements(node)) or (Pass(nodes[0].lineno),)
        self.depth -= 1
        return done

    def looped(self, nodes: list[ast.stmt]) -> Block:
        self.loops += 1
        done = self.block(nodes)
        self.loops -= 1
        return done

    def statements(self, node: ast.stmt) -> tuple[Statement, ...]:
        """Nearly always one; `import a, b` is two."""
        at, text = node.lineno, self.text(node, node.end_lineno or node.lineno)
        match node:
            case ast.Import(names=names):
                return tuple(self.imported(node, name, text if len(names) == 1 else "") for name in names)
            case ast.ImportFrom(module=module, names=names, level=0) if module in MODULES:
                return (self.taken_from(node, module, [name.name for name in names], text),)
            case ast.ImportFrom(module=module):
                raise Refusal(node, f"the lesson's Python cannot import {module}", f"It knows {', '.join(MODULES)}")
            case ast.Assign(targets=targets) if not (len(targets) == 1 and not isinstance(targets[0], ast.Tuple)):
                return (self.several(node, at, text),)
            case ast.Assign(targets=[ast.Name(id=name)]) if name in self.scope.turtles | self.scope.screens:
                if not self.scope.made(node):
                    raise Refusal(node, f"{name} is the turtle and cannot be a variable too", "Choose another name")
                return (Effect(at, "other", detail=python_turtle.plain(node), text=text),)
            case ast.Assign(targets=[target], value=value):
                return (Assign(at, self.target(target), self.value(value), text),)
            case ast.AugAssign(target=target, op=op, value=value):
                return (Change(at, self.target(target), self.operator(op, node), self.value(value), text),)  # type: ignore[arg-type]
            case ast.Delete(targets=[ast.Subscript(slice=index) as target]) if not isinstance(index, ast.Slice):
                place = self.target(target)
                return (Delete(at, place, text),) if isinstance(place, Item) else ()
            case ast.Global(names=names) if self.inside:
                return (Global(at, tuple(self.name(name, node) for name in names), text),)
            case ast.Global():
                raise Refusal(node, "'global' stands outside of a function", "Leave it out")
            case ast.Expr(value=ast.Call() as call):
                return (self.command(call, at, text),)
            case ast.Expr(value=value):
                made = self.value(value)
                if self.prompted and not self.inside:
                    return (Show(at, made, text),)
                raise Refusal(node, "this line does nothing", "Print it, or give it a name")
        return (self.statement(node, at, text),)

    def statement(self, node: ast.stmt, at: int, text: str) -> Statement:
        match node:
            case ast.If():
                return self.choice(node)
            case ast.While(test=test, body=body, orelse=[]):
                return While(at, self.value(test), self.looped(body), self.head(node, test))
            case ast.For(target=ast.Name(id=variable), iter=values, body=body, orelse=[]):
                name = self.name(variable, node)
                return ForEach(at, name, self.value(values, series=True), self.looped(body), self.head(node, values))
            case ast.For(target=ast.Tuple(elts=targets), iter=values, body=body, orelse=[]) if len(targets) > 1 and all(
                isinstance(target, ast.Name) for target in targets
            ):
                names = tuple(self.name(target.id, node) for target in targets if isinstance(target, ast.Name))
                head = self.head(node, values)
                return ForEach(at, names[0], self.value(values, series=True), self.looped(body), head, names[1:])
            case ast.While() | ast.For():
                kind = "a loop with else" if node.orelse else "this kind of loop"
                raise Refusal(node, f"the lesson's Python does not know {kind}", "Use plain names, and no else")
            case ast.FunctionDef():
                return self.function(node)
            case ast.Return(value=value) if self.inside:
                return Return(at, None if value is None else self.value(value), text)
            case ast.Break() if self.loops:
                return Break(at, text)
            case ast.Continue() if self.loops:
                return Continue(at, text)
            case ast.Return() | ast.Break() | ast.Continue():
                raise Refusal(node, f"'{type(node).__name__.lower()}' stands outside of what it wants to leave", "Correct it")
            case ast.Pass():
                return Pass(at, text)
        raise unknown(node)

    def imported(self, node: ast.Import, name: ast.alias, text: str) -> Import:
        if name.name not in MODULES:
            raise Refusal(node, f"the lesson's Python cannot import {name.name}", f"It knows {', '.join(MODULES)}")
        return Import(node.lineno, name.name, (), text, name.asname or "")

    def taken_from(self, node: ast.ImportFrom, module: str, names: list[str], text: str) -> Import:
        known = every_name(module)
        for name, alias in zip(names, node.names, strict=True):
            if alias.asname or (name not in known and name != "*"):
                raise Refusal(
                    node, f"the lesson's Python cannot import {name} from {module}", f"It knows {', '.join(sorted(known))}"
                )
        return Import(node.lineno, module, tuple(names), text)

    def several(self, node: ast.Assign, at: int, text: str) -> Assign | Swap | Unpack:
        """`a = b = 1` and `a, b = 1, 2`."""
        match node.targets, node.value:
            case [ast.Tuple(elts=targets)], ast.Tuple(elts=values) if len(targets) == len(values):
                return Swap(at, tuple(map(self.target, targets)), tuple(map(self.value, values)), text)
            case [ast.Tuple(elts=targets)], value:
                return Unpack(at, tuple(map(self.target, targets)), self.value(value), text)
            case [first, *also], value:
                return Assign(at, self.target(first), self.value(value), text, tuple(map(self.target, also)))
        raise unknown(node)

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
        if given.posonlyargs or given.vararg or given.kwonlyargs or given.kwarg or node.decorator_list or node.returns:
            raise Refusal(node, "the lesson's Python knows only plain names between the brackets of def", "Write def name(a, b):")
        if self.inside or self.depth > 1:
            raise Refusal(node, f"{node.name} is defined inside of another block", "Define it at the left edge")
        if node.name in FUNCTIONS or node.name == "print":
            raise Refusal(node, f"{node.name} is a word of Python already", "Give the function another name")
        if any(argument.annotation for argument in given.args):
            raise Refusal(node, f"the lesson's Python does not know {CALLED['AnnAssign']!r}", "Leave it out")
        names = tuple(self.name(argument.arg, node) for argument in given.args)
        usual = tuple(map(self.value, given.defaults))
        loops, self.loops, self.inside = self.loops, 0, True
        body = self.block(node.body)
        self.loops, self.inside = loops, False
        return Define(node.lineno, self.name(node.name, node), names, body, self.head(node, *given.args, *given.defaults), usual)

    def target(self, node: ast.expr) -> Name | Item:
        match node:
            case ast.Name(id=name):
                return Name(self.name(name, node))
            case ast.Subscript(slice=ast.Slice() as part):
                raise unknown(part, node)
            case ast.Subscript(value=value, slice=index):
                return Item(self.value(value), self.value(index))
        raise unknown(node)


def _comment(node: ast.stmt) -> bool:
    """A text that stands alone says something to people only."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _uncommented(source: str) -> dict[int, str]:
    """Lines of the source without their comments."""
    lines = dict(enumerate(source.split("\n"), 1))
    if "#" not in source:
        return lines
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            lines[token.start[0]] = lines[token.start[0]][: token.start[1]]
    return lines
