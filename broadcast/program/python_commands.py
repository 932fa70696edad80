"""Reads lines of the lesson's Python that are one call: print, the robot's and the turtle's words, methods, functions of the program."""

from __future__ import annotations

import ast

from broadcast.program import python_turtle
from broadcast.program.functions import FUNCTIONS
from broadcast.program.methods import QUIET
from broadcast.program.model import Call, Do, Effect, Expression, Method, Move, Number, Print, Show, Statement, Stop, Turn
from broadcast.program.python_names import CALLED, Refusal
from broadcast.program.python_scope import Scope
from broadcast.program.python_values import Values

ENDS = ("exit", "quit")


class Commands(Values):
    """Calls on a line of their own."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope)
        self.prompted = False
        """Is this a talk with Python's prompt, which answers?"""
        self.inside = False
        """Inside of a function, where it does not answer."""

    def bare(self, node: ast.stmt) -> bool:
        """Is it a line that only Python's prompt would answer: `2 + 3`, `len(name)`?"""
        match node:
            case ast.Expr(value=ast.Constant(value=value)) if isinstance(value, str) or value is ...:  # a comment, a gap
                return False
            case ast.Expr(value=ast.Call(func=ast.Name(id=name))):
                return name in FUNCTIONS and name != "input" and name not in self.scope.functions
            case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Constant()))):
                return True
            case ast.Expr(value=ast.Call()):
                return False
            case ast.Expr(value=value):
                return not isinstance(value, ast.Await | ast.Yield | ast.YieldFrom)
        return False

    def command(self, call: ast.Call, at: int, text: str) -> Statement:
        full = self.scope.full(call.func)
        module, _, word = full.rpartition(".")
        if full == "print":
            return self.printing(call, at, text)
        if full in ENDS and not call.keywords and not call.args:
            return Stop(at, "all", text)
        if self.scope.robot(full):
            return self.robot(full, call, at, text)
        if full == "time.sleep" and len(call.args) == 1 and not call.keywords:
            return Effect(at, "wait", self.value(call.args[0]), ast.unparse(call.func), text)
        if module == "screen" and word in python_turtle.OTHER:
            return Effect(at, "other", detail=python_turtle.plain(call), text=text)
        if module == "turtle" and word in python_turtle.WORDS and word not in python_turtle.SENSED:
            return self.turtle(word, call, at, text)
        made = self.value(call)
        if self.prompted and not self.inside and self.answered(made):
            return Show(at, made, text)
        if not isinstance(made, Call | Method):
            raise Refusal(call, "this line does nothing", "Print it, or give it a name")
        return Do(at, made, text)

    def answered(self, made: Expression) -> bool:
        """Does the prompt answer this call? It is silent where nothing comes back."""
        match made:
            case Call(name) if name in self.scope.functions:
                body = ast.walk(self.scope.functions[name])
                return any(isinstance(node, ast.Return) and node.value is not None for node in body)
            case Call(name):
                return not name.endswith(("shuffle", "seed"))
            case Method(_, name):
                return name not in QUIET
        return True

    def printing(self, call: ast.Call, at: int, text: str) -> Print:
        named: dict[str, Expression] = {}
        for keyword in call.keywords:
            if keyword.arg not in ("sep", "end"):
                raise Refusal(call, f"print does not know {keyword.arg or '**'!r} here", "Use sep and end alone")
            named[keyword.arg] = self.value(keyword.value)
        return Print(at, tuple(map(self.value, call.args)), named.get("sep"), named.get("end"), text)

    def robot(self, name: str, call: ast.Call, at: int, text: str) -> Move | Turn:
        if call.keywords or len(call.args) > 1:
            raise Refusal(call, f"{name} takes one number", f"Write {name}({'2' if name in ('forward', 'back') else ''})")
        if name in ("forward", "back"):
            return Move(at, self.value(call.args[0]) if call.args else Number(1), name == "back", not call.args, text)
        if call.args and not (isinstance(call.args[0], ast.Constant) and call.args[0].value == 90):
            raise Refusal(call, "the paper robot makes quarter turns only", f"Write {name}() or {name}(90), or import the turtle")
        return Turn(at, "left" if name == "left" else "right", bool(call.args), text=text)

    def turtle(self, word: str, call: ast.Call, at: int, text: str) -> Statement:
        own = (
            isinstance(call.func, ast.Attribute)
            and isinstance(call.func.value, ast.Name)
            and call.func.value.id in self.scope.turtles
        )
        if self.scope.turtles and not own and word not in python_turtle.OTHER:
            raise Refusal(call, "the program has two turtles", f"Use {min(self.scope.turtles)} alone")
        if word in ("Turtle", "Pen", "Screen"):
            raise Refusal(call, "a turtle needs a name", f"Write t = {word}()")
        if word in python_turtle.OTHER:
            return python_turtle.command(word, call, (), at, text)
        if any(isinstance(argument, ast.Starred) for argument in call.args):
            raise Refusal(call, f"the lesson's Python does not know {CALLED['Starred']!r}", "Write the values alone")
        return python_turtle.command(word, call, tuple(map(self.value, call.args)), at, text)
