"""A lesson's picture is said by its words and shown on the screen; it travels inside the episode."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import numpy as np
from PIL import Image as Pillow

from broadcast.drawing.canvas import in_memory
from broadcast.drawing.figures import height, paint
from broadcast.drawing.raster import frame
from broadcast.episode import planning
from broadcast.episode.format import load
from broadcast.episode.model import Episode
from broadcast.episode.station import Station
from broadcast.language.catalogue import messages
from broadcast.sources import read
from broadcast.unplugged.figures import Image

LESSON = """---
title: The well
ages: 8-11
---

## Water

The robot fetches water.

![The well behind the school](well.png)
"""


def planned(folder: Path, picture: Pillow.Image) -> Episode:
    picture.save(folder / "well.png")
    (folder / "lesson.md").write_text(LESSON, "utf-8")
    return planning.plan(read(folder), load("simulcast-15"), messages("en"), Station())


def shown(episode: Episode) -> Image:
    cue = next(cue for cue in episode.cues if cue.text.startswith("The well behind"))
    assert cue.shot is not None
    (found,) = cue.shot.figures
    assert isinstance(found, Image)
    return found


def test_a_picture_is_told_shown_and_carried(tmp_path: Path) -> None:
    found = shown(planned(tmp_path, Pillow.new("RGB", (400, 300), (200, 30, 30))))
    assert (found.width, found.height, found.alt) == (400, 300, "The well behind the school")
    with Pillow.open(io.BytesIO(base64.b64decode(found.data))) as again:
        assert again.getpixel((5, 5)) == (200, 30, 30)


def test_a_transparent_picture_stands_on_white_and_a_huge_one_is_made_smaller(tmp_path: Path) -> None:
    found = shown(planned(tmp_path, Pillow.new("RGBA", (4000, 1000), (0, 0, 0, 0))))
    assert (found.width, found.height) == (1280, 320)
    with Pillow.open(io.BytesIO(base64.b64decode(found.data))) as again:
        assert again.getpixel((5, 5)) == (255, 255, 255)


def test_it_is_painted_where_it_belongs(tmp_path: Path) -> None:
    found = shown(planned(tmp_path, Pillow.new("RGB", (400, 200), (0, 0, 255))))
    canvas, stream = in_memory("frame", title="t", language="en")
    assert height(found, 600, language="en", style="screen") == 300
    paint(canvas, found, 100, 900, 600, style="screen")
    canvas.showPage()
    canvas.save()
    pixels = frame(stream.getvalue()).astype(int)
    blue = np.argwhere((pixels[:, :, 2] > 200) & (pixels[:, :, 0] < 60))
    top, left = blue.min(axis=0)
    bottom, right = blue.max(axis=0)
    assert abs((right - left) / (bottom - top) - 2) < 0.02
