"""What a page costs on its first load: the document and everything that it links, packed."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from cast import Cast
from chamber import Chamber
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from road import Road

from fengqiao.delivery.models import Delivery
from fengqiao.mediation.signatures import paper_of
from fengqiao.people.models import Person
from fengqiao.signing.queries import request_for

PUBLIC, SHORT, MOST_REQUESTS = 40, 30, 6
"""Kilobytes of party and public pages, and of the pages to sign, receive and verify."""
LINKED = re.compile(r"<(?:link|script|img|use)\b[^>]*?\b(?:href|src)=\"(/static/[^\"#?]+)")


@dataclass(frozen=True)
class Load:
    """One first load."""

    kilobytes: float
    requests: int


def load(path: str, person: Person | None = None) -> Load:
    """Measure a page in Chinese as this person sees it."""
    client = Client(headers={"accept-language": "zh-CN", "accept-encoding": "gzip"})
    if person:
        client.force_login(person, "fengqiao.people.backends.StaffBackend")
    response = client.get(path)
    assert response.status_code == 200, path
    assert response["Content-Encoding"] == "gzip"
    linked = set(LINKED.findall(gzip.decompress(response.content).decode()))
    assert linked, "a page without a stylesheet is no page"
    return Load((len(response.content) + sum(map(packed, linked))) / 1024, 1 + len(linked))


def packed(address: str) -> int:
    """Return the size of a static file as it is sent."""
    name = re.sub(r"\.[0-9a-f]{12}(?=\.)", "", address.removeprefix(settings.STATIC_URL))
    found = finders.find(name)
    assert found, address
    return len(gzip.compress(Path(found).read_bytes(), 9))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/", PUBLIC),
        ("/guide/", PUBLIC),
        ("/guide/online_shopping/1/", PUBLIC),
        ("/apply/", PUBLIC),
        ("/login/", PUBLIC),
        ("/verify/", SHORT),
        ("/law/search/", PUBLIC),
    ],
)
def test_a_public_page_stays_within_its_budget(path: str, most: int) -> None:
    measured = load(path)
    assert measured.kilobytes <= most
    assert measured.requests <= MOST_REQUESTS


@pytest.mark.django_db
def test_the_case_page_stays_within_its_budget(cast: Cast) -> None:
    road = Road(cast).opened("accept")
    measured = load(f"/cases/{road.case.pk}/", cast.ali)
    assert measured.kilobytes <= PUBLIC
    assert measured.requests <= MOST_REQUESTS


@pytest.mark.django_db
def test_the_page_to_sign_stays_within_its_budget(cast: Cast, run_jobs: Callable[[], None]) -> None:
    road = Road(cast).out()
    run_jobs()
    request = request_for(paper_of(road.case), cast.ali)
    measured = load(f"/sign/r/{request.pk}/", cast.ali)
    assert measured.kilobytes <= SHORT
    assert measured.requests <= MOST_REQUESTS


@pytest.mark.django_db
def test_the_page_of_a_delivered_ruling_stays_within_its_budget(cast: Cast, run_jobs: Callable[[], None]) -> None:
    chamber = Chamber(cast).under_review().found().take("ding", "confirm")
    run_jobs()
    delivery = Delivery.objects.get(document=chamber.row.ruling, participation=chamber.party("ali"))
    measured = load(f"/papers/{delivery.pk}/", cast.ali)
    assert measured.kilobytes <= SHORT
    assert measured.requests <= MOST_REQUESTS


@pytest.mark.django_db
def test_a_browser_that_cannot_unpack_gets_the_plain_page() -> None:
    assert "Content-Encoding" not in Client().get("/").headers
