"""How a confirmation ends: not accepted, confirmed, dismissed, withdrawn. Each ruling goes to both at once."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fengqiao.cases.steps import Effect, Refused, Turn
from fengqiao.confirmation import conditions, forms
from fengqiao.confirmation.drafting import Outcome, draft_ruling, parties
from fengqiao.confirmation.procedure import PARTIES, confirmation, take_up
from fengqiao.confirmation.queries import confirmation_of, overdue_questions
from fengqiao.delivery.actions import deliver
from fengqiao.law.coded import Ground, ground
from fengqiao.law.delivery import day_of


@confirmation.step(
    "not_accept",
    source="applied",
    target="not_accepted",
    by="judge",
    basis="confirmation/cpl-interpretation-355",
    label=_("Do not accept"),
    says=_("did not accept the application"),
    needs=(conditions.did_not_mediate, conditions.court_has_code),
    form=forms.NotAcceptForm,
    weight="quiet",
)
def not_accept(turn: Turn) -> Effect:
    """Rule that the application is not accepted, on a ground of article 355 with the reason."""
    row = confirmation_of(turn.case)
    row.case = turn.case
    if turn.actor.person is None:
        raise LookupError("a ruling comes from a judge")
    take_up(row, turn, turn.actor.person)
    row.save()
    found = ground("confirmation/not_accepted", turn.data["ground"], day_of(turn.at))
    return _rule(turn, "refuse", found, turn.data["reason"])


@confirmation.step(
    "confirm",
    source="reviewing",
    target="confirmed",
    by="judge",
    basis="confirmation/cpl-206",
    label=_("Confirm the agreement"),
    says=_("confirmed the agreement"),
    needs=(
        conditions.did_not_mediate,
        conditions.assigned_to_me,
        conditions.every_point_found,
        conditions.no_point_wanting,
        conditions.all_answered,
    ),
    page="confirm:decide",
    weight="primary",
)
def confirm(turn: Turn) -> Effect:
    """Rule that the agreement is valid: whoever does not perform it can be made to by enforcement."""
    return _rule(turn, "confirm")


@confirmation.step(
    "dismiss",
    source="reviewing",
    target="dismissed",
    by="judge",
    basis="confirmation/cpl-interpretation-358",
    label=_("Dismiss the application"),
    says=_("dismissed the application"),
    needs=(conditions.did_not_mediate, conditions.assigned_to_me, conditions.all_answered),
    form=forms.DismissForm,
    page="confirm:decide",
    weight="quiet",
)
def dismiss(turn: Turn) -> Effect:
    """Dismiss the application on a ground of article 358 with the reason; the sides can mediate again or sue."""
    found = ground("confirmation/dismissal", turn.data["ground"], day_of(turn.at))
    return _rule(turn, "dismiss", found, turn.data["reason"])


@confirmation.step(
    "deem_withdrawn",
    source="reviewing",
    target="withdrawn",
    by="judge",
    basis="confirmation/cpl-interpretation-357",
    label=_("Treat as withdrawn"),
    says=_("treated the application as withdrawn because a question stayed unanswered"),
    needs=(conditions.did_not_mediate, conditions.assigned_to_me),
    weight="quiet",
)
def deem_withdrawn(turn: Turn) -> Effect:
    """Treat the application as withdrawn when a side, without good reason, does not answer in time."""
    late = overdue_questions(confirmation_of(turn.case), day_of(turn.at))
    if not late:
        raise Refused(deem_withdrawn, [_("No question is overdue, so the application stands.")])
    ruled = _rule(turn, "deem")
    return Effect({**ruled.data, "question": late[0].number})


@confirmation.step(
    "permit_withdrawal",
    source="withdrawing",
    target="withdrawn",
    by="judge",
    basis="confirmation/cpl-interpretation-357",
    label=_("Permit the withdrawal"),
    says=_("permitted the withdrawal of the application"),
    needs=(conditions.did_not_mediate, conditions.assigned_to_me),
    page="confirm:decide",
    weight="primary",
)
def permit_withdrawal(turn: Turn) -> Effect:
    """Rule that the application may be taken back; the agreement stays what it was."""
    return _rule(turn, "permit")


@confirmation.step(
    "go_on",
    source="withdrawing",
    target="reviewing",
    by="judge",
    basis="confirmation/cpl-interpretation-357",
    label=_("Go on with the review"),
    says=_("did not permit the withdrawal and goes on with the review"),
    needs=(conditions.did_not_mediate, conditions.assigned_to_me),
    tells=PARTIES,
    form=forms.GoOnForm,
    weight="quiet",
)
def go_on(turn: Turn) -> Effect:
    """Go on although a side took the application back: the court may permit it, it need not (J357)."""
    return Effect({"note": turn.data["reason"]})


def _rule(turn: Turn, outcome: Outcome, found: Ground | None = None, reason: str = "") -> Effect:
    """Issue the ruling and promise it to both sides."""
    row = confirmation_of(turn.case)
    row.case = turn.case
    row.ruling = draft_ruling(row, outcome, at=turn.at, ground=found, reason=reason)
    row.outcome, row.decided_at = outcome, turn.at
    row.ground, row.reason = found.code if found else "", reason
    row.save()
    deliver(row.ruling, parties(turn.case), at=turn.at)
    return Effect({"outcome": outcome, "ground": row.ground})
