"""What the page of a room shows."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from fengqiao.cases.actors import PARTY_ROLES, Actor, everybody
from fengqiao.cases.models import Case, Deadline
from fengqiao.mediation.queries import visible_facts, visible_record
from fengqiao.negotiation.closing import closing_chart
from fengqiao.negotiation.models import Offer
from fengqiao.negotiation.offers import MOST_INSTALMENTS
from fengqiao.negotiation.queries import offers_of
from fengqiao.rooms.models import Room, RoomEvent
from fengqiao.rooms.presence import Here, who_is_here
from fengqiao.rooms.queries import caucus_running, latest_events, note_of, open_permissions, unread_rooms


@dataclass(frozen=True, slots=True)
class Tab:
    """One room in the row of rooms."""

    room: Room
    label: str
    css: str
    current: bool
    unread: int


@dataclass(frozen=True, slots=True)
class Hears:
    """Who hears and reads what is said here: the banner."""

    private: bool
    title: str
    more: str


def room_page(
    request: HttpRequest,
    room: Room,
    actor: Actor,
    *,
    at: datetime,
    refused: str = "",
    anchor: str = "",
    status: int = 200,
) -> HttpResponse:
    """Return the whole page; ``refused`` is why an act was not done, ``anchor`` the form that it came from."""
    context = room_context(request, room, actor, at=at)
    context |= {"refused": refused, "anchor": anchor} | ({"typed": request.POST} if refused else {})
    return render(request, "rooms/room.html", context, status=status)


def room_context(
    request: HttpRequest, room: Room, actor: Actor, *, at: datetime, with_events: bool = True
) -> dict[str, Any]:
    """Return what the page and its panels need."""
    names = names_of(room.case)
    here = who_is_here(room, actor, at=at)
    context = {
        "room": room,
        "case": room.case,
        "me": actor,
        "mediator": "mediator" in actor.roles,
        "names": names,
        "client_id": uuid.uuid4().hex,
        "typed": {},
        "people": here,
        "hears": hears(room, actor, here, names),
        "is_over": room.case.closed_at is not None,
        "deadline": Deadline.objects.filter(
            case=room.case, rule__startswith="mediation_", state=Deadline.State.RUNNING
        ).first(),
        "agreement_path": _path("agreement:edit", room.case_id),
        "case_path": _path("cases:case", room.case_id),
        **_bargain(room, actor),
        **_work(room, actor),
    }
    if with_events:
        context |= _talk(request, room, actor, names)
    return context


def rooms_of_case(case: Case, actor: Actor, at: datetime) -> dict[str, Any] | None:
    """Return the rooms that the actor may enter, for the case page; None where there is none."""
    rooms = unread_rooms(actor, case.pk) if case.procedure == "mediation" else []
    if not rooms:
        return None
    names = names_of(case)
    tabs = [_tab(room, None, actor, count, names) for room, count in rooms]
    return {"tabs": tabs, "over": case.closed_at is not None}


def names_of(case: Case) -> dict[str, str]:
    """Return the names of the two sides: ``a`` and ``b``."""
    rows = [row for row in everybody(case) if row.role in PARTY_ROLES]
    return {"a": "", "b": ""} | {row.side: row.name for row in sorted(rows, key=lambda row: -row.pk)}


def _talk(request: HttpRequest, room: Room, actor: Actor, names: dict[str, str]) -> dict[str, Any]:
    before = request.GET.get("before", "")
    number = before.isascii() and before.isdigit() and len(before) < 10
    events = latest_events(room, actor, int(before) if number else None)
    return {
        "events": events,
        "earlier": events[0].number if events and events[0].number > 1 else None,
        "last": events[-1].number if events else 0,
        "is_latest": not before,
        "tabs": [_tab(other, room, actor, count, names) for other, count in unread_rooms(actor, room.case_id)],
        "ice": settings.ICE_SERVERS,
    }


def _tab(other: Room, room: Room | None, actor: Actor, unread: int, names: dict[str, str]) -> Tab:
    if not other.side:
        label = _("Everybody together")
    elif actor.is_party:
        label = _("Alone with the mediator")
    else:
        label = _("Alone: %(name)s") % {"name": names[other.side]}
    return Tab(other, label, f"t{other.side}" if other.side else "", other == room, unread)


def hears(room: Room, actor: Actor, here: list[Here], names: dict[str, str]) -> Hears:
    """Return the banner from the server's list of who is in the room."""
    others = [one for one in here if one.person_id != str(actor.person.pk if actor.person else "")]
    if room.side:
        return _hears_in_private(room, actor, bool(others), names)
    kept = _("What is written goes into the record of the talk. Nothing is recorded as sound or picture.")
    if not others:
        return Hears(False, _("Nobody else is here now"), _("The others will read what you write when they come."))
    if {one.side for one in here} >= {"a", "b", ""}:
        return Hears(False, _("All sides hear you"), kept)
    listed = _(", ").join(one.name for one in others)
    return Hears(False, _("Now hears you: %(names)s") % {"names": listed}, kept)


def _hears_in_private(room: Room, actor: Actor, company: bool, names: dict[str, str]) -> Hears:
    other = names["b" if room.side == "a" else "a"]
    if actor.is_party:
        title = _("Only the mediator hears you") if company else _("Only the mediator will read this")
    else:
        title = (_("Only %(name)s hears you") if company else _("Only %(name)s will read this")) % {
            "name": names[room.side]
        }
    more = _("%(name)s cannot hear this and sees no record of it. What you permit is passed on, nothing else.")
    return Hears(True, title, more % {"name": other})


def _bargain(room: Room, actor: Actor) -> dict[str, Any]:
    offers = list(offers_of(room.case))
    standing = {offer.side: offer for offer in offers if offer.state == Offer.State.OPEN}
    mine = standing.get(actor.side) if actor.is_party else None
    theirs = standing.get("b" if actor.side == "a" else "a") if actor.is_party else None
    return {
        "chart": closing_chart(offers),
        "my_offer": mine,
        "their_offer": theirs,
        "accepted": next((offer for offer in offers if offer.state == Offer.State.ACCEPTED), None),
        "instalment_numbers": range(1, MOST_INSTALMENTS + 1),
    }


def _work(room: Room, actor: Actor) -> dict[str, Any]:
    """Return facts, record and notes; in a private talk what may be passed on."""
    mediator = "mediator" in actor.roles
    note, kept_at = note_of(room.case, actor) if mediator else ("", None)
    return {
        "facts": visible_facts(room.case, actor),
        "record": visible_record(room.case, actor),
        "note": note,
        "note_kept_at": kept_at,
        "permissions": open_permissions(room, actor) if room.side else [],
        "caucus_runs": caucus_running(room, actor) if room.side else False,
    }


def _path(name: str, case_id: object) -> str:
    """Return the address of another area's page; nothing where this installation has none."""
    try:
        return reverse(name, args=[case_id])
    except NoReverseMatch:
        return ""


def event_context(event: RoomEvent, room: Room, actor: Actor, names: dict[str, str]) -> dict[str, Any]:
    """Return what ``rooms/_event.html`` needs to show one event."""
    return {"event": event, "room": room, "me": actor, "names": names}
