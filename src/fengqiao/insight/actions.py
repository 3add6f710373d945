"""Writes of the risk review: keep what the asking party typed, freeze the forecast at filing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from fengqiao.cases.actors import Actor
from fengqiao.cases.models import Case, Participation
from fengqiao.insight.models import RiskReview
from fengqiao.insight.outcomes import outcome_of
from fengqiao.insight.queries import asking_party, docket, pieces_at_filing
from fengqiao.insight.review import MODEL
from fengqiao.ledger.actions import commit

Typed = Mapping[str, Sequence[str]]
LONGEST_KEPT = 2_000


def keep_review(case: Case, actor: Actor, typed: Typed, *, at: datetime) -> RiskReview:
    """Keep the answers of the asking party as typed, each up to 2,000 characters; Http404 for anybody else."""
    row, _made = RiskReview.objects.update_or_create(
        asker=asking_party(case, actor), defaults={"case": case, "typed": _json(typed), "changed_at": at}
    )
    return row


def freeze(case: Case, asker: Participation, typed: Typed, *, on: date, at: datetime) -> RiskReview:
    """Store the review that the application was filed with and commit to its forecast; in the caller's transaction."""
    outcome = outcome_of(docket(case.procedure, case.dispute.cause, pieces_at_filing(case), on))
    chance = outcome.chance
    content = {
        "case": str(case.pk),
        "chance": chance,
        "interval": [outcome.estimate.low, outcome.estimate.high] if outcome.estimate else None,
        "model": MODEL,
        "regression": outcome.regression,
        "n": outcome.n,
        "on": on.isoformat(),
        "typed": {name: list(texts) for name, texts in typed.items()},
        "until": outcome.until.isoformat(),
    }
    frozen = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return RiskReview.objects.create(
        case=case,
        asker=asker,
        typed=_json(typed),
        changed_at=at,
        frozen=frozen,
        frozen_at=at,
        chance=chance,
        leaf=commit("forecast", frozen.encode(), at=at),
    )


def _json(typed: Typed) -> str:
    return json.dumps(
        {name: [text[:LONGEST_KEPT] for text in texts] for name, texts in typed.items()}, ensure_ascii=False
    )
