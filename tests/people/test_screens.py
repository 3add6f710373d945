"""The identity screen and one's own data, as a browser without JavaScript uses them."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from cast import START, Cast
from django.http import HttpResponse
from django.test import Client
from story import Story

from fengqiao.cases.consents import give_consent
from fengqiao.people.models import LogIn, Person

Go = Callable[[str], HttpResponse]
Codes = Callable[[str], str]
NEW = {"name": "博文", "id_number": "330681198504125119", "phone": "13900002222", "code": ""}
pytestmark = pytest.mark.django_db


def test_one_screen_and_four_fields(client: Client) -> None:
    page = client.get("/identity/").content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert main.count("<input") - main.count('type="hidden"') == 4


def test_sending_a_code_keeps_what_was_typed_and_judges_nothing_else(client: Client) -> None:
    answer = client.post("/identity/", {**NEW, "id_number": "33068", "send_code": "1"})
    page = answer.content.decode()
    assert (answer.status_code, answer.context["form"].errors) == (200, {})
    assert "139****2222" in page
    assert 'value="33068"' in page
    assert 'value="博文"' in page


def test_a_new_person_registers_and_is_in(client: Client, newest_code: Codes) -> None:
    client.post("/identity/", {**NEW, "send_code": "1"})
    answer = client.post("/identity/", {**NEW, "code": newest_code(NEW["phone"]), "next": "/me/"})
    assert (answer.status_code, answer.url) == (303, "/me/")
    assert client.get("/me/").context["person"].id_number == NEW["id_number"]


def test_the_enter_key_with_a_code_goes_on(client: Client, newest_code: Codes) -> None:
    client.post("/identity/", {**NEW, "send_code": "1"})
    client.post("/identity/", {**NEW, "code": newest_code(NEW["phone"]), "send_code": "1"})
    assert Person.objects.filter(name="博文").exists()


def test_a_refusal_of_the_registry_does_not_cost_a_second_code(client: Client, newest_code: Codes) -> None:
    client.post("/identity/", {**NEW, "send_code": "1"})
    refused = client.post("/identity/", {**NEW, "id_number": "110101199003070003", "code": newest_code(NEW["phone"])})
    assert refused.status_code == 422
    assert client.post("/identity/", NEW).status_code == 303


def test_a_typing_mistake_does_not_use_the_code_up(client: Client, newest_code: Codes) -> None:
    client.post("/identity/", {**NEW, "send_code": "1"})
    code = newest_code(NEW["phone"])
    assert client.post("/identity/", {**NEW, "id_number": "330681198504125118", "code": code}).status_code == 422
    assert client.post("/identity/", {**NEW, "code": code}).status_code == 303


def test_what_a_visitor_had_in_the_session_stays(client: Client, newest_code: Codes) -> None:
    session = client.session
    session["draft"] = "九月在网上报了剪辑课"
    session.save()
    client.post("/identity/", {**NEW, "send_code": "1"})
    client.post("/identity/", {**NEW, "code": newest_code(NEW["phone"])})
    assert client.session["draft"] == "九月在网上报了剪辑课"


def test_own_data_are_masked_until_asked_for(client: Client, lin: Person, log_in: Go) -> None:
    log_in(lin.phone)
    assert lin.id_number not in client.get("/me/").content.decode()
    assert lin.id_number in client.get("/me/?show=1").content.decode()


def test_own_data_can_be_taken_along(client: Client, lin: Person, cast: Cast, log_in: Go) -> None:
    lin_case = Story(cast).case.participations.filter(side="a").get()
    lin_case.person = lin
    lin_case.save()
    give_consent(lin_case, "online_mediation", lin, at=START)
    log_in(lin.phone)
    content = json.loads(client.get("/me/data.json").content)
    assert content["person"]["id_number"] == lin.id_number
    assert content["cases"]["consents"][0]["kind"] == "online_mediation"
    assert "博文" not in json.dumps(content, ensure_ascii=False)


def test_a_new_number_needs_a_code_to_the_old_and_one_to_the_new(
    client: Client, lin: Person, log_in: Go, newest_code: Codes
) -> None:
    log_in(lin.phone)
    session = client.session
    del session["proven_addresses"]
    session.save()
    assert client.get("/me/phone/").url.startswith("/me/confirm/")
    client.post("/me/confirm/", {"send_code": "1"})
    client.post("/me/confirm/", {"code": newest_code(lin.phone)})
    client.post("/me/phone/", {"phone": "13900004444", "code": "", "send_code": "1"})
    client.post("/me/phone/", {"phone": "13900004444", "code": newest_code("13900004444")})
    assert Person.objects.get(pk=lin.pk).phone == "13900004444"
    assert client.get("/me/").status_code == 200


def test_a_new_number_without_its_code_is_not_kept(client: Client, lin: Person, log_in: Go) -> None:
    log_in(lin.phone)
    assert client.post("/me/phone/", {"phone": "13900004444", "code": "123456"}).status_code == 422
    assert Person.objects.get(pk=lin.pk).phone == lin.phone


def test_a_log_in_elsewhere_can_be_ended(client: Client, lin: Person, log_in: Go) -> None:
    elsewhere = Client()
    elsewhere.force_login(lin)
    log_in(lin.phone)
    row = LogIn.objects.create(person=lin, session_key=elsewhere.session.session_key, since=START)
    client.post(f"/me/logins/{row.pk}/end/")
    assert elsewhere.get("/me/").status_code == 302


def test_other_peoples_log_ins_and_consents_are_not_there(client: Client, lin: Person, cast: Cast, log_in: Go) -> None:
    story = Story(cast)
    row = LogIn.objects.create(person=cast.ali, session_key="x", since=START)
    consent = give_consent(story.case.participations.get(side="a"), "online_mediation", cast.ali, at=START)
    log_in(lin.phone)
    assert client.post(f"/me/logins/{row.pk}/end/").status_code == 404
    assert client.post(f"/me/consents/{consent.pk}/withdraw/").status_code == 404


def test_a_consent_is_withdrawn_on_ones_own_page(client: Client, cast: Cast) -> None:
    consent = give_consent(Story(cast).case.participations.get(side="a"), "online_mediation", cast.ali, at=START)
    client.force_login(cast.ali)
    client.post(f"/me/consents/{consent.pk}/withdraw/")
    consent.refresh_from_db()
    assert consent.withdrawn_at
    assert client.get("/me/").context["consents"][0][1]["title"] == "同意在线调解"


def test_the_language_of_messages_is_kept(client: Client, lin: Person, log_in: Go) -> None:
    log_in(lin.phone)
    client.post("/me/language/", {"language": "en"})
    assert Person.objects.get(pk=lin.pk).language == "en"
    assert client.get("/me/").headers["Content-Language"] == "en"


@pytest.mark.parametrize("url", ["/me/", "/me/data.json", "/me/phone/", "/me/confirm/", "/me/address/"])
def test_own_pages_need_a_log_in(client: Client, url: str) -> None:
    assert client.get(url).url.startswith("/login/?next=")
