"""Pictures beside a lesson: they must be there, be pictures, and be its own."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from pathlib import Path

from broadcast.errors import LessonError
from broadcast.sources.beside import opened

LARGEST = 8_000_000
"""Bytes."""
MOST_PIXELS = 24_000_000
"""More than any page or screen shows; unpacked it takes 96 MB."""
FORMATS = ("PNG", "JPEG")


def checked(target: str, folder: Path, file: str, line: int) -> str:
    """The picture's path, relative to the lesson's folder, with `/`; LessonError where it is not usable."""
    path, raw = opened(target, folder, file, line, what="the picture", most=LARGEST)

    def wrong(what: str, remedy: str) -> LessonError:
        return LessonError(what, file=file, line=line, remedy=remedy)

    _decoded(raw, path, wrong)
    return path


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
