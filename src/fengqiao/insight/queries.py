"""Reads: counts of the installation's closed cases, the review of the asking party, forecasts that can be scored.

Counts are of many cases together, up to the end of the last month, and never by judge or mediator.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils import timezone

from fengqiao.cases.actors import Actor
from fengqiao.cases.models import Case, Participation, Record
from fengqiao.evidence.models import Evidence
from fengqiao.insight.cells import Tally
from fengqiao.insight.models import RiskReview
from fengqiao.insight.report import Docket

LEVELS = ((0, 0), (1, 2), (3, 10_000))
"""Pieces of evidence of the asking party at the filing, in three levels: none, one or two, three and more."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How a procedure ends with what was asked for or without, and the step from which its time is counted.

    ``shares`` gives the part of the amount asked that was agreed on, of each case and in the order of their closing.
    """

    met: frozenset[str]
    unmet: frozenset[str]
    begins: str
    shares: Callable[[QuerySet[Case]], list[float]]


COUNTED: dict[str, Counted] = {}
"""Procedure → what is counted of it; filled by the declarations of the procedures."""


def docket(procedure: str, cause: str, pieces: int, on: date) -> Docket:
    """Count the closed cases of the level of ``pieces`` up to the end of the month before ``on``."""
    first = on.replace(day=1)
    until = first - timedelta(days=1)
    rule = COUNTED.get(procedure)
    if rule is None:
        return Docket(until)
    table = {
        (name, at): tally for at, each in enumerate(LEVELS) for name, tally in _by_cause(procedure, rule, each, first)
    }
    cell = (cause, LEVELS.index(level_of(pieces)))
    level = [tally for (_name, at), tally in table.items() if at == cell[1]]
    everywhere = Tally(sum(tally.met for tally in level), sum(tally.n for tally in level))
    own = _closed(procedure, rule, level_of(pieces), first).filter(dispute__cause=cause)
    counted = table.get(cell, Tally(0, 0))
    return Docket(
        until,
        counted,
        everywhere,
        _respondents(own),
        _days(own, rule),
        table,
        cell,
        _shares(procedure, rule, cause, first),
    )


def level_of(pieces: int) -> tuple[int, int]:
    """The least and most pieces of evidence of the level that a number belongs to."""
    return next(level for level in LEVELS if level[0] <= pieces <= level[1])


def pieces_at_filing(case: Case) -> int:
    """How many pieces of evidence the applicant's side put in with the application."""
    return Evidence.objects.filter(dispute=case.dispute_id, side="a", at__lte=case.opened_at).count()


def review_of(case: Case, actor: Actor) -> RiskReview | None:
    """The review of the actor's own side in the case, or None while there is none.

    Http404 for everybody but the applicant and whoever represents the applicant: other side, mediator, clerk, judge.
    """
    return RiskReview.objects.filter(case=case, asker=asking_party(case, actor)).first()


def asking_party(case: Case, actor: Actor) -> Participation:
    """The applicant's seat that the actor holds or represents in a counted procedure; Http404 for all others."""
    seat = actor.participation
    if case.procedure not in COUNTED or seat is None or seat.side != "a" or seat.role != "applicant":
        raise Http404
    if actor.roles != {"applicant"}:
        raise Http404
    return seat


def scored() -> tuple[list[float], list[int], int]:
    """Frozen forecasts and outcomes (1: settled) of closed cases; third, the forecasts whose case still runs."""
    rows = RiskReview.objects.exclude(chance=None).values_list("chance", "case__procedure", "case__state")
    chances, outcomes, waiting = [], [], 0
    for chance, procedure, state in rows:
        rule = COUNTED[procedure]
        if state in rule.met | rule.unmet and chance is not None:
            chances.append(chance)
            outcomes.append(int(state in rule.met))
        else:
            waiting += 1
    return chances, outcomes, waiting


def _closed(procedure: str, rule: Counted, level: tuple[int, int], before: date) -> QuerySet[Case]:
    midnight = timezone.make_aware(datetime.combine(before, time()))
    pieces = Evidence.objects.filter(dispute=OuterRef("dispute"), side="a", at__lte=OuterRef("opened_at"))
    counted = pieces.order_by().values("dispute").annotate(n=Count("pk")).values("n")
    cases = Case.objects.order_by().filter(procedure=procedure, state__in=rule.met | rule.unmet, closed_at__lt=midnight)
    number = Coalesce(Subquery(counted, output_field=IntegerField()), 0)
    return cases.alias(pieces=number).filter(pieces__range=level)


def _shares(procedure: str, rule: Counted, cause: str, before: date) -> dict[str, tuple[float, ...]]:
    met = [_closed(procedure, rule, level, before).filter(dispute__cause=cause, state__in=rule.met) for level in LEVELS]
    return {str(at): tuple(rule.shares(cases)) for at, cases in enumerate(met)}


def _by_cause(procedure: str, rule: Counted, level: tuple[int, int], before: date) -> Iterator[tuple[str, Tally]]:
    rows = _closed(procedure, rule, level, before).values("dispute__cause")
    for row in rows.annotate(n=Count("pk"), met=Count("pk", filter=Q(state__in=rule.met))):
        yield row["dispute__cause"], Tally(row["met"], row["n"])


def _respondents(cases: QuerySet[Case]) -> int:
    rows = Participation.objects.filter(case__in=cases.values("pk"), role="respondent")
    return rows.order_by().values("person", "organisation", "name").distinct().count()


def _days(cases: QuerySet[Case], rule: Counted) -> tuple[int, ...]:
    begun = Record.objects.filter(case=OuterRef("pk"), step=rule.begins).order_by("number").values("at")[:1]
    rows = cases.annotate(begun=Subquery(begun)).exclude(begun=None).values_list("begun", F("closed_at"))
    return tuple((end - start).days for start, end in rows)
