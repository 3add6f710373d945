"""Anybody does anything in any order: the confirmation stays sound."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from cast import Cast
from chamber import ALL_CHECKED, Chamber
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from fengqiao.cases.models import Deadline
from fengqiao.cases.perform import perform
from fengqiao.cases.steps import PROCEDURES, Refused, Stale
from fengqiao.confirmation.clock import close_windows
from fengqiao.delivery.models import Delivery
from fengqiao.law.confirmation import application_window
from fengqiao.law.delivery import day_of
from fengqiao.people.errors import NotAccepted

PEOPLE = ("ali", "bowen", "chen", "ding", "gao", "luo", "stranger", "system")
STEPS = sorted(PROCEDURES["confirmation"].steps)


class Confirming(RuleBasedStateMachine):
    """Random people take random steps; the judge finds and time passes between them."""

    @initialize(road=st.sampled_from(("new", "applied", "under_review")))
    def begin(self, road: str) -> None:
        """Open a confirmation in a transaction of its own, somewhere on its road."""
        self.block = transaction.atomic()
        self.block.__enter__()
        self.chamber = Chamber(Cast())
        if road != "new":
            getattr(self.chamber, road)()

    @rule(who=st.sampled_from(PEOPLE), name=st.sampled_from(STEPS))
    def step(self, who: str, name: str) -> None:
        """Try a step as somebody; a refusal changes nothing."""
        declared, before, actor = self.chamber.step(name), self.chamber.case, self.chamber.actor(who)
        try:
            after = perform(declared, before, actor, at=self.chamber.now, **self.data())
        except (Refused, Stale):
            revision = before.revision
            before.refresh_from_db()
            assert before.revision == revision
            return
        assert actor.roles & declared.by
        assert before.state in declared.source
        self.chamber.case = after

    @rule(pick=st.integers(0, 20))
    def likely(self, pick: int) -> None:
        """Take one of the steps that somebody can take now and that does not simply give up."""
        out = {"withdraw_application", "not_accept"}
        open_now = [(who, name) for who in PEOPLE for name in sorted(self.chamber.may(who) - out)]
        if open_now:
            self.step(*open_now[pick % len(open_now)])

    def data(self) -> dict[str, Any]:
        """Return data that any of the steps would take."""
        last = date.fromordinal(day_of(self.chamber.now).toordinal() + 3)
        limit = self.chamber.case.deadlines.filter(state="running").first()
        return {
            "rule": limit.rule if limit else "", "end": last,
            "judge": self.chamber.cast.ding, "checked": ALL_CHECKED, "ground": "other", "reason": "理由", "to": "both",
            "text": "话", "days": 3, "answer_by": last, "number": 1,
        } | ({"ground": "wrong_court"} if self.chamber.case.state == "applied" else {})  # fmt: skip

    @rule(wanting=st.sampled_from(("", "", "clear")))
    def find(self, wanting: str) -> None:
        """Let the judge find; outside the review that is refused."""
        try:
            with transaction.atomic():
                self.chamber.found(wanting)
        except NotAccepted:
            assert self.chamber.case.state != "reviewing"

    @rule(hours=st.sampled_from((1, 30, 24 * 8, 24 * 40)))
    def wait(self, hours: int) -> None:
        """Let time pass and the clock act."""
        self.chamber.now += timedelta(hours=hours)
        close_windows(self.chamber.now)
        self.chamber.case.refresh_from_db()

    @invariant()
    def sound(self) -> None:
        """Records count up, an end closes, a ruling is promised to both, an application came in time."""
        if not hasattr(self, "chamber"):
            return
        case, row = self.chamber.case, self.chamber.row
        assert case.records.count() == case.revision
        assert (case.closed_at is not None) == (case.state in PROCEDURES["confirmation"].final)
        assert not (case.closed_at and case.deadlines.filter(state=Deadline.State.RUNNING).exists())
        assert (row.ruling is not None) == (case.state in {"confirmed", "dismissed", "not_accepted"})
        if row.ruling:
            assert Delivery.objects.filter(document=row.ruling).count() == 2
        if row.received_at:
            assert not application_window(row.effective_on).over(day_of(row.received_at))
        if case.state == "confirmed":
            assert row.findings.filter(met=True, evidence_seen=True).count() == 8
        assert (case.organisation is not None) == (row.received_at is not None)

    def teardown(self) -> None:
        """Undo everything."""
        if hasattr(self, "block"):
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)


@pytest.mark.django_db
def test_whatever_people_do_the_confirmation_stays_sound() -> None:
    quiet = settings(
        max_examples=20,
        stateful_step_count=20,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    run_state_machine_as_test(Confirming, settings=quiet)
