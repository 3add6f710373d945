"""The public calculators: sum, article, version, link, QR; what is wrong is said and what was typed stays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import unescape
from urllib.parse import urlencode

import pytest
from django.conf import LazySettings
from django.test import Client

from fengqiao.law.local import local_law
from fengqiao.law.table import load
from fengqiao.web.law.asks import Amount, Amounts, Ask, Choice, Day, Days, Percent, Whole
from fengqiao.web.law.calculators import CALCULATORS
from fengqiao.web.law.kinds import Kind

SAMPLES: dict[type[Ask], str] = {
    Amount: "36000", Amounts: "12000\n3万", Day: "2025-03-05", Days: "2025-03-05", Percent: "31", Whole: "2",
}  # fmt: skip
OF_KIND = {
    "claim_increase": {"amount_yuan": "50000", "paid_on": "20000"},
    "claim_decrease": {"amount_yuan": "20000", "paid_on": "50000"},
    "summary_to_ordinary": {"paid": "350"},
    "summary_to_ordinary_unpaid": {"paid": "350"},
    "private_loan_interest": {"to_day": "2025-12-05"},
    "private_loan_prededucted": {"deducted": "2000"},
    "delay_double": {"paid": "2025-08-05"},
    "lpr_floating": {"to_exclusive": "2025-09-05"},
    "delay_double_suspended": {"days": "30"},
}
REFUSED = {"relief_exempt organisation", "private_loan_all_charges_cap"}
KINDS = [(calc.name, kind) for calc in CALCULATORS.values() for kind in calc.kinds()]


@pytest.fixture
def zh() -> Client:
    return Client(headers={"accept-language": "zh-CN"})


@pytest.fixture
def en() -> Client:
    return Client(headers={"accept-language": "en"})


def filled(kind: Kind) -> dict[str, str]:
    """Return an answer for every question of a kind."""
    return {ask.key: sample(ask) for ask in kind.asks} | OF_KIND.get(kind.code, {}) | {"kind": kind.code, "ask": "1"}


def sample(ask: Ask) -> str:
    if isinstance(ask, Choice):
        return ask.options[0][0]
    return next((text for of, text in SAMPLES.items() if type(ask) is of), "yes")


@pytest.mark.parametrize(("name", "kind"), KINDS, ids=lambda each: getattr(each, "code", each))
def test_every_kind_answers_in_both_languages(name: str, kind: Kind, zh: Client, en: Client) -> None:
    query = urlencode(filled(kind))
    for client, words in ((zh, ("结果", "怎样算出来的", "依据")), (en, ("Result", "How it is computed", "Law used"))):
        response = client.get(f"/law/{name}/?{query}")
        page = response.content.decode()
        assert response.status_code == 200, page[page.find("note--alert") :][:600]
        assert all(f">{word}<" in page for word in words)
        assert "/law/tables/" in page
        assert "<svg" in page


def test_a_fee_shows_its_brackets_article_and_version(zh: Client) -> None:
    page = zh.get("/law/fees/?kind=property&ask=1&amount_yuan=3.5万&halve=mediation").content.decode()
    for words in ("337.50 元", "25000 × 2.5% = 625元", "第13条（一）", "2007-04-01 起施行的版本", "35,000.00 元"):
        assert words in page, words


def test_the_link_of_a_result_asks_the_same_question(zh: Client) -> None:
    page = zh.get("/law/fees/?kind=property&ask=1&amount_yuan=3万").content.decode()
    link = unescape(page.split("本结果的链接")[0].rpartition('href="')[2].partition('"')[0])
    assert link.startswith("http://testserver/law/fees/?")
    assert "550 元" in zh.get(link.removeprefix("http://testserver")).content.decode()


def test_a_make_up_sunday_is_a_working_day_in_the_picture(zh: Client) -> None:
    page = zh.get("/law/deadlines/?rule=defence&start=2026-09-25").content.decode()
    assert "2026年10月10日（周六）" in page
    assert "是国庆节调休上班日，照常计算，不顺延" in page
    cells = [cell for cell in page.split("<td ") if 'class="makeup' in cell]
    assert any("<span>10</span>" in cell and "end" in cell[:30] and "班" in cell for cell in cells)


def test_a_day_off_moves_the_end_and_the_picture_shows_from_where(en: Client) -> None:
    page = en.get("/law/deadlines/?rule=appeal_judgment&start=2026-09-18").content.decode()
    assert "moved on from here" in page
    assert "Thursday 8 October 2026" in page


def test_a_year_without_notice_is_marked_and_still_answered(zh: Client) -> None:
    year = max(entry.since.year for entry in load("holidays").entries) + 2
    page = zh.get(f"/law/deadlines/?rule=defence&start={year}-03-02").content.decode()
    assert "节假日未公布" in page
    assert "可能还会变动" in page
    assert "待核" in page


def test_long_periods_show_only_their_ends(zh: Client) -> None:
    page = zh.get("/law/deadlines/?rule=apply_enforcement&start=2024-03-05").content.decode()
    assert page.count('<table class="cal"') == 2
    assert "中间 23 个月略" in page


def test_an_own_length_counts_working_days(zh: Client) -> None:
    page = zh.get("/law/deadlines/?rule=own&start=2026-09-30&n=3&unit=workday").content.decode()
    assert "2026年10月10日（周六）" in page


def test_a_demand_makes_limitation_run_anew(zh: Client) -> None:
    page = zh.get("/law/limitation/?kind=general&known=2022-03-05&event1=demand&from1=2024-05-06").content.decode()
    assert "2027年5月6日" in page
    assert "民法典第195条" in page
    assert "只有您看得到" in page


def test_more_events_keep_what_was_typed(zh: Client) -> None:
    response = zh.get("/law/limitation/?kind=general&known=2022-03-05&event2=demand&from2=2024-05-06&rows=2&more=4")
    page = response.content.decode()
    assert response.status_code == 200
    assert 'name="from4"' in page
    assert 'value="2024-05-06"' in page
    assert "结果" not in page.partition("<form")[2]


def test_a_claim_without_limitation_says_so(en: Client) -> None:
    page = en.get("/law/limitation/?kind=exempt:support").content.decode()
    assert "No limitation applies to this claim" in page


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("fees/?kind=property&ask=1&amount_yuan=-3", "不能是负数"),
        ("fees/?kind=property&ask=1", "请填写这一项"),
        ("fees/?kind=relief_reduce&ask=1&amount_yuan=100&reduce_percent=10", "减交比例不得低于30%"),
        ("fees/?kind=appeal_property&ask=1&amount_yuan=很多钱", "要写成数字"),
        ("interest/?kind=private_loan_interest&ask=1&principal=5&agreed=x&contract_date=2025-01-01"
         "&from_day=2025-02-01&to_day=2025-01-01&base=365", "早于起始日期"),
        ("interest/?kind=private_loan_cap&ask=1&contract_date=1951-01-01", "核对"),
        ("consumer/?kind=no_reason_return_allowed&ask=1&goods=cat", "请从列表中选一项"),
        ("deadlines/?rule=defence&start=2026-02-30", "日历里没有这一天"),
        ("deadlines/?rule=own&start=2026-02-03&n=0&unit=day", "请写 1 到 3650 之间的数"),
        ("deadlines/?rule=defence&start=1960-01-01", "核对"),
        ("limitation/?kind=general", "请填写您知道或者应当知道的那一天"),
        ("limitation/?kind=general&known=2024-01-01&event1=force_majeure&from1=2026-09-01", "请写明结束的日期"),
        ("limitation/?kind=general&known=2024-01-01&event1=demand", "请写明这件事发生的日期"),
        ("limitation/?kind=cat&known=2024-01-01", "请从列表中选一项"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused_with_a_reason(path: str, words: str, zh: Client) -> None:
    response = zh.get(f"/law/{path}")
    assert response.status_code == 422
    assert words in response.content.decode()


@pytest.mark.parametrize("path", ["fees/?kind=nope", "deadlines/?rule=nope", "tables/nope/", "tables/fees/nope/"])
def test_what_does_not_exist_is_not_found(path: str, zh: Client) -> None:
    assert zh.get(f"/law/{path}").status_code == 404


def test_what_was_typed_stays_beside_the_fault(zh: Client) -> None:
    page = zh.get("/law/deadlines/?rule=defence&start=明年春天").content.decode()
    assert 'value="明年春天"' in page
    assert "请写成日期" in page


def test_hostile_text_is_text(zh: Client) -> None:
    page = zh.get('/law/fees/?kind=property&ask=1&amount_yuan="><script>1</script>').content.decode()
    assert "<script>1" not in page


def test_a_range_says_that_the_local_figure_is_not_set(zh: Client) -> None:
    page = zh.get("/law/fees/?kind=divorce&ask=1").content.decode()
    assert "50 元 至 300 元" in page
    assert "没有设置本地数字" in page


def test_a_local_figure_fills_the_range_and_passes_through_the_halving(zh: Client, settings: LazySettings) -> None:
    entry = {"since": date(2020, 1, 1), "value": "200", "source": "某省规定第3条"}
    settings.LOCAL_LAW = local_law({"fees": {"divorce": {"entry": [entry]}}})
    page = zh.get("/law/fees/?kind=divorce&ask=1&halve=mediation").content.decode()
    assert "本地已确定为 100 元（某省规定第3条）" in page
    assert "某省规定第3条" in zh.get("/law/tables/").content.decode()


class TestRegister:
    def test_every_table_has_a_page_with_its_entries(self, zh: Client) -> None:
        for name in _all_pages(zh):
            page = zh.get(name).content.decode()
            assert "自 " in page, name

    def test_it_can_be_searched_and_narrowed_to_what_is_to_be_verified(self, zh: Client) -> None:
        page = zh.get("/law/tables/?q=七日&show=unverified").content.decode()
        assert "没有符合条件的表" in page
        assert "七日无理由退货" in zh.get("/law/tables/?q=七日").content.decode()

    def test_it_can_be_taken_along(self, zh: Client) -> None:
        rows = zh.get("/law/tables/all.json").json()
        assert {row["table"] for row in rows} >= {"fees/property", "holidays", "lpr"}
        assert zh.get("/law/tables/all.csv").content.startswith("\ufefftable,".encode())

    def test_what_this_place_has_not_set_is_said(self, en: Client) -> None:
        page = en.get("/law/tables/").content.decode()
        assert "Average yearly wage that bounds small claims" in page
        assert "not set" in page


def _all_pages(client: Client) -> Iterator[str]:
    for number in range(1, 20):
        page = client.get(f"/law/tables/?page={number}").content.decode()
        links = {part.partition('"')[0] for part in page.split('href="')[1:]}
        found = {link for link in links if link.startswith("/law/tables/") and link.endswith("/")} - {"/law/tables/"}
        yield from sorted(found)
        if 'rel="next"' not in page:
            return


class TestLocalLaw:
    def test_the_newest_entry_of_the_day_counts(self) -> None:
        rows = [
            {"since": date(year, 1, 1), "value": value, "source": "公报"} for year, value in ((2025, "9"), (2026, "8"))
        ]
        found = local_law({"small_claims_wage": {"entry": rows}})
        assert [found.figure("small_claims_wage", date(year, 5, 1)) and found.figure(
            "small_claims_wage", date(year, 5, 1)).value for year in (2024, 2025, 2026)] == [None, "9", "8"]  # type: ignore[union-attr]  # fmt: skip

    def test_all_faults_are_named_at_once(self) -> None:
        bad = {"wages": {}, "fees": {"divorce": {"entry": [{"since": date(2020, 1, 1), "value": "900", "source": "x"},
                                                           {"value": "1"}]}}}  # fmt: skip
        with pytest.raises(ValueError, match=r"wages: no such figure") as caught:
            local_law(bad)
        assert "lie from 50 to 300" in str(caught.value)
        assert "needs since" in str(caught.value)

    def test_a_fixed_fee_lies_in_its_range(self) -> None:
        entry = {"since": date(2020, 1, 1), "value": "300", "source": "x"}
        found = local_law({"fees": {"divorce": {"entry": [entry]}}})
        assert found.fee("divorce", {"min": "50.00", "max": "300.00"}, date(2026, 1, 1)) == ("300", "x")
        assert found.fee("divorce", {"min": "50.00", "max": "300.00"}, date(2019, 1, 1)) is None
