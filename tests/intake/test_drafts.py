"""Drafts: kept at every step, opened only by their owner or with both codes, limited per client."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from cast import Cast
from django.test import Client
from django.utils import timezone

from fengqiao.gateways.models import DemoMessage
from fengqiao.intake.actions import clear_expired
from fengqiao.intake.models import Draft
from intake.test_apply import ASK, CHECK, QUESTIONS, STORY, filled, logged_in

pytestmark = pytest.mark.django_db


def resume_code(client: Client, phone: str) -> str:
    page = client.post("/apply/later/", {"phone": phone}).content.decode()
    found = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", page)
    assert found
    return found[0]


def test_what_was_typed_wrong_is_there_after_coming_back() -> None:
    client = filled(Client(), "questions")
    client.post("/apply/questions/", {**QUESTIONS, "paid": "三千多"})
    assert 'value="三千多"' in client.get("/apply/questions/").content.decode()


def test_the_draft_is_not_readable_in_the_database() -> None:
    filled(Client(), "questions")
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT typed FROM intake_draft")
        assert "剪辑课" not in cursor.fetchone()[0]


def test_another_device_goes_on_with_resume_code_and_phone_code() -> None:
    code = resume_code(filled(Client(), "ask"), "13900000001")
    other, fields = Client(), {"resume_code": code.lower(), "phone": "139 0000 0001"}
    other.post("/apply/resume/", fields)
    sent = re.search(r"\d{6}", DemoMessage.objects.latest("pk").text)
    assert sent
    assert other.post("/apply/resume/", {**fields, "code": sent[0]})["Location"] == "/apply/ask/"
    assert other.get("/apply/ask/").status_code == 200


def test_a_wrong_resume_code_gets_the_same_answer_and_no_message() -> None:
    code = resume_code(filled(Client(), "ask"), "13900000001")
    right = Client().post("/apply/resume/", {"resume_code": code, "phone": "13900000001"})
    messages = DemoMessage.objects.count()
    wrong = Client().post("/apply/resume/", {"resume_code": "ACDE-FGHJ", "phone": "13900000001"})
    assert wrong.status_code == right.status_code == 200
    assert DemoMessage.objects.count() == messages
    strip = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|value="[^"]*"')
    assert strip.sub("", wrong.content.decode()) == strip.sub("", right.content.decode())


def test_resume_codes_cannot_be_tried_for_ever() -> None:
    client = Client()
    tries = [client.post("/apply/resume/", {"resume_code": "ACDE-FGHJ", "phone": "13900000001"}) for _try in range(11)]
    assert [answer.status_code for answer in tries[-2:]] == [200, 422]


def test_a_draft_of_a_person_is_not_opened_by_its_cookie_alone(cast: Cast) -> None:
    client = filled(logged_in(cast.ali), "ask")
    client.cookies.pop("session", None)
    assert client.get("/apply/ask/")["Location"] == "/apply/"


def test_an_own_draft_is_offered_after_logging_in_elsewhere(cast: Cast) -> None:
    filled(logged_in(cast.ali), "ask")
    other, draft = logged_in(cast.ali), Draft.objects.get()
    assert STORY[:10] in other.get("/apply/").content.decode()
    assert other.post(f"/apply/resume/{draft.pk}/")["Location"] == "/apply/ask/"
    assert logged_in(cast.bowen).post(f"/apply/resume/{draft.pk}/").status_code == 404


def test_a_forged_cookie_opens_nothing() -> None:
    filled(Client(), "ask")
    client = Client()
    client.cookies["draft"] = str(Draft.objects.get().pk)
    assert client.get("/apply/ask/")["Location"] == "/apply/"


def test_one_client_cannot_begin_drafts_without_end() -> None:
    answers = [Client().post("/apply/", {"story": STORY}) for _try in range(31)]
    assert [answer.status_code for answer in answers[-2:]] == [303, 429]
    assert STORY in answers[-1].content.decode()


def test_expired_drafts_are_deleted_and_sent_ones_stay(cast: Cast) -> None:
    assert cast.body
    filled(logged_in(cast.ali)).post("/apply/check/", CHECK)
    filled(Client(), "ask")
    assert clear_expired(timezone.now() + timedelta(days=31)) == 1
    assert Draft.objects.get().dispute


def test_pages_before_their_time_lead_to_what_is_missing() -> None:
    client = Client()
    client.post("/apply/", {"story": STORY})
    assert client.get("/apply/check/")["Location"] == "/apply/questions/"
    client.post("/apply/questions/", QUESTIONS)
    assert client.get("/apply/evidence/")["Location"] == "/apply/ask/"
    client.post("/apply/ask/", ASK)
    assert client.get("/apply/check/").status_code == 200


@pytest.mark.parametrize("path", ["questions/", "ask/", "check/", "evidence/", "later/", "request/"])
def test_looking_changes_nothing(path: str) -> None:
    client = filled(Client())
    before = Draft.objects.values().get()
    client.get(f"/apply/{path}")
    assert Draft.objects.values().get() == before
