"""A measured figure, and what a check may look at."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from broadcast.episode.format import Format
from broadcast.episode.model import Episode
from broadcast.language.catalogue import Messages
from broadcast.tv.masters import Master
from broadcast.unplugged.figures import Plain

Value = int | float | str | None


class Check(Plain):
    """One line of `quality.json`."""

    check: str
    file: str = ""
    """Inside the package; empty where it is about the episode."""
    value: Value
    limit: Value = None
    """None: the figure is for information."""
    unit: str = ""
    ok: bool
    note: str = ""
    """What is wrong, where a figure does not say it; left out of the file where it is empty."""


@dataclass(frozen=True, slots=True)
class Package:
    """A finished package under measurement."""

    folder: Path
    episode: Episode
    messages: Messages
    form: Format
    untranslated: tuple[str, ...] = ()
    for_air: bool = False
    previews: frozenset[str] = frozenset()
    """Names of voices that may not go on air."""
    takes: tuple[tuple[str, str], ...] = ()
    """(check, what) of recorded takes that are not heard: `take-unused` a file, `take-lost` a cue."""

    master: Master | None = None
    """What `tv/master.mxf` was made for; None where nobody knows (`verify` asks the manifest)."""

    def here(self, *patterns: str) -> list[tuple[str, Path]]:
        """(name in the package, path) of the files that match, in order."""
        found = {path.relative_to(self.folder).as_posix(): path for pattern in patterns for path in self.folder.glob(pattern)}
        return sorted(found.items())


def within(name: str, file: str, value: float, lowest: float, highest: float, unit: str) -> Check:
    """A figure between two limits, which are written `lowest … highest`."""
    return Check(check=name, file=file, value=value, limit=f"{lowest:g} … {highest:g}", unit=unit, ok=lowest <= value <= highest)


def at_most(name: str, file: str, value: float, limit: float, unit: str) -> Check:
    return Check(check=name, file=file, value=value, limit=limit, unit=unit, ok=value <= limit)


def at_least(name: str, file: str, value: float, limit: float, unit: str) -> Check:
    return Check(check=name, file=file, value=value, limit=limit, unit=unit, ok=value >= limit)


def exactly(name: str, file: str, value: Value, limit: Value, unit: str = "", note: str = "") -> Check:
    return Check(check=name, file=file, value=value, limit=limit, unit=unit, ok=value == limit, note=note)
