"""The pages of the demo: everybody one click away, what was sent, and whether data changed."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime

import pytest
from django.test import Client

from fengqiao.cases.models import Case
from fengqiao.gateways.models import DemoMessage

pytestmark = pytest.mark.django_db
ROLES = (
    "applicant", "respondent", "mediator", "filing_clerk", "judge", "judges_clerk", "president", "administrator",
    "stranger",
)  # fmt: skip


def test_every_role_has_at_least_two_buttons(told: datetime, client: Client) -> None:
    found = Counter(re.findall(r'<button[^>]* data-role="(\w+)"', client.get("/demo/").text))
    assert all(found[role] >= 2 for role in ROLES), found


def test_one_click_makes_one_that_person_with_a_fresh_session(told: datetime, client: Client) -> None:
    client.post("/demo/be/lin.li/")
    before = client.session.session_key
    answer = client.post("/demo/be/zhou.bowen/", follow=True)
    assert client.session.session_key != before
    assert "周博文" in answer.text


def test_a_visit_never_changes_who_one_is(told: datetime, client: Client) -> None:
    assert client.get("/demo/be/lin.li/").status_code == 405
    assert client.post("/demo/be/nobody/").status_code == 404


def test_the_outbox_filters_and_pages(told: datetime, client: Client) -> None:
    DemoMessage.objects.create(channel="sms", to="13900000000", text="验证码 123456", at=told)
    shown = client.get("/demo/outbox/?channel=sms&to=1390000").text
    assert "验证码 123456" in shown
    assert client.get("/demo/outbox/?page=2").status_code == 200
    assert client.get("/demo/outbox/?page=x&channel=zz").status_code == 200


def test_the_state_changes_with_data_and_not_with_visits(told: datetime, client: Client) -> None:
    before = client.get("/demo/state/").content
    client.post("/demo/be/lin.li/", follow=True)
    client.get("/demo/outbox/")
    assert client.get("/demo/state/").content == before
    Case.objects.filter(pk=Case.objects.first().pk).update(number="（2026）川0000诉前调9999号")
    assert client.get("/demo/state/").content != before
