"""Who acts in a case, and in which roles."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from fengqiao.cases.models import Case, Participation, Representation
from fengqiao.people.models import Person, Post

PARTY_ROLES = frozenset({"applicant", "respondent"})
"""Roles of a side in a case; everybody else is an officer."""

OFFICE_ROLES = {"filing_clerk": "filing_clerk", "judges_clerk": "judges_clerk"}
"""Posts that reach every case of their organisation (and of the bodies that a court invited)."""


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
    def name(self) -> str:
        """Return the name that the record shows."""
        return self.person.name if self.person else _("The system")


SYSTEM = Actor(roles=frozenset({"system"}))


def actor_of(person: Person, case: Case, *, at: datetime) -> Actor:
    """Return the actor that ``person`` is in ``case``; without roles when a stranger."""
    own = list(
        case.participations.filter(person=person, since__lte=at).filter(Q(until=None) | Q(until__gt=at)).order_by("pk")
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
    return (
        Representation.objects.filter(participation__case=case, person=person, since__lte=at, refused_because="")
        .filter(Q(until=None) | Q(until__gt=at))
        .filter(Q(participation__until=None) | Q(participation__until__gt=at))
        .select_related("participation")
        .first()
    )


def office_roles(person: Person, case: Case, at: datetime) -> set[str]:
    """Return the roles that the person's posts give in this case."""
    if case.organisation_id is None:
        return set()
    posts = Post.objects.filter(person=person, role__in=OFFICE_ROLES, since__lte=at.date())
    posts = posts.filter(Q(until=None) | Q(until__gt=at.date()))
    seats = {case.organisation_id, case.organisation.invited_by_id if case.organisation else None} - {None}
    return {OFFICE_ROLES[post.role] for post in posts.filter(organisation__in=seats)}
