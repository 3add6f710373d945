"""The paper queue: what a clerk has to print and post."""

from __future__ import annotations

from datetime import datetime

from fengqiao.delivery.models import Attempt, Delivery
from fengqiao.people.models import Person


def queue_paper(delivery: Delivery, *, at: datetime, copy: bool = False, by: Person | None = None) -> Attempt:
    """Add a line to the paper queue."""
    return Attempt.objects.create(delivery=delivery, channel=Attempt.Channel.PAPER, at=at, copy=copy, by=by)


def postal_address(delivery: Delivery) -> str:
    """Return where a letter goes: the address given for this case, else that of the person or the company."""
    row = delivery.participation
    of_person = row.person.address if row.person else ""
    of_company = row.organisation.address if row.organisation else ""
    return row.address or of_company or of_person
