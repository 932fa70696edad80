"""Blockly's newer form, `{"blocks": {"blocks": [{"type": …, "fields": …, "inputs": …, "next": …}]}}`, as raw blocks."""

from __future__ import annotations

from typing import Any

from broadcast.errors import ProgramError
from broadcast.program import json_source
from broadcast.program.raw import MOST_BLOCKS, MOST_DEPTH, Raw, spaced


def raws(source: str, *, line: int = 0) -> tuple[tuple[Raw, ...], ...]:
    """The stacks of blocks of a saved workspace, each from its top."""
    saved = json_source.parse(source, line=line, what="the saved workspace", letters=500_000)
    blocks = saved.get("blocks") if isinstance(saved, dict) else None
    tops = blocks.get("blocks") if isinstance(blocks, dict) else None
    if not isinstance(tops, list):
        raise ProgramError("this JSON has no blocks", line=line + 1, remedy="Save the workspace again")
    variables = saved.get("variables")
    names = {
        str(variable.get("id")): str(variable.get("name", ""))
        for variable in (variables if isinstance(variables, list) else [])
        if isinstance(variable, dict)
    }
    reader = _Saved(names, line + 1)
    return tuple(stack for at, top in enumerate(tops, 1) if (stack := reader.stack(top, f"stack {at}", 0)))


class _Saved:
    def __init__(self, names: dict[str, str], line: int) -> None:
        self.names, self.line, self.count = names, line, 0

    def stack(self, top: Any, place: str, depth: int) -> tuple[Raw, ...]:
        if depth > MOST_DEPTH:
            raise ProgramError(
                f"the blocks are nested deeper than {MOST_DEPTH} times", line=self.line, remedy="Split the program"
            )
        done: list[Raw] = []
        at = top
        while isinstance(at, dict):
            if not (at.get("enabled") is False or at.get("disabledReasons")):
                done.append(self.raw(at, f"{place}, block {len(done) + 1}", depth))
            following = at.get("next")
            at = following.get("block") if isinstance(following, dict) else None
        return tuple(done)

    def raw(self, block: dict[str, Any], place: str, depth: int) -> Raw:
        self.count += 1
        if self.count > MOST_BLOCKS:
            raise ProgramError(f"the program has more than {MOST_BLOCKS} blocks", line=self.line, remedy="Split the program")
        fields = {str(name): self.field(value) for name, value in _items(block.get("fields"))}
        inputs: dict[str, Raw] = {}
        bodies: dict[str, tuple[Raw, ...]] = {}
        for name, hole in _items(block.get("inputs")):
            inner = (hole.get("block") or hole.get("shadow")) if isinstance(hole, dict) else None
            inside = self.stack(inner, f"{place}, in {spaced(str(name))}", depth + 1)
            if inside and (len(inside) > 1 or _statement(str(name))):
                bodies[str(name)] = inside
            elif inside:
                inputs[str(name)] = inside[0]
        state = block.get("extraState")
        names: list[str] = []
        if isinstance(state, dict):
            if isinstance(state.get("name"), str):
                fields["@name"] = state["name"]
            for parameter in state.get("params") or ():
                names.append(str(parameter.get("name", "")) if isinstance(parameter, dict) else str(parameter))
        return Raw(str(block.get("type", "")), 0, place, fields, inputs, bodies, tuple(names))

    def field(self, value: Any) -> str:
        if isinstance(value, dict):
            return str(value.get("name") or self.names.get(str(value.get("id")), value.get("id", "")))
        return str(value).upper() if isinstance(value, bool) else str(value)


def _items(value: Any) -> list[tuple[Any, Any]]:
    return list(value.items()) if isinstance(value, dict) else []


def _statement(name: str) -> bool:
    """This form does not say which inputs hold lines; Blockly's own blocks always call them so."""
    return name.startswith("DO") or name in ("ELSE", "STACK")
