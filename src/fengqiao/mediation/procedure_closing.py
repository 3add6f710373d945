"""The mediation from the drawn-up text to its end: signing, conclusion, and the ways out."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fengqiao.cases.authority import may_settle
from fengqiao.cases.limit_steps import add_limit_steps
from fengqiao.cases.models import Case
from fengqiao.cases.steps import Effect, Refused, Turn
from fengqiao.documents.typesetting import UnprintableText
from fengqiao.insight.queries import COUNTED, Counted
from fengqiao.law.delivery import day_of
from fengqiao.mediation import conditions, forms
from fengqiao.mediation.models import Mediation
from fengqiao.mediation.procedure import PARTIES, mediation
from fengqiao.mediation.queries import agreed_shares, record_confirmations
from fengqiao.mediation.signatures import effect_of, give, send_out, take_back
from fengqiao.negotiation.agreements import live_agreement, redraft
from fengqiao.negotiation.clauses import blocking
from fengqiao.negotiation.models import Agreement
from fengqiao.negotiation.offers import reopen_offers
from fengqiao.signing.actions import AssentRefused


@mediation.step(
    "draw_up",
    source="open",
    target="signing",
    by="mediator",
    basis="mediation/online-rules-19",
    label=_("Send the agreement out for signature"),
    says=_("sent the agreement out for signature"),
    needs=(
        conditions.agreement_ready,
        conditions.record_confirmed,
        conditions.facts_settled,
        conditions.relation_accepted_by_both,
        conditions.authority_checked,
    ),
    tells=PARTIES,
    weight="primary",
)
def draw_up(turn: Turn) -> Effect:
    """Send the drafted text out; from now it changes only by being taken back, which voids signatures."""
    agreement = live_agreement(turn.case)
    if agreement is None:
        raise Refused(draw_up, [_("There is no draft of an agreement yet.")])
    if faults := blocking(agreement, today=day_of(turn.at)):
        raise Refused(draw_up, [fault.text for fault in faults])
    agreement.state = Agreement.State.SIGNING
    agreement.save(update_fields=["state"])
    try:
        send_out(agreement, turn.actor, at=turn.at)
    except (AssentRefused, UnprintableText) as error:
        raise Refused(draw_up, [str(error)]) from None
    return Effect({"agreement": agreement.number, "version": agreement.version})


@mediation.step(
    "reopen",
    source="signing",
    target="open",
    by="mediator",
    basis="mediation/online-rules-19",
    label=_("Take the agreement back"),
    says=_("took the agreement back; signatures given to it no longer count"),
    tells=PARTIES,
    form=forms.ReopenForm,
    weight="warn",
)
def reopen(turn: Turn) -> Effect:
    """Void the version that was out with every signature given to it, and go on with a fresh draft."""
    agreement = live_agreement(turn.case)
    take_back(turn.case, turn.data["reason"], at=turn.at)
    Mediation.objects.filter(case=turn.case).update(sham_answers={}, sham_checked_at=None)
    if agreement is not None:
        redraft(agreement, turn.actor, at=turn.at)
    if turn.data.get("talks"):
        reopen_offers(turn.case, turn.actor, at=turn.at)
    return Effect({"reason": turn.data["reason"], "talks": bool(turn.data.get("talks"))})


@mediation.step(
    "sign",
    source="signing",
    target="signing",
    by=PARTIES,
    basis="mediation/online-rules-19",
    label=_("Sign the agreement"),
    says=_("signed the agreement"),
    needs=(may_settle, conditions.own_signature_waiting),
    tells=(*PARTIES, "mediator"),
    page="answer:sign",
    commutes=True,
    weight="primary",
)
def sign(turn: Turn) -> Effect:
    """Sign the text that is out; the sides sign in any order, also in the same second.

    The identity is checked again in the act itself (在线诉讼规则第7条), so it is asked for here and not beforehand.
    """
    if unchecked := conditions.identity_checked_again(turn.case, turn.actor):
        raise Refused(sign, [unchecked])
    try:
        give(turn.actor, turn.data, at=turn.at)
    except AssentRefused as error:
        raise Refused(sign, [str(error)]) from None
    agreement = live_agreement(turn.case)
    return Effect({"version": agreement.version if agreement else 0, "method": turn.data.get("method", "")})


@mediation.step(
    "conclude",
    source="signing",
    target="concluded",
    by="mediator",
    basis="mediation/online-rules-19",
    label=_("Conclude the mediation"),
    says=_("concluded the mediation with the agreement that both sides signed"),
    needs=(conditions.every_party_signed,),
    tells=PARTIES,
    opens=("confirmation",),
    page="bench:conclude",
    weight="primary",
)
def conclude(turn: Turn) -> Effect:
    """Sign as mediator and close the mediation; the day of effect follows the rule for the kind of body.

    The page of this step asks the questions against sham mediation first, so they are asked for here (T17, T23).
    """
    if unanswered := conditions.sham_screen_answered(turn.case, turn.actor):
        raise Refused(conclude, [unanswered])
    try:
        give(turn.actor, turn.data, at=turn.at)
    except AssentRefused as error:
        raise Refused(conclude, [str(error)]) from None
    Mediation.objects.filter(case=turn.case).update(end_ground="agreement")
    effect, agreement = effect_of(turn.case, at=turn.at), live_agreement(turn.case)
    if effect.day is None or agreement is None:
        raise Refused(conclude, [_("The agreement has no effect yet: a signature is missing.")])
    agreement.state, agreement.effective_on = Agreement.State.EFFECTIVE, effect.day
    agreement.effect_rule = {"code": effect.route, "zh": effect.zh, "en": effect.en}
    agreement.save(update_fields=["state", "effective_on", "effect_rule"])
    return Effect(
        {
            "ground": "agreement",
            "effective_on": effect.day.isoformat(),
            "rule": effect.route,
            # The confirmation learns from here that the record was confirmed, and by whom; never what it says.
            "record_confirmed": record_confirmations(turn.case),
        }
    )


@mediation.step(
    "leave",
    source=("open", "signing"),
    target="ended",
    by=PARTIES,
    basis="mediation/online-rules-25",
    label=_("Stop the mediation"),
    says=_("does not want to go on with the mediation"),
    tells=(*PARTIES, "mediator"),
    weight="quiet",
)
def leave(turn: Turn) -> Effect:
    """Stop; no reason is needed, what was said stays private, and the right to sue stays."""
    ground = "refused_to_sign" if _was_out(turn.case) else "refused"
    _end(turn, ground, "")
    return Effect({"ground": ground})


@mediation.step(
    "end",
    source=("inviting", "open", "signing"),
    target="ended",
    by="mediator",
    basis="mediation/online-rules-25",
    label=_("End without agreement"),
    says=_("ended the mediation without agreement"),
    tells=PARTIES,
    form=forms.EndForm,
    weight="quiet",
)
def end(turn: Turn) -> Effect:
    """End the mediation on a ground of article 25; the note stays in the body's file (T21)."""
    _end(turn, turn.data["ground"], turn.data.get("note", ""))
    return Effect({"ground": turn.data["ground"]})


def _was_out(case: Case) -> bool:
    agreement = live_agreement(case)
    return agreement is not None and agreement.state == Agreement.State.SIGNING


def _end(turn: Turn, ground: str, note: str) -> None:
    """Keep the ground, and void a text that never came into effect."""
    case = turn.case
    take_back(case, ground, at=turn.at)
    Mediation.objects.filter(case=case).update(end_ground=ground, end_note=note)
    Agreement.objects.filter(case=case).exclude(state=Agreement.State.EFFECTIVE).update(state=Agreement.State.VOID)


add_limit_steps(mediation, by="filing_clerk", tells=(*PARTIES, "mediator"))
COUNTED[mediation.code] = Counted(
    met=frozenset({"concluded"}), unmet=frozenset({"ended"}), begins="mediation.accept", shares=agreed_shares
)
