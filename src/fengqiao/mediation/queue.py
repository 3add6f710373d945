"""The clerk's queue: applications with their clocks, and who could mediate them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet
from django.utils.translation import gettext as _

from fengqiao.cases.actors import PARTY_ROLES
from fengqiao.cases.gates import office_cases
from fengqiao.cases.models import UNCHECKED, Case, Deadline, Participation, Representation
from fengqiao.law.delivery import day_of
from fengqiao.law.periods import due
from fengqiao.mediation.models import WRONG_PERSON, Appointment, Contact
from fengqiao.mediation.panel import Candidate, candidates
from fengqiao.people.models import Person

WAITING = ("submitted", "accepted", "appointed")


@dataclass(frozen=True, slots=True)
class Entry:
    """One application in the queue. ``end`` is the last day for whoever has to act: the court, or the mediator."""

    case: Case
    applicant: str
    respondent: str
    end: date
    left: int
    candidates: tuple[Candidate, ...]
    authorities: tuple[Representation, ...]

    @property
    def past(self) -> int:
        """Return how many days the clock has run over."""
        return -self.left


def waiting_cases(person: Person, at: datetime) -> QuerySet[Case]:
    """Return the applications that the person's office handles: what the clerk must do first, the oldest on top."""
    acted = Representation.objects.filter(participation=OuterRef("pk"), checked_at=None)
    parties = Participation.objects.annotate(acted=Exists(acted))
    return (
        Case.objects.filter(office_cases(person, at), procedure="mediation", state__in=WAITING)
        .select_related("dispute", "organisation__invited_by")
        .prefetch_related(
            Prefetch("participations", parties),
            "appointments",
            Prefetch("deadlines", Deadline.objects.filter(state=Deadline.State.RUNNING), to_attr="running"),
        )
        .annotate(asked=Exists(Appointment.objects.filter(case=OuterRef("pk"), state=Appointment.State.ASKED)))
        .order_by("asked", "opened_at", "pk")
    )


def counts_by_state(person: Person, at: datetime) -> dict[str, int]:
    """Return how many applications of the person's office wait in each state."""
    rows = Case.objects.filter(office_cases(person, at), procedure="mediation", state__in=WAITING).order_by()
    return dict.fromkeys(WAITING, 0) | dict(rows.values_list("state").annotate(Count("pk")))


def entry_of(case: Any, at: datetime) -> Entry:
    """Return the queue entry of a case; candidates are looked up only where one is to be appointed."""
    today = day_of(at)
    end = _last_day(case)
    parties = [row for row in case.participations.all() if row.role in PARTY_ROLES and row.until is None]
    names = {side: "、".join(row.name for row in parties if row.side == side) for side in ("a", "b")}
    found = tuple(candidates(case, today)) if case.state == "accepted" else ()
    waiting = tuple(unchecked().filter(participation__case=case)) if any(row.acted for row in parties) else ()
    return Entry(case, names["a"], names["b"], end, (end - today).days, found, waiting)


def _last_day(case: Any) -> date:
    """Return the end of the running period; before acceptance the court's three working days to appoint (T10)."""
    running = [row.end for row in case.running if row.rule in ("court_appoints_mediator", "mediator_confirms")]
    return min(running, default=None) or due("court_appoints_mediator", day_of(case.opened_at)).end


def why(candidate: Candidate) -> str:
    """Return why this mediator is suggested, in words."""
    load = _("%(n)d open cases") % {"n": candidate.load}
    if candidate.fits:
        return _("knows %(field)s; %(load)s") % {"field": "、".join(candidate.fits), "load": load}
    return load


def wrong_persons(person: Person, at: datetime) -> QuerySet[Contact]:
    """Return words from people who were reached by mistake, not yet dealt with; oldest first."""
    here = Exists(_open_cases(person, at).filter(procedure="mediation"))
    rows = Contact.objects.filter(WRONG_PERSON).filter(here)
    return rows.select_related("participation__case__dispute").order_by("at", "pk")


def authorities(person: Person, at: datetime) -> QuerySet[Representation]:
    """Return uploaded authorities of the office's cases that wait for a check."""
    return unchecked().filter(Exists(_open_cases(person, at)))


def _open_cases(person: Person, at: datetime) -> QuerySet[Case]:
    """Return the office's open case of a row's participation; asked row by row, since few rows of many wait."""
    return Case.objects.filter(office_cases(person, at), pk=OuterRef("participation__case"), closed_at=None)


def unchecked() -> QuerySet[Representation]:
    """Return every authority that nobody has looked at."""
    rows = Representation.objects.filter(UNCHECKED)
    return rows.select_related("participation__case__dispute", "person").order_by("since")
