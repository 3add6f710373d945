"""Limitation: every shared row, what interrupts and suspends, the cap, and what nobody can answer."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.law.calendar import is_working
from fengqiao.law.limitation import Event, Facts, last_day

from .asking import VECTORS, ask, refused

ROWS = json.loads((VECTORS / "limitation.json").read_text("utf-8"))
DAYS = st.dates(date(2018, 1, 1), date(2022, 12, 1))


def ends(**row: Any) -> str | None:
    found = ask("limitation", row)
    assert "value" in found, found
    last: str | None = found["value"]["last_day"]
    return last


@pytest.mark.parametrize("vector", ROWS, ids=lambda vector: vector["id"])
def test_every_row_is_met(vector: dict[str, Any]) -> None:
    found = ask("limitation", vector["input"])
    assert (found.get("value"), found.get("error")) == ({"last_day": vector["expected_last_day"]}, None)
    assert found["source"]
    assert found["steps"]


def test_three_years_end_on_the_last_day_of_a_february_without_the_day() -> None:
    assert ends(known="2020-02-29") == "2023-02-28"


@pytest.mark.parametrize(
    "event", ["demand", "partial_demand", "partial_performance", "assignment_notice", "mediation_request", "suit_filed"]
)
def test_an_interruption_starts_the_period_anew(event: str) -> None:
    assert ends(known="2021-03-15", events=[[event, "2022-11-08"]]) == "2025-11-10"


def test_a_suit_restarts_the_period_when_it_ends() -> None:
    assert ends(known="2020-03-16", events=[["suit_filed", "2021-05-10", "2023-06-20"]]) == "2026-06-22"


def test_a_demand_during_a_suit_does_not_shorten_what_follows_it() -> None:
    suit, demand = ["suit_filed", "2021-05-10", "2023-06-19"], ["demand", "2021-08-02"]
    assert ends(known="2020-03-16", events=[demand, suit]) == ends(known="2020-03-16", events=[suit]) == "2026-06-22"


def test_several_interruptions_follow_one_another_in_any_order() -> None:
    events = [["demand", "2023-06-05"], ["demand", "2020-08-03"]]
    assert ends(known="2018-03-15", events=events) == "2026-06-05"


@pytest.mark.parametrize(("demand", "end"), [("2024-05-06", None), ("2024-05-07", "2024-05-06")])
def test_a_demand_counts_on_the_moved_last_day_but_not_after_it(demand: str, end: str | None) -> None:
    found = ask("limitation", {"known": "2021-05-01", "events": [["demand", demand]]})
    if end is None:
        assert "2027-05-06" in found["error"]
    else:
        assert found["value"] == {"last_day": end}


@pytest.mark.parametrize(
    ("start", "end", "last"),
    [
        ("2023-08-01", "2023-09-14", "2024-03-15"),
        ("2023-08-01", "2023-10-10", "2024-04-10"),
        ("2024-03-15", "2024-06-03", "2024-12-03"),
        ("2024-03-16", "2024-06-03", "2024-03-15"),
    ],
)
def test_an_obstacle_in_the_last_six_months_leaves_six_months(start: str, end: str, last: str) -> None:
    assert ends(known="2021-03-15", events=[["controlled_by_debtor", start, end]]) == last


def test_a_demand_while_suspended_is_in_time() -> None:
    events = [["force_majeure", "2022-01-04", "2022-05-06"], ["demand", "2022-08-08"]]
    assert ends(known="2019-03-15", events=events) == "2025-08-08"


def test_an_obstacle_without_end_gives_no_last_day() -> None:
    assert "障碍" in refused("limitation", {"known": "2021-03-15", "events": [["force_majeure", "2024-01-02"]]})


def test_an_obstacle_without_end_after_the_period_matters_no_more() -> None:
    assert ends(known="2021-03-15", events=[["force_majeure", "2024-08-02"]]) == "2024-03-15"


def test_labour_claims_have_one_year_that_stands_still_during_an_obstacle() -> None:
    assert ends(known="2024-03-12", kind="labour") == "2025-03-12"
    events = [["force_majeure", "2024-05-01", "2024-05-11"]]
    assert ends(known="2024-03-12", kind="labour", events=events) == "2025-03-24"


@pytest.mark.parametrize("kind", ["international_sale", "technology_trade"])
def test_foreign_trade_has_four_years(kind: str) -> None:
    assert ends(known="2022-03-15", kind=kind) == "2026-03-16"


def test_an_agreed_period_is_void() -> None:
    assert ends(known="2021-03-15", agreed_years=1) == ends(known="2021-03-15", agreed_years="5.5") == "2024-03-15"


def test_nothing_outlives_twenty_years_from_the_injury() -> None:
    known = {"injury": "2005-03-14", "known": "2022-03-15"}
    assert ends(**known) == "2025-03-14"
    assert ends(**known, events=[["demand", "2024-06-03"]]) == "2025-03-14"
    assert ends(injury="2005-03-14") == "2025-03-14"


@pytest.mark.parametrize(
    "claim",
    [
        "停止侵害",
        "排除妨碍、消除危险",
        "支付赡养费",
        "抚养费",
        "请求返还不动产",
        "登记的动产物权的权利人请求返还财产",
        "国债、金融债券本息",
        "向不特定对象发行的企业债券本息",
        "基于投资关系产生的缴付出资请求权",
        "恢复名誉、赔礼道歉",
    ],
)
def test_some_claims_know_no_limitation(claim: str) -> None:
    assert ends(claim=claim) is None


@pytest.mark.parametrize(
    "claim", ["货款", "停止侵害并赔偿损失", "返还未登记动产", "向特定对象发行的企业债券", "返还财产", "", "、", "利息"]
)
def test_other_claims_are_not_taken_for_exempt(claim: str) -> None:
    assert "claim" in refused("limitation", {"claim": claim, "known": "2021-03-15"})


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"known": ""},
        {"known": "2021-02-30"},
        {"known": None},
        {"known": "2017-09-30"},
        {"known": "2024-09-30"},
        {"known": "9998-01-01"},
        {"injury": "9990-01-01"},
        {"known": "2020-01-01", "injury": "2021-01-01"},
        {"known": "2021-03-15", "kind": "criminal"},
        {"known": "2021-03-15", "agreed_years": "NaN"},
        {"known": "2021-03-15", "agreed_years": -2},
        {"known": "2021-03-15", "agreed_years": True},
        {"known": "2021-03-15", "agreed_years": "900"},
        {"known": "2021-03-15", "claim": 5},
        {"known": "2021-03-15", "court": "a"},
        {"instalments_due": []},
        {"instalments_due": "2021-03-15"},
        {"instalments_due": ["2021-03-15", 3]},
        {"known": "2021-03-15", "events": {}},
        {"known": "2021-03-15", "events": [["demand"]]},
        {"known": "2021-03-15", "events": ["demand"]},
        {"known": "2021-03-15", "events": [["shout", "2022-01-01"]]},
        {"known": "2021-03-15", "events": [["demand", "soon"]]},
        {"known": "2021-03-15", "events": [["demand", None]]},
        {"known": "2021-03-15", "events": [["force_majeure", "2024-01-02", "9999-12-31"]]},
        {"known": "2021-03-15", "kind": "labour", "events": [["force_majeure", "2021-04-01", "9999-12-31"]]},
        {"known": "2021-03-15", "events": [["suit_filed", "2022-01-02", "2022-01-01"]]},
        {"known": "2021-03-15", "events": [["demand", "2022-01-01", "2022-02-01", "2022-03-01"]]},
        {"known": "2021-03-15", "events": [[["demand"], "2022-01-01"]]},
    ],
)
def test_what_cannot_be_answered_is_refused(row: dict[str, Any]) -> None:
    assert len(refused("limitation", row)) > 20


def test_the_first_day_of_the_three_year_rule_is_answered() -> None:
    assert ends(known="2017-10-01") == "2020-10-09"


def test_a_year_without_notice_refuses_with_the_provisional_day() -> None:
    assert "2027-06-15" in refused("limitation", {"known": "2024-06-15"})


@given(DAYS, st.integers(1, 1200))
def test_a_demand_within_the_period_never_brings_the_end_nearer(known: date, days: int) -> None:
    plain, demanded = Facts(known), Facts(known, events=(Event("demand", known + timedelta(days)),))
    assert last_day(demanded).last_day >= last_day(plain).last_day  # type: ignore[operator]


@given(DAYS, st.dates(date(2018, 1, 1), date(2026, 1, 1)), st.integers(0, 900))
def test_the_last_day_is_a_working_day_whatever_stood_in_the_way(known: date, start: date, days: int) -> None:
    obstacle = Event("force_majeure", start, start + timedelta(days))
    found = last_day(Facts(known, events=(obstacle,)))
    assert found.last_day is not None
    assert is_working(found.last_day)
    assert found.last_day >= last_day(Facts(known)).last_day  # type: ignore[operator]
