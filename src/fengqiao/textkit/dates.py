"""Dates as people write them, in a field or in running text: 2026年9月9日, 9月9日, 2026-09-09, 昨天, 上个月5号."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from fengqiao.textkit.numerals import DIGITS, parse_number
from fengqiao.textkit.reasons import HALF_WIDTH, Reason, TextRefused

_N = f"(?:[0-9]{{1,2}}|[十{''.join(DIGITS)}]{{1,3}})"
_S = r"\s{0,3}"
_FORM = re.compile(
    rf"(?<![0-9])(?P<year>[0-9]{{4}}|[{''.join(DIGITS)}]{{4}}){_S}年{_S}(?P<month>{_N}){_S}月{_S}(?P<day>{_N}){_S}[日号]?"
    r"|(?<![0-9])(?P<iso_year>[0-9]{4})(?P<sep>[-/.])(?P<iso_month>[0-9]{1,2})(?P=sep)(?P<iso_day>[0-9]{1,2})(?![0-9])"
    rf"|(?:(?P<back>今年|去年|前年){_S})?(?<![0-9{''.join(DIGITS)}])"
    rf"(?P<near_month>{_N}){_S}月{_S}(?P<near_day>{_N}){_S}[日号]"
    rf"|(?P<month_back>这个月|本月|上个月|上月){_S}(?P<only_day>{_N}){_S}[日号]"
    r"|(?P<word>大前天|前天|昨天|今天)"
)
_YEARS_BACK = {"今年": 0, "去年": 1, "前年": 2}
_MONTHS_BACK = {"这个月": 0, "本月": 0, "上个月": 1, "上月": 1}
_DAYS_BACK = {"今天": 0, "昨天": 1, "前天": 2, "大前天": 3}

_EMPTY = Reason("empty", "请写上日期，例如 2026年9月9日。", "Write the date, for example 2026-09-09.")
_NOT_A_DATE = Reason("not_a_date", "请写成日期，例如 2026年9月9日。", "Write it as a date, for example 2026-09-09.")
_NO_SUCH_DAY = Reason(
    "no_such_day", "日历里没有这一天，请检查月份和日期。", "There is no such day. Check month and day."
)
_IN_FUTURE = Reason(
    "in_future", "这一天还没有到，请写已经发生的日期。", "That day has not come yet. Write a past date."
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in running text: ``text[start:end]`` are the very words. ``guessed``: the year was not written."""

    value: date
    start: int
    end: int
    text: str
    guessed: bool


def parse_date(text: str, reference: date, allow_future: bool = False) -> date:
    """The date that the text is. ``reference`` is today: a day without year is its latest past occurrence.

    TextRefused with ``empty``, ``not_a_date``, ``no_such_day`` or ``in_future``.
    """
    plain = text.translate(HALF_WIDTH).strip()
    if not plain:
        raise TextRefused(_EMPTY)
    match = _FORM.fullmatch(plain)
    if match is None:
        raise TextRefused(_NOT_A_DATE)
    day = _day(match, reference)
    if day is None:
        raise TextRefused(_NO_SUCH_DAY)
    if day > reference and not allow_future:
        raise TextRefused(_IN_FUTURE)
    return day


def find_dates(text: str, reference: date) -> list[FoundDate]:
    """Dates in running text, in order; days that do not exist are left out."""
    return list(_found(text, reference))


def _found(text: str, reference: date) -> Iterator[FoundDate]:
    for match in _FORM.finditer(text.translate(HALF_WIDTH)):
        start, end = match.span()
        words = text[start:end]
        start += len(words) - len(words.lstrip())
        if day := _day(match, reference):
            guessed = bool(match["near_month"] and not match["back"])
            yield FoundDate(day, start, start + len(words.strip()), words.strip(), guessed)


def _day(match: re.Match[str], reference: date) -> date | None:
    if match["word"]:
        return reference - timedelta(days=_DAYS_BACK[match["word"]])
    if match["month_back"]:
        first = reference.replace(day=1)
        if _MONTHS_BACK[match["month_back"]]:
            first = (first - timedelta(days=1)).replace(day=1)
        return _made(first.year, first.month, _number(match["only_day"]))
    if match["near_month"]:
        return _near(match, reference)
    year, month, day = (
        match.group("year", "month", "day") if match["year"] else match.group("iso_year", "iso_month", "iso_day")
    )
    return _made(_number(year), _number(month), _number(day))


def _near(match: re.Match[str], reference: date) -> date | None:
    month, day = _number(match["near_month"]), _number(match["near_day"])
    if match["back"]:
        return _made(reference.year - _YEARS_BACK[match["back"]], month, day)
    # 29 February may lie up to eight years back.
    candidates = (_made(reference.year - back, month, day) for back in range(9))
    return next((found for found in candidates if found and found <= reference), None)


def _number(digits: str) -> int:
    value = parse_number(digits)
    return int(value) if value is not None else 0


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
