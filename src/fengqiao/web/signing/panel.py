"""The part of the case page that shows who has signed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from fengqiao.cases.actors import Actor
from fengqiao.cases.models import Case
from fengqiao.documents.queries import papers_in_force
from fengqiao.signing.models import SigningRequest

READERS = frozenset({"applicant", "respondent", "mediator"})


def signatures_of(case: Case, actor: Actor, at: datetime) -> Mapping[str, Any] | None:
    """Return the requests in force and the one that waits for this person; nothing before a paper is out."""
    if not actor.roles & READERS or not papers_in_force(case):
        return None
    rows = SigningRequest.objects.filter(document__case=case).exclude(state=SigningRequest.State.VOID)
    found = list(rows.select_related("document"))
    if not found:
        return None
    mine = next((row for row in found if _waits_for(row, actor)), None)
    return {"rows": found, "mine": mine}


def _waits_for(row: SigningRequest, actor: Actor) -> bool:
    person = actor.person
    return row.state == SigningRequest.State.WAITING and person is not None and row.person_id == person.pk
