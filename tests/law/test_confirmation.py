"""Judicial confirmation: windows, competence, lists."""

from datetime import date

import pytest

from fengqiao.law import confirmation
from fengqiao.law.coded import ground
from fengqiao.law.confirmation import CourtFacts, competence, in_time, ruling_due

DAY = date.fromisoformat
TODAY = DAY("2026-11-26")


@pytest.mark.parametrize(
    ("court", "code"),
    [
        (CourtFacts("basic", invited_the_body=True), "inviting"),
        (CourtFacts("basic", party_domicile=True), "party_domicile"),
        (CourtFacts("basic", body_place=True), "body_place"),
        (CourtFacts("intermediate", subject_place=True, required_level="intermediate"), "intermediate"),
        (CourtFacts("basic", party_domicile=True, required_level="intermediate"), None),
        (CourtFacts("basic", party_domicile=True, invited_by_another=True), None),
        (CourtFacts("basic"), None),
    ],
)
def test_the_court_is_competent_through_one_connection(court: CourtFacts, code: str | None) -> None:
    found = competence(court, TODAY)
    assert (found.competent, found.ground.code if found.ground else None) == (code is not None, code)
    assert "205" in found.zh


@pytest.mark.parametrize(("day", "kept"), [("2026-11-25", True), ("2026-12-25", True), ("2026-12-26", False)])
def test_the_joint_application_has_thirty_days(day: str, kept: bool) -> None:
    assert in_time(DAY("2026-11-25"), DAY(day)) is kept


def test_an_application_before_the_effect_is_not_in_time() -> None:
    assert not in_time(DAY("2026-11-25"), DAY("2026-11-24"))


def test_the_windows_of_the_court() -> None:
    assert confirmation.acceptance_due(TODAY).end == DAY("2026-11-30")
    assert ruling_due(DAY("2026-11-30")).end == DAY("2026-12-15")
    assert ruling_due(DAY("2026-11-30"), extended=True).end == DAY("2026-12-25")


def test_the_windows_of_objection() -> None:
    assert confirmation.objection_by_party(DAY("2026-11-30")).end == DAY("2026-12-15")
    assert confirmation.objection_by_third_person(DAY("2026-04-08")).end == DAY("2026-10-08")


def test_it_costs_nothing() -> None:
    assert confirmation.fee(TODAY).value["amount"] == 0


def test_the_judge_has_eight_points() -> None:
    assert len(confirmation.review_points(TODAY)) == 8


@pytest.mark.parametrize(
    ("table", "code", "article"),
    [
        ("confirmation/not_accepted", "status_relation", "355(三)"),
        ("confirmation/not_accepted", "property_or_ip_title", "355(五)"),
        ("confirmation/dismissal", "unclear", "358(五)"),
        ("confirmation/conditions", "joint", "351"),
    ],
)
def test_a_ground_names_its_place_in_the_act(table: str, code: str, article: str) -> None:
    assert ground(table, code, TODAY).article == article


def test_an_unknown_ground_is_refused() -> None:
    with pytest.raises(LookupError, match="not on the list"):
        ground("confirmation/dismissal", "dislike", TODAY)
