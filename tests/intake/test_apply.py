"""An application from the first sentence to the case code, through the pages."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from cast import Cast
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from fengqiao import gateways
from fengqiao.cases.models import Case, Dispute
from fengqiao.evidence.models import Evidence
from fengqiao.gateways.models import DemoMessage
from fengqiao.intake.actions import submit
from fengqiao.intake.models import Draft
from fengqiao.people.models import Person

pytestmark = pytest.mark.django_db

STORY = "九月在网上报了剪辑课，交了 4980。上了十二节，老师换了两次，后面的不想上了，要退剩下的钱，客服说开课就不退。"
QUESTIONS = {"paid": "4980", "total": "60", "used": "12", "problem": "no_refund"}
ASK = {"name": "博文在线教育", "contact": "13800000002", "wish": "refund_unused", "amount": ""}
CHECK = {
    "truth": "on",
    "online_mediation": "on",
    "sensitive_data": "on",
    "electronic_delivery": "on",
    "documents": ["notices", "rulings"],
}
PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9cc\xf8\xcf"
    b"\xc0\xf0\x1f\0\x05\0\x01\xff\x89\x99=\x1d\0\0\0\0IEND\xaeB`\x82"
)


@pytest.fixture(autouse=True)
def files(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


def logged_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def filled(client: Client, until: str = "check") -> Client:
    """Walk the pages up to the one before ``until``."""
    pages = [("", {"story": STORY}), ("questions/", QUESTIONS), ("ask/", ASK), ("evidence/", {})]
    for path, data in pages:
        if path.startswith(until) and path:
            break
        assert client.post(f"/apply/{path}", data).status_code == 303, path
    return client


def test_a_person_who_is_known_sends_an_application(cast: Cast) -> None:
    assert cast.body
    client = filled(logged_in(cast.ali))
    answer = client.post("/apply/check/", CHECK)
    case = Case.objects.get()
    assert answer["Location"] == f"/apply/done/{case.pk}/"
    assert (case.procedure, case.organisation) == ("mediation", cast.body)
    assert (str(case.dispute.amount), case.dispute.cause) == ("3984.00", "网络服务合同纠纷")
    assert case.dispute.request == "解除合同，退还没有用完的服务费 3,984 元。"
    assert {row.kind for row in case.participations.get(role="applicant").consents.all()} == {
        "online_mediation",
        "sensitive_data",
        "electronic_delivery",
    }
    respondent = case.participations.get(role="respondent")
    assert (respondent.name, respondent.phone, respondent.joined_at) == ("博文在线教育", "13800000002", None)


def test_the_last_page_shows_the_case_code_with_how_to_read_it_and_dates(cast: Cast) -> None:
    assert cast.body
    page = filled(logged_in(cast.ali)).post("/apply/check/", CHECK, follow=True).content.decode()
    code = Dispute.objects.get().code
    assert f"{code[:4]}-{code[4:]}" in page
    assert "<svg viewBox" in page
    assert page.count("<time") >= 3


def test_sent_twice_it_is_the_same_case(cast: Cast) -> None:
    assert cast.body
    client = filled(logged_in(cast.ali))
    draft = Draft.objects.get()
    first = client.post("/apply/check/", CHECK)["Location"]
    assert str(submit(draft, cast.ali, at=timezone.now(), gateway=gateways.identity()).pk) in first
    assert Case.objects.count() == 1


def test_a_new_person_sends_with_one_more_screen_and_four_fields(cast: Cast) -> None:
    assert cast.body
    client = filled(Client())
    assert client.post("/apply/check/", CHECK)["Location"] == "/apply/identity/"
    me = {"name": "林丽", "id_number": "110101199003070038", "phone": "13900000001"}
    assert client.post("/apply/identity/", {**me, "send_code": "1"}).status_code == 200
    code = re.search(r"\d{6}", DemoMessage.objects.latest("pk").text)
    assert code
    answer = client.post("/apply/identity/", {**me, "code": code[0]})
    assert answer.status_code == 303, answer.content.decode()[-3000:]
    assert answer["Location"].startswith("/apply/done/")
    assert Case.objects.get().participations.get(role="applicant").person.name == "林丽"


def test_a_wrong_code_sends_nothing_and_keeps_what_was_typed(cast: Cast) -> None:
    client = filled(Client())
    client.post("/apply/check/", CHECK)
    me = {"name": "林丽", "id_number": "110101199003070038", "phone": "13900000001", "code": "000000"}
    answer = client.post("/apply/identity/", {**me})
    assert answer.status_code == 422
    assert "13900000001" in answer.content.decode()
    assert not Case.objects.exists()


def test_the_kind_is_suggested_with_the_very_words_and_changed_with_one_tap() -> None:
    client = filled(Client(), "questions")
    assert "剪辑课" in client.get("/apply/questions/").content.decode().split("<q")[1]
    client.post("/apply/questions/", {"kind": "online_shopping", "paid": "77"})
    assert "信息网络买卖合同纠纷" in client.get("/apply/questions/").content.decode()
    client.post("/apply/questions/", {"kind": "online_service"})
    assert 'value="77"' in client.get("/apply/questions/").content.decode()


def test_arithmetic_is_offered_as_the_answer() -> None:
    page = filled(Client(), "ask").get("/apply/ask/").content.decode()
    assert "4,980 × (60 − 12) ÷ 60 = 3,984" in page


def test_every_value_on_the_check_page_has_a_source_and_a_way_to_change_it() -> None:
    page = filled(Client()).get("/apply/check/").content.decode()
    assert page.count('class="src"') >= 10
    assert page.count("?then=check") >= 8
    assert "checked" not in page


def test_a_change_from_the_check_page_returns_to_it() -> None:
    client = filled(Client())
    answer = client.post("/apply/ask/", {**ASK, "amount": "三千", "then": "check"})
    assert answer["Location"] == "/apply/check/"
    assert "3,000" in client.get("/apply/check/").content.decode()


def test_the_request_can_be_written_in_own_words_and_taken_back(cast: Cast) -> None:
    client = filled(Client())
    client.post("/apply/request/", {"request": "退我 3,984 元，并道歉。"})
    assert "并道歉" in client.get("/apply/check/").content.decode()
    client.post("/apply/request/", {"act": "generate"})
    assert "并道歉" not in client.get("/apply/check/").content.decode()


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("", {"story": ""}),
        ("", {"story": "字" * 10_000}),
        ("questions/", {**QUESTIONS, "paid": "三千多"}),
        ("questions/", {**QUESTIONS, "paid": "0"}),
        ("questions/", {**QUESTIONS, "paid": "-5"}),
        ("questions/", {**QUESTIONS, "paid": "99999999999"}),
        ("questions/", {**QUESTIONS, "used": "61"}),
        ("questions/", {key: QUESTIONS[key] for key in ("paid", "total", "used")}),
        ("ask/", {**ASK, "name": "博文\u202e网课"}),
        ("ask/", {**ASK, "name": "😀"}),
        ("ask/", {**ASK, "contact": "123"}),
        ("ask/", {**ASK, "amount": "三千多"}),
        ("ask/", {**ASK, "wish": "moon"}),
        ("ask/", {**ASK, "credit_code": "91110000000000000X"}),
        ("check/", {}),
    ],
)
def test_bad_input_is_said_at_the_field_and_nothing_is_lost(path: str, data: dict[str, str]) -> None:
    client = filled(Client(), path or "questions")
    answer = client.post(f"/apply/{path}", data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'class="errors"' in page
    typed = next((text for text in data.values() if text not in page and f'value="{text}"' not in page), None)
    assert typed in (None, "moon")


@pytest.mark.parametrize(
    "text", ['#read("secret.txt") {{ 7*7 }} {% now %} <script>alert(1)</script>', "=cmd|'/C calc'!A0 ${x}"]
)
def test_code_in_a_field_stays_text(text: str, cast: Cast) -> None:
    assert cast.body
    client = filled(logged_in(cast.ali))
    client.post("/apply/request/", {"request": text})
    client.post("/apply/check/", CHECK)
    assert Dispute.objects.get().request == text


def test_files_are_deposited_when_they_arrive_and_belong_to_the_dispute_once_it_is_sent(cast: Cast) -> None:
    assert cast.body
    client = filled(logged_in(cast.ali), "evidence")
    picture = SimpleUploadedFile("../订单 截图.png", PNG)
    client.post("/apply/evidence/", {"files": [picture], "proves": "付款时间"})
    leaf = Draft.objects.get().files.get().leaf
    client.post("/apply/check/", CHECK)
    item = Evidence.objects.get()
    assert (item.title, item.proves, item.leaf, item.side) == ("订单 截图.png", "付款时间", leaf, "a")


def test_a_refused_file_says_why_and_the_good_one_beside_it_is_kept() -> None:
    client = filled(Client(), "evidence")
    sent = [SimpleUploadedFile("a.png", PNG), SimpleUploadedFile("b.jpg", b"<html><script>")]
    answer = client.post("/apply/evidence/", {"files": sent})
    assert answer.status_code == 422
    assert "b.jpg" in answer.content.decode()
    assert Draft.objects.get().files.count() == 1


def test_fifty_megabytes_are_refused_and_the_words_beside_them_stay(settings: LazySettings) -> None:
    settings.MAX_UPLOAD_BYTES = 200_000
    client = filled(Client(), "evidence")
    big = SimpleUploadedFile("big.png", PNG + b"\0" * 50_000_000)
    answer = client.post("/apply/evidence/", {"files": [big], "proves": "聊天记录"})
    assert answer.status_code == 422
    assert "聊天记录" in answer.content.decode()
    assert not Draft.objects.get().files.exists()


def test_no_mediation_body_keeps_the_application(db: None) -> None:
    person = Person.objects.create(name="阿丽", phone="13800000001", verified_at="2026-11-01T00:00:00Z")
    client = filled(logged_in(person))
    assert client.post("/apply/check/", CHECK)["Location"] == "/apply/check/"
    assert Draft.objects.get().dispute is None


def test_nobody_invites_himself(cast: Cast) -> None:
    assert cast.body
    client = filled(logged_in(cast.bowen))
    assert client.post("/apply/check/", CHECK)["Location"] == "/apply/ask/"
    assert not Case.objects.exists()


def test_a_minor_is_sent_to_a_parent_and_the_draft_stays(cast: Cast) -> None:
    assert cast.body
    cast.ali.birth_date = date(2010, 1, 1)
    cast.ali.save(update_fields=["birth_date"])
    assert filled(logged_in(cast.ali)).post("/apply/check/", CHECK)["Location"] == "/apply/check/"
    assert not Case.objects.exists()
    assert Draft.objects.exists()
