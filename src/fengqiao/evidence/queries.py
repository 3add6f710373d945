"""Reads about evidence."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from fengqiao.cases.gates import cases_of
from fengqiao.cases.models import Dispute
from fengqiao.evidence.models import Evidence


def evidence_of(dispute: Dispute) -> QuerySet[Evidence]:
    """Return what both sides put forward, side a first, each in its order."""
    rows = Evidence.objects.filter(dispute=dispute)
    return rows.select_related("blob", "blob__preview", "leaf", "by").order_by("side", "position")


def evidence_for(person: object, evidence_id: UUID, *, at: datetime) -> Evidence:
    """Return an item that the person may see: who takes part in a case of its dispute. Http404 for all others."""
    row = Evidence.objects.select_related("blob", "blob__preview", "leaf", "by").filter(pk=evidence_id).first()
    if row is None or not cases_of(person, at=at).filter(dispute=row.dispute_id).exists():
        raise Http404
    return row
