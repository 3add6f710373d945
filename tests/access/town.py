"""A small town told through the real steps: every kind of thing that an address can name, own and foreign."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from django.db.models import Model

from fengqiao.cases.models import Case, Consent
from fengqiao.demo.seeds import seed
from fengqiao.documents.models import Document
from fengqiao.evidence.models import Evidence
from fengqiao.mediation.models import Fact
from fengqiao.negotiation.models import Offer
from fengqiao.people.models import Person, Post
from fengqiao.rooms.models import Room
from fengqiao.signing.models import SigningRequest

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
NOBODY = uuid4()


@dataclass
class Town:
    """Principals by role, and for each kind of argument the values that belong to ``case``."""

    case: Case
    principals: dict[str, Person | None] = field(default_factory=dict)

    def values(self, name: str, pattern: str) -> Iterator[Any]:
        """Return the value that an argument takes for this case; nothing when the town has no such thing."""
        makers = {
            "case_id": self.case.pk,
            "room_id": self._first(Room, case=self.case, kind="joint"),
            "offer_id": self._first(Offer, case=self.case),
            "fact_id": self._first(Fact, case=self.case),
            "evidence_id": self._first(Evidence, dispute=self.case.dispute),
            "document_id": self._first(Document, case=self.case),
        }
        found = makers.get(name)
        if found is not None:
            yield found

    def _first(self, model: type[Model], **where: Any) -> Any:
        return model._default_manager.filter(**where).values_list("pk", flat=True).first()


def tell() -> None:
    """Tell every story."""
    seed(NOW)


def principals_of(case: Case) -> dict[str, Person | None]:
    """Return one person for each role towards the case; strangers of the same role too."""
    people: dict[str, Person | None] = {"anonymous": None}
    for row in case.participations.filter(until=None).select_related("person"):
        acting = row.representations.filter(until=None, refused_because="").select_related("person").first()
        people[row.role] = row.person or (acting.person if acting else None)
    taken = {person.pk for person in people.values() if person}
    for role in ("filing_clerk", "judge", "judges_clerk", "president", "administrator"):
        people[role] = Person.objects.filter(posts__role=role).order_by("login").first()
    outsiders = Person.objects.exclude(pk__in=taken)
    people["other_mediator"] = outsiders.filter(posts__role=Post.Role.MEDIATOR).order_by("login").first()
    people["other_party"] = outsiders.filter(posts=None, participations__role="applicant").order_by("login").first()
    people["stranger"] = (
        Person.objects.filter(login="wai.ren").first()
        or Person.objects.filter(posts=None, participations=None, representations=None).first()
    )
    return people


def waiting_request(case: Case, person: Person) -> SigningRequest | None:
    """Return the signing request that waits for the person."""
    return SigningRequest.objects.filter(document__case=case, person=person, state="waiting").first()


def consent_of(person: Person) -> Consent | None:
    """Return one consent that the person gave."""
    return Consent.objects.filter(given_by=person, withdrawn_at=None).first()
