"""The risk review: for the asking party alone, from the draft and from the case, frozen at the filing."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from cast import Cast
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone
from insight.past import closed
from intake.test_apply import CHECK, filled, logged_in
from road import Road
from talks import Visit

from fengqiao.cases.models import Case
from fengqiao.documents.pdf_text import pdf_text_of
from fengqiao.insight.models import RiskReview
from fengqiao.intake.models import Draft
from fengqiao.ledger.models import Leaf

pytestmark = pytest.mark.django_db

TYPED = {
    "known": "2026-01-05",
    "arbitration_clause": "yes",
    "clause_void": "no",
    "own_right": "yes",
    "strength_fee": "3",
    "held_fee": "银行流水在我妈手机里",
    "own_cost": "2000",
    "win": "likely",
}
PARTS = ["您说的事实", "前提和障碍", "逐项证据", "钱", "时间", "这里同类案件的结果", "能不能执行到位", "各条路的比较",
         "最接近的裁判", "什么最影响结果", "请注意"]  # fmt: skip


@pytest.fixture(autouse=True)
def files(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


def ask(case: Case) -> str:
    """Return the address of the questionnaire of a case."""
    return f"/risk/{case.pk}/"


def words(html: str) -> str:
    """Return what a reader sees."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_the_eleven_parts_stand_in_their_order(cast: Cast) -> None:
    client = filled(logged_in(cast.ali))
    answer = client.post("/apply/risk/", TYPED)
    assert answer["Location"] == "/apply/risk/report/"
    html = client.get("/apply/risk/report/").content.decode()
    found = re.findall(r'<h2 id="p\d+">(\d+)\. ([^<]+)</h2>', html)
    assert [title for _number, title in found] == PARTS
    assert [int(number) for number, _title in found] == list(range(1, 12))


def test_the_report_says_what_was_answered_with_article_and_sum(cast: Cast) -> None:
    client = filled(logged_in(cast.ali))
    client.post("/apply/risk/", TYPED)
    html = words(client.get("/apply/risk/report/").content.decode())
    assert "双方约定了仲裁，法院不受理" in html
    assert "银行流水在我妈手机里" in html
    assert "2029年1月5日" in html
    assert "受理费 50 元" in html
    assert "第13条" in html
    assert "gates/arbitration@2024-01-01" in html
    assert "同类案件太少（n=0）" in html


def test_the_report_is_complete_in_english(cast: Cast) -> None:
    client = filled(logged_in(cast.ali))
    client.post("/apply/risk/", TYPED)
    html = client.get("/apply/risk/report/", headers={"accept-language": "en"}).content.decode()
    bare = re.sub(r'<(\w+)[^>]* lang="zh-Hans"[^>]*>.*?</\1>', "", html.split("<main", 1)[1].split("</main", 1)[0])
    assert not re.findall("[一-鿿]+", bare)


def test_no_share_stands_as_a_bare_percentage(cast: Cast) -> None:
    last = timezone.now().replace(day=1) - timedelta(days=3)
    closed(cast, "concluded", n=16, at=last, respondents=7)
    closed(cast, "ended", n=10, at=last, respondents=7)
    client = filled(logged_in(cast.ali))
    client.post("/apply/risk/", TYPED)
    html = client.get("/apply/risk/report/").content.decode()
    part = words(html.split('id="p6"')[1].split("</section")[0])
    assert "n=26" in part
    assert re.search(r"一百件里 \d+ 至 \d+ 件", part)
    assert html.count('role="img"') >= 2
    assert not re.search(r"\d ?%", words(re.sub(r"<details>.*?</details>", "", html, flags=re.S)))


def test_whoever_knows_nothing_gets_a_report_that_says_so(cast: Cast) -> None:
    client = filled(logged_in(cast.ali))
    assert client.post("/apply/risk/", {}).status_code == 303
    html = client.get("/apply/risk/report/").content.decode()
    assert html.split('id="p2"')[1].split("</section")[0].count("不知道</span>") == 7


def test_a_wrong_answer_is_shown_with_what_to_do_and_stays_typed(cast: Cast) -> None:
    client = filled(logged_in(cast.ali))
    answer = client.post("/apply/risk/", {**TYPED, "known": "前天吧", "win": "surely", "demanded": "2020-01-01"})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert 'value="前天吧"' in html
    assert "请从列表中选一项" in html
    assert "银行流水在我妈手机里" in client.get("/apply/risk/").content.decode()


def test_an_unfinished_application_goes_on_first(cast: Cast) -> None:
    client = filled(logged_in(cast.ali), "ask")
    assert client.get("/apply/risk/")["Location"] == "/apply/check/"
    assert client.get("/apply/risk/report/")["Location"] == "/apply/check/"


def test_without_a_draft_there_is_no_review() -> None:
    assert Client().get("/apply/risk/")["Location"] == "/apply/"
    assert Client().get("/apply/risk/report/")["Location"] == "/apply/"


def test_somebody_else_cannot_open_the_draft_of_its_owner(cast: Cast) -> None:
    client = filled(logged_in(cast.ali))
    client.post("/apply/risk/", TYPED)
    other = logged_in(cast.bowen)
    other.cookies["draft"] = client.cookies["draft"].value
    assert other.get("/apply/risk/report/")["Location"] == "/apply/"


def test_the_check_page_leads_to_it(cast: Cast) -> None:
    assert 'href="/apply/risk/"' in filled(logged_in(cast.ali)).get("/apply/check/").content.decode()


def test_filing_freezes_the_review_in_the_ledger(cast: Cast) -> None:
    assert cast.body
    client = filled(logged_in(cast.ali))
    client.post("/apply/risk/", TYPED)
    client.post("/apply/check/", CHECK)
    row = RiskReview.objects.get()
    assert row.case == Case.objects.get()
    assert row.leaf is not None
    assert row.leaf.kind == "forecast"
    assert json.loads(row.frozen)["typed"]["held_fee"] == ["银行流水在我妈手机里"]
    assert Draft.objects.get().typed == "{}"
    html = client.get(f"/risk/{row.case_id}/report/").content.decode()
    assert "银行流水在我妈手机里" in html
    assert "存证日志" in html


def test_filing_without_a_review_freezes_nothing(cast: Cast) -> None:
    assert cast.body
    filled(logged_in(cast.ali)).post("/apply/check/", CHECK)
    assert not RiskReview.objects.exists()
    assert not Leaf.objects.filter(kind="forecast").exists()


def test_the_applicant_asks_from_the_own_case_page(cast: Cast, visit: Visit) -> None:
    case = Road(cast).case
    client = visit(cast.ali)
    assert f'href="{ask(case)}"' in client.get(f"/cases/{case.pk}/").content.decode()
    assert client.get(f"{ask(case)}report/")["Location"] == ask(case)
    assert client.post(ask(case), TYPED)["Location"] == f"{ask(case)}report/"
    assert client.get(f"{ask(case)}report/").status_code == 200


@pytest.mark.parametrize("who", ["bowen", "chen", "luo", "ding", "gao", "stranger"])
def test_nobody_else_finds_it(cast: Cast, visit: Visit, who: str) -> None:
    story = Road(cast)
    story.join("mediator", "", cast.chen)
    visit(cast.ali).post(ask(story.case), TYPED)
    client = visit(getattr(cast, who))
    for path in (ask(story.case), f"{ask(story.case)}report/"):
        assert client.get(path).status_code == 404
    assert client.post(ask(story.case), TYPED).status_code == 404
    page = client.get(f"/cases/{story.case.pk}/")
    assert "/risk/" not in page.content.decode()


def test_a_visitor_logs_in_first(cast: Cast, visit: Visit) -> None:
    case = Road(cast).case
    assert visit(None).get(ask(case))["Location"].startswith("/login/")


def test_the_review_as_a_pdf_holds_the_same_eleven_parts(cast: Cast) -> None:
    client = filled(logged_in(cast.ali))
    client.post("/apply/risk/", TYPED)
    answer = client.get("/apply/risk/review.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    text = re.sub(r"\s", "", pdf_text_of(answer.content))
    numbers = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一")
    places = [text.index(f"{number}、{part}") for number, part in zip(numbers, PARTS, strict=True)]
    assert places == sorted(places)
    assert "银行流水在我妈手机里" in text
    assert "待核" in text


def test_a_review_that_cannot_be_printed_says_so_and_keeps_the_answers(cast: Cast) -> None:
    client = filled(logged_in(cast.ali))
    client.post("/apply/risk/", {**TYPED, "held_fee": "收据在\U00020bb7家"})
    answer = client.get("/apply/risk/review.pdf", follow=True)
    page = words(answer.content.decode())
    assert "无法打印" in page
    assert "银行流水" not in page
    assert "收据在\U00020bb7家" in page
