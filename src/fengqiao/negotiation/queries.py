"""Reading offers."""

from __future__ import annotations

from django.db.models import QuerySet

from fengqiao.cases.models import Case
from fengqiao.negotiation.models import Offer


def offers_of(case: Case) -> QuerySet[Offer]:
    """Return the log of a case, first round first. What both sides see; private limits are no offers."""
    return Offer.objects.filter(case=case).select_related("by", "answered_by").order_by("round")


def accepted_offer(case: Case) -> Offer | None:
    """Return the offer on which the sides agree now."""
    return Offer.objects.filter(case=case, state=Offer.State.ACCEPTED).select_related("by", "answered_by").first()


def open_offer(case: Case, side: str) -> Offer | None:
    """Return the open offer of one side (``a`` or ``b``)."""
    return Offer.objects.filter(case=case, side=side, state=Offer.State.OPEN).select_related("by").first()
