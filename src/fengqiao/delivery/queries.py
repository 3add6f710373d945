"""Reading deliveries."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from fengqiao.cases.gates import case_for, cases_of
from fengqiao.cases.models import Case, Participation
from fengqiao.delivery.models import Attempt, Delivery
from fengqiao.people.models import Person

CLERKS = frozenset({"filing_clerk", "judges_clerk"})


def delivery_for(person: object, delivery_id: UUID, *, at: datetime) -> Delivery:
    """Return a sent delivery to its addressee or whoever acts for it; Http404 for everybody else."""
    rows = Delivery.objects.select_related("document__case__dispute", "document__case__organisation", "document__blob")
    found = rows.select_related("participation").filter(pk=delivery_id).exclude(sent_at=None).first()
    if found is None:
        raise Http404
    _case, actor = case_for(person, found.document.case_id, at=at)
    own = (actor.participation, *actor.also) if actor.participation else ()
    if found.participation not in own:
        raise Http404
    return found


def deliveries_of(case: Case, participation: Participation | None = None) -> QuerySet[Delivery]:
    """Return what was sent in a case, to one participant or to all."""
    rows = Delivery.objects.filter(document__case=case).exclude(sent_at=None)
    rows = rows.filter(participation=participation) if participation else rows
    return rows.select_related("document", "participation")


def paper_queue(person: Person, *, at: datetime) -> QuerySet[Attempt]:
    """Return the letters to print, post or wait for, of the cases that a clerk's posts reach; oldest first."""
    rows = Attempt.objects.filter(channel=Attempt.Channel.PAPER, state__in=["queued", "posted"])
    reached = cases_of(person, at=at).values("pk")
    return (
        rows.filter(delivery__document__case__in=reached)
        .select_related(
            "delivery__document__case__dispute",
            "delivery__participation__person",
            "delivery__participation__organisation",
        )
        .order_by("at", "pk")
    )


def attempt_for(person: Person, pk: int, *, at: datetime) -> Attempt:
    """Return a line of the paper queue to a clerk whose post reaches its case; Http404 for everybody else."""
    found = Attempt.objects.filter(pk=pk, channel=Attempt.Channel.PAPER).first()
    if found is None:
        raise Http404
    _case, actor = case_for(person, found.delivery.document.case_id, at=at)
    if not actor.roles & CLERKS:
        raise Http404
    return found
