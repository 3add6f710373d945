"""Putting evidence forward."""

from __future__ import annotations

import json
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from fengqiao.cases.models import Dispute
from fengqiao.evidence.models import Evidence
from fengqiao.files.models import Blob
from fengqiao.ledger.actions import commit
from fengqiao.ledger.models import Leaf
from fengqiao.people.models import Person


def deposit(blob: Blob, *, at: datetime) -> Leaf:
    """Put the digests of a file into the ledger; from this moment a change of the file would show."""
    return commit("evidence", ledger_content(blob), at=at)


def ledger_content(blob: Blob) -> bytes:
    """Return what the leaf commits to: whoever has the file can make these bytes again."""
    body = {"sha256": blob.sha256, "size": blob.size, "sm3": blob.sm3}
    return json.dumps(body, sort_keys=True, separators=(",", ":")).encode()


def add_evidence(
    dispute: Dispute,
    side: str,
    blob: Blob,
    *,
    title: str,
    proves: str,
    by: Person,
    at: datetime,
    leaf: Leaf | None = None,
) -> Evidence:
    """Put a stored file forward for a side (``a`` or ``b``). ``leaf`` is an earlier deposit of the same file.

    Both sides see it from now on. It cannot be changed or taken away afterwards, only spoken about.
    """
    with transaction.atomic():
        # Two files sent at once take turns on the dispute's row, so that each gets a position of its own.
        Dispute.objects.select_for_update().get(pk=dispute.pk)
        last = Evidence.objects.filter(dispute=dispute, side=side).aggregate(last=Max("position"))["last"] or 0
        return Evidence.objects.create(
            dispute=dispute,
            side=side,
            by=by,
            position=last + 1,
            kind=_kind(blob),
            title=title[:120],
            proves=proves,
            blob=blob,
            leaf=leaf or deposit(blob, at=at),
            captured={"how": "upload"},
            at=at,
        )


def _kind(blob: Blob) -> str:
    if blob.media_type == "application/pdf":
        return Evidence.Kind.PDF
    return Evidence.Kind.SCREENSHOT if blob.media_type == "image/png" else Evidence.Kind.PHOTO
