"""The part of the case page that shows a confirmation to its parties: dates, taps, questions, what comes after."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from fengqiao.cases.actors import Actor
from fengqiao.cases.models import Case
from fengqiao.confirmation.models import Confirmation
from fengqiao.confirmation.queries import agreement_paper, confirmation_of
from fengqiao.delivery.models import Delivery
from fengqiao.law.confirmation import application_window, fee, objection_by_party, objection_by_third_person
from fengqiao.law.delivery import day_of


def confirmation_panel(case: Case, actor: Actor, at: datetime) -> Mapping[str, Any] | None:
    """Return what this actor reads about the confirmation; nothing for other procedures."""
    if case.procedure != "confirmation" or not actor.roles:
        return None
    row = confirmation_of(case)
    window = application_window(row.effective_on)
    return {
        "row": row,
        "party": actor.is_party,
        "window": window,
        "left": window.days_left(day_of(at)) if case.state == "offered" else None,
        "taps": [(side, row.applied(side)) for side in ("a", "b")],
        "court": row.court,
        "competence": (row.competence.get("zh", ""), row.competence.get("en", "")),
        "fee": fee(day_of(at)),
        "agreement": agreement_paper(row),
        "questions": _questions(row, actor),
        **_objections(row, actor),
    }


def _questions(row: Confirmation, actor: Actor) -> list[dict[str, Any]]:
    """Return the questions to this side with its own answers; the other side's stay with the judge."""
    if not actor.side:
        return []
    asked = row.questions.filter(to__in=("", actor.side)).prefetch_related("answers")
    return [
        {"asked": one, "answer": next((given for given in one.answers.all() if given.side == actor.side), None)}
        for one in asked
    ]


def _objections(row: Confirmation, actor: Actor) -> dict[str, Any]:
    """Return the windows of objection (J372): for this party from its own day of delivery."""
    if row.outcome != Confirmation.Outcome.CONFIRM or row.ruling is None or actor.participation is None:
        return {"objection": None, "third": None}
    got = Delivery.objects.filter(document=row.ruling, participation=actor.participation).first()
    if got is None or got.effect_on is None:
        return {"objection": None, "third": None}
    return {"objection": objection_by_party(got.effect_on), "third": objection_by_third_person(got.effect_on)}
