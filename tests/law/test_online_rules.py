"""Decisions of online litigation and mediation: every shared scene as typed facts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from fengqiao.law import confirmation, mediator_limits, online
from fengqiao.law.chain_evidence import ChainFacts, confirmed, examine
from fengqiao.law.coded import Ground, ground
from fengqiao.law.online import AsyncHearing
from fengqiao.law.outcomes import Outcome

from .asking import vectors

DAY = date(2026, 3, 2)
SUMMARY = AsyncHearing("summary", True, True, True, True, False)
SAYS = {row["id"]: row["expected"] for row in vectors("online_rules")}

SCENES: dict[str, Callable[[], Outcome]] = {
    "ONL-001": lambda: online.consent_needed(True, DAY),
    "ONL-002": lambda: online.mode({"A": True, "B": True}, DAY),
    "ONL-003": lambda: online.mode({"A": True, "B": False}, DAY),
    "ONL-004": lambda: online.consent_for("hearing", {"evidence_exchange"}, DAY),
    "ONL-005": lambda: online.change_of_mind(False, True, DAY),
    "ONL-006": lambda: online.silent_defendant(False, DAY),
    "ONL-007": lambda: online.silent_defendant(True, DAY),
    "ONL-008": lambda: online.identity("hearing", DAY),
    "ONL-009": lambda: online.attribution(True, False, DAY),
    "ONL-010": lambda: online.online_hearing({"all_refuse"}, DAY),
    "ONL-011": lambda: online.online_hearing({"state_secret"}, DAY),
    "ONL-012": lambda: online.online_hearing({"on_the_spot"}, DAY),
    "ONL-013": lambda: online.absence(True, DAY),
    "ONL-014": lambda: online.leaving(True, True, DAY),
    "ONL-015": lambda: online.recording(False, DAY),
    "ONL-016": lambda: online.witness_watches(DAY),
    "ONL-017": lambda: online.async_hearing(replace(SUMMARY, procedure="ordinary"), DAY),
    "ONL-018": lambda: online.async_hearing(SUMMARY, DAY),
    "ONL-019": lambda: online.async_hearing(replace(SUMMARY, facts_disputed=True), DAY),
    "ONL-020": lambda: online.async_step("mediation", True, DAY),
    "ONL-021": lambda: online.exchange(True, False, DAY),
    "ONL-022": lambda: online.material(DAY, equal_by={"no_objection"}),
    "ONL-023": lambda: online.material(DAY, required_by={"unclear"}, equal_by={"no_objection"}),
    "ONL-024": lambda: online.paper_too(True, DAY),
    "ONL-025": lambda: examine(ChainFacts(True), DAY)[0],
    "ONL-026": lambda: examine(ChainFacts(False), DAY)[0],
    "ONL-027": lambda: examine(ChainFacts(True, objection_after_upload=True), DAY)[0],
    "ONL-028": lambda: examine(ChainFacts(True, objection_before_upload=True), DAY)[0],
    "ONL-029": lambda: examine(ChainFacts(True, expert_asked=True), DAY)[-1],
    "ONL-030": lambda: mediator_limits.statement(False, DAY),
    "ONL-031": lambda: mediator_limits.statement(True, DAY),
    "ONL-032": lambda: mediator_limits.record_by_recording(True, DAY),
    "ONL-033": lambda: mediator_limits.after_disclosure({"A": True, "B": True}, DAY),
    "ONL-034": lambda: mediator_limits.after_disclosure({"A": True, "B": False}, DAY),
    "ONL-035": lambda: mediator_limits.change_asked(True, False, DAY),
    "ONL-036": lambda: mediator_limits.later_role("juror", DAY),
    "ONL-037": lambda: mediator_limits.choice(DAY, date(2026, 3, 5), chosen=False),
    "ONL-038": lambda: mediator_limits.silence(DAY, date(2026, 3, 6)),
    "ONL-039": lambda: mediator_limits.period_over(True, DAY),
    "ONL-040": lambda: mediator_limits.period_over(False, DAY),
    "ONL-041": lambda: mediator_limits.refuses_to_sign(DAY),
    "ONL-042": lambda: mediator_limits.sham_suspected(DAY),
}


@pytest.mark.parametrize("scene", SCENES)
def test_every_scene_has_the_outcome_of_the_list(scene: str) -> None:
    found = SCENES[scene]()
    assert found.en == SAYS[scene]
    assert found.zh
    assert found.entry.source


def test_no_scene_of_the_list_is_forgotten() -> None:
    confirmations = {f"ONL-0{number}" for number in range(43, 50)}
    assert set(SAYS) == set(SCENES) | confirmations


def list_item(table: str, code: str) -> Ground:
    return ground(f"confirmation/{table}", code, DAY)


def test_confirmations_on_the_list() -> None:
    assert list_item("not_accepted", "status_relation").article == "355(三)"
    assert list_item("not_accepted", "property_or_ip_title").article == "355(五)"
    assert list_item("conditions", "joint").article == "351"
    assert list_item("dismissal", "unclear").article == "358(五)"
    assert not confirmation.in_time(date(2026, 3, 2), date(2026, 4, 2))
    assert confirmation.in_time(date(2026, 3, 2), date(2026, 4, 1))


def test_the_other_way_round_the_outcome_differs() -> None:
    assert online.mode({"A": False, "B": False}, DAY).code == "mode_offline"
    assert online.consent_needed(False, DAY).code == "consent_to_be_asked"
    assert online.consent_for("hearing", {"hearing"}, DAY).code == "consent_covers"
    assert online.change_of_mind(True, False, DAY).code == "withdrawal_granted"
    assert online.identity("filing", DAY).code == "identity_known"
    assert online.attribution(False, False, DAY).code == "act_of_holder"
    assert online.online_hearing(set(), DAY).code == "hearing_allowed"
    assert online.absence(False, DAY).code == "absence_refusal"
    assert online.leaving(True, False, DAY).code == "left_to_remind"
    assert online.async_step("inquiry", False, DAY).code == "async_no"
    assert online.exchange(True, True, DAY).code == "exchange_as_agreed"
    assert online.exchange(False, True, DAY).code == "exchange_offline"
    assert online.material(DAY).code == "material_usable"
    assert mediator_limits.choice(DAY, date(2026, 3, 4), chosen=False).code == "mediator_by_parties"
    assert mediator_limits.silence(DAY, date(2026, 3, 5)).code == "mediator_may_answer"
    assert mediator_limits.change_asked(False, False, DAY).code == "change_granted"
    assert mediator_limits.later_role("clerk", DAY).code == "role_free"


@pytest.mark.parametrize(
    "missing", ["presence_difficult", "asked_in_writing", "all_agree", "evidence_exchanged", "facts_disputed"]
)
def test_each_condition_of_a_hearing_at_separate_times_is_needed(missing: str) -> None:
    facts = replace(SUMMARY, **{missing: missing == "facts_disputed"})  # type: ignore[arg-type]
    assert online.async_hearing(facts, DAY).code == "async_hearing_conditions"


def test_contrary_evidence_ends_the_presumption() -> None:
    assert [found.code for found in examine(ChainFacts(True, contrary_evidence=True), DAY)] == ["chain_no_presumption"]


def test_what_nobody_explains_is_not_confirmed() -> None:
    assert not confirmed(proved=False, explained=False, corroborated=False)
    assert confirmed(proved=False, explained=False, corroborated=True)


def test_an_unknown_ground_is_refused() -> None:
    with pytest.raises(LookupError, match="not on the list"):
        online.online_hearing({"bad_weather"}, DAY)
    with pytest.raises(ValueError, match="at least one party"):
        online.mode({}, DAY)


def test_the_rules_begin_on_their_first_day() -> None:
    assert online.absence(True, date(2021, 8, 1)).code == "absence_excused"
    with pytest.raises(LookupError, match="begins on 2021-08-01"):
        online.absence(True, date(2021, 7, 31))
