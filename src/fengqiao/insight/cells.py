"""Empirical-Bayes cells: how cases like this one ended, with an interval, or not at all.

A cell is cause × evidence level. Its prior is the rate of the evidence level over all causes, worth eight cases
(``docs/risk.md``).
"""

from __future__ import annotations

from dataclasses import dataclass

from fengqiao.insight.distributions import beta_quantile

STRENGTH = 8.0
"""Cases that the prior counts for."""
LEAST_CASES = 5
WIDEST = 0.5
"""A wider 90 % interval says nothing."""


@dataclass(frozen=True, slots=True)
class Tally:
    """``met`` of ``n`` closed cases ended as asked."""

    met: int
    n: int

    def __post_init__(self) -> None:
        if not 0 <= self.met <= self.n:
            raise ValueError(f"{self.met} of {self.n} cannot be counted")

    @property
    def rate(self) -> float:
        """The share, held off 0 and 1 by half a case on either side, so that it can serve as a prior mean."""
        return (self.met + 0.5) / (self.n + 1)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A share with its 90 % equal-tailed interval and the number of cases behind it."""

    mean: float
    low: float
    high: float
    n: int

    @property
    def width(self) -> float:
        """How wide the interval is."""
        return self.high - self.low


def posterior(tally: Tally, a: float, b: float) -> Estimate:
    """The estimate under a Beta(a, b) prior."""
    after_a, after_b = a + tally.met, b + tally.n - tally.met
    low, high = beta_quantile(0.05, after_a, after_b), beta_quantile(0.95, after_a, after_b)
    return Estimate(after_a / (after_a + after_b), low, high, tally.n)


def cell(own: Tally, level: Tally) -> Estimate:
    """The estimate of a cell whose evidence level, over all causes, has the tally ``level``."""
    return posterior(own, STRENGTH * level.rate, STRENGTH * (1 - level.rate))


def shown(estimate: Estimate) -> bool:
    """Whether the estimate may be shown: five cases or more, and an interval that says something."""
    return estimate.n >= LEAST_CASES and estimate.width <= WIDEST
