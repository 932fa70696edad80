"""The pages of a stick: plain enough for a browser of twenty years ago, without a script and without network."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from babel.core import Locale
from babel.dates import format_interval
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from broadcast.assets import media
from broadcast.delivery.page import described, sized
from broadcast.language.catalogue import Messages, messages
from broadcast.script.labels import filled, locale

WEEK = datetime.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Stop:
    """An episode on the stick."""

    name: str
    lesson: str
    """What is the same in every language."""
    language: str
    title: str
    number: int
    programme: str
    date: str
    licence: str
    credits: str
    files: tuple[tuple[str, int], ...]
    """Place on the stick and bytes, in the order of the page."""

    @property
    def monday(self) -> datetime.date | None:
        """The week of its first airing; None where nobody has said a date."""
        try:
            day = datetime.date.fromisoformat(self.date)
        except ValueError:
            return None
        return day - datetime.timedelta(days=day.weekday())

    @property
    def place(self) -> tuple[bool, str, int, str]:
        """Dated ones first, by date, number and lesson."""
        return (self.monday is None, self.date, self.number, self.lesson)


def write(folder: Path, stops: Sequence[Stop]) -> None:
    """Write `index.html` and a page a language."""
    environment = Environment(
        loader=FileSystemLoader(media() / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters["href"] = lambda name: quote(name)
    tags = sorted({stop.language for stop in stops})
    pages = {"index.html": ("stick-index.html", _index(stops, tags))}
    for tag in tags:
        pages[f"{tag}.html"] = ("stick-language.html", _language([stop for stop in stops if stop.language == tag], tag, stops))
    for name, (template, shown) in pages.items():
        (folder / name).write_text(environment.get_template(template).render(shown) + "\n", "utf-8", newline="\n")


def weeks(stops: Sequence[Stop]) -> list[tuple[int, datetime.date | None, list[Stop]]]:
    """(number from 1, Monday, episodes) by week; number 0 for those without a date."""
    mondays = [stop.monday for stop in stops if stop.monday]
    found: dict[datetime.date | None, list[Stop]] = {}
    for stop in sorted(stops, key=lambda stop: stop.place):
        found.setdefault(stop.monday, []).append(stop)
    return [((monday - min(mondays)) // WEEK + 1 if monday else 0, monday, held) for monday, held in found.items()]


def _index(stops: Sequence[Stop], tags: Sequence[str]) -> dict[str, Any]:
    """A table a week: a row a lesson, a column a language."""
    tables = []
    for number, monday, held in weeks(stops):
        rows: dict[str, dict[str, Stop]] = {}
        for stop in held:
            rows.setdefault(stop.lesson, {})[stop.language] = stop
        dates = f"{monday} / {monday + datetime.timedelta(days=6)}" if monday else ""
        tables.append({"number": number, "days": dates, "rows": list(rows.values())})
    names = {tag: messages(tag).language.name for tag in tags}
    return {"title": programme(stops), "languages": names, "weeks": tables, "directions": {tag: _direction(tag) for tag in tags}}


def _language(stops: Sequence[Stop], tag: str, every: Sequence[Stop]) -> dict[str, Any]:
    """The lessons of one language, in its own words; weeks are counted as on the first page."""
    words = messages(tag)
    numbers = {monday: number for number, monday, _ in weeks(every)}
    tables = [
        {"number": numbers[monday], "days": days(monday, words), "stops": [_stop(stop, words) for stop in held]}
        for _, monday, held in weeks(stops)
    ]
    return {
        "title": programme(stops), "language": tag, "name": words.language.name, "direction": _direction(tag), "weeks": tables,
        "say": words.text,
    }  # fmt: skip


def _stop(stop: Stop, words: Messages) -> dict[str, Any]:
    files = [{"path": path, "size": sized(size, words), **described(_plain(path, stop), words)} for path, size in stop.files]
    ends = {path.rpartition(".")[2]: path for path, _ in stop.files}
    return {
        "id": stop.name, "title": stop.title, "files": files, "sound": ends.get("opus", ""), "film": ends.get("mp4", ""),
        "licence": words.text("index.licence", licence=stop.licence), "credits": stop.credits,
    }  # fmt: skip


def _plain(path: str, stop: Stop) -> str:
    """A file as it is called in a package, which the page has words for."""
    base = path.rpartition("/")[2]
    names = {
        f"{stop.name}.opus": "radio/programme.opus",
        f"{stop.name}.mp4": "tv/programme.mp4",
        f"{stop.name}.srt": "tv/captions.srt",
    }
    return names.get(base, f"paper/{base}")


def days(monday: datetime.date | None, words: Messages) -> str:
    """The days of a week in the language's words; empty for none."""
    if monday is None:
        return ""
    return format_interval(monday, monday + datetime.timedelta(days=6), "yMMMd", locale=locale(words))


def programme(stops: Sequence[Stop]) -> str:
    """What the whole is called: the programmes, or the languages where no station has named one."""
    names = dict.fromkeys(stop.programme for stop in stops if filled(stop.programme))
    return " · ".join(names) or " · ".join(dict.fromkeys(messages(stop.language).language.name for stop in stops))


def _direction(tag: str) -> str:
    return Locale.parse(locale(messages(tag))).text_direction
