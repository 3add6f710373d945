"""Time limits of a case: computed by the law when a step sets them, and written down with the entry that decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from fengqiao.cases.models import Case, Deadline, Record
from fengqiao.cases.steps import Effect
from fengqiao.law.periods import Due, due

SHANGHAI = ZoneInfo("Asia/Shanghai")


def computed(sets: Iterable[str], effect: Effect, at: datetime) -> list[Due]:
    """Return the periods that begin with a step, each with its counting."""
    day = _day(at)
    return [
        due(rule, effect.starts.get(rule, day), effect.periods.get(rule)) for rule in sets if rule not in effect.waits
    ]


def entries_used(begun: Sequence[Due]) -> dict[str, Any]:
    """Return what a record says about the law that its periods rest on; nothing when it begins none."""
    if not begun:
        return {}
    return {"law": [_used(period) for period in begun]}


def mark(record: Record, begun: Sequence[Due], clears: Sequence[str], effect: Effect) -> None:
    """Begin these periods and end what the step clears; a closed case has no running period."""
    running = Deadline.objects.filter(case=record.case, state=Deadline.State.RUNNING)
    ends = [rule for rule in clears if rule not in effect.waits] + [period.rule for period in begun]
    leaving = running if record.case.closed_at else running.filter(rule__in=ends)
    day = _day(record.at)
    leaving.filter(end__lt=day).update(state=Deadline.State.MISSED)
    leaving.filter(end__gte=day).update(state=Deadline.State.MET)
    for period in begun:
        Deadline.objects.create(
            case=record.case,
            rule=period.rule,
            start=period.start,
            length=effect.periods.get(period.rule),
            end=period.end,
            provisional=period.provisional,
            set_by=record,
        )


def move(case: Case, rule: str, end: date, reason: str) -> Deadline | None:
    """Put another last day in place of the computed one, which is kept; None when no such period runs."""
    row = running_limit(case, rule)
    if row is not None:
        row.computed, row.end, row.reason = row.computed or row.end, end, reason
        row.provisional = False
        row.save(update_fields=["computed", "end", "reason", "provisional"])
    return row


def counted_again(row: Deadline) -> Due:
    """Return the period as the law and the calendar loaded now count it."""
    return due(row.rule, row.start, row.length)


def running_limit(case: Case, rule: str) -> Deadline | None:
    """Return the running period of a rule, or None."""
    return Deadline.objects.filter(case=case, rule=rule, state=Deadline.State.RUNNING).first()


def _used(period: Due) -> dict[str, Any]:
    entry = period.entry
    return {
        "table": f"deadlines/{period.rule}",
        "since": entry.since.isoformat() if entry else "",
        "source": entry.shown_source if entry else "",
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
        "provisional": period.provisional,
    }


def _day(at: datetime) -> date:
    return at.astimezone(SHANGHAI).date()
