"""A channel a language for Kolibri, in the folders and tables that ricecooker's LineCook reads.

    kolibri/<tag>/Channel.csv  Content.csv
    kolibri/<tag>/channel/week-01/01-<lesson>-<format>/01-programme.mp4 02-programme.mp3 03-worksheet-a4.pdf …

ricecooker sends it to Kolibri Studio: `LineCook().main()` with `--channeldir kolibri/<tag>/channel`. That last step needs network.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from broadcast.artifact import Store
from broadcast.delivery import small, stick_page
from broadcast.delivery.page import described
from broadcast.delivery.parcel import Parcel, portable, seal
from broadcast.delivery.stick import Held, paper, stop
from broadcast.delivery.stick_page import Stop
from broadcast.language.catalogue import Messages, messages

CHANNEL = ("Title", "Description", "Domain", "Source ID", "Language", "Thumbnail")
CONTENT = (
    "Path *", "Title *", "Source ID", "Description", "Author", "Language", "License ID *", "License Description", "Copyright Holder",
    "Thumbnail",
)  # fmt: skip
LANGUAGES = {"es-419": "es", "es-CO": "es"}
"""Tags that Kolibri knows by another name; the others it knows."""
COMMONS = re.compile(r"CC[ -]BY((?:-(?:NC|SA|ND))*)\b", re.IGNORECASE)


def kolibri(folder: Path, parcels: Sequence[Parcel], store: Store, progress: Callable[[str], None]) -> tuple[Held, ...]:
    """Write the channels into an empty folder; the same bytes from the same packages."""
    held: list[Held] = []
    stops = {parcel.name: stop(parcel, ()) for parcel in parcels}
    numbers = {monday: number for number, monday, _ in stick_page.weeks(list(stops.values()))}
    for tag in sorted({parcel.made.language for parcel in parcels}):
        words, rows = messages(tag), []
        (folder / tag / "channel").mkdir(parents=True)
        ours = {parcel.name: parcel for parcel in parcels if parcel.made.language == tag}
        for _, monday, inside in stick_page.weeks([stops[name] for name in ours]):
            place = f"channel/week-{numbers[monday]:02}" if monday else "channel"
            if monday:
                rows.append(_row(place, f"{numbers[monday]} · {stick_page.days(monday, words)}", tag))
            for order, one in enumerate(inside, 1):
                there = f"{place}/{order:02}-{portable(one.lesson.replace(' ', '-'))}"
                rows += _episode(folder / tag, there, ours[one.name], one, store, words)
                size = sum(path.stat().st_size for path in (folder / tag / there).iterdir())
                held.append(Held(f"{tag}/{there}", size))
                progress(one.name)
        _table(folder / tag / "Content.csv", CONTENT, rows)
        title = stick_page.programme([stops[name] for name in ours])
        known = LANGUAGES.get(tag, tag)
        _table(folder / tag / "Channel.csv", CHANNEL, [(title, "", portable(title).lower(), tag, known, "")])
    seal(folder)
    return tuple(held)


def _episode(folder: Path, place: str, parcel: Parcel, one: Stop, store: Store, words: Messages) -> list[tuple[str, ...]]:
    """A topic of the episode and the files in it, numbered, for LineCook sorts them; Kolibri plays MP3, not Opus."""
    sources = {"programme.mp4": small.film(parcel, store), "programme.mp3": small.mp3(parcel, store), **paper(parcel)}
    rows = [_row(place, one.title, one.language)]
    (folder / place).mkdir(parents=True)
    for number, (name, source) in enumerate(sources.items(), 1):
        if source is None:
            continue
        there = f"{place}/{number:02}-{name}"
        shutil.copyfile(source, folder / there)
        told = described(name, words)
        kind = {"programme.mp4": "index.watch", "programme.mp3": "index.listen"}.get(name)
        title = f"{one.title} · {words.text(kind) if kind else told['name']}"
        rows.append(_row(there, title if kind else f"{title} · {told['kind']}", one.language, one))
    return rows


def _row(path: str, title: str, tag: str, one: Stop | None = None) -> tuple[str, ...]:
    """A line of Content.csv; a topic has no licence."""
    known = LANGUAGES.get(tag, tag)
    if one is None:
        return (path, title, "", "", "", known, "", "", "", "")
    licence, words = licensed(one.licence)
    source = f"{one.lesson} {one.language} {path.rpartition('/')[2]}"
    return (path, title, source, "", one.credits, known, licence, words, one.credits or one.programme, "")


def licensed(licence: str) -> tuple[str, str]:
    """A licence as Kolibri names it, and its words where it has no name."""
    if found := COMMONS.search(licence):
        return f"CC BY{found[1].upper()}", ""
    if re.search(r"\bCC0\b|public domain", licence, re.IGNORECASE):
        return "Public Domain", ""
    return "Special Permissions", licence


def _table(path: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table, each row on a line of its own."""
    text = io.StringIO()
    made = csv.writer(text, lineterminator="\n")
    made.writerows([header, *([" ".join(cell.split()) for cell in row] for row in rows)])
    path.write_text(text.getvalue(), "utf-8", newline="\n")
