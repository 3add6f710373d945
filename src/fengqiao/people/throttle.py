"""Limits on acts that somebody could repeat to guess or to annoy. Sliding windows, kept in the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from fengqiao.people.errors import TooOften
from fengqiao.people.fields import blind_index
from fengqiao.people.models import Throttle


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``count`` acts in any ``seconds``."""

    count: int
    seconds: int


def take(act: str, who: str, limits: Sequence[Limit], *, at: datetime, field: str = "") -> None:
    """Count one act of ``who``; TooOften, with the seconds to wait, when a limit is reached (then nothing counts)."""
    now = int(at.timestamp())
    with transaction.atomic():
        row, _new = Throttle.objects.select_for_update().get_or_create(key=_key(act, who))
        times = [moment for moment in row.times if moment > now - max(limit.seconds for limit in limits)]
        if wait := _wait(times, limits, now):
            raise TooOften(wait, field=field)
        row.times = [*times, now]
        row.save(update_fields=["times"])


def refuse_if_full(act: str, who: str, limits: Sequence[Limit], *, at: datetime, field: str = "") -> None:
    """Raise TooOften when a limit is reached, without counting."""
    row = Throttle.objects.filter(key=_key(act, who)).first()
    if row and (wait := _wait(row.times, limits, int(at.timestamp()))):
        raise TooOften(wait, field=field)


def _wait(times: Sequence[int], limits: Sequence[Limit], now: int) -> int:
    waits = [0]
    for limit in limits:
        recent = [moment for moment in times if moment > now - limit.seconds]
        if len(recent) >= limit.count:
            waits.append(recent[-limit.count] + limit.seconds - now)
    return max(waits)


def _key(act: str, who: str) -> str:
    return blind_index(f"{act}:{who}")
