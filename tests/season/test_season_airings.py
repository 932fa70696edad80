"""Numbers and days by the calendar."""

from __future__ import annotations

import datetime
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as some

from broadcast.errors import InputError
from broadcast.season.airings import DAYS, airings
from broadcast.season.file import Calendar

MONDAY = datetime.date(2026, 3, 2)


def test_weekdays_holidays_and_repeats() -> None:
    calendar = Calendar(
        start=MONDAY, weekdays=("monday", "thursday"), first_number=7, repeats=("saturday",),
        holidays=(datetime.date(2026, 3, 5), (datetime.date(2026, 3, 14), datetime.date(2026, 3, 17))),
    )  # fmt: skip
    found = [
        (each.number, each.first.isoformat(), [day.isoformat() for day in each.repeats]) for each in islice(airings(calendar), 4)
    ]
    assert found == [
        (7, "2026-03-02", ["2026-03-07"]),
        (8, "2026-03-09", []),  # its Saturday is a holiday
        (9, "2026-03-12", []),
        (10, "2026-03-19", ["2026-03-21"]),  # Monday the 16th is a holiday
    ]


def test_a_calendar_without_days_ends() -> None:
    with pytest.raises(InputError, match="no day"):
        next(airings(Calendar(start=MONDAY, holidays=((MONDAY, datetime.date(2100, 1, 1)),))))


@given(some.sets(some.sampled_from(DAYS), min_size=1), some.lists(some.dates(MONDAY, datetime.date(2026, 6, 1)), max_size=9))
def test_days_go_up_and_are_free_of_holidays(weekdays: set[str], holidays: list[datetime.date]) -> None:
    found = list(islice(airings(Calendar(start=MONDAY, weekdays=tuple(weekdays), holidays=tuple(holidays))), 12))
    days = [each.first for each in found]
    assert days == sorted(set(days)) and not set(days) & set(holidays)
    assert all(DAYS[day.weekday()] in weekdays for day in days)
    assert [each.number for each in found] == list(range(1, 13))
