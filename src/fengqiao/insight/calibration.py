"""Whether forecasts came true as often as they said. Two tests, because each is blind to what the other sees.

Spiegelhalter's z sees forecasts that are too sure; it is blind to a constant bias, which χ² over ten groups sees.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fengqiao.insight.distributions import chi_square_sf, two_sided

BINS = 10
LEVEL = 0.05
LEAST_SHOWN = 30
"""Scored forecasts from which a calibration may be shown."""
Z90 = 1.6448536269514722


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts between ``low`` and ``high``: how many, their mean, the share that came true, its Wilson interval."""

    low: float
    high: float
    n: int
    forecast: float
    seen: float
    wilson: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Test:
    """A statistic and the probability of one as far out, when the forecasts are calibrated."""

    __test__ = False

    value: float
    p: float

    @property
    def rejects(self) -> bool:
        """Whether calibration is rejected at 5 %."""
        return self.p < LEVEL


@dataclass(frozen=True, slots=True)
class Report:
    """Everything about a set of scored forecasts. ``in_the_large``: mean outcome minus mean forecast."""

    n: int
    brier: float
    base_brier: float
    log_loss: float
    in_the_large: float
    ece: float
    z: Test
    chi2: Test
    bins: tuple[Bin, ...]


def report(p: Sequence[float], y: Sequence[int]) -> Report:
    """Score forecasts ``p`` against outcomes ``y`` (0 or 1); ValueError when there are none or not as many."""
    _check(p, y)
    share = sum(y) / len(y)
    return Report(
        n=len(y),
        brier=brier(p, y),
        base_brier=share * (1 - share),
        log_loss=log_loss(p, y),
        in_the_large=share - sum(p) / len(p),
        ece=ece(p, y),
        z=spiegelhalter(p, y),
        chi2=chi_square(p, y),
        bins=reliability(p, y),
    )


def brier(p: Sequence[float], y: Sequence[int]) -> float:
    """The mean squared distance of forecast and outcome: 0 is perfect, 0.25 is a coin."""
    return math.fsum((each - met) ** 2 for each, met in zip(p, y, strict=True)) / len(y)


def log_loss(p: Sequence[float], y: Sequence[int]) -> float:
    """The mean of −ln of what was said of the outcome; forecasts are held off 0 and 1 by 1e-12."""
    kept = [min(1 - 1e-12, max(1e-12, each)) for each in p]
    return -math.fsum(math.log(each if met else 1 - each) for each, met in zip(kept, y, strict=True)) / len(y)


def spiegelhalter(p: Sequence[float], y: Sequence[int]) -> Test:
    """Spiegelhalter's z (1986). Nothing can be tested when every forecast is 0, ½ or 1."""
    top = math.fsum((met - each) * (1 - 2 * each) for each, met in zip(p, y, strict=True))
    spread = math.fsum((1 - 2 * each) ** 2 * each * (1 - each) for each in p)
    if spread <= 0:
        return Test(0.0, 1.0)
    z = top / math.sqrt(spread)
    return Test(z, two_sided(z))


def chi_square(p: Sequence[float], y: Sequence[int], bins: int = BINS) -> Test:
    """χ² over groups of about equal size by forecast; nothing was fitted to the outcomes, so each is a degree.

    Equal forecasts stay in one group: to divide them would sort them by their outcomes.
    """
    total, degrees = 0.0, 0
    for group in _groups(p, y, bins):
        spread = math.fsum(each * (1 - each) for each, _met in group)
        if spread > 0:
            total += math.fsum(met - each for each, met in group) ** 2 / spread
            degrees += 1
    return Test(total, chi_square_sf(total, degrees)) if degrees else Test(0.0, 1.0)


def _groups(p: Sequence[float], y: Sequence[int], bins: int) -> Iterator[list[tuple[float, int]]]:
    pairs = sorted(zip(p, y, strict=True), key=lambda pair: pair[0])
    group: list[tuple[float, int]] = []
    done = made = 0
    for pair in pairs:
        if group and pair[0] != group[-1][0] and done >= len(pairs) * (made + 1) // bins:
            yield group
            group, made = [], max(made + 1, done * bins // len(pairs))
        group.append(pair)
        done += 1
    if group:
        yield group


def reliability(p: Sequence[float], y: Sequence[int], bins: int = BINS) -> tuple[Bin, ...]:
    """Bins of equal width with at least one forecast in them."""
    groups: dict[int, list[tuple[float, int]]] = {}
    for each, met in zip(p, y, strict=True):
        groups.setdefault(min(bins - 1, int(each * bins)), []).append((each, met))
    return tuple(_bin(k / bins, (k + 1) / bins, groups[k]) for k in sorted(groups))


def ece(p: Sequence[float], y: Sequence[int], bins: int = BINS) -> float:
    """Expected calibration error: the mean distance of forecast and outcome over the bins, by their size."""
    return math.fsum(each.n * abs(each.forecast - each.seen) for each in reliability(p, y, bins)) / len(y)


def wilson(met: int, n: int, z: float = Z90) -> tuple[float, float]:
    """Wilson's interval of a share; 90 % unless told otherwise."""
    if n < 1:
        return 0.0, 1.0
    share, z2 = met / n, z * z
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = z * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def _bin(low: float, high: float, group: Sequence[tuple[float, int]]) -> Bin:
    n, met = len(group), sum(met for _each, met in group)
    return Bin(low, high, n, math.fsum(each for each, _met in group) / n, met / n, wilson(met, n))


def _check(p: Sequence[float], y: Sequence[int]) -> None:
    if not y or len(p) != len(y):
        raise ValueError("a calibration needs as many forecasts as outcomes, and at least one")
    if any(not 0 <= each <= 1 for each in p) or any(met not in (0, 1) for met in y):
        raise ValueError("forecasts lie between 0 and 1, outcomes are 0 or 1")
