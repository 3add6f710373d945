"""Who is in a room now: rows that open pages renew, cleared when they stop."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from fengqiao.cases.actors import SYSTEM, Actor
from fengqiao.rooms.access import check
from fengqiao.rooms.actions import post_event, role_of, side_of
from fengqiao.rooms.bell import ring_after_commit
from fengqiao.rooms.models import Presence, Room

FRESH = timedelta(seconds=40)
"""A page renews its presence every 15 s; after this long without it nobody counts on it."""
GONE = timedelta(seconds=150)
"""After this long the room notes that the person left; a reload, a tunnel or a page in the background (which
browsers slow down to once a minute) leaves no note."""


@dataclass(frozen=True, slots=True)
class Here:
    """One person in the room, on however many devices."""

    person_id: str
    name: str
    role: str
    side: str
    media: str
    sending: tuple[tuple[str, str], ...]
    """Devices with what each sends."""


def touch(room: Room, actor: Actor, device: str, *, at: datetime) -> Presence:
    """Note that the actor has the room open on this device; the first time the room says who joined.

    Opening a private talk ends the actor's sound and picture in every other room of the case.
    """
    check(room, actor)
    with transaction.atomic():
        known = Presence.objects.filter(room=room, person=actor.person).exists()
        row, made = Presence.objects.get_or_create(
            room=room,
            person=actor.person,
            device=device,
            defaults={"role": role_of(actor), "side": side_of(actor), "seen_at": at},
        )
        back = made or not row.here
        Presence.objects.filter(pk=row.pk).update(here=True, seen_at=at)
        if not known:
            post_event(room, "joined", {}, by=actor, at=at)
        if back and room.side:
            _silence_elsewhere(room, actor)
        sweep(room, at=at)
        if back:
            stir(room)
    return row


def set_media(room: Room, actor: Actor, device: str, media: str, *, at: datetime) -> None:
    """Note what the device sends (``none``, ``audio``, ``video``); sound and picture live in one room at a time."""
    with transaction.atomic():
        touch(room, actor, device, at=at)
        if media != Presence.Media.NONE:
            _silence_elsewhere(room, actor)
        Presence.objects.filter(room=room, person=actor.person, device=device).update(media=media)
        stir(room)


def _silence_elsewhere(room: Room, actor: Actor) -> None:
    sending = Presence.objects.filter(room__case=room.case_id, person=actor.person).exclude(room=room)
    for other in Room.objects.filter(presences__in=sending.exclude(media="none")).distinct():
        Presence.objects.filter(room=other, person=actor.person).update(media="none")
        stir(other)


def leave(room: Room, actor: Actor, device: str, *, at: datetime) -> None:
    """Note that the page on this device was closed."""
    check(room, actor)
    with transaction.atomic():
        gone = Presence.objects.filter(room=room, person=actor.person, device=device, here=True)
        if gone.update(here=False, seen_at=at, media="none"):
            stir(room)


def sweep(room: Room, *, at: datetime) -> None:
    """Clear presences that nobody renewed for ``GONE`` and note who left."""
    stale = Presence.objects.filter(room=room, seen_at__lt=at - GONE).select_related("person")
    for row in list(stale):
        deleted, _each = Presence.objects.filter(pk=row.pk, seen_at=row.seen_at).delete()
        if deleted and not Presence.objects.filter(room=room, person=row.person_id).exists():
            payload = {"name": row.person.name, "role": row.role, "side": row.side}
            post_event(room, "left", payload, by=SYSTEM, at=at)
        if deleted:
            stir(room)


def sweep_rooms(at: datetime) -> int:
    """Clear what closed laptops left behind in rooms that nobody has entered since; return how many rooms."""
    left = list(Room.objects.filter(presences__seen_at__lt=at - GONE).distinct())
    for room in left:
        sweep(room, at=at)
    return len(left)


def stir(room: Room) -> None:
    """Let the streams look at presence and signalling again."""
    Room.objects.filter(pk=room.pk).update(pulse=F("pulse") + 1)
    ring_after_commit(room.pk)


def who_is_here(room: Room, actor: Actor, *, at: datetime) -> list[Here]:
    """Return the persons in the room, applicant's side first; ``NoEntry`` for who may not know."""
    check(room, actor)
    rows = Presence.objects.filter(room=room, here=True, seen_at__gte=at - FRESH).select_related("person")
    by_person: dict[str, list[Presence]] = {}
    for row in rows.order_by("pk"):
        by_person.setdefault(str(row.person_id), []).append(row)
    here = [
        Here(
            person_id=person_id,
            name=group[0].person.name,
            role=group[0].role,
            side=group[0].side,
            media=max((row.media for row in group), key=["none", "audio", "video"].index),
            sending=tuple((row.device, row.media) for row in group if row.media != Presence.Media.NONE),
        )
        for person_id, group in by_person.items()
    ]
    return sorted(here, key=lambda one: ({"a": 0, "b": 1}.get(one.side, 2), one.name))
