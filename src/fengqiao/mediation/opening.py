"""What happens when the other side answers: consents, the first offers, the rooms. Called inside ``answer``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from fengqiao.cases.actors import Actor
from fengqiao.cases.consents import give_consent
from fengqiao.cases.models import Case
from fengqiao.cases.representation import current
from fengqiao.cases.steps import Turn
from fengqiao.mediation.models import Mediation
from fengqiao.mediation.queries import party_of
from fengqiao.negotiation.models import Offer
from fengqiao.negotiation.offers import LONGEST_OTHER, BadOffer, accept_offer, make_offer
from fengqiao.rooms.actions import open_rooms


def give_consents(actor: Actor, consents: Mapping[str, Mapping[str, Any]], *, at: datetime) -> None:
    """Record each consent that the party gave, separately, with its scope."""
    if actor.participation is None or actor.person is None:
        raise LookupError("consents come from a party")
    for code, scope in consents.items():
        give_consent(actor.participation, code, actor.person, at=at, scope=scope)


def open_talks(turn: Turn) -> None:
    """Open the rooms, make the applicant's request the first offer, and add the answer to it.

    Raises ``BadOffer`` when the answer cannot be made, for example by an agent who may not settle.
    """
    open_rooms(turn.case, at=turn.at)
    opening = opening_offer(turn.case, at=turn.at)
    given = turn.data["answer"]
    if given == Mediation.Answer.ACCEPT:
        accept_offer(opening, turn.actor, at=turn.at)
    elif given == Mediation.Answer.OFFER:
        make_offer(
            turn.case,
            turn.actor,
            amount=turn.data["amount"],
            instalments=turn.data.get("instalments", ()),
            other=turn.data.get("other", ""),
            at=turn.at,
            counters=opening,
        )


def opening_offer(case: Case, *, at: datetime) -> Offer:
    """Make the applicant's request offer round 1; what was asked in words stands beside the amount."""
    dispute = case.dispute
    applicant = _applicant(case, at)
    amount = dispute.amount if dispute.amount is not None else Decimal(0)
    return make_offer(
        case, applicant, amount=amount, instalments=(), other=dispute.request[:LONGEST_OTHER],
        at=at, applied_for=True,
    )  # fmt: skip


def _applicant(case: Case, at: datetime) -> Actor:
    """Return the applicant as the one who acts for that side now: the party, or whoever represents it."""
    row = party_of(case, "applicant")
    if row is None:
        raise BadOffer("the case has no applicant")
    acting = current(row, at=at).select_related("person").first()
    return Actor(
        roles=frozenset({"applicant"}),
        person=acting.person if acting else row.person,
        participation=row,
        representation=acting,
    )
