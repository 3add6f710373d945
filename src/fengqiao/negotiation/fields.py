"""The fields of the mediation agreement from its rows: what the page shows is what the PDF prints."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from fengqiao.cases.models import Case, Participation
from fengqiao.cases.representation import signer_of
from fengqiao.documents.parties import SignatureBlock
from fengqiao.law.mediation import Signatures, effectiveness
from fengqiao.negotiation.models import Agreement
from fengqiao.negotiation.papers import MediationAgreement
from fengqiao.negotiation.wording import ROLE_WORDS, paper_term, parties_of
from fengqiao.people.models import Person
from fengqiao.rooms.models import Room, RoomEvent

SHANGHAI = ZoneInfo("Asia/Shanghai")


def agreement_fields(agreement: Agreement, mediator: Person, *, at: datetime, mode: str = "") -> MediationAgreement:
    """Return the paper's fields; ``mode`` is how the mediation was held, by default what its joint room shows."""
    case, day = agreement.case, at.astimezone(SHANGHAI).date()
    return MediationAgreement(
        number=agreement.number,
        parties=parties_of(case, at=at),
        cause=case.dispute.cause.removesuffix("纠纷"),
        applied_on=case.dispute.created_at.astimezone(SHANGHAI).date(),
        body=case.organisation.name if case.organisation else "",
        mediator=mediator.name,
        mediated_on=day,
        mode=mode or mode_of(case),
        facts=tuple(line for line in agreement.facts.splitlines() if line.strip()),
        undisputed=tuple(agreement.undisputed),
        terms=tuple(paper_term(term) for term in agreement.terms.all()),
        effect=effect_sentence(case, at=at),
        signatures=signature_blocks(case, mediator, at=at),
        signed_on=day,
    )


def hand_of(row: Participation, *, at: datetime) -> str:
    """Return whose hand signs for a side: the party's own, or an agent's with 代 behind the name."""
    signer = signer_of(row, at=at)
    return row.name if signer is None or signer.pk == row.person_id else f"{signer.name}（代）"


def mode_of(case: Case) -> str:
    """Return 视频, 语音 or 文字: the richest way in which the joint room was used."""
    used = set(
        RoomEvent.objects.filter(room__case=case, room__kind=Room.Kind.JOINT, kind="media").values_list(
            "payload__what", flat=True
        )
    )
    return "视频" if "video" in used else "语音" if "audio" in used else "文字"


def effect_sentence(case: Case, *, at: datetime) -> str:
    """Return the sentence of the dated rule that fixes the day of effect for the body's route."""
    route = (case.organisation.route if case.organisation else "") or "court_platform"
    entry = effectiveness(route, Signatures(), at.astimezone(SHANGHAI).date()).entry  # type: ignore[arg-type]
    return f"本协议于{entry.value['zh']}。"


def signature_blocks(case: Case, mediator: Person, *, at: datetime) -> tuple[SignatureBlock, ...]:
    """Return the places for signatures: the parties in any order, then the mediator, then the body's seal."""
    rows = case.participations.filter(role__in=("applicant", "respondent"), until=None).order_by("side", "pk")
    blocks = [
        SignatureBlock(field=f"party_{row.pk}", label=ROLE_WORDS[row.side], name=hand_of(row, at=at), group=1)
        for row in rows
    ]
    blocks.append(SignatureBlock(field="mediator", label="调解员", name=mediator.name, group=2))
    body = case.organisation.name if case.organisation else ""
    blocks.append(SignatureBlock(field="body", label="调解组织", name=body, group=3, kind="seal"))
    return tuple(blocks)
