"""Pages of administrators: who works here and who is a party, and one person with posts and changes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from fengqiao.cases.models import Participation
from fengqiao.cases.personal import parties_of
from fengqiao.people.contacts import mask_address
from fengqiao.people.gates import person_of, staff_required
from fengqiao.people.models import Change, Organisation, Person, Post
from fengqiao.people.queries import administered, changes_of, named, posts_in
from fengqiao.people.staff import STAFF_ROLES
from fengqiao.textkit.names import mask_id

PER_PAGE = 50
administrator = staff_required(Post.Role.ADMINISTRATOR)
FIELDS = {
    "name": _("Name"),
    "id_number": _("Identity number"),
    "phone": _("Mobile number"),
    "email": _("E-mail"),
    "since": _("From"),
    "until": _("No longer from"),
}


@dataclass(frozen=True, slots=True)
class Reach:
    """A person that the administrator may change something about, and where it belongs."""

    person: Person
    organisation: Organisation
    posts: tuple[Post, ...]

    @property
    def works_here(self) -> bool:
        """Whether the person holds a post here today."""
        return any(running(post, timezone.localdate()) for post in self.posts)


def running(post: Post, day: date) -> bool:
    """Return whether the post is held on a day."""
    return post.since <= day and (post.until is None or post.until > day)


def reach_of(request: HttpRequest, person_id: UUID) -> Reach:
    """Return the person when it works, worked or has a case where the administrator looks after people; else Http404.

    Of several organisations the first one whose administrator this is answers for the change.
    """
    seats = administered(person_of(request), timezone.localdate())
    person = Person.objects.filter(pk=person_id).first()
    if person is None or not seats:
        raise Http404
    posts = tuple(posts_in(seats, ended=True, day=timezone.localdate()).filter(person=person).order_by("since"))
    if not posts and not parties_of(seats).filter(pk=person.pk).exists():
        raise Http404
    return Reach(person, posts[-1].organisation if posts else seats[0], posts)


@administrator
@require_safe
def roster(request: HttpRequest) -> HttpResponse:
    """List who works here, or with ``show=parties`` who is a party in a case of this organisation."""
    seats = administered(person_of(request), timezone.localdate())
    parties = request.GET.get("show") == "parties"
    wish = {
        "q": request.GET.get("q", "").strip()[:60],
        "role": request.GET.get("role", ""),
        "ended": request.GET.get("ended") == "1",
    }
    found: QuerySet[Any] = _parties(seats, wish) if parties else _staff(seats, wish)
    page: Any = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "page_numbers": list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)),
        "parties": parties,
        "rows": [_row(row) for row in page.object_list],
        "wish": wish,
        "roles": [(code, label) for code, label in Post.Role.choices if code in STAFF_ROLES],
        "seats": seats,
    }
    return render(request, "people/roster.html", context)


@administrator
@require_safe
def person_page(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show one person: contact data masked, posts with their days, and every change with its reason."""
    reach, today = reach_of(request, person_id), timezone.localdate()
    person = reach.person
    context = {
        "person": person,
        "reach": reach,
        "oneself": person == request.user,
        "id_number": mask_id(person.id_number) if person.id_number else "",
        "phone": mask_address(person.phone) if person.phone else "",
        "email": mask_address(person.email) if person.email else "",
        "posts": [(post, _state(post, today)) for post in reach.posts],
        "load": Participation.objects.filter(person=person, role="mediator", until=None, case__closed_at=None).count(),
        "changes": [(change, differences(change)) for change in changes_of(person)],
    }
    return render(request, "people/person.html", context)


def differences(change: Change) -> list[tuple[Any, str, str]]:
    """Return what, before and after of a change; numbers and addresses masked, because many eyes see this page."""
    details = json.loads(change.details)
    rows = [(FIELDS[name], *value) for name, value in details.items() if name in FIELDS and isinstance(value, list)]
    if role := details.get("role"):
        rows.insert(0, (Post.Role(role).label, "", ""))
    secret = {
        FIELDS[name]: mask_id if name == "id_number" else mask_address for name in ("id_number", "phone", "email")
    }
    return [(what, *(secret[what](text) if what in secret and text else text for text in pair)) for what, *pair in rows]


def _staff(seats: list[Organisation], wish: dict[str, Any]) -> QuerySet[Post]:
    posts = posts_in(seats, ended=wish["ended"], day=timezone.localdate())
    posts = posts.filter(named(wish["q"], "person__")) if wish["q"] else posts
    posts = posts.filter(role=wish["role"]) if wish["role"] in STAFF_ROLES else posts
    return posts.order_by("organisation__kind", "organisation__name", "role", "since", "pk")


def _parties(seats: list[Organisation], wish: dict[str, Any]) -> QuerySet[Person]:
    people = parties_of(seats)
    return (people.filter(named(wish["q"])) if wish["q"] else people).order_by("name", "pk")


def _row(found: Model) -> dict[str, Any]:
    post = found if isinstance(found, Post) else None
    person = post.person if post else found
    assert isinstance(person, Person)
    return {
        "person": person,
        "post": post,
        "state": _state(post, timezone.localdate()) if post else "",
        "phone": mask_address(person.phone) if person.phone else "",
    }


def _state(post: Post, day: date) -> str:
    """Return ``coming``, ``running`` or ``ended``."""
    if post.since > day:
        return "coming"
    return "running" if running(post, day) else "ended"
