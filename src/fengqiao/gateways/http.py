"""Generic HTTPS JSON adapters: one POST, a bearer secret, a time limit, no redirects.

The other side answers 2xx with ``{"reference": …}`` (messages) or ``{"match": true|false}`` (identity). A thin proxy of
the operator turns this into the words of its provider.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPException, HTTPMessage
from typing import IO, Any

from django.conf import settings

from fengqiao.gateways.results import Result, State

LARGEST_ANSWER = 64 * 1024
"""Bytes; an answer of these services is a few hundred."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the secret and the personal data to an address that nobody configured."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Answer:
    """Body of a 2xx answer, or the result that stands for its absence."""

    body: dict[str, Any]
    failure: Result | None = None


def post(url: str, secret: str, body: dict[str, str]) -> Answer:
    """Send one JSON body and return the JSON answer; every failure becomes a ``Result``, none an exception."""
    request = urllib.request.Request(  # noqa: S310  the start-up check demands https
        url,
        data=json.dumps(body, ensure_ascii=False).encode(),
        headers={"Authorization": f"Bearer {secret}", "Content-Type": "application/json; charset=utf-8"},
        method="POST",
    )
    opener = urllib.request.build_opener(_NoRedirect)
    try:
        with opener.open(request, timeout=settings.GATEWAY_TIMEOUT) as response:
            found = json.loads(response.read(LARGEST_ANSWER) or b"{}")
    except urllib.error.HTTPError as error:
        refused = 400 <= error.code < 500 and error.code not in {401, 403, 408, 429}
        return Answer({}, Result(State.REFUSED if refused else State.FAILED, f"http_{error.code}"))
    except urllib.error.URLError as error:
        return Answer({}, Result(State.FAILED, "timeout" if isinstance(error.reason, TimeoutError) else "unreachable"))
    except TimeoutError:
        return Answer({}, Result(State.FAILED, "timeout"))
    except (OSError, HTTPException, ValueError):
        return Answer({}, Result(State.FAILED, "broken_answer"))
    return Answer(found) if isinstance(found, dict) else Answer({}, Result(State.FAILED, "broken_answer"))


class HttpSms:
    """Text messages: POST ``{"to", "text", "at"}`` to ``FENGQIAO_SMS_URL``."""

    name = "http"

    def send(self, to: str, text: str, *, at: datetime) -> Result:
        """Hand one message over."""
        answer = post(settings.SMS_URL, settings.SMS_SECRET, {"to": to, "text": text, "at": at.isoformat()})
        return answer.failure or Result(State.ACCEPTED, reference=str(answer.body.get("reference", ""))[:80])


class HttpIdentity:
    """Identity: POST ``{"name", "id_number", "at"}`` to ``FENGQIAO_IDENTITY_URL``, answer ``{"match": bool}``."""

    name = "http"

    def check(self, name: str, id_number: str, *, at: datetime) -> Result:
        """Ask whether name and number belong together."""
        asked = {"name": name, "id_number": id_number, "at": at.isoformat()}
        answer = post(settings.IDENTITY_URL, settings.IDENTITY_SECRET, asked)
        if answer.failure:
            # Only an explicit {"match": false} says no; a refused request is a fault of ours or theirs.
            return Result(State.FAILED, answer.failure.reason)
        match answer.body.get("match"):
            case True:
                return Result(State.ACCEPTED, reference=str(answer.body.get("reference", ""))[:80])
            case False:
                return Result(State.REFUSED, "mismatch")
        return Result(State.FAILED, "broken_answer")
