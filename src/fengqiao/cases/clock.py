"""What the passing of time does to any case: provisional days are counted again once holidays are announced."""

from __future__ import annotations

from datetime import datetime

from fengqiao.cases.actors import SYSTEM
from fengqiao.cases.limits import counted_again
from fengqiao.cases.models import Case, Deadline
from fengqiao.cases.perform import perform
from fengqiao.cases.steps import Refused, Stale, step_of

MOST_AT_ONCE = 200


def count_again(at: datetime) -> list[Case]:
    """Count the provisional periods of open cases again and return the cases that moved; safe to run twice."""
    moved = []
    for case in _outdated():
        try:
            moved.append(perform(step_of(f"{case.procedure}.count_again"), case, SYSTEM, at=at))
        except (Refused, Stale):
            continue
    return moved


def _outdated() -> list[Case]:
    rows = Deadline.objects.filter(state=Deadline.State.RUNNING, provisional=True, case__closed_at=None)
    outdated = [
        row
        for row in rows.select_related("case").order_by("end", "pk")[:MOST_AT_ONCE]
        if (found := counted_again(row)).end != row.end or not found.provisional
    ]
    return list({row.case_id: row.case for row in outdated}.values())
