"""The calibration of the frozen forecasts: for the president, in totals, and only from thirty on."""

from __future__ import annotations

import pytest
from cast import START, Cast
from django.test import Client
from insight.past import closed

from fengqiao.cases.models import Participation
from fengqiao.insight.models import RiskReview
from fengqiao.people.models import Person, Post

pytestmark = pytest.mark.django_db


@pytest.fixture
def president(cast: Cast) -> Client:
    person = Person.objects.create(name="韩院长", phone="13900000099")
    Post.objects.create(person=person, organisation=cast.court, role=Post.Role.PRESIDENT, since=START.date())
    client = Client(headers={"accept-language": "zh-CN"})
    client.force_login(person, "fengqiao.people.backends.StaffBackend")
    return client


def forecasts(cast: Cast, chance: float, settled: int, ended: int) -> None:
    """Closed mediations, each with the forecast that was frozen for it."""
    cases = closed(cast, "concluded", n=settled, at=START) + closed(cast, "ended", n=ended, at=START)
    for case in cases:
        seat = Participation.objects.create(case=case, role="applicant", side="a", name="申请人", since=START)
        RiskReview.objects.create(case=case, asker=seat, changed_at=START, frozen="{}", frozen_at=START, chance=chance)


def test_too_few_forecasts_are_not_shown(cast: Cast, president: Client) -> None:
    forecasts(cast, 0.6, 10, 9)
    page = president.get("/risk/calibration/").content.decode()
    assert "太少（n=19）" in page
    assert "<figure" not in page


def test_forecasts_that_came_true_as_often_as_they_said_pass_both_tests(cast: Cast, president: Client) -> None:
    forecasts(cast, 0.6, 24, 16)
    page = president.get("/risk/calibration/").content.decode()
    assert page.count("没有发现不准") == 2
    assert "n=40" in page
    assert "<figure" in page


def test_forecasts_that_were_far_too_high_are_called_so(cast: Cast, president: Client) -> None:
    forecasts(cast, 0.9, 16, 24)
    page = president.get("/risk/calibration/").content.decode()
    assert "不准</span>" in page
    assert "没有发现不准" not in page


def test_a_running_case_is_counted_as_waiting(cast: Cast, president: Client) -> None:
    forecasts(cast, 0.6, 10, 5)
    RiskReview.objects.first().case.__class__.objects.filter(state="ended").update(state="open", closed_at=None)  # type: ignore[union-attr]
    assert "还有 5 件" in president.get("/risk/calibration/").content.decode()
