"""quality.json: every check with its measured figure, its limit and its verdict, measured on the finished files.

To add a check: a function in `checks/` that yields `Check`s for what it finds in the package, and a row here. A check of
a file that is not there yields nothing, so that a package of one medium is judged by what it has.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from broadcast.delivery.checks import air, content, master, paper, picture, sound
from broadcast.delivery.checks.figure import Check, Package
from broadcast.delivery.claims import NAME, read
from broadcast.episode.format import Format
from broadcast.episode.model import Episode
from broadcast.language.catalogue import Messages
from broadcast.tv.masters import Master

__all__ = ["CHECKS", "Check", "Package", "examine", "measure", "read"]

CHECKS: tuple[Callable[[Package], Iterable[Check]], ...] = (
    sound.master,
    sound.head,
    sound.level,
    sound.compressed,
    sound.lossless,
    air.written,
    picture.video,
    picture.decoding,
    picture.captions,
    picture.screens,
    master.file,
    master.sound,
    paper.fonts,
    paper.text,
    paper.worksheet,
    paper.sheet,
    content.keys,
    content.share,
    content.pace,
    content.rules,
    content.untranslated,
    content.voices,
    content.takes,
    content.refused,
    content.dropped,
)

APART = (picture.decoding,)
"""Checks that wait for another program: they run beside the others. (pdfium may only be used by one thread.)"""


def measure(
    folder: Path,
    episode: Episode,
    messages: Messages,
    form: Format,
    *,
    untranslated: Sequence[str] = (),
    for_air: bool = False,
    previews: frozenset[str] = frozenset(),
    takes: Sequence[tuple[str, str]] = (),
    master: Master | None = None,
) -> tuple[Check, ...]:
    """Measure a finished package and write its `quality.json`."""
    found = examine(Package(folder, episode, messages, form, tuple(untranslated), for_air, previews, tuple(takes), master))
    lines = [check.model_dump(mode="json", exclude={"note"} if not check.note else None) for check in found]
    (folder / NAME).write_text(json.dumps(lines, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")
    return found


def examine(package: Package) -> tuple[Check, ...]:
    """Every check of a package, in the order of the table; writes nothing."""
    with ThreadPoolExecutor(1) as pool:
        apart = {look: pool.submit(_all, look, package) for look in APART}
        return tuple(check for look in CHECKS for check in (apart[look].result() if look in apart else look(package)))


def _all(look: Callable[[Package], Iterable[Check]], package: Package) -> tuple[Check, ...]:
    return tuple(look(package))
