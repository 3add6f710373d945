"""The eleven parts: fixed order, unknown stays unknown, nothing is said from too few cases."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from fengqiao.insight.cells import Tally
from fengqiao.insight.gates import Told
from fengqiao.insight.outcomes import outcome_of, spread_of
from fengqiao.insight.report import Answers, Docket, Fact, Line, Matter, Review
from fengqiao.insight.review import assemble

ON = date(2026, 11, 24)
UNTIL = date(2026, 10, 31)
MATTER = Matter(
    kind="online_service",
    amount=Decimal("50000"),
    facts=(Fact(("付款", "Paid"), ("50000 元", "CNY 50,000")), Fact(("合同", "Contract"), None)),
    elements={"fee": ("已付费用", "Fee paid"), "breach": ("违约", "Breach")},
)
ANSWERS = Answers(
    facts={"assets_known": False, "own_right": True},
    told=Told(known=date(2026, 1, 5)),
    held={"fee": "银行流水"},
    strength={"fee": 3},
    own_cost=Decimal("2000"),
    guesses={"win": "likely", "share": "open"},
)


def review(matter: Matter = MATTER, answers: Answers = ANSWERS, docket: Docket | None = None) -> Review:
    """Return the review of one day."""
    return assemble(matter, answers, docket or Docket(UNTIL), ON)


def docket(met: int = 22, n: int = 35, respondents: int = 12, days: tuple[int, ...] = ()) -> Docket:
    """Return counts of closed cases."""
    return Docket(UNTIL, Tally(met, n), Tally(met * 4, n * 4), respondents, days or tuple(range(5, 5 + n)))


def line(lines: tuple[Line, ...], word: str) -> Line:
    """Return the line whose English label has a word."""
    return next(each for each in lines if word in each.label[1])


def test_the_parts_stand_in_their_order() -> None:
    order = ["facts", "gates", "evidence", "collect", "money", "time", "spread", "outcome", "enforcement", "options",
             "nearest", "swings", "notice"]  # fmt: skip
    assert [field.name for field in fields(Review)][1:] == order


def test_an_unknown_fact_stays_unknown() -> None:
    found = review(answers=Answers())
    assert {gate.verdict for gate in found.gates} == {"unknown"}
    assert [proof.strength for proof in found.evidence] == [None, None]
    assert found.facts[1].value is None


def test_a_proof_names_what_is_held_and_how_strong_it_is() -> None:
    fee, breach = review().evidence
    assert (fee.held, fee.strength) == ("银行流水", 3)
    assert (breach.held, breach.strength) == ("", None)
    assert fee.advice != breach.advice


def test_money_shows_the_sum_and_the_article() -> None:
    money = review().money
    fee = line(money, "ordinary procedure")
    assert fee.value == ("1050 元", "CNY 1050")
    assert any("2.5%" in zh for zh, _en in fee.steps)
    assert "第13条" in fee.basis[0].words[0]
    assert line(money, "half").value[1] == "CNY 525"
    assert line(money, "At best").steps[0][1] == "50000 − 2000 = 48000 (CNY)"
    assert line(money, "At worst").steps[0][1] == "1050 + 2000 = 3050 (CNY)"


def test_a_source_that_nobody_checked_is_marked() -> None:
    assert not all(basis.verified for basis in line(review().money, "Who bears").basis)


def test_without_an_amount_nothing_is_computed_from_one() -> None:
    found = review(Matter("online_service", None, (), {}))
    assert found.swings == ()
    assert line(found.money, "Court fee").value[1] == "No amount is given, so it cannot be computed."


def test_every_line_of_time_from_the_law_has_its_day_and_article() -> None:
    lines = review().time[:-1]
    assert all(each.steps and each.basis for each in lines)
    assert "24 May 2027" in line(lines, "ordinary").value[1]


@pytest.mark.parametrize("change", [{"met": 12, "n": 19}, {"respondents": 4}])
def test_too_few_cases_or_respondents_say_only_how_many(change: dict[str, Any]) -> None:
    found = outcome_of(docket(**change))
    assert found.estimate is None
    assert found.n == change.get("n", 35)
    assert spread_of(docket(**change)).middle is None


def test_enough_cases_give_an_interval_and_their_number() -> None:
    found = outcome_of(docket()).estimate
    assert found is not None
    assert found.low < found.mean < found.high
    assert found.n == 35


def test_days_are_the_middle_and_the_middle_eighty() -> None:
    spread = spread_of(docket(n=21, met=10, days=tuple(range(21))))
    assert (spread.middle, spread.low, spread.high, spread.n) == (10, 2, 18, 21)


def test_too_few_cases_are_said_with_their_number() -> None:
    assert review().time[-1].value[1] == "Too few similar cases (n=0)."


def test_the_six_options_always_stand_in_the_same_order() -> None:
    for matter in (MATTER, Matter("x", None, (), {})):
        found = [option.code for option in review(matter).options]
        assert found == ["nothing", "talk", "mediation", "confirmed", "small", "suit"]


def test_small_claims_are_judged_only_with_the_wage_of_the_province() -> None:
    small = review().options[4]
    assert "not set" in small.force.value[1]
    with_wage = review(Matter("x", Decimal("50000"), (), {}, wage=Decimal("120000"))).options[4]
    assert "small claims apply" in with_wage.force.value[1]


def test_what_is_not_known_swings_widest() -> None:
    found = review().swings
    assert {swing.factor for swing in found} == {"win", "share", "paid", "months"}
    assert found[0].factor == "paid"
    assert found == tuple(sorted(found, key=lambda swing: -swing.width))


def test_a_share_is_never_said_in_percent() -> None:
    found = review(docket=docket())
    lines = [*found.time, *found.enforcement, *(each for option in found.options for each in option.lines)]
    said = [text for each in lines for text in (*each.label, *each.value)]
    assert not [text for text in said if "%" in text]


def test_nothing_is_decided_nearby_where_no_judgment_is_published() -> None:
    assert review().nearest == ()
