"""Anybody does anything in any order: the mediation stays sound."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from cast import Cast
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from road import ALL_WELL, Road

from fengqiao.cases.actors import SYSTEM
from fengqiao.cases.models import Deadline
from fengqiao.cases.perform import perform
from fengqiao.cases.steps import PROCEDURES, Refused, Stale
from fengqiao.law.delivery import day_of
from fengqiao.mediation.actions import CannotDo, confirm_record, propose_fact, screen_for_sham, tick_fact, write_record
from fengqiao.mediation.clock import due_steps
from fengqiao.mediation.signatures import paper_of
from fengqiao.negotiation.agreements import BadAgreement
from fengqiao.signing.actions import text_digest
from fengqiao.signing.queries import request_for

PEOPLE = ("ali", "bowen", "chen", "ding", "luo", "stranger", "system")
STEPS = sorted(PROCEDURES["mediation"].steps)


class Mediating(RuleBasedStateMachine):
    """Random people take random steps of a mediation; acts of the talks lie between."""

    @initialize(road=st.sampled_from(("new", "invited", "opened", "out", "signed")))
    def begin(self, road: str) -> None:
        """Open a mediation in a transaction of its own, somewhere on its road."""
        self.block = transaction.atomic()
        self.block.__enter__()
        self.road = Road(Cast())
        if road != "new":
            getattr(self.road, road)()

    @rule(who=st.sampled_from(PEOPLE), name=st.sampled_from(STEPS), sure=st.integers(0, 3))
    def step(self, who: str, name: str, sure: int) -> None:
        """Try a step as somebody; one that ends the mediation only now and then, or little else would happen."""
        final = PROCEDURES["mediation"].final
        if sure == 0 or not final & set(PROCEDURES["mediation"].steps[name].targets):
            self.attempt(who, name)

    @rule(pick=st.integers(0, 20))
    def likely(self, pick: int) -> None:
        """Take one of the steps that somebody can take now and that does not end the mediation too early."""
        ways_out = {"return_application", "withdraw", "refuse", "report_unreachable", "leave", "end"}
        open_now = [(who, name) for who in PEOPLE for name in sorted(self.road.may(who) - ways_out)]
        if open_now:
            self.attempt(*open_now[pick % len(open_now)])

    def attempt(self, who: str, name: str) -> None:
        """Perform a step; a refusal changes nothing."""
        declared, before, actor = PROCEDURES["mediation"].steps[name], self.road.case, self.road.actor(who)
        try:
            after = perform(declared, before, actor, at=self.road.now, **self.data(who))
        except (Refused, Stale):
            before.refresh_from_db()
            return
        assert actor.roles & declared.by
        assert before.state in declared.source
        assert after.state in (declared.targets or (before.state,))
        self.road.case = after

    def data(self, who: str) -> dict[str, Any]:
        """Return data that any of the steps would take."""
        document = paper_of(self.road.case)
        own = request_for(document, getattr(self.road.cast, who)) if document and who != "system" else None
        limit = self.road.case.deadlines.filter(state="running").first()
        return {
            "rule": limit.rule if limit else "", "end": day_of(self.road.now) + timedelta(days=5),
            "ground": "other", "reason": "other", "note": "说明", "mediator": self.road.cast.chen,
            "disclosure": ["none"], "answer": "accept", "consents": {"online_mediation": {}}, "talks": False,
            "request": own, "shown": text_digest(document) if document and own else "", "method": "code",
        }  # fmt: skip

    @rule(hours=st.sampled_from([1, 30, 24 * 6, 24 * 40]))
    def wait(self, hours: int) -> None:
        """Let time pass and the clock act."""
        self.road.now += timedelta(hours=hours)
        due_steps(self.road.now)
        self.road.case.refresh_from_db()

    @rule()
    def come_in(self) -> None:
        """Check both identities again."""
        self.road.case.participations.exclude(side="").update(checked_at=self.road.now)

    @rule(who=st.sampled_from(("ali", "bowen", "chen", "luo")))
    def talk(self, who: str) -> None:
        """Put a fact, write and confirm a record, draft a text, answer the questions; refused acts change nothing."""
        case, at, actor = self.road.case, self.road.now, self.road.actor(who)
        try:
            with transaction.atomic():
                fact = propose_fact(case, actor, "付款 4980 元", at=at)
                for side in ("ali", "bowen"):
                    fact = tick_fact(fact, self.road.actor(side), at=at)
                record = write_record(case, self.road.actor("chen"), "双方到场。", at=at)
                for side in ("ali", "bowen"):
                    record = confirm_record(record, self.road.actor(side), at=at)
                self.road.drafted()
        except (CannotDo, BadAgreement):
            pass
        try:
            screen_for_sham(case, self.road.actor("chen"), ALL_WELL, at=at)
        except CannotDo:
            pass

    @invariant()
    def sound(self) -> None:
        """State, revision, records, deadlines and closing agree."""
        if not hasattr(self, "road"):
            return
        case, declared = self.road.case, PROCEDURES["mediation"]
        rows = list(case.records.order_by("number"))
        assert [row.number for row in rows] == list(range(1, case.revision + 1))
        assert rows[-1].to_state == case.state
        assert (case.closed_at is not None) == (case.state in declared.final)
        running = list(Deadline.objects.filter(case=case, state="running").values_list("rule", flat=True))
        assert len(running) == len(set(running))
        assert not case.closed_at or running == []
        assert SYSTEM.roles == {"system"}

    def teardown(self) -> None:
        """Undo everything of this run."""
        if hasattr(self, "block"):
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)


@pytest.mark.django_db
def test_any_order_of_acts_leaves_a_sound_mediation() -> None:
    run_state_machine_as_test(
        Mediating,
        settings=settings(
            max_examples=25,
            stateful_step_count=30,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
