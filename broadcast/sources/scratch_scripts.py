"""The sprites of a Scratch project as what is told of them: comments, and each script as a small project of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

MOST_SPRITES, MOST_SCRIPTS, MOST_BLOCKS, MOST_COMMENT = 60, 120, 5000, 4000
HATS = ("event_when", "control_start_as_clone", "procedures_definition")
SETS = ("data_setvariableto", "data_deletealloflist")


@dataclass(frozen=True, slots=True)
class Part:
    """A comment, or a script with the comments that hang on it."""

    comment: str
    program: str = ""
    """A `project.json` with this script alone and the blocks of the sprite's own that it calls."""


@dataclass(frozen=True, slots=True)
class Narrated:
    """A sprite."""

    name: str
    parts: tuple[Part, ...]
    left: tuple[str, ...] = ()
    """What belongs to no script."""


def narrated(project: Any) -> list[Narrated]:
    """The sprites in the project's order, the stage first."""
    targets = project.get("targets") if isinstance(project, dict) else None
    if isinstance(project, dict) and isinstance(project.get("blocks"), dict):
        targets = [project]
    found = [target for target in targets if isinstance(target, dict)] if isinstance(targets, list) else []
    stage = next((target for target in found if target.get("isStage")), {})
    return [_Sprite(target, stage).told() for target in found[:MOST_SPRITES]]


class _Sprite:
    def __init__(self, target: dict[str, Any], stage: dict[str, Any]) -> None:
        self.target, self.stage = target, stage
        self.name = " ".join(str(target.get("name") or "").split())[:60] or "Sprite"
        self.blocks = {str(name): block for name, block in _items(target.get("blocks")) if isinstance(block, dict)}
        self.defined: dict[str, str] = {}
        for name, block in self.blocks.items():
            code = self._code_of(name) if block.get("opcode") == "procedures_definition" else ""
            if code:
                self.defined.setdefault(code, name)

    def told(self) -> Narrated:
        comments = self.comments()
        loose = [(place, text) for place, name, text in comments if name not in self.blocks]
        hung: dict[str, list[str]] = {}
        for _, name, text in comments:
            if name in self.blocks:
                hung.setdefault(name, []).append(text)
        parts: list[tuple[tuple[float, float], Part]] = [(place, Part(text)) for place, text in loose]
        left: list[str] = []
        shown: set[str] = set()
        tops = [name for name, block in self.blocks.items() if block.get("topLevel") and not block.get("shadow")]
        tops.sort(key=lambda name: (self.blocks[name].get("opcode") == "procedures_definition", *_place(self.blocks[name])))
        for top in tops[:MOST_SCRIPTS]:
            own = list(self.script(top))
            text = "\n\n".join(words for name in own for words in hung.pop(name, []))
            opcode = str(self.blocks[top].get("opcode", ""))
            if not opcode.startswith(HATS) and "when" not in opcode.lower():
                left.append(f"blocks of {self.name!r} that hang on nothing ({opcode[:60]})")
            elif opcode == "procedures_definition":
                left += [] if top in shown else [f"the block {self._code_of(top)[:60]!r} of {self.name!r}, which nothing calls"]
            elif self.blocks[top].get("next") is None:
                left.append(f"an event of {self.name!r} with nothing under it ({opcode[:60]})")
            else:
                every = self.with_called(own)
                shown |= set(every)
                called = "\n\n".join(words for name in every for words in hung.pop(name, []))
                parts.append((_place(self.blocks[top]), Part("\n\n".join(filter(None, (text, called))), self.program(every))))
                continue
            if text:
                parts.append((_place(self.blocks[top]), Part(text)))
        parts += [((1e9, 0.0), Part(text)) for texts in hung.values() for text in texts]
        parts.sort(key=lambda pair: pair[0])
        return Narrated(self.name, tuple(part for _, part in parts), tuple(left))

    def comments(self) -> list[tuple[tuple[float, float], str, str]]:
        """(place, block it hangs on, text)."""
        found = []
        for _, comment in _items(self.target.get("comments")):
            if isinstance(comment, dict) and isinstance(comment.get("text"), str) and comment["text"].strip():
                text = "".join(letter for letter in comment["text"] if letter == "\n" or letter.isprintable())
                found.append((_place(comment), str(comment.get("blockId")), text[:MOST_COMMENT].strip()))
        return sorted(found, key=lambda each: each[0])

    def script(self, top: str) -> Iterator[str]:
        """The blocks of a script, from its first on; each once, whatever hangs in a circle."""
        seen: set[str] = set()
        waiting = [top]
        while waiting and len(seen) < MOST_BLOCKS:
            name = waiting.pop()
            if name in seen or name not in self.blocks:
                continue
            seen.add(name)
            yield name
            block = self.blocks[name]
            inside = [
                value
                for _, hole in _items(block.get("inputs"))
                if isinstance(hole, list)
                for value in hole[1:3]
                if isinstance(value, str)
            ]
            after = block.get("next")
            waiting += [*([after] if isinstance(after, str) else []), *reversed(inside)]

    def with_called(self, names: list[str]) -> list[str]:
        """The blocks, and those of the definitions that they call."""
        every = dict.fromkeys(names)
        waiting = list(names)
        while waiting:
            block = self.blocks[waiting.pop()]
            if block.get("opcode") == "procedures_call" and (top := self.defined.get(_proccode(block))) and top not in every:
                more = list(self.script(top))
                every.update(dict.fromkeys(more))
                waiting += more
        return list(every)

    def _code_of(self, top: str) -> str:
        return next((code for name in self.script(top) if (code := _proccode(self.blocks[name]))), "")

    def program(self, names: list[str]) -> str:
        """A project of this sprite with these blocks alone; of what it holds, that which no script sets."""
        blocks = {name: self.blocks[name] for name in names}
        written = json.dumps(blocks, ensure_ascii=False)
        elsewhere = {
            str(value[0])
            for name, block in self.blocks.items()
            if name not in blocks and block.get("opcode") in SETS
            for _, value in _items(block.get("fields"))
            if isinstance(value, list) and value
        }

        def held(target: dict[str, Any]) -> dict[str, Any]:
            kept = {
                kind: {
                    name: value
                    for name, value in _items(target.get(kind))
                    if isinstance(value, list)
                    and value
                    and json.dumps(value[0], ensure_ascii=False) in written
                    and str(value[0]) not in elsewhere
                }
                for kind in ("variables", "lists")
            }
            return {"isStage": bool(target.get("isStage")), "name": str(target.get("name", ""))[:60], **kept}

        own = {
            **held(self.target),
            **{key: self.target[key] for key in ("x", "y", "direction") if isinstance(self.target.get(key), int | float)},
        }
        targets = [{**own, "blocks": blocks}]
        if self.stage and self.stage is not self.target:
            targets.insert(0, {**held(self.stage), "blocks": {}})
        return json.dumps({"targets": targets}, ensure_ascii=False)


def _proccode(block: dict[str, Any]) -> str:
    mutation = block.get("mutation")
    return mutation["proccode"] if isinstance(mutation, dict) and isinstance(mutation.get("proccode"), str) else ""


def _items(value: Any) -> list[tuple[str, Any]]:
    return [(str(name), inner) for name, inner in value.items()] if isinstance(value, dict) else []


def _place(block: dict[str, Any]) -> tuple[float, float]:
    """Where it lies on the screen, from the top and from the left."""
    at = [block.get(name) for name in ("y", "x")]
    y, x = (float(value) if isinstance(value, int | float) and abs(value) < 1e9 else 0.0 for value in at)
    return y, x
