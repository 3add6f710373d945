"""Doors of pages: logged in at all, or holding a staff post."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from fengqiao.people.models import Person
from fengqiao.people.staff import STAFF_ROLES, posts_on

View = Callable[..., HttpResponseBase]

person_required = login_required
"""Anybody who is logged in; others go to the log-in page and come back."""


def person_of(request: HttpRequest) -> Person:
    """Return who is logged in, behind a door that lets nobody else pass; Http404 for a visitor."""
    if not isinstance(request.user, Person):
        raise Http404
    return request.user


def staff_required(*roles: str) -> Callable[[View], View]:
    """Let pass whoever holds one of the posts (any staff post when none is named); others meet 404.

    Visitors go to the staff log-in and come back. A session that began with a code by text message never counts.
    """
    wanted = frozenset(roles) or STAFF_ROLES

    def wrap(view: View) -> View:
        @wraps(view)
        def gate(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect(f"{reverse('people:staff_login')}?{urlencode({'next': request.get_full_path()})}")
            held = posts_on(person_of(request), timezone.localdate())
            if request.session.get("kind") == "party" or not any(post.role in wanted for post in held):
                raise Http404
            return view(request, *args, **kwargs)

        return gate

    return wrap
