"""The variables of a running program: looked up, given values, handed to functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from broadcast.program.limits import Limits, Stop
from broadcast.program.model import Assign, Block, Change, Define, ForEach, Global, Import, Item, Name, Swap, Unpack, walk
from broadcast.program.modules import CONSTANTS, MODULES
from broadcast.program.values import Evaluator


@dataclass(slots=True)
class Frame:
    """Variables of a function that runs; `own` are the names that it assigns itself."""

    values: dict[str, Any]
    own: frozenset[str]


class Variables(Evaluator):
    """Names of the program, of the function that runs, and of what was imported."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.globals: dict[str, Any] = {}
        self.frames: list[Frame] = []
        self.usual: dict[str, list[Any]] = {}
        """Usual values of a function's last parameters."""
        self.known: dict[str, str] = {}
        """What was imported: name in the program → `random.randint`, or `random` for the module."""
        self.bound: list[tuple[str, Any]] = []
        """Variables of the lists that are being gathered, the innermost last."""

    def look_up(self, name: str) -> Any:
        for bound, value in reversed(self.bound):
            if bound == name:
                return value
        if self.frames:
            frame = self.frames[-1]
            if name in frame.values:
                return frame.values[name]
            if name in frame.own:
                raise Stop("name", f"{name} has no value yet")
        if name in self.globals:
            return self.globals[name]
        if name == "__name__":
            return "__main__"
        if self.full(name) in CONSTANTS:
            return CONSTANTS[self.full(name)]
        raise Stop("name", f"{name} has no value yet")

    def bind(self, name: str, value: Any) -> None:
        self.bound.append((name, value))

    def unbind(self, name: str) -> None:
        self.bound.pop()

    def full(self, name: str) -> str:
        """`random.randint`, whatever the program calls it; the name itself where nothing was imported."""
        module, dot, inner = name.rpartition(".")
        return f"{self.known.get(module, '?')}.{inner}" if dot else self.known.get(name, name)

    def take_in(self, node: Import) -> None:
        if not node.names:
            self.known[node.alias or node.module] = node.module
        every = (*MODULES[node.module], *(full.rpartition(".")[2] for full in CONSTANTS if full.startswith(f"{node.module}.")))
        for name in (*every, "*") if "*" in node.names else node.names:
            self.known[name] = f"{node.module}.{name}"

    def store(self, target: Name | Item, value: Any) -> None:
        if isinstance(target, Name):
            frame = self.frames[-1] if self.frames else None
            (frame.values if frame and target.name in frame.own else self.globals)[target.name] = value
            return
        self.put_item(self.value(target.value), self.value(target.index), value)

    def unpack(self, targets: Sequence[Name | Item], value: Any) -> None:
        parts = self.taken(value)
        if len(parts) != len(targets):
            raise Stop("value", f"{len(parts)} values cannot be given to {len(targets)} names")
        for target, part in zip(targets, parts, strict=True):
            self.store(target, part)

    def change(self, node: Change) -> None:
        """`target += value`: a list grows in its place, so that every name for it sees it."""
        match node.target:
            case Item(inner, at):
                holder, index = self.value(inner), self.value(at)
                self.put_item(holder, index, self.changed(node.operator, self.item(holder, index), self.value(node.value)))
            case _:
                self.store(node.target, self.changed(node.operator, self.value(node.target), self.value(node.value)))

    def changed(self, operator: str, old: Any, value: Any) -> Any:
        if not isinstance(old, list) or operator not in "+*":
            return self.arithmetic(operator, old, value)
        if operator == "+":
            more = self.taken(value)
            self.entries_fit(self.weigh(old) + self.weigh(more))
            old.extend(more)
        else:
            old[:] = self.arithmetic("*", old, value)
        return old

    def matched(self, define: Define, plain: list[Any], named: dict[str, Any]) -> dict[str, Any]:
        """The parameters of a call with their values."""
        parameters = define.parameters
        values = dict(zip(parameters, plain, strict=False))
        if len(plain) > len(parameters) or any(name in values or name not in parameters for name in named):
            raise Stop("type", f"{define.name} takes {len(parameters)} values, not {len(plain) + len(named)}")
        usual = self.usual.get(define.name, [])
        for name, value in (*named.items(), *zip(parameters[len(parameters) - len(usual) :], usual, strict=True)):
            values.setdefault(name, value)
        if len(values) < len(parameters):
            raise Stop("type", f"{define.name} takes {len(parameters)} values, not {len(values)}")
        return {name: values[name] for name in parameters}


def assigned(block: Block) -> set[str]:
    """Names that a function's own lines give a value to."""
    names: set[str] = set()
    shared: set[str] = set()
    for node in walk(block):
        targets: tuple[Name | Item, ...] = ()
        match node:
            case ForEach(variable=variable, more=more):
                names.update((variable, *more))
            case Assign(target=target, also=also):
                targets = (target, *also)
            case Change(target=target):
                targets = (target,)
            case Swap(targets=targets) | Unpack(targets=targets):
                pass
            case Global(names=meant):
                shared.update(meant)
        names.update(target.name for target in targets if isinstance(target, Name))
    return names - shared
