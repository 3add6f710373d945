"""The three windows of a consumer."""

from datetime import date

import pytest

from fengqiao.law.returns import cooling_off, refund_window, return_window

DAY = date.fromisoformat


@pytest.mark.parametrize(("asked", "is_open"), [("2026-03-02", True), ("2026-03-09", True), ("2026-03-10", False)])
def test_goods_go_back_within_seven_days_of_the_day_after_receipt(asked: str, is_open: bool) -> None:
    found = return_window(DAY("2026-03-02"), DAY(asked))
    assert (found.due.end, found.open) == (DAY("2026-03-09"), is_open)
    assert asked in found.steps[-1][0]


def test_the_refund_waits_for_the_end_of_a_holiday() -> None:
    found = refund_window(DAY("2026-04-28"), DAY("2026-05-06"))
    assert (found.due.end, found.open) == (DAY("2026-05-06"), True)


def test_a_prepaid_card_can_be_given_back_for_a_week() -> None:
    assert cooling_off(DAY("2025-06-02"), DAY("2025-06-09")).open
    assert not cooling_off(DAY("2025-06-02"), DAY("2025-06-10")).open


def test_there_was_no_cooling_off_before_may_2025() -> None:
    assert cooling_off(DAY("2025-05-01"), DAY("2025-05-01")).open
    with pytest.raises(LookupError, match="begins on 2025-05-01"):
        cooling_off(DAY("2025-04-30"), DAY("2025-05-02"))


def test_nobody_returns_goods_before_they_came() -> None:
    with pytest.raises(ValueError, match="before the start"):
        return_window(DAY("2026-03-02"), DAY("2026-03-01"))
