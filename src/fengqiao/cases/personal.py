"""What cases keep about one person, for the person itself (PIPL Art. 45)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from fengqiao.cases.actors import PARTY_ROLES
from fengqiao.cases.models import Consent, Participation, Representation
from fengqiao.people.models import Organisation, Person


def parties_of(seats: Iterable[Organisation]) -> QuerySet[Person]:
    """Return the persons who are or were a party in a case of these organisations, or act for one."""
    rows = Participation.objects.filter(case__organisation__in=list(seats), role__in=PARTY_ROLES)
    acting = Representation.objects.filter(participation__in=rows, person=OuterRef("pk"))
    return Person.objects.filter(Exists(rows.filter(person=OuterRef("pk"))) | Exists(acting))


def consents_of(person: Person) -> list[Consent]:
    """Return the consents of every participant that the person is or acts for, newest first."""
    own = Participation.objects.filter(person=person).values("pk")
    acting = Representation.objects.filter(person=person, refused_because="", until=None).values("participation")
    rows = Consent.objects.filter(participation__in=own) | Consent.objects.filter(participation__in=acting)
    return list(rows.select_related("participation__case__dispute", "given_by").order_by("-given_at", "-pk"))


def own_case_data(person: Person) -> dict[str, Any]:
    """Return roles, authorities and consents of a person; other people's data are not in it."""
    return {
        "takes_part_in": [
            {
                "case": str(row.case),
                "dispute": row.case.dispute.code,
                "role": row.role,
                "name": row.name,
                "phone": row.phone,
                "email": row.email,
                "address": row.address,
                "since": row.since,
                "until": row.until,
            }
            for row in person.participations.select_related("case__dispute")
        ],
        "acts_for": [
            {"case": str(row.participation.case), "kind": row.kind, "since": row.since, "until": row.until}
            for row in person.representations.select_related("participation__case__dispute")
        ],
        "consents": [
            {
                "kind": row.kind,
                "version": row.version,
                "scope": row.scope,
                "case": str(row.participation.case),
                "given_at": row.given_at,
                "withdrawn_at": row.withdrawn_at,
            }
            for row in consents_of(person)
        ],
    }
