"""Who calls: a logged-in page (session with CSRF) or a client with a key."""

from __future__ import annotations

from django.http import HttpRequest
from ninja.security import HttpBearer, SessionAuth

from fengqiao.api.models import Token
from fengqiao.people.models import Person


class PageSession(SessionAuth):
    """The browser session of a person; unsafe methods need the CSRF token."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Person | None:
        """Return the logged-in person."""
        return request.user if isinstance(request.user, Person) and request.user.is_active else None


class Key(HttpBearer):
    """``Authorization: Bearer fq_…``; reading needs ``cases:read``, anything else ``cases:act``."""

    def authenticate(self, request: HttpRequest, token: str) -> Person | None:
        """Return the person whose key this is, when its scopes cover the method."""
        row = Token.objects.select_related("person").filter(digest=Token.digest_of(token), revoked_at=None).first()
        if row is None or not row.person.is_active:
            return None
        scope = "cases:read" if request.method in {"GET", "HEAD"} else "cases:act"
        if scope not in row.scopes:
            return None
        request.user = row.person
        return row.person
