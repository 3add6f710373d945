"""Bodies and mediators of a court's roll 特邀调解名册, and who fits a case (在线调解规则第5条、第10条)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from fengqiao.cases.looks import once
from fengqiao.cases.models import Case
from fengqiao.mediation.models import Appointment
from fengqiao.people.models import Organisation, Person, Post

_BETWEEN_FIELDS = re.compile(r"[、，,；;。./\s]+")
_SHORTEST_FIELD = 2
_NOT_NEEDED = [f"person__{field}" for field in ("id_number", "phone", "email", "address", "totp_key")]
"""Encrypted columns, which a list of many people does not decrypt."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mediator of the roll with the load at hand; ``fits`` are words of the profile that the cause contains."""

    person: Person
    body: Organisation
    about: str
    load: int
    fits: tuple[str, ...] = ()


def court_of(case: Case) -> Organisation:
    """Return the court that invited the case's body, or the body itself when it is a court."""
    seat = case.organisation
    if seat is None:
        raise LookupError(f"case {case.pk} has neither body nor court")
    return seat.invited_by or seat


def bodies_of(court: Organisation) -> QuerySet[Organisation]:
    """Return the mediation bodies on the court's roll."""
    return Organisation.objects.filter(kind=Organisation.Kind.MEDIATION_BODY, invited_by=court).order_by("name")


def body_of(mediator: Person, case: Case, on: date) -> Organisation | None:
    """Return the body through which the person is on the roll of the case's court; the case's own body first."""
    posts = _posts(court_of(case), on).filter(person=mediator)
    own = [post.organisation for post in posts if post.organisation_id == case.organisation_id]
    return next(iter(own or [post.organisation for post in posts]), None)


@once
def roll(court: Organisation, on: date) -> list[Candidate]:
    """Return every mediator of the court's bodies with the number of open cases."""
    posts = list(_posts(court, on))
    loads = loads_of(post.person_id for post in posts)
    return [Candidate(post.person, post.organisation, post.about, loads.get(post.person_id, 0)) for post in posts]


@once
def candidates(case: Case, on: date) -> list[Candidate]:
    """Return who can be asked, best first: knows the matter, is of the case's body, has the fewest open cases."""
    out = _not_again(case)
    found = [
        Candidate(each.person, each.body, each.about, each.load, _fits(each.about, case.dispute.cause))
        for each in roll(court_of(case), on)
        if each.person.pk not in out
    ]
    return sorted(found, key=lambda each: (not each.fits, each.body.pk != case.organisation_id, each.load))


def loads_of(persons: Iterable[UUID]) -> dict[UUID, int]:
    """Return the number of open cases of each mediator who has any."""
    live = Appointment.objects.filter(
        mediator__in=list(persons),
        state__in=[Appointment.State.ASKED, Appointment.State.TAKEN],
        case__closed_at=None,
    )
    return dict(live.order_by().values_list("mediator").annotate(Count("pk")))


def _posts(court: Organisation, on: date) -> QuerySet[Post]:
    return (
        Post.objects.filter(Q(until=None) | Q(until__gt=on), role=Post.Role.MEDIATOR, since__lte=on)
        .filter(Q(organisation__invited_by=court) | Q(organisation=court))
        .select_related("person", "organisation")
        .defer(*_NOT_NEEDED)
        .order_by("organisation__name", "person__name", "pk")
    )


def _not_again(case: Case) -> set[UUID]:
    """Return who declined this case or takes part in it as somebody else."""
    declined = [row.mediator_id for row in case.appointments.all() if row.state == Appointment.State.DECLINED]
    parties = [row.person_id for row in case.participations.all() if row.role != "mediator"]
    return {person for person in (*declined, *parties) if person is not None}


@lru_cache(maxsize=4096)
def _fits(about: str, cause: str) -> tuple[str, ...]:
    fields = [word for word in _BETWEEN_FIELDS.split(about) if len(word) >= _SHORTEST_FIELD]
    return tuple(word for word in fields if word.removesuffix("纠纷") in cause)
