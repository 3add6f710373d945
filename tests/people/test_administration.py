"""Administrators look after the people of their organisation: posts, lost apps, wrong data, each with a reason."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from cast import START, Cast
from counter import PASSWORD, SECRET
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from story import Story

from fengqiao import gateways
from fengqiao.gateways.demo import DEMO_MISMATCH
from fengqiao.gateways.models import DemoMessage
from fengqiao.people.administration import Administrator, correct
from fengqiao.people.models import Change, LogIn, Organisation, Person, Post
from fengqiao.people.staff import is_staff, posts_on, set_password, set_totp
from fengqiao.people.tidings import MOST_TRIES, tell_changes

pytestmark = pytest.mark.django_db
NEW_ID = "510104199003070023"


@pytest.fixture
def tian(cast: Cast) -> Person:
    """The administrator of the court."""
    return cast._staff("田野", Post.Role.ADMINISTRATOR, cast.court)


@pytest.fixture
def desk(tian: Person) -> Client:
    """The browser of the administrator."""
    client = Client(headers={"Accept-Language": "zh-hans"})
    client.force_login(tian, backend="fengqiao.people.backends.StaffBackend")
    return client


@pytest.fixture
def lin(db: None) -> Person:
    """A verified person with number, phone and e-mail."""
    return Person.objects.create(
        name="林丽", id_number=NEW_ID, phone="13800001111", email="lin@mail.example", verified_at=START
    )


def party_of(cast: Cast, person: Person) -> None:
    """Make the person the applicant of a case of the court's mediation body."""
    Story(cast).case.participations.filter(role="applicant").update(person=person)


def form(cast: Cast, **other: Any) -> dict[str, Any]:
    """Return a filled-in appointment."""
    return {
        "seat": str(cast.court.pk), "role": "judge", "name": "林丽", "id_number": NEW_ID, "phone": "13800001111",
        "login": "lin.li", "since": timezone.localdate().isoformat(), "until": "", "about": "",
        "reason": "院长任命，文号〔2026〕8号", **other,
    }  # fmt: skip


def address(name: str, *args: object) -> str:
    return reverse(f"people:{name}", args=args)


def test_somebody_new_is_appointed_and_can_log_in_with_the_first_password(desk: Client, cast: Cast) -> None:
    answer = desk.post(address("appoint"), form(cast))
    person = Person.objects.get(name="林丽")
    assert posts_on(person, timezone.localdate())[0].role == "judge"
    assert person.check_password(answer.context["password"])
    assert (
        Client().post("/staff/login/", {"login": "lin.li", "password": answer.context["password"]}).status_code == 303
    )


def test_somebody_who_works_here_gets_a_second_post_and_keeps_the_password(desk: Client, cast: Cast) -> None:
    cast.ding.id_number = NEW_ID
    cast.ding.save()
    set_password(cast.ding, "ding", PASSWORD)
    answer = desk.post(address("appoint"), form(cast, name="丁法官", role="president", login=""))
    assert answer.status_code == 303
    cast.ding.refresh_from_db()
    assert cast.ding.check_password(PASSWORD)
    assert {post.role for post in posts_on(cast.ding, timezone.localdate())} == {"judge", "president"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("role", "mediator"),
        ("since", "2020-01-01"),
        ("until", "2020-01-02"),
        ("login", "x"),
        ("login", "<b>"),
        ("reason", ""),
        ("reason", "啊"),
        ("id_number", "510104199003070024"),
        ("phone", "123"),
        ("seat", "00000000-0000-0000-0000-000000000000"),
        ("since", "yesterday"),
    ],
)
def test_a_wrong_appointment_is_refused_at_its_field_and_nothing_typed_is_lost(
    desk: Client, cast: Cast, field: str, value: str
) -> None:
    answer = desk.post(address("appoint"), form(cast, **{field: value}))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert 'value="林丽"' in answer.content.decode()
    assert not Post.objects.filter(person__name="林丽").exists()


def test_the_same_post_is_not_given_twice_for_the_same_days(desk: Client, cast: Cast) -> None:
    desk.post(address("appoint"), form(cast))
    assert desk.post(address("appoint"), form(cast)).status_code == 422
    assert Post.objects.filter(person__name="林丽").count() == 1


def test_a_post_for_later_gives_nothing_before_its_day(desk: Client, cast: Cast) -> None:
    later = timezone.localdate() + timedelta(days=7)
    desk.post(address("appoint"), form(cast, since=later.isoformat(), until=(later + timedelta(days=30)).isoformat()))
    person = Person.objects.get(name="林丽")
    assert not is_staff(person, timezone.localdate())
    assert is_staff(person, later)
    assert not is_staff(person, later + timedelta(days=30))


def test_an_ended_post_is_gone_today_and_so_are_the_log_ins(desk: Client, cast: Cast) -> None:
    post, today = cast.ding.posts.get(), timezone.localdate()
    LogIn.objects.create(person=cast.ding, session_key="k" * 32, since=START)
    assert desk.post(address("end_post", post.pk), {"until": today.isoformat(), "reason": "退休"}).status_code == 422
    answer = desk.post(address("end_post", post.pk), {"until": today.isoformat(), "reason": "本月退休"})
    assert answer.status_code == 303
    assert not is_staff(cast.ding, today)
    assert LogIn.objects.get(person=cast.ding).ended_at is not None


@pytest.mark.parametrize("day", ["2020-01-01", ""])
def test_a_post_does_not_end_in_the_past(desk: Client, cast: Cast, day: str) -> None:
    answer = desk.post(address("end_post", cast.ding.posts.get().pk), {"until": day, "reason": "写错了日子"})
    assert (answer.status_code, is_staff(cast.ding, timezone.localdate())) == (422, True)


def test_a_lost_app_is_taken_away_and_the_password_sets_up_a_new_one(desk: Client, cast: Cast) -> None:
    set_password(cast.ding, "ding", PASSWORD)
    set_totp(cast.ding, SECRET)
    assert desk.post(address("reset_app", cast.ding.pk), {"reason": "手机遗失，当面核对"}).status_code == 303
    cast.ding.refresh_from_db()
    assert cast.ding.totp_key == ""
    assert Client().post("/staff/login/", {"login": "ding", "password": PASSWORD})["Location"] == "/staff/app/"


def test_a_party_has_no_app_to_take_away(desk: Client, cast: Cast, lin: Person) -> None:
    party_of(cast, lin)
    assert desk.post(address("reset_app", lin.pk), {"reason": "手机遗失，当面核对"}).status_code == 404


def test_a_partys_number_and_address_are_corrected(desk: Client, cast: Cast, lin: Person) -> None:
    party_of(cast, lin)
    typed = {"name": "林丽", "phone": "138 0000 2222", "email": "new@mail.example", "reason": "换号，核对过证件"}
    assert desk.post(address("correct", lin.pk), typed).status_code == 303
    lin.refresh_from_db()
    assert (lin.phone, lin.email) == ("13800002222", "new@mail.example")
    assert lin.verified_at == START


def test_name_and_identity_number_need_a_new_yes_of_the_registry(cast: Cast, tian: Person, lin: Person) -> None:
    by = Administrator(tian, cast.court, "证件上是另一个字")
    new = {"name": "林莉", "phone": lin.phone, "email": lin.email}
    correct(lin, new, by, at=timezone.now(), gateway=gateways.identity())
    lin.refresh_from_db()
    assert lin.name == "林莉"
    assert lin.verified_at is not None
    assert lin.verified_at > START


def test_what_the_registry_refuses_is_not_kept(desk: Client, cast: Cast, lin: Person) -> None:
    party_of(cast, lin)
    typed = {"name": "林莉", "id_number": DEMO_MISMATCH, "phone": lin.phone, "reason": "证件上是另一个字"}
    answer = desk.post(address("correct", lin.pk), typed)
    lin.refresh_from_db()
    assert (answer.status_code, lin.name, lin.id_number) == (422, "林丽", NEW_ID)
    assert 'value="林莉"' in answer.content.decode()


def test_an_identity_number_of_somebody_else_is_refused(desk: Client, cast: Cast, lin: Person) -> None:
    other = Person.objects.create(name="王明", id_number="110105199001012350", phone="13800003333", verified_at=START)
    party_of(cast, lin)
    typed = {"name": "林丽", "id_number": "110105199001012350", "reason": "证件号码登记有误"}
    answer = desk.post(address("correct", lin.pk), typed)
    assert "id_number" in answer.context["form"].errors
    lin.refresh_from_db()
    assert (lin.id_number, other.name) == (NEW_ID, "王明")


def test_a_form_without_a_change_says_so(desk: Client, cast: Cast, lin: Person) -> None:
    party_of(cast, lin)
    typed = {"name": lin.name, "phone": lin.phone, "email": lin.email, "reason": "看看有没有错"}
    assert desk.post(address("correct", lin.pk), typed).status_code == 422
    assert not Change.objects.exists()


def test_every_change_keeps_reason_author_and_a_leaf_of_the_ledger(desk: Client, cast: Cast, tian: Person) -> None:
    desk.post(address("appoint"), form(cast))
    change = Change.objects.get()
    assert (change.kind, change.by, change.organisation) == ("appointed", tian, cast.court)
    assert change.reason == "院长任命，文号〔2026〕8号"
    assert change.leaf.kind == "administration"
    assert change.reason.encode() not in bytes(change.leaf.data)


def test_the_person_is_told_on_the_old_number_and_on_the_new_one(desk: Client, cast: Cast, lin: Person) -> None:
    party_of(cast, lin)
    desk.post(address("correct", lin.pk), {"name": "林丽", "phone": "13800002222", "reason": "换号，核对过证件"})
    assert tell_changes(timezone.now()) == 1
    assert set(DemoMessage.objects.values_list("to", flat=True)) == {"13800001111", "13800002222"}
    assert "换号，核对过证件" in DemoMessage.objects.latest("pk").text
    assert tell_changes(timezone.now()) == 0


def test_somebody_without_number_and_address_reads_it_on_the_own_page(desk: Client, cast: Cast) -> None:
    desk.post(address("end_post", cast.ding.posts.get().pk), {"until": "2030-01-01", "reason": "调往外地法院"})
    for _try in range(MOST_TRIES + 2):
        tell_changes(timezone.now())
    assert Change.objects.get().told_tries == MOST_TRIES
    client = Client(headers={"Accept-Language": "zh-hans"})
    client.force_login(cast.ding, backend="fengqiao.people.backends.StaffBackend")
    assert "调往外地法院" in client.get("/me/").content.decode()


@pytest.mark.parametrize("act", ["correct", "reset_app"])
def test_nobody_changes_anything_about_oneself(desk: Client, tian: Person, act: str) -> None:
    set_totp(tian, SECRET)
    assert desk.post(address(act, tian.pk), {"name": "田野二", "reason": "自己改一下"}).status_code == 422
    end = desk.post(address("end_post", tian.posts.get().pk), {"until": "2030-01-01", "reason": "自己改一下"})
    tian.refresh_from_db()
    assert (end.status_code, tian.name, tian.totp_key) == (422, "田野", SECRET)
    assert not Change.objects.exists()


@pytest.fixture
def elsewhere(cast: Cast) -> Client:
    """The browser of another court's administrator."""
    court = Organisation.objects.create(kind="court", name="别处法院", code="川0009")
    client = Client()
    client.force_login(
        cast._staff("别人", Post.Role.ADMINISTRATOR, court), backend="fengqiao.people.backends.StaffBackend"
    )
    return client


def test_an_administrator_of_another_court_finds_nobody_here(elsewhere: Client, cast: Cast, lin: Person) -> None:
    party_of(cast, lin)
    for person in (cast.ding, lin):
        for name in ("person", "correct", "reset_app"):
            assert elsewhere.get(address(name, person.pk)).status_code == 404
    assert elsewhere.get(address("end_post", cast.ding.posts.get().pk)).status_code == 404
    for show in ("", "parties"):
        page = elsewhere.get(address("roster"), {"show": show}).content.decode()
        assert "丁法官" not in page
        assert "林丽" not in page
    posted = elsewhere.post(address("appoint"), form(cast))
    assert "seat" in posted.context["form"].errors


def test_a_person_without_a_case_here_is_not_found(desk: Client, cast: Cast, lin: Person) -> None:
    assert desk.get(address("person", lin.pk)).status_code == 404


@pytest.mark.parametrize("who", ["ali", "chen", "ding", "luo", "gao", "stranger"])
def test_everybody_else_meets_404(cast: Cast, who: str) -> None:
    client = Client()
    client.force_login(getattr(cast, who), backend="fengqiao.people.backends.StaffBackend")
    for path in (address("roster"), address("appoint"), address("person", cast.ding.pk)):
        assert client.get(path).status_code == 404


def test_the_list_is_filtered_by_post_name_and_end(desk: Client, cast: Cast) -> None:
    for person in (cast.ding, cast.luo, cast.chen):
        assert person.name in desk.get(address("roster")).content.decode()
    judges = desk.get(address("roster"), {"role": "judge"}).content.decode()
    assert "丁法官" in judges
    assert "罗书记" not in judges
    assert "陈调" in desk.get(address("roster"), {"q": "陈"}).content.decode()
    Post.objects.filter(person=cast.ding).update(until=date(2024, 1, 1))
    assert "丁法官" not in desk.get(address("roster")).content.decode()
    assert "丁法官" in desk.get(address("roster"), {"ended": "1"}).content.decode()


def test_a_party_is_found_by_the_whole_mobile_number_and_shown_masked(desk: Client, cast: Cast, lin: Person) -> None:
    party_of(cast, lin)
    page = desk.get(address("roster"), {"show": "parties", "q": "13800001111"}).content.decode()
    assert "林丽" in page
    assert "138****1111" in page
    assert "林丽" not in desk.get(address("roster"), {"show": "parties", "q": "1380000"}).content.decode()


def test_a_long_list_costs_no_query_per_person(desk: Client, cast: Cast, django_assert_max_num_queries: Any) -> None:
    for number in range(60):
        cast._staff(f"书记员{number}", Post.Role.JUDGES_CLERK, cast.court)
    with django_assert_max_num_queries(14):
        page = desk.get(address("roster"))
    assert page.context["page"].paginator.num_pages == 2


def test_the_administrators_menu_leads_to_the_people(desk: Client) -> None:
    assert address("roster") in desk.get("/").content.decode()


def test_the_export_of_own_data_names_what_was_changed(desk: Client, cast: Cast, lin: Person) -> None:
    party_of(cast, lin)
    desk.post(address("correct", lin.pk), {"name": "林丽", "phone": "13800002222", "reason": "换号，核对过证件"})
    client = Client()
    client.force_login(lin, backend="fengqiao.people.backends.StaffBackend")
    own = client.get("/me/data.json").json()["person"]["changes_by_administrators"]
    assert own[0]["reason"] == "换号，核对过证件"
    assert own[0]["details"]["phone"] == ["13800001111", "13800002222"]
