"""Links to sign with: single use, bound to one person and one text, stored only as a digest."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from fengqiao.cases.models import Case
from fengqiao.documents.models import Document
from fengqiao.people.errors import TooOften
from fengqiao.people.models import Person
from fengqiao.people.throttle import Limit, refuse_if_full, take
from fengqiao.signing.models import DeviceBinding, SigningRequest

QR_LIFE = timedelta(minutes=15)
LINK_LIFE = timedelta(days=7)
DEVICE_LIFE = timedelta(days=90)
TOKEN_BYTES = 24  # 192 bits
BAD_TOKENS = (Limit(10, 3600),)
"""Wrong links of one client; counted in the database, so that it holds over every process."""


class TokenRefused(Exception):
    """The link does not open anything (unknown, used, expired, replaced, or the paper changed): always one answer."""

    def __init__(self) -> None:
        super().__init__(_("This link is not valid any more. Ask for a new one on the case page."))


class TooManyTokens(Exception):
    """Too many wrong links from one client; wait."""

    def __init__(self) -> None:
        super().__init__(_("Too many wrong links from this device. Please try again in an hour."))


def digest(secret: str) -> str:
    """What is stored of a token or a device key."""
    return hashlib.sha256(secret.encode()).hexdigest()


def issue_token(request: SigningRequest, *, at: datetime, life: timedelta = QR_LIFE) -> str:
    """A new link for a request; the earlier one stops working. ``life``: `QR_LIFE`, or `LINK_LIFE` for a message.

    Raises `TokenRefused` when the request does not wait for a signature (any more).
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    changed = SigningRequest.objects.filter(pk=request.pk, state=SigningRequest.State.WAITING).update(
        token_hash=digest(token), token_expires_at=at + life, token_used_at=None
    )
    if not changed:
        raise TokenRefused
    return token


def open_token(token: str, *, at: datetime, client: str) -> SigningRequest:
    """The request behind a link, without using the link up. ``client``: what wrong links are counted by (address).

    Raises `TokenRefused`, or `TooManyTokens` after ten wrong ones in an hour.
    """
    try:
        refuse_if_full("bad-token", client, BAD_TOKENS, at=at)
    except TooOften:
        raise TooManyTokens from None
    request = (
        SigningRequest.objects.filter(live_token(token, at))
        .exclude(document__state=Document.State.VOID)
        .select_related("document__case__dispute", "person", "participation")
        .first()
    )
    if request is None or request.document.content_digest != request.document_digest:
        _count_bad_token(client, at)
        raise TokenRefused
    return request


def _count_bad_token(client: str, at: datetime) -> None:
    """Count one wrong link; `TooManyTokens` when others of the same client have filled the hour meanwhile."""
    try:
        take("bad-token", client, BAD_TOKENS, at=at)
    except TooOften:
        raise TooManyTokens from None


def live_token(token: str, at: datetime) -> Q:
    """The filter of requests that the token opens now.

    Columns of the request's own row only: over a join Django updates ``WHERE id IN (SELECT …)``, which PostgreSQL does
    not look at again after waiting for the row, so that two phones would both win.
    """
    return Q(token_hash=digest(token), token_used_at=None, token_expires_at__gt=at, state=SigningRequest.State.WAITING)


def bind_device(person: Person, case: Case, *, at: datetime) -> str:
    """Bind the browser at hand to the person for this case; return the key for its cookie (stored as a digest)."""
    key = secrets.token_urlsafe(TOKEN_BYTES)
    DeviceBinding.objects.create(
        person=person, case=case, key_hash=digest(key), bound_at=at, expires_at=at + DEVICE_LIFE
    )
    return key


def device_bound(key: str, person: Person, case: Case, *, at: datetime) -> bool:
    """Whether the key in the cookie binds this browser to this person for this case."""
    wanted: dict[str, Any] = {"key_hash": digest(key), "person": person, "case": case, "expires_at__gt": at}
    return bool(key) and DeviceBinding.objects.filter(**wanted).exists()
