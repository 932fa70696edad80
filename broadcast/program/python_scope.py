"""Which names of a source are its own functions and variables, and which come from Python's modules."""

from __future__ import annotations

import ast
from functools import cache

from broadcast.program.modules import CONSTANTS, MODULES
from broadcast.program.python_names import ROBOT, Refusal
from broadcast.program.python_turtle import WORDS


@cache
def every_name(module: str) -> frozenset[str]:
    """All that a program may take from a module."""
    constants = (full.rpartition(".")[2] for full in CONSTANTS if full.startswith(f"{module}."))
    lines = {"turtle": WORDS, "time": frozenset({"sleep"})}
    return frozenset((*MODULES[module], *constants, *lines.get(module, ())))


class Scope:
    """Looked through once, before anything is read. `plane`: the lesson says that there is a turtle, though nothing is imported."""

    def __init__(self, tree: ast.Module, plane: bool = False) -> None:
        nodes = list(ast.walk(tree))
        self.functions = {node.name: node for node in nodes if isinstance(node, ast.FunctionDef)}
        self.variables = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
        self.variables |= {node.arg for node in nodes if isinstance(node, ast.arg)}
        self.turtles: set[str] = set()
        self.screens: set[str] = set()
        self.modules: dict[str, str] = {}
        self.taken: dict[str, str] = {}
        for node in nodes:
            if isinstance(node, ast.Import):
                self.modules.update({name.asname or name.name: name.name for name in node.names if name.name in MODULES})
            elif isinstance(node, ast.ImportFrom) and node.module in MODULES:
                self._take(node.module, [name.name for name in node.names])
        if plane and not self.plane:
            self._take("turtle", ["*"])
        for node in nodes:
            made = self.made(node)
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and made:
                (self.screens if made == "turtle.Screen" else self.turtles).add(node.targets[0].id)
            if len(self.turtles) > 1:
                raise Refusal(node, "the program has two turtles", "Use one turtle alone")
        self.variables -= self.turtles | self.screens
        for function in self.functions.values():
            self._at_home(function, nodes)

    def _at_home(self, function: ast.FunctionDef, nodes: list[ast.AST]) -> None:
        """A turtle that is made inside of a function is known there alone."""
        inside = set(ast.walk(function))
        made = {
            node.targets[0].id
            for node in inside
            if isinstance(node, ast.Assign) and self.made(node) and isinstance(node.targets[0], ast.Name)
        }
        for node in nodes:
            if isinstance(node, ast.Name) and node.id in made and node not in inside:
                raise Refusal(
                    node, f"{node.id} is made inside of {function.name} and is not known here", "Make it at the left edge"
                )

    def _take(self, module: str, names: list[str]) -> None:
        every = every_name(module)
        for name in every if "*" in names else names:
            if not ("*" in names and (name in self.variables or name in self.functions)):
                self.taken[name] = f"{module}.{name}"

    @property
    def plane(self) -> bool:
        """Is there a turtle?"""
        return "turtle" in self.modules.values() or any(full.startswith("turtle.") for full in self.taken.values())

    def made(self, node: ast.AST) -> str:
        """`turtle.Turtle` or `turtle.Screen` where a line makes one."""
        if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Call):
            return ""
        full = self.full(node.value.func)
        return {"turtle.Pen": "turtle.Turtle"}.get(full, full) if full in ("turtle.Turtle", "turtle.Pen", "turtle.Screen") else ""

    def full(self, func: ast.expr) -> str:
        """`random.randint`, `turtle.forward`, `len`: what is called, whatever the program calls it; empty for anything else."""
        match func:
            case ast.Name(id=name) if name in self.functions:
                return name
            case ast.Name(id=name):
                return self.taken.get(name, name)
            case ast.Attribute(value=ast.Name(id=module), attr=name) if module in self.modules and module not in self.variables:
                return f"{self.modules[module]}.{name}"
            case ast.Attribute(value=ast.Name(id=turtle), attr=name) if turtle in self.turtles:
                return f"turtle.{name}"
            case ast.Attribute(value=ast.Name(id=screen), attr=name) if screen in self.screens:
                return f"screen.{name}"
        return ""

    def robot(self, full: str) -> bool:
        """Is it a word of the paper robot?"""
        return full in ROBOT and full not in self.functions
