"""What the passing of time does in a confirmation. Called by the worker's ticker."""

from __future__ import annotations

from datetime import datetime

from fengqiao.cases.actors import SYSTEM
from fengqiao.cases.models import Case, Deadline
from fengqiao.cases.perform import perform
from fengqiao.cases.steps import Refused, Stale
from fengqiao.confirmation.procedure import WINDOW, lapse
from fengqiao.law.delivery import day_of

MOST_AT_ONCE = 200


def close_windows(at: datetime) -> list[Case]:
    """Close every case whose window for the joint application is over; safe to run twice."""
    running = Deadline.objects.filter(state=Deadline.State.RUNNING, rule=WINDOW, end__lt=day_of(at))
    closed = []
    for deadline in running.filter(case__state="offered").select_related("case").order_by("end", "pk")[:MOST_AT_ONCE]:
        try:
            closed.append(perform(lapse, deadline.case, SYSTEM, at=at))
        except (Refused, Stale):
            continue
    return closed
