"""Binding a person to the invitation: consent to sensitive data, and a name that differs."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from fengqiao.cases.actions import claim_representation, join
from fengqiao.cases.consents import give_consent
from fengqiao.cases.models import Participation, Representation
from fengqiao.files.models import Blob
from fengqiao.mediation.actions import note_contact
from fengqiao.mediation.models import Contact
from fengqiao.people.models import Person


def join_as_self(row: Participation, person: Person, *, consented: bool, at: datetime) -> None:
    """Bind a natural person; NotAccepted when somebody else has joined in this place."""
    with transaction.atomic():
        joined = join(row, person, at=at)
        if consented and not joined.minor:
            give_consent(joined, "sensitive_data", person, at=at)
        if person.name != row.name:
            note_contact(joined, Contact.Outcome.OTHER_NAME, by=None, note=person.name, at=at)


def join_for_company(
    row: Participation,
    person: Person,
    kind: str,
    *,
    authority: Blob | None,
    special_authority: bool,
    consented: bool,
    at: datetime,
) -> Representation:
    """Record who stands for a company; NotAccepted says what is missing."""
    with transaction.atomic():
        claimed = claim_representation(
            row, person, kind, at=at, authority=authority, special_authority=special_authority
        )
        Participation.objects.filter(pk=row.pk).update(checked_at=at)
        if consented:
            give_consent(row, "sensitive_data", person, at=at)
    return claimed
