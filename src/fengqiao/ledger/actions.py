"""Writing to the log."""

from __future__ import annotations

import hmac
import json
import secrets
from datetime import datetime
from zoneinfo import ZoneInfo

from fengqiao.ledger.merkle import leaf_hash
from fengqiao.ledger.models import Leaf, Salt

SHANGHAI = ZoneInfo("Asia/Shanghai")


def commit(kind: str, content: bytes, *, at: datetime) -> Leaf:
    """Insert a pending leaf for ``content`` in the caller's transaction and return it.

    The leaf holds two salted digests (HMAC with SHA-256 and with SM3), the kind and the second; not the content.
    """
    salt = secrets.token_bytes(32)
    data = leaf_data(kind, content, salt, at=at)
    leaf = Leaf.objects.create(
        shard=at.astimezone(SHANGHAI).year,
        kind=kind,
        data=data,
        hash=leaf_hash(data),
        created_at=at,
    )
    Salt.objects.create(leaf=leaf, value=salt)
    return leaf


def leaf_data(kind: str, content: bytes, salt: bytes, *, at: datetime) -> bytes:
    """Return the canonical bytes of a leaf; whoever has content and salt can make them again."""
    body = {
        "at": at.astimezone(ZoneInfo("UTC")).isoformat(timespec="seconds"),
        "kind": kind,
        "sha256": hmac.new(salt, content, "sha256").hexdigest(),
        "sm3": hmac.new(salt, content, "sm3").hexdigest(),
        "v": 1,
    }
    return json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
