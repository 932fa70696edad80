"""What the user named, as the readers see it: a folder or a file, and the files it holds. Nothing of any format is known here."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from broadcast.errors import LessonError
from broadcast.sources.document import plain

MOST_FILES = 5000
"""Files of a folder; one with more is no lesson."""
LARGEST = 50_000_000
"""Bytes of a file that is opened at all: a notebook or a project with its pictures inside."""
HIDDEN = (".meta", ".docs")
"""Folders whose names begin with a point and that belong to lessons all the same (Exercism)."""


@dataclass(frozen=True)
class Source:
    """A folder or file that may hold a lesson. Paths are relative to `root` and have `/` between their parts."""

    path: Path
    """As the user named it."""
    root: Path
    """The folder; of a single file the one it lies in."""
    files: tuple[str, ...]
    """Every file that is looked at, sorted; of a single file that one alone. Symbolic links are left out."""

    @property
    def alone(self) -> str:
        """The file that was named itself; empty for a folder."""
        return "" if self.path.is_dir() else self.files[0]

    def file(self, name: str) -> str:
        """A file as the user would name it, for messages."""
        return str(self.path) if self.alone == name else str(self.path / name if not self.alone else self.root / name)

    def has(self, name: str) -> bool:
        return name in self._names

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(self.files)

    def under(self, folder: str, ending: str = "") -> tuple[str, ...]:
        """The files in a folder, and in those below it."""
        start = f"{folder}/" if folder else ""
        return tuple(name for name in self.files if name.startswith(start) and name.endswith(ending))

    def raw(self, name: str, most: int = LARGEST) -> bytes:
        """The bytes of a file; LessonError where it cannot be read or has more than `most`."""
        file = self.root / name
        try:
            if file.stat().st_size > most:
                raise LessonError(
                    f"the file has more than {most // 1_000_000} MB", file=self.file(name), remedy="Save it smaller"
                )
            return file.read_bytes()
        except OSError as error:
            raise LessonError(
                f"the file cannot be read ({error.strerror or error})",
                file=self.file(name),
                remedy="Check the name and your right to read it",
            ) from error

    def text(self, name: str) -> str:
        """The words of a file, its line ends `\\n`; LessonError where it is no UTF-8 text."""
        return plain(self.raw(name), self.file(name))

    def json(self, name: str) -> Any:
        """The data of a JSON file; LessonError where it is broken."""
        try:
            return json.loads(self.text(name))
        except (ValueError, RecursionError) as error:
            raise LessonError(
                f"the file is broken JSON: {getattr(error, 'msg', 'nested too deeply')}",
                file=self.file(name),
                line=getattr(error, "lineno", 0),
                remedy="Correct it, or take it from its source again",
            ) from error

    def yaml(self, name: str) -> Any:
        """The data of a YAML file, read safely; LessonError where it is broken."""
        try:
            return yaml.safe_load(self.text(name))
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            raise LessonError(
                f"the file is broken YAML: {getattr(error, 'problem', None) or str(error).splitlines()[0]}",
                file=self.file(name),
                line=mark.line + 1 if mark else 0,
                remedy="Correct it, or take it from its source again",
            ) from error
        except (RecursionError, ValueError) as error:
            raise LessonError(
                "the file is broken YAML", file=self.file(name), remedy="Correct it, or take it from its source again"
            ) from error


def source(path: Path) -> Source:
    """The folder or file that the user named; LessonError where it is not there or holds too much."""
    name = str(path).replace("\0", "?")
    try:
        if path.is_dir():
            return Source(path, path, tuple(_walk(path, name)))
        if path.is_file():
            return Source(path, path.parent, (path.name,))
        there = path.exists()
    except (OSError, ValueError) as error:
        raise LessonError(
            f"the file cannot be opened ({getattr(error, 'strerror', None) or error})", file=name, remedy="Check the name"
        ) from error
    raise LessonError(
        "this is not a file" if there else "there is no such file or folder",
        file=name,
        remedy="Name a lesson's file or folder" if there else "Check the name",
    )


def _walk(root: Path, name: str) -> list[str]:
    found: list[str] = []
    folders = [root]
    while folders:
        for entry in sorted(folders.pop().iterdir()):
            if entry.is_symlink() or (entry.name.startswith(".") and entry.name not in HIDDEN):
                continue
            if entry.is_dir():
                folders.append(entry)
            elif entry.is_file():
                found.append(entry.relative_to(root).as_posix())
                if len(found) > MOST_FILES:
                    raise LessonError(
                        f"the folder holds more than {MOST_FILES} files", file=name, remedy="Name the folder of one lesson"
                    )
    return sorted(found)
