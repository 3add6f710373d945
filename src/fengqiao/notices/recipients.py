"""Where a message can go."""

from __future__ import annotations

from datetime import datetime

from fengqiao.cases.actors import PARTY_ROLES
from fengqiao.cases.models import Participation
from fengqiao.cases.representation import current
from fengqiao.notices.models import Message
from fengqiao.people.models import Person

Channel = Message.Channel


def channels(participation: Participation, *, at: datetime) -> list[str]:
    """Return the channels in the order in which they are tried; officers read their notices on the platform."""
    if participation.role not in PARTY_ROLES:
        return [Channel.IN_APP]
    found = [channel for channel in (Channel.SMS, Channel.MAIL) if address(participation, channel, at=at)]
    return [*found] or [Channel.IN_APP]


def address(participation: Participation, channel: str, *, at: datetime) -> str:
    """Return the number or e-mail address: the checked one of whoever joined, else the one that was named."""
    field = {Channel.SMS: "phone", Channel.MAIL: "email"}.get(Channel(channel))
    if field is None:
        return ""
    for person in persons_of(participation, at=at):
        if found := getattr(person, field):
            return str(found)
    return str(getattr(participation, field))


def persons_of(participation: Participation, *, at: datetime) -> list[Person]:
    """Return the persons who read for this participant: itself, and whoever acts for it."""
    own = [participation.person] if participation.person else []
    return own + [row.person for row in current(participation, at=at).select_related("person").order_by("pk")]
