"""What a card of the mediator's board says about time."""

from __future__ import annotations

import pytest
from cast import Cast
from django.test import Client
from road import Road

from fengqiao.law.delivery import day_of
from fengqiao.mediation.caseload import caseload


@pytest.fixture
def road(cast: Cast) -> Road:
    """A mediation at its beginning."""
    return Road(cast)


def test_a_concluded_case_shows_the_day_on_which_it_ended(road: Road) -> None:
    road.signed().signs("chen", "conclude")
    (card,) = caseload(road.cast.chen, road.now)
    assert card.ended == day_of(road.case.closed_at)
    client = Client(headers={"Accept-Language": "zh-hans"})
    client.force_login(road.cast.chen, backend="fengqiao.people.backends.StaffBackend")
    page = client.get("/bench/").content.decode()
    assert "结束于" in page
    assert f'datetime="{card.ended.isoformat()}"' in page


def test_a_running_case_has_no_end(road: Road) -> None:
    road.opened()
    (card,) = caseload(road.cast.chen, road.now)
    assert (card.ended, card.deadline is not None) == (None, True)
