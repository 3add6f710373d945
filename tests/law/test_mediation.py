"""Day of effect of agreements, the period, and the coded lists."""

from datetime import date

import pytest

from fengqiao.law import mediation
from fengqiao.law.mediation import Signatures, effectiveness, mediation_end, route_for

from .test_delivery import at

TODAY = date(2026, 4, 5)
BOTH = {"A": at("2026-04-01T10:00"), "B": at("2026-04-01T10:30")}


def test_on_the_court_platform_the_last_party_decides() -> None:
    found = effectiveness("court_platform", Signatures(BOTH, mediator=at("2026-04-01T10:40")), TODAY)
    assert (found.at, found.day) == (at("2026-04-01T10:30"), date(2026, 4, 1))
    assert "第19条" in found.zh


def test_one_party_alone_makes_no_agreement() -> None:
    found = effectiveness("court_platform", Signatures({"A": BOTH["A"], "B": None}), TODAY)
    assert (found.day, found.missing) == (None, ("B",))


def test_a_peoples_mediation_waits_for_mediator_and_seal() -> None:
    found = effectiveness("peoples_mediation", Signatures(BOTH, mediator=at("2026-04-01T10:40")), TODAY)
    assert (found.day, found.missing) == (None, ("seal",))


def test_a_peoples_mediation_takes_effect_with_the_seal() -> None:
    signed = Signatures(BOTH, mediator=at("2026-04-01T10:40"), seal=at("2026-04-02T09:00"))
    assert effectiveness("peoples_mediation", signed, TODAY).day == date(2026, 4, 2)


def test_an_oral_agreement_takes_effect_at_once() -> None:
    signed = Signatures(agreed_orally_at=at("2026-04-01T15:00"))
    assert effectiveness("peoples_mediation_oral", signed, TODAY).day == date(2026, 4, 1)


def test_a_court_mediation_paper_takes_effect_with_the_last_receipt() -> None:
    signed = Signatures({"A": at("2026-04-01T10:00"), "B": at("2026-04-03T10:00")})
    assert effectiveness("court_mediation_paper", signed, TODAY).day == date(2026, 4, 3)


def test_without_any_party_nothing_takes_effect() -> None:
    assert effectiveness("court_platform", Signatures(), TODAY).day is None


@pytest.mark.parametrize(("kind", "route"), [("peoples", "peoples_mediation"), ("invited", "court_platform")])
def test_the_kind_of_body_chooses_the_rule(kind: str, route: str) -> None:
    assert route_for(kind, TODAY) == route


def test_an_unknown_kind_of_body_is_refused() -> None:
    with pytest.raises(LookupError, match="not a kind"):
        route_for("club", TODAY)


def test_the_mediation_lasts_thirty_days() -> None:
    assert mediation_end(date(2026, 11, 11)).end == date(2026, 12, 11)


def test_a_disclosed_relation_needs_the_word_of_every_party() -> None:
    assert mediation.may_continue_after_disclosure({"A": True, "B": True})
    assert not mediation.may_continue_after_disclosure({"A": True, "B": False})


@pytest.mark.parametrize(
    ("items", "count"),
    [
        (mediation.end_grounds, 8),
        (mediation.return_grounds, 3),
        (mediation.decline_reasons, 6),
        (mediation.refusal_reasons, 7),
        (mediation.disclosure_grounds, 3),
        (mediation.sham_questions, 6),
        (mediation.complaint_grounds, 5),
    ],
)
def test_each_list_has_distinct_codes_and_both_languages(items, count: int) -> None:  # type: ignore[no-untyped-def]
    found = items(TODAY)
    assert len({item.code for item in found}) == len(found) == count
    assert all(item.zh and item.en for item in found)
