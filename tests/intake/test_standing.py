"""Applying for a company, a child, or whoever gave authority: through the pages, without JavaScript."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from cast import Cast
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone, translation

from fengqiao.cases.actions import check_representation
from fengqiao.cases.actors import actor_of
from fengqiao.cases.authority import may_settle, must_be_checked
from fengqiao.cases.models import Case, Representation
from fengqiao.cases.representation import signer_of
from fengqiao.demo.people import credit_code, id_number
from fengqiao.gateways.models import DemoMessage
from fengqiao.intake.models import Draft
from fengqiao.mediation.queue import authorities
from fengqiao.people.actions import identify
from fengqiao.people.models import Person, Post
from intake.test_apply import CHECK, PNG, filled, logged_in
from intake.test_apply import files as files  # the fixture that keeps uploads apart

pytestmark = pytest.mark.django_db

NAME, CODE = "青禾家居有限公司", credit_code(7)
CHILD_NUMBER, GROWN_NUMBER = id_number("2014-05-06", 21), id_number("1960-05-06", 21)


def paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("授权委托书.png", PNG, content_type="image/png")


def company(**other: Any) -> dict[str, Any]:
    return {
        "stands_for": "company",
        "name": NAME,
        "credit_code": CODE,
        "acts_as": "head",
        "authority": paper(),
        **other,
    }


def child(**other: Any) -> dict[str, Any]:
    return {
        "stands_for": "child", "name": "小丽", "id_number": CHILD_NUMBER, "relation": "parent", "authority": paper(),
        **other,
    }  # fmt: skip


def agent(**other: Any) -> dict[str, Any]:
    return {
        "stands_for": "agent", "name": "阿丽的母亲", "id_number": GROWN_NUMBER, "acts_as": "special",
        "authority": paper(), **other,
    }  # fmt: skip


def standing(client: Client, data: dict[str, Any]) -> Any:
    """Choose for whom, then answer what that choice asks; return the answer to the second."""
    client.post("/apply/for/", {"stands_for": data["stands_for"], "then": "check"})
    return client.post("/apply/for/", {**data, "then": "check"})


def applied(person: Person, data: dict[str, Any]) -> Case:
    """Apply for somebody else and return the case."""
    client = filled(logged_in(person))
    assert standing(client, data)["Location"] == "/apply/check/"
    answer = client.post("/apply/check/", CHECK)
    assert answer["Location"].startswith("/apply/done/"), answer["Location"]
    return Case.objects.get()


def why_not(case: Case, person: Person) -> str:
    """Return why the person may not settle now, in English; empty when it may."""
    with translation.override("en"):
        return str(may_settle(case, actor_of(person, case, at=timezone.now())) or "")


def accepted(case: Case, cast: Cast) -> None:
    """Let the clerk accept the paper that waits."""
    check_representation(Representation.objects.get(), cast.luo, ok=True, at=timezone.now())


def test_for_oneself_there_is_no_screen_and_no_field_more(cast: Cast) -> None:
    assert cast.body
    client = filled(Client())
    client.post("/apply/check/", CHECK)
    page = client.get("/apply/identity/").content.decode()
    typed = [kind for kind in re.findall(r'<input type="(\w+)"', page) if kind in {"text", "tel"}]
    assert len(typed) == 4
    assert re.search(r'value="self"[^>]* checked', page)
    assert 'type="file"' not in page


def test_a_company_applies_through_its_legal_representative(cast: Cast) -> None:
    assert cast.body
    case = applied(cast.ali, company())
    row = case.participations.get(role="applicant")
    assert (row.name, row.organisation.credit_code, row.person) == (NAME, CODE, None)
    acting = row.representations.get()
    assert (acting.person, acting.kind, acting.checked_at) == (cast.ali, "legal_representative", None)
    assert acting.authority.name == "授权委托书.png"
    assert {each.given_by for each in row.consents.all()} == {cast.ali}


def test_signing_waits_until_the_clerk_has_checked_the_paper(cast: Cast) -> None:
    assert cast.body
    case = applied(cast.ali, company())
    assert "not been checked" in why_not(case, cast.ali)
    assert NAME in str(must_be_checked(case))
    assert signer_of(case.participations.get(side="a"), at=timezone.now()) is None
    assert [row.person for row in authorities(cast.luo, timezone.now())] == [cast.ali]
    accepted(case, cast)
    assert why_not(case, cast.ali) == ""
    assert signer_of(case.participations.get(side="a"), at=timezone.now()) == cast.ali


def test_a_known_legal_representative_needs_no_paper(cast: Cast) -> None:
    assert cast.body
    from fengqiao.people.companies import register_company

    known = register_company(NAME, CODE)
    Post.objects.create(person=cast.ali, organisation=known, role="legal_representative", since=date(2020, 1, 1))
    case = applied(cast.ali, company(authority=""))
    assert why_not(case, cast.ali) == ""


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (company(credit_code=CODE[:-1] + ("1" if CODE[-1] != "1" else "2")), "末位"),
        (company(credit_code="9151"), "18"),
        (company(name=""), "营业执照"),
        (company(acts_as="special", authority=""), "请上传"),
        (company(authority=""), "请上传"),
        (company(acts_as="uncle"), "uncle"),
        (child(id_number=GROWN_NUMBER), "已满 18 岁"),
        (child(id_number=CHILD_NUMBER[:-1] + ("1" if CHILD_NUMBER[-1] != "1" else "2")), "末位"),
        (child(relation=""), "关系"),
        (child(authority=""), "请上传"),
        (agent(id_number=CHILD_NUMBER), "监护人"),
        (agent(acts_as=""), "授权委托书"),
        (agent(authority=""), "请上传"),
        (agent(authority=SimpleUploadedFile("a.png", b"<html>")), "authority"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost(
    cast: Cast, data: dict[str, Any], said: str
) -> None:
    client = filled(logged_in(cast.ali))
    answer = standing(client, data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'class="errors"' in page
    assert said in page
    assert not data["name"] or data["name"] in page
    assert client.get("/apply/check/")["Location"] == "/apply/for/"


def test_an_upload_stays_when_another_field_was_wrong(cast: Cast) -> None:
    assert cast.body
    client = filled(logged_in(cast.ali))
    standing(client, company(credit_code="1"))
    assert "授权委托书.png" in client.get("/apply/for/").content.decode()
    assert standing(client, company(authority=""))["Location"] == "/apply/check/"
    assert "尚未核对" in client.get("/apply/check/").content.decode()


def test_a_parent_applies_for_a_child(cast: Cast) -> None:
    assert cast.body
    case = applied(cast.ali, child())
    row = case.participations.get(role="applicant")
    assert (row.name, row.minor, row.person.id_number) == ("小丽", True, CHILD_NUMBER)
    acting = row.representations.get()
    assert (acting.kind, acting.relation, acting.person) == ("guardian", "parent", cast.ali)
    accepted(case, cast)
    assert why_not(case, cast.ali) == ""


def test_general_authority_never_settles_and_special_does_once_checked(cast: Cast) -> None:
    assert cast.body
    case = applied(cast.ali, agent(acts_as="general"))
    accepted(case, cast)
    assert "special authority" in why_not(case, cast.ali)
    # The principal is a grown person and may still sign alone.
    assert signer_of(case.participations.get(side="a"), at=timezone.now()).name == "阿丽的母亲"
    page = logged_in(cast.ali).get(f"/apply/authority/{Representation.objects.get().pk}/")
    assert page.status_code == 200
    logged_in(cast.ali).post(
        f"/apply/authority/{Representation.objects.get().pk}/", {"acts_as": "special", "authority": paper()}
    )
    newest = Representation.objects.latest("pk")
    check_representation(newest, cast.luo, ok=True, at=timezone.now())
    assert why_not(case, cast.ali) == ""


def test_a_principal_who_comes_later_finds_the_case(cast: Cast) -> None:
    assert cast.body
    from fengqiao import gateways

    case = applied(cast.ali, agent())
    mother = identify("阿丽的母亲", GROWN_NUMBER, "13911112222", at=timezone.now(), gateway=gateways.identity())
    assert mother == case.participations.get(side="a").person
    assert logged_in(mother).get(f"/cases/{case.pk}/").status_code == 200


def test_nobody_gives_authority_to_himself(cast: Cast) -> None:
    assert cast.body
    cast.ali.id_number = GROWN_NUMBER
    cast.ali.save()
    client = filled(logged_in(cast.ali))
    standing(client, agent(name="阿丽"))
    assert client.post("/apply/check/", CHECK)["Location"] == "/apply/for/"
    assert not Case.objects.exists()


def test_a_company_does_not_apply_against_itself(cast: Cast) -> None:
    assert cast.body
    from intake.test_apply import ASK

    client = filled(logged_in(cast.ali))
    client.post("/apply/ask/", {**ASK, "credit_code": CODE})
    standing(client, company())
    assert client.post("/apply/check/", CHECK)["Location"] == "/apply/ask/"
    assert not Case.objects.exists()


def test_a_new_person_chooses_on_the_identity_screen_and_sends_from_the_next(cast: Cast) -> None:
    assert cast.body
    client = filled(Client())
    client.post("/apply/check/", CHECK)
    me = {"name": "林丽", "id_number": "110101199003070038", "phone": "13900000001", "stands_for": "company"}
    client.post("/apply/identity/", {**me, "send_code": "1"})
    code = re.search(r"\d{6}", DemoMessage.objects.latest("pk").text)
    assert code
    assert client.post("/apply/identity/", {**me, "code": code[0]})["Location"] == "/apply/for/"
    page = client.get("/apply/for/").content.decode()
    assert "统一社会信用代码" in page
    assert client.post("/apply/for/", company())["Location"].startswith("/apply/done/")
    assert Case.objects.get().participations.get(role="applicant").name == NAME


def test_somebody_under_18_is_told_on_the_identity_screen_who_goes_on(cast: Cast) -> None:
    assert cast.body
    client = filled(Client())
    client.post("/apply/check/", CHECK)
    me = {"name": "小丽", "id_number": CHILD_NUMBER, "phone": "13900000001", "code": "123456"}
    answer = client.post("/apply/identity/", me)
    assert answer.status_code == 422
    assert "监护人" in answer.content.decode()
    assert not Person.objects.filter(name="小丽").exists()


def test_a_minor_who_is_logged_in_hands_the_draft_to_a_parent(cast: Cast) -> None:
    assert cast.body
    cast.stranger.birth_date = date(2010, 1, 1)
    cast.stranger.save(update_fields=["birth_date"])
    client = filled(logged_in(cast.stranger))
    assert "/apply/for/parent/" in client.get("/apply/check/").content.decode()
    assert client.post("/apply/for/parent/")["Location"] == "/apply/check/"
    assert Draft.objects.get().person is None
    client.force_login(cast.ali)
    assert standing(client, child())["Location"] == "/apply/check/"
    assert client.post("/apply/check/", CHECK)["Location"].startswith("/apply/done/")
    assert Case.objects.get().participations.get(role="applicant").representations.get().person == cast.ali


def test_a_grown_person_cannot_let_go_of_a_draft_this_way(cast: Cast) -> None:
    client = filled(logged_in(cast.ali))
    client.post("/apply/for/parent/")
    assert Draft.objects.get().person == cast.ali


def test_the_case_page_shows_who_acts_for_whom_and_the_evidence(cast: Cast) -> None:
    assert cast.body
    case, client = applied(cast.ali, company()), logged_in(cast.ali)
    client.post(f"/evidence/cases/{case.pk}/", {"files": [SimpleUploadedFile("订单截图.png", PNG)], "act": "more"})
    page = client.get(f"/cases/{case.pk}/").content.decode()
    assert f"/apply/authority/{Representation.objects.get().pk}/" in page
    assert "尚未核对" in page
    assert "订单截图.png" in page
    assert f"/evidence/cases/{case.pk}/" in page


def test_another_choice_puts_the_paper_of_the_first_away(cast: Cast) -> None:
    client = filled(logged_in(cast.ali))
    standing(client, company())
    client.post("/apply/for/", {"stands_for": "child", "then": "check"})
    assert Draft.objects.get().authority is None
    assert client.post("/apply/for/", {"stands_for": "self", "then": "check"})["Location"] == "/apply/check/"
    assert NAME not in client.get("/apply/check/").content.decode()


def test_a_refused_paper_is_said_with_its_reason_and_another_takes_its_place(cast: Cast) -> None:
    assert cast.body
    case, client = applied(cast.ali, company()), logged_in(cast.ali)
    row = Representation.objects.get()
    check_representation(row, cast.luo, ok=False, reason="没有盖章", at=timezone.now())
    assert client.get(f"/cases/{case.pk}/").status_code == 404
    assert "没有盖章" in client.get("/cases/").content.decode()
    address = f"/apply/authority/{row.pk}/"
    assert client.post(address, {}).status_code == 422
    assert logged_in(cast.bowen).get(address).status_code == 404
    assert client.post(address, {"authority": paper()})["Location"] == f"/cases/{case.pk}/"
    assert client.get(address).status_code == 404
    assert "没有盖章" not in client.get("/cases/").content.decode()
    assert client.get(f"/cases/{case.pk}/").status_code == 200


def test_after_three_refusals_the_platform_takes_no_other_paper(cast: Cast) -> None:
    assert cast.body
    applied(cast.ali, company())
    for _paper in range(3):
        row = Representation.objects.latest("pk")
        check_representation(row, cast.luo, ok=False, reason="看不清", at=timezone.now())
        logged_in(cast.ali).post(f"/apply/authority/{row.pk}/", {"authority": paper()})
    assert Representation.objects.count() == 3
    assert logged_in(cast.ali).get(f"/apply/authority/{row.pk}/").status_code == 404


def test_a_huge_paper_is_refused_and_the_words_beside_it_stay(cast: Cast, settings: LazySettings) -> None:
    settings.MAX_UPLOAD_BYTES = 200_000
    client = filled(logged_in(cast.ali))
    big = SimpleUploadedFile("big.png", PNG + b"\0" * 1_000_000)
    answer = standing(client, company(authority=big))
    assert answer.status_code == 422
    assert CODE in answer.content.decode()
    assert Draft.objects.get().authority is None


def test_the_paper_of_a_draft_is_shown_to_its_owner_alone(cast: Cast) -> None:
    client = filled(logged_in(cast.ali))
    standing(client, company())
    assert client.get("/apply/for/paper/").status_code == 200
    assert Client().get("/apply/for/paper/").status_code == 303
