"""Pages of the bench: asked for in turn over a register as large as a busy court's."""

from __future__ import annotations

import gc
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import cycle, islice
from random import Random

import click
from django.db import connection
from django.db.models import Q
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fengqiao.cases.models import Case, Participation
from fengqiao.demo.crowd import SEED, fill
from fengqiao.ledger.sequencer import sequence
from fengqiao.people.models import Person, Post

CASES = 21_017
STATES = ("submitted", "accepted", "appointed", "inviting", "open", "ended")
WARM = 5
HERE = {"host": "127.0.0.1"}


@dataclass(frozen=True, slots=True)
class Spans:
    """What asking for one kind of page took, in milliseconds of CPU and of the wall clock, and the most queries."""

    cpu: tuple[float, ...]
    wall: tuple[float, ...]
    queries: int


def quantile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least this share of the values does not exceed; ValueError for none."""
    if not values:
        raise ValueError("nothing was measured")
    rank = -(-len(values) * round(share * 100) // 100)
    return sorted(values)[max(rank, 1) - 1]


class Register:
    """A register of many cases, and three people who look at it: a party, a mediator, a clerk."""

    def __init__(self, at: datetime, count: int = CASES) -> None:
        begun = time.process_time()
        gc.disable()  # half a million rows that all live until they are written
        try:
            fill(count, at=at, progress=lambda done: click.echo(f"\r{done:,} of {count:,} cases", nl=False, err=True))
            click.echo(err=True)
        finally:
            gc.enable()
        while sequence(at):
            continue
        self.seconds = time.process_time() - begun
        self.chance = Random(SEED)  # noqa: S311  picks pages to open

    def case_pages(self, times: int) -> Spans:
        """Open case pages of many cases in every state, each as its applicant or its mediator."""
        rows = [row for state in STATES for row in self._seats(state)[: max(1, times // len(STATES))]]
        return spans([(client(row.person), f"/cases/{row.case_id}/") for row in rows if row.person], times)

    def board(self, times: int) -> Spans:
        """Open the board of the mediator who has most to do."""
        held = Q(posts__role=Post.Role.MEDIATOR)
        person = Person.objects.filter(held).order_by("pk")
        busiest = max(person, key=lambda one: one.appointments.filter(case__closed_at=None).count())
        return spans([(client(busiest), "/bench/")], times)

    def queue(self, times: int) -> Spans:
        """Open the clerk's queue."""
        clerk = Person.objects.filter(posts__role=Post.Role.FILING_CLERK).order_by("pk")[0]
        return spans([(client(clerk), "/bench/queue/")], times)

    def _seats(self, state: str) -> list[Participation]:
        cases = Case.objects.filter(procedure="mediation", state=state).order_by("pk")
        known = list(cases.values_list("pk", flat=True))
        drawn = self.chance.sample(known, min(12, len(known)))
        seats = Participation.objects.filter(case__in=drawn, role__in=("applicant", "mediator"), until=None)
        return list(seats.exclude(person=None).select_related("person").order_by("case", "role"))


def client(person: Person) -> Client:
    """Return a browser in which the person is logged in."""
    browser = Client()
    browser.force_login(person, "fengqiao.people.backends.StaffBackend")
    return browser


def spans(pages: Sequence[tuple[Client, str]], times: int) -> Spans:
    """Ask for the pages in turn, a few times to warm up and then so often; RuntimeError unless each answers 200."""
    for browser, path in islice(cycle(pages), WARM):
        ask(browser, path)
    cpu, wall, most = [], [], 0
    for browser, path in islice(cycle(pages), times):
        begun, used = time.perf_counter(), time.process_time()
        ask(browser, path)
        cpu.append((time.process_time() - used) * 1000)
        wall.append((time.perf_counter() - begun) * 1000)
    for browser, path in pages:
        with CaptureQueriesContext(connection) as seen:
            ask(browser, path)
        most = max(most, len(seen.captured_queries))
    return Spans(tuple(cpu), tuple(wall), most)


def ask(browser: Client, path: str) -> None:
    """Ask for a page; RuntimeError when it does not come."""
    answer = browser.get(path, headers=HERE)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")
