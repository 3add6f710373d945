"""The pages of the guide: suggestions, state, going back, going on, forged and old answers, downloads."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from fengqiao.intake.models import Draft
from fengqiao.people.throttle import Limit
from fengqiao.web.guide import state
from guide.explorer import Explorer, text_of

pytestmark = pytest.mark.django_db
RETURN = {
    "problem": "no_return", "received": "yes", "received_on": "2026-11-18", "paid": "499", "bought_on": "2026-11-15",
    "asked": "no",
}  # fmt: skip


def test_own_words_suggest_a_kind_and_say_why() -> None:
    words = text_of(Explorer().tell("信用卡被人盗刷了三千块"))
    assert words.index("可能是这几种") < words.index("信用卡被盗刷、费用、还款") < words.index("或者别的")
    assert "因为提到 信用卡" in words


def test_words_that_say_nothing_are_answered_with_every_kind() -> None:
    page = Explorer().tell("唉呀呀")
    assert "从您的话里看不出是哪一种" in text_of(page)
    assert page.count('class="kind card"') == 9


def test_nothing_private_stands_in_an_address_or_on_the_server() -> None:
    visitor = Explorer()
    visitor.tell("鞋不给退，我叫阿丽")
    visitor.explore("online_shopping", **RETURN)
    assert set(visitor.client.cookies) <= {"guide", "csrftoken", "csrf"}
    assert not visitor.client.cookies["guide"]["max-age"]
    assert visitor.client.cookies["guide"]["httponly"]
    assert visitor.client.cookies["guide"]["path"] == "/guide/"
    assert not [address for address in visitor.screens if "?" in address or "499" in address]
    assert not Draft.objects.exists()


def test_bad_input_is_said_at_the_field_and_what_was_typed_stays() -> None:
    visitor = Explorer()
    visitor.client.post("/guide/online_shopping/1/", {"problem": "no_return", "received": "yes"})
    answer = visitor.client.post("/guide/online_shopping/2/", {"received_on": "明年三月", "goods": "other"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'role="alert"' in page
    assert 'value="明年三月"' in page
    assert re.search(r'value="other"[^>]*checked', page)


def test_a_choice_that_was_left_out_names_the_escape() -> None:
    answer = Explorer().client.post("/guide/online_shopping/1/", {"problem": "fake"})
    assert answer.status_code == 422
    assert "拿不准就选“不确定”" in text_of(answer) or "不确定" in text_of(answer)


def test_an_answer_is_changed_from_the_result_and_the_rest_stays() -> None:
    visitor = Explorer()
    visitor.explore("online_shopping", **RETURN)
    page = visitor.look("/guide/online_shopping/3/?then=result")
    assert 'value="499"' in page
    answer = visitor.client.post(
        "/guide/online_shopping/3/", {"paid": "520", "bought_on": "2026-11-15", "then": "result"}
    )
    assert answer["Location"] == "/guide/online_shopping/"
    assert "520 元" in text_of(visitor.look("/guide/online_shopping/"))


def test_a_changed_answer_that_opens_a_question_leads_to_it() -> None:
    visitor = Explorer()
    visitor.explore("online_service", problem="no_refund", paid="100")
    answer = visitor.client.post("/guide/online_service/1/", {"problem": "charged", "then": "result"})
    assert answer["Location"] == "/guide/online_service/2/"


def test_the_result_without_answers_leads_to_the_first_question() -> None:
    assert Client().get("/guide/credit_card/")["Location"] == "/guide/credit_card/1/"
    assert Client().get("/guide/credit_card/9/")["Location"] == "/guide/credit_card/1/"
    assert Client().get("/guide/credit_card/letters/objection/")["Location"] == "/guide/credit_card/1/"


@pytest.mark.parametrize("path", ["/guide/divorce/", "/guide/divorce/1/", "/guide/credit_card/x/", "/guide/../etc/"])
def test_what_there_is_not_is_not_found(path: str) -> None:
    assert Client().get(path).status_code == 404


def test_a_letter_that_these_answers_do_not_lead_to_is_not_found() -> None:
    visitor = Explorer()
    visitor.explore("online_shopping", **RETURN)
    assert visitor.client.get("/guide/online_shopping/letters/demand/").status_code == 404


@pytest.mark.parametrize("forged", ["x", "a:b:c", ".eJx:1:2", "%00", "网", "[]" * 2000])
@pytest.mark.parametrize(
    "path", ["/guide/", "/guide/credit_card/1/", "/guide/credit_card/", "/guide/credit_card/letters/x.txt"]
)
def test_forged_answers_are_refused_in_words_and_thrown_away(forged: str, path: str) -> None:
    client = Client(headers={"cookie": f"guide={forged.encode().decode('latin-1')}", "accept-language": "zh-CN"})
    answer = client.get(path)
    assert answer.status_code == 400
    assert "和我们给它的不一致" in text_of(answer)
    assert answer.cookies["guide"]["max-age"] == 0


@pytest.mark.parametrize("value", [[], {}, ["a"], ["", "credit_card", "2026-01-01", []], [1, 2, 3, 4, 5], None])
def test_signed_answers_of_another_shape_are_refused_too(value: object) -> None:
    client = Client()
    client.cookies["guide"] = signing.dumps(value, salt=state.SALT)
    assert client.get("/guide/credit_card/1/").status_code == 400


def test_answers_to_an_older_guide_or_of_yesterday_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(headers={"accept-language": "zh-CN"})
    client.cookies["guide"] = state.packed(state.State("", "credit_card", "2020-01-01", {"problem": "fraud"}))
    answer = client.get("/guide/credit_card/1/")
    assert answer.status_code == 410
    assert "指引已经更新" in text_of(answer)
    visitor = Explorer()
    visitor.client.post("/guide/online_shopping/1/", {"problem": "no_return", "received": "yes"})
    later = timezone.now() + timedelta(hours=13)
    monkeypatch.setattr(signing.time, "time", later.timestamp)
    assert visitor.client.get("/guide/online_shopping/2/").status_code == 410


def test_more_than_a_browser_keeps_is_refused_before_it_is_lost() -> None:
    words = "".join(chr(0x4E00 + 37 * n % 20000) for n in range(800))
    assert Client().post("/guide/", {"story": words}).status_code in {303, 422}
    assert Client().post("/guide/", {"story": words * 2}).status_code == 422
    assert Client().post(
        "/guide/", {"story": "".join(chr(0x1F300 + 7 * n % 1500) for n in range(800))}
    ).status_code in {303, 422}
    kept = Client().post("/guide/", {"story": words}).cookies.get("guide")
    assert kept is None or len(kept.value) <= state.LONGEST


def test_going_on_takes_everything_along_and_types_nothing_twice() -> None:
    visitor = Explorer()
    visitor.tell("网上买的鞋，卖家不给退货，花了 499 元。")
    visitor.explore("online_shopping", **RETURN)
    answer = visitor.client.post("/guide/online_shopping/onward/")
    assert answer["Location"] == "/apply/questions/"
    page = visitor.look("/apply/questions/")
    assert 'class="errors"' not in page
    assert 'value="499"' in page
    assert 'value="2026-11-15"' in page
    assert re.search(r'value="no_return"[^>]*checked', page)
    draft = Draft.objects.get()
    assert (draft.type_code, draft.person) == ("online_shopping", None)
    answered = {name: RETURN[name] for name in ("paid", "bought_on", "received", "problem")}
    assert visitor.client.post("/apply/questions/", answered)["Location"] == "/apply/ask/"


@pytest.mark.parametrize("kind", ["private_lending", "prepaid_service", "credit_card", "online_personality"])
def test_whoever_typed_no_story_finds_one_put_together(kind: str) -> None:
    visitor = Explorer()
    visitor.explore(kind)
    assert visitor.client.post(f"/guide/{kind}/onward/")["Location"] == "/apply/"
    page = visitor.look("/apply/")
    story = page.partition("<textarea")[2].partition(">")[2].partition("</textarea>")[0]
    assert len(story.strip()) > 10
    page = visitor.client.post("/apply/", {"story": story, "draft": str(Draft.objects.get().pk)}, follow=True)
    assert 'class="errors"' not in page.content.decode()


def test_too_many_drafts_from_one_address_are_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fengqiao.intake.actions.PER_CLIENT", (Limit(1, 3600),))
    visitor = Explorer()
    visitor.explore("credit_card")
    assert visitor.client.post("/guide/credit_card/onward/").status_code == 303
    again = visitor.client.post("/guide/credit_card/onward/")
    assert again.status_code == 429
    assert 'role="alert"' in again.content.decode()


def test_a_letter_is_handed_out_as_plain_text_in_both_languages() -> None:
    visitor = Explorer("en")
    visitor.explore("online_shopping", **RETURN)
    english = visitor.client.get("/guide/online_shopping/letters/return_request.txt")
    assert english["Content-Type"] == "text/plain; charset=utf-8"
    assert "attachment" in english["Content-Disposition"]
    assert "for CNY 499; I signed for them on 18 November 2026" in english.content.decode()
    chinese = visitor.client.get("/guide/online_shopping/letters/return_request.txt?lang=zh").content.decode()
    assert "支付499元" in chinese


def test_typed_text_cannot_break_out_of_the_page() -> None:
    visitor = Explorer()
    page = visitor.tell("<script>alert(1)</script> 信用卡")
    assert "<script>alert" not in page
    assert "<script>alert" not in visitor.explore("credit_card", disputed="100")


def test_the_answers_are_forgotten_on_request() -> None:
    visitor = Explorer()
    visitor.explore("online_shopping", **RETURN)
    visitor.client.post("/guide/forget/")
    assert visitor.client.get("/guide/online_shopping/").status_code == 303


def test_the_home_page_and_the_menu_lead_here() -> None:
    page = Client(headers={"accept-language": "zh-CN"}).get("/").content.decode()
    assert page.count('href="/guide/"') == 2
