"""How similar cases ended and how long they took: shown only when there are enough of them."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, fsum

from fengqiao.insight import cells, conformal, logistic
from fengqiao.insight.report import Docket, Money, Outcome, Spread

LEAST_CASES = 20
LEAST_RESPONDENTS = 5
STEP = 5
"""Settlements are confidential: only together, from 20 of them with five respondents or more."""


def outcome_of(docket: Docket) -> Outcome:
    """The estimate of the cell, or the bare number of cases when there are too few or it would say nothing."""
    enough = docket.own.n >= LEAST_CASES and docket.respondents >= LEAST_RESPONDENTS
    estimate = cells.cell(docket.own, docket.level) if enough else None
    shown = estimate if estimate is not None and cells.shown(estimate) else None
    everything = sum(tally.n for tally in docket.table.values())
    chance = regression(docket) if shown is not None and everything > logistic.LEAST_CASES else None
    return Outcome(shown, docket.own.n, docket.respondents, docket.until, chance, everything, money_of(docket))


def money_of(docket: Docket) -> Money | None:
    """The part of the amount asked that agreements of this cause gave, as a split conformal range.

    The older half of the agreements gives the mean, the newer half how far cases lie from it. None below 20
    agreements or 5 other sides, and when the range is unbounded.
    """
    shares = {level: list(found) for level, found in docket.shares.items() if found}
    n = sum(map(len, shares.values()))
    if n < LEAST_CASES or docket.respondents < LEAST_RESPONDENTS:
        return None
    older = [share for found in shares.values() for share in found[: len(found) // 2]]
    mean = fsum(older) / len(older) if older else 0.5
    scores = {level: [abs(share - mean) for share in found[len(found) // 2 :]] for level, found in shares.items()}
    width, _behind, _own = conformal.mondrian(scores, str(docket.cell[1]), 0.1)
    ends = conformal.around(mean, width)
    if ends is None:
        return None
    return Money(STEP * floor(100 * ends[0] / STEP), min(100, STEP * ceil(100 * ends[1] / STEP)), n)


def regression(docket: Docket) -> float | None:
    """The chance of the cell by a ridge regression on cause and level over all cases; None when all ended alike."""
    causes = sorted({cause for cause, _level in docket.table})
    levels = sorted({level for _cause, level in docket.table})[1:]
    rows = {
        cell: (*(float(cell[0] == cause) for cause in causes), *(float(cell[1] == level) for level in levels))
        for cell in docket.table
    }
    try:
        model = logistic.fit_counts([((1.0, *rows[cell]), tally.n, tally.met) for cell, tally in docket.table.items()])
    except ValueError:
        return None
    return model.chance(rows[docket.cell]) if docket.cell in rows else None


def spread_of(docket: Docket) -> Spread:
    """Median and middle 80 of 100 in days, under the same conditions."""
    if len(docket.days) < LEAST_CASES or docket.respondents < LEAST_RESPONDENTS:
        return Spread(len(docket.days))
    days = sorted(docket.days)
    return Spread(len(days), _quantile(days, 0.5), _quantile(days, 0.1), _quantile(days, 0.9))


def _quantile(days: Sequence[int], share: float) -> int:
    """The value below which ``share`` lies, between neighbours in proportion, in whole days."""
    place = share * (len(days) - 1)
    below = int(place)
    above = min(below + 1, len(days) - 1)
    return round(days[below] + (days[above] - days[below]) * (place - below))
