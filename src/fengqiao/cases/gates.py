"""The only doors to a case: a stranger meets 404, never 403."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from fengqiao.cases.actors import REACH, Actor, actor_of
from fengqiao.cases.models import Case, Participation, Representation
from fengqiao.law.delivery import day_of
from fengqiao.people.models import Person
from fengqiao.people.staff import held_on


def case_for(person: object, case_id: UUID | str, *, at: datetime) -> tuple[Case, Actor]:
    """Return the case and the actor that the person is in it; Http404 for strangers and unknown ids alike."""
    if not isinstance(person, Person):
        raise Http404
    others = Case.objects.filter(dispute=OuterRef("dispute")).exclude(pk=OuterRef("pk"))
    cases = Case.objects.select_related("dispute", "organisation", "parent").annotate(has_family=Exists(others))
    case = cases.filter(pk=case_id).first()
    if case is None:
        raise Http404
    actor = actor_of(person, case, at=at)
    if not actor.roles:
        raise Http404
    return case, actor


def cases_of(person: object, *, at: datetime) -> QuerySet[Case]:
    """Return the cases that the person may open: takes part, acts for someone, or holds an office over them."""
    if not isinstance(person, Person):
        return Case.objects.none()
    open_now = Q(until=None) | Q(until__gt=at)
    own = Participation.objects.filter(open_now, case=OuterRef("pk"), person=person, since__lte=at)
    acting = Representation.objects.filter(
        open_now, participation__case=OuterRef("pk"), person=person, since__lte=at, refused_because=""
    )
    return Case.objects.filter(Exists(own) | Exists(acting) | office_cases(person, at)).select_related(
        "dispute", "organisation"
    )


def office_cases(person: Person, at: datetime) -> Q:
    """Return the filter for cases that the person's posts reach."""
    found = Q(pk__in=[])
    for post in held_on(person, day_of(at)):
        procedures = [code for code, posts in REACH.items() if post.role in posts]
        if procedures:
            seat = post.organisation_id
            found |= Q(procedure__in=procedures) & (Q(organisation=seat) | Q(organisation__invited_by=seat))
    return found
