"""合龙图: the finding, the exchanges and a picture that stays inside its frame."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.negotiation.closing import closing_chart, rows_of


@dataclass(frozen=True)
class One:
    side: str
    amount: Decimal
    state: str = "open"


def story(*words: str) -> list[One]:
    """Read ``a3984`` as an offer of the applicant, ``b3400!`` as an accepted one of the other side."""
    return [One(word[0], Decimal(word[1:].rstrip("!")), "accepted" if word.endswith("!") else "open") for word in words]


def test_without_offers_there_is_nothing_to_draw() -> None:
    assert (closing_chart([]).finding, closing_chart([]).wide) == ("none", None)


def test_one_side_waits_for_the_other() -> None:
    chart = closing_chart(story("a3984"))
    assert (chart.finding, chart.waiting_for) == ("one_side", "b")


def test_the_finding_says_how_far_they_are_apart() -> None:
    chart = closing_chart(story("a3984", "b2000", "a3600", "b2800"))
    assert (chart.finding, chart.gap) == ("apart", "800")


def test_the_two_halves_meet_at_the_accepted_amount() -> None:
    chart = closing_chart(story("a3984", "b2000", "a3600", "b2800", "b3200", "b3400!"))
    assert (chart.finding, chart.gap, chart.rows[-1].a) == ("met", "3,400", Decimal(3400))
    assert chart.wide is not None
    assert chart.wide.met is not None


def test_an_accepted_older_offer_does_not_rewrite_what_was_offered() -> None:
    rows = rows_of(story("b2800!", "a3600"))
    assert [(row.a, row.b) for row in rows] == [(Decimal(3600), Decimal(2800)), (Decimal(2800), Decimal(2800))]


def test_offers_that_passed_each_other_are_named_so() -> None:
    assert closing_chart(story("a3000", "b2000", "a2400", "b2500")).finding == "crossed"


@pytest.mark.parametrize("words", [("a3984", "b2000"), ("a500", "b900")])
def test_the_applicant_is_always_on_the_left(words: tuple[str, str]) -> None:
    wide = closing_chart(story(*words)).wide
    assert wide is not None
    left, right = wide.marks
    assert (left.side, right.side) == ("a", "b")
    assert left.x < right.x


amounts = st.decimals(min_value=0, max_value=Decimal("999999999.99"), places=2)
logs = st.lists(
    st.builds(One, st.sampled_from("ab"), amounts, st.sampled_from(["open", "rejected"])), min_size=1, max_size=20
)


@given(logs)
def test_every_point_lies_inside_the_frame(log: list[One]) -> None:
    chart = closing_chart(log)
    for drawing in (chart.wide, chart.narrow):
        assert drawing is not None
        assert all(0 <= mark.x <= drawing.width and 0 < mark.y < drawing.height for mark in drawing.marks)
        assert all(0 <= x <= drawing.width for x, _label in drawing.axes)
