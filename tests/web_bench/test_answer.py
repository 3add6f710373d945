"""The other side's way from the message to the answer, without JavaScript."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from cast import Cast
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from road import Road

from fengqiao.cases.consents import consent_in_force
from fengqiao.cases.models import Participation, Representation
from fengqiao.demo.people import credit_code, id_number
from fengqiao.gateways.demo import sample_id_number
from fengqiao.gateways.models import DemoMessage
from fengqiao.mediation.models import Contact, Mediation
from fengqiao.negotiation.models import Offer
from fengqiao.notices.actions import send_pending
from fengqiao.notices.models import Message
from fengqiao.people.models import Organisation

PHONE = "13800000002"


@pytest.fixture
def invited(cast: Cast) -> Road:
    """A mediation whose other side got a message and has not come yet."""
    road = Road(cast).at(timezone.now() - timedelta(days=1))
    road.case.participations.filter(role="respondent").update(person=None, joined_at=None, phone=PHONE)
    road.invited().case.participations.filter(role="respondent").update(checked_at=None)
    return road


def row_of(road: Road) -> Participation:
    """Return the invited row."""
    return road.case.participations.get(role="respondent")


def enter(client: Client, phone: str = PHONE) -> str:
    """Type short code and number, ask for the code, and return it."""
    client.post("/answer/", {"code": "7k3m-92", "address": phone})
    client.post("/answer/invitation/")
    return re.findall(r"\d{6}", DemoMessage.objects.filter(channel="sms").first().text)[0]


def identified(client: Client, name: str = "博文", stands_for: str = "self") -> str:
    """Go on to the question as somebody new; return the address of the question."""
    client.post("/answer/code/", {"code": enter(client)})
    data = {"name": name, "id_number": sample_id_number(), "consent_sensitive_data": "on", "other_name": "on"}
    data["stands_for"] = stands_for
    return client.post("/answer/identity/", data).headers.get("Location", "")


def test_the_first_page_shows_a_stranger_no_full_name_and_no_dispute(invited: Road, client: Client) -> None:
    client.post("/answer/", {"code": "7K3M92", "address": "138 0000 0002"})
    page = client.get("/answer/invitation/").content.decode()
    assert "阿*" in page
    assert "阿丽" not in page
    assert invited.case.dispute.story not in page
    assert PHONE not in page


def test_a_wrong_pair_of_code_and_number_opens_nothing(invited: Road, client: Client) -> None:
    assert client.post("/answer/", {"code": "7K3M92", "address": "13800000003"}).status_code == 422
    assert client.get("/answer/invitation/").status_code == 404


def test_the_code_of_a_message_needs_no_number_and_shows_no_more(invited: Road, client: Client) -> None:
    send_pending(timezone.now())
    message = Message.objects.get(participation=row_of(invited))
    assert client.post("/answer/", {"code": message.code}).headers["Location"] == "/answer/invitation/"
    assert "阿丽" not in client.get("/answer/invitation/").content.decode()
    assert client.get("/answer/identity/").status_code == 404


def test_guessing_is_stopped(invited: Road, client: Client) -> None:
    for _ in range(12):
        last = client.post("/answer/", {"code": "AAAAAA", "address": "13800000003"})
    assert client.post("/answer/", {"code": "7K3M92", "address": PHONE}).status_code == last.status_code == 422


def test_nothing_of_the_dispute_is_shown_before_the_code(invited: Road, client: Client) -> None:
    client.post("/answer/", {"code": "7K3M92", "address": PHONE})
    assert client.get("/answer/identity/").status_code == 404
    assert client.post("/answer/code/", {"code": "000000"}).status_code == 422
    assert client.get("/answer/identity/").status_code == 404


def test_somebody_new_proves_who_it_is_once_and_accepts_without_typing(invited: Road, client: Client) -> None:
    address = identified(client)
    page = client.get(address).content.decode()
    assert invited.case.dispute.story in page
    assert "checked" not in page
    done = client.post(address, {"answer": "accept", "consent_online_mediation": "on"})
    assert done.headers["Location"] == f"{address}done/"
    assert (Mediation.objects.get().answer, Offer.objects.get().state) == ("accept", "accepted")
    assert client.get(f"{address}done/").status_code == 200


def test_each_consent_becomes_its_own_row(invited: Road, client: Client) -> None:
    address = identified(client)
    client.post(
        address,
        {
            "answer": "accept",
            "consent_online_mediation": "on",
            "consent_electronic_delivery": "on",
            "delivery_scope": ["notices", "rulings"],
        },
    )
    row = row_of(invited)
    assert {each.kind for each in row.consents.all()} == {"sensitive_data", "online_mediation", "electronic_delivery"}
    scope = consent_in_force(row, "electronic_delivery").scope
    assert scope == {"documents": ["notices", "rulings"], "phone": True, "email": False}


def test_an_answer_without_consent_is_explained_and_nothing_typed_is_lost(invited: Road, client: Client) -> None:
    answer = client.post(identified(client), {"answer": "offer", "amount": "三千四百", "statement": "课上了一半"})
    assert answer.status_code == 422
    assert "三千四百" in answer.content.decode()
    assert "课上了一半" in answer.content.decode()
    invited.case.refresh_from_db()
    assert invited.case.state == "inviting"


def test_another_offer_may_be_typed_as_people_write_amounts(invited: Road, client: Client) -> None:
    client.post(identified(client), {"answer": "offer", "amount": "三千四百", "consent_online_mediation": "on"})
    assert str(Offer.objects.get(side="b").amount) == "3400.00"


def test_a_refusal_needs_no_consent_and_no_reason(invited: Road, client: Client) -> None:
    client.post(identified(client), {"answer": "refuse"})
    invited.case.refresh_from_db()
    assert invited.case.state == "ended"


def test_a_known_person_gives_only_the_code(invited: Road, client: Client) -> None:
    invited.cast.bowen.id_number = sample_id_number()
    invited.cast.bowen.save()
    to = client.post("/answer/code/", {"code": enter(client)}).headers["Location"]
    assert to == f"/answer/{invited.case.pk}/"
    assert row_of(invited).checked_at


def test_another_name_than_the_application_gives_is_asked_about_and_noted(invited: Road, client: Client) -> None:
    client.post("/answer/code/", {"code": enter(client)})
    data = {"name": "文博", "id_number": sample_id_number(), "consent_sensitive_data": "on", "stands_for": "self"}
    assert client.post("/answer/identity/", data).status_code == 422
    assert client.post("/answer/identity/", {**data, "other_name": "on"}).status_code == 302
    assert Contact.objects.get().outcome == "other_name"


def test_a_wrong_person_gets_out_and_the_clerk_is_told(invited: Road, client: Client) -> None:
    client.post("/answer/", {"code": "7K3M92", "address": PHONE})
    assert client.post("/answer/not-me/", {"note": "这个号我去年才办"}).status_code == 200
    assert Contact.objects.get().outcome == "not_the_person"
    assert client.get("/answer/invitation/").status_code == 404


def test_a_forwarded_address_shows_a_second_person_nothing(invited: Road, client: Client, cast: Cast) -> None:
    address = identified(client)
    second = Client()
    assert second.get(address).status_code == 302
    second.force_login(cast.stranger)
    assert second.get(address).status_code == 404
    assert second.get("/answer/invitation/").status_code == 404


def test_an_answered_invitation_is_over_for_the_next_visitor(invited: Road, client: Client) -> None:
    client.post(identified(client), {"answer": "accept", "consent_online_mediation": "on"})
    late = Client()
    late.post("/answer/", {"code": "7K3M92", "address": PHONE})
    page = late.get("/answer/invitation/").content.decode()
    assert "阿" not in page


def test_a_company_is_answered_for_by_somebody_with_a_paper(invited: Road, client: Client) -> None:
    company = Organisation.objects.create(kind="company", name="博文在线教育有限公司")
    invited.case.participations.filter(role="respondent").update(organisation=company, name=company.name)
    assert identified(client) == "/answer/represent/"
    assert client.post("/answer/represent/", {"acts_as": "special"}).status_code == 422
    paper = SimpleUploadedFile("授权.png", PNG, content_type="image/png")
    data = {"acts_as": "special", "authority": paper}
    assert client.post("/answer/represent/", data).headers["Location"] == f"/answer/{invited.case.pk}/"
    row = Representation.objects.get()
    assert (row.special_authority, row.checked_at, bool(row.authority)) == (True, None, True)
    done = client.post(f"/answer/{invited.case.pk}/", {"answer": "accept", "consent_online_mediation": "on"})
    assert done.status_code == 302


def test_all_four_consents_are_asked_each_on_its_own_and_none_is_ticked(invited: Road, client: Client) -> None:
    """Sensitive data is asked with the identity, the other three with the answer."""
    address = identified(client)
    page = client.get(address).content.decode()
    for code in ("online_mediation", "electronic_delivery", "online_confirmation"):
        assert f'name="consent_{code}"' in page
    assert 'name="consent_sensitive_data"' not in page
    assert not re.search(r'type="checkbox"[^>]* checked', page)
    client.post(address, {"answer": "accept", "consent_online_mediation": "on", "consent_online_confirmation": "on"})
    kinds = {each.kind for each in row_of(invited).consents.all()}
    assert kinds == {"sensitive_data", "online_mediation", "online_confirmation"}


def test_a_known_person_is_asked_for_sensitive_data_with_the_answer(invited: Road, client: Client) -> None:
    invited.cast.bowen.id_number = sample_id_number()
    invited.cast.bowen.save()
    address = client.post("/answer/code/", {"code": enter(client)}).headers["Location"]
    assert 'name="consent_sensitive_data"' in client.get(address).content.decode()
    without = client.post(address, {"answer": "accept", "consent_online_mediation": "on"})
    assert without.status_code == 422
    given = {"answer": "accept", "consent_online_mediation": "on", "consent_sensitive_data": "on"}
    assert client.post(address, given).status_code == 302
    assert consent_in_force(row_of(invited), "sensitive_data")


def test_a_consent_of_the_answer_is_withdrawn_later(invited: Road, client: Client) -> None:
    client.post(
        identified(client),
        {"answer": "accept", "consent_online_mediation": "on", "consent_online_confirmation": "on"},
    )
    given = consent_in_force(row_of(invited), "online_confirmation")
    assert client.post(f"/me/consents/{given.pk}/withdraw/").status_code in {302, 303}
    assert consent_in_force(row_of(invited), "online_confirmation") is None


def test_a_company_that_the_applicant_called_by_another_name_is_answered_for(invited: Road, client: Client) -> None:
    assert identified(client, "周博文", "company") == "/answer/represent/"
    data = {"name": "博文在线教育有限公司", "credit_code": credit_code(3), "acts_as": "head", "authority": paper()}
    wrong = client.post("/answer/represent/", {**data, "credit_code": "91510104000000001"})
    assert wrong.status_code == 422
    assert "博文在线教育有限公司" in wrong.content.decode()
    done = client.post("/answer/represent/", {**data, "authority": paper()})
    assert done.headers["Location"] == f"/answer/{invited.case.pk}/"
    row = row_of(invited)
    assert (row.organisation.name, row.name, row.person) == ("博文在线教育有限公司", "博文", None)
    assert Representation.objects.get().kind == "legal_representative"
    assert Contact.objects.get().outcome == "other_name"


def test_a_guardian_answers_for_a_child(invited: Road, client: Client) -> None:
    assert identified(client, "博文的父亲", "child") == "/answer/represent/"
    data = {"name": "博文", "relation": "parent", "authority": paper()}
    grown = client.post("/answer/represent/", {**data, "id_number": id_number("1990-01-02", 7)})
    assert grown.status_code == 422
    done = client.post("/answer/represent/", {**data, "id_number": id_number("2013-01-02", 7), "authority": paper()})
    assert done.headers["Location"] == f"/answer/{invited.case.pk}/"
    row = row_of(invited)
    assert (row.minor, row.person.name, row.representations.get().kind) == (True, "博文", "guardian")


def test_an_agent_with_general_authority_answers_but_accepts_nothing(invited: Road, client: Client) -> None:
    assert identified(client, "博文的律师", "agent") == "/answer/represent/"
    data = {"name": "博文", "id_number": id_number("1990-01-02", 7), "acts_as": "general", "authority": paper()}
    address = client.post("/answer/represent/", data).headers["Location"]
    refused = client.post(address, {"answer": "accept", "consent_online_mediation": "on"})
    assert refused.status_code == 422
    assert "特别授权" in refused.content.decode()
    seen = {"answer": "dispute", "statement": "课上完了一半", "consent_online_mediation": "on"}
    assert client.post(address, seen).status_code == 302


def test_somebody_under_18_is_asked_to_let_a_parent_answer(invited: Road, client: Client) -> None:
    client.post("/answer/code/", {"code": enter(client)})
    data = {"name": "博文", "id_number": id_number("2012-03-04", 7), "consent_sensitive_data": "on"}
    answer = client.post("/answer/identity/", {**data, "stands_for": "self"})
    assert answer.status_code == 422
    assert "监护人" in answer.content.decode()
    assert row_of(invited).joined_at is None


def paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("授权.png", PNG, content_type="image/png")


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)
