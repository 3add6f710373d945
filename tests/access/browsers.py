"""Browsers of everybody in the town, and one request that leaves nothing behind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any

from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from access.table import EVERYBODY
from access.town import Scene

WRITE = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"(\w+)"', re.IGNORECASE)
OF_THE_VISIT = frozenset({"django_session", "people_throttle", "people_onetimecode", "gateways_demomessage"})
"""Tables that may move when somebody is turned away: the session, counters against guessing, codes to oneself."""


@dataclass
class Answer:
    """What one request got, and which tables it wrote to."""

    response: Any
    written: set[str] = field(default_factory=set)

    @property
    def status(self) -> int:
        """Return the status."""
        return int(self.response.status_code)

    @property
    def body(self) -> str:
        """Return the body as text; a stream is not read."""
        if self.response.streaming:
            return ""
        return self.response.content.decode(errors="replace")


class Browsers:
    """Who is logged in where. Every request starts from the cookies of the log-in and is rolled back."""

    def __init__(self, scenes: Mapping[str, Scene]) -> None:
        self.scenes = scenes
        self._cookies: dict[str, SimpleCookie] = {}
        self._handlers: dict[str, Any] = {}
        for login in sorted({login for scene in scenes.values() for login in scene.logins.values()}):
            self._log_in(login)
        self._begin_drafts()
        self._enter_the_short_code()

    def principals(self, scene: Scene) -> list[str]:
        """Return every role of a scene, the visitor first."""
        return ["visitor", *scene.logins, *(["invited"] if scene.name == "website" else [])]

    def client(self, scene: Scene, role: str, **options: Any) -> Client:
        """Return a browser of the person of this role, set to Chinese."""
        client = Client(headers={"accept-language": "zh-CN"}, raise_request_exception=False, **options)
        # Loading the middleware takes a third of a request; the handler keeps nothing between requests.
        client.handler = self._handlers.setdefault(repr(options), client.handler)
        key = "invited" if role == "invited" else scene.logins.get(role, "")
        if key:
            client.cookies = _copy(self._cookies[key])
        return client

    def _log_in(self, login: str) -> None:
        client = Client(headers={"accept-language": "zh-CN"})
        assert client.post(reverse("demo:become", args=[login])).status_code == 302
        self._cookies[login] = client.cookies

    def _begin_drafts(self) -> None:
        """The applicant goes on with the own draft; somebody else begins one."""
        course = self.scenes["course"]
        client = self.client(course, "applicant")
        assert client.post(reverse("intake:go_on", args=[course.kept["draft"]])).status_code == 303
        self._cookies[course.logins["applicant"]] = client.cookies
        client = self.client(course, "other_party")
        assert client.post(reverse("intake:tell"), {"story": "网上买的衣服掉色，店家不理我。"}).status_code == 303
        self._cookies[course.logins["other_party"]] = client.cookies

    def _enter_the_short_code(self) -> None:
        """Somebody enters the short code and number of an invitation and has proven nothing yet."""
        case = self.scenes["website"].case
        client = Client(headers={"accept-language": "zh-CN"})
        data = {"code": case.dispute.code, "address": case.participations.get(role="respondent").phone}
        assert client.post(reverse("answer:start"), data).status_code == 302
        self._cookies["invited"] = client.cookies


def _copy(cookies: SimpleCookie) -> SimpleCookie:
    fresh: SimpleCookie = SimpleCookie()
    for name, morsel in cookies.items():
        fresh[name] = morsel.value
    return fresh


@contextmanager
def undone() -> Iterator[set[str]]:
    """Note the tables that are written to inside the block, then undo everything."""
    written: set[str] = set()

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        done = execute(sql, params, many, context)
        if (found := WRITE.match(sql)) and context["cursor"].rowcount:
            written.add(found[1])
        return done

    with transaction.atomic(), connection.execute_wrapper(note):
        yield written
        transaction.set_rollback(True)
    cache.clear()


def ask(client: Client, method: str, path: str, data: Any = None, **more: Any) -> Answer:
    """Make one request and undo what it did; ``written`` keeps which tables it wrote to."""
    with undone() as written:
        response = getattr(client, method)(path, data, **more)
    return Answer(response, written)


__all__ = ["EVERYBODY", "Answer", "Browsers", "ask", "undone"]
