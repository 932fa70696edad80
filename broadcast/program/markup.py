"""XML that others wrote, read without trust: no document type, no entities of its own, nothing from outside, limits first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from broadcast.errors import ProgramError

MOST_LETTERS, MOST_ELEMENTS, MOST_DEPTH = 500_000, 20_000, 6_000
"""A block of a stack stands inside of the one above it: two thousand blocks in a row are four thousand elements deep."""


@dataclass(slots=True)
class Element:
    """An element; names without their prefix."""

    tag: str
    attributes: dict[str, str]
    line: int
    children: list[Element] = field(default_factory=list)
    text: str = ""

    def first(self, *tags: str) -> Element | None:
        return next((child for child in self.children if child.tag in tags), None)

    def all(self, *tags: str) -> list[Element]:
        return [child for child in self.children if child.tag in tags]


class _Refused(Exception):
    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(what)
        self.what, self.remedy = what, remedy


class _Tree:
    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.EntityDeclHandler = self.doctype
        self.parser.ExternalEntityRefHandler = self.doctype
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.data
        self.root: Element | None = None
        self.open: list[Element] = []
        self.parts: list[list[str]] = []
        self.count = 0

    def doctype(self, *_: Any) -> int:
        raise _Refused("the XML has a document type or entities of its own", "Leave out everything that starts with <!")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > MOST_ELEMENTS:
            raise _Refused(f"the XML has more than {MOST_ELEMENTS} elements", "Split it into several programs")
        if len(self.open) >= MOST_DEPTH:
            raise _Refused(f"the XML is nested deeper than {MOST_DEPTH} times", "Split it into several programs")
        made = Element(_plain(tag), {_plain(name): value for name, value in attributes.items()}, self.parser.CurrentLineNumber)
        if self.open:
            self.open[-1].children.append(made)
        else:
            self.root = made
        self.open.append(made)
        self.parts.append([])

    def end(self, _: str) -> None:
        self.open.pop().text = "".join(self.parts.pop())

    def data(self, text: str) -> None:
        if self.parts:
            self.parts[-1].append(text)


def parse(source: str, *, line: int = 0) -> Element:
    """The root of a document; ProgramError with the lesson's line where it is no XML or more than a program needs."""
    if len(source) > MOST_LETTERS:
        raise ProgramError(
            f"the XML is longer than {MOST_LETTERS} letters", line=line + 1, remedy="Split it into several programs"
        )
    start = len(source) - len(source.lstrip("\ufeff \t\r\n"))
    line += source.count("\n", 0, start)
    tree = _Tree()
    try:
        tree.parser.Parse(source[start:].rstrip().encode("utf-8", "replace"), True)
    except _Refused as refusal:
        raise ProgramError(refusal.what, line=line + tree.parser.CurrentLineNumber, remedy=refusal.remedy) from None
    except expat.ExpatError as error:
        reason = expat.errors.messages.get(error.code, "it is not well formed")
        raise ProgramError(
            f"this is no XML that can be read: {reason}", line=line + error.lineno, remedy="Export it again"
        ) from None
    if tree.root is None:
        raise ProgramError("the XML is empty", line=line + 1)
    return tree.root


def _plain(name: str) -> str:
    return name.rpartition(":")[2]
