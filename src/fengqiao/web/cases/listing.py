"""The list of cases: what was asked for, which cases answer it, and the row of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import F, Min, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fengqiao.cases.actors import PARTY_ROLES
from fengqiao.cases.gates import cases_of
from fengqiao.cases.models import Case, Deadline, Participation
from fengqiao.cases.steps import PROCEDURES

ORDERS = {
    "due": (_("Next time limit"), F("next_due").asc(nulls_last=True)),
    "changed": (_("Last change"), F("changed_at").desc()),
    "opened": (_("Date of application"), F("opened_at").desc()),
    "number": (_("Case number"), F("number").asc()),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """The filter and the order that somebody asked for; unknown values count as not asked."""

    words: str = ""
    state: str = ""
    order: str = "due"
    closed: bool = False

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Wish:
        """Return the wish that an address carries."""
        order = query.get("order", "")
        return cls(
            words=query.get("q", "").strip()[:60],
            state=query.get("state", ""),
            order=order if order in ORDERS else "due",
            closed=query.get("closed") == "1",
        )


@dataclass(frozen=True, slots=True)
class Row:
    """One case in the list."""

    case: Case
    address: str
    procedure: str
    state: str
    sides: Mapping[str, str]
    next_due: date | None
    ended: date | None
    amount: Decimal | None


def cases_for(person: object, wish: Wish, *, at: datetime) -> QuerySet[Case]:
    """Return the cases that the person may open and that answer the wish, in its order."""
    running = Q(deadlines__state=Deadline.State.RUNNING)
    parties = Participation.objects.filter(role__in=PARTY_ROLES, until=None)
    cases = cases_of(person, at=at).annotate(next_due=Min("deadlines__end", filter=running))
    cases = cases.prefetch_related(Prefetch("participations", parties, to_attr="parties"))
    if wish.words:
        named = Participation.objects.filter(name__icontains=wish.words, role__in=PARTY_ROLES).values("case")
        code = wish.words.replace("-", "").upper()
        cases = cases.filter(Q(number__icontains=wish.words) | Q(dispute__code=code) | Q(pk__in=named))
    if ":" in wish.state:
        procedure, _colon, state = wish.state.partition(":")
        cases = cases.filter(procedure=procedure, state=state)
    if not wish.closed and not wish.state:
        cases = cases.filter(closed_at=None)
    return cases.order_by(ORDERS[wish.order][1], "pk")


def rows(cases: Iterable[Case]) -> list[Row]:
    """Return the row of each case."""
    return [_row(case) for case in cases]


def choices() -> dict[str, Any]:
    """Return what the filter offers."""
    states = [
        (f"{procedure.code}:{state}", f"{procedure.title} · {label}")
        for procedure in PROCEDURES.values()
        for state, label in procedure.states.items()
    ]
    return {"states": states, "orders": [(code, label) for code, (label, _order) in ORDERS.items()]}


def _row(case: Any) -> Row:
    declared = PROCEDURES[case.procedure]
    sides = {side: "、".join(row.name for row in case.parties if row.side == side) for side in ("a", "b")}
    return Row(
        case=case,
        address=reverse("cases:case", args=[case.pk]),
        procedure=str(declared.title),
        state=str(declared.states[case.state]),
        sides=sides,
        next_due=case.next_due,
        ended=timezone.localdate(case.closed_at) if case.closed_at else None,
        amount=case.dispute.amount,
    )
