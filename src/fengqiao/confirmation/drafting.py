"""The papers of a confirmation from its rows: application, notice of acceptance, ruling."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from django.conf import settings

from fengqiao.cases.actors import PARTY_ROLES
from fengqiao.cases.models import Case, Participation
from fengqiao.confirmation.models import Confirmation
from fengqiao.confirmation.papers import AcceptanceNotice, ConfirmationApplication, ConfirmationRuling
from fengqiao.confirmation.queries import received_on
from fengqiao.confirmation.wording import (
    CONFIRMED_BY,
    DEEMED,
    DEEMED_BY,
    PERMITTED_BY,
    applicants_of,
    articles_of,
    ground_sentence,
    items_of,
    rule_sentence,
    withdrawal_sentence,
)
from fengqiao.documents.actions import draft
from fengqiao.documents.models import Document
from fengqiao.documents.parties import SignatureBlock
from fengqiao.law.coded import Ground
from fengqiao.law.confirmation import ruling_due
from fengqiao.law.delivery import day_of

SHANGHAI = ZoneInfo("Asia/Shanghai")
ATTACHMENTS = ("调解协议书", "调解组织主持调解的证明（协议书所载调解组织、调解员及签章）", "申请人身份核验记录")
Outcome = Literal["confirm", "dismiss", "refuse", "permit", "deem"]
ARTICLES: dict[Outcome, str] = {"confirm": CONFIRMED_BY, "permit": PERMITTED_BY, "deem": DEEMED_BY}
STEPS: dict[Outcome, str] = {
    "confirm": "confirm",
    "dismiss": "dismiss",
    "refuse": "not_accept",
    "permit": "permit_withdrawal",
    "deem": "deem_withdrawn",
}


def parties(case: Case) -> list[Participation]:
    """Return both sides of the case."""
    rows = case.participations.filter(role__in=PARTY_ROLES, until=None).select_related("person", "organisation")
    return list(rows.order_by("side", "pk"))


def draft_application(row: Confirmation, *, at: datetime) -> Document:
    """Draw up the joint application 司法确认申请书 once both sides have applied."""
    fields = ConfirmationApplication(
        applicants=applicants_of(row.agreement, at=at),
        court=_court(row),
        body=row.body,
        mediator=row.mediator,
        agreement_number=row.agreement.number,
        agreed_on=row.effective_on,
        effective_on=row.effective_on,
        cause=row.case.dispute.cause,
        gist=items_of(row.agreement),
        attachments=ATTACHMENTS,
        signatures=(),
        applied_on=day_of(at),
        confirmations=tuple(_tap(row, side) for side in ("a", "b")),
    )
    return draft(row.case, "confirmation_application", fields, at=at, step="confirmation.apply")


def draft_notice(row: Confirmation, *, at: datetime) -> Document:
    """Draw up the notice of acceptance 受理通知书 with the last day for the ruling and its counting."""
    counted = ruling_due(day_of(at))
    fields = AcceptanceNotice(
        court=_court(row),
        number=row.case.number,
        recipients=tuple(party.name for party in parties(row.case)),
        applied_on=received_on(row),
        accepted_on=day_of(at),
        body=row.body,
        agreement_number=row.agreement.number,
        judge=row.judge.name if row.judge else "",
        clerk=row.clerk,
        contact=settings.COURT["phone"],
        decide_by=counted.end,
        decide_rule=rule_sentence(counted),
        signatures=_seal(row),
        issued_on=day_of(at),
    )
    return draft(row.case, "acceptance_notice", fields, at=at, step="confirmation.accept")


def ruling_fields(
    row: Confirmation, outcome: Outcome, *, at: datetime, ground: Ground | None = None, reason: str = ""
) -> ConfirmationRuling:
    """Return what the ruling would say if it were issued now: the preview and the paper are the same."""
    return ConfirmationRuling(
        outcome=outcome,
        court=_court(row),
        number=row.case.number,
        applicants=applicants_of(row.agreement, at=at),
        cause=row.case.dispute.cause,
        applied_on=received_on(row),
        accepted_on=day_of(row.accepted_at) if row.accepted_at else None,
        body=row.body,
        agreed_on=row.effective_on,
        agreement_number=row.agreement.number,
        items=items_of(row.agreement),
        judge=row.judge.name if row.judge else "",
        clerk=row.clerk,
        issued_on=day_of(at),
        signatures=_seal(row),
        articles=articles_of(ground) if ground else ARTICLES[outcome],
        ground=ground_sentence(ground, reason) if ground else _why(row, outcome),
    )


def draft_ruling(
    row: Confirmation, outcome: Outcome, *, at: datetime, ground: Ground | None = None, reason: str = ""
) -> Document:
    """Issue the ruling 民事裁定书; printing and the court's seal follow by jobs."""
    fields = ruling_fields(row, outcome, at=at, ground=ground, reason=reason)
    return draft(row.case, "confirmation_ruling", fields, at=at, step=f"confirmation.{STEPS[outcome]}")


def _court(row: Confirmation) -> str:
    return row.court.name


def _seal(row: Confirmation) -> tuple[SignatureBlock, ...]:
    return (SignatureBlock(field="court", label="", name=_court(row), kind="seal"),)


def _why(row: Confirmation, outcome: Outcome) -> str:
    """Return why the application is gone: who took it back, or that nobody answered; nothing when it is confirmed."""
    if outcome == "deem":
        return DEEMED
    asked = row.case.records.filter(step="confirmation.withdraw_application").order_by("-number").first()
    if outcome != "permit" or asked is None:
        return ""
    name = next(party.name for party in parties(row.case) if party.side == asked.side)
    return withdrawal_sentence(name, day_of(asked.at))


def _tap(row: Confirmation, side: str) -> str:
    """Return who confirmed the application for a side, and when."""
    party = next(party for party in parties(row.case) if party.side == side)
    by, at = getattr(row, f"applied_{side}_by"), getattr(row, f"applied_{side}_at").astimezone(SHANGHAI)
    through = f"（由{by.name}代为确认）" if by and party.person_id != by.pk else ""
    return f"{party.name}{through}，{at.year}年{at.month}月{at.day}日{at:%H}时{at:%M}分"
