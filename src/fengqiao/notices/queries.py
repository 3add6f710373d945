"""Reading messages."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from fengqiao.cases.gates import cases_of
from fengqiao.notices.models import Message
from fengqiao.notices.texts import INVITATION
from fengqiao.people.models import Person
from fengqiao.textkit.codes import parse_code
from fengqiao.textkit.reasons import TextRefused


def message_by_code(code: str) -> Message | None:
    """Return the message with this code, however it was typed; None when there is none."""
    try:
        printed = parse_code(code)
    except TextRefused:
        return None
    found = Message.objects.select_related("participation__case__organisation__invited_by", "participation__person")
    return found.filter(code=printed).first()


def is_open_invitation(message: Message) -> bool:
    """Return whether the message invites a respondent who has not joined yet."""
    row = message.participation
    return message.kind == INVITATION and row.role == "respondent" and row.joined_at is None and row.until is None


def messages_for(person: Person, *, at: datetime) -> QuerySet[Message]:
    """Return the messages of every participant that the person is or acts for, newest first."""
    acting = Q(participation__representations__person=person, participation__representations__refused_because="")
    now = Q(participation__representations__until=None) | Q(participation__representations__until__gt=at)
    rows = Message.objects.filter(Q(participation__person=person) | (acting & now)).distinct()
    return rows.select_related("participation__case__dispute").order_by("-created_at", "-pk")


def unread_count(person: Person, *, at: datetime) -> int:
    """Return how many messages the person has not opened."""
    return messages_for(person, at=at).filter(opened_at=None).count()


def troubles(person: Person, *, at: datetime) -> QuerySet[Message]:
    """Return messages that failed on some channel and that nobody has seen to, of the cases that a clerk reaches."""
    rows = Message.objects.exclude(failures=[]).filter(handled_at=None)
    reached = cases_of(person, at=at).values("pk")
    return rows.filter(participation__case__in=reached).select_related("participation__case__dispute")
