"""How staff prove who they are: password and second factor in one step, so that neither can be guessed alone."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils import timezone

from fengqiao.people.fields import blind_index
from fengqiao.people.models import Person, Post
from fengqiao.people.staff import check_second_factor, is_staff

_POSTS = Prefetch("posts", Post.objects.select_related("organisation"))


class StaffBackend(BaseBackend):
    """Logs staff in; also loads every person of a session, which ends when the account is switched off."""

    def authenticate(
        self,
        request: HttpRequest | None,
        login: str = "",
        password: str = "",
        code: str = "",
        at: datetime | None = None,
        **_other: Any,
    ) -> Person | None:
        """Return the person when password and code are right.

        A person who has no second factor yet gets through with the password alone: the page then lets them do
        nothing but set one up.
        """
        if at is None or not login:
            return None
        person = Person.objects.filter(login=login.strip(), is_active=True).first()
        if person is None or not person.has_usable_password() or not is_staff(person, timezone.localdate(at)):
            # The same work as for a known name, so that the time says nothing.
            make_password(password)
            return None
        if not person.check_password(password):
            return None
        if person.totp_key and not check_second_factor(person, code, at=at):
            return None
        return person

    def get_user(self, user_id: UUID) -> Person | None:
        """Return the person of a session with its posts, unless the account was switched off."""
        return Person.objects.filter(pk=user_id, is_active=True).prefetch_related(_POSTS).first()


def attempt_name(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """Return what the list of failed log-ins keeps instead of the name that was typed."""
    typed = (credentials or {}).get("login") or request.POST.get("login", "")
    return blind_index(str(typed))
