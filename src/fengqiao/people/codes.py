"""One-time codes by text message and e-mail: six digits, ten minutes, once, for one address and one purpose."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fengqiao import gateways
from fengqiao.people.contacts import clean_address
from fengqiao.people.fields import blind_index
from fengqiao.people.models import OneTimeCode
from fengqiao.people.throttle import Limit, refuse_if_full, take

LIFE = timedelta(minutes=10)
MOST_TRIES = 5
PER_ADDRESS = (Limit(1, 60), Limit(5, 3600))
WRONG_PER_ADDRESS = (Limit(10, 3600),)

PURPOSES: dict[str, Promise] = {
    "login": _("log in to Fengqiao"),
    "identify": _("check your identity on Fengqiao"),
    "resume": _("go on with an application that you began"),
    "me": _("confirm that you change your own data"),
    "new_address": _("confirm a new number or e-mail address"),
    "open": _("open a paper on a new device"),
    "sign": _("sign a paper"),
    "confirm": _("apply for judicial confirmation"),
    "receive": _("open a paper that was delivered to you"),
}
"""What a code is for, as the message says it after "to"."""
OPEN_TO_ANYBODY = frozenset({"login", "identify", "resume"})
"""Purposes that need no log-in: they share one count, so that nobody can be flooded through the second."""


def send_code(
    channel: str, address: str, *, purpose: str, at: datetime, scope: str = "", client: str = ""
) -> gateways.Result:
    """Send a fresh code; older ones for the same address and purpose end. The same answer for known and unknown.

    ``scope`` binds the code to one visit or paper, ``client`` is the network address that asked. Raises TooOften
    over one a minute or five an hour for the address (or the configured number for the client).
    """
    words = str(PURPOSES[purpose])
    _channel, address = clean_address(address)
    bucket = "open" if purpose in OPEN_TO_ANYBODY else purpose
    if client:
        most = settings.CODES_PER_CLIENT
        take("send-from", client, (Limit(max(1, most // 5), 60), Limit(most, 3600)), at=at)
    take(f"send-{bucket}", address, PER_ADDRESS, at=at)
    code = f"{secrets.randbelow(1_000_000):06d}"
    row = _store(code, address, purpose, scope, at)
    result = _send(channel, address, code, words, at)
    OneTimeCode.objects.filter(pk=row.pk).update(sent=result.state)
    return result


def check_code(address: str, code: str, *, purpose: str, at: datetime, scope: str = "", client: str = "") -> bool:
    """Return whether the code is right, and use it up. TooOften from the eleventh wrong try in an hour on.

    Wrong, expired, used, tried five times already and never sent all answer False.
    """
    _channel, address = clean_address(address)
    who = f"{address} {client}"
    refuse_if_full("wrong-code", who, WRONG_PER_ADDRESS, at=at, field="code")
    index, bound = blind_index(address), _bound(scope)
    row = OneTimeCode.objects.filter(address_index=index, purpose=purpose, scope=bound).order_by("-pk").first()
    counted = row is not None and _count_try(row, at)
    # Digest and comparison are done for unknown addresses too, so that the time says nothing.
    right = constant_time_compare(row.digest if row else "", _digest(code.strip(), index, purpose, bound))
    if counted and right and row is not None and _use(row, at):
        return True
    take("wrong-code", who, WRONG_PER_ADDRESS, at=at, field="code")
    return False


def forget_codes(*, before: datetime) -> int:
    """Delete codes that ended before a moment; return how many."""
    return OneTimeCode.objects.filter(expires_at__lt=before).delete()[0]


def _store(code: str, address: str, purpose: str, scope: str, at: datetime) -> OneTimeCode:
    index, bound = blind_index(address), _bound(scope)
    with transaction.atomic():
        OneTimeCode.objects.filter(address_index=index, purpose=purpose, expires_at__gt=at).update(expires_at=at)
        return OneTimeCode.objects.create(
            address_index=index,
            purpose=purpose,
            scope=bound,
            digest=_digest(code, index, purpose, bound),
            created_at=at,
            expires_at=at + LIFE,
        )


def _send(channel: str, address: str, code: str, words: str, at: datetime) -> gateways.Result:
    text = gettext(
        "[%(who)s] Your code is %(code)s, valid for 10 minutes, to %(purpose)s. Courts and mediators never ask for it: "
        "tell it to nobody. If you did not ask for it, ignore this message."
    ) % {"who": settings.COURT["name"], "code": code, "purpose": words}
    if channel == "mail":
        subject = gettext("Your code for Fengqiao")
        return gateways.mail().send(address, subject, text, at=at)
    return gateways.sms().send(address, text, at=at)


def _count_try(row: OneTimeCode, at: datetime) -> bool:
    """Count one try before comparing, so that simultaneous guesses cannot pass the limit."""
    live = OneTimeCode.objects.filter(pk=row.pk, used_at=None, expires_at__gt=at, tries__lt=MOST_TRIES)
    return live.update(tries=F("tries") + 1) == 1


def _use(row: OneTimeCode, at: datetime) -> bool:
    return OneTimeCode.objects.filter(pk=row.pk, used_at=None).update(used_at=at) == 1


def _bound(scope: str) -> str:
    return salted_hmac("people.code.scope", scope, algorithm="sha256").hexdigest() if scope else ""


def _digest(code: str, index: str, purpose: str, bound: str) -> str:
    return salted_hmac("people.code", f"{code}|{index}|{purpose}|{bound}", algorithm="sha256").hexdigest()
