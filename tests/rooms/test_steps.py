"""The case moves, and the joint room shows it."""

from __future__ import annotations

import re

import pytest
from cast import Cast
from django.test import Client
from django.urls import reverse
from road import Road

from fengqiao.people.models import Person
from fengqiao.rooms.models import Room, RoomEvent
from fengqiao.rooms.queries import unread


@pytest.fixture
def road(cast: Cast) -> Road:
    """A mediation at its beginning."""
    return Road(cast)


def lines(road: Road, kind: str = "joint") -> list[tuple[str, str, str]]:
    """Return step, state before and state after of each line about the case in a room."""
    rows = RoomEvent.objects.filter(room__case=road.case, room__kind=kind, kind="step")
    return [(row.payload["step"], row.payload["from"], row.payload["to"]) for row in rows]


def browser(person: Person) -> Client:
    client = Client(headers={"Accept-Language": "zh-hans"})
    client.force_login(person, backend="fengqiao.people.backends.StaffBackend")
    return client


def test_before_the_other_side_answers_there_is_no_room_to_write_into(road: Road) -> None:
    road.invited()
    assert not Room.objects.exists()


def test_every_move_after_the_answer_is_a_line_of_the_joint_room(road: Road) -> None:
    road.out().signs("ali")
    assert lines(road) == [
        ("mediation.answer", "inviting", "open"),
        ("mediation.draw_up", "open", "signing"),
        ("mediation.sign", "signing", "signing"),
    ]


def test_the_private_talks_hear_nothing_of_the_steps(road: Road) -> None:
    road.out().signs("ali")
    assert not RoomEvent.objects.filter(room__case=road.case, room__kind__startswith="caucus").exists()


def test_a_refused_step_leaves_no_line(road: Road) -> None:
    road.opened()
    road.not_yet("chen", "conclude")
    assert [step for step, _from, _to in lines(road)] == ["mediation.answer"]


def test_a_line_about_a_step_calls_nobody(road: Road) -> None:
    road.opened("dispute")
    before = unread(road.actor("ali"), road.case.pk)
    road.recorded().drafted().take("chen", "draw_up")
    assert unread(road.actor("ali"), road.case.pk) == before


def test_the_page_of_the_room_says_from_which_state_to_which(road: Road) -> None:
    road.opened()
    room = Room.objects.get(case=road.case, kind="joint")
    page = browser(road.cast.bowen).get(reverse("rooms:room", args=[room.pk])).content.decode()
    words = re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", page))
    assert "案件进入：已邀请对方→调解中" in words


@pytest.mark.parametrize("who", ["ali", "bowen", "chen"])
def test_those_who_talk_read_the_answer_on_the_case_page(road: Road, who: str) -> None:
    road.opened("dispute", statement="课已经上了一半，资料也拷走了。")
    page = browser(getattr(road.cast, who)).get(reverse("cases:case", args=[road.case.pk])).content.decode()
    assert "课已经上了一半，资料也拷走了。" in page


def test_the_filing_clerk_does_not_read_the_answer(road: Road) -> None:
    road.opened("dispute", statement="课已经上了一半，资料也拷走了。")
    answer = browser(road.cast.luo).get(reverse("cases:case", args=[road.case.pk]))
    assert answer.status_code == 200
    assert "课已经上了一半" not in answer.content.decode()
