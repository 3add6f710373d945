"""Everything that one person can receive by looking: pages, files inside files, API answers, streams."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter, deque
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.http import Http404
from django.test import Client
from django.urls import reverse

from access.town import NOW, Scene
from fengqiao.cases.gates import cases_of
from fengqiao.documents.pdf_text import pdf_text_of
from fengqiao.people.models import Person
from fengqiao.rooms.models import Room
from fengqiao.web.rooms.stream import Listener

LINK = re.compile(r'(?:href|src|action)="([^"#]+)|data-[a-z-]+="(/[^"#]+)')
STARTS = (
    "/", "/cases/", "/bench/", "/bench/queue/", "/confirm/", "/papers/messages/", "/papers/queue/", "/me/",
    "/me/?show=1", "/me/data.json", "/sign/", "/apply/", "/guide/", "/guide/online_shopping/1/",
    "/cases/export.csv?closed=1", "/cases/export.xlsx?closed=1",
    "/apply/risk/", "/apply/risk/report/", "/risk/calibration/",
    "/bench/export.csv", "/bench/export.xlsx", "/api/v1/cases", "/demo/", "/demo/outbox/", "/no/such/page",
)  # fmt: skip
NOT_FOLLOWED = ("/static/", "/demo/be/", "/demo/state/", "/logout/", "/media/")
MOST_PAGES = 400
MOST_VIEWS = 3
"""Filters and orders of the same list that are looked at."""
CHANGES_EVERY_TIME = re.compile(
    r'name="(?:csrfmiddlewaretoken|client_id)" value="[^"]+"|data-client-id="[^"]+"|[0-9a-f]{32}(?:-\w+)?'
)


def received(client: Client, person: Person | None, scenes: dict[str, Scene]) -> dict[str, bytes]:
    """Return every address that the person reaches with what came back, headers included."""
    found: dict[str, bytes] = {}
    views: Counter[str] = Counter()
    waiting = deque(_starts(person, scenes))
    while waiting and len(found) < MOST_PAGES:
        path = waiting.popleft()
        if path in found or path.startswith(NOT_FOLLOWED) or views[path.partition("?")[0]] >= MOST_VIEWS:
            continue
        views[path.partition("?")[0]] += 1
        response = client.get(path)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        found[path] = str(dict(response.headers)).encode() + body + b"\n".join(_inside(body))
        waiting.extend(_links(path, response.headers.get("Location", ""), body))
    assert len(found) < MOST_PAGES, f"more than {MOST_PAGES} pages"
    session = client.cookies[settings.SESSION_COOKIE_NAME].value if person else ""
    return found | dict(_streams(person, session, scenes))


def steady(found: dict[str, bytes]) -> dict[str, str]:
    """Return the same without what changes from one look to the next."""
    return {path: CHANGES_EVERY_TIME.sub("", body.decode(errors="replace")) for path, body in found.items()}


def _starts(person: Person | None, scenes: dict[str, Scene]) -> Iterator[str]:
    """Begin at the public pages, at one's own cases, and at everything of every case whose address one might guess."""
    yield from STARTS
    for case in cases_of(person, at=NOW):
        yield reverse("cases:case", args=[case.pk])
        yield f"/api/v1/cases/{case.pk}"
    for scene in scenes.values():
        pk = scene.case.pk
        yield from (f"/cases/{pk}/", f"/api/v1/cases/{pk}/records", f"/agreements/{pk}/word/")
        yield from (f"/risk/{pk}/", f"/risk/{pk}/report/")
        yield from (reverse("rooms:room", args=[room.pk]) for room in Room.objects.filter(case=scene.case))
    for room in Room.objects.filter(case=scenes["course"].case):
        yield from (reverse("rooms:file", args=[room.pk, number]) for number in range(1, 21))


def _links(path: str, location: str, body: bytes) -> Iterator[str]:
    found = (link or data for link, data in LINK.findall(body.decode(errors="ignore")))
    for link in (location, *found):
        parts = urlsplit(urljoin(f"http://testserver{path}", unescape(link)))
        if link and parts.netloc in {"testserver", "127.0.0.1:8000"} and parts.path.startswith("/"):
            yield unquote(parts.path) + (f"?{parts.query}" if parts.query else "")


def _inside(body: bytes) -> Iterator[bytes]:
    """Yield what lies packed in a workbook, a Word copy or a PDF."""
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as pack:
            yield from (pack.read(name) for name in pack.namelist())
    elif body.startswith(b"%PDF"):
        yield pdf_text_of(body).encode()


def _streams(person: Person | None, session_key: str, scenes: dict[str, Scene]) -> Iterator[tuple[str, bytes]]:
    """Listen at every room of every case: what the stream would send first."""
    for room in Room.objects.filter(case__in=[scene.case.pk for scene in scenes.values()]) if person else ():
        listener = Listener(person, room.pk, session_key, "zh-hans", "some-device", 0)
        try:
            listener.enter()
        except Http404:
            continue
        yield f"stream {room.kind} {room.case_id}", (listener.look() or "").encode()
