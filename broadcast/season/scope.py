"""A season looked at as a whole: what is used too early, unknown codes, and the table of what is taught when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from broadcast.episode.rules import Finding
from broadcast.errors import BroadcastError
from broadcast.season.airings import airings
from broadcast.season.file import Season
from broadcast.season.jobs import parts
from broadcast.season.reading import first
from broadcast.season.schemes import Scheme, schemes, unknown
from broadcast.season.taught import Taught, looked_at, too_early


@dataclass(frozen=True, slots=True)
class Scope:
    """What a season teaches, in its order."""

    findings: tuple[Finding, ...]
    rows: tuple[Mapping[str, str], ...]
    """The scope-and-sequence table: a row an episode."""
    codes: tuple[Mapping[str, str], ...]
    """The curriculum: a row a code, with the lessons that teach it."""


def scope(season: Season) -> Scope:
    """Look at the lessons of a season. A lesson that cannot be read is a finding, and the others are still looked at."""
    known, findings = schemes(season), []
    lessons: list[Taught] = []
    for path in season.lessons:
        try:
            lessons += [looked_at(part) for part in parts(season, path, season.formats[0], first(season))]
        except BroadcastError as error:
            findings.append(
                Finding(code="B600", message=error.what, remedy=error.remedy, file=error.file or path, line=error.line)
            )
    findings += [finding for each in lessons for finding in unknown(each.lesson, known)]
    findings += too_early(lessons)
    return Scope(tuple(findings), tuple(_rows(season, lessons)), tuple(_codes(lessons, known)))


def _rows(season: Season, lessons: list[Taught]) -> list[dict[str, str]]:
    days = airings(season.calendar) if season.calendar else None
    seen: set[str] = set()
    rows = []
    for each in lessons:
        lesson, airing = each.lesson, next(days) if days else None
        new = [word for word in each.words if word.casefold() not in seen]
        seen |= {word.casefold() for word in each.words}
        rows.append({
            "number": str(airing.number if airing else lesson.number), "on air": airing.first.isoformat() if airing else lesson.date or "-",
            "lesson": lesson.id, "new words": ", ".join(new) or "-", "programs have": ", ".join(each.made_of) or "-",
            "codes": ", ".join(lesson.curriculum) or "-",
        })  # fmt: skip
    return rows


def _codes(lessons: list[Taught], known: tuple[Scheme, ...]) -> list[dict[str, str]]:
    found: dict[str, list[str]] = {}
    for each in lessons:
        for code in each.lesson.curriculum:
            found.setdefault(code, []).append(each.lesson.id)
    meanings = {code: next((text for scheme in known if (text := scheme.meaning(code))), "-") for code in found}
    return [{"code": code, "lessons": ", ".join(names), "what": meanings[code]} for code, names in sorted(found.items())]
