"""What the passing of time does: steps of the system, and hints for the mediator. Called by the worker's ticker."""

from __future__ import annotations

from datetime import datetime

from fengqiao.cases.actors import SYSTEM
from fengqiao.cases.models import Case, Deadline
from fengqiao.cases.perform import perform
from fengqiao.cases.steps import Refused, Stale, Step, step_of
from fengqiao.law.delivery import day_of

ON_EXPIRY = {"mediator_confirms": "mediation.lapse"}
"""Deadline rule → step that the system takes once the last day is over."""

MOST_AT_ONCE = 200


def due_steps(at: datetime) -> list[Case]:
    """Take every system step whose deadline has passed and return the moved cases; safe to run twice.

    A case that somebody else moves in the same moment is left to the next round.
    """
    moved = []
    for deadline in passed(at):
        step: Step = step_of(ON_EXPIRY[deadline.rule])
        try:
            moved.append(perform(step, deadline.case, SYSTEM, at=at))
        except (Refused, Stale):
            continue
    return moved


def passed(at: datetime) -> list[Deadline]:
    """Return the running deadlines that end in a system step and whose last day is over."""
    running = Deadline.objects.filter(
        state=Deadline.State.RUNNING, rule__in=ON_EXPIRY, end__lt=day_of(at), case__closed_at=None
    )
    return list(running.select_related("case").order_by("end", "pk")[:MOST_AT_ONCE])


def period_over(case: Case, at: datetime) -> bool:
    """Return whether the time for the mediation is over (T24); the mediator then ends or extends, nobody else."""
    return Deadline.objects.filter(
        case=case, rule="mediation_pre_filing", state=Deadline.State.RUNNING, end__lt=day_of(at)
    ).exists()
