"""Levels of Code.org, and the tables of their instructions: levels of one name in a row are the steps of a lesson.

A level's program is its solution, on its own grid or plane, as `program` reads it. English stands in the levels, the other languages in the
tables; where there are tables alone, they are lessons without programs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from broadcast.errors import LessonError
from broadcast.language.model import tags
from broadcast.lesson.model import Lesson
from broadcast.sources import codeorg_tables, codeorg_words
from broadcast.sources.codeorg_tables import Level, Text
from broadcast.sources.licences import licence
from broadcast.sources.locales import translated
from broadcast.sources.reading import Reading, drafted
from broadcast.sources.source import Source
from broadcast.sources.transcript import LeftOut, Transcript, labelled
from broadcast.sources.versions import Mismatch

NUMBER = re.compile(r"[\s_-]*(?P<number>\d+(?:\.\d+)?[A-Za-z]?)(?:_\d{4})?$")
PREFIX = re.compile(r"^(?:course\w?\d?|K-?\d|\d+-\d+|grade\s?\d+|CSF?\w?)[\s_-]+", re.IGNORECASE)
CREDITS = "Code.org"
SEEN = ("video_key", "callout_json", "reference_links", "map_reference")
"""What a level says to a screen alone."""
AGES = {"K-1": [5, 7], "2-3": [7, 9], "4-5": [9, 11]}


def recognises(source: Source) -> bool:
    """A level as the site saves it, or a table of instructions."""
    return codeorg_tables.is_level(source) or bool(codeorg_tables.tables(source))


def read(source: Source) -> Reading:
    """A lesson a series of levels."""
    levels = {level.name: level for level in codeorg_tables.levels(source)}
    texts = codeorg_tables.tables(source)
    english = texts.setdefault("en", {})
    for name, level in levels.items():
        own = codeorg_tables.own(level)
        if name not in english or not english[name].instructions:
            english[name] = own
    order = {tag: number for number, tag in enumerate(tags())}
    series: dict[str, list[str]] = {}
    for name in sorted({name for table in texts.values() for name in table}, key=_natural):
        series.setdefault(NUMBER.sub("", name) or name, []).append(name)
    lessons: list[Lesson] = []
    left: list[LeftOut] = []
    mismatches: list[Mismatch] = []
    known = licence(source, "Apache-2.0")
    for title, names in series.items():
        told = [
            _told(source, tag, title, names, texts[tag], levels, known)
            for tag in sorted(texts, key=lambda tag: (tag != "en", order.get(tag, 99), tag))
        ]
        told = [out for out in told if out.rows]
        if not told:
            left.append(
                LeftOut(
                    levels[names[0]].file if names[0] in levels else "",
                    0,
                    f"the levels {title}",
                    "they have neither instructions nor blocks",
                )
            )
            continue
        one = drafted(re.sub(r"[^\w.-]+", "-", title).strip("-.") or "levels", translated(told))
        lessons += one.lessons
        left += one.left_out
        mismatches += one.mismatches
    if not lessons:
        raise LessonError("the levels have no instructions", file=str(source.path), remedy="Name levels or tables that have some")
    return Reading(tuple(lessons), tuple(left), tuple(mismatches))


def _told(
    source: Source, tag: str, series: str, names: Sequence[str], texts: dict[str, Text], levels: dict[str, Level], licence_: str
) -> Transcript:
    out = Transcript(source, tag)
    skin = next((str(levels[name].properties.get("skin", "")) for name in names if name in levels), "")
    plain = _plain(series)
    own = codeorg_words.kind(series, tag) or codeorg_words.kind(skin, tag)
    ages = next((span for prefix, span in AGES.items() if series.startswith(prefix)), None)
    title = plain if tag == "en" or not own else own
    out.front = labelled({"title": title, "ages": ages, "licence": licence_, "credits": CREDITS})
    for name in names:
        text, level = texts.get(name), levels.get(name)
        if text is None or not (text.instructions.strip() or (level and level.program and tag == "en")):
            continue
        number = NUMBER.search(name)
        heading = text.said.get("display_name", "").strip() or (f"{title} {number['number']}" if number else title)
        out.heading(codeorg_words.plain(heading, tag), (text.file, text.line))
        if text.instructions.strip():
            out.text(_demoted(codeorg_words.plain(text.instructions, tag)), (text.file, text.line))
        if level and level.program:
            out.code("codeorg", level.xml, (level.file, 1))
        for hint in text.hints:
            out.note(codeorg_words.plain(hint, tag), (text.file, text.line))
        if teacher := text.said.get("teacher_markdown", "").strip():
            out.note(codeorg_words.plain(teacher, tag), (text.file, text.line))
        for key in SEEN if level and tag == "en" else ():
            if level and level.properties.get(key):
                out.left(f"{key}: {level.properties[key]}", "for a screen only", (level.file, 1))
    return out


def _demoted(text: str) -> str:
    return re.sub(r"^#{1,2}(?=\s)", "###", text.replace("\r\n", "\n"), flags=re.MULTILINE)


def _plain(series: str) -> str:
    """`2-3 Bee Loops` → `Bee Loops`."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", PREFIX.sub("", series)).replace("_", " ")
    found = " ".join(words.split()) or series
    return found[:1].upper() + found[1:]


def _natural(name: str) -> tuple[tuple[float, str], ...]:
    return tuple(
        (float(part), "") if part[0].isdigit() else (-1.0, part.lower()) for part in re.findall(r"\d+(?:\.\d+)?|\D+", name)
    )
