"""Counting periods: our own rows, and the shared vectors where they lie beside the checkout."""

import csv
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.law.calendar import is_working
from fengqiao.law.periods import due, end_of_period, rules

from .shared import SHARED

VECTORS = SHARED / "law/vectors/deadlines.csv"
DAY = date.fromisoformat


@pytest.mark.parametrize(
    ("rule", "start", "end"),
    [
        ("appeal_judgment", "2026-01-30", "2026-02-14"),
        ("appeal_judgment", "2026-01-31", "2026-02-24"),
        ("appeal_ruling", "2026-06-09", "2026-06-22"),
        ("defence", "2025-01-16", "2025-02-05"),
        ("fee_payment", "2026-02-11", "2026-02-24"),
        ("public_notice_service", "2026-01-20", "2026-02-19"),
        ("judicial_confirmation_application", "2026-11-25", "2026-12-25"),
        ("judicial_confirmation_decide_accept", "2026-11-26", "2026-11-30"),
        ("objection_to_confirmation_party", "2026-11-30", "2026-12-15"),
        ("objection_to_confirmation_third", "2025-08-31", "2026-02-28"),
        ("mediation_pre_filing", "2026-11-11", "2026-12-11"),
        ("choose_mediator", "2026-09-30", "2026-10-09"),
        ("mediator_confirms", "2026-09-30", "2026-10-10"),
        ("mediator_contacts_other_party", "2026-11-12", "2026-11-17"),
        ("trial_summary", "2025-11-30", "2026-02-28"),
        ("apply_enforcement", "2024-02-29", "2026-02-28"),
    ],
)
def test_each_rule_ends_on_the_day_the_law_says(rule: str, start: str, end: str) -> None:
    assert due(rule, DAY(start)).end == DAY(end)


@pytest.mark.skipif(not VECTORS.is_file(), reason=f"shared vectors are not at {SHARED} (set FENGQIAO_SHARED)")
def test_every_shared_row_is_met() -> None:
    rows = list(csv.DictReader(VECTORS.open(encoding="utf-8")))
    wrong = [row["id"] for row in rows if not _met(row)]
    assert (len(rows) >= 40, wrong) == (True, [])


def _met(row: dict[str, str]) -> bool:
    found = due(row["rule"], DAY(row["start_date"]), int(row["n"]), row["unit"])  # type: ignore[arg-type]
    return (found.raw_end, found.end) == (DAY(row["raw_end"]), DAY(row["expected_end"])) and not found.provisional


def test_a_year_without_notice_is_counted_with_weekends_and_marked() -> None:
    found = due("mediation_pre_filing", DAY("2026-12-18"))
    assert (found.end, found.provisional, found.mark) == (DAY("2027-01-18"), True, "待核")
    assert "待核" in found.steps[-2][0]


def test_a_period_that_ends_in_an_announced_year_is_not_provisional() -> None:
    assert not due("mediation_pre_filing", DAY("2026-11-11")).provisional


def test_working_days_that_reach_into_an_unannounced_year_are_provisional() -> None:
    assert due("mediator_confirms", DAY("2026-12-30")).provisional


def test_a_public_notice_does_not_depend_on_the_calendar() -> None:
    assert not due("public_notice_service", DAY("2026-12-30")).provisional


def test_the_page_can_show_the_move_over_a_holiday() -> None:
    steps = [zh for zh, _ in due("appeal_judgment", DAY("2026-01-31")).steps]
    assert "春节" in steps[1]
    assert "2026年2月24日（周二）" in steps[1]
    assert "第171条1款" in steps[2]


def test_a_length_that_contradicts_the_rule_is_refused() -> None:
    with pytest.raises(ValueError, match="15 day"):
        due("appeal_judgment", DAY("2026-01-31"), 10)


def test_a_reply_to_a_suggestion_may_be_asked_for_earlier() -> None:
    assert due("judicial_suggestion_reply", DAY("2026-03-02"), 1).end == DAY("2026-04-02")


def test_a_day_before_the_first_entry_raises_with_advice() -> None:
    with pytest.raises(LookupError, match="begins on 2022-01-01"):
        due("mediation_pre_filing", DAY("2021-12-31"))


def test_the_law_of_the_start_day_decides() -> None:
    before, after = due("defence", DAY("2023-12-31")).entry, due("defence", DAY("2024-01-01")).entry
    assert before is not None
    assert after is not None
    assert (before.verified, after.verified) == (False, True)


@pytest.mark.parametrize("n", [0, -3, True, 10**9])
def test_an_impossible_length_is_refused(n: int) -> None:
    with pytest.raises(ValueError, match="whole number"):
        end_of_period(DAY("2026-01-01"), n, "day")


def test_a_start_at_the_end_of_the_calendar_is_refused_plainly() -> None:
    with pytest.raises(ValueError, match="leaves the calendar"):
        end_of_period(date.max, 1, "month")


@given(st.sampled_from(rules()), st.dates(DAY("2025-06-01"), DAY("2040-12-31")))
def test_every_rule_gives_a_later_day_and_a_working_one_where_it_rolls(rule: str, start: date) -> None:
    found = due(rule, start)
    assert found.end > start
    assert found.entry is not None
    assert is_working(found.end) or not found.entry.value["roll"]
