"""Interest: every shared row, the days on which a rate or a rule changes, and what is refused."""

import json
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.law import interest, lpr
from fengqiao.law.rows.interest import KINDS
from fengqiao.law.table import load

from .asking import ask, refused, vectors

DAY = date.fromisoformat
NEWEST = date.max
yuan = st.decimals("0.01", "1000000000", places=2)


def row(kind: str, **inputs: Any) -> dict[str, str]:
    return {"kind": kind, "input_json": json.dumps(inputs)}


def amount(kind: str, **inputs: Any) -> str:
    found: str = ask("interest", row(kind, **inputs))["value"]["amount"]
    return found


@pytest.mark.parametrize("vector", vectors("interest"), ids=lambda vector: vector["id"])
def test_every_row_is_met(vector: dict[str, str]) -> None:
    found = ask("interest", {"kind": vector["kind"], "input_json": vector["input_json"]})
    if vector["expected"] == "ERROR":
        assert "value" not in found
        assert found["error"]
    else:
        assert (found.get("value"), found.get("error")) == ({"amount": vector["expected"]}, None)
        assert found["source"]
        assert found["steps"]


@pytest.mark.parametrize(
    ("kind", "inputs", "expected"),
    [
        ("delay_double", {"principal": "100000", "due": "2026-01-01", "paid": "2026-01-31"}, "525.00"),
        (
            "delay_double",
            {"principal": "100000", "due": "2026-01-01", "paid": "2026-01-31", "convention": "include_due_day"},
            "542.50",
        ),
        ("delay_double_suspended", {"principal": "100000", "days": 100, "suspended_days_not_debtor": 40}, "1050.00"),
        (
            "delay_allocation",
            {"principal": "100000", "double": "875", "paid": "100500"},
            "principal 100000.00; double 500.00; left double 375.00",
        ),
        (
            "delay_allocation",
            {"principal": "100000", "double": "875", "paid": "60000"},
            "principal 60000.00; double 0.00; left double 875.00",
        ),
        ("private_loan_prededucted", {"face": "100000", "deducted": "8000"}, "92000.00"),
        ("private_loan_no_interest_agreed", {"natural_persons": False}, "0.00"),
        (
            "private_loan_overdue_inloan_rate",
            {"principal": "50000", "inloan": "20", "days": 365, "base": 365, "contract_date": "2025-06-01"},
            "6000.00",
        ),
        (
            "private_loan_all_charges_cap",
            {"overdue": "5", "penalty": "2", "fees": "1.5", "contract_date": "2025-06-01"},
            "8.50%",
        ),
        (
            "lpr_floating",
            {"principal": "500000", "from": "2024-07-01", "to_exclusive": "2024-12-31", "base": 365},
            "8183.56",
        ),
        (
            "lpr_floating",
            {"principal": "1000000", "from": "2024-07-22", "to_exclusive": "2024-10-21", "base": 360, "term": "5Y+"},
            "9731.94",
        ),
    ],
)
def test_rules_that_the_rows_do_not_show(kind: str, inputs: dict[str, Any], expected: str) -> None:
    assert amount(kind, **inputs) == expected


@pytest.mark.parametrize(("earlier", "later"), list(pairwise(load("lpr").entries)), ids=lambda entry: str(entry.since))
def test_each_rate_holds_until_the_day_before_the_next(earlier: Any, later: Any) -> None:
    last = later.since.fromordinal(later.since.toordinal() - 1)
    assert lpr.rate(last).percent == Decimal(earlier.value["one_year"])
    assert lpr.rate(later.since, "five_years").percent == Decimal(later.value["five_years"])


@pytest.mark.parametrize(
    ("day", "doubtful"),
    [
        ("2019-08-20", False),
        ("2025-08-19", False),
        ("2025-08-20", True),
        ("2025-09-21", True),
        ("2025-09-22", False),
        ("2026-06-21", True),
        ("2026-06-22", True),
        ("2026-11-24", True),
    ],
)
def test_a_rate_after_a_publication_that_is_not_loaded_is_marked(day: str, doubtful: bool) -> None:
    found = lpr.rate(DAY(day))
    assert found.doubtful is doubtful
    assert any("待核" in zh for zh, _ in found.steps) is doubtful
    assert found.entry.verified is not doubtful


@pytest.mark.parametrize("day", ["2019-08-19", "2027-06-24"])
def test_a_day_without_a_rate_is_refused(day: str) -> None:
    assert "no LPR for" in refused("interest", row("private_loan_cap", contract_date=day))


def test_the_private_lending_rules_change_on_their_days() -> None:
    asked = row("private_loan_cap", contract_date="2020-08-19")
    assert "begins on 2020-08-20" in refused("interest", {**asked, "on": "2020-08-19"})
    assert "法释〔2020〕6号）第26条（待核）" in ask("interest", {**asked, "on": "2020-12-31"})["source"]
    assert "法释〔2020〕17号修正）第25条" in ask("interest", {**asked, "on": "2021-01-01"})["source"]


def test_a_loan_from_before_the_cap_names_the_transition() -> None:
    shown = [
        any("第31条2款" in step["zh"] for step in ask("interest", row("private_loan_cap", contract_date=day))["steps"])
        for day in ("2020-08-19", "2020-08-20")
    ]
    assert shown == [True, False]


def test_the_doubled_part_begins_with_its_interpretation() -> None:
    asked = {"principal": "100000", "paid": "2014-08-31"}
    assert amount("delay_double", **asked, due="2014-07-31") == "542.50"
    assert "begins on 2014-08-01" in refused("interest", row("delay_double", **asked, due="2014-07-30"))


@given(yuan, st.integers(0, 5000), st.integers(0, 5000))
def test_days_of_delay_add_up(principal: Decimal, one: int, other: int) -> None:
    parts = [interest.doubled_part(principal, days, NEWEST).number for days in (one, other)]
    assert sum(parts) == interest.doubled_part(principal, one + other, NEWEST).number


@given(st.decimals(0, 1000, places=2), st.dates(DAY("2019-08-20"), DAY("2026-06-22")))
def test_no_loan_earns_more_than_four_times_the_rate(agreed: Decimal, contract: date) -> None:
    earned = interest.loan_interest(Decimal(100), agreed, contract, 365, 365, NEWEST).number
    assert earned == min(agreed, 4 * lpr.rate(contract).percent)


@given(st.dates(DAY("2019-08-20"), DAY("2026-01-01")), st.integers(1, 400), st.integers(1, 400))
def test_floating_interest_can_be_cut_anywhere(start: date, first: int, second: int) -> None:
    middle, end = date.fromordinal(start.toordinal() + first), date.fromordinal(start.toordinal() + first + second)
    end = min(end, DAY("2026-06-22"))
    if middle < end:
        whole, *parts = (
            interest.floating(Decimal(360), one, other, 360, "one_year", NEWEST).number
            for one, other in ((start, end), (start, middle), (middle, end))
        )
        assert abs(sum(parts) - whole) < Decimal("1e-20")


LOAN = {"principal": "1", "contract_date": "2025-06-01", "days": 1, "base": 365, "agreed": "10"}
SALE = {"amount": "1", "breach": "2024-11-01", "markup_percent": 30, "days": 1, "base": 365}


@pytest.mark.parametrize(
    ("kind", "inputs"),
    [
        ("usury", {}),
        ("delay_double", {}),
        ("delay_double", {"principal": "1", "days": -1}),
        ("delay_double", {"principal": "1", "days": 1.5}),
        ("delay_double", {"principal": "1", "days": "30"}),
        ("delay_double", {"principal": "1", "days": 10**9}),
        ("delay_double", {"principal": "1", "days": 1, "due": "2026-01-01"}),
        ("delay_double", {"principal": "1", "due": "2026-01-31", "paid": "2026-01-30"}),
        ("delay_double", {"principal": "1", "due": "2026-01-30", "paid": "2026-01-31", "convention": "as I like"}),
        ("delay_double_partial", {"payments": []}),
        ("delay_double_partial", {"payments": [["1"]]}),
        ("delay_double_partial", {"payments": [["-1", 3]]}),
        ("delay_double_suspended", {"principal": "1", "days": 3, "suspended_days_not_debtor": 4}),
        ("private_loan_prededucted", {"face": "100", "deducted": "100"}),
        ("private_loan_no_interest_agreed", {"natural_persons": "yes"}),
        ("private_loan_interest", {**LOAN, "base": 100}),
        ("private_loan_interest", {**LOAN, "agreed": "-1"}),
        ("private_loan_interest", {**LOAN, "agreed": "NaN"}),
        ("private_loan_interest", {**LOAN, "agreed": 10**400}),
        ("private_loan_interest", {**LOAN, "contract_date": "2025-02-29"}),
        ("sale_overdue", {**SALE, "markup_percent": 29.99}),
        ("sale_overdue", {**SALE, "markup_percent": 50.01}),
        ("sale_overdue", {**SALE, "breach": "2019-08-19"}),
        ("lpr_floating", {"principal": "1", "from": "2024-07-01", "to_exclusive": "2024-07-01", "base": 360}),
    ],
)
def test_what_makes_no_sense_is_refused_with_advice(kind: str, inputs: dict[str, Any]) -> None:
    assert len(refused("interest", row(kind, **inputs))) > 30


scalars = st.none() | st.booleans() | st.integers() | st.sampled_from(["1", "-1", "NaN", "2025-01-01", "9999-12-31"])
anything = scalars | st.lists(st.lists(scalars, max_size=2), max_size=3)


@given(st.sampled_from(list(KINDS)), st.data())
def test_whatever_is_asked_gets_a_value_or_an_error(kind: str, data: st.DataObject) -> None:
    found = ask("interest", row(kind, **{key: data.draw(anything) for key in KINDS[kind][1]}))
    assert ("value" in found) != ("error" in found)
