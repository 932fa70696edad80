"""XLIFF 2 that somebody gives back, read without trust: no document type, no entities of its own, limits first."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.parsers import expat

from broadcast.errors import TranslationError
from broadcast.language.tags import resolved

LARGEST = 20_000_000
"""Bytes."""
DONE = frozenset({"translated", "reviewed", "final"})


@dataclass(slots=True)
class Taken:
    """One unit as it came back."""

    key: str
    line: int
    source: str = ""
    target: str = ""
    state: str = "initial"
    notes: list[str] = field(default_factory=list)
    """Of the translator."""

    @property
    def done(self) -> bool:
        return bool(self.target) and self.state in DONE


def taken(path: Path, tag: str) -> list[Taken]:
    """Every unit of a file into a language, in order; TranslationError for what is no XLIFF 2, with its line."""
    name = str(path)
    try:
        if path.stat().st_size > LARGEST:
            raise TranslationError("the XLIFF is larger than any catalogue", file=name, remedy="Give back the file that was made")
        raw = path.read_bytes()
    except OSError as error:
        raise TranslationError(f"the XLIFF cannot be read ({error.strerror or error})", file=name) from error
    reader = _Reader(name, tag)
    try:
        reader.parser.Parse(raw, True)
    except expat.ExpatError as error:
        reason = expat.errors.messages.get(error.code, "it is not well formed")
        raise TranslationError(
            f"this is no XML that can be read: {reason}", file=name, line=error.lineno, remedy="Export it again"
        ) from None
    return reader.units


class _Reader:
    def __init__(self, file: str, tag: str) -> None:
        self.file, self.tag = file, tag
        self.units: list[Taken] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self.parser.StartDoctypeDeclHandler = self.refused
        self.parser.EntityDeclHandler = self.refused
        self.parser.ExternalEntityRefHandler = self.refused
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.open: list[str] = []
        self.data: dict[str, str] = {}
        self.into: list[str] | None = None
        self.name = ""
        self.note = ""

    def wrong(self, what: str, remedy: str) -> TranslationError:
        return TranslationError(what, file=self.file, line=self.parser.CurrentLineNumber, remedy=remedy)

    def refused(self, *_: Any) -> int:
        raise self.wrong("the XML has a document type or entities of its own", "Leave out everything that starts with <!")

    def start(self, name: str, given: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if not self.open and (tag != "xliff" or not given.get("version", "").startswith("2.")):
            raise self.wrong("this is no XLIFF of version 2", "Give back the file that --xliff wrote, or one of the same version")
        if not self.open and resolved(given.get("trgLang", self.tag), (self.tag,)) != self.tag:
            raise self.wrong(f"this XLIFF is into {given['trgLang']}, not into {self.tag}", "Name its language with -l")
        self.open.append(tag)
        if tag == "unit":
            self.units.append(Taken(given.get("name") or given.get("id", ""), self.parser.CurrentLineNumber))
            self.data = {}
        elif tag == "segment" and self.units:
            self.units[-1].state = given.get("state", "initial")
        elif tag in ("source", "target", "data", "note"):
            self.into, self.name, self.note = [], given.get("id", ""), given.get("category", "")
        elif tag in ("ph", "sc", "ec") and self.into is not None:
            self.into.append(self.place(given))
        elif tag == "cp" and self.into is not None:
            self.into.append(self.letter(given.get("hex", "")))

    def place(self, given: dict[str, str]) -> str:
        found = self.data.get(given.get("dataRef", "")) or given.get("disp", "")
        return found or (f"{{{given['equiv']}}}" if given.get("equiv") else "")

    def letter(self, code: str) -> str:
        try:
            return chr(int(code, 16))
        except ValueError:
            raise self.wrong(f"<cp hex={code!r}> is no letter", "Take it out") from None

    def end(self, name: str) -> None:
        tag = self.open.pop()
        if self.into is None or tag not in ("source", "target", "data", "note") or not self.units:
            return
        words = "".join(self.into)
        self.into = None
        if tag == "data":
            self.data[self.name] = words
        elif tag == "source":
            self.units[-1].source += words
        elif tag == "target":
            self.units[-1].target += words
        elif self.note == "translator":
            self.units[-1].notes.append(words)

    def text(self, words: str) -> None:
        if self.into is not None:
            self.into.append(words)
