"""Asking for the last day of a period: every shared row, the length, and days that nobody can know yet."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.law.calendar import is_working
from fengqiao.law.periods import rules
from fengqiao.law.table import load

from .asking import ask, refused, vectors


def row(rule: str, start: str, **more: Any) -> dict[str, Any]:
    return {"rule": rule, "start_date": start, **more}


@pytest.mark.parametrize("vector", vectors("deadlines"), ids=lambda vector: vector["id"])
def test_every_row_is_met(vector: dict[str, str]) -> None:
    found = ask("deadlines", {key: vector[key] for key in ("rule", "start_date", "n", "unit")})
    assert (found.get("value"), found.get("error")) == ({"end": vector["expected_end"]}, None)
    assert found["source"]
    assert found["steps"]


@pytest.mark.parametrize("vector", vectors("deadlines"), ids=lambda vector: vector["id"])
def test_without_a_length_the_period_of_the_rule_counts(vector: dict[str, str]) -> None:
    found = ask("deadlines", row(vector["rule"], vector["start_date"], n=""))
    assert found["value"] == {"end": vector["expected_end"]}


@pytest.mark.parametrize(
    ("rule", "start", "provisional"),
    [
        ("appeal_judgment", "2026-12-25", "2027-01-11"),
        ("mediation_pre_filing", "2026-12-18", "2027-01-18"),
        ("mediator_confirms", "2026-12-30", "2027-01-04"),
        ("apply_enforcement", "2026-11-24", "2028-11-24"),
    ],
)
def test_a_year_without_notice_refuses_with_the_provisional_day(rule: str, start: str, provisional: str) -> None:
    message = refused("deadlines", row(rule, start))
    assert provisional in message
    assert "还没有公布" in message


def test_a_period_that_is_not_moved_needs_no_notice() -> None:
    assert ask("deadlines", row("public_notice_service", "2026-12-18"))["value"] == {"end": "2027-01-17"}


@pytest.mark.parametrize(
    "more",
    [{"n": "10"}, {"n": 10}, {"unit": "month"}, {"n": "15", "unit": "workday"}, {"n": "15", "unit": "week"}],
)
def test_a_length_that_contradicts_the_rule_is_refused(more: dict[str, Any]) -> None:
    assert refused("deadlines", row("appeal_judgment", "2026-03-02", **more))


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"rule": "appeal_judgment"},
        {"start_date": "2026-03-02"},
        row("appeal_verdict", "2026-03-02"),
        row("appeal_judgment", "2026-02-29"),
        row("appeal_judgment", "2026-3-2"),
        row("appeal_judgment", "20260302"),
        row("appeal_judgment", ""),
        row("appeal_judgment", 20260302),  # type: ignore[arg-type]
        row("appeal_judgment", "9999-12-31"),
        row("appeal_judgment", "2026-03-02", n="-15"),
        row("appeal_judgment", "2026-03-02", n="15.0"),
        row("appeal_judgment", "2026-03-02", n="0"),
        row("appeal_judgment", "2026-03-02", n=True),
        row("appeal_judgment", "2026-03-02", n="NaN"),
        row("appeal_judgment", "2026-03-02", n="1" * 50),
        row("appeal_judgment", "2026-03-02", unit=7),
        row("appeal_judgment", "2026-03-02", holiday="none"),
    ],
)
def test_what_is_no_question_is_refused(given: dict[str, Any]) -> None:
    assert len(refused("deadlines", given)) > 20


@pytest.mark.parametrize("rule", rules())
def test_the_day_before_the_first_entry_is_refused_and_the_first_is_answered(rule: str) -> None:
    first = load(f"deadlines/{rule}").entries[0].since
    before = date.fromordinal(first.toordinal() - 1)
    assert str(first) in refused("deadlines", row(rule, before.isoformat()))
    assert "begins on" not in str(ask("deadlines", row(rule, first.isoformat())).get("error"))


def test_notices_to_parties_abroad_became_shorter_with_2024() -> None:
    assert ask("deadlines", row("public_notice_service_foreign", "2023-12-31"))["value"] == {"end": "2024-03-31"}
    assert ask("deadlines", row("public_notice_service_foreign", "2024-01-01"))["value"] == {"end": "2024-03-01"}


@given(st.sampled_from(rules()), st.dates(date(2025, 6, 1), date(2026, 6, 1)))
def test_an_answer_is_never_a_day_off_where_the_period_moves(rule: str, start: date) -> None:
    found = ask("deadlines", row(rule, start.isoformat()))
    if "value" in found and load(f"deadlines/{rule}").on(start).value["roll"]:
        assert is_working(date.fromisoformat(found["value"]["end"]))
