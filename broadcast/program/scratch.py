"""Reads a Scratch 3 project (`project.json`) or sprite (`sprite.json`); `lesson/scratch_file` takes either out of its file.

A project has several sprites: the one that is asked for is read, else the one with the most blocks, and the others are named. Scripts
come in the order of the screen, from the top. Blocks that hang on nothing are left out and named. What the blocks mean stands in
`scratch_lines` and `scratch_values`.

A variable or list that the project holds something in, and that these scripts only read or change, is set first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from broadcast.errors import ProgramError
from broadcast.lesson.model import World
from broadcast.program import json_source, scratch_lines, scratch_values
from broadcast.program.model import (
    Assign,
    Block,
    Define,
    Expression,
    Listed,
    Name,
    Number,
    Program,
    When,
    walk,
)
from broadcast.program.raw import MOST_BLOCKS, MOST_DEPTH, Raw, Reader, Reading, counted, finished, literal, scripts

MOST_KEPT = 40
"""Entries of a list that a project holds. More cannot be shown on a sheet."""
PRIMITIVES = {
    4: "$number", 5: "$number", 6: "$number", 7: "$number", 8: "$number", 9: "$colour", 10: "$text", 11: "$message", 12: "$variable",
    13: "$list",
}  # fmt: skip
"""What Scratch's short arrays stand for: `[4, "10"]` is a number, `[12, "score", "id"]` a variable."""


def read(source: str, *, line: int = 0, sprite: str = "") -> Program:
    """The scripts of a sprite. `line` is the lesson's line before the source; ProgramError names the block and its script."""
    return reading(source, line=line, sprite=sprite).program


def reading(source: str, *, line: int = 0, sprite: str = "") -> Reading:
    """The scripts of a sprite and what was left out."""
    target, others, stage = _chosen(_targets(source, line), sprite, line)
    project = _Sprite(target, line + 1)
    stacks = project.stacks()
    found = meaning(stacks, line, project.names)
    left = [
        *found.left,
        *(f"the scripts of {str(other.get('name', ''))[:60]!r}" for other in others if _weight(other)),
    ]
    body = _with_kept(found, (target, stage), others, line)
    return finished(body, line, left=left, sprite=str(target.get("name", ""))[:60])


def world_of(source: str, *, line: int = 0, sprite: str = "") -> World:
    """The stage, and the way that the sprite looks when it starts."""
    target, _, _ = _chosen(_targets(source, line), sprite, line)
    direction = target.get("direction", 90)
    return World(kind="stage", facing=f"{direction % 360:g}" if isinstance(direction, int | float) else "90")


def place_of(source: str, *, line: int = 0, sprite: str = "") -> tuple[float, float]:
    """Where the project keeps the sprite."""
    target, _, _ = _chosen(_targets(source, line), sprite, line)
    x, y = (target.get(name, 0) for name in ("x", "y"))
    known = all(isinstance(at, int | float) and abs(at) <= 240 for at in (x, y))
    return (float(x), float(y)) if known else (0.0, 0.0)


class Scratch(Reader):
    """Gives Scratch's blocks their meaning. `names`: what each of the project's own blocks is called."""

    def __init__(self, line: int, names: dict[str, str] | None = None) -> None:
        super().__init__(line)
        self.names = names or {}
        self.hats: list[When] = []
        self.defined: list[Define] = []

    def line(self, raw: Raw) -> Block | None:
        return scratch_lines.line(self, raw)

    def known(self, raw: Raw) -> Expression | None:
        return scratch_values.value(self, raw)


def meaning(stacks: Iterable[tuple[Raw, ...]], line: int, names: dict[str, str] | None = None) -> Scratch:
    """The scripts and definitions that the stacks are; a stack without a hat hangs on nothing."""
    stacks = tuple(stacks)
    counted([raw for stack in stacks for raw in stack], line + 1)
    reader = Scratch(line, names)
    for top, *under in stacks:
        hat = scratch_lines.hat(reader, top)
        if top.type == "procedures_definition":
            reader.defined.append(scratch_lines.definition(reader, top, under))
        elif hat is not None:
            event, detail = hat
            reader.hats.append(When(0, event, reader.lines(under), detail))
        else:
            reader.left.append(
                f"the block {reader.words(top)!r} hangs on nothing ({top.place})"
                if top.place
                else f"the block {reader.words(top)!r} hangs on nothing"
            )
    return reader


def _targets(source: str, line: int) -> list[dict[str, Any]]:
    project = json_source.parse(source, line=line, what="the project")
    if isinstance(project, dict) and ("objName" in project or "children" in project):
        raise ProgramError("this project was made with Scratch 2", line=line + 1, remedy="Open it in Scratch 3 and save it again")
    if isinstance(project, dict) and isinstance(project.get("blocks"), dict):
        return [project]
    targets = project.get("targets") if isinstance(project, dict) else None
    found = [target for target in targets if isinstance(target, dict)] if isinstance(targets, list) else []
    if not found:
        raise ProgramError("this is no Scratch project: it has no sprites", line=line + 1, remedy="Save it from Scratch again")
    return found


def _weight(target: dict[str, Any]) -> int:
    blocks = target.get("blocks")
    return (
        sum(isinstance(block, dict) and not block.get("shadow") for block in blocks.values()) if isinstance(blocks, dict) else 0
    )


def _chosen(targets: list[dict[str, Any]], sprite: str, line: int) -> tuple[dict[str, Any], list[dict[str, Any]], dict[str, Any]]:
    """The sprite to read, the others, and the stage."""
    stage = next((target for target in targets if target.get("isStage")), targets[0])
    if sprite:
        named = [target for target in targets if str(target.get("name", "")).casefold() == sprite.casefold()]
        if not named:
            names = ", ".join(repr(str(target.get("name", ""))[:40]) for target in targets[:8])
            raise ProgramError(f"the project has no sprite {sprite!r}", line=line, remedy=f"It has {names}")
        target = named[0]
    else:
        target = max(targets, key=_weight)
    if not _weight(target):
        whose = f"the sprite {sprite!r}" if sprite else "the project"
        raise ProgramError(f"{whose} is empty: nobody has put blocks into it", line=line, remedy="Choose one with scripts")
    return target, [other for other in targets if other is not target], stage


class _Sprite:
    """The blocks of a sprite as raw blocks."""

    def __init__(self, target: dict[str, Any], line: int) -> None:
        self.blocks: dict[str, Any] = target["blocks"]
        self.line = line
        self.seen: set[str] = set()
        self.names: dict[str, str] = {}
        if len(self.blocks) > 20 * MOST_BLOCKS:
            raise ProgramError(
                f"the sprite has more than {20 * MOST_BLOCKS} blocks", line=line, remedy="Choose another one with sprite="
            )

    def stacks(self) -> list[tuple[Raw, ...]]:
        """Each script from its hat, those higher up on the screen first."""
        tops = [
            (_place(block.get("y")), _place(block.get("x")), name)
            for name, block in self.blocks.items()
            if isinstance(block, dict) and block.get("topLevel") and not block.get("shadow")
        ]
        return [self.stack(name, f"script {at}", 0) for at, (_, _, name) in enumerate(sorted(tops), 1)]

    def refusal(self, what: str, place: str) -> ProgramError:
        return ProgramError(f"{what} ({place})", line=self.line, remedy="Save the project from Scratch again")

    def stack(self, top: str, place: str, depth: int) -> tuple[Raw, ...]:
        if depth > MOST_DEPTH:
            raise ProgramError(
                f"the blocks are nested deeper than {MOST_DEPTH} times ({place})", line=self.line, remedy="Split the program"
            )
        done: list[Raw] = []
        at: Any = top
        while isinstance(at, str):
            block = self.blocks.get(at)
            here = f"{place}, block {len(done) + 1}"
            if not isinstance(block, dict):
                raise self.refusal("a script goes on with a block that is not there", here)
            if at in self.seen:
                raise self.refusal("the blocks hang in a circle", here)
            if len(self.seen) > 4 * MOST_BLOCKS:
                raise ProgramError(f"the program has more than {MOST_BLOCKS} blocks", line=self.line, remedy="Split the program")
            self.seen.add(at)
            done.append(self.raw(block, here, depth))
            at = block.get("next")
        return tuple(done)

    def raw(self, block: dict[str, Any], place: str, depth: int) -> Raw:
        fields = {name: str(value[0]) for name, value in _items(block.get("fields")) if isinstance(value, list) and value}
        inputs: dict[str, Raw] = {}
        bodies: dict[str, tuple[Raw, ...]] = {}
        for name, hole in _items(block.get("inputs")):
            inside = self.inside(hole, place, depth)
            if inside and name.startswith("SUBSTACK"):
                bodies[name] = inside
            elif inside:
                inputs[name] = inside[0]
        names: tuple[str, ...] = ()
        mutation = block.get("mutation")
        if isinstance(mutation, dict) and isinstance(mutation.get("proccode"), str):
            fields["@name"] = self.called(mutation["proccode"])
            names = tuple(map(str, self.listed(mutation, "argumentnames", "argumentids")))
        if "custom_block" in inputs:
            prototype = inputs.pop("custom_block")
            fields["@name"], names = prototype.field("@name"), prototype.names
        return Raw(str(block.get("opcode", ""))[:80], 0, place, fields, inputs, bodies, names)

    def inside(self, hole: Any, place: str, depth: int) -> tuple[Raw, ...]:
        """What is in a hole: a block, or what is written there under it."""
        if not isinstance(hole, list) or len(hole) < 2:
            return ()
        value = hole[1] if hole[1] is not None else hole[2] if len(hole) > 2 else None
        if isinstance(value, str):
            return self.stack(value, place, depth + 1)
        if isinstance(value, list) and len(value) > 1 and value[0] in PRIMITIVES:
            return (Raw(PRIMITIVES[value[0]], 0, place, {"VALUE": str(value[1])}),)
        return ()

    def called(self, code: str) -> str:
        """`draw %n sides` → `draw sides`; two blocks of one name are kept apart."""
        if code not in self.names:
            plain = " ".join(word for word in code.split() if word not in ("%s", "%n", "%b")) or "my block"
            name, at = plain, 2
            while name in self.names.values():
                name, at = f"{plain} {at}", at + 1
            self.names[code] = name
        return self.names[code]

    def listed(self, mutation: dict[str, Any], *names: str) -> list[Any]:
        for name in names:
            if isinstance(mutation.get(name), str):
                found = json_source.parse(mutation[name], line=self.line - 1, what="a block of the project", letters=20_000)
                return found if isinstance(found, list) else []
        return []


def _items(value: Any) -> list[tuple[str, Any]]:
    return [(str(name), inner) for name, inner in value.items()] if isinstance(value, dict) else []


def _place(value: Any) -> float:
    return float(value) if isinstance(value, int | float) and abs(value) < 1e9 else 0.0


def _with_kept(found: Scratch, targets: tuple[dict[str, Any], ...], others: list[dict[str, Any]], line: int) -> Block:
    """The program; its first start script begins with what the project holds in variables and lists that nobody sets."""
    nodes = walk((tuple(found.hats), tuple(found.defined)))
    used = dict.fromkeys(node.name for node in nodes if isinstance(node, Name))
    given = {node.target.name for node in nodes if isinstance(node, Assign) and isinstance(node.target, Name)}
    given |= {parameter for each in found.defined for parameter in each.parameters} | _set_by(others)
    kept: list[Assign] = []
    for name in used:
        value = _held(name, targets, line) if name not in given else None
        if value not in (None, Number(0), Listed(())):
            kept.append(Assign(0, Name(name), value))
    hats = list(found.hats)
    first = next((at for at, hat in enumerate(hats) if hat.event == "start" and hat.body), -1)
    if kept and first >= 0:
        hats[first] = replace(hats[first], body=(*kept, *hats[first].body))
    elif kept:
        hats.insert(0, When(0, "start", tuple(kept)))
    return scripts(hats, found.defined)


def _set_by(others: list[dict[str, Any]]) -> set[str]:
    """Variables and lists that the scripts of other sprites give a value to."""
    found = set()
    for other in others:
        for _, block in _items(other.get("blocks")):
            if isinstance(block, dict) and block.get("opcode") in ("data_setvariableto", "data_deletealloflist"):
                for _, value in _items(block.get("fields")):
                    if isinstance(value, list) and value:
                        found.add(" ".join(str(value[0]).split()))
    return found


def _held(name: str, targets: tuple[dict[str, Any], ...], line: int) -> Expression | None:
    for target in targets:
        for kind in ("variables", "lists"):
            for _, held in _items(target.get(kind)):
                if not (isinstance(held, list) and len(held) > 1 and " ".join(str(held[0]).split()) == name):
                    continue
                if kind == "variables":
                    return literal(str(held[1]))
                if not isinstance(held[1], list) or len(held[1]) > MOST_KEPT:
                    raise ProgramError(
                        f"the list {name!r} holds more than {MOST_KEPT} entries", line=line + 1, remedy="Empty it before you save"
                    )
                return Listed(tuple(literal(str(entry)) for entry in held[1]))
    return None
