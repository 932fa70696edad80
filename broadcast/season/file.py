"""The season's file, as a producer writes it.

    title = "Código en papel"
    lessons = ["paper-robot", "box-with-a-name"]      # paths, from this file
    languages = ["en", "es-419"]                      # or "all" that a lesson has
    formats = ["simulcast-15"]
    only = ["radio", "paper"]                         # where not all media are wanted

    [calendar]
    start = 2026-03-02
    weekdays = ["monday", "thursday"]
    holidays = [2026-04-02, [2026-07-01, 2026-07-15]]
    first_number = 1
    repeats = ["saturday"]

    [station]
    programme = "Code on paper"
    [station.es-419]
    programme = "Código en papel"

    [credits]
    default = "The Ministry of Education"
    [contact]
    default = "www.example.org"
    [voices]
    second = "gtts"
    [voices.th]
    presenter = "espeak"
    [masters]
    simulcast-15 = "colombia"
    [curriculum]
    scheme = ["csta-2017"]

Whatever is wrong in it is said with its line and key.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from broadcast.audio.voices import ROLES
from broadcast.episode import format as formats
from broadcast.episode.station import Station
from broadcast.errors import BroadcastError, InputError
from broadcast.language import data_file
from broadcast.language.tags import known
from broadcast.production.orders import Settings, mastered
from broadcast.tv import masters
from broadcast.unplugged.figures import Plain

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Medium = Literal["radio", "tv", "paper"]
SHAPE = "README.md, “Seasons”,"


class Calendar(Plain):
    """When the episodes are first aired, and when again."""

    start: datetime.date
    weekdays: tuple[Weekday, ...] = Field(("monday", "tuesday", "wednesday", "thursday", "friday"), min_length=1)
    holidays: tuple[datetime.date | tuple[datetime.date, datetime.date], ...] = ()
    """Days, or first and last day, on which nothing is aired."""
    first_number: int = Field(1, ge=0, le=9999)
    repeats: tuple[Weekday, ...] = ()
    """An episode is aired again on the next of each of these days."""


class Curriculum(Plain):
    """Schemes whose codes the lessons may name: a table of media/curriculum, or a file of one's own."""

    scheme: tuple[str, ...] = ()


class Season(Plain):
    """A season; tables by language have what is for all under the empty tag."""

    title: str = Field(min_length=1)
    lessons: tuple[str, ...] = Field(min_length=1)
    languages: tuple[str, ...] = Field(min_length=1)
    formats: tuple[str, ...] = Field(("simulcast-15",), min_length=1)
    only: tuple[Medium, ...] = ()
    calendar: Calendar | None = None
    station: dict[str, Station] = Field({})
    credits: dict[str, str] = Field({})
    contact: dict[str, str] = Field({})
    voices: dict[str, dict[str, str]] = Field({})
    """Tag → role (`presenter`, `second`) → engine."""
    masters: dict[str, str] = Field({})
    """Format → the station's master beside the video."""
    curriculum: Curriculum = Curriculum()
    file: str = ""
    """Where it was read."""

    @property
    def folder(self) -> Path:
        return Path(self.file).parent

    @property
    def media(self) -> frozenset[str]:
        return frozenset(self.only) or frozenset({"radio", "tv", "paper"})

    def path(self, lesson: str) -> Path:
        return self.folder / lesson

    def line(self, *place: str, text: str = "") -> int:
        """The line of a key, or of what stands behind it."""
        path = Path(self.file)
        at = data_file.line(path, place)
        rows = path.read_text("utf-8").split("\n")
        return next((number for number, row in enumerate(rows[at - 1 :], at) if text in row), at) if at and text else at

    def stationed(self, tag: str) -> Station | None:
        """The station's words in a language; None where the season says nothing, and each lesson's own file holds."""
        common, own = self.station.get(""), self.station.get(tag)
        credits = self.credits.get(tag, self.credits.get("default", ""))
        if common is None and own is None and not credits:
            return None
        words = {
            **(common or Station()).model_dump(exclude_defaults=True),
            **(own or Station()).model_dump(exclude_defaults=True),
        }
        return Station(**({"credits": credits} if credits else {}) | words)

    def spoken(self, tag: str) -> tuple[str, ...]:
        """The engines in the way of `--voice`."""
        wanted = {**self.voices.get("", {}), **self.voices.get(tag, {})}
        return tuple(name if role == "all" else f"{role}={name}" for role, name in sorted(wanted.items()))

    def settings(self, form: str, tag: str, out: Path, *, for_air: bool = False, allow_untranslated: bool = False) -> Settings:
        """What a call for this format and language would say."""
        master = masters.load(self.masters[form]) if form in self.masters else None
        return Settings(
            (tag,), form, out, self.media, self.spoken(tag), self.stationed(tag), for_air, allow_untranslated, master,
        )  # fmt: skip


def load(path: Path) -> Season:
    """The season of a file; InputError with line and key for the first thing that is wrong in it."""
    tables = data_file.read(path, "season file")
    if "file" in tables:  # ours, and no key of the file
        raise InputError("the key file is unknown", file=str(path), line=data_file.line(path, ("file",)), remedy="Take it out")
    try:
        season = Season(**_tabled(tables), file=str(path))
    except ValidationError as error:
        keys = {*Season.model_fields, *Calendar.model_fields, *Station.model_fields, *Curriculum.model_fields} - {"file"}
        raise data_file.refused(error, path, sorted(keys), SHAPE) from error
    return _judged(season)


def _tabled(tables: Mapping[str, Any]) -> dict[str, Any]:
    """As the model has it: what is for all languages under the empty tag; one word where a list may stand."""
    found = {**tables}
    for name in ("station", "voices"):
        if isinstance(table := tables.get(name), dict):
            own = {key: value for key, value in table.items() if not isinstance(value, dict)}
            found[name] = {
                **({"": own} if own else {}),
                **{key: value for key, value in table.items() if isinstance(value, dict)},
            }
    for name in ("languages", "formats", "only", "lessons"):
        if isinstance(tables.get(name), str):
            found[name] = (tables[name],)
    scheme = tables.get("curriculum")
    if isinstance(scheme, dict) and isinstance(scheme.get("scheme"), str):
        found["curriculum"] = {**scheme, "scheme": (scheme["scheme"],)}
    return found


def _judged(season: Season) -> Season:
    """With tags as we write them; InputError for names that are nothing here."""
    tags = tuple(tag if tag == "all" else _known(season, tag, "languages") for tag in season.languages)
    by_tag = {
        name: {
            tag if tag in ("", "default") else _known(season, tag, name, tag): value
            for tag, value in getattr(season, name).items()
        }
        for name in ("station", "credits", "contact", "voices")
    }
    for tag, roles in season.voices.items():
        for role in roles:
            if role not in (*ROLES, "all"):
                raise InputError(
                    f"{role!r} is no role",
                    file=season.file,
                    line=season.line("voices", *filter(None, (tag,)), role),
                    remedy=f"Use one of: {', '.join(ROLES)}, all",
                )
    for form in season.formats:
        _placed(season, ("formats",), form, lambda form=form: formats.load(form))
    for form, name in season.masters.items():
        _placed(season, ("masters", form), name, lambda form=form: mastered(season.settings(form, "", Path())))
    _there(season)
    return season.model_copy(update={"languages": tuple(dict.fromkeys(tags)), **by_tag})


def _known(season: Season, tag: str, *place: str) -> str:
    found: list[str] = []
    _placed(season, place, tag, lambda: found.append(known(tag)))
    return found[0]


def _placed(season: Season, place: tuple[str, ...], text: str, ask: Any) -> None:
    """Ask; what is wrong is said with the line of the season's file."""
    try:
        ask()
    except BroadcastError as error:
        at = season.line(*place, text=text)
        raise InputError(f"{'.'.join(place)}: {error.what}", file=season.file, line=at, remedy=error.remedy) from error


def _there(season: Season) -> None:
    """InputError for a lesson that is not there, or is there twice."""
    seen: set[Path] = set()
    for lesson in season.lessons:
        path = season.path(lesson)
        if not path.exists():
            raise InputError(
                f"lessons: there is no {lesson!r}", file=season.file, line=season.line("lessons", text=lesson), remedy="Paths go from the season's file"
            )  # fmt: skip
        if path.resolve() in seen:
            raise InputError(
                f"lessons: {lesson!r} is named twice", file=season.file, line=season.line("lessons", text=lesson), remedy="Keep one of them"
            )  # fmt: skip
        seen.add(path.resolve())
