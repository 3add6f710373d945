"""Pages that exist in demo mode only: change role with one click, read what was "sent", see that data changed."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from fengqiao.demo import queries
from fengqiao.demo.state import fingerprint
from fengqiao.gateways.models import DemoMessage
from fengqiao.people.models import Person
from fengqiao.people.sessions import log_in
from fengqiao.people.staff import is_staff

MESSAGES_A_PAGE = 30
CHANNELS = ("sms", "mail", "identity")


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Show every invented person with one button."""
    return render(request, "demo/people.html", {"sections": queries.sections(timezone.now())})


@require_POST
def become(request: HttpRequest, login: str) -> HttpResponse:
    """Log in as this person with a fresh session and show the page where the person begins."""
    character = queries.character_of(login)
    if character is None:
        raise Http404
    person, now = get_object_or_404(Person, login=login), timezone.now()
    log_in(request, person, at=now, staff=is_staff(person, timezone.localdate(now)))
    return redirect(queries.home_of(character, person, now))


@require_GET
def outbox(request: HttpRequest) -> HttpResponse:
    """Show what the demo gateways accepted instead of sending, newest first."""
    channel, wanted = request.GET.get("channel", ""), request.GET.get("to", "").strip()[:60]
    rows = DemoMessage.objects.all()
    if channel in CHANNELS:
        rows = rows.filter(channel=channel)
    if wanted:
        rows = rows.filter(to__icontains=wanted)
    page = Paginator(rows, MESSAGES_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "channel": channel if channel in CHANNELS else "", "to": wanted}
    return render(request, "demo/outbox.html", context)


@require_GET
def state(request: HttpRequest) -> HttpResponse:
    """Answer a text that changes with every change of data and not with visits."""
    return HttpResponse(fingerprint(), content_type="text/plain; charset=utf-8")
