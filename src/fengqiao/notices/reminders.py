"""One word before a deadline to each side whose act is missing. Called by the worker's ticker; safe to run twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from fengqiao.cases.actors import PARTY_ROLES
from fengqiao.cases.models import Case, Deadline, Participation, Record
from fengqiao.law.calendar import working_days_between
from fengqiao.law.delivery import day_of
from fengqiao.notices.actions import announce
from fengqiao.notices.models import Message

REST = timedelta(hours=12)
"""Nobody is reminded of what the case asked for just now."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """Who is reminded of which act, and how many working days before the last day.

    ``act`` is the step that is missing, ``since`` the step from which it counts again (nothing: the whole case).
    """

    kind: str
    rule: str
    state: str
    act: str
    before: int
    roles: frozenset[str] = PARTY_ROLES
    since: str = ""


REMINDERS = (
    Reminder(
        "reminder.answer",
        "mediator_contacts_other_party",
        "inviting",
        "mediation.answer",
        1,
        roles=frozenset({"respondent"}),
    ),
    Reminder("reminder.sign", "mediation_pre_filing", "signing", "mediation.sign", 3, since="mediation.draw_up"),
    Reminder(
        "reminder.confirm",
        "judicial_confirmation_application",
        "offered",
        "confirmation.apply",
        5,
        since="confirmation.withdraw_application",
    ),
)


def remind(at: datetime) -> int:
    """Queue the reminders that are due and return how many; each side once before each deadline."""
    return sum(_remind(reminder, deadline, at) for reminder in REMINDERS for deadline in _near(reminder, at))


def is_due(end: date, today: date, before: int) -> bool:
    """Return whether today lies in the last ``before`` working days up to the end, which itself counts."""
    return today <= end and working_days_between(today, end) <= before


def _near(reminder: Reminder, at: datetime) -> list[Deadline]:
    """Return the running deadlines of this kind whose last working days have begun."""
    today = day_of(at)
    # A week's holiday with its two weekends is the longest stretch without a working day.
    latest = today + timedelta(days=2 * reminder.before + 12)
    running = Deadline.objects.filter(
        rule=reminder.rule,
        state=Deadline.State.RUNNING,
        end__gte=today,
        end__lte=latest,
        case__state=reminder.state,
        case__changed_at__lte=at - REST,
    )
    rows = running.select_related("case__organisation", "set_by").order_by("end", "pk")
    return [row for row in rows if is_due(row.end, today, reminder.before)]


def _remind(reminder: Reminder, deadline: Deadline, at: datetime) -> int:
    """Queue one message to each side whose act is missing and that was not reminded of this deadline."""
    sent = 0
    with transaction.atomic():
        # The lock lets two workers in the same moment write one reminder, not two.
        Deadline.objects.select_for_update().get(pk=deadline.pk)
        for row in _missing(reminder, deadline.case):
            told = Message.objects.filter(participation=row, kind=reminder.kind, created_at__gte=deadline.set_by.at)
            if not told.exists():
                announce(row, reminder.kind, at=at)
                sent += 1
    return sent


def _missing(reminder: Reminder, case: Case) -> list[Participation]:
    """Return the parties of the sides that have not acted."""
    records = Record.objects.filter(case=case)
    again = records.filter(step=reminder.since).order_by("-number").values_list("number", flat=True).first() or 0
    acted = set(records.filter(step=reminder.act, number__gt=again).values_list("side", flat=True))
    rows = Participation.objects.filter(case=case, role__in=reminder.roles, until=None)
    rows = rows.select_related("case__organisation__invited_by", "person", "organisation")
    return [row for row in rows.order_by("pk") if row.side not in acted]
