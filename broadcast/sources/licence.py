"""The licence that a source's own files name."""

from __future__ import annotations

import re

from broadcast.errors import LessonError
from broadcast.sources.source import Source

FILE = re.compile(r"(?:^|/)(?:LICEN[SC]E|COPYING|LICEN[SC]E-CONTENT)(?:[.-][\w.-]*)?$", re.IGNORECASE)
SHORT = re.compile(r"\bCC[ -]BY(?:[ -](?:NC|SA|ND))*(?:[ -]\d\.\d)?\b")
LONG = re.compile(
    r"(?:Creative\s+Commons\s+)?Attribution((?:[-\s–]+(?:Non-?Commercial|Share-?Alike|No-?Deriv(?:ative)?s?(?:\s+Works)?))*)\s+(\d\.\d)",
    re.IGNORECASE,
)
LINK = re.compile(r"creativecommons\.org/licenses/(by(?:-nc)?(?:-sa|-nd)?)/(\d\.\d)")
OTHERS = (
    ("MIT License", "MIT"),
    ("Apache License", "Apache-2.0"),
    ("EUROPEAN UNION PUBLIC LICENCE", "EUPL-1.2"),
    ("CC0", "CC0 1.0"),
)


def licence(source: Source) -> str:
    """As people write it (`CC BY-SA 4.0`), with every mark of it; empty where no file of the source says."""
    names = sorted(
        (name for name in source.files if FILE.search(name)),
        key=lambda name: ("CONTENT" not in name.upper(), name.count("/"), name),
    )
    for name in names:
        try:
            found = named(source.text(name)[:20_000])
        except LessonError:
            continue
        if found:
            return found
    return ""


def named(text: str) -> str:
    """The licence that a text names first; Creative Commons before those of programs."""
    if match := LINK.search(text):
        return f"CC {match[1].upper()} {match[2]}"
    if match := SHORT.search(text):
        return _written(match[0])
    if match := LONG.search(text):
        words = match[1].lower()
        marks = [mark for mark, word in (("NC", "commercial"), ("ND", "deriv"), ("SA", "share")) if word in words]
        return f"CC {'-'.join(['BY', *marks])} {match[2]}"
    return next((short for words, short in OTHERS if words.lower() in text.lower()), "")


def _written(text: str) -> str:
    parts = re.split(r"[ -]", text)
    version = parts.pop() if re.fullmatch(r"\d\.\d", parts[-1]) else ""
    return f"{parts[0]} {'-'.join(parts[1:])} {version}".strip()
