"""Internet courts: every shared row, both versions of the rules, other cities, and what is refused."""

from datetime import date

import pytest

from fengqiao.law.jurisdiction import Designation, Filing, appeal_court, case_type, case_types, internet_court
from fengqiao.law.table import load

from .asking import ask, refused, vectors

LAST_OLD, FIRST_NEW = "2025-10-31", "2025-11-01"
BY_DESIGNATION_ONLY = "no (unless 上级指定)"


def court(words: str, on: str) -> str:
    found = ask("jurisdiction", {"case_type": words, "filing_date": on})
    assert "value" in found, found
    answer: str = found["value"]["internet_court"]
    return answer


@pytest.mark.parametrize("vector", vectors("jurisdiction"), ids=lambda vector: vector["id"])
def test_every_row_is_met(vector: dict[str, str]) -> None:
    found = ask("jurisdiction", {key: vector[key] for key in ("case_type", "filing_date")})
    assert (found.get("value"), found.get("error")) == ({"internet_court": vector["internet_court"]}, None)
    assert found["source"]
    assert found["steps"]


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        ("网络购物合同(电商平台签订或履行)", "yes", "yes"),
        ("信息网络买卖合同纠纷", "yes", "yes"),
        ("网络服务合同(签订履行均在线)", "yes", "yes"),
        ("金融借款合同(签订履行均在线)", "yes", "no"),
        ("小额借款合同(签订履行均在线)", "yes", "no"),
        ("首次网上发表作品著作权/邻接权权属", "yes", "no"),
        ("侵害作品信息网络传播权", "yes", "no"),
        ("域名权属、侵权、合同", "yes", "yes"),
        ("网上侵害人身权、财产权(名誉等传统网络侵权)", "yes", "no"),
        ("网购产品责任", "yes", "no"),
        ("检察机关互联网公益诉讼", "yes", "yes"),
        ("网络数据权属、侵权、合同", BY_DESIGNATION_ONLY, "yes"),
        ("网络个人信息保护、隐私权", BY_DESIGNATION_ONLY, "yes"),
        ("网络虚拟财产权属、侵权、合同", BY_DESIGNATION_ONLY, "yes"),
        ("网络不正当竞争", BY_DESIGNATION_ONLY, "yes"),
        ("上级人民法院指定管辖", "yes", "yes"),
        ("劳动争议(涉及员工个人信息)", "no", "no"),
        ("网络服务合同(线下签订)", "no", "no"),
    ],
)
def test_the_rules_changed_overnight(words: str, before: str, after: str) -> None:
    assert (court(words, LAST_OLD), court(words, FIRST_NEW)) == (before, after)


def test_supervision_of_data_is_an_administrative_case() -> None:
    assert court("网络数据监管行政案件", FIRST_NEW).startswith("yes(wording changed")


@pytest.mark.parametrize("place", ["filed in Shanghai", "在成都起诉", "向重庆法院起诉"])
def test_other_cities_are_not_covered(place: str) -> None:
    assert court(f"网络购物合同, {place}", "2026-01-05").startswith("not by these Provisions")


@pytest.mark.parametrize("place", ["filed in Beijing", "广州", "在杭州起诉", "Hangzhou"])
def test_the_three_cities_are_covered(place: str) -> None:
    assert court(f"网络购物合同, {place}", "2026-01-05") == "yes"


def test_a_case_accepted_under_the_same_rules_is_judged_by_its_type() -> None:
    assert court("金融借款合同在线, accepted 2025-12-20, heard 2026-02", "2026-02-01") == "no"


def test_a_tribunal_elsewhere_hears_what_it_was_designated_for() -> None:
    row = Designation("成都", "network_service", date(2020, 1, 1), "指定管辖决定", "a designation", date(2026, 6, 30))
    in_time = internet_court(Filing("network_service", date(2026, 6, 30), "成都"), [row])
    assert (in_time.answer, in_time.source) == ("by_designation", "指定管辖决定")
    late = internet_court(Filing("network_service", date(2026, 7, 1), "成都"), [row])
    assert late.answer.startswith("not by these Provisions")
    other = internet_court(Filing("online_shopping", date(2026, 6, 1), "成都"), [row])
    assert other.answer.startswith("not by these Provisions")


def test_appeals_on_domain_names_go_to_the_special_court() -> None:
    assert appeal_court("beijing", special=True, on=date(2020, 1, 1)) == "北京知识产权法院"
    assert appeal_court("beijing", special=False, on=date(2020, 1, 1)) == "北京市第四中级人民法院"
    with pytest.raises(LookupError, match="no internet court"):
        appeal_court("chengdu", special=False, on=date(2020, 1, 1))


@pytest.mark.parametrize("code", case_types())
def test_each_type_is_found_by_its_own_name(code: str) -> None:
    assert case_type(load(f"jurisdiction/{code}").about["zh"]) == code


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"case_type": "网络购物合同"},
        {"filing_date": "2026-01-05"},
        {"case_type": "网络购物合同", "filing_date": "2018-09-06"},
        {"case_type": "网络购物合同", "filing_date": "2026-13-05"},
        {"case_type": "网络购物合同", "filing_date": 5},
        {"case_type": "民间借贷", "filing_date": "2026-01-05"},
        {"case_type": "不正当竞争", "filing_date": "2026-01-05"},
        {"case_type": "", "filing_date": "2026-01-05"},
        {"case_type": ["网络购物合同"], "filing_date": "2026-01-05"},
        {"case_type": "网络购物合同, on a rainy day", "filing_date": "2026-01-05"},
        {"case_type": "网络购物合同, accepted 2026-02-30", "filing_date": "2026-03-05"},
        {"case_type": "网络购物合同, accepted 2026-02-20", "filing_date": "2026-01-05"},
        {"case_type": "网络购物合同, accepted 2018-01-01", "filing_date": "2026-01-05"},
        {"case_type": "网络购物合同", "filing_date": "2026-01-05", "court": "x"},
    ],
)
def test_what_cannot_be_answered_is_refused(row: dict[str, object]) -> None:
    assert len(refused("jurisdiction", row)) > 20
