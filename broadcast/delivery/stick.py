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

from broadcast.artifact import Store
from broadcast.delivery import small, stick_page
from broadcast.delivery.parcel import Parcel, seal
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
        try:
            for parcel, one in zip(parcels, held, strict=True):
                stops.append(one.result())
                progress(parcel.name)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)  # what is not begun is not made for nothing
            raise
    stick_page.write(folder, stops)
    seal(folder)
    return tuple(Held(stop.name, sum(size for _, size in stop.files)) for stop in stops)


def _episode(folder: Path, parcel: Parcel, store: Store) -> Stop:
    """The files of one episode; those that leave the folder on a telephone bear its name."""
    name = parcel.name
    (folder / name).mkdir()
    film = small.film(parcel, store)
    captions = film and any(file.path == CAPTIONS for file in parcel.made.files)
    sources = {
        f"{name}.opus": small.opus(parcel, store), f"{name}.mp4": film, f"{name}.srt": parcel.folder / CAPTIONS if captions else None,
        **paper(parcel),
    }  # fmt: skip
    files = []
    for file, source in sources.items():
        if source:
            shutil.copyfile(source, folder / name / file)
            files.append((f"{name}/{file}", (folder / name / file).stat().st_size))
    return stop(parcel, tuple(files))


def paper(parcel: Parcel) -> dict[str, Path]:
    """What is printed, in the order in which people reach for it: name and file."""
    listed = [file.path for file in parcel.made.files if file.path.startswith("paper/") and file.path.endswith(".pdf")]
    listed.sort(key=lambda path: [path.startswith(f"paper/{kind}-") for kind in PAPER], reverse=True)
    return {path.removeprefix("paper/"): parcel.folder / path for path in listed}


def stop(parcel: Parcel, files: tuple[tuple[str, int], ...]) -> Stop:
    """What the pages say of an episode with these files."""
    made, told = parcel.made, json.loads((parcel.folder / "episode.json").read_bytes())
    return Stop(
        name=parcel.name, lesson=f"{made.lesson} {made.format}", language=made.language, title=made.title, number=told.get("number", 1),
        programme=told.get("programme", ""), date=made.date, licence=made.licence, credits=made.credits, files=files,
    )  # fmt: skip
