"""Limits of mediation bodies."""

from datetime import date

import pytest

from fengqiao.law.mediation_bodies import committee, goes_on, may_charge, may_take, mediators_needed

TODAY = date(2026, 11, 24)


def test_peoples_mediation_is_free_and_commercial_mediation_is_not() -> None:
    assert not may_charge("peoples", TODAY).allowed
    found = may_charge("commercial", TODAY)
    assert (found.allowed, found.entry.mark) == (True, "待核")


def test_consumers_do_not_go_to_commercial_mediation() -> None:
    assert not may_take("commercial", "consumer", TODAY).allowed
    assert may_take("commercial", "trade", TODAY).allowed
    assert may_take("peoples", "consumer", TODAY).allowed


def test_commercial_mediation_begins_in_may_2026() -> None:
    assert may_charge("commercial", date(2026, 5, 1)).allowed
    with pytest.raises(LookupError, match="begins on 2026-05-01"):
        may_charge("commercial", date(2026, 4, 30))


@pytest.mark.parametrize(
    ("members", "women", "allowed"), [(2, 1, False), (3, 1, True), (9, 4, True), (10, 5, False), (5, 0, False)]
)
def test_a_committee_has_three_to_nine_members_and_women(members: int, women: int, allowed: bool) -> None:
    found = committee(members, women, TODAY)
    assert found.allowed is allowed
    assert str(members) in found.zh


def test_an_impossible_committee_is_refused() -> None:
    with pytest.raises(ValueError, match="Count again"):
        committee(3, 4, TODAY)


def test_a_complex_case_has_two_mediators() -> None:
    assert (mediators_needed(False, TODAY), mediators_needed(True, TODAY)) == (1, 2)


def test_one_clear_refusal_ends_peoples_mediation() -> None:
    assert goes_on({"A": False, "B": False}, TODAY).allowed
    assert "17" in goes_on({"A": False, "B": True}, TODAY).entry.source
    assert not goes_on({"A": False, "B": True}, TODAY).allowed
