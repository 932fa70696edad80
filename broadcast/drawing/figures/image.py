"""A picture of the lesson's own, in its shape, as wide as it is given room."""

from __future__ import annotations

import base64
import io

from broadcast.drawing.figures.pen import Pen
from broadcast.unplugged.figures import Image

SHARP = 96.0
"""Pixels an inch under which a picture looks coarse on paper."""


def draw(figure: Image, pen: Pen, x: float, y_top: float, width: float) -> float:
    tall = width * figure.height / figure.width
    if pen.canvas:
        from reportlab.lib.utils import ImageReader

        with pen.figure(figure.alt):
            picture = ImageReader(io.BytesIO(base64.b64decode(figure.data)))
            pen.canvas.drawImage(picture, x, y_top - tall, width, tall)
    return tall


def natural(figure: Image, pen: Pen) -> float:
    """Width in points at which its pixels are still fine."""
    return figure.width * 72 / SHARP
