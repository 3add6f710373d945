"""The part of the case page that shows what the other side answered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from fengqiao.cases.actors import Actor
from fengqiao.cases.models import Case
from fengqiao.mediation.queries import may_read_content, mediation_of


def answer_of(case: Case, actor: Actor, at: datetime) -> Mapping[str, Any] | None:
    """Return the other side's answer to those who take part in the talks; it never leaves the mediation (T18)."""
    if case.procedure != "mediation" or not may_read_content(actor):
        return None
    row = mediation_of(case)
    return {"mediation": row} if row.answered_at else None
