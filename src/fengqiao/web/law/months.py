"""A time limit as pictures of its months: days off, make-up working days, the days counted, the last one."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from fengqiao.law.calendar import day_info
from fengqiao.law.periods import Due

MOST_MONTHS = 4
"""Longer periods show their first month and the last ones."""
_WEEKS = Calendar(firstweekday=0)


@dataclass(frozen=True, slots=True)
class Cell:
    """One day; ``tone`` is one of off, makeup, work; ``place`` one of start, end, moved or nothing."""

    day: date
    tone: str
    name: tuple[str, str]
    place: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """The weeks of a month from Monday on; None where a day belongs to a neighbour. ``skipped`` months came before."""

    first: date
    weeks: tuple[tuple[Cell | None, ...], ...]
    skipped: int = 0
    provisional: bool = False


def months_of(found: Due) -> tuple[Month, ...]:
    """Return the months that show how the period was counted."""
    numbers = _numbers(found)
    firsts = list(_firsts(found.start, found.end))
    last = found.raw_end.replace(day=1)
    shown = firsts if len(firsts) <= MOST_MONTHS else [firsts[0], *(first for first in firsts[1:] if first >= last)]
    places = [firsts.index(first) for first in shown]
    gaps = [0, *(after - before - 1 for before, after in pairwise(places))]
    return tuple(_month(first, found, numbers, gap) for first, gap in zip(shown, gaps, strict=True))


def _month(first: date, found: Due, numbers: dict[date, int], skipped: int) -> Month:
    weeks = tuple(
        tuple(_cell(day, found, numbers) if day.month == first.month else None for day in week)
        for week in _WEEKS.monthdatescalendar(first.year, first.month)
    )
    return Month(first, weeks, skipped, day_info(first).provisional)


def _cell(day: date, found: Due, numbers: dict[date, int]) -> Cell:
    info = day_info(day)
    tone = "off" if not info.working else "makeup" if info.name_zh else "work"
    place = "end" if day == found.end else "start" if day == found.start else ""
    if day == found.raw_end and found.rolled:
        place = "moved"
    return Cell(day, tone, (info.name_zh, info.name_en), place, numbers.get(day))


def _numbers(found: Due) -> dict[date, int]:
    """Return the number of each counted day; months and years are not counted in days."""
    if found.unit not in ("day", "workday"):
        return {}
    days = (found.start + timedelta(days=n) for n in range(1, (found.raw_end - found.start).days + 1))
    counted = [day for day in days if found.unit == "day" or day_info(day).working]
    return {day: number for number, day in enumerate(counted, 1)}


def _firsts(start: date, end: date) -> Iterator[date]:
    year, month = start.year, start.month
    while (year, month) <= (end.year, end.month):
        yield date(year, month, 1)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
