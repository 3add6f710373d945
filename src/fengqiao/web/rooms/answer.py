"""The shape of every act in a room: gate, do, answer a page or its script."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fengqiao.cases.actors import Actor
from fengqiao.files.refused import FileRefused
from fengqiao.mediation.actions import CannotDo
from fengqiao.negotiation.offers import BadOffer
from fengqiao.rooms.access import room_for
from fengqiao.rooms.actions import plain
from fengqiao.rooms.models import Room, RoomEvent
from fengqiao.rooms.refusals import NoEntry, RoomRefused, TooFast
from fengqiao.web.rooms.page import room_page

CLIENT_ID = 40


@dataclass(frozen=True, slots=True)
class Seat:
    """A person in a room, for the time of one request."""

    request: HttpRequest
    room: Room
    actor: Actor
    at: datetime

    @property
    def client_id(self) -> str:
        """Return the id that the page gave to this act."""
        return plain(self.request.POST.get("client_id", ""))[:CLIENT_ID]

    @property
    def device(self) -> str:
        """Return the id of the open page; Http404 without one."""
        device = plain(self.request.POST.get("device", ""))
        if not device or len(device) > CLIENT_ID:
            raise Http404
        return device


Act = Callable[..., Any]


def room_act(anchor: str) -> Callable[[Act], Callable[..., HttpResponse]]:
    """Make a view of an act: ``anchor`` is where the page goes on, and where the form stands that may be refused."""

    def wrap(act: Act) -> Callable[..., HttpResponse]:
        @require_POST
        @wraps(act)
        def view(request: HttpRequest, room_id: UUID, **more: Any) -> HttpResponse:
            at = timezone.now()
            room, actor = room_for(request.user, room_id, at=at)
            seat = Seat(request, room, actor, at)
            try:
                done = act(seat, **more)
            except NoEntry:
                raise Http404 from None
            except (RoomRefused, BadOffer, CannotDo) as error:
                return _refuse(seat, str(error), anchor, 429 if isinstance(error, TooFast) else 422)
            except FileRefused as error:
                return _refuse(seat, error.reason, anchor, 422)
            return _done(seat, done, anchor)

        return view

    return wrap


def by_script(request: HttpRequest) -> bool:
    """Return whether the page's script asks, which wants data and no page."""
    return request.headers.get("Accept", "") == "application/json"


def _done(seat: Seat, done: Any, anchor: str) -> HttpResponse:
    if by_script(seat.request):
        if isinstance(done, RoomEvent):
            return JsonResponse({"number": done.number})
        return JsonResponse(done if isinstance(done, dict) else {})
    return redirect(reverse("rooms:room", args=[seat.room.pk]) + f"#{anchor}")


def _refuse(seat: Seat, reason: str, anchor: str, status: int) -> HttpResponse:
    if by_script(seat.request):
        return JsonResponse({"message": reason}, status=status)
    return room_page(seat.request, seat.room, seat.actor, at=seat.at, refused=reason, anchor=anchor, status=status)


def understood(value: str, choices: set[str]) -> str:
    """Return the value if it is one of the choices; RoomRefused for anything a page of ours never sends."""
    if value not in choices:
        raise RoomRefused(_("The page sent something that the room does not understand. Reload the page."))
    return value
