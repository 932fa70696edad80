"""Scratch 3 projects (`.sb3`, or the `project.json` inside): a sprite a step, its scripts as programs, its comments as what is told.

A comment that hangs on a block comes before that block's script, one that hangs on nothing where it lies on the screen. Of a folder with
projects in several languages (`es-LA/solutions/x.sb3`) those of one name are versions of one lesson.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from broadcast.errors import LessonError, ProgramError
from broadcast.lesson.scratch_file import unpacked
from broadcast.sources.licences import licence
from broadcast.sources.locales import is_locale, tag_of
from broadcast.sources.reading import Reading, drafted
from broadcast.sources.scratch_scripts import Narrated, narrated
from broadcast.sources.source import Source
from broadcast.sources.transcript import LeftOut, Transcript, labelled

ENDINGS = (".sb3", ".sprite3")
OLD = (".sb", ".sb2")
MAGIC = b"PK\x03\x04"
MOST_BYTES, MOST_JSON = 100_000_000, 5_000_000
LOCALES = {"es-la": "es-419"}
SCRIPTS = {"HANGUL": "ko", "THAI": "th", "CYRILLIC": "ru", "HIRAGANA": "ja", "KATAKANA": "ja", "CJK": "zh-Hans"}
"""The language that is likely where nothing says it."""


@dataclass(frozen=True, slots=True)
class Project:
    file: str
    name: str
    """Its path without the locale: the same in every language."""
    locale: str
    text: str
    sprites: tuple[Narrated, ...]


def recognises(source: Source) -> bool:
    """A file that is a Scratch project, or a folder that holds such and no text beside."""
    if source.alone:
        return source.alone.lower().endswith((*ENDINGS, *OLD)) or _is_json(source, source.alone) or _is_zip(source, source.alone)
    found = _files(source)
    return bool(found) and not any(
        name.endswith((".md", ".ipynb", ".yml", ".yaml")) and not _aside(name) for name in source.files
    )


def read(source: Source) -> Reading:
    """A lesson for each project; empty ones are left out by name, and refused where there is no other."""
    left: list[LeftOut] = []
    found: list[Project] = []
    for name in _files(source) or [source.alone]:
        try:
            found.append(_project(source, name))
        except LessonError as error:
            if source.alone:
                raise
            left.append(LeftOut(name, error.line, "the project", error.what))
    found = _once(found, left)
    if not found:
        raise LessonError(
            f"there is no project to read: {left[0].file}: {left[0].why}" if left else "there is no project to read",
            file=str(source.path),
            remedy="Choose a project with scripts",
        )
    names = dict.fromkeys(project.name for project in found)
    readings = [_lesson(source, [project for project in found if project.name == name]) for name in names]
    return Reading(
        tuple(lesson for each in readings for lesson in each.lessons),
        (*left, *(one for each in readings for one in each.left_out)),
        tuple(one for each in readings for one in each.mismatches),
    )


def _aside(name: str) -> bool:
    return bool(re.search(r"(?:^|/)(?:README|LICEN[CS]E|COPYING|CONTRIBUTING)[^/]*(?:/|$)", name, re.IGNORECASE))


def _files(source: Source) -> list[str]:
    return [name for name in source.files if name.lower().endswith(ENDINGS)] or [
        name for name in source.files if name.rpartition("/")[2] == "project.json" and _is_json(source, name)
    ]


def _is_zip(source: Source, name: str) -> bool:
    try:
        with (source.root / name).open("rb") as stream:
            if stream.read(4) != MAGIC:
                return False
        return b"project.json" in source.raw(name, MOST_BYTES)
    except (OSError, LessonError):
        return False


def _is_json(source: Source, name: str) -> bool:
    if not name.lower().endswith(".json"):
        return False
    try:
        head = source.raw(name, MOST_JSON)[:2000]
    except LessonError:
        return False
    return bool(re.match(rb'\s*\{\s*"(?:targets|objName|isStage)"', head)) or (b'"targets"' in head and b'"isStage"' in head)


def _project(source: Source, name: str) -> Project:
    if name.lower().endswith(OLD):
        raise LessonError(
            "this project was made with an older Scratch", file=source.file(name), remedy="Open it in Scratch 3 and save it again"
        )
    raw = source.raw(name, MOST_BYTES)
    try:
        text = raw.decode("utf-8-sig") if name.lower().endswith(".json") else unpacked(raw)
        data = json.loads(text)
    except ProgramError as error:
        raise LessonError(error.what, file=source.file(name), remedy=error.remedy) from error
    except (ValueError, RecursionError) as error:
        raise LessonError(
            "the project in the file is broken", file=source.file(name), remedy="Save it from Scratch again"
        ) from error
    if isinstance(data, dict) and ("objName" in data or "children" in data):
        raise LessonError(
            "this project was made with Scratch 2", file=source.file(name), remedy="Open it in Scratch 3 and save it again"
        )
    sprites = tuple(each for each in narrated(data) if each.parts or each.left)
    if not any(each.parts for each in sprites):
        raise LessonError(
            "the project is empty: nobody has put scripts or comments into it",
            file=source.file(name),
            remedy="Choose one with scripts",
        )
    parts = name.split("/")
    at = next((at for at, part in enumerate(parts[:-1]) if is_locale(part)), -1)
    return Project(
        name, "/".join(parts[:at] + parts[at + 1 :] if at >= 0 else parts), parts[at] if at >= 0 else "", text, sprites
    )


def _once(found: Sequence[Project], left: list[LeftOut]) -> list[Project]:
    """Projects that are the same in several folders count once, and in none of their languages."""
    kept: dict[str, Project] = {}
    for project in found:
        first = kept.get(project.text)
        if first is None:
            kept[project.text] = project
        else:
            left.append(LeftOut(project.file, 0, "the project", f"it is the same as {first.file}"))
            if first.locale != project.locale:
                kept[project.text] = Project(first.file, first.name, "", first.text, first.sprites)
    return list(kept.values())


def _lesson(source: Source, projects: Sequence[Project]) -> Reading:
    """A project in its languages."""
    tagged: dict[str, Project] = {}
    for project in projects:
        tagged.setdefault(_tag(project), project)
    order = sorted(tagged, key=lambda tag: (tag != "en", tag))
    stem = re.sub(r"\.\w+$", "", projects[0].file.rpartition("/")[2])
    stem = source.root.resolve().name if stem == "project" else stem
    return drafted(stem, [_transcript(source, tag, tagged[tag], stem) for tag in order])


def _tag(project: Project) -> str:
    if project.locale:
        return tag_of(LOCALES.get(project.locale.casefold(), project.locale))
    letters = [letter for sprite in project.sprites for part in sprite.parts for letter in part.comment if letter.isalpha()]
    counts = {
        tag: sum(unicodedata.name(letter, "").split()[:1] == [script] for letter in letters[:5000])
        for script, tag in SCRIPTS.items()
    }
    likely = max(counts, key=lambda tag: counts[tag])
    return likely if 2 * counts[likely] > len(letters[:5000]) else "en"


def _transcript(source: Source, tag: str, project: Project, stem: str) -> Transcript:
    out = Transcript(source, tag)
    title = " ".join(re.sub(r"[-_]+", " ", stem).split())
    out.front = labelled({"title": title[:1].upper() + title[1:], "licence": licence(source)})
    at = (project.file, 0)
    for sprite in project.sprites:
        for what in sprite.left:
            out.left(what, "it is no part of any script", at)
        if not sprite.parts:
            continue
        out.heading(sprite.name, at)
        for part in sprite.parts:
            if part.comment:
                out.text(_plain(part.comment), at)
            if part.program:
                out.code("scratch", part.program, at)
    out.left("costumes and sounds", "they are inside of the project", at)
    return out


def _plain(comment: str) -> str:
    """What somebody typed, so that no sign of it is Markdown's; a blank line parts paragraphs."""
    rows = [re.sub(r"([\\`*_<>\[\]#|~])", r"\\\1", row.strip()) for row in comment.splitlines()]
    return "\n".join(re.sub(r"^([=:]|[-+]{2,}|\d+\)|-+$)", r"\\\1", row) for row in rows)
