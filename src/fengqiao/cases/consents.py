"""Separate, dated, withdrawable consents of one side (在线诉讼规则第4条, 个人信息保护法第14–15条、第29条)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from fengqiao.cases.models import Consent, Participation
from fengqiao.law.consents import consent_text
from fengqiao.law.delivery import day_of
from fengqiao.people.models import Person


def give_consent(
    participation: Participation, code: str, person: Person, *, at: datetime, scope: Mapping[str, Any] | None = None
) -> Consent:
    """Record one consent to the text in force that day; an earlier one of the same kind is replaced.

    Raises ``LookupError`` for a code that ``law.consents`` does not know.
    """
    text = consent_text(code, day_of(at))
    withdraw_consent(participation, code, at=at)
    return Consent.objects.create(
        participation=participation,
        kind=code,
        version=text.version.isoformat(),
        scope=dict(scope or {}),
        given_by=person,
        given_at=at,
    )


def withdraw_consent(participation: Participation, code: str, *, at: datetime) -> bool:
    """Withdraw the consent in force, for the time after; return whether there was one."""
    return bool(
        Consent.objects.filter(participation=participation, kind=code, withdrawn_at=None).update(withdrawn_at=at)
    )


def consent_in_force(participation: Participation, code: str) -> Consent | None:
    """Return the consent of this kind that is not withdrawn."""
    return participation.consents.filter(kind=code, withdrawn_at=None).first()
