"""A visitor with a browser, and the messages that reach a phone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from cast import START, Cast
from counter import PASSWORD, SECRET
from django.http import HttpResponse
from django.test import Client

from fengqiao.gateways.models import DemoMessage
from fengqiao.people.models import Person
from fengqiao.people.staff import set_password, set_totp


@pytest.fixture
def newest_code(db: None) -> Callable[[str], str]:
    """Read the six digits of the newest message to an address."""

    def read(address: str) -> str:
        text = DemoMessage.objects.filter(to=address).latest("pk").text
        found = re.search(r"(?<!\d)\d{6}(?!\d)", text)
        assert found, text
        return found[0]

    return read


@pytest.fixture
def lin(db: None) -> Person:
    """A verified party with number and phone."""
    return Person.objects.create(
        name="林丽", id_number="510104199003070023", phone="13800001111", verified_at=START, verified_by="demo"
    )


@pytest.fixture
def mediator(cast: Cast) -> Person:
    """A mediator with password and app."""
    set_password(cast.chen, "chen", PASSWORD)
    set_totp(cast.chen, SECRET)
    return cast.chen


@pytest.fixture
def log_in(client: Client, newest_code: Callable[[str], str]) -> Callable[[str], HttpResponse]:
    """Log a party in by code, as a browser would."""

    def go(phone: str) -> HttpResponse:
        client.post("/login/", {"address": phone})
        return client.post("/login/code/", {"code": newest_code(phone.replace(" ", ""))})

    return go
