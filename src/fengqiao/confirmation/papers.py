"""The papers of the judicial confirmation of a mediation agreement (民事诉讼法 205–206; 民诉法解释 351–358)."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from fengqiao.documents.papers import Paper, register
from fengqiao.documents.parties import Party, SignatureBlock

FOLDER = Path(__file__).parent / "paper"


@dataclass(frozen=True)
class ConfirmationApplication:
    """司法确认申请书, made by both parties together. ``attachments`` are names of papers handed in.

    ``confirmations`` says who confirmed the application online and when (在线诉讼规则第33条); it stands in place of
    signatures.
    """

    applicants: tuple[Party, ...]
    court: str
    body: str
    mediator: str
    agreement_number: str
    agreed_on: date
    effective_on: date
    cause: str
    gist: tuple[str, ...]
    attachments: tuple[str, ...]
    signatures: tuple[SignatureBlock, ...]
    applied_on: date
    confirmations: tuple[str, ...] = ()


@dataclass(frozen=True)
class AcceptanceNotice:
    """受理通知书. ``decide_by`` is the last day for the ruling, with the rule that fixes it."""

    court: str
    number: str
    recipients: tuple[str, ...]
    applied_on: date
    accepted_on: date
    body: str
    agreement_number: str
    judge: str
    clerk: str
    contact: str
    decide_by: date
    decide_rule: str
    signatures: tuple[SignatureBlock, ...]
    issued_on: date


@dataclass(frozen=True)
class ConfirmationRuling:
    """民事裁定书 on an application for confirmation.

    ``outcome``: ``confirm``, ``dismiss`` (驳回申请), ``refuse`` (不予受理), ``permit`` (准许撤回申请) or ``deem``
    (按撤回申请处理). ``ground`` gives the reason of all but the first, ``articles`` what it rests on.
    """

    outcome: Literal["confirm", "dismiss", "refuse", "permit", "deem"]
    court: str
    number: str
    applicants: tuple[Party, ...]
    cause: str
    applied_on: date
    accepted_on: date | None
    body: str
    agreed_on: date
    agreement_number: str
    items: tuple[str, ...]
    judge: str
    clerk: str
    issued_on: date
    signatures: tuple[SignatureBlock, ...]
    articles: str
    ground: str = ""


SIGNED_BY_COURT = (("court",),)

CONFIRMATION_APPLICATION = register(
    Paper(
        kind="confirmation_application",
        title="司法确认申请书",
        template=FOLDER / "confirmation_application.typ",
        fields=ConfirmationApplication,
        issued_by="confirmation.apply",
        signers=(("applicant", "respondent"),),
    )
)
ACCEPTANCE_NOTICE = register(
    Paper(
        kind="acceptance_notice",
        title="受理通知书",
        template=FOLDER / "acceptance_notice.typ",
        fields=AcceptanceNotice,
        issued_by="confirmation.accept",
        open_at_once=False,
        signers=SIGNED_BY_COURT,
    )
)
CONFIRMATION_RULING = register(
    Paper(
        kind="confirmation_ruling",
        title="民事裁定书",
        template=FOLDER / "confirmation_ruling.typ",
        fields=ConfirmationRuling,
        issued_by="confirmation.confirm",
        open_at_once=False,
        signers=SIGNED_BY_COURT,
    )
)
