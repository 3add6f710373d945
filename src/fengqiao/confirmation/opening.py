"""What crosses over from the mediation into a confirmation, and which court it goes to. Nothing else is copied."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Q

from fengqiao.cases.actors import PARTY_ROLES
from fengqiao.cases.consents import consent_in_force
from fengqiao.cases.models import Case, Consent, Participation
from fengqiao.cases.steps import Effect, Turn
from fengqiao.confirmation.models import Confirmation
from fengqiao.law.confirmation import CourtFacts, competence
from fengqiao.law.delivery import day_of
from fengqiao.negotiation.models import Agreement
from fengqiao.people.models import Organisation

PARTY_FIELDS = ("role", "side", "person", "organisation", "name", "phone", "email", "address", "minor", "joined_at")
REPRESENTATION_FIELDS = (
    "person", "kind", "special_authority", "relation", "authority", "checked_by", "checked_at", "refused_because",
    "since",
)  # fmt: skip
PLACE = re.compile(r".{2,12}?[市州盟].{0,10}?[区县旗市]|.{2,12}?[市州盟区县]")


def begin(parent: Case, case: Case, turn: Turn) -> Effect:
    """Open the confirmation of the agreement that took effect in ``parent``; the 30 days run from its effect.

    The case belongs to no court yet: until both sides have applied, no court has any business reading their agreement.
    """
    agreement = Agreement.objects.get(case=parent, state=Agreement.State.EFFECTIVE)
    effective_on = agreement.effective_on or day_of(turn.at)
    court = court_for(parent)
    for row in _open(parent):
        _copy_party(row, case, turn.at)
    mediator = parent.participations.filter(role="mediator", until=None).select_related("person").first()
    last = parent.records.order_by("-number").first()
    Confirmation.objects.create(
        case=case,
        court=court,
        agreement=agreement,
        effective_on=effective_on,
        body=parent.organisation.name if parent.organisation else "",
        mediator=mediator.name if mediator else "",
        mediated={"record_confirmed": last.data.get("record_confirmed", {}) if last else {}},
        competence=competence_of(parent, court, day_of(turn.at)),
    )
    return Effect(starts={"judicial_confirmation_application": effective_on})


def court_for(parent: Case) -> Organisation:
    """Return the court: the one that invited the body (C205 (1)), else the court of this platform."""
    body = parent.organisation
    if body and body.invited_by:
        return body.invited_by
    own = Organisation.objects.filter(kind=Organisation.Kind.COURT, code=settings.COURT["code"]).first()
    return own or Organisation.objects.filter(kind=Organisation.Kind.COURT).order_by("created_at")[0]


def competence_of(parent: Case, court: Organisation, on: date) -> dict[str, Any]:
    """Return whether the court may confirm and through which connection, in the words of the law's table."""
    body = parent.organisation
    seats = [_place(address) for address in _addresses(parent)]
    here = _place(court.address)
    found = competence(
        CourtFacts(
            level="intermediate" if "中级" in court.name else "basic",
            invited_the_body=bool(body and body.invited_by_id == court.pk),
            invited_by_another=bool(body and body.invited_by_id and body.invited_by_id != court.pk),
            party_domicile=bool(here) and here in seats,
            body_place=bool(here and body) and _place(body.address if body else "") == here,
        ),
        on,
    )
    return {
        "competent": found.competent,
        "code": found.ground.code if found.ground else "",
        "zh": found.zh,
        "en": found.en,
        "source": found.entry.shown_source,
        "source_en": found.entry.source_en,
    }


def _open(parent: Case) -> list[Participation]:
    return list(parent.participations.filter(role__in=PARTY_ROLES, until=None).order_by("side", "pk"))


def _copy_party(row: Participation, case: Case, at: datetime) -> None:
    copied = Participation.objects.create(
        case=case, since=at, checked_at=row.checked_at, **{name: getattr(row, name) for name in PARTY_FIELDS}
    )
    acting = row.representations.filter(Q(until=None) | Q(until__gt=at), refused_because="")
    for one in acting.order_by("pk"):
        values = {name: getattr(one, name) for name in REPRESENTATION_FIELDS}
        copied.representations.create(until=one.until, **values)
    for given in _consents_that_carry_over(row):
        Consent.objects.create(
            participation=copied,
            kind=given.kind,
            version=given.version,
            scope=given.scope,
            given_by=given.given_by,
            given_at=given.given_at,
        )


def _consents_that_carry_over(row: Participation) -> list[Consent]:
    """Return the consent given for this procedure, and to electronic delivery where it names later procedures."""
    found = [consent_in_force(row, "online_confirmation")]
    delivery = consent_in_force(row, "electronic_delivery")
    if delivery and "later_instances" in delivery.scope.get("documents", ()):
        found.append(delivery)
    return [given for given in found if given]


def _addresses(parent: Case) -> list[str]:
    rows = parent.participations.filter(role__in=PARTY_ROLES, until=None).select_related("person", "organisation")
    found = []
    for row in rows:
        of_person = row.person.address if row.person else ""
        found.append((row.organisation.address if row.organisation else of_person) or row.address)
    return found


def _place(address: str) -> str:
    """Return the city and county of an address, as far as they are named."""
    match = PLACE.match(address.strip())
    return match.group() if match else ""
