"""Separate consents of one side: given one by one, dated, bound to the text that was shown, withdrawn at any time.

在线诉讼规则第4条, 个人信息保护法第14–15条、第29条.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fengqiao.cases.models import Consent, Participation
from fengqiao.cases.representation import acts_for
from fengqiao.law.consents import ConsentText, codes, consent_text, consent_version
from fengqiao.ledger.actions import commit
from fengqiao.people.errors import NotAccepted
from fengqiao.people.models import Person


def give_consent(
    participation: Participation, kind: str, person: Person, *, at: datetime, scope: Mapping[str, Any] | None = None
) -> Consent:
    """Record that a side agrees to ``kind`` (a code of ``law.consents``), given by ``person``.

    The same consent given again changes nothing; with another scope the earlier one ends. ``scope`` for electronic
    delivery: ``{"documents": [codes of the text's scope], "phone": bool, "email": bool}``. NotAccepted when the person
    does not act for this side or the scope names something that the text does not offer.
    """
    text = consent_text(kind, timezone.localdate(at))
    wanted = dict(scope or {})
    _check(participation, person, text, wanted, at)
    with transaction.atomic():
        now = consent_in_force(participation, kind)
        if now and now.scope == wanted and now.version == text.version.isoformat():
            return now
        if now:
            _end(now, at)
        row = Consent.objects.create(
            participation=participation,
            kind=kind,
            version=text.version.isoformat(),
            scope=wanted,
            given_by=person,
            given_at=at,
        )
        _commit("consent-given", row, person, at)
    return row


def withdraw_consent(participation: Participation, kind: str, *, at: datetime, person: Person | None = None) -> bool:
    """End the consent in force from now on; what was done under it stays. Return whether there was one.

    ``person`` is who withdraws (nobody: the platform, because the side changed). NotAccepted for somebody who does
    not act for this side.
    """
    if person and not acts_for(person, participation, at=at):
        raise NotAccepted(_("Only the side that gave a consent can withdraw it."))
    with transaction.atomic():
        row = consent_in_force(participation, kind)
        if row is None or not _end(row, at):
            return False
        _commit("consent-withdrawn", row, person, at)
    return True


def consent_in_force(participation: Participation, kind: str) -> Consent | None:
    """Return the consent of this kind that is not withdrawn."""
    return Consent.objects.filter(participation=participation, kind=kind, withdrawn_at=None).first()


def text_of(consent: Consent) -> ConsentText:
    """Return the very words that were shown when the consent was given."""
    return consent_version(consent.kind, date.fromisoformat(consent.version))


def texts_on(day: date) -> Sequence[ConsentText]:
    """Return the texts of all consents in force on a day, in the order in which they are asked for."""
    return [consent_text(code, day) for code in codes()]


def _check(
    participation: Participation, person: Person, text: ConsentText, scope: Mapping[str, Any], at: datetime
) -> None:
    if not acts_for(person, participation, at=at):
        raise NotAccepted(_("Only this side itself, or whoever acts for it, can give a consent."))
    if participation.minor and participation.person_id == person.pk:
        raise NotAccepted(_("A minor consents through a guardian. Please let a parent join the case."))
    unknown = set(scope.get("documents", ())) - {choice.code for choice in text.scope}
    if unknown:
        raise NotAccepted(_("This consent does not offer: %(codes)s.") % {"codes": ", ".join(sorted(unknown))})


def _end(consent: Consent, at: datetime) -> bool:
    return Consent.objects.filter(pk=consent.pk, withdrawn_at=None).update(withdrawn_at=at) == 1


def _commit(act: str, consent: Consent, person: Person | None, at: datetime) -> None:
    content = [
        act,
        consent.pk,
        consent.participation_id,
        consent.kind,
        consent.version,
        consent.scope,
        str(person.pk) if person else "",
    ]
    commit("consent", json.dumps(content, sort_keys=True, ensure_ascii=False).encode(), at=at)
