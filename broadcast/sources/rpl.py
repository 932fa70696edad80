"""Projects of the Raspberry Pi Foundation: a folder a language (`en`, `es-LA`), in it `meta.yml` and `step_1.md`, `step_2.md` …

Their own directives are read in `rpl_marks`, a step becomes part of a transcript in `rpl_step`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from broadcast.errors import LessonError
from broadcast.sources import document
from broadcast.sources.licences import licence
from broadcast.sources.locales import tag_of
from broadcast.sources.reading import Reading, drafted
from broadcast.sources.rpl_marks import KNOWN, marks
from broadcast.sources.rpl_step import Pictures, StepText
from broadcast.sources.source import Source
from broadcast.sources.transcript import LeftOut, Transcript, labelled
from broadcast.sources.translated import LEAST, share

STEP = re.compile(r"(?:^|/)step_(\d{1,3})\.md$")
META = ("meta.yml", "meta.yaml")
PICTURE = re.compile(r"!\[([^\]\n]{1,60})\]\(\s*([^)\s]+)")
LOCALES = {"es-la": "es-419"}
"""Locales that mean something else to CLDR (Spanish in Laos)."""
LOCALE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,4})*")
MINUTES = {1: 60, 2: 120, 3: 180}
"""`duration` of meta.yml: up to an hour, up to two, longer."""
CREDITS = "Raspberry Pi Foundation"
UNLIKE = 0.2
"""Below this share a step of a translation is the source's own."""


@dataclass(slots=True)
class Folder:
    """A project in one language."""

    path: str
    tag: str
    steps: dict[int, str]
    """File of each step."""
    meta: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    @property
    def titles(self) -> list[dict[str, Any]]:
        listed = self.meta.get("steps")
        return [each if isinstance(each, dict) else {"title": each} for each in listed] if isinstance(listed, list) else []


def recognises(source: Source) -> bool:
    """`meta.yml` lists steps that lie beside it, or a step has directives of its own."""
    return any(_is_project(source, path, steps) for path, steps in _folders(source).items())


def read(source: Source) -> Reading:
    """The project of the folder that is nearest, English first, its other languages as versions."""
    left: list[LeftOut] = []
    found = [_opened(source, path, steps, left) for path, steps in _folders(source).items() if _is_project(source, path, steps)]
    depth = min(each.path.count("/") for each in found)
    near = sorted((each for each in found if each.path.count("/") == depth), key=lambda each: (each.tag != "en", each.path))
    beside = near[0].path.rpartition("/")[0]
    folders = [each for each in near if each.path.rpartition("/")[0] == beside and each.texts]
    if not folders:
        raise LessonError("the steps of the project are empty", file=str(source.path), remedy="Take them from their source again")
    transcripts: list[Transcript] = []
    for folder in _languages(folders, left):
        out = _transcript(source, folder, folders[0])
        if transcripts:
            try:
                out.lesson("trial")
            except LessonError as error:
                left.append(LeftOut(folder.path, 0, f"the language {folder.tag}", error.what))
                continue
            finally:
                out.left_out = [one for one in out.left_out if not one.what.startswith("the picture ")]
        transcripts.append(out)
    project = beside.rpartition("/")[2] or source.root.resolve().name
    reading = drafted(project if near[0].path else source.root.resolve().name, transcripts)
    return Reading(reading.lessons, (*left, *reading.left_out), reading.mismatches)


def _folders(source: Source) -> dict[str, dict[int, str]]:
    found: dict[str, dict[int, str]] = {}
    for name in source.files:
        step = STEP.search(name)
        if step:
            found.setdefault(name[: step.start()].rstrip("/"), {})[int(step[1])] = name
    return found


def _is_project(source: Source, path: str, steps: dict[int, str]) -> bool:
    try:
        return bool(Folder(path, "", steps, _meta(source, path, [])).titles) or any(
            name in KNOWN for step in steps.values() for name, _ in marks(_text(source, step))
        )
    except LessonError:
        return False


def _text(source: Source, name: str) -> str:
    return document.decoded(source.raw(name, document.LARGEST), source.file(name))


def _meta(source: Source, path: str, left: list[LeftOut]) -> dict[str, Any]:
    for name in META:
        file = f"{path}/{name}" if path else name
        if source.has(file):
            try:
                data = source.yaml(file)
            except LessonError as error:
                left.append(LeftOut(file, error.line, name, error.what))
                continue
            return data if isinstance(data, dict) else {}
    return {}


def _opened(source: Source, path: str, steps: dict[int, str], left: list[LeftOut]) -> Folder:
    name = path.rpartition("/")[2] or source.root.resolve().name
    tag = "en" if not LOCALE.fullmatch(name) else tag_of(LOCALES.get(name.casefold(), name))
    folder = Folder(path, tag, steps, _meta(source, path, left))
    listed = len(folder.titles)
    for number, file in sorted(steps.items()):
        if listed and number > listed:
            left.append(LeftOut(file, 1, f"step {number}", f"meta.yml lists {listed} steps"))
            continue
        try:
            folder.texts[file] = _text(source, file)
        except LessonError as error:
            left.append(LeftOut(file, error.line, f"step {number}", error.what))
    left += [
        LeftOut(f"{path}/meta.yml".lstrip("/"), 0, f"step {number}", f"there is no step_{number}.md")
        for number in range(1, min(listed, 999) + 1)
        if number not in steps
    ]
    return folder


def _languages(folders: list[Folder], left: list[LeftOut]) -> list[Folder]:
    """The folders that are languages: those that are translated, one a language."""
    first, *others = folders
    rows = [row for text in first.texts.values() for row in text.split("\n")]
    kept = {first.tag: first}
    for folder in others:
        part = share([row for text in folder.texts.values() for row in text.split("\n")], rows)
        if part < LEAST:
            why = f"{round(100 * part)} % of it is translated"
        elif folder.tag in kept:
            why = f"{kept[folder.tag].path} is in this language as well"
        else:
            kept[folder.tag] = folder
            continue
        left.append(LeftOut(folder.path, 0, f"the language {folder.path.rpartition('/')[2]}", why))
    for folder in list(kept.values())[1:]:
        for file, text in list(folder.texts.items()):
            if sum(bool(row.strip()) for row in text.split("\n")) > 2 and share(text.split("\n"), rows) < UNLIKE:
                left.append(LeftOut(file, 1, "the step", f"it is not translated, it is in {first.tag}"))
                del folder.texts[file]
    return list(kept.values())


def _transcript(source: Source, folder: Folder, first: Folder) -> Transcript:
    out = Transcript(source, folder.tag)
    objectives: list[str] = []
    pictures = Pictures(dull=_dull(folder.texts.values()))
    for number, file in sorted(folder.steps.items()):
        if file not in folder.texts:
            continue
        titles = folder.titles
        entry = titles[number - 1] if 0 < number <= len(titles) else {}
        other = first.texts.get(first.steps.get(number, ""), "") if folder is not first else ""
        step = StepText(out, file, folder.path, first.path, marks(other), pictures)
        step.read(folder.texts[file], str(entry.get("title") or "").strip() or str(number))
        for question in _quiz(source, folder.path, entry.get("knowledge_quiz")):
            try:
                StepText(out, question, folder.path, first.path, pictures=pictures).read(_text(source, question), "")
            except LessonError as error:
                out.left("a question", error.what, (question, error.line))
        objectives += step.objectives
    about = str(folder.meta.get("description") or "").strip()
    minutes = folder.meta.get("duration")
    name = (folder.path.rpartition("/")[0] or source.root.resolve().name).rpartition("/")[2]
    out.front = labelled(
        {
            "title": str(folder.meta.get("title") or "").strip() or re.sub(r"[-_]+", " ", name).strip().capitalize(),
            "minutes": MINUTES.get(minutes) if isinstance(minutes, int) else None,
            "objectives": objectives or ([about] if about else []),
            "licence": licence(source, "CC BY-SA 4.0"),
            "credits": CREDITS,
        }
    )
    return out


def _dull(texts: Iterable[str]) -> frozenset[str]:
    """The words that stand for three pictures or more."""
    named: dict[str, set[str]] = {}
    for words, target in PICTURE.findall("\n".join(texts)):
        named.setdefault(words.strip(), set()).add(target)
    return frozenset(words for words, targets in named.items() if words and len(targets) > 2)


def _quiz(source: Source, path: str, said: Any) -> list[str]:
    """The files of the quiz that a step of meta.yml names, in order."""
    name = str(said.get("path") or "") if isinstance(said, dict) else said if isinstance(said, str) else ""
    if not name:
        return []
    found = {}
    for file in source.under(f"{path}/{name}".lstrip("/"), ".md"):
        number = re.search(r"question_(\d{1,3})\.md$", file)
        if number:
            found[int(number[1])] = file
    return [file for _, file in sorted(found.items())]
