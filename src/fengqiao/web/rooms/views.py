"""The room as a page, and the acts of talking. Offers, facts and the live stream lie in their own modules."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET

from fengqiao.cases.gates import case_for
from fengqiao.cases.looks import one_look
from fengqiao.files.refused import FileRefused
from fengqiao.files.serve import file_response
from fengqiao.files.upload import SizeLimit, limit_uploads
from fengqiao.rooms import actions, presence
from fengqiao.rooms.access import room_for, rooms_for
from fengqiao.rooms.models import Presence, RoomEvent
from fengqiao.rooms.queries import event_of
from fengqiao.rooms.signalling import send_signal
from fengqiao.web.rooms.answer import Seat, room_act, understood
from fengqiao.web.rooms.page import room_context, room_page


@require_GET
def of_case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Lead to the joint room of a case."""
    case, actor = case_for(request.user, case_id, at=timezone.now())
    rooms = rooms_for(actor, case.pk)
    if not rooms:
        raise Http404
    return redirect("rooms:room", rooms[0].pk)


@require_GET
def room(request: HttpRequest, room_id: UUID) -> HttpResponse:
    """Show the room."""
    at = timezone.now()
    with one_look():
        found, actor = room_for(request.user, room_id, at=at)
        return room_page(request, found, actor, at=at)


@require_GET
def side(request: HttpRequest, room_id: UUID) -> HttpResponse:
    """Return the panels beside the talk, for the page's script."""
    at = timezone.now()
    with one_look():
        found, actor = room_for(request.user, room_id, at=at)
        return render(request, "rooms/_panels.html", room_context(request, found, actor, at=at, with_events=False))


@require_GET
def file(request: HttpRequest, room_id: UUID, number: int) -> HttpResponseBase:
    """Give out a file that was sent in the room."""
    found, actor = room_for(request.user, room_id, at=timezone.now())
    event = event_of(found, actor, number)
    if event is None or event.file is None:
        raise Http404
    return file_response(event.file)


@room_act("say")
def say(seat: Seat) -> RoomEvent:
    """Say something."""
    text = seat.request.POST.get("text", "")
    return actions.say(seat.room, seat.actor, text, at=seat.at, client_id=seat.client_id)


@csrf_exempt
def send_file(request: HttpRequest, room_id: UUID) -> HttpResponse:
    """Send a file; the size guard must stand before anything reads the body, so the token is checked after it."""
    guard = limit_uploads(request)
    return csrf_protect(_send_file)(request, room_id, guard=guard)


@room_act("file")
def _send_file(seat: Seat, guard: SizeLimit) -> RoomEvent:
    upload = seat.request.FILES.get("file")
    if guard.fields:
        raise FileRefused("too_large", limit=settings.MAX_UPLOAD_BYTES // 1024 // 1024)
    return actions.send_file(seat.room, seat.actor, upload, at=seat.at, client_id=seat.client_id)


@room_act("talk")
def seen(seat: Seat) -> dict[str, Any]:
    """Renew the presence of an open page, or end it; move the read mark to what was shown."""
    post = seat.request.POST
    if post.get("leaving"):
        presence.leave(seat.room, seat.actor, seat.device, at=seat.at)
        return {}
    number = post.get("number", "")
    if number.isascii() and number.isdigit() and len(number) < 10:
        actions.mark_read(seat.room, seat.actor, int(number))
    if post.get("device"):
        presence.touch(seat.room, seat.actor, seat.device, at=seat.at)
    return {}


@room_act("talk")
def media(seat: Seat) -> RoomEvent:
    """Note how the person takes part from now on; the first to learn it are the other devices."""
    what = understood(seat.request.POST.get("what", ""), set(actions.MEDIA))
    sends = what if what in {"audio", "video"} else Presence.Media.NONE
    presence.set_media(seat.room, seat.actor, seat.device, sends, at=seat.at)
    return actions.note_media(seat.room, seat.actor, what, at=seat.at, client_id=seat.client_id)


@room_act("talk")
def signal(seat: Seat) -> None:
    """Pass a connection message on to another device in this room."""
    post = seat.request.POST
    data, receiver = post.get("data", ""), actions.plain(post.get("to", ""))[:40]
    send_signal(seat.room, seat.actor, data, sender=seat.device, receiver=receiver, at=seat.at)


@room_act("talk")
def caucus(seat: Seat) -> RoomEvent:
    """Begin or end the private talk."""
    act = understood(seat.request.POST.get("act", ""), {"begin", "end"})
    return actions.announce_caucus(seat.room, seat.actor, begins=act == "begin", at=seat.at)


@room_act("may-tell")
def may_tell(seat: Seat) -> RoomEvent:
    """Permit one sentence to be passed on."""
    sentence = seat.request.POST.get("sentence", "")
    return actions.may_tell(seat.room, seat.actor, sentence, at=seat.at, client_id=seat.client_id)


@room_act("talk")
def relay(seat: Seat, number: int) -> RoomEvent:
    """Pass a permitted sentence on to the joint room."""
    permission = event_of(seat.room, seat.actor, number)
    if permission is None:
        raise Http404
    return actions.relay(permission, seat.actor, at=seat.at)


@room_act("notes")
def note(seat: Seat) -> dict[str, str]:
    """Keep the mediator's private note."""
    actions.write_note(seat.room.case, seat.actor, seat.request.POST.get("text", ""), at=seat.at)
    return {}
