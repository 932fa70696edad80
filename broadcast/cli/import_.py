"""`broadcast import`: a lesson of another format as a folder of our own."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import click

from broadcast.errors import InputError, LessonError
from broadcast.language import po_update
from broadcast.language.model import tags
from broadcast.lesson import template
from broadcast.lesson.model import Lesson, Picture
from broadcast.lesson.units import units
from broadcast.sources import OWN, reading
from broadcast.sources.document import opened
from broadcast.sources.markdown import read as own

PICTURE = re.compile(r"!\[(?P<words>[^\]]*)\]\(\s*<?(?P<target>[^)\s>]+)>?[^)]*\)")


@click.command("import")
@click.argument("source", type=click.Path(path_type=Path), metavar="SOURCE")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="FOLDER", help="The new lesson's folder.")
def command(source: Path, output: Path) -> int:
    """Write a lesson of another format as our own: lesson.md, its pictures, and a catalogue for each of our languages it has.

    A source of several lessons becomes several folders, FOLDER, FOLDER-02 and so on; one long lesson stays one, and `build` cuts it. What was left out is told by `broadcast check SOURCE`.
    """
    who, found = reading(source)
    if who.name == OWN:
        raise InputError("this is a lesson of our own format already", file=str(source), remedy="Copy it, or build it as it is")
    folders = [
        output if number == 1 else output.with_name(f"{output.name}-{number:02d}") for number in range(1, len(found.lessons) + 1)
    ]
    for folder in folders:
        if folder.exists():
            raise InputError("this folder is there already", file=str(folder), remedy="Name a new one with -o")
    for lesson, folder in zip(found.lessons, folders, strict=True):
        for line in written(lesson, found.texts[lesson.id], folder):
            click.echo(line)
    click.echo(f"{who.title}: {len(found.left_out)} things left out, see `broadcast check {source}`", err=True)
    return 0


def written(lesson: Lesson, text: str, folder: Path) -> Iterator[str]:
    """Write one lesson; yields a line a file. The folder appears whole, by rename."""
    aside = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(aside, ignore_errors=True)
    try:
        pictures = {block.path for step in lesson.steps for block in step.blocks if isinstance(block, Picture)}
        for name in sorted(pictures):
            target = aside / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(Path(lesson.folder) / name, target)
        aside.mkdir(parents=True, exist_ok=True)
        (aside / "lesson.md").write_text(_without(text, pictures), "utf-8", newline="\n")
        told = [f"{folder / 'lesson.md'}", *_catalogues(lesson, aside, folder)]
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside.rename(folder)
        yield from told
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _without(text: str, pictures: set[str]) -> str:
    """The text without the pictures that could not be used."""
    return PICTURE.sub(lambda match: match[0] if match["target"] in pictures else "", text)


def _catalogues(lesson: Lesson, folder: Path, shown: Path) -> Iterator[str]:
    """A catalogue for each version in one of our languages, with every sentence that agrees with the source's."""
    try:
        again = own(opened(folder))
    except LessonError as error:
        raise LessonError(error.what, file=lesson.file, line=lesson.place(error.line)[1], remedy=error.remedy) from error
    for version in lesson.versions:
        if version.language not in tags():
            continue
        task = template.task(again, version.language, {})
        words = {unit.id: unit.text for unit in units(version) if unit.source}
        made = po_update.filled(task)
        done = 0
        for entry in made:
            if entry.msgctxt in words:
                entry.msgstr = words[entry.msgctxt]
                done += 1
        po_update.store(task, made)
        yield f"{shown / 'po' / task.path.name}: {done} of {len(made)} sentences"
