"""Sentences with their ids: made in order while a lesson is read, walked and replaced afterwards."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from broadcast.language.phrase import normal as normal
from broadcast.lesson.model import Code, Lesson, Unit

RESERVED = frozenset(
    {"title", "objective", "word", "meaning", "material", "recall", "homework"}  # roles of the front matter
    | {"opening", "set-up", "practice", "recap", "closing"}  # segments that every episode may have
)
"""No step has one of these as its id: units and cues of a step are told apart from these by it."""

T = TypeVar("T")


def digest(text: str) -> str:
    """Six hex digits that stand for a text."""
    return hashlib.sha256(normal(text).encode("utf-8")).hexdigest()[:6]


def slug(text: str, longest: int = 40) -> str:
    """A heading as ASCII, fit for a file name; letters that have no ASCII form are left out, a digest stands for none left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(words) > longest:
        words = words[: longest + 1].rsplit("-", 1)[0][:longest].strip("-")
    return words if re.search("[a-z]", words) else f"s{digest(text)}"


class Names:
    """Gives out ids, each once."""

    def __init__(self) -> None:
        self._units: dict[str, int] = {}
        self._steps: set[str] = set(RESERVED)
        self._counts: dict[str, int] = {}

    def step(self, heading: str) -> str:
        """A step's id from its heading."""
        first = slug(heading)
        found = first
        while found in self._steps:
            self._counts[first] = self._counts.get(first, 1) + 1
            found = f"{first}-{self._counts[first]}"
        self._steps.add(found)
        return found

    def id(self, step: str, text: str) -> str:
        """`<step>.<6 hex>`, with `.2` … where the step says the same again."""
        name = f"{step}.{digest(text)}"
        count = self._units[name] = self._units.get(name, 0) + 1
        return name if count == 1 else f"{name}.{count}"

    def unit(self, step: str, text: str, line: int) -> Unit:
        words = normal(text)
        return Unit(id=self.id(step, words), text=words, line=line, source=words)


def units(part: Any) -> Iterator[Unit]:
    """Every unit of a lesson, or of a part of it, in the order of the text; each once."""
    seen: set[str] = set()
    for unit in _walk(part):
        if unit.id not in seen:
            seen.add(unit.id)
            yield unit


def _walk(part: Any) -> Iterator[Unit]:
    if isinstance(part, Unit):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from _walk(each)
    elif isinstance(part, Lesson):
        yield part.title
        for name in ("objectives", "vocabulary", "materials", "recall", "steps", "homework"):
            yield from _walk(getattr(part, name))
    elif is_dataclass(part):
        for name in sorted((f.name for f in fields(part)), key=lambda name: name != "title"):
            yield from _walk(getattr(part, name))


def replaced(part: T, change: Callable[[Unit], Unit], code: Callable[[Code], Code] = lambda code: code) -> T:
    """The same with every unit changed; `code` is asked for every program after its units were changed."""
    if isinstance(part, Unit):
        return change(part)  # type: ignore[return-value]
    if isinstance(part, tuple):
        return tuple(replaced(each, change, code) for each in part)  # type: ignore[return-value]
    if is_dataclass(part) and not isinstance(part, type):
        now = {f.name: replaced(getattr(part, f.name), change, code) for f in fields(part)}
        new = replace(part, **{name: value for name, value in now.items() if value is not getattr(part, name)})
        return code(new) if isinstance(new, Code) else new  # type: ignore[return-value]
    return part
