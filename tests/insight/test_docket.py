"""The methods on invented dockets whose truth is known. Fixed seeds; the figures are those of ``docs/risk.md``."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from random import Random

import pytest

from fengqiao.insight.calibration import Test, chi_square, spiegelhalter
from fengqiao.insight.cells import Estimate, Tally, cell, shown
from fengqiao.insight.conformal import around, mondrian
from fengqiao.insight.logistic import disagree, fit, sigmoid
from insight.docket import CAUSES, LEVELS, Row, World, features

RUNS = 400
TESTS: dict[str, Callable[[Sequence[float], Sequence[int]], Test]] = {"z": spiegelhalter, "chi2": chi_square}


def _rejected(n: int, runs: int, true_of: Callable[[float], float], seed: int) -> dict[str, float]:
    """The share of dockets in which each test rejects; ``true_of`` gives the true chance behind a forecast."""
    random = Random(seed)
    rejects = dict.fromkeys(TESTS, 0)
    for _docket in range(runs):
        p = [random.uniform(0.08, 0.92) for _case in range(n)]
        y = [int(random.random() < true_of(said)) for said in p]
        for name, test in TESTS.items():
            rejects[name] += test(p, y).rejects
    return {name: count / runs for name, count in rejects.items()}


def _less_sure(said: float) -> float:
    return sigmoid(math.log(said / (1 - said)) / 1.5)


@pytest.mark.parametrize("n", [200, 500])
def test_both_tests_keep_their_size_on_calibrated_forecasts(n: int) -> None:
    for share in _rejected(n, RUNS, lambda said: said, seed=n).values():
        assert 0.02 <= share <= 0.08


def test_both_tests_reject_forecasts_that_are_half_as_sure_again() -> None:
    found = _rejected(2000, 40, _less_sure, seed=3)
    assert min(found.values()) >= 0.97


def test_a_constant_bias_is_seen_by_chi_square_and_not_by_z() -> None:
    found = _rejected(2000, 60, lambda said: said - 0.05, seed=4)
    assert found["chi2"] >= 0.95
    assert found["z"] <= 0.15


def _rmse(said: Callable[[str, int], float], world: World, test: Sequence[Row]) -> float:
    return math.sqrt(sum((said(row.cause, row.level) - row.chance) ** 2 for row in test) / len(test))


def _tallies(rows: Sequence[Row]) -> tuple[dict[tuple[str, int], Tally], dict[int, Tally]]:
    cells: dict[tuple[str, int], list[bool]] = defaultdict(list)
    levels: dict[int, list[bool]] = defaultdict(list)
    for row in rows:
        cells[row.cause, row.level].append(row.met)
        levels[row.level].append(row.met)
    return (
        {key: Tally(sum(found), len(found)) for key, found in cells.items()},
        {key: Tally(sum(found), len(found)) for key, found in levels.items()},
    )


def _estimates(rows: Sequence[Row]) -> dict[tuple[str, int], Estimate]:
    cells, levels = _tallies(rows)
    return {(c, e): cell(cells.get((c, e), Tally(0, 0)), levels.get(e, Tally(0, 0))) for c in CAUSES for e in LEVELS}


@pytest.mark.parametrize("seed", range(5))
def test_the_cells_are_nearer_to_the_truth_than_raw_shares(seed: int) -> None:
    world = World(seed)
    train, test = world.rows(200), world.rows(2000)
    cells, _levels = _tallies(train)
    found = _estimates(train)

    def raw(cause: str, level: int) -> float:
        tally = cells.get((cause, level))
        return tally.met / tally.n if tally else 0.5

    assert _rmse(lambda cause, level: found[cause, level].mean, world, test) < 0.85 * _rmse(raw, world, test)


def test_the_interval_of_a_cell_holds_its_truth_nine_times_in_ten() -> None:
    held = [
        each.low <= world.chance(cause, level) <= each.high
        for world in (World(seed) for seed in range(12))
        for (cause, level), each in _estimates(world.rows(1000)).items()
    ]
    assert 0.86 <= sum(held) / len(held) <= 0.96


def test_a_cell_is_shown_from_five_cases_on_and_only_when_it_says_something() -> None:
    level = Tally(60, 100)
    assert not shown(cell(Tally(4, 4), level))
    assert shown(cell(Tally(3, 5), level))
    assert not shown(Estimate(0.5, 0.2, 0.71, 30))
    assert 0 < cell(Tally(0, 0), Tally(0, 0)).mean < 1


@pytest.mark.parametrize("seed", range(3))
def test_the_regression_beats_the_cells_above_two_hundred_cases(seed: int) -> None:
    world = World(seed)
    train, test = world.rows(1000), world.rows(1000)
    model = fit([features(row) for row in train], [row.met for row in train])
    by_cell = {key: each.mean for key, each in _estimates(train).items()}

    def regression(cause: str, level: int) -> float:
        return model.chance(features(Row(cause, level, 0, False, 0)))

    assert _rmse(regression, world, test) < _rmse(lambda cause, level: by_cell[cause, level], world, test)


def test_the_regression_stands_where_the_slope_of_its_loss_is_zero() -> None:
    rows = [[1.0, 0.0], [1.0, 1.0], [0.0, 1.0], [0.0, 0.0], [1.0, 0.0], [0.0, 1.0]]
    met = [True, False, True, False, True, True]
    model = fit(rows, met, c=1.0)
    miss = [model.chance(row) - each for row, each in zip(rows, met, strict=True)]
    assert sum(miss) == pytest.approx(0, abs=1e-8)
    for k, weight in enumerate(model.weights):
        assert weight + sum(m * row[k] for m, row in zip(miss, rows, strict=True)) == pytest.approx(0, abs=1e-8)


def test_a_regression_needs_both_outcomes() -> None:
    with pytest.raises(ValueError, match="both kinds"):
        fit([[1.0], [0.0]], [True, True])


def test_cell_and_regression_more_than_fifteen_points_apart_raise_the_alarm() -> None:
    assert disagree(0.40, 0.56)
    assert not disagree(0.40, 0.54)


def test_the_alarm_sounds_where_a_cell_does_not_follow_the_regression() -> None:
    """A cause that ends the other way round in strong evidence: additive log-odds cannot follow, the cell does."""
    world = World(1)
    world.own["cause a", 3] = -4.0
    train = world.rows(3000)
    model = fit([features(row) for row in train], [row.met for row in train])
    mean = _estimates(train)["cause a", 3].mean
    assert disagree(mean, model.chance(features(Row("cause a", 3, 0, False, 0))))


def test_the_money_range_holds_the_next_case_nine_times_in_ten() -> None:
    held = total = 0
    for seed in range(6):
        world = World(seed)
        middle = {level: 0.35 + 0.15 * level for level in LEVELS}
        scores: dict[str, list[float]] = {str(level): [] for level in LEVELS}
        for row in world.rows(1200):
            scores[str(row.level)].append(abs(row.ratio - middle[row.level]))
        for row in world.rows(1500):
            found = around(middle[row.level], mondrian(scores, str(row.level), 0.1)[0])
            assert found is not None
            held += found[0] <= row.ratio <= found[1]
            total += 1
    assert abs(held / total - 0.9) <= 0.03


def test_equal_forecasts_stay_in_one_group() -> None:
    """The cells of a small docket give many equal forecasts; divided by their outcomes they would look wrong."""
    found = chi_square([0.6] * 40, [1] * 24 + [0] * 16)
    assert found.value == pytest.approx(0)
    assert not found.rejects
    mixed = chi_square([0.2] * 50 + [0.8] * 50, [1] * 10 + [0] * 40 + [1] * 40 + [0] * 10)
    assert not mixed.rejects
