"""The papers of a case, on its page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse

from fengqiao.cases.actors import Actor
from fengqiao.cases.models import Case
from fengqiao.delivery.models import Delivery
from fengqiao.delivery.queries import deliveries_of
from fengqiao.documents.models import Document
from fengqiao.documents.queries import visible_documents


def documents_of_case(case: Case, actor: Actor, at: datetime) -> Mapping[str, Any] | None:
    """Return the papers that this actor may read, each with where it opens and how far its delivery got."""
    papers = visible_documents(case, actor)
    if not papers:
        return None
    own = {row.document_id: row for row in deliveries_of(case, actor.participation)} if actor.is_party else {}
    sent: dict[Any, list[Delivery]] = {}
    for row in () if actor.is_party else deliveries_of(case):
        sent.setdefault(row.document_id, []).append(row)
    return {"rows": [_row(paper, own.get(paper.pk), sent.get(paper.pk, [])) for paper in papers]}


def _row(paper: Document, mine: Delivery | None, sent: list[Delivery]) -> dict[str, Any]:
    address = reverse("delivery:open", args=[mine.pk]) if mine else reverse("delivery:document", args=[paper.pk])
    return {"paper": paper, "address": address, "mine": mine, "sent": sent}
