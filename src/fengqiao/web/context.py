"""What the frame of every page needs."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from fengqiao.people.models import Person
from fengqiao.people.staff import held_on
from fengqiao.web import navigation

SIZES = ("elder", "max")
THEMES = ("light", "dark")


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the frame of a page with the menu of the person who looks at it."""

    def menu() -> dict[str, Any]:
        items = navigation.menu(roles_of(request))
        return {"items": items, "current": navigation.current(items, request.path)}

    return {**frame(request), "menu": SimpleLazyObject(menu), "staff": SimpleLazyObject(lambda: is_staff(request))}


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return court, mode, language, type size and theme: nothing that asks the database."""
    size, theme = request.COOKIES.get("size", ""), request.COOKIES.get("theme", "")
    return {
        "court": settings.COURT,
        "demo": settings.DEMO,
        "lang": "en" if (get_language() or "").startswith("en") else "zh-Hans",
        "size": size if size in SIZES else "",
        "theme": theme if theme in THEMES else "",
        "here": request.get_full_path(),
        "today": timezone.localdate(),
    }


def roles_of(request: HttpRequest) -> frozenset[str]:
    """Return ``visitor``, or the posts that the person holds today, or ``party``; asked once a request."""
    known: frozenset[str] | None = getattr(request, "menu_roles", None)
    if known is None:
        known = frozenset(_roles(getattr(request, "user", None)))
        request.menu_roles = known  # type: ignore[attr-defined]
    return known


def is_staff(request: HttpRequest) -> bool:
    """Return whether the person works here: holds a post that has a menu of its own."""
    return not roles_of(request) & {"visitor", "party"}


def _roles(person: object) -> set[str]:
    if not isinstance(person, Person):
        return {"visitor"}
    held = held_on(person, timezone.localdate())
    return {post.role for post in held} & set(navigation.MENUS) or {"party"}
