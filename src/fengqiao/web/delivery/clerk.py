"""The clerk's page: letters to print, post and note, and messages that did not arrive."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from fengqiao.delivery.actions import mark_posted, mark_received, mark_returned
from fengqiao.delivery.letters import postal_address
from fengqiao.delivery.models import Attempt
from fengqiao.delivery.queries import attempt_for, paper_queue
from fengqiao.files.store import read
from fengqiao.notices.actions import mark_handled
from fengqiao.notices.queries import troubles
from fengqiao.people.errors import NotAccepted
from fengqiao.people.gates import person_of, staff_required

PER_PAGE = 30
ACTS = ("posted", "received", "returned")
clerks_only = staff_required("filing_clerk", "judges_clerk")


class NoteForm(forms.Form):
    """A day and a few words about one letter."""

    on = forms.DateField(
        label=gettext_lazy("Day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": gettext_lazy("Write the day like 2026-11-30.")},
    )
    words = forms.CharField(required=False, max_length=200)


@require_safe
@clerks_only
def queue(request: HttpRequest) -> HttpResponse:
    """Show what has to be posted, what is on its way, and which messages did not arrive."""
    return _queue(request)


@require_POST
@clerks_only
def note(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Note that a letter was posted, received or came back."""
    if act not in ACTS:
        raise Http404
    attempt, form = attempt_for(person_of(request), pk, at=timezone.now()), NoteForm(request.POST)
    try:
        if not form.is_valid():
            raise NotAccepted(str(next(iter(form.errors.values()))[0]))
        _note(attempt, act, person_of(request), form.cleaned_data)
    except NotAccepted as refused:
        return _queue(request, wrong={"pk": attempt.pk, "text": str(refused.message), **request.POST.dict()})
    messages.success(request, _("Noted."))
    return redirect("delivery:queue")


@require_safe
@clerks_only
def print_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the file of the paper that has to be printed."""
    attempt = attempt_for(person_of(request), pk, at=timezone.now())
    blob = attempt.delivery.document.blob
    if blob is None:
        raise Http404
    response = HttpResponse(read(blob), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="paper.pdf"'
    return response


@require_POST
@clerks_only
def handled(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that somebody has seen to a message that did not arrive."""
    at = timezone.now()
    message = troubles(person_of(request), at=at).filter(pk=pk).first()
    if message is None:
        raise Http404
    mark_handled(message, person_of(request), at=at)
    return redirect("delivery:queue")


def _note(attempt: Attempt, act: str, clerk: Any, data: dict[str, Any]) -> None:
    at = timezone.now()
    if act == "returned":
        mark_returned(attempt, clerk, reason=data["words"], at=at)
        return
    on: date | None = data["on"]
    if on is None:
        raise NotAccepted(_("Write the day, so that the delivery can be counted."))
    if act == "posted":
        mark_posted(attempt, clerk, on=on, number=data["words"], at=at)
    else:
        mark_received(attempt, clerk, on=on, at=at)


def _queue(request: HttpRequest, wrong: dict[str, Any] | None = None) -> HttpResponse:
    at = timezone.now()
    page = Paginator(paper_queue(person_of(request), at=at), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "letters": [(letter, postal_address(letter.delivery)) for letter in page],
        "page_numbers": list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)),
        "troubles": troubles(person_of(request), at=at).order_by("-created_at")[:PER_PAGE],
        "wrong": wrong,
    }
    return render(request, "delivery/queue.html", context, status=422 if wrong else 200)
