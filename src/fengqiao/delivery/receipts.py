"""电子送达凭证: the receipt of an electronic delivery (在线诉讼规则第31条3款)."""

from __future__ import annotations

from datetime import datetime

from fengqiao.cases.numbers import next_serial
from fengqiao.delivery.models import Delivery
from fengqiao.delivery.papers import DeliveredFile, DeliveryReceipt
from fengqiao.documents.actions import draft
from fengqiao.documents.models import Document
from fengqiao.documents.parties import SignatureBlock
from fengqiao.law.delivery import day_of
from fengqiao.notices.models import Message
from fengqiao.notices.wording import court_of

PROOF = {"sent": "已发出", "delivered": "已送达", "opened": "已打开", "identity_confirmed": "已核验身份"}
SERIES = "送达"


def issue_receipt(delivery: Delivery, message: Message, *, at: datetime) -> Document:
    """Draw up the receipt with what is known now; opening comes later and is shown on the delivery's page."""
    case = delivery.document.case
    body = case.organisation
    year, code = day_of(at).year, body.code if body else ""
    court = court_of(case)
    fields = DeliveryReceipt(
        court=court,
        number=f"（{year}）{code}送达第{next_serial(code, SERIES, year)}号",
        case_number=case.number,
        cause=case.dispute.cause,
        recipient=delivery.participation.name,
        channel="网上枫桥平台账户",
        address="受送达人本人账户（已确认的电子送达地址）",
        files=(DeliveredFile(delivery.document.title, delivery.document.sha256),),
        sender=court,
        sent_at=at,
        arrived_at=at,
        proof=PROOF[delivery.grade],
        effective_at=at,
        rule=f"{delivery.effect_rule['zh']}（{delivery.effect_rule['source']}）",
        log_id=str(delivery.pk),
        check_code=message.code,
        remark="",
        signatures=(SignatureBlock(field="court", label="", name=court, kind="seal"),),
        issued_at=at,
    )
    receipt = draft(case, "delivery_receipt", fields, at=at, step="delivery.receipt")
    Delivery.objects.filter(pk=delivery.pk).update(receipt=receipt)
    return receipt
