"""How often one address hears about one dispute. What the law wants delivered is never held back."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from fengqiao.cases.models import Participation
from fengqiao.notices.models import Message
from fengqiao.notices.recipients import address

DAY = timedelta(days=1)
Channel = Message.Channel


def within_limit(participation: Participation, channel: str, *, at: datetime) -> tuple[str, datetime]:
    """Return the channel to use and the moment from which on.

    Above ``FENGQIAO_MESSAGES_A_DAY`` within 24 hours, whoever has joined reads the message on the platform; whoever has
    not, and could not, gets it when the first of that day is a day old.
    """
    if channel == Channel.IN_APP:
        return channel, at
    recent = _recent(participation, channel, at)
    if len(recent) < settings.MESSAGES_A_DAY:
        return channel, at
    if participation.person_id or participation.representations.filter(refused_because="", until=None).exists():
        return Channel.IN_APP, at
    return channel, recent[-settings.MESSAGES_A_DAY] + DAY


def _recent(participation: Participation, channel: str, at: datetime) -> list[datetime]:
    """Return when messages about this dispute went, or are to go, to the same address: of the last day, in order."""
    to = address(participation, channel, at=at)
    rows = Message.objects.filter(
        participation__case__dispute=participation.case.dispute_id, channel=channel, not_before__gt=at - DAY
    ).exclude(state=Message.State.FAILED)
    found = rows.select_related("participation__person")
    return sorted(row.not_before for row in found if address(row.participation, channel, at=at) == to)
