"""The licence that lies beside a lesson: its short name out of the text that licences are known by."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator

from broadcast.errors import LessonError
from broadcast.sources.source import Source

FILE = re.compile(r"(?:^|/)(?:LICEN[CS]E|COPYING)[^/]*$", re.IGNORECASE)
MOST = 200_000
CC = re.compile(
    r"(?:(?:Creative Commons|\bCC)[\s-]*|(?=\bAttribution))(?P<words>(?:(?:Attribution|BY|Non-?Commercial|NC|No-?Deriv(?:ative)?s?(?: Works)?|ND|Share-?Alike|SA)[\s-]*)+)"
    r"(?:License|Licence)?[\s,(]*(?P<version>[1-4]\.0)?",
    re.IGNORECASE,
)
LINK = re.compile(r"creativecommons\.org/licenses/(by(?:-nc)?(?:-nd|-sa)?)/(\d\.\d)", re.IGNORECASE)
MARKS = (
    ("BY", r"\b(?:attribution|by)\b"),
    ("NC", r"non-?commercial|\bnc\b"),
    ("ND", r"no-?deriv|\bnd\b"),
    ("SA", r"share-?alike|\bsa\b"),
)
KNOWN = (
    ("CC0 1.0", r"\bCC0\b|Creative Commons Zero|Creative Commons Legal Code\s+CC0"),
    ("EUPL-1.2", r"European Union Public Licen[cs]e v\. ?1\.2"),
    ("Apache-2.0", r"Apache License\s+Version 2\.0"),
    ("MPL-2.0", r"Mozilla Public License,? (?:Version )?2\.0"),
    ("GPL-3.0", r"GNU GENERAL PUBLIC LICENSE\s+Version 3"),
    ("BSD-3-Clause", r"Neither the name .{0,120}endorse or promote"),
    ("BSD-2-Clause", r"Redistributions in binary form must reproduce"),
    ("MIT", r"Permission is hereby granted, free of charge, to any person obtaining"),
)
HOLDER = re.compile(
    r"^\W*Copyright\s+(?:(?:\(c\)|©|&copy;)\s*)?(?:\d{4}(?:\s*[-–,]\s*(?:\d{4}|present))*,?\s+)?(?:by\s+)?(?P<name>[^\n<(\[]{2,80})",
    re.IGNORECASE | re.MULTILINE,
)


def holder(source: Source, otherwise: str = "") -> str:
    """Whom the licence file names; else `otherwise`."""
    for text in _texts(source):
        for match in HOLDER.finditer(text[:3000]):
            name = re.sub(
                r"\s*(?:All rights reserved.*|and contributors)?[.,;]*\s*$", "", match["name"], flags=re.IGNORECASE
            ).strip()
            if re.match(r"[A-Z0-9]", name) and not re.match(
                r"(?:license|licence|notice|holder|owner|and related)\b", name, re.IGNORECASE
            ):
                return name
    return otherwise


def licence(source: Source, otherwise: str = "") -> str:
    """The short name of the first licence file that can be told, else `otherwise`."""
    return next((found for text in _texts(source) if (found := named(text))), otherwise)


def _texts(source: Source) -> Iterator[str]:
    """The licence files' texts: what is for the content before what is for programs, then the ones nearer to the root."""
    found = (name for name in source.files if FILE.search(name))
    for name in sorted(found, key=lambda name: ("CONTENT" not in name.upper(), name.count("/"), name)):
        with contextlib.suppress(LessonError):
            yield source.raw(name, MOST).decode("utf-8", "replace")


def named(text: str) -> str:
    """The short name of a licence whose text this is; empty where none is known. What forbids commerce or changes stays in it."""
    head = " ".join(text[:6000].split())
    link = LINK.search(head)
    if link:  # its words name every mark, and no translation changes them
        return f"CC {link[1].upper()} {link[2]}"
    match = CC.search(head)
    if match and not re.search(KNOWN[0][1], head[: match.start()]):
        marks = "-".join(mark for mark, pattern in MARKS if re.search(pattern, match["words"], re.IGNORECASE))
        return f"CC {marks} {match['version'] or ''}".strip()
    whole = " ".join(text.split())
    return next((name for name, pattern in KNOWN if re.search(pattern, whole, re.IGNORECASE)), "")
