"""电子送达凭证, the receipt of an electronic delivery (民事诉讼法 90; 在线诉讼规则 29–32)."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fengqiao.documents.papers import Paper, register
from fengqiao.documents.parties import SignatureBlock


@dataclass(frozen=True)
class DeliveredFile:
    """One delivered file: its title and the SHA-256 of its bytes (64 hexadecimal digits)."""

    title: str
    sha256: str


@dataclass(frozen=True)
class DeliveryReceipt:
    """What was sent to whom by which channel, when it arrived, how surely, and by which rule it took effect.

    ``address`` is shown masked. ``proof`` is the grade reached: 已发出, 已送达, 已打开 or 已核验身份.
    """

    court: str
    number: str
    case_number: str
    cause: str
    recipient: str
    channel: str
    address: str
    files: tuple[DeliveredFile, ...]
    sender: str
    sent_at: datetime
    arrived_at: datetime | None
    proof: str
    effective_at: datetime | None
    rule: str
    log_id: str
    check_code: str
    remark: str
    signatures: tuple[SignatureBlock, ...]
    issued_at: datetime


DELIVERY_RECEIPT = register(
    Paper(
        kind="delivery_receipt",
        title="电子送达凭证",
        template=Path(__file__).parent / "paper" / "delivery_receipt.typ",
        fields=DeliveryReceipt,
        issued_by="delivery.receipt",
        open_at_once=False,
        signers=(("court",),),
    )
)
