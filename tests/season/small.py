"""A season of small lessons, on paper alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.packages import SMALL, lesson

SEASON = """title = "Código y papel ☂"
lessons = [{lessons}]
languages = [{languages}]
formats = ["demo-5"]
only = ["paper"]
"""


def season(folder: Path, names: Sequence[str] = ("one", "two"), languages: Sequence[str] = ("en",), more: str = "") -> Path:
    """A season's file beside its lessons."""
    for name in names:
        lesson(folder / "lessons" / name, SMALL.replace("A small lesson", f"The lesson {name}"))
    return written(folder, [f"lessons/{name}" for name in names], languages, more)


def written(folder: Path, lessons: Sequence[str], languages: Sequence[str] = ("en",), more: str = "") -> Path:
    path = folder / "season.toml"
    quoted = [", ".join(f'"{name}"' for name in names) for names in (lessons, languages)]
    path.write_text(SEASON.format(lessons=quoted[0], languages=quoted[1]) + more, "utf-8", newline="\n")
    return path
