"""The answers of a visitor, carried by the visitor: a signed cookie of this visit, nothing on the server.

No name is in it. It is read under ``/guide/`` only and ends with the browser, at the latest after twelve hours. Each
page has an address without answers in it, so that Back, Reload and the log show nothing private.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from fengqiao.intake.types import DisputeType

COOKIE = "guide"
SALT = "guide.answers"
LIFE = 12 * 3600
"""Seconds."""
LONGEST = 3600
"""Signs of the whole cookie; browsers keep about 4,000."""


class Unreadable(Exception):
    """The answers were changed on the way, or belong to a guide that is no longer in use."""


class TooLong(ValueError):
    """More than a browser keeps for us."""


class Expired(Unreadable):
    """The answers are older than twelve hours, or the guide has changed since."""


@dataclass(frozen=True, slots=True)
class State:
    """What the visitor typed: own words, the kind with its version, raw answers by question."""

    story: str = ""
    kind: str = ""
    version: str = ""
    answers: dict[str, str] = field(default_factory=dict)

    def of(self, kind: DisputeType) -> State:
        """Return the state for a kind: answers to another kind do not count for it. Expired for another version."""
        if self.kind != kind.code:
            return State(self.story, kind.code, kind.version.isoformat())
        if self.version != kind.version.isoformat():
            raise Expired(self.version)
        return self

    def answered(self, more: dict[str, str]) -> State:
        """Return the state with more answers."""
        return replace(self, answers={**self.answers, **more})


class _Json:
    """Chinese as it is: half as long as escaped."""

    def dumps(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    def loads(self, raw: bytes) -> Any:
        return json.loads(raw.decode())


def read(request: HttpRequest) -> State:
    """Return the visitor's answers; Unreadable when somebody changed them, Expired when they are too old."""
    raw = request.COOKIES.get(COOKIE, "")
    if not raw:
        return State()
    try:
        story, kind, version, answers = signing.loads(raw, salt=SALT, serializer=_Json, max_age=LIFE)
        return State(str(story), str(kind), str(version), {str(name): str(text) for name, text in answers.items()})
    except signing.SignatureExpired as error:
        raise Expired(str(error)) from None
    except (signing.BadSignature, ValueError, TypeError, AttributeError) as error:
        raise Unreadable(str(error)) from None


def packed(state: State) -> str:
    """Return the cookie; TooLong when a browser would drop it."""
    value = [state.story, state.kind, state.version, state.answers]
    text = signing.dumps(value, salt=SALT, serializer=_Json, compress=True)
    if len(text) > LONGEST:
        raise TooLong(len(text))
    return text


def carry(response: HttpResponse, text: str) -> HttpResponse:
    """Give the packed answers to the browser, for this visit and for these pages only."""
    response.set_cookie(COOKIE, text, path=reverse("guide:start"), secure=settings.HTTPS, httponly=True, samesite="Lax")
    return response


def drop(response: HttpResponse) -> HttpResponse:
    """Make the browser forget the answers."""
    response.delete_cookie(COOKIE, path=reverse("guide:start"), samesite="Lax")
    return response
