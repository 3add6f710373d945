"""The mediator's board, the clerk's queue, the panel and the single checks."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from cast import Cast
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from road import ALL_WELL, Road

from fengqiao.cases.models import Representation
from fengqiao.mediation.actions import note_contact
from fengqiao.mediation.models import Contact
from fengqiao.people.models import Organisation, Person


@pytest.fixture
def road(cast: Cast) -> Road:
    """A mediation that was applied for yesterday."""
    return Road(cast).at(timezone.now() - timedelta(days=1))


def as_(person: Person) -> Client:
    """Return the browser of somebody who is logged in."""
    client = Client()
    client.force_login(person)
    return client


def test_the_board_shows_each_case_in_its_lane_with_its_next_act(road: Road) -> None:
    road.take("luo", "accept").take("luo", "appoint", mediator=road.cast.chen)
    page = as_(road.cast.chen).get("/bench/").content.decode()
    assert road.case.number in page
    assert "lane--soon" in page


def test_no_word_of_the_talks_is_on_a_card(road: Road) -> None:
    road.opened("offer", amount=road.case.dispute.amount / 3, statement="不想让别人知道的话")
    page = as_(road.cast.chen).get("/bench/").content.decode()
    assert "不想让别人知道的话" not in page
    assert "1,328" not in page
    assert road.case.dispute.story not in page


def test_the_board_is_for_staff_and_shows_only_own_cases(road: Road) -> None:
    road.invited()
    assert Client().get("/bench/").status_code == 302
    assert as_(road.cast.ali).get("/bench/").status_code == 404
    other = road.cast._staff("李调", "mediator", road.cast.body)
    assert road.case.number not in as_(other).get("/bench/").content.decode()


def test_the_board_costs_the_same_few_queries_for_many_cases(cast: Cast, django_assert_max_num_queries) -> None:
    for n in range(6):
        road = Road(cast) if n == 0 else Road(cast, code=f"CODE{n}")
        road.at(timezone.now() - timedelta(days=1)).opened("accept")
    client = as_(cast.chen)
    with django_assert_max_num_queries(15):
        client.get("/bench/")


@pytest.mark.parametrize(
    ("query", "found"), [("", 1), ("?q=博文", 1), ("?q=没有", 0), ("?show=mine", 1), ("?show=sign", 0)]
)
def test_search_and_filter_are_kept_by_the_export(road: Road, query: str, found: int) -> None:
    road.invited()
    text = as_(road.cast.chen).get(f"/bench/export.csv{query}").content.decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(text)))) == found + 1


def test_a_name_that_looks_like_a_formula_is_text_in_the_export(road: Road) -> None:
    road.invited().case.participations.filter(role="respondent").update(name="=1+1")
    book = load_workbook(io.BytesIO(as_(road.cast.chen).get("/bench/export.xlsx").content))
    assert [cell.value for cell in book.active[2]][3] == "'=1+1"


def test_the_clerk_accepts_with_one_tap_and_appoints_with_another(road: Road) -> None:
    chen, client = road.cast.chen, as_(road.cast.luo)
    assert "阿丽" in client.get("/bench/queue/").content.decode()
    client.post(f"/bench/queue/{road.case.pk}/accept/")
    assert str(chen.pk) in client.get("/bench/queue/").content.decode()
    client.post(f"/bench/queue/{road.case.pk}/appoint/", {"mediator": chen.pk})
    road.case.refresh_from_db()
    assert road.case.state == "appointed"


def test_the_queue_shows_a_case_code_as_people_read_it(road: Road) -> None:
    page = as_(road.cast.luo).get("/bench/queue/").content.decode()
    assert "7K3M-92" in page
    assert "7K3M92" not in page


def test_the_clerk_is_offered_who_knows_the_matter_and_has_least_to_do(road: Road) -> None:
    busy = road.cast.chen
    busy.posts.update(about="网络服务合同")
    road.invited()
    able = road.cast._staff("李调", "mediator", road.cast.body)
    able.posts.update(about="网络服务合同、买卖合同")
    road.cast._staff("王调", "mediator", road.cast.body)
    second = Road(road.cast, code="CODE2").at(road.now).take("luo", "accept")
    page = as_(road.cast.luo).get("/bench/queue/").content.decode()
    assert page.index(str(able.pk)) < page.index(str(busy.pk))
    assert second.case.state == "accepted"


def test_an_application_is_returned_with_a_ground_or_not_at_all(road: Road) -> None:
    client, address = as_(road.cast.luo), f"/bench/queue/{road.case.pk}/return/"
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"ground": "not_court_matter"}).status_code == 302
    road.case.refresh_from_db()
    assert road.case.state == "returned"


def test_a_get_changes_nothing_and_a_second_tap_is_explained(road: Road) -> None:
    client, address = as_(road.cast.luo), f"/bench/queue/{road.case.pk}/accept/"
    client.get(address)
    road.case.refresh_from_db()
    assert road.case.state == "submitted"
    client.post(address)
    assert client.post(address).status_code == 422


def test_another_courts_clerk_finds_nothing(road: Road) -> None:
    court = Organisation.objects.create(kind="court", name="别处法院", code="川9999")
    other = road.cast._staff("别处书记", "filing_clerk", court)
    assert as_(other).post(f"/bench/queue/{road.case.pk}/accept/").status_code == 404
    assert "阿丽" not in as_(other).get("/bench/queue/").content.decode()


def test_the_panel_is_public_and_shows_field_and_load(road: Road) -> None:
    road.invited()
    road.cast.chen.posts.update(about="网络服务合同，做了 11 年")
    page = Client().get("/bench/panel/").content.decode()
    assert "陈调" in page
    assert "做了 11 年" in page


def test_a_word_from_a_wrong_person_waits_in_the_queue_until_dealt_with(road: Road) -> None:
    road.invited()
    row = road.case.participations.get(role="respondent")
    contact = note_contact(row, Contact.Outcome.NOT_THE_PERSON, by=None, note="号码是新办的", at=timezone.now())
    client = as_(road.cast.luo)
    assert "号码是新办的" in client.get("/bench/queue/").content.decode()
    client.post(f"/bench/contact/{contact.pk}/handled/")
    assert "号码是新办的" not in client.get("/bench/queue/").content.decode()


def test_a_talk_with_the_other_side_meets_the_three_days(road: Road) -> None:
    road.invited()
    as_(road.cast.chen).post(f"/bench/contact/{road.case.pk}/", {"outcome": "reached", "note": "愿意谈"})
    assert road.case.deadlines.get(rule="mediator_contacts_other_party").state == "met"


def test_only_mediator_and_clerk_of_the_case_check_an_authority(road: Road) -> None:
    road.invited()
    row = Representation.objects.create(
        participation=road.case.participations.get(role="respondent"), person=road.cast.stranger, kind="agent",
        special_authority=True, since=road.now,
    )  # fmt: skip
    other = road.cast._staff("李调", "mediator", road.cast.body)
    assert as_(other).get(f"/bench/authority/{row.pk}/").status_code == 404
    assert as_(road.cast.chen).post(f"/bench/authority/{row.pk}/", {"ok": "no"}).status_code == 422
    assert as_(road.cast.chen).post(f"/bench/authority/{row.pk}/", {"ok": "yes"}).status_code == 302
    row.refresh_from_db()
    assert row.checked_by == road.cast.chen


def test_the_questions_before_the_end_lead_to_the_mediators_signature(road: Road) -> None:
    road.out().signs("ali").signs("bowen")
    client, address = as_(road.cast.chen), f"/bench/conclude/{road.case.pk}/"
    answers = {f"sham_{code}": "yes" for code in ALL_WELL}
    assert client.post(address, {**answers, "sham_own_relation": "no"}).status_code == 422
    assert client.post(address, answers).headers["Location"].startswith("/sign/")
