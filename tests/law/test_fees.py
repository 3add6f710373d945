"""Court fees: every shared row, the rules behind them, and what is refused."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.law import fees
from fengqiao.law.fees import by_amount, halved, settled
from fengqiao.law.rows.fees import KINDS

from .asking import ask, refused, vectors

NEWEST = date.max
FEN = Decimal("0.01")
EDGES = [Decimal(edge) for edge in (10_000, 100_000, 200_000, 500_000, 10**6, 2 * 10**6, 5 * 10**6, 10**7, 2 * 10**7)]
TARIFFS = ("property", "divorce", "personality", "enforcement", "preservation")
amounts = st.decimals("0.01", "10000000000000", places=2)


def row(kind: str, amount: str = "", **params: Any) -> dict[str, str]:
    return {"kind": kind, "amount_yuan": amount, "params_json": json.dumps(params)}


def fee(kind: str, amount: str = "", **params: Any) -> tuple[str, str]:
    value = ask("fees", row(kind, amount, **params))["value"]
    return value["min"], value["max"]


@pytest.mark.parametrize("vector", vectors("fees"), ids=lambda vector: vector["id"])
def test_every_row_is_met(vector: dict[str, str]) -> None:
    found = ask("fees", {key: vector[key] for key in ("kind", "amount_yuan", "params_json")})
    if vector["expected_min_yuan"] == "-1.00":
        assert "value" not in found
        assert found["error"]
    else:
        expected = {"min": vector["expected_min_yuan"], "max": vector["expected_max_yuan"]}
        assert (found.get("value"), found.get("error")) == (expected, None)
        assert found["source"]
        assert found["steps"]


@pytest.mark.parametrize(
    ("kind", "amount", "params", "expected"),
    [
        ("property", "20000000.01", {}, "141800.00"),
        ("third_party_claim", "60000", {"joined": False}, "1300.00"),
        ("counterclaim", "60000", {"joined": True, "halve": ["summary"]}, "650.00"),
        ("appeal_property", "30000", {"halve": ["withdrawal"]}, "275.00"),
        ("retrial_property", "30000", {"art9_exception": True}, "550.00"),
        ("labour", "", {}, "10.00"),
        ("administrative", "", {}, "50.00"),
        ("preservation", "", {}, "30.00"),
        ("preservation", "1000.01", {}, "30.00"),
        ("enforcement", "20000000", {}, "87400.00"),
        ("payment_order", "100000", {}, "766.67"),
        ("public_summons", "", {}, "100.00"),
        ("bankruptcy", "111640000.02", {}, "300000.00"),
        ("bankruptcy", "111639999", {}, "300000.00"),
        ("relief_exempt", "100000", {"party": "natural_person"}, "0.00"),
        ("claim_decrease", "50000", {"paid_on": "100000", "before_end_of_court_investigation": True}, "-1250.00"),
        ("summary_to_ordinary", "100000", {"paid": "1150"}, "1150.00"),
        ("representative_action_prepay", "1000000", {"procedure": "CPL57"}, "0.00"),
    ],
)
def test_rules_that_the_rows_do_not_show(kind: str, amount: str, params: dict[str, Any], expected: str) -> None:
    assert fee(kind, amount, **params) == (expected, expected)


@pytest.mark.parametrize(
    ("kind", "amount", "expected"),
    [
        ("personality", "", ("100.00", "500.00")),
        ("personality", "50000", ("100.00", "500.00")),
        ("personality", "50000.50", ("100.01", "500.01")),
        ("divorce", "", ("50.00", "300.00")),
        ("other_non_property", "", ("50.00", "100.00")),
        ("enforcement_no_amount", "", ("50.00", "500.00")),
    ],
)
def test_what_the_province_fixes_is_a_range(kind: str, amount: str, expected: tuple[str, str]) -> None:
    assert fee(kind, amount) == expected


@pytest.mark.parametrize("rule", TARIFFS)
@given(data=st.data())
def test_more_money_never_costs_less(rule: str, data: st.DataObject) -> None:
    low, high = sorted((data.draw(amounts), data.draw(amounts)))
    assert settled(by_amount(rule, low, NEWEST))[:2] <= settled(by_amount(rule, high, NEWEST))[:2]


@pytest.mark.parametrize("edge", EDGES)
def test_the_property_fee_does_not_jump_at_an_edge(edge: Decimal) -> None:
    below, at, above = (by_amount("property", edge + step, NEWEST).least for step in (-FEN, Decimal(0), FEN))
    assert 0 <= at - below <= FEN
    assert 0 <= above - at <= FEN


QUICK = [
    (10_000, "0", 50), (100_000, "0.025", -200), (200_000, "0.02", 300), (500_000, "0.015", 1300),
    (10**6, "0.01", 3800), (2 * 10**6, "0.009", 4800), (5 * 10**6, "0.008", 6800), (10**7, "0.007", 11800),
    (2 * 10**7, "0.006", 21800), (10**14, "0.005", 41800),
]  # fmt: skip


@given(amounts)
def test_the_brackets_agree_with_the_quick_formula(amount: Decimal) -> None:
    rate, plus = next((Decimal(rate), plus) for upto, rate, plus in QUICK if amount <= upto)
    assert by_amount("property", amount, NEWEST).least == amount * rate + plus


@given(amounts, st.lists(st.sampled_from(["mediation", "withdrawal", "summary", "joined"]), min_size=1))
def test_a_fee_is_never_halved_twice(amount: Decimal, reasons: list[str]) -> None:
    whole = by_amount("property", amount, NEWEST)
    assert halved(whole, reasons, NEWEST).least * 2 == whole.least


@given(amounts, amounts)
def test_raising_and_lowering_a_claim_cancel_out(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    if low != high:
        assert fees.raised(high, low, NEWEST).least == -fees.lowered(low, high, True, NEWEST).least


def test_the_measures_apply_from_their_first_day_on() -> None:
    first = row("property", "10001")
    assert ask("fees", {**first, "on": "2007-04-01"})["value"]["min"] == "50.03"
    assert "begins on 2007-04-01" in refused("fees", {**first, "on": "2007-03-31"})


def test_the_ban_on_halving_twice_names_the_interpretation_of_its_day() -> None:
    asked = row("property", "100000", halve=["summary", "mediation"])
    before, after = (ask("fees", {**asked, "on": day})["source"] for day in ("2022-04-09", "2022-04-10"))
    assert "法释〔2015〕5号）第206条（待核）" in before
    assert "法释〔2022〕11号）第206条" in after
    assert "待核" not in after


def test_the_doubt_about_half_a_labour_fee_is_shown() -> None:
    found = ask("fees", row("labour", halve=["mediation"]))
    assert "待核" in found["source"]
    assert "待核" in found["steps"][-2]["zh"]


def test_what_is_returned_and_what_is_a_range_is_said_in_words() -> None:
    back = ask("fees", row("summary_to_ordinary_unpaid", "100000", paid="1150"))["steps"][-1]
    span = ask("fees", row("divorce"))["steps"][-1]
    assert back == {"zh": "应退575.00元。", "en": "575.00 yuan are returned."}
    assert span["zh"].startswith("应交50.00元至300.00元")


def test_the_steps_show_every_bracket() -> None:
    steps = [step["zh"] for step in ask("fees", row("property", "150000"))["steps"]]
    assert steps == [
        "财产案件受理费：每件50元。",
        "10000元至100000元的部分：90000 × 2.5% = 2250元。",
        "100000元至150000元的部分：50000 × 2% = 1000元。",
        "应交3300.00元。",
    ]


@pytest.mark.parametrize(
    ("kind", "amount", "params"),
    [
        ("horoscope", "1", {}),
        ("property", "", {}),
        ("property", "0", {}),
        ("property", "-5", {}),
        ("property", "100000", {"halved": ["summary"]}),
        ("property", "100000", {"halve": ["pity"]}),
        ("property", "100000", {"halve": "summary"}),
        ("property", "100000", {"halve": [1]}),
        ("appeal_property", "30000", {"halve": ["summary"]}),
        ("appeal_property", "300000", {"first_instance_claim": "200000"}),
        ("counterclaim", "60000", {}),
        ("counterclaim", "60000", {"joined": "yes"}),
        ("property_multi", "", {"claims": []}),
        ("property_multi", "", {"claims": [6000]}),
        ("property_multi", "1", {"claims": ["6000", "7000"]}),
        ("property_multi", "", {"claims": ["9000000000000", "9000000000000"]}),
        ("non_property_multi", "", {"claims": 0}),
        ("mixed", "30000", {"non_property_claims": True}),
        ("ip_no_amount", "5", {}),
        ("administrative", "", {"type": "tax"}),
        ("relief_reduce", "100000", {"reduce_percent": 100}),
        ("relief_reduce", "100000", {"reduce_percent": "30%"}),
        ("relief_exempt", "100000", {}),
        ("claim_increase", "100000", {"paid_on": "100000"}),
        ("claim_decrease", "100000", {"paid_on": "50000", "before_end_of_court_investigation": True}),
        ("summary_to_ordinary", "100000", {"paid": "2300.01"}),
        ("summary_to_ordinary_unpaid", "100000", {"paid": "0"}),
        ("representative_action_prepay", "1", {"procedure": "CPL56"}),
    ],
)
def test_what_makes_no_sense_is_refused_with_advice(kind: str, amount: str, params: dict[str, Any]) -> None:
    assert len(refused("fees", row(kind, amount, **params))) > 30


scalars = st.none() | st.booleans() | st.integers() | st.text(max_size=6) | st.sampled_from(["1", "-1", "NaN", "1e9"])
anything = scalars | st.lists(scalars, max_size=3) | st.dictionaries(st.text(max_size=3), scalars, max_size=2)


@given(st.sampled_from(list(KINDS)), anything, st.data())
def test_whatever_is_asked_gets_a_value_or_an_error(kind: str, amount: Any, data: st.DataObject) -> None:
    params = {key: data.draw(anything) for key in KINDS[kind][1]}
    found = ask("fees", {"kind": kind, "amount_yuan": amount, "params_json": json.dumps(params)})
    assert ("value" in found) != ("error" in found)
