"""A lesson's pictures as figures: small enough for page and screen, without transparency, carried inside the episode; and drawings of our own."""

from __future__ import annotations

import base64
import io
from pathlib import Path

from broadcast.errors import LessonError
from broadcast.language.catalogue import Messages
from broadcast.lesson.model import Lesson, Picture, Shown
from broadcast.program.world import starting
from broadcast.unplugged.drawn import squares
from broadcast.unplugged.figures import Figure, Image, Sign

SIZE = (1280, 960)
"""Pixels at the most: what a frame of 1920 by 1080 shows inside its safe area."""


def image(lesson: Lesson, block: Picture) -> Image:
    """The picture of a block, on white; LessonError where it cannot be read any more (it was checked with the lesson)."""
    from PIL import Image as Pillow

    try:
        with Pillow.open(Path(lesson.folder) / block.path, formats=("PNG", "JPEG")) as file:
            picture = file.convert("RGBA")
            white = Pillow.new("RGBA", picture.size, "white")
            flat = Pillow.alpha_composite(white, picture).convert("RGB")
    except (OSError, ValueError, SyntaxError) as error:
        raise LessonError(
            f"the picture {block.path} cannot be read", file=lesson.file, line=block.line, remedy="Save it again as PNG or JPEG"
        ) from error
    flat.thumbnail(SIZE)
    data = io.BytesIO()
    flat.save(data, "PNG", optimize=True)
    return Image(data=base64.b64encode(data.getvalue()).decode(), width=flat.width, height=flat.height, alt=block.alt.text)


def figure(block: Shown, messages: Messages) -> Figure:
    """What an author shows with the talk: squares with the robot on its start, or a small drawing."""
    if block.world:
        return squares(block.world, messages, starting(block.world))
    words = (messages.text("sign.left"), messages.text("sign.right")) if block.sign == "behind" else ()
    return Sign(sign=block.sign, words=words, alt=messages.text(f"sign.{block.sign}"))
