"""Offers as a log: each act is a row or an answer to a row, a ledger leaf and a line in the joint room."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from fengqiao.cases.actors import Actor
from fengqiao.cases.authority import may_bargain
from fengqiao.cases.models import Case
from fengqiao.ledger.actions import commit
from fengqiao.negotiation.models import Offer
from fengqiao.people.models import Person
from fengqiao.rooms.actions import open_rooms, plain, post_event

SHANGHAI = ZoneInfo("Asia/Shanghai")
MOST_INSTALMENTS = 12
MOST_YUAN = Decimal("999999999.99")
CENT = Decimal("0.01")
LONGEST_OTHER = 1000


class BadOffer(Exception):
    """The act on the offer is not possible; the text says why and what to do, in the person's language."""


@dataclass(frozen=True, slots=True)
class Instalment:
    """One payment: yuan with two places, until the end of a day."""

    amount: Decimal
    due: date


def make_offer(
    case: Case,
    actor: Actor,
    *,
    amount: Decimal,
    instalments: Sequence[Instalment],
    other: str,
    at: datetime,
    counters: Offer | None = None,
    client_id: str = "",
    applied_for: bool = False,
) -> Offer:
    """Put an offer of the actor's side on the table and return it.

    ``applied_for`` marks what the application itself asks: that binds nobody, so an agent without special authority
    may ask it too.

    An own open offer is replaced (withdrawn); ``counters`` is an open offer of the other side, which lapses by it
    (Civil Code 478, 488). Raises ``BadOffer``.
    """
    person = _is_party(actor) if applied_for else _settling(case, actor)
    other = plain(other)
    _sound(amount, instalments, other, at.astimezone(SHANGHAI).date())
    with transaction.atomic():
        _still_talking(case)
        if counters is not None:
            _answer(case, counters, actor, Offer.State.COUNTERED, at=at)
        replaced = Offer.objects.filter(case=case, side=actor.side, state=Offer.State.OPEN).first()
        if replaced is not None:
            _settle(replaced, actor, Offer.State.WITHDRAWN, at=at)
        offer = Offer.objects.create(
            case=case,
            round=Offer.objects.filter(case=case).count() + 1,
            side=actor.side,
            by=person,
            amount=amount,
            instalments=[{"amount": f"{part.amount:.2f}", "due": part.due.isoformat()} for part in instalments],
            other=other,
            counters=counters,
            made_at=at,
        )
        _log("offer.made", offer, actor, at=at, client_id=client_id)
    return offer


def accept_offer(offer: Offer, actor: Actor, *, at: datetime, client_id: str = "") -> Offer:
    """Accept the other side's open offer and return it; it ends the log unless the talks are reopened."""
    _settling(offer.case, actor)
    with transaction.atomic():
        _still_talking(offer.case)
        accepted = _answer(offer.case, offer, actor, Offer.State.ACCEPTED, at=at)
        _log("offer.accepted", accepted, actor, at=at, client_id=client_id)
    return accepted


def reject_offer(offer: Offer, actor: Actor, *, reason: str, at: datetime, client_id: str = "") -> Offer:
    """Decline the other side's open offer, with a reason if the actor gives one."""
    _is_party(actor)
    with transaction.atomic():
        _still_talking(offer.case)
        rejected = _answer(offer.case, offer, actor, Offer.State.REJECTED, at=at, reason=plain(reason)[:200])
        _log("offer.rejected", rejected, actor, at=at, client_id=client_id)
    return rejected


def withdraw_offer(offer: Offer, actor: Actor, *, at: datetime, client_id: str = "") -> Offer:
    """Take back an own open offer."""
    _is_party(actor)
    if offer.side != actor.side:
        raise BadOffer(_("Only the side that made an offer can withdraw it."))
    with transaction.atomic():
        _still_talking(offer.case)
        withdrawn = _settle(offer, actor, Offer.State.WITHDRAWN, at=at)
        _log("offer.withdrawn", withdrawn, actor, at=at, client_id=client_id)
    return withdrawn


def reopen_offers(case: Case, actor: Actor, *, at: datetime) -> Offer | None:
    """Set the accepted offer aside so that the log goes on; called by the step that reopens the talks."""
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=case.pk)
        accepted = Offer.objects.filter(case=case, state=Offer.State.ACCEPTED).first()
        if accepted is None:
            return None
        Offer.objects.filter(pk=accepted.pk).update(state=Offer.State.SET_ASIDE)
        accepted.state = Offer.State.SET_ASIDE
        _log("offer.set_aside", accepted, actor, at=at)
    return accepted


def _is_party(actor: Actor) -> Person:
    if actor.person is None or not actor.is_party or not actor.side:
        raise BadOffer(_("Only the two sides make and answer offers."))
    return actor.person


def _settling(case: Case, actor: Actor) -> Person:
    """Return who settles: by own right, as guardian, or with special authority (Civil Procedure Law 62)."""
    person = _is_party(actor)
    if reason := may_bargain(case, actor):
        raise BadOffer(str(reason))
    return person


def _sound(amount: Decimal, instalments: Sequence[Instalment], other: str, today: date) -> None:
    if not amount.is_finite() or amount < 0 or amount != amount.quantize(CENT):
        raise BadOffer(_("Write the amount as a number with at most two decimal places, for example 3400."))
    if amount > MOST_YUAN:
        raise BadOffer(_("The amount is too large for this room. Check the number of zeros."))
    if amount == 0 and not other:
        raise BadOffer(_("Without money, say in words what is offered."))
    if len(other) > LONGEST_OTHER:
        raise BadOffer(_("The other terms are too long: at most %(n)d characters.") % {"n": LONGEST_OTHER})
    if instalments:
        _sound_instalments(amount, instalments, today)


def _sound_instalments(amount: Decimal, instalments: Sequence[Instalment], today: date) -> None:
    if len(instalments) > MOST_INSTALMENTS:
        raise BadOffer(_("At most %(n)d instalments.") % {"n": MOST_INSTALMENTS})
    if any(part.amount <= 0 or part.amount != part.amount.quantize(CENT) for part in instalments):
        raise BadOffer(_("Each instalment must be more than nothing, with at most two decimal places."))
    total = sum((part.amount for part in instalments), Decimal(0))
    if total != amount:
        raise BadOffer(
            _("The instalments add up to %(sum)s yuan, the offer says %(amount)s yuan. Change one of the two.")
            % {"sum": f"{total:,.2f}", "amount": f"{amount:,.2f}"}
        )
    days = [part.due for part in instalments]
    if days[0] < today:
        raise BadOffer(_("The first day of payment, %(day)s, is already past.") % {"day": days[0].isoformat()})
    if days != sorted(set(days)):
        raise BadOffer(_("Write the instalments in the order of their days, each on a day of its own."))
    if days[-1].year > today.year + 30:
        raise BadOffer(_("The last day of payment is more than 30 years away. Check the year."))


def _still_talking(case: Case) -> None:
    """Lock the case's row, then refuse when it is over or an offer stands accepted."""
    fresh = Case.objects.select_for_update().get(pk=case.pk)
    if fresh.closed_at is not None:
        raise BadOffer(_("The mediation is over; offers can be read but not made or answered."))
    if Offer.objects.filter(case=case, state=Offer.State.ACCEPTED).exists():
        raise BadOffer(_("An offer is accepted already. The mediator can reopen the talks."))


def _answer(case: Case, offer: Offer, actor: Actor, state: str, *, at: datetime, reason: str = "") -> Offer:
    if offer.case_id != case.pk:
        raise BadOffer(_("This offer belongs to another case."))
    if offer.side == actor.side:
        raise BadOffer(_("Only the other side can answer an offer. You can withdraw your own."))
    return _settle(offer, actor, state, at=at, reason=reason)


def _settle(offer: Offer, actor: Actor, state: str, *, at: datetime, reason: str = "") -> Offer:
    """Compare-and-set from open; ``BadOffer`` when somebody was faster."""
    changed = Offer.objects.filter(pk=offer.pk, state=Offer.State.OPEN).update(
        state=state, answered_at=at, answered_by=actor.person, reason=reason
    )
    fresh = Offer.objects.select_related("case").get(pk=offer.pk)
    if not changed:
        raise BadOffer(_("This offer is no longer open: it is %(state)s.") % {"state": fresh.get_state_display()})
    return fresh


def _log(kind: str, offer: Offer, actor: Actor, *, at: datetime, client_id: str = "") -> None:
    content = facts_of(offer)
    leaf = commit("offer", json.dumps([kind, content], sort_keys=True, ensure_ascii=False).encode(), at=at)
    joint = open_rooms(offer.case, at=at)["joint"]
    post_event(joint, kind, {**content, "leaf": str(leaf.pk)}, by=actor, at=at, client_id=client_id)


def facts_of(offer: Offer) -> Mapping[str, Any]:
    """Return what the ledger and the room keep of an offer: no names."""
    return {
        "offer": str(offer.pk),
        "round": offer.round,
        "side": offer.side,
        "amount": f"{offer.amount:.2f}",
        "instalments": offer.instalments,
        "other": offer.other,
        "counters": str(offer.counters_id) if offer.counters_id else "",
        "state": offer.state,
        "reason": offer.reason,
    }
