"""Packages as a class can have them without a station: a folder for a USB stick, a telephone, a school's server.

index.html             lessons by week, in every language there is
<tag>.html             the lessons of one language: listen, look, print
<lesson>-<tag>-<format>/   small sound and film, captions, the paper
SHA256SUMS             for `sha256sum -c`
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from broadcast.artifact import Store, digest
from broadcast.delivery import small, stick_page
from broadcast.delivery.parcel import SUMS, Parcel
from broadcast.delivery.stick_page import Stop

PAPER = ("worksheet", "answers", "guide", "first-day")
CAPTIONS = "tv/captions.srt"


@dataclass(frozen=True, slots=True)
class Held:
    """What an episode takes on the stick."""

    name: str
    size: int

    @property
    def fits(self) -> bool:
        return self.size <= small.LIMIT


def stick(folder: Path, parcels: Sequence[Parcel], store: Store, progress: Callable[[str], None]) -> tuple[Held, ...]:
    """Write the stick into an empty folder; the same bytes from the same packages."""
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        held = [pool.submit(_episode, folder, parcel, store) for parcel in parcels]
        stops = []
        for parcel, one in zip(parcels, held, strict=True):
            stops.append(one.result())
            progress(parcel.name)
    stick_page.write(folder, stops)
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    (folder / SUMS).write_text("".join(f"{digest(folder / name)}  {name}\n" for name in files), "utf-8", newline="\n")
    return tuple(Held(stop.name, sum(size for _, size in stop.files)) for stop in stops)


def _episode(folder: Path, parcel: Parcel, store: Store) -> Stop:
    """The files of one episode; those that leave the folder on a telephone bear its name."""
    name, made = parcel.name, parcel.made
    place = folder / name
    place.mkdir()
    sources = {f"{name}.opus": small.opus(parcel, store), f"{name}.mp4": small.film(parcel, store)}
    listed = [file.path for file in made.files]
    if sources[f"{name}.mp4"] and CAPTIONS in listed:
        sources[f"{name}.srt"] = parcel.folder / CAPTIONS
    for path in sorted(listed, key=lambda path: [path.startswith(f"paper/{kind}-") for kind in PAPER], reverse=True):
        if path.startswith("paper/") and path.endswith(".pdf"):
            sources[path.removeprefix("paper/")] = parcel.folder / path
    files = []
    for file, source in sources.items():
        if source:
            shutil.copyfile(source, place / file)
            files.append((f"{name}/{file}", (place / file).stat().st_size))
    told = json.loads((parcel.folder / "episode.json").read_bytes())
    return Stop(
        name=name, lesson=f"{made.lesson} {made.format}", language=made.language, title=made.title, number=told.get("number", 1),
        programme=told.get("programme", ""), date=made.date, licence=made.licence, credits=made.credits, files=tuple(files),
    )  # fmt: skip
