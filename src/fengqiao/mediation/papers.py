"""调解笔录, the record of a mediation (人民调解法 27; 在线调解规则 17, 22)."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from fengqiao.documents.papers import Paper, register
from fengqiao.documents.parties import SignatureBlock


@dataclass(frozen=True)
class Present:
    """A person present: role in the mediation, name, how the identity was checked."""

    role: str
    name: str
    checked: str


@dataclass(frozen=True)
class Statement:
    """What one person said, in short, in the order of speaking. Never from a caucus."""

    speaker: str
    text: str


@dataclass(frozen=True)
class MediationRecord:
    """The fields of the record. ``result`` is the agreement reached or the reason why none was reached."""

    number: str
    body: str
    cause: str
    mediator: str
    began_at: datetime
    ended_at: datetime
    place: str
    mode: str
    persons: tuple[Present, ...]
    notices: tuple[str, ...]
    statements: tuple[Statement, ...]
    proposals: tuple[str, ...]
    undisputed: tuple[str, ...]
    result: str
    signatures: tuple[SignatureBlock, ...]
    signed_on: date


MEDIATION_RECORD = register(
    Paper(
        kind="mediation_record",
        title="调解笔录",
        template=Path(__file__).parent / "paper" / "mediation_record.typ",
        fields=MediationRecord,
        issued_by="mediation.close_record",
        signers=(("applicant", "respondent", "mediator"),),
        readers=frozenset({"applicant", "respondent", "mediator"}),
    )
)
