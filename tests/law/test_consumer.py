"""Consumer damages and returns: every shared row, the edges, the dates, and what is refused."""

import json
from typing import Any

import pytest

from .asking import ask, refused, vectors


def row(kind: str, **inputs: Any) -> dict[str, str]:
    return {"kind": kind, "input_json": json.dumps(inputs)}


def amount(kind: str, **inputs: Any) -> str:
    found: str = ask("consumer", row(kind, **inputs))["value"]["amount"]
    return found


@pytest.mark.parametrize("vector", vectors("consumer"), ids=lambda vector: vector["id"])
def test_every_row_is_met(vector: dict[str, str]) -> None:
    found = ask("consumer", {"kind": vector["kind"], "input_json": vector["input_json"]})
    assert (found.get("value"), found.get("error")) == ({"amount": vector["expected"]}, None)
    assert found["source"]
    assert found["steps"]


@pytest.mark.parametrize(
    ("kind", "inputs", "expected"),
    [
        ("fraud_triple", {"price": "0.01"}, "500.00"),
        ("food_choice", {"price": "200", "loss": "5000"}, "15000.00"),
        ("food_choice", {"price": "200", "loss": "100"}, "2000.00"),
        ("food_choice", {"price": "10", "loss": "0"}, "1000.00"),
        ("food_label_flaw", {"price": "200", "label_flaw_not_misleading": True}, "0.00"),
        ("food_label_flaw", {"price": "200", "label_flaw_not_misleading": False}, "2000.00"),
        ("seller_promise_higher", {"price": "1000", "promise_multiple": 2, "basis": "fraud"}, "3000.00"),
        ("seller_promise_higher", {"price": "1000", "promise_multiple": 20, "basis": "food"}, "20000.00"),
        ("death_or_serious_harm", {"loss": "1234.50"}, "<=2469.00 on top of 1234.5"),
        ("no_reason_return_allowed", {"goods": "custom_made"}, "false"),
        ("no_reason_return_allowed", {"goods": "fresh_perishable"}, "false"),
        ("no_reason_return_allowed", {"goods": "other_not_returnable_not_confirmed"}, "true"),
        ("no_reason_return_allowed", {"goods": "clothes_tried_on"}, "true"),
        ("no_reason_return_allowed", {"goods": "box_opened_to_inspect_goods_intact"}, "true"),
        ("no_reason_return_promise", {"goods": "custom_made", "seller_promised_return": True}, "true"),
        ("no_reason_return_promise", {"goods": "custom_made", "seller_promised_return": False}, "false"),
        ("no_reason_return_promise", {"goods": "clothes_tried_on", "seller_promised_return": False}, "true"),
    ],
)
def test_rules_that_the_rows_do_not_show(kind: str, inputs: dict[str, Any], expected: str) -> None:
    assert amount(kind, **inputs) == expected


def test_the_choice_shows_both_ways() -> None:
    steps = [step["zh"] for step in ask("consumer", row("food_choice", price="10", loss="20"))["steps"]]
    assert steps == [
        "价款10元 × 10 = 100元。",
        "损失20元 × 3 = 60元。",
        "消费者可以选择，这里取较高的一项。",
        "不足1000元的，按1000元。",
        "结果：1000.00元。",
    ]


@pytest.mark.parametrize(
    ("kind", "inputs", "last", "first", "article"),
    [
        ("fraud_triple", {"price": "1"}, "2014-03-14", "2014-03-15", "第55条1款"),
        ("food_tenfold", {"price": "1"}, "2021-04-28", "2021-04-29", "2021修正"),
        (
            "seller_promise_higher",
            {"price": "1", "promise_multiple": 4, "basis": "fraud"},
            "2022-03-14",
            "2022-03-15",
            "第10条",
        ),
    ],
)
def test_a_rule_begins_on_its_day(kind: str, inputs: dict[str, Any], last: str, first: str, article: str) -> None:
    assert f"begins on {first}" in refused("consumer", {**row(kind, **inputs), "on": last})
    assert article in ask("consumer", {**row(kind, **inputs), "on": first})["source"]


def test_the_food_law_of_2025_is_named_from_its_unverified_day_on() -> None:
    asked = row("food_tenfold", price="1")
    before, after = (ask("consumer", {**asked, "on": day})["source"] for day in ("2025-11-30", "2025-12-01"))
    assert before == "食品安全法（2021修正）第148条2款"
    assert after == "食品安全法（2025修正）第148条2款（待核）"


@pytest.mark.parametrize(
    ("kind", "inputs"),
    [
        ("anger", {}),
        ("fraud_triple", {}),
        ("fraud_triple", {"price": "0"}),
        ("fraud_triple", {"price": "-1"}),
        ("fraud_triple", {"price": 100}),
        ("fraud_triple", {"price": "1", "loss": "1"}),
        ("food_choice", {"price": "1"}),
        ("food_choice", {"price": "1", "loss": "NaN"}),
        ("food_label_flaw", {"price": "1", "label_flaw_not_misleading": "no"}),
        ("seller_promise_higher", {"price": "1", "promise_multiple": -3, "basis": "fraud"}),
        ("seller_promise_higher", {"price": "1", "promise_multiple": 3, "basis": "love"}),
        ("death_or_serious_harm", {"loss": "1e9"}),
        ("no_reason_return_allowed", {"goods": "aeroplane"}),
        ("no_reason_return_allowed", {"goods": ["custom_made"]}),
        ("no_reason_return_promise", {"goods": "custom_made"}),
    ],
)
def test_what_makes_no_sense_is_refused_with_advice(kind: str, inputs: dict[str, Any]) -> None:
    assert len(refused("consumer", row(kind, **inputs))) > 30


@pytest.mark.parametrize("written", ["", "[]", "null", "{", 7, None])
def test_an_input_that_is_no_object_is_refused(written: Any) -> None:
    assert "input_json" in refused("consumer", {"kind": "fraud_triple", "input_json": written})


def test_infinity_is_no_price() -> None:
    asked = {"kind": "fraud_triple", "input_json": '{"price": Infinity}'}
    assert "Infinity is no value" in refused("consumer", asked)
