"""Drawing up the agreement: from an accepted offer in one act, then edited term by term."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from fengqiao.cases.actors import Actor
from fengqiao.cases.looks import once
from fengqiao.cases.models import Case
from fengqiao.cases.numbers import next_serial
from fengqiao.negotiation.models import Agreement, Offer, Term

SHANGHAI = ZoneInfo("Asia/Shanghai")
ACCELERATION = "任何一期未按时足额支付的，未付款项一并到期，权利人可以就全部未付款项主张权利。"
LATE_PAYMENT = "未按时足额支付的，权利人可以就未付款项主张权利。"
NO_FURTHER_CLAIMS = "双方就本纠纷再无其他争议。"


class BadAgreement(Exception):
    """The agreement cannot be drawn up or edited; the text says why and what to do, in the person's language."""


@dataclass(frozen=True, slots=True)
class TermDraft:
    """One term as typed: ``debtor`` is ``a``, ``b`` or empty for both; ``instalments`` are (amount, last day)."""

    act: str
    debtor: str = ""
    text: str = ""
    amount: Decimal | None = None
    due: date | None = None
    instalments: tuple[tuple[Decimal, date], ...] = ()
    place: str = ""
    default: str = ""


@dataclass(frozen=True, slots=True)
class AgreementDraft:
    """The whole text as typed."""

    facts: str
    terms: Sequence[TermDraft]
    undisputed: Sequence[str] = field(default=())


@once
def live_agreement(case: Case) -> Agreement | None:
    """Return the version that counts now: drafted, out for signature, or in effect."""
    return case.agreements.exclude(state=Agreement.State.VOID).order_by("-version").first()


def draft_from_offer(
    case: Case, offer: Offer, actor: Actor, *, undisputed: Sequence[str] = (), at: datetime
) -> Agreement:
    """Draw up the agreement that an accepted offer amounts to; an earlier draft is replaced by the new version."""
    if offer.state != Offer.State.ACCEPTED:
        raise BadAgreement(_("Only an accepted offer can become an agreement. Wait for the other side's answer."))
    dispute = case.dispute
    draft = AgreementDraft(
        facts=f"{dispute.story.strip()}\n{_request_sentence(dispute.request)}".strip(),
        terms=[*_terms_of(offer), TermDraft(act=Term.Act.OTHER, text=NO_FURTHER_CLAIMS)],
        undisputed=undisputed,
    )
    return draw_up(case, draft, actor, at=at)


def draw_up(case: Case, draft: AgreementDraft, actor: Actor, *, number: str = "", at: datetime) -> Agreement:
    """Make ``draft`` the case's one live agreement; BadAgreement while another version is out for signature."""
    with transaction.atomic():
        now = live_agreement(case)
        if now and now.state != Agreement.State.DRAFT:
            raise BadAgreement(_("The agreement is already out for signature. Take it back first; that voids assents."))
        if now:
            now.state = Agreement.State.VOID
            now.save(update_fields=["state"])
        last = case.agreements.aggregate(last=Max("version"))["last"] or 0
        agreement = Agreement.objects.create(
            case=case,
            version=last + 1,
            number=number or (now.number if now else _number(case, at)),
            facts=draft.facts.strip(),
            undisputed=list(draft.undisputed),
            drawn_up_by=actor.who,
            drawn_up_at=at,
        )
        Term.objects.bulk_create(_row(agreement, n, term) for n, term in enumerate(draft.terms, 1))
    return agreement


def redraft(agreement: Agreement, actor: Actor, *, at: datetime) -> Agreement:
    """Void a version that was out for signature and return the next one, a draft with the same text."""
    draft = as_draft(agreement)
    with transaction.atomic():
        agreement.state = Agreement.State.VOID
        agreement.save(update_fields=["state"])
        again = draw_up(agreement.case, draft, actor, number=agreement.number, at=at)
    return again


def as_draft(agreement: Agreement) -> AgreementDraft:
    """Return the text of a version as values that can be edited."""
    return AgreementDraft(
        facts=agreement.facts,
        undisputed=tuple(agreement.undisputed),
        terms=[
            TermDraft(
                act=term.act,
                debtor=term.debtor,
                text=term.text,
                amount=term.amount,
                due=term.due,
                instalments=instalments_of(term.instalments),
                place=term.place,
                default=term.default,
            )
            for term in agreement.terms.all()
        ],
    )


def instalments_of(rows: Sequence[dict[str, Any]]) -> tuple[tuple[Decimal, date], ...]:
    """Return stored instalments as (amount in yuan, last day)."""
    return tuple((Decimal(row["amount"]), date.fromisoformat(row["due"])) for row in rows)


def _number(case: Case, at: datetime) -> str:
    """Return the next number of the body, such as （2026）枫消调字第12号."""
    year, code = at.astimezone(SHANGHAI).year, case.organisation.code if case.organisation else ""
    return f"（{year}）{code}字第{next_serial(code, '字', year)}号"


def _row(agreement: Agreement, position: int, term: TermDraft) -> Term:
    return Term(
        agreement=agreement,
        position=position,
        act=term.act,
        debtor=term.debtor,
        text=term.text.strip(),
        amount=term.amount,
        due=term.due,
        instalments=[{"amount": str(amount), "due": day.isoformat()} for amount, day in term.instalments],
        place=term.place.strip(),
        default=term.default.strip(),
    )


def _terms_of(offer: Offer) -> list[TermDraft]:
    terms = []
    if offer.amount > 0:
        parts = instalments_of(offer.instalments)
        terms.append(
            TermDraft(
                act=Term.Act.PAY,
                debtor="b",
                amount=offer.amount,
                due=parts[0][1] if len(parts) == 1 else None,
                instalments=parts if len(parts) > 1 else (),
                default=ACCELERATION if len(parts) > 1 else LATE_PAYMENT,
            )
        )
    terms += [TermDraft(act=Term.Act.OTHER, text=line) for line in offer.other.splitlines() if line.strip()]
    return terms


def _request_sentence(request: str) -> str:
    text = request.strip().rstrip("。")
    return f"申请人请求：{text}。" if text else ""
