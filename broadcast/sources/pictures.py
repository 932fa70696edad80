"""Pictures beside a lesson: they must be there, be pictures, and be its own."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from broadcast.errors import LessonError

LARGEST = 8_000_000
"""Bytes."""
MOST_PIXELS = 24_000_000
"""More than any page or screen shows; unpacked it takes 96 MB."""
FORMATS = ("PNG", "JPEG")


def checked(target: str, folder: Path, file: str, line: int) -> str:
    """The picture's path, relative to the lesson's folder, with `/`; LessonError where it is not usable."""
    name = unquote(target).split("?")[0].split("#")[0]

    def wrong(what: str, remedy: str) -> LessonError:
        return LessonError(what, file=file, line=line, remedy=remedy)

    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:|//", name):
        raise wrong(f"the picture {name[:80]} is on the internet", "Save it beside the lesson and name that file")
    if not name or "\\" in name or "\0" in name or re.match(r"[A-Za-z]:", name):
        raise wrong(f"the picture's name {name!r} cannot be used", "Write its path from the lesson's folder, with /")
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        raise wrong(
            f"the picture {name} lies outside of the lesson's folder",
            "Copy it into the lesson's folder, for example into images/",
        )
    try:
        real = (folder / path).resolve()
        if not real.is_relative_to(folder.resolve()):
            raise wrong(
                f"the picture {name} leads outside of the lesson's folder", "Copy the picture itself into the lesson's folder"
            )
        if not real.is_file():
            raise wrong(f"there is no picture {name}", "Put it there, or correct its name")
        if real.stat().st_size > LARGEST:
            raise wrong(f"the picture {name} has more than {LARGEST // 1_000_000} MB", "Save it smaller")
        raw = real.read_bytes()
    except (OSError, ValueError, RuntimeError) as error:
        raise wrong(
            f"the picture {name} cannot be read ({getattr(error, 'strerror', None) or error})",
            "Check the file and your right to read it",
        ) from error
    _decoded(raw, name, wrong)
    return str(path)


def _decoded(raw: bytes, name: str, wrong: Callable[[str, str], LessonError]) -> None:
    """Unpack it once, so that nobody meets a broken picture in the middle of a build."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(raw), formats=FORMATS) as picture:
                width, height = picture.size
                if width * height > MOST_PIXELS:
                    raise wrong(
                        f"the picture {name} has {width} by {height} pixels",
                        f"Save it with at most {MOST_PIXELS // 1_000_000} million pixels",
                    )
                picture.load()
    except LessonError:
        raise
    except Exception as error:  # Pillow's decoders raise many kinds, SyntaxError among them
        raise wrong(f"the picture {name} is broken, or neither PNG nor JPEG", "Save it again as PNG or JPEG") from error
