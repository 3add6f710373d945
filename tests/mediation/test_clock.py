"""What happens when nobody acts."""

from __future__ import annotations

from road import Road

from fengqiao.mediation.clock import due_steps, period_over
from fengqiao.mediation.models import Appointment


def test_a_silent_mediator_loses_the_case_after_three_working_days(road: Road) -> None:
    road.take("luo", "accept").take("luo", "appoint", mediator=road.cast.chen)
    assert due_steps(road.wait(days=3).now) == []
    [case] = due_steps(road.wait(days=1).now)
    assert (case.state, Appointment.objects.get().state) == ("accepted", "lapsed")
    assert case.records.last().role == "system"


def test_running_the_clock_twice_does_nothing_twice(road: Road) -> None:
    road.take("luo", "accept").take("luo", "appoint", mediator=road.cast.chen).wait(days=5)
    assert len(due_steps(road.now)) == 1
    assert due_steps(road.now) == []


def test_the_system_cannot_pass_a_case_on_early(road: Road) -> None:
    road.take("luo", "accept").take("luo", "appoint", mediator=road.cast.chen).not_yet("system", "lapse")


def test_the_thirty_days_give_a_hint_and_end_nothing(road: Road) -> None:
    road.opened()
    assert not period_over(road.case, road.now)
    assert period_over(road.case, road.wait(days=31).now)
    assert due_steps(road.now) == []
