"""The doors: who may be in which room."""

from __future__ import annotations

import pytest
from django.http import Http404
from hall import Hall

from fengqiao.cases.models import Participation, Representation
from fengqiao.rooms.access import may_enter, room_for, rooms_for
from fengqiao.rooms.actions import open_rooms
from fengqiao.rooms.queries import events_for, unread
from fengqiao.rooms.refusals import NoEntry

ALLOWED = {
    "ali": {"joint", "caucus_a"},
    "bowen": {"joint", "caucus_b"},
    "chen": {"joint", "caucus_a", "caucus_b"},
    "luo": set(),
    "gao": set(),
    "ding": set(),
    "stranger": set(),
}


@pytest.mark.parametrize("who", sorted(ALLOWED))
def test_each_person_finds_exactly_the_rooms_that_are_theirs(hall: Hall, who: str) -> None:
    found = {room.kind for room in rooms_for(hall.actor(who), hall.case.pk)}
    assert found == ALLOWED[who]


@pytest.mark.parametrize("kind", ["joint", "caucus_a", "caucus_b"])
def test_a_closed_door_looks_like_no_door(hall: Hall, kind: str) -> None:
    for who, allowed in ALLOWED.items():
        if kind not in allowed:
            with pytest.raises(Http404):
                room_for(getattr(hall.cast, who), hall.room(kind).pk, at=hall.now)


def test_a_judge_who_takes_part_in_the_case_still_reads_nothing(hall: Hall) -> None:
    hall.join("judge", "", hall.cast.ding)
    assert not any(may_enter(room, hall.actor("ding")) for room in hall.rooms.values())


def test_the_system_enters_no_room(hall: Hall) -> None:
    assert not may_enter(hall.room("joint"), hall.actor("system"))


def test_the_queries_are_closed_too(hall: Hall) -> None:
    with pytest.raises(NoEntry):
        events_for(hall.room("caucus_a"), hall.actor("bowen"))


def test_a_party_that_left_the_case_finds_no_room(hall: Hall) -> None:
    Participation.objects.filter(person=hall.cast.ali).update(until=hall.now)
    assert rooms_for(hall.actor("ali"), hall.case.pk) == []


def test_an_agent_enters_the_rooms_of_the_side_it_acts_for(hall: Hall) -> None:
    respondent = Participation.objects.get(case=hall.case, side="b")
    Representation.objects.create(participation=respondent, person=hall.cast.stranger, kind="agent", since=hall.now)
    assert {room.kind for room in rooms_for(hall.actor("stranger"), hall.case.pk)} == {"joint", "caucus_b"}


def test_who_ever_stood_on_the_other_side_stays_out_of_both_private_talks(hall: Hall) -> None:
    respondent = Participation.objects.get(case=hall.case, side="b")
    Representation.objects.create(
        participation=respondent, person=hall.cast.ali, kind="agent", since=hall.now, until=hall.now
    )
    assert {room.kind for room in rooms_for(hall.actor("ali"), hall.case.pk)} == {"joint"}


def test_words_of_a_private_talk_count_for_nobody_outside_it(hall: Hall) -> None:
    hall.says("ali", "三千三以上都行", kind="caucus_a")
    assert unread(hall.actor("bowen"), hall.case.pk) == {"joint": 0, "caucus_b": 0}
    assert unread(hall.actor("chen"), hall.case.pk)["caucus_a"] == 1


def test_a_private_talk_leaves_the_case_itself_untouched(hall: Hall) -> None:
    before = (hall.case.revision, hall.case.changed_at)
    hall.says("ali", "三千三以上都行", kind="caucus_a")
    hall.case.refresh_from_db()
    assert (hall.case.revision, hall.case.changed_at) == before


def test_opening_the_rooms_again_finds_the_same_ones(hall: Hall) -> None:
    again = open_rooms(hall.case, at=hall.now)
    assert {kind: room.pk for kind, room in again.items()} == {kind: room.pk for kind, room in hall.rooms.items()}
