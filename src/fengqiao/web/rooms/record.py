"""Undisputed facts and the mediation record, from within the joint room."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from fengqiao.mediation import actions
from fengqiao.mediation.models import Fact
from fengqiao.mediation.queries import record_of
from fengqiao.rooms.actions import plain, post_event, ready, same_event
from fengqiao.rooms.models import Room, RoomEvent
from fengqiao.web.rooms.answer import Seat, room_act


def _post(seat: Seat, kind: str, payload: dict[str, object]) -> RoomEvent:
    return post_event(seat.room, kind, payload, by=seat.actor, at=seat.at, client_id=seat.client_id)


def _done_before(seat: Seat) -> RoomEvent | None:
    """Return what this page already did with this client id; Http404 outside the joint room."""
    if seat.room.kind != Room.Kind.JOINT:
        raise Http404
    if found := same_event(seat.room, seat.actor.person, seat.client_id):
        return found
    ready(seat.room, seat.actor, at=seat.at)
    return None


@room_act("facts")
def propose(seat: Seat) -> RoomEvent:
    """Put a fact to both sides."""
    if done := _done_before(seat):
        return done
    with transaction.atomic():
        text = plain(seat.request.POST.get("text", ""))
        fact = actions.propose_fact(seat.room.case, seat.actor, text, at=seat.at)
        return _post(seat, "fact.proposed", {"text": fact.text})


@room_act("facts")
def tick(seat: Seat, fact_id: UUID) -> RoomEvent | None:
    """Tick a fact as not in dispute, or take the tick back."""
    if done := _done_before(seat):
        return done
    fact = Fact.objects.filter(pk=fact_id, case=seat.room.case).select_related("case").first()
    if fact is None:
        raise Http404
    with transaction.atomic():
        if seat.request.POST.get("act") == "untick":
            actions.untick_fact(fact, seat.actor, at=seat.at)
            return _post(seat, "fact.unticked", {"text": fact.text})
        ticked = actions.tick_fact(fact, seat.actor, at=seat.at)
        return _post(seat, "fact.ticked", {"text": fact.text, "undisputed": ticked.undisputed})


@room_act("record")
def write(seat: Seat) -> RoomEvent:
    """Write the next version of the mediation record."""
    if done := _done_before(seat):
        return done
    with transaction.atomic():
        text = plain(seat.request.POST.get("text", ""))
        record = actions.write_record(seat.room.case, seat.actor, text, at=seat.at)
        return _post(seat, "record.written", {"version": record.version})


@room_act("record")
def confirm(seat: Seat) -> RoomEvent:
    """Confirm the newest version of the mediation record; the page says which one it showed."""
    if done := _done_before(seat):
        return done
    record = record_of(seat.room.case)
    if record is None:
        raise Http404
    if seat.request.POST.get("version") != str(record.version):
        raise actions.CannotDo(_("There is a newer version of the record. Read that one first."))
    with transaction.atomic():
        actions.confirm_record(record, seat.actor, at=seat.at)
        return _post(seat, "record.confirmed", {"version": record.version})
