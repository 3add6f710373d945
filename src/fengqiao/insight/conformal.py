"""Split and Mondrian conformal ranges: a range that holds the next case's value as often as promised."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

LEAST_PER_STRATUM = 200
"""Scores that every stratum needs before each gets a range of its own."""


def rank(n: int, alpha: float) -> int:
    """k = ⌈(n + 1)(1 − α)⌉, free of the noise of binary fractions."""
    return math.ceil(round((n + 1) * (1 - alpha), 9))


def radius(scores: Sequence[float], alpha: float) -> float | None:
    """The k-th smallest score; None ("unbounded") when k is above the number of scores."""
    k = rank(len(scores), alpha)
    return None if k > len(scores) else sorted(scores)[k - 1]


def mondrian(scores: Mapping[str, Sequence[float]], stratum: str, alpha: float) -> tuple[float | None, int, bool]:
    """The radius for a stratum, the scores behind it, and whether they are the stratum's own.

    Every stratum has its own range once each holds 200 scores; before that they are taken together.
    """
    if scores and all(len(each) >= LEAST_PER_STRATUM for each in scores.values()) and stratum in scores:
        return radius(scores[stratum], alpha), len(scores[stratum]), True
    together = [score for each in scores.values() for score in each]
    return radius(together, alpha), len(together), False


def around(value: float, width: float | None, low: float = 0.0, high: float = 1.0) -> tuple[float, float] | None:
    """The range ``value`` ± ``width`` inside the possible; None when it is unbounded."""
    return None if width is None else (max(low, value - width), min(high, value + width))
