"""WebRTC messages from one device to another in the same room. They pass through; they are no record."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from fengqiao.cases.actors import Actor
from fengqiao.rooms.access import check
from fengqiao.rooms.models import Presence, Room, Signal
from fengqiao.rooms.presence import FRESH, stir
from fengqiao.rooms.refusals import RoomRefused, TooFast

LONGEST_SIGNAL = 20_000
"""Characters; a session description with four media lines has about 6,000."""
SIGNALS_A_MINUTE = 400
LIFE = timedelta(minutes=1)


def send_signal(room: Room, actor: Actor, data: str, *, sender: str, receiver: str, at: datetime) -> None:
    """Leave a message for the receiver's stream; ``RoomRefused`` unless both take part in this room's call."""
    check(room, actor)
    if len(data) > LONGEST_SIGNAL or "\0" in data:
        raise RoomRefused(_("The page sent something that the room does not understand. Reload the page."))
    present = Presence.objects.filter(room=room, here=True, seen_at__gte=at - FRESH).exclude(media="none")
    sending = present.filter(device=sender, person=actor.person).select_related("person").first()
    if sending is None or not present.filter(device=receiver).exists():
        raise RoomRefused(_("The other device is not in the call of this room."))
    with transaction.atomic():
        forget_signals(at)
        if Signal.objects.filter(by=actor.person, at__gte=at - LIFE).count() >= SIGNALS_A_MINUTE:
            raise TooFast(_("The video connection asks too often. Leave the video and enter it again."))
        Signal.objects.create(
            room=room,
            by=sending.person,
            sender=sender,
            receiver=receiver,
            data=data,
            at=at,
        )
        stir(room)


def signals_for(room: Room, actor: Actor, device: str, after: int) -> list[Signal]:
    """Return what waits for one of the actor's own devices, oldest first."""
    check(room, actor)
    if not Presence.objects.filter(room=room, device=device, person=actor.person).exists():
        return []
    return list(Signal.objects.filter(room=room, receiver=device, pk__gt=after).order_by("pk"))


def forget_signals(at: datetime) -> int:
    """Delete what waited longer than a minute; return how many."""
    return Signal.objects.filter(at__lt=at - LIFE).delete()[0]


def newest_signal(room: Room) -> int:
    """Return the id after which a new stream listens."""
    return Signal.objects.filter(room=room).order_by("-pk").values_list("pk", flat=True).first() or 0
