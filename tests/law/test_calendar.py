"""The working calendar."""

import csv
from datetime import date, timedelta

import pytest

from fengqiao.law.calendar import day_info, is_working, next_working, working_days_between

from .shared import SHARED

VECTORS = SHARED / "law/vectors/holiday_exceptions_2024_2026.csv"
DAY = date.fromisoformat


@pytest.mark.parametrize(
    ("day", "working", "name"),
    [
        ("2026-02-14", True, "春节调休上班日"),
        ("2026-02-17", False, "春节"),
        ("2026-11-14", False, "周六"),
        ("2026-11-16", True, ""),
    ],
)
def test_a_day_knows_its_kind_and_name(day: str, working: bool, name: str) -> None:
    info = day_info(DAY(day))
    assert (info.working, info.name_zh, info.provisional) == (working, name, False)


def test_a_day_of_an_unannounced_year_is_provisional() -> None:
    assert day_info(DAY("2027-02-06")).provisional


def test_the_next_working_day_jumps_a_whole_holiday() -> None:
    assert next_working(DAY("2026-10-01")) == DAY("2026-10-08")


def test_working_days_are_counted_without_the_first() -> None:
    assert working_days_between(DAY("2026-09-30"), DAY("2026-10-10")) == 3


@pytest.mark.skipif(not VECTORS.is_file(), reason=f"shared vectors are not at {SHARED} (set FENGQIAO_SHARED)")
def test_the_calendar_of_three_years_agrees_with_the_shared_list() -> None:
    rows = csv.DictReader(VECTORS.open(encoding="utf-8"))
    exceptions = {DAY(row["date"]): row["status"] == "make_up_workday" for row in rows}
    if len(exceptions) < 70:
        assert all(is_working(day) is working for day, working in exceptions.items())
        return
    days = [DAY("2024-01-01") + timedelta(days=n) for n in range(1096)]
    assert [d for d in days if is_working(d) is not exceptions.get(d, d.weekday() < 5)] == []
