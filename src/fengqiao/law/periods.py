"""Counting periods: 民事诉讼法第85条, 民诉法解释第125条, 民法典第200–203条.

The day that starts a period is not counted. Months and years end on the corresponding day, or on the last day of a
shorter month. A last day on which people do not work moves to the next working day. Every result shows its counting.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, get_args

from fengqiao.law.calendar import announced, date_en, date_zh, day_info, is_working, next_working
from fengqiao.law.table import UNVERIFIED_EN, UNVERIFIED_ZH, Entry, Table, load, names

Unit = Literal["day", "workday", "month", "year"]
Sentence = tuple[str, str]

_UNITS: dict[Unit, tuple[str, str]] = {
    "day": ("日", "day"),
    "workday": ("个工作日", "working day"),
    "month": ("个月", "month"),
    "year": ("年", "year"),
}
_LONGEST = 40_000


@dataclass(frozen=True, slots=True)
class Due:
    """Last day of a period with its counting.

    ``raw_end`` is the day before any move to a working day. ``provisional`` (待核): a day of a year whose holidays are
    not announced decided the end, so it is computed again when the notice is loaded. ``rule`` and ``entry`` are
    missing when the period was not taken from a rule. ``steps`` are sentences (zh, en) for the page, in order.
    ``unannounced`` are the years without any loaded notice among those that decided the end.
    """

    start: date
    end: date
    raw_end: date
    n: int
    unit: Unit
    provisional: bool
    steps: tuple[Sentence, ...]
    rule: str = ""
    entry: Entry | None = None
    unannounced: tuple[int, ...] = ()

    @property
    def rolled(self) -> bool:
        """Whether the end moved to a working day."""
        return self.end != self.raw_end

    @property
    def mark(self) -> str:
        """``待核`` when the calendar is provisional or the source unverified, otherwise nothing."""
        return UNVERIFIED_ZH if self.provisional or (self.entry is not None and not self.entry.verified) else ""

    def days_left(self, today: date) -> int:
        """Days from ``today`` to the end: 0 on the last day, negative afterwards."""
        return (self.end - today).days

    def over(self, today: date) -> bool:
        """Whether the period has run out before ``today``; the last day still counts in full."""
        return today > self.end


def end_of_period(start: date, n: int, unit: Unit, roll: bool = True) -> Due:
    """Last day of ``n`` units after ``start``; ValueError for a length or unit that no rule can have."""
    _check_length(n, unit)
    try:
        raw_end = _raw_end(start, n, unit)
        end = next_working(raw_end) if roll else raw_end
    except OverflowError:
        raise ValueError(f"A period of {n} {unit} from {start} leaves the calendar. Check the start date.") from None
    steps = (_counting(start, n, unit, raw_end), *_rolling(raw_end, end, roll))
    doubtful = _doubtful_years(start, raw_end, end, unit, roll)
    unannounced = tuple(year for year in doubtful if year not in announced())
    counted = steps + _caveat(doubtful)
    return Due(start, end, raw_end, n, unit, bool(doubtful), counted, unannounced=unannounced)


def due(rule: str, start: date, n: int | None = None, unit: Unit | None = None) -> Due:
    """Last day of the period that ``rule`` gives from ``start``, under the law in force on ``start``.

    LookupError for an unknown rule or a start before its first entry; ValueError when ``n`` or ``unit`` contradicts it.
    """
    table = load(f"deadlines/{rule}")
    entry = table.on(start)
    value = entry.value
    length, unit = value["n"] if n is None else n, unit or value["unit"]
    if not _agrees(table, entry, length, unit):
        raise ValueError(
            f"{rule}: the rule gives {value['n']} {value['unit']}, not {length} {unit} ({entry.source_en}). "
            "Leave the length out, or take the rule that fits."
        )
    counted = end_of_period(start, length, value["unit"], value["roll"])
    basis = (f"依据：{entry.shown_source}。", f"Basis: {entry.source_en}{_mark_en(entry)}.")
    return replace(counted, rule=rule, entry=entry, steps=(*counted.steps, basis))


def months_after(start: date, months: int) -> date:
    """The corresponding day so many months later (or earlier), or the last day of a shorter month.

    OverflowError beyond the calendar.
    """
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    if not date.min.year <= year <= date.max.year:
        raise OverflowError
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def rules() -> tuple[str, ...]:
    """Names of all rules that :func:`due` knows."""
    return names("deadlines")


def label(rule: str) -> Sentence:
    """What the period is for, in Chinese and English."""
    about = load(f"deadlines/{rule}").about
    return about["zh"], about["en"]


def _caveat(unannounced: tuple[int, ...]) -> tuple[Sentence, ...]:
    if not unannounced:
        return ()
    year = unannounced[-1]
    if year in announced():
        return (
            (
                f"{year}年的节假日取自他人整理的日历，没有对照公告（{UNVERIFIED_ZH}）。",
                f"The holidays of {year} come from a third party's calendar ({UNVERIFIED_EN}).",
            ),
        )
    return (
        (
            f"{year}年的节假日安排还没有公布或载入，暂按周末推算（{UNVERIFIED_ZH}），载入后重新计算。",
            f"The holidays of {year} are not announced or loaded yet; counted with weekends only ({UNVERIFIED_EN}) "
            "and counted again once they are.",
        ),
    )


def _agrees(table: Table, entry: Entry, n: int, unit: str) -> bool:
    if unit != entry.value["unit"]:
        return False
    return n == entry.value["n"] or (bool(table.about.get("up_to")) and 1 <= n <= entry.value["n"])


def _check_length(n: int, unit: str) -> None:
    if unit not in get_args(Unit):
        raise ValueError(f"{unit!r} is not a unit of time limits. Use one of {', '.join(get_args(Unit))}.")
    if isinstance(n, bool) or not isinstance(n, int) or not 1 <= n <= _LONGEST:
        raise ValueError(f"A period has a whole number of units from 1 to {_LONGEST}, not {n!r}.")


def _raw_end(start: date, n: int, unit: Unit) -> date:
    if unit == "day":
        return start + timedelta(days=n)
    if unit == "workday":
        return _after_working_days(start, n)
    return months_after(start, n if unit == "month" else 12 * n)


def _after_working_days(start: date, n: int) -> date:
    day = start
    while n:
        day += timedelta(days=1)
        n -= is_working(day)
    return day


def _doubtful_years(start: date, raw_end: date, end: date, unit: Unit, roll: bool) -> tuple[int, ...]:
    """Years without a checked notice whose calendar decided the end."""
    if unit != "workday" and not roll:
        return ()
    first = start + timedelta(days=1) if unit == "workday" else raw_end
    years = range(first.year, end.year + 1)
    return tuple(year for year in years if day_info(date(year, 1, 1)).provisional)


def _counting(start: date, n: int, unit: Unit, raw_end: date) -> Sentence:
    zh, en = _UNITS[unit]
    plural = "" if n == 1 else "s"
    if unit in ("day", "workday"):
        return (
            f"{date_zh(start)}当日不算，从次日起数 {n} {zh}，到{date_zh(raw_end)}。",
            f"{date_en(start)} itself is not counted; {n} {en}{plural} from the next day end on {date_en(raw_end)}.",
        )
    if raw_end.day != start.day:
        return (
            f"从{date_zh(start)}起 {n} {zh}，那个月没有 {start.day} 日，到当月最后一天{date_zh(raw_end)}。",
            f"{n} {en}{plural} from {date_en(start)}: that month has no day {start.day}, so its last day, "
            f"{date_en(raw_end)}, is the end.",
        )
    return (
        f"从{date_zh(start)}起 {n} {zh}，到对应日{date_zh(raw_end)}。",
        f"{n} {en}{plural} from {date_en(start)} end on the corresponding day, {date_en(raw_end)}.",
    )


def _rolling(raw_end: date, end: date, roll: bool) -> tuple[Sentence, ...]:
    last = day_info(raw_end)
    if end != raw_end:
        return (
            (
                f"{date_zh(raw_end)}是{_holiday_zh(raw_end)}，顺延到其后第一个工作日{date_zh(end)}。",
                f"{date_en(raw_end)} is a day off ({last.name_en}); the end moves to the next working day, "
                f"{date_en(end)}.",
            ),
        )
    if last.working and last.name_zh and roll:
        return (
            (
                f"{date_zh(raw_end)}是{last.name_zh}，照常计算，不顺延。",
                f"{date_en(raw_end)} is a {last.name_en}, so the end does not move.",
            ),
        )
    return ()


def _holiday_zh(day: date) -> str:
    name = day_info(day).name_zh
    return "周末" if name.startswith("周") else f"{name}假期"


def _mark_en(entry: Entry) -> str:
    return "" if entry.verified else f" ({UNVERIFIED_EN})"
