"""Promise, open, and record deliveries. Sending is a job, see ``sending``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fengqiao.cases.models import Participation
from fengqiao.delivery.letters import queue_paper
from fengqiao.delivery.models import Attempt, Delivery
from fengqiao.delivery.rules import as_rule
from fengqiao.delivery.tasks import send_when_sealed
from fengqiao.documents.models import Document
from fengqiao.law.delivery import day_of, received_on_paper
from fengqiao.people.errors import NotAccepted
from fengqiao.people.models import Person

Grade, State = Delivery.Grade, Attempt.State
GRADES = [grade.value for grade in Grade]


def deliver(document: Document, participations: Iterable[Participation], *, at: datetime) -> list[Delivery]:
    """Promise a paper to all of these at the same moment; call it inside the step that issues the paper.

    The job sends it to everybody together once the file is printed and sealed. Promising twice changes nothing.
    """
    rows = [
        Delivery.objects.get_or_create(document=document, participation=row, defaults={"promised_at": at})[0]
        for row in participations
    ]
    send_when_sealed.enqueue(str(document.pk))
    return rows


def open_delivery(delivery: Delivery, person: Person, *, at: datetime) -> Delivery:
    """Note that the addressee opened the paper; the first time counts.

    The grade says how sure we are: somebody whose real name was checked (``verified_at``) confirms the identity.
    """
    grade = Grade.IDENTITY_CONFIRMED if person.verified_at else Grade.OPENED
    Delivery.objects.filter(pk=delivery.pk, opened_at=None).update(opened_at=at, opened_by=person)
    below = GRADES[: GRADES.index(grade)]
    Delivery.objects.filter(pk=delivery.pk, grade__in=below).update(grade=grade)
    delivery.refresh_from_db()
    return delivery


def ask_for_copy(delivery: Delivery, person: Person, *, at: datetime) -> Delivery:
    """Put a paper copy into the clerk's queue (民事诉讼法第90条); asking twice gives one copy."""
    with transaction.atomic():
        if Delivery.objects.filter(pk=delivery.pk, copy_asked_at=None).update(copy_asked_at=at):
            queue_paper(delivery, at=at, copy=True, by=person)
    delivery.refresh_from_db()
    return delivery


def mark_posted(attempt: Attempt, clerk: Person, *, on: date, number: str, at: datetime) -> Attempt:
    """Note the day and the number of a posted letter."""
    _not_ahead(on, attempt.at, at)
    done = _from(attempt, State.QUEUED).update(state=State.POSTED, on=on, detail=number.strip()[:200], by=clerk)
    if not done:
        raise NotAccepted(_("This letter was noted already."))
    attempt.refresh_from_db()
    return attempt


def mark_received(attempt: Attempt, clerk: Person, *, on: date, at: datetime) -> Attempt:
    """Note the day on the return card or on the receipt: from then on the delivery counts."""
    by_post = attempt.state == State.POSTED
    _not_ahead(on, attempt.at, at)
    if by_post and attempt.on and on < attempt.on:
        raise NotAccepted(_("It was received before it was posted? Please look at the day again."), field="on")
    with transaction.atomic():
        if not _from(attempt, State.QUEUED, State.POSTED).update(state=State.RECEIVED, on=on, by=clerk):
            raise NotAccepted(_("This letter was noted already."))
        if not attempt.copy:
            effect = received_on_paper(by_post, on)
            waiting = Delivery.objects.filter(pk=attempt.delivery_id, effect_on=None)
            waiting.update(effect_on=effect.day, effect_rule=as_rule(effect))
            below = Delivery.objects.filter(pk=attempt.delivery_id, grade__in=[Grade.PROMISED, Grade.SENT])
            below.update(grade=Grade.DELIVERED)
    attempt.refresh_from_db()
    return attempt


def mark_returned(attempt: Attempt, clerk: Person, *, reason: str, at: datetime) -> Attempt:
    """Note that a letter came back, and put the next try into the queue."""
    reason = reason.strip()
    if not reason:
        raise NotAccepted(_("Say why the letter came back, for example: moved, refused."), field="reason")
    with transaction.atomic():
        if not _from(attempt, State.POSTED).update(state=State.FAILED, detail=reason[:200], by=clerk):
            raise NotAccepted(_("Only a posted letter can come back."))
        return queue_paper(attempt.delivery, at=at, copy=attempt.copy, by=clerk)


def _from(attempt: Attempt, *states: str):  # type: ignore[no-untyped-def]  # a queryset of Attempt
    return Attempt.objects.filter(pk=attempt.pk, channel=Attempt.Channel.PAPER, state__in=states)


def _not_ahead(on: date, queued_at: datetime, at: datetime) -> None:
    if on > day_of(at):
        raise NotAccepted(_("This day is still to come. Please look at the day again."), field="on")
    if on < day_of(queued_at):
        raise NotAccepted(_("This day lies before the paper was issued. Please look at the day again."), field="on")
