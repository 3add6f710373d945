"""Issue, release and void papers. Called inside the effect of a step; rendering is left to a job."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from django.db.models import Max

from fengqiao.cases.models import Case
from fengqiao.documents.glyphs import refuse_unprintable
from fengqiao.documents.models import Document
from fengqiao.documents.papers import as_data, paper
from fengqiao.documents.tasks import render_document


def draft(case: Case, kind: str, fields: Any, *, at: datetime, step: str) -> Document:
    """Issue the next version of a paper: a row now, the file by a job enqueued in the same transaction.

    ``fields`` is the paper's dataclass. Raises `UnprintableText` (message in Chinese) when a text holds characters
    that cannot be printed, TypeError when the fields belong to another paper.
    """
    declared = paper(kind)
    if not isinstance(fields, declared.fields):
        raise TypeError(f"{kind} wants {declared.fields.__name__}, not {type(fields).__name__}.")
    data = as_data(fields)
    refuse_unprintable(data)
    last = Document.objects.filter(case=case, kind=kind).aggregate(last=Max("version"))["last"] or 0
    document = Document.objects.create(
        case=case,
        kind=kind,
        version=last + 1,
        title=declared.title,
        number=str(data.get("number", "")),
        fields=data,
        content_digest=_content_digest(case, kind, last + 1, data),
        template_digest=declared.digest,
        issued_at=at,
        issued_by=step,
        released_at=at if declared.open_at_once else None,
    )
    render_document.enqueue(str(document.pk))
    return document


def release(document: Document, *, at: datetime) -> None:
    """Let the parties read the paper from now on (a ruling is released by its delivery)."""
    Document.objects.filter(pk=document.pk, released_at=None).update(released_at=at)
    document.refresh_from_db(fields=["released_at"])


def void(document: Document, reason: str, at: datetime) -> None:
    """Take a paper out of force; the row and its files stay. Voiding twice keeps the first reason."""
    Document.objects.filter(pk=document.pk).exclude(state=Document.State.VOID).update(
        state=Document.State.VOID, void_reason=reason, voided_at=at
    )
    document.refresh_from_db(fields=["state", "void_reason", "voided_at"])


def _content_digest(case: Case, kind: str, version: int, data: dict[str, Any]) -> str:
    content = json.dumps([str(case.pk), kind, version, data], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()
