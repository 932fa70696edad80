"""Code.org's texts of levels: in the level itself, and in tables of instructions, a JSON file a language and kind."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from broadcast.errors import LessonError
from broadcast.sources.locales import is_locale, tag_of
from broadcast.sources.source import Source

TEXTS = ("long_instructions", "markdown_instructions", "instructions", "short_instructions")
"""Where a level's instructions stand, the fullest first."""
KINDS = (*TEXTS, "authored_hints", "display_name", "teacher_markdown")
LEVEL = re.compile(r"\s*(?:<\?xml[^>]*\?>\s*)?<(?P<root>[A-Za-z]\w*)>\s*<config>\s*<!\[CDATA\[")
CONFIG = re.compile(r"<config>\s*<!\[CDATA\[(?P<json>.*?)\]\]>\s*</config>", re.DOTALL)


@dataclass(slots=True)
class Text:
    """What one language says of one level."""

    file: str
    line: int = 0
    said: dict[str, str] = field(default_factory=dict)
    hints: list[str] = field(default_factory=list)

    @property
    def instructions(self) -> str:
        """The fullest instructions that there are."""
        return next((self.said[kind] for kind in TEXTS if self.said.get(kind, "").strip()), "")


@dataclass(frozen=True, slots=True)
class Level:
    """A `.level` file."""

    name: str
    file: str
    xml: str
    properties: dict[str, Any]
    program: bool


def levels(source: Source) -> Iterator[Level]:
    """The levels of a source, by the form of their files."""
    for name in source.files:
        if not (name.endswith((".level", ".xml")) or name == source.alone) or not LEVEL.match(_head(source, name)):
            continue
        xml = source.text(name)
        match = CONFIG.search(xml)
        try:
            config = json.loads(match["json"]) if match else None
        except (ValueError, RecursionError) as error:
            line = xml.count("\n", 0, match.start()) + getattr(error, "lineno", 1) if match else 1
            raise LessonError(
                "the level's description is broken JSON", file=source.file(name), line=line, remedy="Save the level again"
            ) from error
        properties = config.get("properties") if isinstance(config, dict) else None
        program = bool(re.search(r"<(solution_blocks|start_blocks)\b[^>]*>(?:(?!</\1).)*<block\b", xml, re.DOTALL))
        stem = re.sub(r"\.(?:level|xml)$", "", name.rpartition("/")[2])
        yield Level(stem, name, xml, properties if isinstance(properties, dict) else {}, program)


def is_level(source: Source) -> bool:
    """Is there a level at all?"""
    return any((n.endswith((".level", ".xml")) or n == source.alone) and LEVEL.match(_head(source, n)) for n in source.files)


def own(level: Level) -> Text:
    """What a level says of itself."""
    text = Text(level.file, 1)
    for kind in KINDS:
        value = level.properties.get(kind)
        if isinstance(value, str) and kind != "authored_hints":
            text.said[kind] = value
            text.line = _line(level.xml, f'"{kind}"', text.line)
    hints = level.properties.get("authored_hints")
    try:
        entries = json.loads(hints) if isinstance(hints, str) else hints
    except (ValueError, RecursionError):
        entries = None
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, dict) and isinstance(entry.get("hint_markdown"), str):
            text.hints.append(entry["hint_markdown"])
    return text


def tables(source: Source) -> dict[str, dict[str, Text]]:
    """tag → name of a level → what the tables say of it."""
    found: dict[str, dict[str, Text]] = {}
    for name in source.files:
        if (name.endswith(".json") or name == source.alone) and any(f'"{kind}"' in _head(source, name) for kind in KINDS):
            _table(source, name, found)
    return found


def _table(source: Source, name: str, found: dict[str, dict[str, Text]]) -> None:
    raw = source.text(name)
    data = source.json(name)
    if not isinstance(data, dict):
        return
    at = 0

    def keep(locale: str, level: str, kind: str, value: Any) -> None:
        nonlocal at
        text = found.setdefault(tag_of(locale), {}).setdefault(level, Text(name))
        place = raw.find(json.dumps(level, ensure_ascii=False), at)
        if place >= 0 and (kind in TEXTS or not text.line):
            text.line, text.file = raw.count("\n", 0, place) + 1, name
        if isinstance(value, str):
            text.said[kind] = value
        elif kind == "authored_hints":
            text.hints += _strings(value)

    for key, value in data.items():
        inner = value.get("data") if isinstance(value, dict) else None
        if isinstance(inner, dict):  # {"ru-RU": {"data": {"short_instructions": {"level": "…"}}}}
            for kind in KINDS:
                for level, said in inner[kind].items() if isinstance(inner.get(kind), dict) else ():
                    keep(key, str(level), kind, said)
        elif isinstance(value, dict) and any(
            kind in value for kind in KINDS
        ):  # {"https://…/levels/2": {"short_instructions": "…"}}
            locale = next((part for part in reversed(name.split("/")[:-1]) if is_locale(part)), "en")
            for kind in KINDS:
                if kind in value:
                    keep(locale, re.sub(r"^https?://[^/]+/", "", str(key)), kind, value[kind])


def _strings(value: Any) -> list[str]:
    values = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [one for one in values if isinstance(one, str) and one.strip()]


def _line(text: str, words: str, otherwise: int) -> int:
    at = text.find(words)
    return text.count("\n", 0, at) + 1 if at >= 0 else otherwise


def _head(source: Source, name: str) -> str:
    try:
        return source.raw(name)[:6000].decode("utf-8", "ignore").lstrip("\ufeff")
    except LessonError:
        return ""
