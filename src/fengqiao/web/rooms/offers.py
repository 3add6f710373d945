"""Making and answering offers in the joint room."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from fengqiao.negotiation import offers
from fengqiao.negotiation.models import Offer
from fengqiao.negotiation.queries import offers_of
from fengqiao.rooms.actions import ready, same_event
from fengqiao.rooms.models import Room
from fengqiao.rooms.refusals import RoomRefused
from fengqiao.web.rooms.answer import Seat, room_act
from fengqiao.web.rooms.forms import OfferForm


def _joint(seat: Seat) -> bool:
    """Return whether this page already did this act; Http404 outside the joint room."""
    if seat.room.kind != Room.Kind.JOINT:
        raise Http404
    if same_event(seat.room, seat.actor.person, seat.client_id):
        return True
    ready(seat.room, seat.actor, at=seat.at)
    return False


def _offer(seat: Seat, offer_id: UUID | str) -> Offer:
    offer = offers_of(seat.room.case).filter(pk=offer_id).first()
    if offer is None:
        raise Http404
    return offer


@room_act("offer")
def make(seat: Seat) -> None:
    """Make an offer, or answer the other side's by another one."""
    if _joint(seat):
        return
    form = OfferForm(seat.request.POST)
    if not form.is_valid():
        raise RoomRefused(" ".join(str(error) for errors in form.errors.values() for error in errors))
    offers.make_offer(
        seat.room.case,
        seat.actor,
        amount=form.cleaned_data["amount"],
        instalments=form.instalments,
        other=form.cleaned_data["other"],
        counters=_offer(seat, form.cleaned_data["counters"]) if form.cleaned_data["counters"] else None,
        at=seat.at,
        client_id=seat.client_id,
    )


@room_act("offers")
def accept(seat: Seat, offer_id: UUID) -> None:
    """Accept the other side's offer."""
    if not _joint(seat):
        offers.accept_offer(_offer(seat, offer_id), seat.actor, at=seat.at, client_id=seat.client_id)


@room_act("offers")
def reject(seat: Seat, offer_id: UUID) -> None:
    """Decline the other side's offer."""
    if not _joint(seat):
        reason = seat.request.POST.get("reason", "")
        offers.reject_offer(_offer(seat, offer_id), seat.actor, reason=reason, at=seat.at, client_id=seat.client_id)


@room_act("offers")
def withdraw(seat: Seat, offer_id: UUID) -> None:
    """Take back one's own offer."""
    if not _joint(seat):
        offers.withdraw_offer(_offer(seat, offer_id), seat.actor, at=seat.at, client_id=seat.client_id)
