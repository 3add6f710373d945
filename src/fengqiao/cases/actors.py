"""Who acts in a case, and in which roles."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from fengqiao.cases.models import Case, Participation, Representation
from fengqiao.law.delivery import CHINA
from fengqiao.people.models import Person, Post

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
    seats = {case.organisation_id, case.organisation.invited_by_id if case.organisation else None} - {None}
    posts = posts_of(person, at).filter(role__in=REACH.get(case.procedure, ()), organisation__in=seats)
    return set(posts.values_list("role", flat=True))


def posts_of(person: Person, at: datetime) -> QuerySet[Post]:
    """Return the posts that the person holds that day."""
    day = at.astimezone(CHINA).date()
    return Post.objects.filter(Q(until=None) | Q(until__gt=day), person=person, since__lte=day)
