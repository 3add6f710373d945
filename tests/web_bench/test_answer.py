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


def identified(client: Client, name: str = "博文") -> str:
    """Go on to the question as somebody new; return the address of the question."""
    client.post("/answer/code/", {"code": enter(client)})
    data = {"name": name, "id_number": sample_id_number(), "consent_sensitive_data": "on", "other_name": "on"}
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
    data = {"name": "文博", "id_number": sample_id_number(), "consent_sensitive_data": "on"}
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
    assert client.post("/answer/represent/", {"kind": "agent"}).status_code == 422
    paper = SimpleUploadedFile("授权.png", PNG, content_type="image/png")
    data = {"kind": "agent", "special_authority": "on", "authority": paper}
    assert client.post("/answer/represent/", data).headers["Location"] == f"/answer/{invited.case.pk}/"
    row = Representation.objects.get()
    assert (row.special_authority, row.checked_at, bool(row.authority)) == (True, None, True)
    done = client.post(f"/answer/{invited.case.pk}/", {"answer": "accept", "consent_online_mediation": "on"})
    assert done.status_code == 302


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)
