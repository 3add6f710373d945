"""Ridge logistic regression for a handful of features, by Newton's method. Plain Python: no numeric library."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

LEAST_CASES = 200
"""Decided cases from which the regression is shown beside the cells."""
ALARM = 0.15
"""A larger distance between cell and regression means that one of them is wrong."""
MOST_ROUNDS = 50
CLOSE = 1e-10

Row = Sequence[float]
Counts = tuple[tuple[float, ...], int, int]
"""A row with a leading 1, how many cases have it, how many of them met."""


@dataclass(frozen=True, slots=True)
class Logistic:
    """An intercept and a weight per feature."""

    intercept: float
    weights: tuple[float, ...]

    def chance(self, row: Row) -> float:
        """The fitted probability for a row of features."""
        return sigmoid(self.intercept + sum(w * x for w, x in zip(self.weights, row, strict=True)))


def sigmoid(z: float) -> float:
    """1 / (1 + e⁻ᶻ) without overflow."""
    if z >= 0:
        return 1 / (1 + math.exp(-z))
    grown = math.exp(z)
    return grown / (1 + grown)


def fit(rows: Sequence[Row], outcomes: Sequence[bool], c: float = 1.0) -> Logistic:
    """Minimise ½‖w‖² + c · log loss; the intercept is free. ValueError without both outcomes or equal lengths."""
    if len(rows) != len(outcomes) or len(set(outcomes)) < 2:
        raise ValueError("a regression needs a row per outcome, and outcomes of both kinds")
    return fit_counts(_grouped(rows, outcomes), c)


def fit_counts(grouped: Sequence[Counts], c: float = 1.0) -> Logistic:
    """The same from counts of equal rows; ValueError when all of them ended alike."""
    if sum(met for _row, _n, met in grouped) in (0, sum(n for _row, n, _met in grouped)):
        raise ValueError("a regression needs outcomes of both kinds")
    beta = [0.0] * len(grouped[0][0])
    for _round in range(MOST_ROUNDS):
        slope, bend = _derivatives(beta, grouped, c)
        step = _solved(bend, slope)
        beta = [now - change for now, change in zip(beta, step, strict=True)]
        if max(abs(change) for change in step) < CLOSE:
            break
    return Logistic(beta[0], tuple(beta[1:]))


def disagree(one: float, other: float) -> bool:
    """Whether cell and regression are so far apart that neither may be shown alone."""
    return abs(one - other) > ALARM


def _grouped(rows: Sequence[Row], outcomes: Sequence[bool]) -> list[Counts]:
    found: dict[tuple[float, ...], list[int]] = {}
    for row, met in zip(rows, outcomes, strict=True):
        count = found.setdefault((1.0, *row), [0, 0])
        count[0] += 1
        count[1] += bool(met)
    return [(row, n, met) for row, (n, met) in found.items()]


def _derivatives(beta: Sequence[float], grouped: Sequence[Counts], c: float) -> tuple[list[float], list[list[float]]]:
    size = len(beta)
    slope = [0.0, *beta[1:]]
    bend = [[float(i == j and i > 0) for j in range(size)] for i in range(size)]
    for row, n, met in grouped:
        chance = sigmoid(sum(b * x for b, x in zip(beta, row, strict=True)))
        miss, weight = c * (n * chance - met), c * n * chance * (1 - chance)
        used = [i for i in range(size) if row[i]]
        for i in used:
            slope[i] += miss * row[i]
            for j in used:
                bend[i][j] += weight * row[i] * row[j]
    return slope, bend


def _solved(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """Solve a symmetric positive definite system by elimination with pivots."""
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for k in range(size):
        pivot = max(range(k, size), key=lambda i: abs(rows[i][k]))
        rows[k], rows[pivot] = rows[pivot], rows[k]
        for i in range(k + 1, size):
            factor = rows[i][k] / rows[k][k]
            rows[i] = [a - factor * b for a, b in zip(rows[i], rows[k], strict=True)]
    found = [0.0] * size
    for k in reversed(range(size)):
        rest = sum(rows[k][j] * found[j] for j in range(k + 1, size))
        found[k] = (rows[k][size] - rest) / rows[k][k]
    return found
