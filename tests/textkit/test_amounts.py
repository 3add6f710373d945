"""Amounts: capitals, typed amounts, amounts in running text."""

import contextlib
import json
import os
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.textkit.amounts import LARGEST, check_upper, find_amounts, parse_amount, yuan_upper
from fengqiao.textkit.reasons import TextRefused

SHARED = Path(os.environ.get("FENGQIAO_SHARED") or Path(__file__).resolve().parents[3] / "shared")
VECTORS = SHARED / "vectors/methods/rmb_upper.json"
CENTS = st.integers(1, int(LARGEST * 100)).map(lambda cents: Decimal(cents) / 100)


@pytest.mark.parametrize(
    ("yuan", "upper"),
    [
        ("0", "零元整"),
        ("0.01", "壹分"),
        ("3400", "叁仟肆佰元整"),
        ("10.01", "壹拾元零壹分"),
        ("1000.1", "壹仟元壹角整"),
        ("100100", "壹拾万零壹佰元整"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("5000000100", "伍拾亿零壹佰元整"),
        ("-1.5", "负壹元伍角整"),
    ],
)
def test_capitals_are_written_as_banks_do(yuan: str, upper: str) -> None:
    assert yuan_upper(Decimal(yuan)) == upper


@pytest.mark.skipif(not VECTORS.is_file(), reason=f"shared vectors are not at {SHARED} (set FENGQIAO_SHARED)")
def test_every_shared_capital_amount_is_met() -> None:
    rows = json.loads(VECTORS.read_text("utf-8"))
    assert [row for row in rows if yuan_upper(Decimal(row["yuan"])) != row["upper"]] == []


@given(CENTS)
def test_capitals_are_read_back(amount: Decimal) -> None:
    assert parse_amount(yuan_upper(amount)) == amount
    assert check_upper(yuan_upper(amount), amount)


@given(CENTS)
def test_figures_are_read_back_in_any_grouping(amount: Decimal) -> None:
    assert parse_amount(f"{amount:,.2f}") == parse_amount(f"¥{amount:.2f} 元") == amount


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("3,984", "3984"), ("3984.5", "3984.5"), ("三千四百", "3400"), ("1.2万", "12000"), ("３９８４", "3984"),
        ("12块5", "12.5"), ("一万二", "12000"), ("两百五", "250"), ("3千4", "3400"), ("1万2000", "12000"),
        ("一万零五十", "10050"), ("三九八四", "3984"), ("五角", "0.5"),
        ("人民币叁仟肆佰元整", "3400"), ("约3000元左右", "3000"),
    ],
)  # fmt: skip
def test_people_may_write_amounts_their_own_way(text: str, yuan: str) -> None:
    assert parse_amount(text) == Decimal(yuan)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"), ("abc", "not_a_number"), ("1e5", "not_a_number"), ("NaN", "not_a_number"),
        ("百", "not_a_number"),
        ("١٢", "not_a_number"), ("10²", "not_a_number"), ("1" * 5000, "not_a_number"), ("3,98", "grouping"),
        ("-5", "negative"), ("0", "zero"), ("3.999", "too_precise"), ("9999999999999", "too_large"),
    ],
)  # fmt: skip
def test_an_absurd_amount_is_refused_with_its_reason(text: str, code: str) -> None:
    with pytest.raises(TextRefused) as refused:
        parse_amount(text)
    assert refused.value.reason.code == code


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading(text: str) -> None:
    for found in find_amounts(text):
        assert text[found.start : found.end] == found.text
    with contextlib.suppress(TextRefused):
        assert parse_amount(text) > 0


def test_zero_may_be_allowed() -> None:
    assert parse_amount("0 元", allow_zero=True) == 0


@pytest.mark.parametrize("text", ["叁仟肆佰元整", "人民币叁仟肆佰圆正", "叁仟肆佰元"])
def test_capitals_that_agree_pass(text: str) -> None:
    assert check_upper(text, Decimal("3400"))


@pytest.mark.parametrize("text", ["叁仟肆佰元整", "三千四百零一元", "3401", "", "元整"])
def test_capitals_that_differ_or_are_none_do_not_pass(text: str) -> None:
    assert not check_upper(text, Decimal("3401"))


@pytest.mark.parametrize("amount", ["0.001", "1e13", "NaN"])
def test_what_cannot_be_written_in_capitals_is_refused(amount: str) -> None:
    with pytest.raises(ValueError, match="cannot be written"):
        yuan_upper(Decimal(amount))


def test_amounts_in_a_story_are_found_and_other_numbers_left_alone() -> None:
    story = (
        "9月9日花了4,980元买课，订单号202609091234，退了人民币１５００元，"
        "还差三千四百八十块钱，五元五角也算，3块电池不算，赔12块5。"
    )
    found = [(item.text, item.value) for item in find_amounts(story)]
    assert found == [
        ("4,980元", Decimal(4980)),
        ("人民币１５００元", Decimal(1500)),
        ("三千四百八十块钱", Decimal(3480)),
        ("五元五角", Decimal("5.5")),
        ("12块5", Decimal("12.5")),
    ]
