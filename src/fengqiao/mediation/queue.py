"""The clerk's queue: applications with their clocks, and who could mediate them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from fengqiao.cases.gates import office_cases
from fengqiao.cases.models import Case, Participation, Representation
from fengqiao.law.delivery import day_of
from fengqiao.law.periods import Due, due
from fengqiao.mediation.models import Contact
from fengqiao.mediation.panel import Candidate, candidates
from fengqiao.people.models import Person

WAITING = ("submitted", "accepted", "appointed")


@dataclass(frozen=True, slots=True)
class Entry:
    """One application in the queue. ``clock`` is the court's time to appoint, from the application (T10)."""

    case: Case
    applicant: str
    respondent: str
    clock: Due
    left: int
    candidates: tuple[Candidate, ...]

    @property
    def past(self) -> int:
        """Return how many days the clock has run over."""
        return -self.left


def waiting_cases(person: Person, at: datetime) -> QuerySet[Case]:
    """Return the applications that the person's office handles, the oldest first."""
    parties = Participation.objects.filter(role__in=("applicant", "respondent"), until=None)
    return (
        Case.objects.filter(office_cases(person, at), procedure="mediation", state__in=WAITING)
        .select_related("dispute", "organisation__invited_by")
        .prefetch_related(Prefetch("participations", parties, to_attr="parties"))
        .order_by("opened_at", "pk")
    )


def entry_of(case: Case, at: datetime) -> Entry:
    """Return the queue entry of a case; candidates are looked up only where one is to be appointed."""
    today = day_of(at)
    clock = due("court_appoints_mediator", day_of(case.opened_at))
    names = {side: "、".join(row.name for row in case.parties if row.side == side) for side in ("a", "b")}  # type: ignore[attr-defined]
    found = tuple(candidates(case, today)) if case.state == "accepted" else ()
    return Entry(case, names["a"], names["b"], clock, clock.days_left(today), found)


def why(candidate: Candidate) -> str:
    """Return why this mediator is suggested, in words."""
    load = _("%(n)d open cases") % {"n": candidate.load}
    if candidate.fits:
        return _("knows %(field)s; %(load)s") % {"field": "、".join(candidate.fits), "load": load}
    return load


def wrong_persons(person: Person, at: datetime) -> QuerySet[Contact]:
    """Return words from people who were reached by mistake, not yet dealt with."""
    cases = Case.objects.filter(office_cases(person, at), procedure="mediation", closed_at=None)
    outcomes = (Contact.Outcome.NOT_THE_PERSON, Contact.Outcome.OTHER_NAME)
    return Contact.objects.filter(participation__case__in=cases, outcome__in=outcomes, handled_at=None).select_related(
        "participation__case__dispute"
    )


def authorities(person: Person, at: datetime) -> QuerySet[Representation]:
    """Return uploaded authorities of the office's cases that wait for a check."""
    cases = Case.objects.filter(office_cases(person, at), closed_at=None)
    return unchecked().filter(participation__case__in=cases)


def unchecked() -> QuerySet[Representation]:
    """Return every authority that nobody has looked at."""
    rows = Representation.objects.filter(checked_at=None, refused_because="", until=None)
    return rows.select_related("participation__case__dispute", "person").order_by("since")
