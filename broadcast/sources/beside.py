"""Files beside a lesson: they must be there, and be its own."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from broadcast.errors import LessonError


def opened(target: str, folder: Path, file: str, line: int, *, what: str, most: int) -> tuple[str, bytes]:
    """A file's path from the lesson's folder, with `/`, and what it holds; LessonError where it is not usable.

    `what` it is, for messages: `the picture`. `most` bytes.
    """
    name = unquote(target).split("?")[0].split("#")[0]

    def wrong(text: str, remedy: str) -> LessonError:
        return LessonError(text, file=file, line=line, remedy=remedy)

    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:|//", name):
        raise wrong(f"{what} {name[:80]} is on the internet", "Save it beside the lesson and name that file")
    if not name or "\\" in name or "\0" in name or re.match(r"[A-Za-z]:", name):
        raise wrong(f"{what}'s name {name!r} cannot be used", "Write its path from the lesson's folder, with /")
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        raise wrong(
            f"{what} {name} lies outside of the lesson's folder", "Copy it into the lesson's folder, for example into images/"
        )
    try:
        real = (folder / path).resolve()
        if not real.is_relative_to(folder.resolve()):
            raise wrong(f"{what} {name} leads outside of the lesson's folder", f"Copy {what} itself into the lesson's folder")
        if not real.is_file():
            raise wrong(f"there is no {what.removeprefix('the ')} {name}", "Put it there, or correct its name")
        if real.stat().st_size > most:
            raise wrong(f"{what} {name} has more than {most // 1_000_000} MB", "Save it smaller")
        return str(path), real.read_bytes()
    except (OSError, ValueError, RuntimeError) as error:
        raise wrong(
            f"{what} {name} cannot be read ({getattr(error, 'strerror', None) or error})",
            "Check the file and your right to read it",
        ) from error
