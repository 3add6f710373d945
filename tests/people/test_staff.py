"""Staff come in with password and app; wrong tries look alike and end at ten; sessions end by themselves."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pyotp
import pytest
from cast import START, Cast
from counter import PASSWORD, SECRET
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from fengqiao.people.errors import NotAccepted
from fengqiao.people.gates import staff_required
from fengqiao.people.models import LogIn, Person, RecoveryCode
from fengqiao.people.staff import appoint, check_second_factor, confirm_totp, forget_totp, set_password

pytestmark = pytest.mark.django_db


def app_code(secret: str = SECRET, at: datetime | None = None) -> str:
    return pyotp.TOTP(secret).at(at or timezone.now())


def enter(client: Client, login: str = "chen", password: str = PASSWORD, code: str | None = None) -> HttpResponse:
    typed = {"login": login, "password": password, "code": app_code() if code is None else code}
    return client.post("/staff/login/", typed)


def test_staff_log_in_with_password_and_app(client: Client, mediator: Person) -> None:
    assert enter(client).status_code == 303
    assert client.get("/me/").context["posts"]
    assert client.session["kind"] == "staff"


def test_a_code_of_the_app_works_once(client: Client, mediator: Person) -> None:
    code = app_code()
    enter(client, code=code)
    assert enter(Client(), code=code).status_code == 422


@pytest.mark.parametrize("late", [-30, 30])
def test_a_clock_that_is_half_a_minute_off_does_not_matter(mediator: Person, late: int) -> None:
    code = app_code(at=START)
    assert check_second_factor(mediator, code, at=START + timedelta(seconds=late))
    mediator.refresh_from_db()
    assert not check_second_factor(mediator, app_code(at=START), at=START + timedelta(seconds=90))


def test_unknown_name_wrong_password_and_wrong_code_look_alike(client: Client, mediator: Person) -> None:
    tries = [{"login": "nobody"}, {"password": "wrong password!"}, {"code": "000000"}, {"code": ""}]
    answers = [enter(Client(), **wrong) for wrong in tries]
    assert {answer.status_code for answer in answers} == {422}
    assert len({str(answer.context["form"].non_field_errors()) for answer in answers}) == 1


def test_the_eleventh_wrong_log_in_is_answered_with_429_in_the_persons_language(
    client: Client, mediator: Person
) -> None:
    answers = [enter(client, password="wrong") for _try in range(11)]
    assert [answer.status_code for answer in answers] == [422] * 10 + [429]
    assert "次数太多" in answers[-1].content.decode()
    assert enter(client).status_code == 429


def test_a_locked_name_does_not_lock_the_others(client: Client, mediator: Person, cast: Cast) -> None:
    set_password(cast.luo, "luo", PASSWORD)
    for _try in range(11):
        enter(client, password="wrong")
    assert enter(client, login="luo", code="").url == "/staff/app/"


def test_the_app_is_set_up_after_the_first_password(client: Client, cast: Cast) -> None:
    set_password(cast.luo, "luo", PASSWORD)
    enter(client, login="luo", code="")
    assert client.get("/me/").status_code == 302
    secret = client.get("/staff/app/").context["secret"].replace(" ", "")
    assert client.post("/staff/app/", {"code": "000000"}).status_code == 422
    page = client.post("/staff/app/", {"code": app_code(secret)}).content.decode()
    assert len(re.findall(r">[2-9a-z]{5}-[2-9a-z]{5}<", page)) == 8
    assert client.get("/me/").status_code == 200
    assert Person.objects.get(login="luo").totp_key == secret


def test_a_recovery_code_replaces_the_app_once(client: Client, cast: Cast) -> None:
    set_password(cast.luo, "luo", PASSWORD)
    codes = confirm_totp(cast.luo, SECRET, app_code(), at=timezone.now())
    assert enter(client, login="luo", code=codes[0].upper()).status_code == 303
    assert enter(Client(), login="luo", code=codes[0]).status_code == 422
    assert codes[1] not in str(RecoveryCode.objects.values_list())


def test_a_wrong_first_code_sets_nothing_up(cast: Cast) -> None:
    with pytest.raises(NotAccepted):
        confirm_totp(cast.luo, SECRET, "000000", at=START)
    assert Person.objects.get(pk=cast.luo.pk).totp_key == ""


def test_a_lost_app_is_taken_away_and_sessions_end(client: Client, mediator: Person) -> None:
    enter(client)
    forget_totp(mediator, at=timezone.now())
    assert client.get("/me/").status_code == 302
    assert enter(client, code="").url == "/staff/app/"


def test_a_person_without_a_post_cannot_use_this_door(client: Client, lin: Person) -> None:
    set_password(lin, "lin", PASSWORD)
    assert enter(client, login="lin", code="").status_code == 422


@pytest.mark.parametrize("password", ["short", "password1234"])
def test_weak_passwords_are_refused(cast: Cast, password: str) -> None:
    with pytest.raises(NotAccepted):
        set_password(cast.luo, "luo", password)


@pytest.mark.parametrize(("seen", "since", "status"), [(29, 60, 200), (31, 60, 302), (1, 721, 302)])
def test_staff_sessions_end_when_idle_or_old(
    client: Client, mediator: Person, seen: int, since: int, status: int
) -> None:
    enter(client)
    session, now = client.session, int(timezone.now().timestamp())
    session["seen"], session["since"] = now - seen * 60, now - since * 60
    session.save()
    assert client.get("/me/").status_code == status


def test_a_new_password_ends_the_other_sessions(client: Client, mediator: Person) -> None:
    enter(client)
    elsewhere = Client()
    mediator.totp_last = 0
    mediator.save()
    enter(elsewhere)
    assert client.post("/staff/password/", {"old": "wrong", "password": "another long road"}).status_code == 422
    client.post("/staff/password/", {"old": PASSWORD, "password": "another long road"})
    assert (client.get("/me/").status_code, elsewhere.get("/me/").status_code) == (200, 302)
    assert LogIn.objects.filter(ended_at=None).get().session_key == client.session.session_key


def test_an_appointment_ends_sessions_that_began_with_a_code(client: Client, lin: Person, cast: Cast, log_in) -> None:
    log_in(lin.phone)
    appoint(lin, cast.body, "mediator", at=timezone.now())
    assert client.get("/me/").status_code == 302


@staff_required("mediator")
def bench(request: HttpRequest) -> HttpResponse:
    """Stand in for any page of staff."""
    return HttpResponse("in")


@pytest.mark.parametrize(
    ("who", "kind", "passes"),
    [("chen", "staff", True), ("chen", "party", False), ("luo", "staff", False), ("ali", "party", False)],
)
def test_the_gate_of_staff_pages(cast: Cast, who: str, kind: str, passes: bool) -> None:
    request = RequestFactory().get("/bench/")
    request.user, request.session = getattr(cast, who), {"kind": kind}
    if passes:
        assert bench(request).content == b"in"
    else:
        with pytest.raises(Http404):
            bench(request)


def test_a_visitor_is_shown_to_the_staff_log_in(client: Client) -> None:
    client.get("/staff/login/")
    assert client.get("/staff/password/").url == "/staff/login/?next=%2Fstaff%2Fpassword%2F"
