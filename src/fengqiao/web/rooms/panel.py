"""The part of the case page that leads into the room."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from fengqiao.cases.actors import Actor
from fengqiao.cases.models import Case
from fengqiao.rooms.queries import unread


def talks_of(case: Case, actor: Actor, at: datetime) -> Mapping[str, Any] | None:
    """Return what is new in the rooms that this person may enter; nothing to everybody else."""
    new = unread(actor, case.pk)
    if not new:
        return None
    return {"new": sum(new.values()), "case": case, "is_over": case.closed_at is not None}
