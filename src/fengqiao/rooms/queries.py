"""Reading a room. Closed by default: whoever may not enter gets ``NoEntry``, never an empty list."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from fengqiao.cases.actors import Actor
from fengqiao.cases.models import Case
from fengqiao.rooms.access import check, rooms_for
from fengqiao.rooms.models import PrivateNote, ReadMark, Room, RoomEvent

PAGE = 200
"""Events of one reading."""
NOT_COUNTED = ("joined", "left", "media", "step")
"""Kinds that nobody needs to be called for."""


def events_for(room: Room, actor: Actor, after: int = 0) -> QuerySet[RoomEvent]:
    """Return the room's events with a number above ``after``, oldest first; ``NoEntry`` for others."""
    check(room, actor)
    return RoomEvent.objects.filter(room=room, number__gt=after).select_related("by", "file").order_by("number")


def latest_events(room: Room, actor: Actor, before: int | None = None) -> list[RoomEvent]:
    """Return the newest page of events (older than ``before`` when given), oldest first."""
    events = events_for(room, actor)
    if before is not None:
        events = events.filter(number__lt=before)
    return list(events.order_by("-number")[:PAGE])[::-1]


def event_of(room: Room, actor: Actor, number: int) -> RoomEvent | None:
    """Return one event of the room."""
    return events_for(room, actor).filter(number=number).first()


def unread_rooms(actor: Actor, case_id: UUID) -> list[tuple[Room, int]]:
    """Return the rooms that the actor may enter and no other, each with the unread words, files and acts of others."""
    mark = ReadMark.objects.filter(room=OuterRef("room"), person=actor.person).values("number")
    events = RoomEvent.objects.filter(room=OuterRef("pk")).exclude(kind__in=NOT_COUNTED).exclude(by=actor.person)
    fresh = events.annotate(read=Coalesce(Subquery(mark), Value(0))).filter(number__gt=F("read")).order_by()
    count = Coalesce(Subquery(fresh.values("room").annotate(count=Count("pk")).values("count")), Value(0))
    rooms: Any = rooms_for(actor, case_id, Room.objects.annotate(unread=count))
    return [(room, room.unread) for room in rooms]


def unread(actor: Actor, case_id: UUID) -> dict[str, int]:
    """Return the unread words, files and acts of others by room kind, of the rooms that the actor may enter."""
    return {room.kind: count for room, count in unread_rooms(actor, case_id)}


def joint_room(case: Case) -> Room | None:
    """Return the joint room of a case, when it was opened."""
    return Room.objects.filter(case=case, kind=Room.Kind.JOINT).select_related("case").first()


def open_permissions(room: Room, actor: Actor) -> list[RoomEvent]:
    """Return the sentences of a caucus that may be passed on and were not yet."""
    told = set(events_for(room, actor).filter(kind="told").values_list("payload__number", flat=True))
    return [event for event in events_for(room, actor).filter(kind="may_tell") if event.number not in told]


def caucus_running(room: Room, actor: Actor) -> bool:
    """Return whether the private talk of this caucus was begun and not ended."""
    notices = events_for(room, actor).filter(kind__in=("caucus.opened", "caucus.closed"))
    return notices.order_by("-number").values_list("kind", flat=True).first() == "caucus.opened"


def note_of(case: Case, actor: Actor) -> tuple[str, datetime | None]:
    """Return the actor's own private note about the case and when it was kept."""
    note = PrivateNote.objects.filter(person=actor.person, case=case).first()
    return (note.text, note.changed_at) if note else ("", None)
