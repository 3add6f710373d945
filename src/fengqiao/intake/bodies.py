"""Which mediation body gets a new case."""

from __future__ import annotations

from django.db.models import Count, Q

from fengqiao.people.models import Organisation


class NoBody(Exception):
    """No mediation body is set up; an administrator must add one that a court invited."""


def body_for() -> Organisation:
    """Return the body with the fewest open cases among those that a court invited (特邀调解规定第6条)."""
    bodies = Organisation.objects.filter(kind=Organisation.Kind.MEDIATION_BODY).exclude(invited_by=None)
    load = Count("cases", filter=Q(cases__procedure="mediation", cases__closed_at=None))
    found = bodies.annotate(load=load).order_by("load", "name").first()
    if found is None:
        raise NoBody
    return found
