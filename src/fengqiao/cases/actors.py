"""Who acts in a case, and in which roles."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from fengqiao.cases.looks import once
from fengqiao.cases.models import Case, Participation, Representation
from fengqiao.law.delivery import day_of
from fengqiao.people.models import Person
from fengqiao.people.staff import held_on

PARTY_ROLES = frozenset({"applicant", "respondent"})
"""Roles of a side in a case; everybody else is an officer."""

REACH: dict[str, frozenset[str]] = {}
"""Procedure → posts that reach every such case of their organisation (and of the bodies that a court invited).

Filled by the declarations of the procedures. A post that a procedure does not name reaches nothing of it: judges and
their clerks never come near a mediation (在线调解规则第18条).
"""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person (or the system) with every role it holds in one case at one moment."""

    roles: frozenset[str]
    person: Person | None = None
    participation: Participation | None = None
    representation: Representation | None = None
    also: tuple[Participation, ...] = field(default=())

    @property
    def side(self) -> str:
        """Return ``a``, ``b`` or nothing for officers."""
        return self.participation.side if self.participation else ""

    @property
    def is_party(self) -> bool:
        """Return whether this actor stands on one of the two banks."""
        return bool(self.roles & PARTY_ROLES)

    @property
    def who(self) -> Person:
        """Return the person who acts; LookupError for the system, which signs, ticks and asks nothing."""
        if self.person is None:
            raise LookupError("the system is nobody: this act needs a person")
        return self.person

    @property
    def name(self) -> str:
        """Return the name that the record shows."""
        return self.person.name if self.person else _("The system")


SYSTEM = Actor(roles=frozenset({"system"}))


def actor_of(person: Person, case: Case, *, at: datetime) -> Actor:
    """Return the actor that ``person`` is in ``case``; without roles when a stranger."""
    own = sorted(
        (row for row in everybody(case) if row.person_id == person.pk and row.since <= at and _runs(row, at)),
        key=lambda row: row.pk,
    )
    acting = _representation(person, case, at)
    rows = own + ([acting.participation] if acting else [])
    roles = {row.role for row in rows} | office_roles(person, case, at)
    return Actor(
        roles=frozenset(roles),
        person=person,
        participation=rows[0] if rows else None,
        representation=acting if acting and not own else None,
        also=tuple(rows[1:]),
    )


def _representation(person: Person, case: Case, at: datetime) -> Representation | None:
    for acting in representations(case):
        in_force = acting.since <= at and _runs(acting, at) and _runs(acting.participation, at)
        if acting.person_id == person.pk and in_force and not acting.refused_because:
            return acting
    return None


def _runs(row: Participation | Representation, at: datetime) -> bool:
    return row.until is None or row.until > at


@once
def everybody(case: Case) -> list[Participation]:
    """Return everybody who takes or took part in a case, side by side, with person and company."""
    represented = Exists(Representation.objects.filter(participation=OuterRef("pk")))
    rows = case.participations.annotate(represented=represented)
    return list(rows.select_related("person", "organisation"))


@once
def representations(case: Case) -> list[Representation]:
    """Return everybody who acts, acted or wanted to act for somebody in a case."""
    rows = {row.pk: row for row in everybody(case) if getattr(row, "represented", True)}
    if not rows:
        return []
    found = list(Representation.objects.filter(participation__in=rows).select_related("person").order_by("pk"))
    for acting in found:
        acting.participation = rows[acting.participation_id]
    return found


def office_roles(person: Person, case: Case, at: datetime) -> set[str]:
    """Return the roles that the person's posts give in this case."""
    if case.organisation_id is None:
        return set()
    seats = {case.organisation_id, case.organisation.invited_by_id if case.organisation else None} - {None}
    reaching = REACH.get(case.procedure, frozenset())
    held = held_on(person, day_of(at))
    return {post.role for post in held if post.role in reaching and post.organisation_id in seats}
