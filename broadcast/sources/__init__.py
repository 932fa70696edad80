"""Lessons out of documents.

    read(path) -> Lesson             the lesson in a folder or file, with its other languages as versions
    reading(path) -> Reading         all lessons of it, with the report of what was understood and what not

To add a format: one file with `recognises(source)` and `read(source)`, and one row in READERS. A reader writes a `Transcript` a language
(headings, paragraphs, programs, questions, notes, pictures, what it leaves out and why); `drafted` makes the lesson of them. The readers are
asked in order and look at what a source holds, never at its name alone; the last one takes any text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from broadcast.errors import LessonError
from broadcast.lesson.model import Lesson
from broadcast.sources import (
    carpentries,
    codeorg,
    csunplugged,
    csunplugged_home,
    exercism,
    hedy,
    honkit,
    jupyter,
    kodeklubben,
    liascript,
    makecode,
    markdown,
    rpl,
    scratch_project,
    string_tables,
)
from broadcast.sources.document import opened
from broadcast.sources.reading import Reading
from broadcast.sources.source import Source, source


@dataclass(frozen=True, slots=True)
class Reader:
    """One source format."""

    name: str
    title: str
    recognises: Callable[[Source], bool]
    read: Callable[[Source], Reading]


def _markdown(found: Source) -> Reading:
    return Reading((markdown.read(opened(found.path)),))


READERS: tuple[Reader, ...] = (
    Reader("cs-unplugged-at-home", "CS Unplugged at home", csunplugged_home.recognises, csunplugged_home.read),
    Reader("cs-unplugged", "CS Unplugged", csunplugged.recognises, csunplugged.read),
    Reader("carpentries", "Episodes of The Carpentries", carpentries.recognises, carpentries.read),
    Reader("honkit", "Books of HonKit and GitBook", honkit.recognises, honkit.read),
    Reader("kodeklubben", "Exercises of Kodeklubben", kodeklubben.recognises, kodeklubben.read),
    Reader("rpl", "Raspberry Pi Foundation projects", rpl.recognises, rpl.read),
    Reader("exercism", "Exercism concepts and exercises", exercism.recognises, exercism.read),
    Reader("hedy", "Hedy adventures", hedy.recognises, hedy.read),
    Reader("jupyter", "Jupyter notebooks", jupyter.recognises, jupyter.read),
    Reader("makecode", "MakeCode tutorials and skill maps", makecode.recognises, makecode.read),
    Reader("scratch", "Scratch 3 projects", scratch_project.recognises, scratch_project.read),
    Reader("strings", "Tables of strings: Scratch tutorials", string_tables.recognises, string_tables.read),
    Reader("codeorg", "Code.org levels and instructions", codeorg.recognises, codeorg.read),
    Reader("liascript", "LiaScript courses", liascript.recognises, liascript.read),
    Reader("markdown", "Markdown, our own and any other", lambda found: True, _markdown),
)
OWN = "markdown"
"""The format of this project."""


def reader(found: Source) -> Reader:
    """Who reads this source."""
    return next(each for each in READERS if each.recognises(found))


def reading(path: Path) -> tuple[Reader, Reading]:
    """Who read a folder or file, and what was made of it. LessonError says what is wrong with it, where, and what to do."""
    found = source(path)
    who = reader(found)
    try:
        return who, who.read(found)
    except RecursionError as error:
        raise LessonError("the source is nested too deeply", file=str(path), remedy="Name a lesson written by hand") from error


def read(path: Path) -> Lesson:
    """The lesson in a folder or file, in its own language; of several the first."""
    return reading(path)[1].lessons[0]
