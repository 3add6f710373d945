"""The part of the case page that leads to the agreement."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from fengqiao.cases.actors import PARTY_ROLES, Actor
from fengqiao.cases.models import Case
from fengqiao.negotiation.agreements import live_agreement


def agreement_of(case: Case, actor: Actor, at: datetime) -> Mapping[str, Any] | None:
    """Return the agreement in force or in work; the mediator of open talks can begin one."""
    writes = "mediator" in actor.roles and case.state == "open"
    if case.procedure != "mediation" or not (writes or actor.roles & (PARTY_ROLES | {"mediator"})):
        return None
    agreement = live_agreement(case)
    if agreement is None and not writes:
        return None
    return {"case": case, "agreement": agreement, "writes": writes}
