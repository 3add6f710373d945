"""Idempotency: the same key with the same request gets the first answer again; with another request it is refused."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction

from fengqiao.api.models import KeptAnswer
from fengqiao.people.models import Person


class KeyReused(Exception):
    """The key came with another request before."""


def kept(person: Person, key: str, asked: Any) -> dict[str, Any] | None:
    """Return the stored answer for this key, if any; KeyReused when it belongs to another request."""
    row = KeptAnswer.objects.filter(person=person, key=key[:80]).first()
    if row is None:
        return None
    if row.request_digest != _digest(asked):
        raise KeyReused(key)
    body: dict[str, Any] = row.body
    return body


def keep(person: Person, key: str, asked: Any, status: int, body: dict[str, Any], *, at: datetime) -> dict[str, Any]:
    """Store the answer and return it; a simultaneous twin keeps the first."""
    plain = json.loads(json.dumps(body, cls=DjangoJSONEncoder))
    try:
        with transaction.atomic():
            KeptAnswer.objects.create(
                person=person, key=key[:80], request_digest=_digest(asked), status=status, body=plain, at=at
            )
    except IntegrityError:
        return kept(person, key, asked) or plain
    return body


def _digest(asked: Any) -> str:
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
