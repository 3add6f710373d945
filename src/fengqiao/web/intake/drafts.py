"""Which draft a visitor is working on: a signed cookie names it, an owner's draft also needs the owner."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fengqiao.intake.actions import LIFE, keep, own
from fengqiao.intake.models import Draft
from fengqiao.intake.queries import open_draft
from fengqiao.people.models import Person

COOKIE = "draft"
SALT = "intake.draft"
NOT_KEPT = frozenset({"csrfmiddlewaretoken", "draft", "then", "act", "kind"})
DraftView = Callable[..., HttpResponseBase]


def visitor_of(request: HttpRequest) -> Person | None:
    """Return who is logged in."""
    return request.user if isinstance(request.user, Person) else None


def current_draft(request: HttpRequest, at: datetime) -> Draft | None:
    """Return the draft of this browser, if this visitor may go on with it."""
    named = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=int(LIFE.total_seconds()))
    return open_draft(named, visitor_of(request), at=at) if named else None


def remember(response: HttpResponse, draft: Draft) -> HttpResponse:
    """Let this browser go on with the draft."""
    response.set_signed_cookie(
        COOKIE,
        str(draft.pk),
        salt=SALT,
        max_age=int(LIFE.total_seconds()),
        path=reverse("intake:tell"),
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return response


def with_draft(view: DraftView) -> DraftView:
    """Give the view the visitor's draft and the moment; without a draft the visitor begins anew."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        at = timezone.now()
        draft = current_draft(request, at)
        if draft is None:
            messages.warning(
                request, _("There is no open application in this browser. Begin here, or go on with your resume code.")
            )
            return to("tell")
        if request.method == "POST" and (person := visitor_of(request)):
            own(draft, person)
        return view(request, *args, draft=draft, at=at, **kwargs)

    return wrapped


def keep_posted(draft: Draft, page: str, posted: QueryDict, at: datetime) -> None:
    """Keep what was just sent, right or wrong."""
    keep(draft, page, {name: posted.getlist(name) for name in posted if name not in NOT_KEPT}, at=at)


def to(page: str, **named: Any) -> HttpResponseRedirect:
    """Redirect to a page of the application, as a GET."""
    return HttpResponseRedirect(reverse(f"intake:{page}", kwargs=named or None), status=303)


def onward(request: HttpRequest, page: str) -> HttpResponseRedirect:
    """Redirect to the next page, or back to the check page when the visitor came from there."""
    return to("check" if request.POST.get("then") == "check" else page)
