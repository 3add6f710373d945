"""What the dispute says, as the risk review takes it: from a draft, or from a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings

from fengqiao.cases.models import Case
from fengqiao.insight.report import Fact, Matter
from fengqiao.intake.sheet import Application
from fengqiao.intake.types import DisputeType, Question, dispute_type
from fengqiao.law import local
from fengqiao.law.money import Sentence, plain

YES_NO: Mapping[str, Sentence] = {"yes": ("是", "Yes"), "no": ("否", "No")}


@dataclass(frozen=True, slots=True)
class Source:
    """A dispute before or after its filing; ``kind`` is None for a kind that this version does not know."""

    cause: str
    kind: DisputeType | None
    raw: Mapping[str, Any]
    amount: Decimal | None
    request: str


def of_application(application: Application) -> Source:
    """What a complete draft says."""
    kind = application.kind
    return Source(kind.cause.zh, kind, application.raw_answers, application.amount, application.request)


def of_case(case: Case) -> Source:
    """What the dispute of a case says."""
    row = case.dispute
    try:
        kind = dispute_type(row.type_code, row.type_version)
    except LookupError:
        kind = None
    return Source(row.cause, kind, row.answers, row.amount, row.request)


def matter_of(source: Source, on: date) -> Matter:
    """Put it in the form of the review."""
    kind, wage = source.kind, settings.LOCAL_LAW.figure(local.WAGE, on)
    return Matter(
        kind=kind.code if kind else "",
        amount=source.amount,
        facts=tuple(_facts(source)),
        elements=dict(kind.elements) if kind else {},
        collect=kind.collect if kind else (),
        wage=Decimal(wage.value) if wage else None,
    )


def _facts(source: Source) -> list[Fact]:
    cause = source.kind.cause if source.kind else (source.cause, source.cause)
    amount = (f"{plain(source.amount)} 元", f"CNY {plain(source.amount)}") if source.amount else None
    asked = source.kind.questions if source.kind else ()
    return [
        Fact(("纠纷类型", "Kind of dispute"), cause),
        *(Fact(question.words, _value(question, source.raw.get(question.id))) for question in asked),
        Fact(("请求的金额", "Amount asked"), amount),
        Fact(("请求", "What you ask for"), (source.request, source.request)),
    ]


def _value(question: Question, raw: Any) -> Sentence | None:
    """The answer in both languages; None when the person left it open or took the way out."""
    text = "" if raw is None else str(raw)
    if question.kind == "yesno":
        return YES_NO.get(text)
    if question.kind == "choice":
        return next((option.words for option in question.options if option.code == text), None)
    if question.kind == "amount" and text.replace(".", "", 1).isdecimal():
        return f"{plain(Decimal(text))} 元", f"CNY {plain(Decimal(text))}"
    return (text, text) if text else None
