"""Binding a person to the invitation: consent to sensitive data, and a name that differs."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from fengqiao.cases.actions import join, stand_for
from fengqiao.cases.consents import give_consent
from fengqiao.cases.models import Participation, Representation
from fengqiao.cases.standing import Standing
from fengqiao.files.models import Blob
from fengqiao.mediation.actions import note_contact
from fengqiao.mediation.models import Contact
from fengqiao.people.models import Organisation, Person


def join_as_self(row: Participation, person: Person, *, consented: bool, at: datetime) -> None:
    """Bind a natural person; NotAccepted when somebody else has joined in this place."""
    with transaction.atomic():
        joined = join(row, person, at=at)
        if consented and not joined.minor:
            give_consent(joined, "sensitive_data", person, at=at)
        if person.name != row.name:
            note_contact(joined, Contact.Outcome.OTHER_NAME, by=None, note=person.name, at=at)


def join_for(
    row: Participation,
    person: Person,
    standing: Standing,
    principal: Person | Organisation,
    *,
    authority: Blob | None,
    consented: bool,
    at: datetime,
) -> Representation:
    """Record who stands for a company, a child or a principal; NotAccepted says what is missing.

    A name that is not the one in the application is noted, so that the mediator sees both.
    """
    with transaction.atomic():
        claimed = stand_for(row, person, standing, principal, authority=authority, at=at)
        Participation.objects.filter(pk=row.pk).update(checked_at=at)
        if consented:
            give_consent(row, "sensitive_data", person, at=at)
        if principal.name != row.name:
            note_contact(row, Contact.Outcome.OTHER_NAME, by=None, note=principal.name, at=at)
    return claimed
