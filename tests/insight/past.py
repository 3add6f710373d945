"""Closed mediations of the past, without the way there."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from cast import Cast

from fengqiao.cases.models import Case, Dispute, Participation, Record
from fengqiao.evidence.models import Evidence
from fengqiao.files.models import Blob
from fengqiao.ledger.actions import commit

CAUSE = "网络服务合同纠纷"


def closed(
    cast: Cast,
    state: str,
    *,
    n: int,
    at: datetime,
    cause: str = CAUSE,
    respondents: int = 1,
    days: int = 10,
    pieces: int = 0,
) -> list[Case]:
    """Make ``n`` cases that closed at ``at``, ``days`` after their acceptance, spread over some respondents."""
    return [_one(cast, state, at, cause, f"某店{number % respondents}", days, pieces) for number in range(n)]


def _one(cast: Cast, state: str, at: datetime, cause: str, name: str, days: int, pieces: int) -> Case:
    opened = at - timedelta(days=days)
    dispute = Dispute.objects.create(
        code=uuid4().hex[:12], type_code="online_service", type_version="2026-01-01", cause=cause, story="x",
        request="x", created_by=cast.ali, created_at=opened,
    )  # fmt: skip
    case = Case.objects.create(
        dispute=dispute, procedure="mediation", state=state, opened_at=opened, changed_at=at, closed_at=at
    )
    Participation.objects.create(case=case, role="respondent", side="b", name=name, since=opened)
    Record.objects.create(
        case=case, number=1, step="mediation.accept", role="filing_clerk", at=opened, to_state="accepted",
        leaf=commit("step", b"x", at=opened),
    )  # fmt: skip
    for position in range(pieces):
        _piece(cast, dispute, position, opened)
    return case


def _piece(cast: Cast, dispute: Dispute, position: int, at: datetime) -> None:
    digest = uuid4().hex + uuid4().hex
    blob = Blob.objects.create(
        name="x.png", size=1, media_type="image/png", sha256=digest, sm3=digest, path=digest, created_at=at
    )
    Evidence.objects.create(
        dispute=dispute, side="a", by=cast.ali, position=position, kind="photo", title="x", blob=blob,
        leaf=commit("evidence", b"x", at=at), at=at,
    )  # fmt: skip
