"""Send a sealed paper to everybody it was promised to, at the same moment and once.

One transaction: rows locked, marked, released to be read, ways written, messages queued, receipts issued. Killed before
its end nothing has happened; after it everything has.
"""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction

from fengqiao.delivery.letters import queue_paper
from fengqiao.delivery.models import Attempt, Delivery
from fengqiao.delivery.receipts import issue_receipt
from fengqiao.delivery.rules import as_rule, may_go_electronically
from fengqiao.documents.actions import release
from fengqiao.documents.models import Document
from fengqiao.documents.papers import signature_blocks
from fengqiao.law import delivery as law
from fengqiao.notices.actions import announce
from fengqiao.notices.models import Message
from fengqiao.notices.recipients import address
from fengqiao.signing.queries import verdict_on
from fengqiao.textkit.names import mask_email, mask_phone

logger = logging.getLogger(__name__)
MASKS = {Message.Channel.SMS: mask_phone, Message.Channel.MAIL: mask_email}


def send(document_id: str, *, at: datetime) -> int:
    """Send the paper if it is ready; return how many deliveries went out now."""
    document = Document.objects.select_related("case__dispute", "case__organisation", "blob").get(pk=document_id)
    if not document.deliveries.filter(sent_at=None).exists() or not ready(document, at=at):
        return 0
    with transaction.atomic():
        waiting = document.deliveries.select_for_update(of=("self",)).filter(sent_at=None)
        rows = list(waiting.select_related("participation__person", "participation__organisation").order_by("pk"))
        if rows:
            release(document, at=at)
        for row in rows:
            row.document = document
            _dispatch(row, at)
    return len(rows)


def ready(document: Document, *, at: datetime) -> bool:
    """Return whether the paper is printed, signed in every place, and found unchanged."""
    if document.state != Document.State.RENDERED:
        return False
    if not signature_blocks(document.fields):
        return True
    verdict = verdict_on(document, at=at)
    if not verdict.valid and not verdict.open_fields:
        reasons = [reason.code for reason in verdict.reasons]
        logger.error("delivery_held document=%s reasons=%s", document.pk, reasons)
    return verdict.complete


def _dispatch(delivery: Delivery, at: datetime) -> None:
    row, day = delivery.participation, law.day_of(at)
    delivery.sent_at, delivery.electronic = at, may_go_electronically(delivery.document, row, day)
    facts = law.Attempt(sent_at=at, confirmed=True, arrived_at=at, channel="in_app")
    effect = law.effect(facts, consented=delivery.electronic)
    delivery.effect_on, delivery.effect_rule = effect.day, as_rule(effect)
    delivery.grade = Delivery.Grade.DELIVERED if effect.delivered else Delivery.Grade.SENT
    delivery.save()
    if delivery.electronic:
        Attempt.objects.create(delivery=delivery, channel="in_app", state=Attempt.State.ACCEPTED, at=at)
    else:
        queue_paper(delivery, at=at)
    message = announce(row, "delivery", at=at, leads_to=f"/papers/{delivery.pk}/")
    if message.channel in MASKS:
        masked = MASKS[Message.Channel(message.channel)](address(row, message.channel, at=at))
        Attempt.objects.create(delivery=delivery, channel=message.channel, address=masked, at=at, message=message)
    if delivery.electronic:
        issue_receipt(delivery, message, at=at)
