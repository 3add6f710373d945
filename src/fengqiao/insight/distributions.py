"""Distribution functions without a numeric library: beta, normal, chi-square. Absolute error below 1e-10."""

from __future__ import annotations

import math

TINY = 1e-300
CLOSE = 1e-15
MOST_TERMS = 10_000


def normal_cdf(z: float) -> float:
    """P(Z ≤ z) of the standard normal distribution."""
    return 0.5 * math.erfc(-z / math.sqrt(2))


def two_sided(z: float) -> float:
    """P(|Z| ≥ |z|) of the standard normal distribution."""
    return math.erfc(abs(z) / math.sqrt(2))


def beta_cdf(x: float, a: float, b: float) -> float:
    """P(X ≤ x) for X ~ Beta(a, b), both above zero: the regularised incomplete beta function."""
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    log_front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    front = math.exp(log_front)
    if x < (a + 1) / (a + b + 2):
        return front * _beta_fraction(x, a, b) / a
    return 1 - front * _beta_fraction(1 - x, b, a) / b


def beta_quantile(p: float, a: float, b: float) -> float:
    """The x with P(X ≤ x) = p, by halving the interval until it holds no more digits."""
    low, high = 0.0, 1.0
    for _round in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if beta_cdf(middle, a, b) < p else (low, middle)
    return (low + high) / 2


def chi_square_sf(x: float, df: int) -> float:
    """P(X ≥ x) for X ~ χ² with ``df`` degrees of freedom."""
    if df < 1:
        raise ValueError("chi-square needs at least one degree of freedom")
    return 1.0 if x <= 0 else _upper_gamma(df / 2, x / 2)


def _beta_fraction(x: float, a: float, b: float) -> float:
    """Lentz's evaluation of the continued fraction of the incomplete beta function."""
    c, d = 1.0, 1 / _away(1 - (a + b) * x / (a + 1))
    total = d
    for m in range(1, MOST_TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / _away(1 + term * d)
            c = _away(1 + term / c)
            total *= d * c
        if abs(d * c - 1) < CLOSE:
            return total
    raise ArithmeticError("the incomplete beta function did not converge")


def _upper_gamma(s: float, x: float) -> float:
    """Q(s, x), the regularised upper incomplete gamma function: a series below s + 1, a continued fraction above."""
    front = math.exp(s * math.log(x) - x - math.lgamma(s))
    if x < s + 1:
        term = total = 1 / s
        n = s
        while abs(term) > CLOSE * abs(total):
            n += 1
            term *= x / n
            total += term
        return 1 - front * total
    b = x + 1 - s
    c, d = 1 / TINY, 1 / _away(b)
    total = d
    for i in range(1, MOST_TERMS):
        a, b = -i * (i - s), b + 2
        d = 1 / _away(a * d + b)
        c = _away(b + a / c)
        total *= d * c
        if abs(d * c - 1) < CLOSE:
            break
    return front * total


def _away(value: float) -> float:
    """The value, kept away from zero."""
    return value if abs(value) > TINY else TINY
