"""The room as a page: who gets it, what it shows, what it does without a script."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hall import Hall

from fengqiao.cases.models import Case
from fengqiao.mediation.models import Fact
from fengqiao.negotiation.models import Offer
from fengqiao.rooms.actions import post_event
from fengqiao.rooms.models import PrivateNote, RoomEvent
from fengqiao.rooms.queries import latest_events, unread
from fengqiao.web.rooms.page import rooms_of_case

JSON = {"Accept": "application/json"}


@pytest.fixture
def as_(hall: Hall) -> Any:
    """Return the browser of somebody."""

    def browser(who: str) -> Client:
        client = Client(headers={"Accept-Language": "zh-hans"})
        client.force_login(getattr(hall.cast, who), backend="fengqiao.people.backends.StaffBackend")
        return client

    return browser


def path(hall: Hall, name: str = "room", kind: str = "joint", *more: object) -> str:
    return reverse(f"rooms:{name}", args=[hall.room(kind).pk, *more])


def text_of(response: Any) -> str:
    return re.sub(r"<[^>]+>", "", response.content.decode())


@pytest.mark.parametrize("kind", ["joint", "caucus_a", "caucus_b"])
@pytest.mark.parametrize("who", ["ali", "bowen", "chen"])
def test_the_page_opens_for_who_may_enter_and_for_nobody_else(hall: Hall, as_: Any, who: str, kind: str) -> None:
    allowed = kind == "joint" or who == "chen" or kind == {"ali": "caucus_a", "bowen": "caucus_b"}[who]
    assert as_(who).get(path(hall, "room", kind)).status_code == (200 if allowed else 404)


def test_words_files_and_offers_are_read_on_the_plain_page(hall: Hall, as_: Any) -> None:
    hall.says("ali", "一次付清行吗？")
    page = as_("bowen").get(path(hall))
    assert "一次付清行吗？" in page.content.decode()


EVERY_KIND = {
    "joined": {},
    "left": {"name": "博文"},
    "file": {"name": "截图.png", "size": 10},
    "offer.made": {"amount": "3400.00", "instalments": [], "other": "", "counters": ""},
    "offer.accepted": {"amount": "3400.00"},
    "offer.rejected": {"amount": "3400.00", "reason": "太少"},
    "offer.withdrawn": {"amount": "3400.00"},
    "offer.set_aside": {"amount": "3400.00"},
    "fact.proposed": {"text": "已上12节"},
    "fact.ticked": {"text": "已上12节", "undisputed": True},
    "fact.unticked": {"text": "已上12节"},
    "record.written": {"version": 1},
    "record.confirmed": {"version": 1},
    "step": {"step": "talk_run.stop", "name": "陈调"},
    "media": {"what": "video"},
    "caucus.opened": {},
    "caucus.closed": {},
    "relay": {"text": "希望早点有结果", "side": "a"},
    "may_tell": {"text": "希望早点有结果"},
    "told": {"number": 1},
}


@pytest.mark.parametrize("kind", sorted(EVERY_KIND))
@pytest.mark.parametrize("room", ["joint", "caucus_a"])
def test_every_kind_of_event_has_its_words(hall: Hall, as_: Any, kind: str, room: str) -> None:
    by = hall.actor("system" if kind in {"left", "step"} else "chen")
    post_event(hall.room(room), kind, EVERY_KIND[kind], by=by, at=hall.now)
    found = re.search(
        r'data-n="1">(.*?)(?:</p>|</div>)', as_("chen").get(path(hall, "room", room)).content.decode(), re.S
    )
    assert found is not None
    words = re.sub(r"<time.*?</time>|<[^>]+>|\s", "", found[1], flags=re.S)
    assert len(words) > 3


def test_a_plain_form_says_something_and_comes_back(hall: Hall, as_: Any) -> None:
    answer = as_("ali").post(path(hall, "say"), {"text": "你好", "client_id": "c1"})
    assert (answer.status_code, answer["Location"]) == (302, path(hall) + "#say")
    assert latest_events(hall.room("joint"), hall.actor("bowen"))[-1].payload == {"text": "你好"}


def test_a_refused_text_stays_in_its_field(hall: Hall, as_: Any) -> None:
    answer = as_("ali").post(path(hall, "say"), {"text": "长" * 2001})
    assert answer.status_code == 422
    assert "长" * 2001 in answer.content.decode()


def test_the_script_hears_the_reason_as_data(hall: Hall, as_: Any) -> None:
    answer = as_("ali").post(path(hall, "say"), {"text": ""}, headers=JSON)
    assert answer.status_code == 422
    assert answer.json()["message"]


def test_script_in_a_word_is_only_a_word(hall: Hall, as_: Any) -> None:
    hall.says("ali", "<script>alert(1)</script>{{ 7|add:7 }}")
    page = as_("bowen").get(path(hall)).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7|add:7 }}" in page


def test_an_offer_is_made_answered_and_shown_by_plain_forms(hall: Hall, as_: Any) -> None:
    form = {"amount": "三千四百", "part_1": "2000", "day_1": "2090-12-05", "part_2": "1400", "day_2": "2091-01-05"}
    form |= {"day_1": "2028-12-05", "day_2": "2029-01-05"}
    assert as_("bowen").post(path(hall, "offer"), form).status_code == 302
    offer = Offer.objects.get()
    assert as_("ali").post(path(hall, "accept", "joint", offer.pk)).status_code == 302
    offer.refresh_from_db()
    assert (offer.state, offer.amount) == ("accepted", 3400)


def test_what_was_typed_into_a_refused_offer_is_not_lost(hall: Hall, as_: Any) -> None:
    answer = as_("bowen").post(path(hall, "offer"), {"amount": "3400", "part_1": "2000", "day_1": "2028-12-05"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="3400"' in page
    assert 'value="2028-12-05"' in page


@pytest.mark.parametrize("amount", ["", "abc", "-5", "1e9", "{{ 7 }}", "99999999999999"])
def test_a_strange_amount_is_refused_with_words(hall: Hall, as_: Any, amount: str) -> None:
    assert as_("bowen").post(path(hall, "offer"), {"amount": amount}).status_code == 422
    assert not Offer.objects.exists()


def test_a_double_click_makes_one_offer(hall: Hall, as_: Any) -> None:
    for _click in range(2):
        assert as_("bowen").post(path(hall, "offer"), {"amount": "3000", "client_id": "o1"}).status_code == 302
    assert Offer.objects.count() == 1


def test_offers_are_not_made_in_a_private_talk(hall: Hall, as_: Any) -> None:
    assert as_("ali").post(path(hall, "offer", "caucus_a"), {"amount": "3000"}).status_code == 404


def test_the_mediator_makes_no_offer(hall: Hall, as_: Any) -> None:
    assert as_("chen").post(path(hall, "offer"), {"amount": "3000"}).status_code == 422


def test_seeing_the_page_changes_nothing_and_a_press_marks_it_read(hall: Hall, as_: Any) -> None:
    hall.says("ali", "你好")
    bowen = as_("bowen")
    bowen.get(path(hall))
    assert unread(hall.actor("bowen"), hall.case.pk)["joint"] == 1
    bowen.post(path(hall, "seen"), {"number": "1"})
    assert unread(hall.actor("bowen"), hall.case.pk)["joint"] == 0


def test_the_mediator_keeps_a_note_that_no_party_page_shows(hall: Hall, as_: Any) -> None:
    as_("chen").post(path(hall, "note"), {"text": "底价三千三"})
    assert PrivateNote.objects.count() == 1
    assert "底价三千三" in as_("chen").get(path(hall)).content.decode()
    for who in ("ali", "bowen"):
        assert "底价三千三" not in as_(who).get(path(hall)).content.decode()


def test_a_party_keeps_no_note_here(hall: Hall, as_: Any) -> None:
    assert as_("ali").post(path(hall, "note"), {"text": "x"}).status_code == 422


def test_the_banner_of_a_private_talk_says_who_is_outside(hall: Hall, as_: Any) -> None:
    page = as_("chen").get(path(hall, "room", "caucus_a")).content.decode()
    assert 'class="room in-a"' in page
    assert "博文" in re.search(r'id="hears">(.*?)</div>', page, re.S)[1]  # type: ignore[index]


def test_signalling_needs_a_device_of_ones_own_in_the_call(hall: Hall, as_: Any) -> None:
    answer = as_("ali").post(path(hall, "signal"), {"device": "x", "to": "y", "data": "{}"}, headers=JSON)
    assert answer.status_code == 422


def test_a_form_without_its_token_is_refused(hall: Hall) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(hall.cast.ali, backend="fengqiao.people.backends.StaffBackend")
    for name in ("say", "send_file", "offer", "seen", "signal", "media"):
        assert client.post(path(hall, name), {"text": "x"}).status_code == 403
    assert not RoomEvent.objects.exists()


def test_the_page_asks_the_database_a_bounded_number_of_times(
    hall: Hall, as_: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        hall.says(("ali", "bowen", "chen")[number % 3], f"第{number}句")
    client = as_("chen")
    client.get(path(hall))
    with django_assert_max_num_queries(45):
        client.get(path(hall))


def test_the_case_page_leads_to_the_rooms_that_are_ones_own(hall: Hall, as_: Any) -> None:
    hall.case.procedure = "mediation"
    hall.says("ali", "三千三以上都行", kind="caucus_a")
    shown = {who: rooms_of_case(hall.case, hall.actor(who), hall.now) for who in ("bowen", "chen", "luo")}
    assert [(tab.room.kind, tab.unread) for tab in shown["bowen"]["tabs"]] == [("joint", 0), ("caucus_b", 0)]  # type: ignore[index]
    assert [(tab.room.kind, tab.unread) for tab in shown["chen"]["tabs"]][1] == ("caucus_a", 1)  # type: ignore[index]
    assert shown["luo"] is None


def test_the_part_on_the_case_page_costs_few_queries(hall: Hall, django_assert_max_num_queries: Any) -> None:
    hall.case.procedure = "mediation"
    actor = hall.actor("ali")
    with django_assert_max_num_queries(5):
        rooms_of_case(hall.case, actor, hall.now)


def test_the_case_page_of_a_mediation_links_ones_own_rooms(hall: Hall, as_: Any) -> None:
    Case.objects.filter(pk=hall.case.pk).update(procedure="mediation", state="open")
    page = as_("ali").get(reverse("cases:case", args=[hall.case.pk])).content.decode()
    links = {kind: reverse("rooms:room", args=[room.pk]) in page for kind, room in hall.rooms.items()}
    assert links == {"joint": True, "caucus_a": True, "caucus_b": False}


@pytest.fixture
def talks(hall: Hall) -> Hall:
    """The hall of a mediation whose talks are open, which facts and the record need."""
    Case.objects.filter(pk=hall.case.pk).update(procedure="mediation", state="open")
    return hall


def test_a_fact_is_put_and_ticked_by_both_sides_in_the_room(talks: Hall, as_: Any) -> None:
    as_("ali").post(path(talks, "fact"), {"text": "已上12节，未上48节", "client_id": "f1"})
    as_("ali").post(path(talks, "fact"), {"text": "已上12节，未上48节", "client_id": "f1"})
    fact = Fact.objects.get()
    as_("bowen").post(path(talks, "tick", "joint", fact.pk))
    fact.refresh_from_db()
    assert fact.undisputed
    events = latest_events(talks.room("joint"), talks.actor("chen"))
    assert [event.kind for event in events] == ["fact.proposed", "fact.ticked"]
    assert "已上12节，未上48节" in as_("chen").get(path(talks)).content.decode()


def test_a_refused_fact_leaves_neither_row_nor_event(talks: Hall, as_: Any) -> None:
    assert as_("ali").post(path(talks, "fact"), {"text": ""}).status_code == 422
    assert not Fact.objects.exists()
    assert not RoomEvent.objects.exists()


def test_the_record_is_written_confirmed_and_an_old_version_is_not(talks: Hall, as_: Any) -> None:
    as_("chen").post(path(talks, "record"), {"text": "双方到场，核对身份。"})
    as_("chen").post(path(talks, "record"), {"text": "双方到场，核对身份，说明权利。"})
    assert as_("ali").post(path(talks, "confirm_record"), {"version": "1"}).status_code == 422
    assert as_("ali").post(path(talks, "confirm_record"), {"version": "2"}).status_code == 302
    assert as_("bowen").post(path(talks, "confirm_record"), {"version": "2"}).status_code == 302
    kinds = [event.kind for event in latest_events(talks.room("joint"), talks.actor("chen"))]
    assert kinds == ["record.written"] * 2 + ["record.confirmed"] * 2


def test_a_party_does_not_write_the_record(talks: Hall, as_: Any) -> None:
    assert as_("ali").post(path(talks, "record"), {"text": "x"}).status_code == 422


@pytest.mark.parametrize("act", ["say", "seen", "media", "signal", "note", "caucus"])
def test_no_control_character_in_what_only_a_script_sends_breaks_the_room(hall: Hall, as_: Any, act: str) -> None:
    fields = ("client_id", "device", "to", "data", "what", "number", "text", "act", "sentence")
    answer = as_("chen").post(path(hall, act), dict.fromkeys(fields, "a\0b\u202ec"), headers=JSON)
    assert answer.status_code < 500
