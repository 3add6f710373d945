"""Rows of time limits: ``rule``, ``start_date`` and, if given, ``n`` and ``unit`` → ``end``.

A day that the holidays of a year not yet announced decide is no answer: the row is refused with the provisional day.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, get_args

from fengqiao.law import periods, reading
from fengqiao.law.refusal import Refused
from fengqiao.law.rows import Answer
from fengqiao.law.table import Table, load

_KEYS = ("rule", "start_date", "n", "unit")
_COUNT = re.compile(r"[0-9]{1,5}")


def answer(row: Mapping[str, Any]) -> Answer:
    """The last day of one period; Refused for whatever is not a question of this table."""
    reading.only(row, _KEYS)
    rule = reading.text(row, "rule", periods.rules())
    start = reading.day(row, "start_date")
    _in_force(load(f"deadlines/{rule}"), start)
    n, unit = _length(row), _unit(row)
    try:
        found = periods.due(rule, start, n, unit)
    except ValueError as error:
        raise Refused(f"天数、单位或者起算日与“{rule}”这条规则不符，请不填或者改正。", str(error)) from None
    refuse_provisional(found.end, found.unannounced)
    source = found.entry.shown_source if found.entry else ""
    return Answer({"end": found.end.isoformat()}, found.steps, source, (found.entry,) if found.entry else ())


def refuse_provisional(end: date, unannounced: Sequence[int]) -> None:
    """Refuse a day that the holidays of a year without notice decide, and name the provisional day."""
    if unannounced:
        year = unannounced[-1]
        raise Refused(
            f"{year}年的节假日安排还没有公布或载入，最后一天不能确定。暂按周末推算为 {end}（待核），"
            "请在放假通知公布并载入 holidays.toml 后重新计算。",
            f"The holidays of {year} are not announced or loaded, so the last day is not certain. Counted with "
            f"weekends only it is {end} (provisional). Count again once the notice is in holidays.toml.",
        )


def _in_force(table: Table, start: date) -> None:
    first = table.entries[0]
    if start < first.since:
        raise Refused(
            f"“{table.about['zh']}”的规则从{first.since}起收录，{start}在此之前，无法计算。请核对日期。",
            f"The table of {table.name} begins on {first.since}; {start} is earlier, so nothing can be computed. "
            "Check the date.",
        )


def _length(row: Mapping[str, Any]) -> int | None:
    written = row.get("n", "")
    if written is None or written == "":
        return None
    if isinstance(written, str) and _COUNT.fullmatch(written):
        return int(written)
    return reading.whole(row, "n", least=1)


def _unit(row: Mapping[str, Any]) -> periods.Unit | None:
    if row.get("unit") in (None, ""):
        return None
    unit: periods.Unit = reading.text(row, "unit", get_args(periods.Unit))  # type: ignore[assignment]
    return unit
