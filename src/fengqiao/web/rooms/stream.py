"""The live stream of a room: server-sent events, replayed by number, closed when the person may no longer listen."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from typing import Any, TypeVar
from uuid import UUID

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import connections
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.views.decorators.http import require_GET

from fengqiao.cases.actors import Actor
from fengqiao.people.models import Person
from fengqiao.rooms.access import room_for, rooms_for
from fengqiao.rooms.actions import plain
from fengqiao.rooms.bell import BELL
from fengqiao.rooms.models import Room
from fengqiao.rooms.presence import Here, who_is_here
from fengqiao.rooms.queries import PAGE, events_for, unread
from fengqiao.rooms.signalling import newest_signal, signals_for
from fengqiao.web.rooms.page import event_context, hears, names_of

CHECK_EVERY = 3.5
"""Seconds after which a stream looks again whether the person may still listen; it closes within five."""
BEAT_EVERY = 15.0
RETRY = 2000
"""Milliseconds after which a browser comes back."""
MOST_STREAMS = 12
"""Open streams of one person in one process."""
T = TypeVar("T")
_open_streams: Counter[UUID] = Counter()


@dataclass(slots=True)
class Listener:
    """One open stream: who listens, where, on which page, and what was already sent."""

    person: Person
    room_id: UUID
    session_key: str
    language: str
    device: str
    after: int
    signal: int = 0
    others: dict[UUID, int] = field(default_factory=dict)
    people: list[Here] | None = None

    def enter(self) -> list[UUID]:
        """Return the rooms whose bells this stream listens to; Http404 for who may not enter."""
        room, actor = room_for(self.person, self.room_id, at=timezone.now())
        self.signal = newest_signal(room)
        rooms = rooms_for(actor, room.case_id)
        self.others = {other.pk: other.last for other in rooms if other.pk != room.pk}
        return [room.pk, *self.others]

    def look(self) -> str | None:
        """Return what is new as text for the wire; None when the person may no longer listen."""
        at = timezone.now()
        try:
            self._check_session()
            room, actor = room_for(self.person, self.room_id, at=at)
        except Http404:
            return None
        with translation.override(self.language):
            return "".join((self._events(room, actor), self._people(room, actor, at), *self._rest(room, actor)))

    def _check_session(self) -> None:
        store = import_module(settings.SESSION_ENGINE).SessionStore(self.session_key)
        if store.get(SESSION_KEY) != str(self.person.pk):
            raise Http404
        person = Person.objects.filter(pk=self.person.pk).first()
        if person is None:
            raise Http404
        self.person = person

    def _events(self, room: Room, actor: Actor) -> str:
        if room.last <= self.after:
            return ""
        names = names_of(room.case)
        out = []
        for event in events_for(room, actor, self.after)[:PAGE]:
            html = render_to_string("rooms/_event.html", event_context(event, room, actor, names))
            own = event.client_id if event.by_id == self.person.pk else ""
            out.append(wire("room", {"n": event.number, "kind": event.kind, "html": html, "own": own}, event.number))
            self.after = event.number
        return "".join(out)

    def _people(self, room: Room, actor: Actor, at: datetime) -> str:
        here = who_is_here(room, actor, at=at)
        if here == self.people:
            return ""
        self.people = here
        context = {"people": here, "me": actor, "room": room, "hears": hears(room, actor, here, names_of(room.case))}
        news = {
            "people": render_to_string("rooms/_people.html", context),
            "hears": render_to_string("rooms/_hears.html", context),
            "call": [
                {"device": device, "name": one.name, "side": one.side, "media": media}
                for one in here
                for device, media in one.sending
            ],
        }
        return wire("people", news)

    def _rest(self, room: Room, actor: Actor) -> list[str]:
        """Return signals for this page, and unread counts when another room of the person has something new."""
        out = []
        for signal in signals_for(room, actor, self.device, self.signal) if self.device else ():
            out.append(wire("signal", {"from": signal.sender, "data": signal.data}))
            self.signal = signal.pk
        rooms = rooms_for(actor, room.case_id)
        others = {other.pk: other.last for other in rooms if other.pk != room.pk}
        if others != self.others:
            self.others = others
            counts = unread(actor, room.case_id)
            out.append(wire("unread", {str(other.pk): counts[other.kind] for other in rooms if other.pk in others}))
        return out


def wire(kind: str, data: dict[str, Any], number: int | None = None) -> str:
    """Return one server-sent event."""
    head = f"id: {number}\n" if number is not None else ""
    return f"{head}event: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


@require_GET
async def stream(request: HttpRequest, room_id: UUID) -> StreamingHttpResponse | HttpResponse:
    """Open the stream. ``after`` (or ``Last-Event-ID`` after a break) is the last number that the page has."""
    person = await request.auser()
    if not isinstance(person, Person):
        raise Http404
    listener = Listener(
        person=person,
        room_id=room_id,
        session_key=request.session.session_key or "",
        language=translation.get_language() or settings.LANGUAGE_CODE,
        device=plain(request.GET.get("device", ""))[:40],
        after=_number(request.headers.get("Last-Event-ID") or request.GET.get("after", "")),
    )
    rooms = await in_thread(listener.enter)
    if _open_streams[person.pk] >= MOST_STREAMS:
        return HttpResponse(status=429)
    response = StreamingHttpResponse(chunks(listener, rooms), content_type="text/event-stream; charset=utf-8")
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Encoding"] = "identity"
    response.headers["X-Accel-Buffering"] = "no"
    return response


async def chunks(listener: Listener, rooms: list[UUID]) -> AsyncIterator[str]:
    """Yield events as they come, a heartbeat in between, and a last word when the person must leave."""
    # The request's own thread would keep its database connection for as long as the stream is open.
    await sync_to_async(connections.close_all)()
    bell = asyncio.Event()
    for room_id in rooms:
        BELL.listen(room_id, bell)
    _open_streams[listener.person.pk] += 1
    clock = asyncio.get_running_loop().time
    try:
        yield f"retry: {RETRY}\n\n"
        beat = clock()
        while (text := await in_thread(listener.look)) is not None:
            if text or clock() - beat >= BEAT_EVERY:
                beat = clock()
                yield text or ": beat\n\n"
            await _wait(bell)
        yield wire("bye", {})
    finally:
        _open_streams[listener.person.pk] -= 1
        for room_id in rooms:
            BELL.leave(room_id, bell)


async def _wait(bell: asyncio.Event) -> None:
    try:
        await asyncio.wait_for(bell.wait(), CHECK_EVERY)
    except TimeoutError:
        return
    bell.clear()


async def in_thread(read: Callable[[], T]) -> T:
    """Run a short read in a thread of the pool and give its connection back at once."""

    def reading() -> T:
        try:
            return read()
        finally:
            connections.close_all()

    return await sync_to_async(reading, thread_sensitive=False)()


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
