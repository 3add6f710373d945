"""Who has signed the version that is out: read from the records, which cannot be changed."""

from __future__ import annotations

from datetime import datetime

from fengqiao.cases.models import Case, Participation, Record
from fengqiao.law.delivery import day_of
from fengqiao.law.mediation import Effectiveness, Route, Signatures, effectiveness

SIDES = (Participation.Side.A, Participation.Side.B)


def signed_at(case: Case) -> dict[str, datetime | None]:
    """Return when each side signed the text that went out last; None for a side that has not."""
    sent = Record.objects.filter(case=case, step="mediation.draw_up").order_by("-number").first()
    signed: dict[str, datetime | None] = {side.value: None for side in SIDES}
    if sent is not None:
        rows = Record.objects.filter(case=case, step="mediation.sign", number__gt=sent.number)
        signed |= {row.side: row.at for row in rows}
    return signed


def effect_of(case: Case, *, at: datetime) -> Effectiveness:
    """Return since when the agreement binds, by the rule for the kind of body that mediated (T19, 人民调解法 29).

    ``at`` is the moment in which the mediator signs and the body's seal is ordered.
    """
    body = case.organisation
    route: Route = "peoples_mediation" if body and body.route == "peoples_mediation" else "court_platform"
    return effectiveness(route, Signatures(parties=signed_at(case), mediator=at, seal=at), day_of(at))
