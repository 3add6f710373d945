"""From a signed agreement to the delivered ruling: the whole way, with the real papers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from cast import Cast
from chamber import ALL_CHECKED
from road import Road

from fengqiao.cases.consents import give_consent
from fengqiao.cases.models import Case
from fengqiao.cases.steps import step_of
from fengqiao.confirmation.actions import Found, find
from fengqiao.confirmation.evidence import evidence_for
from fengqiao.confirmation.models import Confirmation
from fengqiao.confirmation.queries import agreement_paper, confirmation_of
from fengqiao.delivery.models import Delivery
from fengqiao.law.confirmation import review_points
from fengqiao.law.delivery import day_of

EVERYTHING = {"documents": ["notices", "rulings", "later_instances"], "phone": True, "email": False}


@pytest.fixture
def road(cast: Cast, run_jobs: Callable[[], None]) -> Road:
    """A mediation that 陈调 concluded with the agreement that both signed; ``case`` is now the confirmation."""
    assert cast.ding
    assert cast.gao
    road = Road(cast).signed()
    for who in ("ali", "bowen"):
        person = getattr(cast, who)
        row = road.case.participations.get(person=person)
        give_consent(row, "online_confirmation", person, at=road.now)
        give_consent(row, "electronic_delivery", person, at=road.now, scope=EVERYTHING)
    road.signs("chen", "conclude")
    run_jobs()
    road.case = Case.objects.get(procedure="confirmation")
    return road


def take(road: Road, who: str, name: str, **data: object) -> Road:
    return road.then(who, step_of(f"confirmation.{name}"), **data)


def test_the_data_speak_for_every_point_of_a_clean_case(road: Road) -> None:
    take(take(road, "ali", "apply"), "bowen", "apply")
    shown = {one.point.code: one for one in evidence_for(confirmation_of(road.case), at=road.now)}
    assert [code for code, one in shown.items() if not one.shown] == []
    assert len(shown["voluntary"].lines) == 5


def test_the_court_reads_the_signed_agreement_and_nothing_else_of_the_mediation(road: Road) -> None:
    row = Confirmation.objects.get(case=road.case)
    assert agreement_paper(row).kind == "mediation_agreement"
    assert set(row.mediated["record_confirmed"]) == {"a", "b"}


def test_the_whole_way_to_the_delivered_ruling(road: Road, run_jobs: Callable[[], None]) -> None:
    take(take(road, "ali", "apply"), "bowen", "apply")
    take(road, "gao", "accept", judge=road.cast.ding, checked=ALL_CHECKED)
    points = {item.code: Found(True, True) for item in review_points(day_of(road.now))}
    find(road.case, road.actor("ding"), points, at=road.now)
    take(road, "ding", "confirm")
    run_jobs()
    rows = Delivery.objects.filter(document__kind="confirmation_ruling")
    assert [row.grade for row in rows] == ["delivered", "delivered"]
    assert len({row.sent_at for row in rows}) == 1
