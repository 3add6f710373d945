"""The shared vectors of risk and calibration, and known values of the distributions."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from fengqiao.insight.calibration import BINS, brier, chi_square, ece, log_loss, reliability, spiegelhalter, wilson
from fengqiao.insight.cells import Tally, posterior
from fengqiao.insight.conformal import mondrian, radius, rank
from fengqiao.insight.decision import Suit, bargaining_range, chance_of_overlap, expected_value, respondent_cost
from fengqiao.insight.distributions import beta_cdf, beta_quantile, chi_square_sf, two_sided
from fengqiao.law import fees

HERE = Path(__file__).parent / "vectors"
RISK = json.loads((HERE / "risk.json").read_text("utf-8"))
CALIBRATION = json.loads((HERE / "calibration.json").read_text("utf-8"))
DAY = date(2026, 11, 23)


@pytest.mark.parametrize("row", RISK["court_fee"], ids=lambda row: str(row["amount"]))
def test_court_fees(row: dict[str, Any]) -> None:
    fee = fees.by_amount("property", Decimal(str(row["amount"])), DAY)
    assert fees.settled(fee)[0] == Decimal(row["full"])
    # Half of the exact fee, rounded once; the vector halves the rounded one, which can differ by a fen.
    half = fees.settled(fees.halved(fee, {"mediation"}, DAY))[0]
    assert abs(half - Decimal(row["half"])) <= Decimal("0.01")


@pytest.mark.parametrize("row", RISK["beta_binomial"], ids=lambda row: f"{row['s']} of {row['n']}")
def test_beta_cells(row: dict[str, Any]) -> None:
    found = posterior(Tally(row["s"], row["n"]), *row["prior"])
    assert (found.mean, found.low, found.high) == pytest.approx((row["mean"], row["lo90"], row["hi90"]), abs=1e-6)


@pytest.mark.parametrize("row", RISK["decision_tree"]["cases"], ids=lambda row: f"{row['amount']} p={row['p_win']}")
def test_decision_tree(row: dict[str, Any]) -> None:
    tree = RISK["decision_tree"]
    suit = Suit(row["amount"], row["p_win"], row["ratio"], row["p_enf"], row["months"], row["own_cost"],
                row["fee_full"], tree["rate"])  # fmt: skip
    other = tree["respondent_own_cost"]
    assert expected_value(suit) == pytest.approx(row["EV_claimant"], abs=0.006)
    assert respondent_cost(suit, other) == pytest.approx(row["respondent_expected_cost"], abs=0.006)
    assert bargaining_range(suit, other) == pytest.approx(tuple(row["zopa"]), abs=0.006)


@pytest.mark.parametrize("row", RISK["zopa_normal"], ids=lambda row: str(row["p"]))
def test_chance_of_a_bargaining_range(row: dict[str, Any]) -> None:
    assert chance_of_overlap(row["mu_a"], row["sd_a"], row["mu_b"], row["sd_b"]) == pytest.approx(row["p"], abs=1e-6)


def test_every_part_of_the_shared_vectors_is_used() -> None:
    assert set(RISK) == {"court_fee", "decision_tree", "beta_binomial", "zopa_normal"}
    assert len(CALIBRATION) == 7


def test_calibration_scores() -> None:
    p, y = CALIBRATION["p"], CALIBRATION["y"]
    assert brier(p, y) == pytest.approx(CALIBRATION["brier"], abs=1e-9)
    assert spiegelhalter(p, y).value == pytest.approx(CALIBRATION["spiegelhalter_z"], abs=1e-9)
    assert ece(p, y, 5) == pytest.approx(CALIBRATION["ece_5_equal_width_bins"], abs=1e-9)


def test_conformal_rule() -> None:
    row = CALIBRATION["conformal"]
    assert CALIBRATION["conformal_rule"] == "q = k-th smallest score, k=ceil((n+1)(1-alpha))"
    assert rank(len(row["scores"]), row["alpha"]) == row["k"]
    assert radius(row["scores"], row["alpha"]) == row["q"]


@pytest.mark.parametrize(("n", "bounded"), [(8, False), (9, True)])
def test_a_range_over_too_few_scores_is_unbounded(n: int, bounded: bool) -> None:
    assert (radius([0.1] * n, 0.1) is not None) == bounded


def test_strata_are_taken_together_until_each_holds_two_hundred() -> None:
    few, many = {"1": [0.3] * 199, "2": [0.1] * 200}, {"1": [0.3] * 200, "2": [0.1] * 200}
    assert mondrian(few, "2", 0.1) == (0.3, 399, False)
    assert mondrian(many, "2", 0.1) == (0.1, 200, True)
    assert mondrian({}, "2", 0.1) == (None, 0, False)


@pytest.mark.parametrize(
    ("x", "a", "b", "expected"),
    # Closed forms: uniform, power, arcsine, Beta(2, 2) = 3x² − 2x³, Beta(5, 3) by the binomial sum.
    [(0.3, 1, 1, 0.3), (0.7, 4, 1, 0.2401), (0.25, 0.5, 0.5, 1 / 3), (0.4, 2, 2, 0.352), (0.6, 5, 3, 0.419904)],
)
def test_beta_distribution(x: float, a: float, b: float, expected: float) -> None:
    assert beta_cdf(x, a, b) == pytest.approx(expected, abs=1e-12)
    assert beta_quantile(expected, a, b) == pytest.approx(x, abs=1e-10)


@pytest.mark.parametrize(
    ("x", "df", "expected"),
    # Tabled 5 % and 1 % points, the exponential case, and both branches of the incomplete gamma function.
    [(3.841458820694124, 1, 0.05), (18.307038053275146, 10, 0.05), (23.209251158954356, 10, 0.01),
     (2.0, 2, 0.36787944117144233), (4.865182051925329, 10, 0.9), (0, 3, 1.0)],
)  # fmt: skip
def test_chi_square(x: float, df: int, expected: float) -> None:
    assert chi_square_sf(x, df) == pytest.approx(expected, abs=1e-9)


def test_normal_tails() -> None:
    assert two_sided(1.959963984540054) == pytest.approx(0.05, abs=1e-12)
    assert two_sided(-2.5758293035489) == pytest.approx(0.01, abs=1e-12)


def test_wilson_interval() -> None:
    # Wilson 1927: 5 of 10 at 95 % → 0.2366 … 0.7634; no success still leaves a width.
    assert wilson(5, 10, 1.959963984540054) == pytest.approx((0.236593, 0.763407), abs=1e-6)
    low, high = wilson(0, 20)
    assert low == 0
    assert 0.1 < high < 0.15
    assert wilson(0, 0) == (0.0, 1.0)


def test_ten_bins_hold_every_forecast_and_a_sure_one_too() -> None:
    p, y = [0.0, 0.05, 0.95, 1.0], [0, 0, 1, 1]
    assert [(each.n, each.low, each.high) for each in reliability(p, y)] == [(2, 0, 0.1), (2, 0.9, 1)]
    assert BINS == 10
    assert log_loss([1.0, 0.0], [1, 0]) == pytest.approx(0, abs=1e-9)
    assert chi_square([0.0, 1.0], [0, 1]).p == 1
