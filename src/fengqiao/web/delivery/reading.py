"""Reading papers: what was delivered to me, and the papers of a case."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fengqiao.cases.gates import case_for
from fengqiao.delivery.actions import ask_for_copy, open_delivery
from fengqiao.delivery.models import Delivery
from fengqiao.delivery.queries import delivery_for
from fengqiao.documents.blocks import grouped
from fengqiao.documents.models import Document
from fengqiao.documents.queries import visible_documents, words
from fengqiao.files.models import Blob
from fengqiao.files.store import read
from fengqiao.people.gates import person_of


@require_safe
@login_required
def open_paper(request: HttpRequest, delivery_id: UUID) -> HttpResponse:
    """Show a delivered paper to its addressee.

    This GET leaves a trace: the first opening is noted with its time and raises the grade of the delivery. It is the
    only GET of the platform that changes anything, because opening is the legal act (在线诉讼规则第31条).
    """
    at = timezone.now()
    delivery = delivery_for(person_of(request), delivery_id, at=at)
    delivery = open_delivery(delivery, person_of(request), at=at)
    context = {
        "delivery": delivery,
        "document": delivery.document,
        "groups": grouped(words(delivery.document)),
        "attempts": delivery.attempts.select_related("message").order_by("at", "pk"),
    }
    return render(request, "delivery/open.html", context)


@require_safe
@login_required
def paper_file(request: HttpRequest, delivery_id: UUID) -> HttpResponse:
    """Send the signed file of a delivered paper."""
    delivery = delivery_for(person_of(request), delivery_id, at=timezone.now())
    return _pdf(delivery.document.blob)


@require_safe
@login_required
def receipt_file(request: HttpRequest, delivery_id: UUID) -> HttpResponse:
    """Send the receipt of an electronic delivery."""
    delivery: Delivery = delivery_for(person_of(request), delivery_id, at=timezone.now())
    return _pdf(delivery.receipt.blob if delivery.receipt else None)


@require_POST
@login_required
def ask_copy(request: HttpRequest, delivery_id: UUID) -> HttpResponse:
    """Ask for the paper on paper."""
    delivery = delivery_for(person_of(request), delivery_id, at=timezone.now())
    ask_for_copy(delivery, person_of(request), at=timezone.now())
    messages.success(request, _("Asked for. The court posts it to the address that it knows from you."))
    return redirect("delivery:open", delivery_id=delivery.pk)


@require_safe
@login_required
def document(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Show a paper of a case to whoever may read it."""
    paper = document_for(request, document_id)
    context = {"document": paper, "groups": grouped(words(paper))}
    return render(request, "delivery/document.html", context)


@require_safe
@login_required
def document_file(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """Send the file of a paper to whoever may read it."""
    return _pdf(document_for(request, document_id).blob)


def document_for(request: HttpRequest, document_id: UUID) -> Document:
    """Return a paper that the person may read; Http404 for everybody else.

    A paper that was delivered to this person is read through its delivery, so that the opening is noted.
    """
    row = Document.objects.filter(pk=document_id).first()
    if row is None:
        raise Http404
    case, actor = case_for(person_of(request), row.case_id, at=timezone.now())
    found = next((paper for paper in visible_documents(case, actor) if paper.pk == row.pk), None)
    unopened = found and actor.participation and found.deliveries.filter(participation=actor.participation)
    if found is None or (unopened and unopened.filter(opened_at=None).exists()):
        raise Http404
    return found


def _pdf(blob: Blob | None) -> HttpResponse:
    if blob is None:
        raise Http404
    response = HttpResponse(read(blob), content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(True, blob.name) or "attachment"
    return response
