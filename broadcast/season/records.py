"""What runs leave behind, beside the cache and never in a package: how long jobs took, and what finished packages say.

<cache>/runs/times.jsonl         seconds and bytes of every job, for estimates
<cache>/runs/<season>/           packages.json, report.html, report.json, worker-N.log
"""

from __future__ import annotations

import json
import os
import re
import statistics
import unicodedata
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from broadcast import __version__
from broadcast.artifact import Store, key
from broadcast.delivery import claims, manifest, package
from broadcast.episode.format import Format
from broadcast.season.file import Season
from broadcast.timecode import SAMPLE_RATE
from broadcast.unplugged.figures import Plain

TIMES = "times.jsonl"
LAST = 60
"""Runs of a kind that an estimate looks back on."""
FIRST = {"paper": (10.0, 0.0), "radio": (6.0, 3.0), "tv": (6.0, 20.0)}
"""Seconds of a job in each medium before there is a record: for itself, and for each minute of the slot."""
SPACE = {"paper": (2.5e6, 0.0), "radio": (0.5e6, 12.6e6), "tv": (2.0e6, 6.0e6)}
"""Bytes in the same way: a minute of WAV is 11.5 MB."""


class Said(Plain):
    """What a finished package says of itself."""

    stat: str = ""
    """Its files' names, sizes and times when it was last found whole."""
    inputs: str = ""
    status: int = 0
    checks: int = 0
    failed: tuple[str, ...] = ()
    size: int = 0
    seconds: float = 0.0
    """Length of the programme; 0 where nothing is heard."""
    voices: tuple[str, ...] = ()
    """What is synthetic."""
    untranslated: int = 0


def folder(store: Store, season: Season, out: str) -> Path:
    """Where a season's runs into this folder are written down."""
    plain = unicodedata.normalize("NFKD", season.title).encode("ascii", "ignore").decode()
    title = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:40] or "season"
    return store.root / "runs" / f"{title}-{key(str(Path(season.file).resolve()), str(Path(out).resolve()))[:8]}"


def known(place: Path) -> dict[str, Said]:
    """Job → what its package said when it was last found whole."""
    with suppress(OSError, ValueError):
        return {name: Said(**said) for name, said in json.loads((place / "packages.json").read_bytes()).items()}
    return {}


def remember(place: Path, said: Mapping[str, Said]) -> None:
    """Write it down, by rename: of two runs at once the later one is right as well."""
    place.mkdir(parents=True, exist_ok=True)
    new = place / f".packages-{os.getpid()}.json"
    new.write_text(json.dumps({name: each.model_dump(mode="json") for name, each in said.items()}, ensure_ascii=False), "utf-8")
    new.replace(place / "packages.json")


def whole(where: Path, inputs: Mapping[str, str], media: Iterable[str], before: Said | None) -> Said | None:
    """What the package of these inputs says, where it stands finished; one that nobody touched since is not read again."""
    package.repair(where)
    stat, wanted = _stat(where), asked(inputs, media)
    if before is not None and stat and (before.stat, before.inputs) == (stat, wanted):
        return before
    if not stat or not manifest.unchanged(where, inputs, media):
        return None
    return summary(where, wanted, stat)


def summary(where: Path, wanted: str, stat: str = "") -> Said:
    """Read a finished package."""
    checks = claims.read(where)
    episode = json.loads((where / "episode.json").read_bytes())
    voices = {cue.get("voice", "") for segment in episode["segments"] for cue in segment["cues"]} - {"", "take"}
    failed = tuple(f"{one.check} {one.file}: {one.value} {one.unit} (limit {one.limit})" for one in checks if not one.ok)
    return Said(
        stat=stat or _stat(where), inputs=wanted, status=1 if failed else 0, checks=len(checks), failed=failed,
        size=sum(file.size for file in manifest.read(where).files), seconds=_heard(episode),
        voices=tuple(sorted(voices)),
    )  # fmt: skip


def _heard(episode: dict[str, Any]) -> float:
    """Length of the programme, where it was spoken."""
    spoken = any(cue.get("voice") for segment in episode["segments"] for cue in segment["cues"])
    samples = max((segment.get("start", 0) + segment.get("duration", 0) for segment in episode["segments"]), default=0)
    return round(samples / SAMPLE_RATE, 3) if spoken else 0.0


def asked(inputs: Mapping[str, str], media: Iterable[str]) -> str:
    """A name for all that a package is to be made of."""
    return key(dict(inputs), sorted(media), __version__, manifest.wheels())


def _stat(where: Path) -> str:
    """Empty where there is no package."""
    if not (where / manifest.NAME).is_file():
        return ""
    found = []
    for root, _, names in os.walk(where):
        for name in names:
            at = os.stat(os.path.join(root, name), follow_symlinks=False)  # noqa: PTH116, PTH118 - thousands of them, in under a second
            found.append((root, name, at.st_size, at.st_mtime_ns))
    return key(sorted(found))


class Times:
    """How long jobs took here, and how much they wrote."""

    def __init__(self, store: Store) -> None:
        self.path = store.root / "runs" / TIMES
        self._known: dict[str, list[tuple[float, int]]] = {}
        with suppress(OSError):
            for line in self.path.read_text("utf-8").splitlines()[-5000:]:
                with suppress(ValueError, KeyError, TypeError):
                    row = json.loads(line)
                    self._known.setdefault(row["kind"], []).append((float(row["seconds"]), int(row["size"])))

    def estimate(self, form: Format, media: frozenset[str]) -> tuple[float, int]:
        """Seconds and bytes of a job."""
        rows = self._known.get(_kind(form, media), [])[-LAST:]
        if rows:
            return statistics.median(row[0] for row in rows), int(statistics.median(row[1] for row in rows))
        minutes, own = form.length / SAMPLE_RATE / 60, media & set(form.media)
        seconds, size = (sum(table[each][0] + table[each][1] * minutes for each in own) for table in (FIRST, SPACE))
        return seconds, int(size)

    def add(self, form: Format, media: frozenset[str], seconds: float, size: int) -> None:
        """Write a job down; a cache that cannot be written keeps nobody from working."""
        row = json.dumps({"kind": _kind(form, media), "seconds": round(seconds, 2), "size": size})
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8") as file:
                file.write(row + "\n")


def _kind(form: Format, media: frozenset[str]) -> str:
    return f"{form.name} {','.join(sorted(media & set(form.media)))}"
