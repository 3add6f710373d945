"""The way from the own case page to the risk review; no trace of it on anybody else's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import Http404

from fengqiao.cases.actors import Actor
from fengqiao.cases.models import Case
from fengqiao.insight.queries import asking_party


def risk_panel(case: Case, actor: Actor, at: datetime) -> Mapping[str, Any] | None:
    """Return something only for the asking party."""
    try:
        asking_party(case, actor)
    except Http404:
        return None
    return {"case": case}
