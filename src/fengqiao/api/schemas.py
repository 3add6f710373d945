"""What the API sends and takes. Field by field, nothing is exported by default."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from ninja import Schema


class Party(Schema):
    """One side or officer of a case; contact and identity data never leave by the API."""

    role: str
    side: str
    name: str
    joined: bool


class Due(Schema):
    """The end of a period; ``provisional`` while the holidays of a year are not announced (待核)."""

    rule: str
    start: date
    end: date
    state: str
    provisional: bool


class StepState(Schema):
    """A step of the caller's roles: possible when ``why_not`` is empty."""

    name: str
    label: str
    meaning: str
    basis: str
    why_not: list[str]


class CaseBrief(Schema):
    """A case in a list."""

    id: UUID
    code: str
    number: str
    procedure: str
    state: str
    revision: int
    cause: str
    amount: Decimal | None
    opened_at: datetime
    changed_at: datetime


class CaseFull(CaseBrief):
    """A case with who takes part, what runs and what the caller can do."""

    parties: list[Party]
    deadlines: list[Due]
    steps: list[StepState]


class Page(Schema):
    """A page of cases; ``next`` is the cursor of the following one."""

    items: list[CaseBrief]
    next: str | None


class Act(Schema):
    """A record of one step that was taken."""

    number: int
    step: str
    says: str
    actor: str
    role: str
    at: datetime
    from_state: str
    to_state: str
    data: dict[str, Any]


class TakeStep(Schema):
    """The data of a step, as in its form, and the revision that the caller saw."""

    revision: int
    data: dict[str, Any] = {}


class Problem(Schema):
    """RFC 9457 problem details; ``errors`` names fields, ``reasons`` say why a step cannot be taken."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    reasons: list[str] = []
    errors: dict[str, list[str]] = {}


class StepDeclared(Schema):
    """A step as declared: from where to where, by whom, on what basis."""

    name: str
    label: str
    meaning: str
    source: list[str]
    targets: list[str]
    by: list[str]
    basis: str
    tells: list[str]
    sets: list[str]
    opens: list[str]


class ProcedureDeclared(Schema):
    """A procedure as declared."""

    code: str
    title: str
    start: str
    final: list[str]
    states: dict[str, str]
    steps: list[StepDeclared]
