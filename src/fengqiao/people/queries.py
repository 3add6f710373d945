"""Reads about persons."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q

from fengqiao.people.fields import blind_index
from fengqiao.people.models import Person
from fengqiao.people.sessions import open_log_ins


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
        "open_log_ins": [{"device": row.device, "since": row.since} for row in open_log_ins(person, at=at)],
    }
