"""One's own messages on the platform."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from fengqiao.notices.actions import mark_opened
from fengqiao.notices.queries import messages_for, unread_count
from fengqiao.people.gates import person_of

PER_PAGE = 30


@require_safe
@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    """Show the messages of this person, newest first, unread ones marked."""
    at = timezone.now()
    page = Paginator(messages_for(person_of(request), at=at), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "page_numbers": list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)),
        "unread": unread_count(person_of(request), at=at),
    }
    return render(request, "delivery/inbox.html", context)


@require_POST
@login_required
def open_message(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a message as read and go where it leads."""
    at = timezone.now()
    message = messages_for(person_of(request), at=at).filter(pk=pk).first()
    if message is None:
        raise Http404
    mark_opened(message, at=at)
    return redirect(message.leads_to or reverse("cases:case", args=[message.participation.case_id]))


@require_POST
@login_required
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark every message as read."""
    at = timezone.now()
    for message in messages_for(person_of(request), at=at).filter(opened_at=None):
        mark_opened(message, at=at)
    return redirect("delivery:inbox")
