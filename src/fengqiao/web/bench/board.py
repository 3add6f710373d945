"""The mediator's board: four lanes by urgency, with filter, search, order, pages and export."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from fengqiao.mediation.caseload import LANES, TURNS, Card, caseload, matching
from fengqiao.people.gates import person_of, staff_required
from fengqiao.people.models import Person, Post
from fengqiao.people.staff import posts_on
from fengqiao.web.bench.sheet import WRITERS

PER_PAGE = 40
ORDERS: dict[str, tuple[Any, Callable[[Card], Any]]] = {
    "due": (_("Most urgent first"), lambda card: 0),
    "new": (_("Newest first"), lambda card: -card.case.opened_at.timestamp()),
    "amount": (_("Largest amount first"), lambda card: -(card.case.dispute.amount or 0)),
}


@staff_required()
@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """Show the mediator's cases; whoever keeps the register goes to the queue."""
    roles = {post.role for post in posts_on(person_of(request), timezone.localdate())}
    if Post.Role.MEDIATOR not in roles:
        return redirect("bench:queue" if Post.Role.FILING_CLERK in roles else "cases:list")
    cards = caseload(_person(request), timezone.now())
    shown, wish = _wanted(request, cards)
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "lanes": [(code, label, [card for card in page if card.lane == code]) for code, label in LANES.items()],
        "counts": [(code, label, sum(card.turn == code for card in cards)) for code, label in TURNS.items()],
        "today": sum(card.lane == "now" for card in cards),
        "over": sum(card.lane == "over" for card in cards),
        "cards": cards,
        "shown": shown,
        "page": page,
        "page_numbers": page.paginator.get_elided_page_range(page.number),
        "orders": [(code, label) for code, (label, _key) in ORDERS.items()],
        **wish,
    }
    return render(request, "bench/board.html", context)


@staff_required(Post.Role.MEDIATOR)
@require_GET
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """Give the same list, filtered in the same way, as CSV or XLSX."""
    if kind not in WRITERS:
        raise Http404
    media_type, write = WRITERS[kind]
    shown, _wish = _wanted(request, caseload(_person(request), timezone.now()))
    response = HttpResponse(write(shown), content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="caseload-{timezone.localdate():%Y-%m-%d}.{kind}"'
    return response


def _wanted(request: HttpRequest, cards: Sequence[Card]) -> tuple[list[Card], dict[str, str]]:
    """Return the cards that the address asks for, and what it asks; unknown values count as not asked."""
    show, order = request.GET.get("show", ""), request.GET.get("order", "")
    words = request.GET.get("q", "")[:60]
    show, order = show if show in TURNS else "", order if order in ORDERS else "due"
    found = [card for card in matching(cards, words) if not show or card.turn == show]
    return sorted(found, key=ORDERS[order][1]), {"show": show, "order": order, "q": words}


def _person(request: HttpRequest) -> Person:
    if not isinstance(request.user, Person):
        raise Http404
    return request.user
