"""Small claims and summary procedure: the amounts, what stands against them, and a wage nobody has set."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.law.coded import grounds
from fengqiao.law.simple_procedures import small_claims, summary

TODAY = date(2026, 11, 24)
WAGE = Decimal("100000")
NONE: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("amount", "agreed", "applies"),
    [
        ("50000", False, "mandatory"),
        ("50000.01", False, "no"),
        ("50000.01", True, "by_agreement"),
        ("200000", True, "by_agreement"),
        ("200000.01", True, "no"),
    ],
)
def test_the_amount_decides_with_the_wage(amount: str, agreed: bool, applies: str) -> None:
    found = small_claims(Decimal(amount), WAGE, agreed, NONE, TODAY)
    assert found.applies == applies
    assert "165" in found.entry.source


def test_without_a_wage_nothing_is_guessed() -> None:
    found = small_claims(Decimal(100), None, True, NONE, TODAY)
    assert (found.applies, found.limit) == ("not_set", None)
    assert "没有设置" in found.steps[0][0]


@pytest.mark.parametrize("bar", [item.code for item in grounds("simple_procedures/small_claims_bars", TODAY)])
def test_each_bar_ends_small_claims_whatever_the_amount(bar: str) -> None:
    found = small_claims(Decimal(1), WAGE, True, {bar}, TODAY)
    assert (found.applies, [item.code for item in found.bars]) == ("no", [bar])


@pytest.mark.parametrize("bad", ["0", "-1", "NaN", "Infinity"])
def test_an_impossible_amount_or_wage_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="above zero"):
        small_claims(Decimal(bad), WAGE, False, NONE, TODAY)
    with pytest.raises(ValueError, match="above zero"):
        small_claims(WAGE, Decimal(bad), False, NONE, TODAY)


@pytest.mark.parametrize("bar", [item.code for item in grounds("simple_procedures/summary_bars", TODAY)])
def test_each_bar_ends_summary_procedure(bar: str) -> None:
    assert summary(True, True, {bar}, TODAY).applies == "no"


def test_summary_procedure_needs_a_clear_case_or_an_agreement() -> None:
    assert summary(True, False, NONE, TODAY).applies == "yes"
    assert summary(False, True, NONE, TODAY).applies == "by_agreement"
    assert summary(False, False, NONE, TODAY).applies == "no"
    assert summary(True, True, NONE, TODAY, heard_in_ordinary=True).applies == "no"


def test_an_unknown_bar_is_refused() -> None:
    with pytest.raises(LookupError, match="not on the list"):
        summary(True, False, {"rain"}, TODAY)


@given(st.decimals(1, 10**7, places=2), st.decimals(1, 10**6, places=2))
def test_an_agreement_never_takes_small_claims_away(amount: Decimal, wage: Decimal) -> None:
    order = ("no", "by_agreement", "mandatory")
    alone = small_claims(amount, wage, False, NONE, TODAY).applies
    assert order.index(small_claims(amount, wage, True, NONE, TODAY).applies) >= order.index(alone)
