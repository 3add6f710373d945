"""Who is looking."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from fengqiao.people.models import Person


def person_of(request: HttpRequest) -> Person:
    """Return the person who is logged in; Http404 for a visitor who got past the log-in some other way."""
    if not isinstance(request.user, Person):
        raise Http404
    return request.user
