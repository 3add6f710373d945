"""From promised notices to messages, and from messages to the gateways.

A telling becomes a message in one transaction, once. A message is handed to a gateway at least once and always with
the same code: when a worker dies between the gateway's yes and our mark, the next one sends the same message again.
"""

from __future__ import annotations

import secrets
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from fengqiao import gateways
from fengqiao.cases.models import Dispute, Participation, Telling
from fengqiao.notices.limits import within_limit
from fengqiao.notices.models import Message
from fengqiao.notices.recipients import address, channels
from fengqiao.notices.texts import words_for
from fengqiao.notices.wording import court_of, language_of, wording
from fengqiao.people.models import Person
from fengqiao.textkit.codes import SPACE, code_of

SHANGHAI = ZoneInfo("Asia/Shanghai")
QUIET_FROM, QUIET_UNTIL = time(22), time(8)
BATCH = 200
CLAIM = timedelta(minutes=2)
"""After so long a worker that did not come back is taken for dead and its message is sent again."""


def send_pending(at: datetime) -> int:
    """Turn promised notices into messages and send what is due; return how many were handed over."""
    tellings = Telling.objects.filter(sent_at=None).select_related("record", "participation__case__organisation")
    for telling in tellings.order_by("pk")[:BATCH]:
        promise(telling, at=at)
    sent = 0
    for message in _due(at):
        sent += hand_over(message, at=at)
    return sent


def promise(telling: Telling, *, at: datetime) -> Message | None:
    """Make the message of a promised notice; None when another worker made it."""
    record = telling.record
    with transaction.atomic():
        if not Telling.objects.filter(pk=telling.pk, sent_at=None).update(sent_at=at):
            return None
        return _write(telling.participation, record.step, at=at, telling=telling, taken_by=record.role)


def announce(participation: Participation, kind: str, *, at: datetime, leads_to: str = "") -> Message:
    """Queue a message about an occasion that is no step, such as a delivery; in the caller's transaction."""
    return _write(participation, kind, at=at, leads_to=leads_to)


def hand_over(message: Message, *, at: datetime) -> bool:
    """Give one message to its gateway; on failure the next channel is tried at once. Return whether it was accepted."""
    while message.state == Message.State.QUEUED and _claim(message, at):
        result = _send(message, at)
        if result.ok:
            Message.objects.filter(pk=message.pk).update(state=Message.State.ACCEPTED, sent_at=at)
            return True
        _next_channel(message, result.reason, at)
    return False


def mark_opened(message: Message, *, at: datetime) -> None:
    """Note that the addressee opened it; the first time counts."""
    Message.objects.filter(pk=message.pk, opened_at=None).update(opened_at=at)


def mark_handled(message: Message, person: Person, *, at: datetime) -> None:
    """Note that a clerk has seen to a message that did not arrive."""
    Message.objects.filter(pk=message.pk, handled_at=None).update(handled_at=at, handled_by=person)


def earliest(at: datetime, *, urgent: bool) -> datetime:
    """Return when a message may go out: not between 22:00 and 8:00, except the urgent and in the demo."""
    local = at.astimezone(SHANGHAI)
    quiet = local.time() >= QUIET_FROM or local.time() < QUIET_UNTIL
    if urgent or settings.DEMO or not quiet:
        return at
    morning = datetime.combine(local.date(), QUIET_UNTIL, SHANGHAI)
    return morning if morning > local else morning + timedelta(days=1)


def _write(
    participation: Participation,
    kind: str,
    *,
    at: datetime,
    telling: Telling | None = None,
    taken_by: str = "",
    leads_to: str = "",
) -> Message:
    code = _free_code()
    words, line = wording(participation, kind, code, taken_by=taken_by), words_for(kind, participation.role)
    channel, free = channels(participation, at=at)[0], at
    if not (line and line.statutory):
        channel, free = within_limit(participation, channel, at=at)
    here = channel == Message.Channel.IN_APP
    return Message.objects.create(
        code=code,
        participation=participation,
        telling=telling,
        kind=kind,
        channel=channel,
        summary=words.summary,
        text=words.text,
        leads_to=leads_to,
        created_at=at,
        not_before=earliest(free, urgent=bool(line and line.urgent)),
        state=Message.State.ACCEPTED if here else Message.State.QUEUED,
        sent_at=at if here else None,
    )


def _free_code() -> str:
    """Draw a code that no message and no dispute has, so that one box on the home page serves both."""
    while True:
        code = code_of(secrets.randbelow(SPACE))
        taken = Dispute.objects.filter(code__in=(code, code.replace("-", ""))).exists()
        if not taken and not Message.objects.filter(code=code).exists():
            return code


def _due(at: datetime) -> list[Message]:
    free = Q(claimed_at=None) | Q(claimed_at__lt=at - CLAIM)
    rows = Message.objects.filter(free, state=Message.State.QUEUED, not_before__lte=at)
    return list(
        rows.select_related("participation__case__organisation", "participation__person").order_by("pk")[:BATCH]
    )


def _claim(message: Message, at: datetime) -> bool:
    """Take the message for this worker; False when another one has it or had it."""
    free = Q(claimed_at=None) | Q(claimed_at__lt=at - CLAIM)
    mine = Message.objects.filter(free, pk=message.pk, state=Message.State.QUEUED, attempts=message.attempts)
    if not mine.update(claimed_at=at, attempts=F("attempts") + 1):
        return False
    message.attempts += 1
    return True


def _send(message: Message, at: datetime) -> gateways.Result:
    to = address(message.participation, message.channel, at=at)
    if not to:
        return gateways.Result(gateways.State.REFUSED, "no_address")
    if message.channel == Message.Channel.SMS:
        return gateways.sms().send(to, message.text, at=at)
    with override(language_of(message.participation)):
        subject = _("%(court)s, code %(code)s") % {"court": court_of(message.participation.case), "code": message.code}
    return gateways.mail().send(to, subject, message.text, at=at)


def _next_channel(message: Message, reason: str, at: datetime) -> None:
    """Note the failure and go to the next channel; after the last one the message has failed."""
    message.failures = [*message.failures, {"channel": message.channel, "reason": reason, "at": at.isoformat()}]
    ways = channels(message.participation, at=at)
    tried = {failure["channel"] for failure in message.failures}
    left = [way for way in ways if way not in tried]
    message.channel = left[0] if left else message.channel
    message.state = Message.State.QUEUED if left else Message.State.FAILED
    message.claimed_at = None
    message.save(update_fields=["failures", "channel", "state", "claimed_at"])
