"""Where the project's own data lies: `media/`, in a checkout and in an installed wheel alike."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from broadcast.errors import EnvironmentFault


@cache
def media() -> Path:
    """The folder with languages, formats, music and templates."""
    here = Path(__file__).resolve().parent
    for folder in (here / "media", here.parent / "media"):
        if (folder / "languages").is_dir():
            return folder
    raise EnvironmentFault("the folder media/ is missing from the installation", remedy="Install the program again")
