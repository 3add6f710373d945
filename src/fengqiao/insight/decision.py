"""What a claim is worth to whoever asks, what it costs the other side, and which unknown moves that most."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from fengqiao.insight.distributions import normal_cdf


@dataclass(frozen=True, slots=True)
class Suit:
    """A claim of ``amount`` yuan: chance to win, share awarded, chance that it is paid, months, own cost, full fee.

    ``rate`` is the yearly rate at which waiting is discounted.
    """

    amount: float
    win: float
    share: float
    paid: float
    months: float
    own_cost: float
    fee: float
    rate: float


@dataclass(frozen=True, slots=True)
class Swing:
    """What one factor alone moves: the value at its low and at its high end, the others at the base."""

    factor: str
    low: float
    high: float
    at_low: float
    at_high: float

    @property
    def width(self) -> float:
        """How far the value moves."""
        return abs(self.at_high - self.at_low)


def expected_value(suit: Suit) -> float:
    """EV = p·r·A·e ÷ (1 + i·m/12) − own cost − fee·(1 − p·r·e), in yuan."""
    success = suit.win * suit.share * suit.paid
    later = 1 + suit.rate * suit.months / 12
    return success * suit.amount / later - suit.own_cost - suit.fee * (1 - success)


def respondent_cost(suit: Suit, own_cost: float) -> float:
    """What the other side has to expect: p·r·e·(A + fee) + its own cost, in yuan."""
    return suit.win * suit.share * suit.paid * (suit.amount + suit.fee) + own_cost


def bargaining_range(suit: Suit, respondent_own_cost: float) -> tuple[float, float] | None:
    """Between what suing is worth to one and costs the other (ZOPA); None where there is nothing between them."""
    low, high = expected_value(suit), respondent_cost(suit, respondent_own_cost)
    return (low, high) if low <= high else None


def tornado(base: Suit, ranges: Mapping[str, tuple[float, float]]) -> tuple[Swing, ...]:
    """Move one factor at a time through its range; the widest swing first. ValueError for an unknown factor."""
    known = {field.name for field in fields(Suit)}
    if unknown := sorted(set(ranges) - known):
        raise ValueError(f"no such factor: {', '.join(unknown)}")
    swings = [
        Swing(
            name,
            low,
            high,
            expected_value(replace(base, **{name: low})),
            expected_value(replace(base, **{name: high})),
        )
        for name, (low, high) in ranges.items()
    ]
    return tuple(sorted(swings, key=lambda swing: (-swing.width, swing.factor)))


def chance_of_overlap(mu_a: float, sd_a: float, mu_b: float, sd_b: float) -> float:
    """P(a ≤ b) when both sides' limits are normal: the chance that a bargaining range exists."""
    return normal_cdf((mu_b - mu_a) / math.hypot(sd_a, sd_b))
