"""Reads about drafts."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from fengqiao.intake.actions import resume_digest
from fengqiao.intake.models import Draft
from fengqiao.people.models import Person


def open_draft(draft_id: UUID | str, person: Person | None, *, at: datetime) -> Draft | None:
    """Return a draft that this visitor may go on with: nobody's, or the person's own; None otherwise."""
    draft = Draft.objects.filter(pk=draft_id, dispute=None, expires_at__gt=at).first()
    if draft is None or (draft.person_id and (person is None or draft.person_id != person.pk)):
        return None
    return draft


def drafts_of(person: Person, *, at: datetime) -> list[Draft]:
    """Return the person's drafts that were not sent, newest first."""
    return list(Draft.objects.filter(person=person, dispute=None, expires_at__gt=at))


def draft_by_code(code: str, phone: str, *, at: datetime) -> Draft | None:
    """Return the draft with this resume code and this number."""
    draft = Draft.objects.filter(resume_digest=resume_digest(code), dispute=None, expires_at__gt=at).first()
    return draft if draft and draft.phone == phone else None
