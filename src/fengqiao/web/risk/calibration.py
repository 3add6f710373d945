"""Whether the forecasts frozen at filing came true: totals for the management of the court, nothing of any one case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fengqiao.insight.calibration import LEAST_SHOWN, Bin, report
from fengqiao.insight.queries import scored
from fengqiao.people.gates import staff_required
from fengqiao.people.models import Post

SIDE, LEFT, TOP = 260, 44, 12
president = staff_required(Post.Role.PRESIDENT)


@dataclass(frozen=True, slots=True)
class Dot:
    """One group of forecasts in the drawing, and the same as cases in a hundred."""

    x: float
    y: float
    y_low: float
    y_high: float
    forecast: int
    seen: int
    low: int
    high: int
    n: int


@president
@require_safe
def calibration(request: HttpRequest) -> HttpResponse:
    """Show scores, both tests and the reliability diagram, or that there are too few scored forecasts."""
    chances, outcomes, waiting = scored()
    context: dict[str, Any] = {"n": len(outcomes), "waiting": waiting, "least": LEAST_SHOWN}
    if len(outcomes) >= LEAST_SHOWN:
        found = report(chances, outcomes)
        context |= {"report": found, "dots": dots_of(found.bins)}
    return render(request, "risk/calibration.html", context)


def dots_of(bins: Sequence[Bin]) -> list[Dot]:
    """Return where the groups lie: forecast to the right, share that settled upwards, Wilson's interval as a bar."""
    return [
        Dot(
            _x(each.forecast),
            _y(each.seen),
            _y(each.wilson[0]),
            _y(each.wilson[1]),
            forecast=round(100 * each.forecast),
            seen=round(100 * each.seen),
            low=round(100 * each.wilson[0]),
            high=round(100 * each.wilson[1]),
            n=each.n,
        )
        for each in bins
    ]


def _x(share: float) -> float:
    return round(LEFT + SIDE * share, 1)


def _y(share: float) -> float:
    return round(TOP + SIDE * (1 - share), 1)
