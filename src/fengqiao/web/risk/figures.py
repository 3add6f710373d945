"""The drawings of the review as plain numbers: an interval bar and a tornado, each with a table that says the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fengqiao.insight.cells import Estimate
from fengqiao.insight.decision import Swing
from fengqiao.law.money import rounded

LEFT, WIDTH = 12, 296
ROW = 44
FACTORS: Mapping[str, str | Promise] = {
    "win": _("whether a court decides for you"),
    "share": _("how much of the amount it awards"),
    "paid": _("whether it is paid"),
    "months": _("how long it takes"),
}


@dataclass(frozen=True, slots=True)
class Interval:
    """Cases in a hundred, and where they lie in the drawing."""

    middle: int
    low: int
    high: int
    x: float
    x_low: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One factor: its range as people say it, the worth at either end in yuan, and where the bar lies."""

    label: str | Promise
    months: bool
    low: int
    high: int
    at_low: Decimal
    at_high: Decimal
    x: float
    width: float
    y: int


@dataclass(frozen=True, slots=True)
class Tornado:
    """The bars, the place of zero yuan (None when it lies outside), the height, the ends of the scale."""

    bars: tuple[Bar, ...]
    zero: float | None
    height: int
    least: Decimal
    most: Decimal


def interval_of(found: Estimate) -> Interval:
    """The bar of an estimate."""
    low, high = _place(found.low), _place(found.high)
    return Interval(
        round(100 * found.mean), round(100 * found.low), round(100 * found.high), _place(found.mean), low, high - low
    )


def tornado_of(swings: Sequence[Swing]) -> Tornado | None:
    """The bars from the widest to the narrowest; None without any."""
    if not swings:
        return None
    ends = [value for swing in swings for value in (swing.at_low, swing.at_high)]
    least, span = min(ends), max(ends) - min(ends) or 1.0
    bars = tuple(_bar(swing, place, least, span) for place, swing in enumerate(swings))
    zero = LEFT + WIDTH * -least / span if least <= 0 <= max(ends) else None
    return Tornado(bars, zero, ROW * len(bars) + 28, _yuan(least), _yuan(max(ends)))


def _bar(swing: Swing, place: int, least: float, span: float) -> Bar:
    low, high = sorted((swing.at_low, swing.at_high))
    months, unit = swing.factor == "months", 1 if swing.factor == "months" else 100
    return Bar(
        FACTORS[swing.factor],
        months,
        round(unit * swing.low),
        round(unit * swing.high),
        _yuan(swing.at_low),
        _yuan(swing.at_high),
        round(LEFT + WIDTH * (low - least) / span, 1),
        round(max(2.0, WIDTH * (high - low) / span), 1),
        ROW * place,
    )


def _place(share: float) -> float:
    return round(LEFT + WIDTH * share, 1)


def _yuan(value: float) -> Decimal:
    """Whole yuan: the guesses behind it carry no more."""
    return rounded(Decimal(round(value)))
