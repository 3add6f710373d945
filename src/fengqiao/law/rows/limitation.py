"""Rows of limitation: the facts of a claim → ``last_day``, which is null when the claim knows no limitation.

A day that the holidays of a year not yet announced decide is refused with the provisional day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from fengqiao.law import limitation, reading
from fengqiao.law.limitation import Event, Facts
from fengqiao.law.refusal import Refused
from fengqiao.law.rows import Answer
from fengqiao.law.rows.deadlines import refuse_provisional

_KEYS = ("known", "injury", "instalments_due", "agreed_years", "claim", "kind", "events")
_MOST_EVENTS = 1000


def answer(row: Mapping[str, Any]) -> Answer:
    """The last day of limitation of one claim; Refused for whatever is not a question of this table."""
    reading.only(row, _KEYS)
    facts = _facts(row)
    if "claim" in row:
        return _exempt(reading.text(row, "claim"))
    found = limitation.last_day(facts)
    if found.last_day is not None:
        refuse_provisional(found.last_day, found.unannounced)
    return _answer(found)


def _facts(row: Mapping[str, Any]) -> Facts:
    days = {key: reading.day(row, key) for key in ("known", "injury") if key in row}
    kind = reading.text(row, "kind", limitation.KINDS) if "kind" in row else "general"
    agreed = _years(row) if "agreed_years" in row else None
    return Facts(instalments_due=_instalments(row), agreed_years=agreed, kind=kind, events=_events(row), **days)


def _exempt(claim: str) -> Answer:
    item = limitation.exempt(claim)
    if item is None:
        raise Refused(
            f"“{reading.shown(claim)}”不在不适用诉讼时效的请求权之列（民法典第196条、诉讼时效规定第1条）。"
            "请删去 claim，填写 known 等事实计算时效；如果只有一部分不适用时效，请分开填写。",
            f"{reading.shown(claim)!r} is not on the list of claims without limitation (Civil Code, Art. 196). Leave "
            "claim out and give known; when only a part is exempt, ask for each part.",
        )
    return _answer(limitation.never(item))


def _answer(found: limitation.Limitation) -> Answer:
    last_day = found.last_day.isoformat() if found.last_day else None
    return Answer({"last_day": last_day}, found.steps, found.source)


def _instalments(row: Mapping[str, Any]) -> tuple[date, ...]:
    if "instalments_due" not in row:
        return ()
    written = reading.items(row, "instalments_due")
    if not 1 <= len(written) <= _MOST_EVENTS:
        raise Refused(
            f"“instalments_due”应当有 1 到 {_MOST_EVENTS} 个日期。请补上各期的到期日。",
            f"instalments_due needs 1 to {_MOST_EVENTS} days. Give the due day of each instalment.",
        )
    return tuple(reading.as_day(day, "instalments_due") for day in written)


def _years(row: Mapping[str, Any]) -> Decimal:
    written = row["agreed_years"]
    if isinstance(written, int | Decimal) and not isinstance(written, bool):
        written = str(written)
    years = reading.as_amount(written, "agreed_years")
    if years > 100:
        raise Refused("“agreed_years”超过 100 年。请核对。", "agreed_years is above 100. Check it.")
    return years


def _events(row: Mapping[str, Any]) -> tuple[Event, ...]:
    written = reading.items(row, "events") if "events" in row else ()
    if len(written) > _MOST_EVENTS:
        raise Refused(
            f"事件超过 {_MOST_EVENTS} 件。请核对。", f"There are more than {_MOST_EVENTS} events. Check them."
        )
    return tuple(_event(item) for item in written)


def _event(written: Any) -> Event:
    if not isinstance(written, list) or not 2 <= len(written) <= 3:
        raise Refused(
            f"事件应当写成 [名称, 起日] 或者 [名称, 起日, 止日]，而不是 {reading.shown(written)}。请改正。",
            f"An event is [name, from] or [name, from, to], not {reading.shown(written)}. Correct it.",
        )
    name = reading.text({"events": written[0]}, "events", limitation.event_names())
    days: Sequence[date] = [reading.as_day(day, "events") for day in written[1:] if day is not None]
    if not days or days[-1] < days[0]:
        raise Refused(
            f"事件“{name}”的日期不全，或者止日早于起日。请核对。",
            f"The event {name} lacks a day, or ends before it begins. Check its days.",
        )
    return Event(name, days[0], days[1] if len(days) > 1 else None)
