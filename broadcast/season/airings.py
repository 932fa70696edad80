"""Episode numbers and days, by the season's calendar."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from broadcast.errors import InputError
from broadcast.season.file import Calendar

LONGEST = 20 * 366
"""Days after its start on which a season may still air."""
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Airing:
    """When an episode is on air."""

    number: int
    first: datetime.date
    repeats: tuple[datetime.date, ...] = ()


def airings(calendar: Calendar) -> Iterator[Airing]:
    """An airing for each episode in turn, without end: on the calendar's weekdays, not on its holidays."""
    day = calendar.start
    numbers = count(calendar.first_number)
    while True:
        if (day - calendar.start).days > LONGEST:
            raise InputError("calendar: there is no day for all the episodes", remedy="Free more weekdays, or take holidays out")
        if DAYS[day.weekday()] in calendar.weekdays and not _free(calendar, day):
            yield Airing(next(numbers), day, _again(calendar, day))
        day += datetime.timedelta(days=1)


def _again(calendar: Calendar, first: datetime.date) -> tuple[datetime.date, ...]:
    """The next of each weekday of repeats; one that is a holiday falls out."""
    days = (first + datetime.timedelta(days=number) for number in range(1, 8))
    return tuple(day for day in days if DAYS[day.weekday()] in calendar.repeats and not _free(calendar, day))


def _free(calendar: Calendar, day: datetime.date) -> bool:
    return any(day == free if isinstance(free, datetime.date) else free[0] <= day <= free[1] for free in calendar.holidays)
