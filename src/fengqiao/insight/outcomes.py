"""How similar cases ended and how long they took: shown only when there are enough of them."""

from __future__ import annotations

from collections.abc import Sequence

from fengqiao.insight import cells, logistic
from fengqiao.insight.report import Docket, Outcome, Spread

LEAST_CASES = 20
LEAST_RESPONDENTS = 5
"""Settlements are confidential: only together, from 20 of them with five respondents or more."""


def outcome_of(docket: Docket) -> Outcome:
    """The estimate of the cell, or the bare number of cases when there are too few or it would say nothing."""
    enough = docket.own.n >= LEAST_CASES and docket.respondents >= LEAST_RESPONDENTS
    estimate = cells.cell(docket.own, docket.level) if enough else None
    shown = estimate if estimate is not None and cells.shown(estimate) else None
    everything = sum(tally.n for tally in docket.table.values())
    chance = regression(docket) if shown is not None and everything > logistic.LEAST_CASES else None
    return Outcome(shown, docket.own.n, docket.respondents, docket.until, chance, everything)


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
