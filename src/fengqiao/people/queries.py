"""Reads about persons."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from fengqiao.people.fields import blind_index
from fengqiao.people.models import Change, Organisation, Person, Post
from fengqiao.people.sessions import open_log_ins
from fengqiao.people.staff import STAFF_ROLES


def persons_at(address: str) -> list[Person]:
    """Return the active persons who use this mobile number or e-mail address; families may share one."""
    index = blind_index(address)
    return list(
        Person.objects.filter(Q(phone_index=index) | Q(email_index=index), is_active=True).order_by("created_at")
    )


def own_data(person: Person, *, at: datetime) -> dict[str, Any]:
    """Return everything that is kept about a person itself, in plain (PIPL Art. 45)."""
    return {
        "name": person.name,
        "id_number": person.id_number,
        "birth_date": person.birth_date,
        "phone": person.phone,
        "email": person.email,
        "address": person.address,
        "language": person.language,
        "identity_checked_at": person.verified_at,
        "identity_checked_by": person.verified_by,
        "registered_at": person.created_at,
        "log_in_name": person.login,
        "posts": [
            {"organisation": post.organisation.name, "role": post.role, "since": post.since, "until": post.until}
            for post in person.posts.select_related("organisation")
        ],
        "changes_by_administrators": [
            {"what": row.kind, "by": row.organisation.name, "reason": row.reason, "at": row.at}
            | {"details": json.loads(row.details)}
            for row in changes_of(person)
        ],
        "open_log_ins": [{"device": row.device, "since": row.since} for row in open_log_ins(person, at=at)],
    }


def administered(person: Person, day: date) -> list[Organisation]:
    """Return where the person is administrator on a day, and the mediation bodies that such a court invited."""
    held = Post.objects.filter(Q(until=None) | Q(until__gt=day), person=person, role="administrator", since__lte=day)
    seats = Q(pk__in=held.values("organisation")) | Q(invited_by__in=held.values("organisation"))
    return list(Organisation.objects.filter(seats).order_by("kind", "name"))


def posts_in(seats: list[Organisation], *, ended: bool, day: date) -> QuerySet[Post]:
    """Return the staff posts of organisations; those that ended only when asked for."""
    rows = Post.objects.filter(organisation__in=seats, role__in=STAFF_ROLES).select_related("person", "organisation")
    return rows if ended else rows.filter(Q(until=None) | Q(until__gt=day))


def named(words: str, prefix: str = "") -> Q:
    """Return the filter for persons by part of the name, or by the whole mobile or identity number."""
    index = blind_index(words)
    return (
        Q(**{f"{prefix}name__icontains": words})
        | Q(**{f"{prefix}phone_index": index})
        | Q(**{f"{prefix}id_number_index": index})
    )


def changes_of(person: Person) -> QuerySet[Change]:
    """Return what administrators changed about the person, newest first."""
    return Change.objects.filter(person=person).select_related("by", "organisation")
