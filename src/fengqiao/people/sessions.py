"""Log-ins: a fresh session each time, a list of them, limits for staff."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from importlib import import_module

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from fengqiao.people.clients import device_name
from fengqiao.people.models import LogIn, Person

BACKEND = "fengqiao.people.backends.StaffBackend"
STAFF_IDLE = timedelta(minutes=30)
STAFF_LONGEST = timedelta(hours=12)
TOUCH = 60
"""Seconds; the time of the last visit is written at most this often."""


def log_in(request: HttpRequest, person: Person, *, at: datetime, staff: bool = False) -> None:
    """Start a session of ``person`` with a new key; what an earlier visitor left in the old one is gone."""
    if request.user.is_authenticated and request.user.pk != person.pk:
        log_out(request, at=at)
    elif request.user.is_authenticated:
        # Django keeps the key of somebody who logs in again; the earlier log-in ends, what was begun goes on.
        LogIn.objects.filter(session_key=request.session.session_key or "", ended_at=None).update(ended_at=at)
        request.session.cycle_key()
    login(request, person, backend=BACKEND)
    now = int(at.timestamp())
    request.session["kind"] = "staff" if staff else "party"
    request.session["since"] = request.session["seen"] = now
    request.session.save()
    LogIn.objects.create(
        person=person, session_key=request.session.session_key or "", device=device_name(request), since=at
    )


def log_out(request: HttpRequest, *, at: datetime) -> None:
    """End this session on the server; the cookie is worth nothing afterwards."""
    LogIn.objects.filter(session_key=request.session.session_key or "", ended_at=None).update(ended_at=at)
    logout(request)


def open_log_ins(person: Person, *, at: datetime) -> list[LogIn]:
    """Return the person's log-ins that still live, newest first."""
    rows = list(LogIn.objects.filter(person=person, ended_at=None))
    alive = set(
        Session.objects.filter(session_key__in=[row.session_key for row in rows], expire_date__gt=at).values_list(
            "session_key", flat=True
        )
    )
    return [row for row in rows if row.session_key in alive]


def end_log_in(row: LogIn, *, at: datetime) -> None:
    """End one log-in from anywhere."""
    import_module(settings.SESSION_ENGINE).SessionStore(row.session_key).delete()
    LogIn.objects.filter(pk=row.pk, ended_at=None).update(ended_at=at)


def end_all(person: Person, *, at: datetime, but: str = "") -> None:
    """End every log-in of a person, except the one with the session key ``but``."""
    for row in LogIn.objects.filter(person=person, ended_at=None).exclude(session_key=but):
        end_log_in(row, at=at)


def stay_after_new_password(request: HttpRequest, person: Person, *, at: datetime) -> None:
    """Keep this session alive under a new key after the password changed, and end all others."""
    before = request.session.session_key
    update_session_auth_hash(request, person)
    LogIn.objects.filter(session_key=before).update(session_key=request.session.session_key)
    end_all(person, at=at, but=request.session.session_key or "")


class staff_limits:  # noqa: N801  stands beside functions in MIDDLEWARE
    """End staff sessions after 30 minutes without a visit and after 12 hours in any case."""

    sync_capable = True
    async_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.session.get("kind") == "staff":
            self.limit(request, timezone.now())
        return self.get_response(request)

    def limit(self, request: HttpRequest, at: datetime) -> None:
        """Log out when a limit has passed, otherwise note the visit."""
        now = int(at.timestamp())
        seen, since = request.session.get("seen", 0), request.session.get("since", 0)
        if now - seen > STAFF_IDLE.total_seconds() or now - since > STAFF_LONGEST.total_seconds():
            log_out(request, at=at)
            messages.info(request, _("You were logged out because nothing happened for 30 minutes, or after 12 hours."))
        elif now - seen > TOUCH:
            request.session["seen"] = now
