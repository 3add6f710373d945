"""Who may enter a room: the only place that decides it, closed unless said otherwise."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from fengqiao.cases.actors import PARTY_ROLES, Actor, actor_of, everybody, representations
from fengqiao.people.models import Person
from fengqiao.rooms.models import Room
from fengqiao.rooms.refusals import NoEntry

TRIAL_ROLES = frozenset({"judge", "judges_clerk", "filing_clerk"})
"""Who holds one of these in a case reads nothing of its mediation (Mediation Rules 2021: talks stay out of trial)."""


def may_enter(room: Room, actor: Actor) -> bool:
    """Return whether ``actor`` may be in ``room``.

    Joint room: both sides and the mediator. A caucus: its own side and the mediator, but nobody who stands or ever
    stood on the other side too. Trial roles, strangers and the system: no.
    """
    if actor.person is None or actor.roles & TRIAL_ROLES:
        return False
    sides = sides_of(actor)
    if room.kind == Room.Kind.JOINT:
        return bool(sides) or "mediator" in actor.roles
    if sides:
        return sides == {room.side} and not _ever_on_the_other_side(room, actor.person)
    return "mediator" in actor.roles


def sides_of(actor: Actor) -> set[str]:
    """Return every bank that the actor stands on in this case."""
    rows = (actor.participation, *actor.also) if actor.participation else ()
    return {row.side for row in rows if row.role in PARTY_ROLES and row.side}


def _ever_on_the_other_side(room: Room, person: Person) -> bool:
    other = {"a": "b", "b": "a"}[room.side]
    stood = [row.person_id for row in everybody(room.case) if row.side == other]
    acted = [
        acting.person_id
        for acting in representations(room.case)
        if acting.participation.side == other and not acting.refused_because
    ]
    return person.pk in stood or person.pk in acted


def check(room: Room, actor: Actor) -> None:
    """Raise ``NoEntry`` unless the actor may be in the room."""
    if not may_enter(room, actor):
        raise NoEntry(f"{actor.name} may not be in {room.kind}")


def room_for(person: object, room_id: UUID | str, *, at: datetime) -> tuple[Room, Actor]:
    """Return the room and the actor that the person is in its case; Http404 for everybody who may not enter."""
    room = Room.objects.select_related("case__dispute", "case__organisation").filter(pk=room_id).first()
    if room is None or not isinstance(person, Person) or not person.is_active:
        raise Http404
    actor = actor_of(person, room.case, at=at)
    if not may_enter(room, actor):
        raise Http404
    return room, actor


def rooms_for(actor: Actor, case_id: UUID, among: QuerySet[Room] | None = None) -> list[Room]:
    """Return the rooms of a case that the actor may enter, the joint one first; ``among`` may bring figures along."""
    rooms = (Room.objects.all() if among is None else among).filter(case=case_id).select_related("case")
    order = {"joint": 0, "caucus_a": 1, "caucus_b": 2}
    return sorted((room for room in rooms if may_enter(room, actor)), key=lambda room: order[room.kind])
