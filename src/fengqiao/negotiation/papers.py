"""调解协议书, the mediation agreement (人民调解法 29; 特邀调解规定 24)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from fengqiao.documents.papers import Paper, register
from fengqiao.documents.parties import Party, SignatureBlock


@dataclass(frozen=True)
class Instalment:
    """One payment of a term: amount in yuan, the same in capitals 大写, last day."""

    amount: Decimal
    capitals: str
    due: date


@dataclass(frozen=True)
class PaperTerm:
    """One agreed point. Without ``amount`` the ``text`` is the whole term; with it the payment is spelled out.

    ``text`` of a payment names debtor, creditor and cause and ends before the amount: 被申请人退还申请人课时费.
    """

    text: str
    amount: Decimal | None = None
    capitals: str = ""
    account: str = ""
    instalments: tuple[Instalment, ...] = ()
    default_clause: str = ""


@dataclass(frozen=True)
class MediationAgreement:
    """The fields of the agreement. ``effect`` is the sentence of the rule that fixes the day of effect."""

    number: str
    parties: tuple[Party, ...]
    cause: str
    applied_on: date
    body: str
    mediator: str
    mediated_on: date
    mode: str
    facts: tuple[str, ...]
    undisputed: tuple[str, ...]
    terms: tuple[PaperTerm, ...]
    effect: str
    signatures: tuple[SignatureBlock, ...]
    signed_on: date
    copies: int = 3
    place: str = "“网上枫桥”平台"
    costs: str = "本次调解不收取费用。"
    confirmation_open: bool = True


MEDIATION_AGREEMENT = register(
    Paper(
        kind="mediation_agreement",
        title="调解协议书",
        template=Path(__file__).parent / "paper" / "mediation_agreement.typ",
        fields=MediationAgreement,
        issued_by="mediation.draw_up",
        signers=(("applicant", "respondent"), ("mediator",), ("body",)),
    )
)
