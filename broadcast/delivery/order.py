"""An order for a package, and what stands there already. Imports nothing that makes anything: an unchanged package is found at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from broadcast.delivery import claims, manifest, package
from broadcast.delivery.checks.figure import Check
from broadcast.episode.format import Format
from broadcast.episode.model import Episode
from broadcast.errors import InputError
from broadcast.language.catalogue import Messages
from broadcast.lesson.model import Lesson
from broadcast.tv.masters import Master


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: an episode of one lesson, in one language and format."""

    name: str
    """The lesson's id: the package's folder."""
    tag: str
    form: Format
    plan: Callable[[Messages], Episode]
    """Makes the episode, not yet timed; called only when something has changed."""
    inputs: Mapping[str, str]
    """Everything that the package depends on, by name: hashes of files, settings."""
    media: frozenset[str]
    file: str = ""
    """The lesson or script as the user named it."""
    lesson: Lesson | None = None
    """In the order's language; None where a script is taken back."""
    engines: Mapping[str, str] = field(default_factory=dict)
    """Role → name of the engine that speaks it; espeak where it is not here."""
    takes: Path | None = None
    for_air: bool = False
    master: Master | None = None
    """A station's master, to be made beside the video."""
    edited: Path | None = None
    """The script that it is made from; that one may be overwritten, for its changes are in the new one."""
    untranslated: tuple[str, ...] = ()
    """Ids and words of sentences that stayed in the source's language."""


@dataclass(frozen=True, slots=True)
class Made:
    """A package, and what its checks say."""

    folder: Path
    checks: tuple[Check, ...]
    fresh: bool
    """False where an unchanged package was there already."""

    @property
    def status(self) -> int:
        return 0 if all(check.ok for check in self.checks) else 1


def standing(order: Order, out: Path) -> Made | None:
    """The package of this order where it stands finished, of the same inputs, and untouched; None: it has to be made."""
    folder = out / order.name / order.tag
    package.repair(folder)
    if manifest.unchanged(folder, order.inputs, order.media):
        return Made(folder, claims.read(folder), False)
    return None


def kept(order: Order, out: Path) -> tuple[str, ...]:
    """Files of other media that the package may keep: made of the same inputs, and untouched since."""
    folder = out / order.name / order.tag
    try:
        made = manifest.read(folder)
    except InputError:
        return ()
    if made.inputs != dict(order.inputs):
        return ()
    others = [file for file in made.files if "/" in file.path and file.path.split("/")[0] not in order.media]
    return tuple(file.path for file in others if manifest.intact(folder / file.path, file, thorough=True))
