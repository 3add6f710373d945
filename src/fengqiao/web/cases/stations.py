"""The bridge: where a dispute stands among the five stations, computed from its records alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from fengqiao.cases.models import Case, Record
from fengqiao.cases.steps import PROCEDURES

NAMES = (
    pgettext_lazy("station", "Apply"),
    pgettext_lazy("station", "Accept"),
    pgettext_lazy("station", "Mediate"),
    pgettext_lazy("station", "Sign"),
    pgettext_lazy("station", "Confirm"),
)
APPLY, ACCEPT, MEDIATE, SIGN, CONFIRM, ACROSS = range(6)
OF_STATE: dict[str, dict[str, int]] = {
    "mediation": {
        "submitted": ACCEPT,
        "accepted": ACCEPT,
        "appointed": ACCEPT,
        "inviting": MEDIATE,
        "open": MEDIATE,
        "signing": SIGN,
        "concluded": CONFIRM,
    },
    "confirmation": {"confirmed": ACROSS},
}
"""Where each state stands. Final states that are not named here end the way at the station reached before."""

FIRST = {"confirmation": CONFIRM}
WORDS = {
    "done": gettext_lazy("(done)"),
    "now": gettext_lazy("(now)"),
    "ended": gettext_lazy("(ended here)"),
    "ahead": gettext_lazy("(not reached yet)"),
}


@dataclass(frozen=True, slots=True)
class Station:
    """One station on the arc."""

    name: str
    state: Literal["done", "now", "ended", "ahead"]
    since: date | None
    note: str

    @property
    def words(self) -> str:
        """Return the state in words, for people who cannot see the arc."""
        return str(WORDS[self.state])


@dataclass(frozen=True, slots=True)
class Bridge:
    """Five stations and the part of the arc that has been crossed."""

    stations: tuple[Station, ...]
    went: str


def bridge_of(case: Case, records: Sequence[Record], family: Sequence[Case], at: datetime) -> Bridge:
    """Return the bridge of a case; ``family`` are the other cases of its dispute, without their records."""
    here, over, since = _reached(case, records)
    for other in family:
        there, other_over = position(other)
        if there > here:
            here, over = there, other_over
            since[here - 1] = since.get(here - 1, timezone.localdate(other.opened_at))
    stations = tuple(_station(index, here, over, since, at) for index in range(len(NAMES)))
    return Bridge(stations, _arc(here))


def position(case: Case) -> tuple[int, bool]:
    """Return the station at which a case stands, and whether it ended there."""
    final = case.state in PROCEDURES[case.procedure].final
    there = OF_STATE.get(case.procedure, {}).get(case.state)
    return (there, False) if there is not None else (FIRST.get(case.procedure, ACCEPT), final)


def _reached(case: Case, records: Sequence[Record]) -> tuple[int, bool, dict[int, date]]:
    """Return station, whether the way ended there, and the day on which each station was left behind."""
    named = OF_STATE.get(case.procedure, {})
    here, over = FIRST.get(case.procedure, ACCEPT), False
    since = {APPLY: timezone.localdate(case.dispute.created_at)}
    for record in records:
        there = named.get(record.to_state)
        over = there is None and record.to_state in PROCEDURES[case.procedure].final
        if there is not None:
            since.update({index: timezone.localdate(record.at) for index in range(here, there)})
            here = there
    return here, over, since


def _station(index: int, here: int, over: bool, since: dict[int, date], at: datetime) -> Station:
    name = str(NAMES[index])
    if index < here:
        return Station(name, "done", since.get(index), "")
    if index > here:
        return Station(name, "ahead", None, "")
    if over:
        return Station(name, "ended", None, _("ended"))
    days = (timezone.localdate(at) - since[index - 1]).days if index - 1 in since else 0
    return Station(name, "now", None, _("day %(n)s") % {"n": days + 1} if index == MEDIATE else "")


def _arc(here: int) -> str:
    """Return the crossed part of the arc M0 37.5 Q50 -37.5 100 37.5, up to the middle of the station."""
    t = 1.0 if here >= len(NAMES) else (here + 0.5) / len(NAMES)
    end = 37.5 * ((1 - t) ** 2 - 2 * (1 - t) * t + t**2)
    return f"M0 37.5Q{50 * t:.2f} {37.5 - 75 * t:.2f} {100 * t:.2f} {end:.2f}"
