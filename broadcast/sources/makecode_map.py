"""Skill maps of MakeCode: paths (`##`) and their activities (`###`), each with a list of `* name: value`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from broadcast.errors import LessonError
from broadcast.sources.locales import tag_of
from broadcast.sources.makecode_words import plain
from broadcast.sources.source import Source
from broadcast.sources.tongue import tongue
from broadcast.sources.transcript import Transcript, labelled

HEADING = re.compile(r"^(#{1,3})\s+(.+?)\s*$")
VALUE = re.compile(r"^\s*[*+-]\s*(?P<key>\w+)\s*:\s*(?P<value>.*?)\s*$")
NODE = re.compile(
    r"^\s*[*+-]\s*(?:type\s*:\s*(?:tutorial|certificate|finished|card)|kind\s*:\s*(?:activity|completion|layout|reward))\b",
    re.MULTILINE | re.IGNORECASE,
)
NAMED = re.compile(r"^\s*[*+-]\s*name\s*:", re.MULTILINE | re.IGNORECASE)


@dataclass(slots=True)
class Node:
    """The map, a path, or an activity."""

    level: int
    id: str
    line: int
    values: dict[str, tuple[str, int]] = field(default_factory=dict)

    def get(self, key: str) -> str:
        return self.values.get(key, ("", 0))[0]


@dataclass(frozen=True, slots=True)
class Told:
    """A map as a lesson, and the addresses of its tutorials in order."""

    transcript: Transcript
    urls: tuple[str, ...]


def is_map(source: Source, name: str) -> bool:
    """Does the file describe paths with activities?"""
    try:
        text = source.raw(name, 2_000_000).decode("utf-8", "ignore")
    except LessonError:
        return False
    return bool(NODE.search(text) and NAMED.search(text) and re.search(r"^### ", text, re.MULTILINE))


def told(source: Source, file: str, licence: str, credits: str) -> Told:
    """The map's paths as steps, their activities as a list in order."""
    nodes = _nodes(source.text(file))
    top = next((node for node in nodes if node.level == 1), Node(1, "", 1))
    words = " ".join(node.get("name") + " " + node.get("description") for node in nodes)
    out = Transcript(source, tag_of(tongue(words)))
    title = plain(top.get("name") or _readable(top.id), "micro:bit") or "Skill map"
    out.front = labelled({"title": title, "licence": licence, "credits": credits})
    if top.get("description"):
        out.text(plain(top.get("description"), "micro:bit"), (file, top.values["description"][1]))
    urls: list[str] = []
    entries: list[str] = []
    first = 0
    for node in [*(each for each in nodes if each.level > 1), Node(2, "", 0)]:
        if node.level == 2:
            if entries:
                out.text("\n".join(entries), (file, first))
                entries = []
            if node.id:
                out.heading(plain(node.get("name") or _readable(node.id), "micro:bit"), (file, node.line))
                if node.get("description"):
                    out.text(plain(node.get("description"), "micro:bit"), (file, node.values["description"][1]))
            continue
        if node.get("type").lower() not in ("", "tutorial") or node.get("kind").lower() in ("completion", "layout", "reward"):
            out.left(node.get("name") or node.id, "the map's own end, not a lesson", (file, node.line))
            continue
        urls += [node.get("url")] if node.get("url") else []
        first = first if entries else node.line
        name, about = plain(node.get("name") or _readable(node.id), "micro:bit"), plain(node.get("description"), "micro:bit")
        entries.append(f"{len(entries) + 1}. {name}: {about}" if about else f"{len(entries) + 1}. {name}")
    for node in nodes:
        for key in ("imageurl", "bannerurl", "backgroundurl"):
            if node.get(key):
                out.left(node.get(key), "a picture by its address", (file, node.values[key][1]))
    return Told(out, tuple(urls))


def _nodes(text: str) -> list[Node]:
    found: list[Node] = []
    for number, row in enumerate(text.split("\n"), 1):
        if match := HEADING.match(row):
            found.append(Node(len(match[1]), match[2], number))
        elif found and (value := VALUE.match(row)):
            found[-1].values.setdefault(value["key"].lower(), (value["value"], number))
    return found


def _readable(name: str) -> str:
    plain_name = re.sub(r"[-_]+", " ", name).strip()
    return plain_name[:1].upper() + plain_name[1:]
