"""The gates: every verdict by hand, unknown stays unknown, the sum of days is shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from fengqiao.insight.gates import Checked, Told, check, gates, questions, verdict
from fengqiao.insight.kleene import Value

ON = date(2026, 11, 24)
SAYS = {"pass", "fail", "unknown"}

CASES: list[tuple[str, dict[str, Value], str]] = [
    ("jurisdiction", {"place_here": True, "court_agreed": False}, "pass"),
    ("jurisdiction", {"place_here": True, "court_agreed": True}, "fail"),
    ("jurisdiction", {"court_agreed": True}, "fail"),
    ("jurisdiction", {"place_here": False}, "fail"),
    ("jurisdiction", {"place_here": True}, "unknown"),
    ("jurisdiction", {}, "unknown"),
    ("internet_court", {"internet_city": False}, "pass"),
    ("internet_court", {"internet_city": True, "clause_hidden": False}, "pass"),
    ("internet_court", {"internet_city": True, "clause_hidden": True}, "at_risk"),
    ("internet_court", {"internet_city": True}, "unknown"),
    ("internet_court", {}, "unknown"),
    ("standing", {"own_right": True}, "pass"),
    ("standing", {"own_right": False, "right_assigned": True}, "at_risk"),
    ("standing", {"own_right": False, "right_assigned": False}, "fail"),
    ("standing", {"own_right": False}, "unknown"),
    ("standing", {"right_assigned": True}, "unknown"),
    ("respondent", {"counterparty": True, "identified": True, "closed_down": False}, "pass"),
    ("respondent", {"counterparty": True, "identified": True, "closed_down": True}, "at_risk"),
    ("respondent", {"counterparty": True, "identified": True}, "unknown"),
    ("respondent", {"counterparty": False}, "fail"),
    ("respondent", {"identified": False}, "fail"),
    ("arbitration", {"arbitration_clause": False}, "pass"),
    ("arbitration", {"arbitration_clause": True, "clause_void": False}, "fail"),
    ("arbitration", {"arbitration_clause": True, "clause_void": True}, "at_risk"),
    ("arbitration", {"arbitration_clause": True}, "unknown"),
    ("arbitration", {"clause_void": True}, "unknown"),
    ("arbitration", {}, "unknown"),
    ("ripeness", {"due_now": True, "decided_before": False}, "pass"),
    ("ripeness", {"due_now": False}, "fail"),
    ("ripeness", {"decided_before": True}, "fail"),
    ("ripeness", {"due_now": True}, "unknown"),
]


def checked(
    name: str, facts: Mapping[str, Value], told: Told | None = None, kind: str = "online_service", on: date = ON
) -> Checked:
    """Return one gate, checked."""
    return next(each for each in check(facts, told or Told(), kind, on) if each.gate.id == name)


@pytest.mark.parametrize(("name", "facts", "wanted"), CASES)
def test_a_gate_by_what_is_known(name: str, facts: dict[str, Value], wanted: str) -> None:
    assert checked(name, facts).verdict == wanted


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        (Told(known=date(2025, 1, 1)), "pass"),
        (Told(known=date(2024, 1, 10)), "at_risk"),  # ends 2027-01-11: 48 days
        (Told(known=date(2023, 2, 24)), "fail"),
        (Told(known=date(2023, 2, 24), demanded=date(2025, 6, 1)), "pass"),
        (Told(known=date(2020, 2, 24), demanded=date(2025, 6, 1)), "fail"),  # the demand came too late
        (Told(known=None), "unknown"),
        (Told(known=None, exempt=True), "pass"),
        (Told(known=date(2025, 1, 1), exempt=None), "pass"),  # it cannot matter
        (Told(known=date(2020, 1, 1), exempt=None), "unknown"),
    ],
)
def test_limitation_by_the_days_told(told: Told, wanted: str) -> None:
    assert checked("limitation", {}, told).verdict == wanted


def test_limitation_is_at_risk_on_the_last_day_and_shut_on_the_next() -> None:
    told = Told(known=date(2023, 11, 24))
    assert checked("limitation", {}, told, on=date(2026, 11, 24)).verdict == "at_risk"
    assert checked("limitation", {}, told, on=date(2026, 11, 25)).verdict == "fail"


def test_the_sum_of_days_and_its_article_are_shown() -> None:
    found = checked("limitation", {}, Told(known=date(2025, 1, 1)))
    assert found.steps
    assert "405 days are left" in found.steps[-1][1]
    assert "188" in found.source


def test_a_day_that_cannot_be_counted_from_is_unknown_with_the_reason() -> None:
    found = checked("limitation", {}, Told(known=date(1985, 1, 1)))
    assert found.verdict == "unknown"
    assert found.steps


def test_a_kind_of_case_that_no_table_names_is_unknown_at_the_internet_court() -> None:
    assert checked("internet_court", {"internet_city": True, "clause_hidden": False}, kind="other").verdict == "unknown"


def test_the_trace_names_each_fact_and_says_what_is_not_known() -> None:
    assert checked("standing", {"own_right": False}).trace == (("own_right", False), ("right_assigned", None))


def test_the_rule_id_carries_the_version() -> None:
    assert checked("internet_court", {}).rule == "gates/internet_court@2025-11-01"
    assert checked("internet_court", {}, on=date(2025, 10, 31)).rule == "gates/internet_court@2018-09-07"


def test_every_gate_says_each_of_its_verdicts_in_both_languages() -> None:
    for gate in gates(ON):
        wanted = SAYS | ({"at_risk"} if gate.risk.text != "False" else set())
        assert set(gate.says) == wanted
        assert all(zh and en for zh, en in gate.says.values())


def test_every_fact_that_a_gate_uses_is_asked_or_computed() -> None:
    asked = {question.fact for question in questions(ON)} | {"no_limit", "days_left", "in_scope"}
    used = {name for gate in gates(ON) for name in gate.passes.names | gate.risk.names}
    assert used == asked


def test_knowing_more_never_turns_a_verdict_into_unknown_or_round() -> None:
    """Kleene's logic is monotone: what is settled with little stays settled whatever comes to be known."""
    for name, facts, wanted in CASES:
        if wanted == "unknown":
            continue
        gate = next(each for each in gates(ON) if each.id == name)
        for missing in sorted((gate.passes.names | gate.risk.names) - set(facts) - {"in_scope"}):
            for value in (True, False):
                assert checked(name, {**facts, missing: value}).verdict == wanted, (name, facts, missing)


@pytest.mark.parametrize(
    ("passes", "risk", "wanted"),
    [(True, False, "pass"), (True, True, "at_risk"), (False, True, "fail"), (False, None, "fail"),
     (None, False, "unknown"), (None, None, "unknown"), (True, None, "unknown"), (None, True, "unknown")],
)  # fmt: skip
def test_a_verdict_follows_from_the_two_expressions(passes: bool | None, risk: bool | None, wanted: str) -> None:
    assert verdict(passes, risk) == wanted
