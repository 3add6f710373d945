"""Counts of the installation's own cases, and who may read a review."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from cast import START, Cast
from django.http import Http404
from story import Story

from fengqiao.cases.models import Representation
from fengqiao.insight.actions import freeze, keep_review
from fengqiao.insight.cells import Estimate
from fengqiao.insight.models import RiskReview
from fengqiao.insight.outcomes import money_of, outcome_of, spread_of
from fengqiao.insight.queries import COUNTED, docket, level_of, review_of, scored
from fengqiao.insight.report import Docket, Outcome
from fengqiao.ledger.actions import leaf_data
from fengqiao.ledger.models import Salt
from fengqiao.mediation.procedure import mediation
from fengqiao.mediation.queries import agreed_shares
from fengqiao.negotiation.models import Agreement, Term
from insight.past import CAUSE, closed

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 24)
OCTOBER = datetime(2026, 10, 20, 4, tzinfo=UTC)
TYPED = {"held_fee": ["银行流水"], "known": ["2026-01-05"]}


def test_closed_mediations_are_counted_together(cast: Cast) -> None:
    closed(cast, "concluded", n=15, at=OCTOBER, respondents=6, days=12)
    closed(cast, "ended", n=6, at=OCTOBER, respondents=6, days=20)
    found = docket("mediation", CAUSE, 0, ON)
    assert (found.own.met, found.own.n, found.respondents) == (15, 21, 6)
    assert found.until == date(2026, 10, 31)
    assert outcome_of(found).estimate is not None
    assert (spread_of(found).middle, spread_of(found).high) == (12, 20)


def test_nineteen_cases_or_four_respondents_say_nothing(cast: Cast) -> None:
    closed(cast, "concluded", n=19, at=OCTOBER, respondents=19)
    assert outcome_of(docket("mediation", CAUSE, 0, ON)).estimate is None
    closed(cast, "ended", n=20, at=OCTOBER, respondents=4, cause="别的")
    other = docket("mediation", "别的", 0, ON)
    assert (other.own.n, other.respondents) == (20, 4)
    assert outcome_of(other).estimate is None


def test_a_case_that_closed_this_month_is_not_counted_yet(cast: Cast) -> None:
    """Otherwise whoever asks before and after one settlement would learn it."""
    midnight = datetime(2026, 10, 31, 16, tzinfo=UTC)
    closed(cast, "concluded", n=1, at=midnight)
    closed(cast, "concluded", n=1, at=midnight - timedelta(seconds=1))
    assert docket("mediation", CAUSE, 0, ON).own.n == 1


def test_returned_withdrawn_and_running_cases_are_not_counted(cast: Cast) -> None:
    for state in ("returned", "withdrawn", "open"):
        closed(cast, state, n=2, at=OCTOBER)
    assert docket("mediation", CAUSE, 0, ON).own.n == 0


def test_the_level_counts_all_causes_with_as_many_pieces_of_evidence(cast: Cast) -> None:
    closed(cast, "concluded", n=2, at=OCTOBER, pieces=1)
    closed(cast, "ended", n=3, at=OCTOBER, pieces=2, cause="别的")
    closed(cast, "ended", n=4, at=OCTOBER)
    closed(cast, "ended", n=1, at=OCTOBER, pieces=3)
    found = docket("mediation", CAUSE, 2, ON)
    assert (found.own.n, found.level.n, found.level.met) == (2, 5, 2)


def test_the_levels_leave_no_number_out() -> None:
    assert [level_of(pieces)[0] for pieces in (0, 1, 2, 3, 30)] == [0, 1, 1, 3, 3]


def test_a_count_costs_few_queries(cast: Cast, django_assert_max_num_queries: object) -> None:
    closed(cast, "concluded", n=30, at=OCTOBER, respondents=10)
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        docket("mediation", CAUSE, 0, ON)


def test_the_asking_party_keeps_and_reads_the_own_review(cast: Cast) -> None:
    story = Story(cast)
    keep_review(story.case, story.actor("ali"), TYPED, at=story.now)
    found = review_of(story.case, story.actor("ali"))
    assert found is not None
    assert json.loads(found.typed) == TYPED


def test_whoever_represents_the_asking_party_reads_it_too(cast: Cast) -> None:
    story = Story(cast)
    row = keep_review(story.case, story.actor("ali"), TYPED, at=story.now)
    Representation.objects.create(
        participation=row.asker, person=cast.stranger, kind="agent", since=story.now, checked_at=story.now
    )
    assert review_of(story.case, story.actor("stranger")) == row


@pytest.mark.parametrize("who", ["bowen", "chen", "ding", "luo", "gao", "stranger", "system"])
def test_nobody_else_reads_or_writes_it(cast: Cast, who: str) -> None:
    story = Story(cast)
    keep_review(story.case, story.actor("ali"), TYPED, at=story.now)
    with pytest.raises(Http404):
        review_of(story.case, story.actor(who))
    with pytest.raises(Http404):
        keep_review(story.case, story.actor(who), {}, at=story.now)


def test_answers_lie_encrypted_in_the_database(cast: Cast) -> None:
    story = Story(cast)
    keep_review(story.case, story.actor("ali"), TYPED, at=story.now)
    raw = RiskReview.objects.extra(select={"raw": "typed"}).values_list("raw", flat=True)[0]
    assert "银行流水" not in raw
    assert "2026-01-05" not in raw


def test_a_frozen_review_is_committed_to_and_keeps_its_content(cast: Cast) -> None:
    closed(cast, "concluded", n=25, at=OCTOBER, respondents=8)
    story = Story(cast)
    seat = story.actor("ali").participation
    assert seat is not None
    row = freeze(story.case, seat, TYPED, on=ON, at=story.now)
    assert row.leaf is not None
    assert row.chance is not None
    keep_review(story.case, story.actor("ali"), {"known": ["2020-01-01"]}, at=story.now)
    row = RiskReview.objects.get()
    salt = bytes(Salt.objects.get(leaf=row.leaf).value)
    assert row.leaf is not None
    assert bytes(row.leaf.data) == leaf_data("forecast", row.frozen.encode(), salt, at=story.now)
    assert json.loads(row.frozen)["typed"] == TYPED
    assert json.loads(row.typed) == {"known": ["2020-01-01"]}


def test_too_few_cases_freeze_no_chance(cast: Cast) -> None:
    story = Story(cast)
    seat = story.actor("ali").participation
    assert seat is not None
    assert freeze(story.case, seat, TYPED, on=ON, at=story.now).chance is None
    assert scored() == ([], [], 0)


@pytest.mark.parametrize(("state", "wanted"), [("concluded", ([0.7], [1], 0)), ("ended", ([0.7], [0], 0)),
                                                ("open", ([], [], 1)), ("withdrawn", ([], [], 1))])  # fmt: skip
def test_a_forecast_is_scored_by_how_the_case_closed(
    cast: Cast, state: str, wanted: tuple[list[float], list[int], int]
) -> None:
    story = Story(cast)
    keep_review(story.case, story.actor("ali"), TYPED, at=story.now)
    RiskReview.objects.update(chance=0.7)
    type(story.case).objects.filter(pk=story.case.pk).update(state=state)
    assert scored() == wanted


def test_the_counted_states_are_final_states_of_the_procedure() -> None:
    rule = COUNTED["mediation"]
    assert rule.met | rule.unmet <= mediation.final
    assert rule.begins.partition(".")[2] in mediation.steps


def test_above_two_hundred_cases_a_regression_stands_beside_the_cell(cast: Cast) -> None:
    at = START - timedelta(days=60)
    for cause, settled, ended in ((CAUSE, 60, 20), ("买卖合同纠纷", 40, 90)):
        closed(cast, "concluded", n=settled, at=at, cause=cause, respondents=7)
        closed(cast, "ended", n=ended, at=at, cause=cause, respondents=7)
    found = outcome_of(docket("mediation", CAUSE, 0, START.date()))
    assert found.all == 210
    assert found.regression == pytest.approx(0.75, abs=0.03)
    assert found.chance == found.regression
    assert not found.doubtful


def test_below_two_hundred_the_cell_stands_alone(cast: Cast) -> None:
    at = START - timedelta(days=60)
    closed(cast, "concluded", n=30, at=at, respondents=7)
    closed(cast, "ended", n=10, at=at, respondents=7)
    found = outcome_of(docket("mediation", CAUSE, 0, START.date()))
    assert found.regression is None
    assert found.estimate is not None
    assert found.chance == found.estimate.mean


def test_methods_far_apart_are_called_doubtful() -> None:
    estimate = Estimate(0.8, 0.7, 0.9, 40)
    assert Outcome(estimate, 40, 7, START.date(), 0.6, 300).doubtful
    assert not Outcome(estimate, 40, 7, START.date(), 0.7, 300).doubtful


def shares_of(found: list[float], respondents: int = 6) -> Docket:
    return Docket(START.date(), respondents=respondents, shares={"0": found}, cell=(CAUSE, 0))


def test_the_money_range_holds_nine_of_ten_newer_agreements_and_is_rounded_outwards() -> None:
    old, new = [0.6] * 30, [0.62] * 26 + [0.3, 0.9, 0.58, 0.61]
    found = money_of(shares_of(old + new))
    assert found is not None
    assert (found.low, found.high, found.n) == (55, 65, 60)
    assert sum(found.low <= 100 * share <= found.high for share in new) >= 27


def test_no_money_range_below_twenty_agreements_or_five_other_sides() -> None:
    assert money_of(shares_of([0.5] * 19)) is None
    assert money_of(shares_of([0.5] * 40, respondents=4)) is None


def test_the_share_of_an_agreement_is_what_the_other_side_pays_of_what_was_asked(cast: Cast) -> None:
    cases = closed(cast, "concluded", n=2, at=START)
    for case, paid in zip(cases, ("300", "900"), strict=True):
        type(case.dispute).objects.filter(pk=case.dispute_id).update(amount=600)
        agreement = Agreement.objects.create(
            case=case, version=1, facts="x", state="effective", drawn_up_by=cast.chen, drawn_up_at=START
        )
        Term.objects.create(agreement=agreement, position=1, debtor="b", act="pay", amount=paid)
    assert sorted(agreed_shares(type(cases[0]).objects.all())) == [0.5, 1.0]
