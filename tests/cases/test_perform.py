"""The kernel: one way to move a case, all or nothing, once."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from cast import Cast
from django.db import close_old_connections, connection
from django.http import Http404
from story import Story

from fengqiao.cases.checks import faults
from fengqiao.cases.gates import case_for, cases_of
from fengqiao.cases.models import Case, Record
from fengqiao.cases.perform import perform
from fengqiao.cases.steps import PROCEDURES, Effect, Procedure, Refused, Stale, Turn
from fengqiao.ledger.models import Leaf

trial = Procedure(
    "trial_run",
    title="Trial run",
    start="begun",
    states={"begun": "begun", "going": "going", "over": "over"},
    final=frozenset({"over"}),
    basis="mediation/online-rules-8",
)
WORDS = {"basis": "mediation/online-rules-8", "label": "go", "says": "went"}


@trial.step(
    "go", source="begun", target="going", by="applicant", tells=("respondent",), sets=("mediation_pre_filing",), **WORDS
)
def go(turn: Turn) -> Effect:
    """Go on."""
    if turn.data.get("fail"):
        raise RuntimeError("the effect failed")
    return Effect({"word": "gone"})


@trial.step("nod", source="going", target="going", by=("applicant", "respondent"), commutes=True, **WORDS)
def nod(turn: Turn) -> Effect:
    """Nod."""
    return Effect()


@trial.step(
    "wait_on",
    source="going",
    target="going",
    by="applicant",
    sets=("mediator_confirms",),
    clears=("mediation_pre_filing",),
    **WORDS,
)
def wait_on(turn: Turn) -> Effect:
    """Wait for the other one."""
    return Effect(waits=frozenset({"mediator_confirms", "mediation_pre_filing"}))


@trial.step("stop", source="going", target="over", by="respondent", clears=("mediation_pre_filing",), **WORDS)
def stop(turn: Turn) -> Effect:
    """Stop."""
    return Effect()


def test_a_step_leaves_state_record_leaf_notice_and_deadline(cast: Cast) -> None:
    story = Story(cast, "trial_run").then("ali", go)
    record = story.case.records.last()
    assert (story.case.state, record.number, record.data["word"], record.side) == ("going", 2, "gone", "a")
    assert story.told == ["respondent"]
    assert story.case.deadlines.get().end.isoformat() == "2026-12-09"
    assert Leaf.objects.filter(kind="step").count() == 2


def test_a_refused_step_leaves_no_trace(cast: Cast) -> None:
    story = Story(cast, "trial_run").refused("bowen", go)
    assert story.case.revision == 1
    assert Record.objects.count() == 1


def test_an_effect_that_raises_undoes_all_and_leaves_the_callers_case_alone(cast: Cast) -> None:
    story = Story(cast, "trial_run")
    with pytest.raises(RuntimeError):
        perform(go, story.case, story.actor("ali"), at=story.now, fail=True)
    assert story.case.state == "begun"
    assert (Case.objects.get().state, Record.objects.count(), story.told) == ("begun", 1, [])


def test_a_replayed_step_meets_an_old_revision_and_never_acts_twice(cast: Cast) -> None:
    story = Story(cast, "trial_run")
    before = story.case
    story.then("ali", go)
    with pytest.raises(Stale):
        perform(go, before, story.actor("ali"), at=story.now)


def test_a_commuting_step_is_taken_from_an_old_copy_too(cast: Cast) -> None:
    story = Story(cast, "trial_run").then("ali", go)
    old = story.case
    story.then("ali", nod)
    assert perform(nod, old, story.actor("bowen"), at=story.now).revision == 4


def test_a_final_state_closes_the_case_and_meets_its_deadlines(cast: Cast) -> None:
    story = Story(cast, "trial_run").then("ali", go).then("bowen", stop)
    assert story.case.closed_at
    assert story.case.deadlines.get().state == "met"


def test_a_stranger_finds_nothing(cast: Cast) -> None:
    story = Story(cast, "trial_run")
    with pytest.raises(Http404):
        case_for(cast.stranger, story.case.pk, at=story.now)
    assert not cases_of(cast.stranger, at=story.now).exists()
    assert cases_of(cast.ali, at=story.now).get() == story.case


def test_the_clerk_of_the_inviting_court_reaches_the_bodys_case(cast: Cast) -> None:
    story = Story(cast, "trial_run")
    assert case_for(cast.luo, story.case.pk, at=story.now)[1].roles == {"filing_clerk"}
    assert cases_of(cast.luo, at=story.now).get() == story.case


@pytest.mark.parametrize("who", ["ding", "gao"])
def test_a_judge_and_a_judges_clerk_reach_nothing_of_a_procedure_that_does_not_name_them(cast: Cast, who: str) -> None:
    story = Story(cast, "trial_run")
    assert story.actor(who).roles == frozenset()
    assert not cases_of(getattr(cast, who), at=story.now).exists()


def test_a_deadline_rule_can_wait_for_the_second_of_two(cast: Cast) -> None:
    story = Story(cast, "trial_run").then("ali", go).then("ali", wait_on)
    assert story.case.deadlines.get(rule="mediation_pre_filing").state == "running"
    assert not story.case.deadlines.filter(rule="mediator_confirms").exists()


def test_the_check_names_dead_ends_and_unknown_roles() -> None:
    sick = replace(trial.steps["stop"], by=frozenset({"wizard"}))
    loose = Procedure("sick_run", "Sick", "begun", {"begun": "b", "lost": "l"}, frozenset(), "x", steps={"stop": sick})
    del PROCEDURES["sick_run"]
    found = "; ".join(faults(loose))
    assert "lost cannot be reached" in found
    assert "begun is a dead end" in found
    assert "unknown role wizard" in found


@pytest.mark.django_db(transaction=True)
def test_of_eight_simultaneous_calls_one_wins() -> None:
    story = Story(Cast(), "trial_run")
    actor, out, gate = story.actor("ali"), [], threading.Barrier(8)

    def call() -> None:
        close_old_connections()
        gate.wait()
        try:
            perform(go, story.case, actor, at=story.now)
            out.append("won")
        except (Stale, Refused) as error:
            out.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=call) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(out) == ["Stale"] * 7 + ["won"]
    assert Record.objects.filter(step="trial_run.go").count() == 1
