"""Working days in mainland China: weekends, statutory holidays and make-up working days.

A year whose notice is not in ``tables/holidays.toml`` is computed with weekends alone and marked provisional (待核).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from fengqiao.law.table import Entry, load

WEEKDAYS_ZH = "一二三四五六日"
WEEKDAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the calendar. ``name_*`` is the holiday, the weekend day, or "" for an ordinary working day."""

    date: date
    working: bool
    name_zh: str
    name_en: str
    provisional: bool


@cache
def announced() -> Mapping[int, Entry]:
    """Years whose holidays the table holds, each with the notice that announced them."""
    return {entry.since.year: entry for entry in load("holidays").entries}


def day_info(day: date) -> Day:
    """What ``day`` is in the working calendar."""
    notice = announced().get(day.year)
    provisional = notice is None or not notice.verified
    if day in (special := _special_days()):
        working, zh, en = special[day]
        return Day(day, working, zh, en, provisional)
    if day.weekday() >= 5:
        return Day(day, False, f"周{WEEKDAYS_ZH[day.weekday()]}", WEEKDAYS_EN[day.weekday()], provisional)
    return Day(day, True, "", "", provisional)


def is_working(day: date) -> bool:
    """Whether courts and offices work on ``day``."""
    return day_info(day).working


def next_working(day: date) -> date:
    """``day`` itself when people work on it, otherwise the first working day after it."""
    while not is_working(day):
        day += timedelta(days=1)
    return day


def working_days_between(start: date, end: date) -> int:
    """Working days after ``start`` up to and including ``end``; 0 when ``end`` is not later."""
    return sum(is_working(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))


def date_zh(day: date) -> str:
    """``2026年11月12日（周四）``."""
    return f"{day.year}年{day.month}月{day.day}日（周{WEEKDAYS_ZH[day.weekday()]}）"


def date_en(day: date) -> str:
    """``Thursday 12 November 2026``."""
    return f"{WEEKDAYS_EN[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@cache
def _special_days() -> Mapping[date, tuple[bool, str, str]]:
    special: dict[date, tuple[bool, str, str]] = {}
    for entry in announced().values():
        for holiday in entry.value:
            zh, en = holiday["zh"], holiday["en"]
            special.update(dict.fromkeys(holiday["off"], (False, zh, en)))
            special.update(dict.fromkeys(holiday["work"], (True, f"{zh}调休上班日", f"make-up working day for {en}")))
    return special
