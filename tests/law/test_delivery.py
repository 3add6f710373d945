"""Effect of deliveries: the twenty scenes of the shared list (SRV-001 to SRV-020), as typed facts."""

from datetime import date, datetime

import pytest

from fengqiao.law.delivery import (
    CHINA,
    Attempt,
    ConsentFacts,
    consent,
    day_of,
    earliest,
    effect,
    left_at_home,
    paper_copy_due,
    public_notice,
    received_on_paper,
)

DAY = date.fromisoformat


def at(text: str) -> datetime:
    """A time in China."""
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


SENT = at("2026-03-02T09:00")
READ = at("2026-03-04T12:00")


@pytest.mark.parametrize(
    ("attempt", "status", "day"),
    [
        (Attempt(SENT, True, arrived_at=at("2026-03-02T23:59:30")), "effective", "2026-03-02"),
        (Attempt(SENT, True, arrived_at=SENT, proved_arrival=DAY("2026-03-03")), "effective", "2026-03-03"),
        (Attempt(SENT, False, replied_at=at("2026-03-05T10:00")), "effective", "2026-03-05"),
        (Attempt(SENT, False, acted_at=at("2026-03-06T10:00")), "effective", "2026-03-06"),
        (Attempt(SENT, False, read_at=READ), "presumed", "2026-03-04"),
        (Attempt(SENT, False, read_at=READ, rebuttal="not_own_address"), "not_effective", None),
        (Attempt(SENT, False), "not_effective", None),
        (Attempt(SENT, True), "not_effective", None),
    ],
)
def test_the_day_of_effect_follows_the_address_and_the_reaction(attempt: Attempt, status: str, day: str | None) -> None:
    found = effect(attempt)
    assert (found.status, found.day) == (status, DAY(day) if day else None)


def test_of_several_channels_the_earliest_counts() -> None:
    arrivals = ("2026-03-05T10:00", "2026-03-03T10:00", "2026-03-04T10:00")
    found = earliest(effect(Attempt(SENT, True, arrived_at=at(arrival))) for arrival in arrivals)
    assert found is not None
    assert found.day == DAY("2026-03-03")


def test_without_consent_nothing_is_delivered_electronically() -> None:
    assert effect(Attempt(SENT, True, arrived_at=SENT), consented=False).status == "not_allowed"


@pytest.mark.parametrize(
    ("facts", "ground"),
    [
        (ConsentFacts(), None),
        (ConsentFacts(express=True), "express"),
        (ConsentFacts(agreed_before=True), "agreed_before"),
        (ConsentFacts(agreed_before=True, clause_valid=False), None),
        (ConsentFacts(address_given=True), "address_given"),
        (ConsentFacts(accepted_earlier=True), "accepted_earlier"),
        (ConsentFacts(express=True, withdrawn=True), None),
    ],
)
def test_consent_names_the_ground_that_carries_it(facts: ConsentFacts, ground: str | None) -> None:
    found = consent(facts, DAY("2026-03-02"))
    assert (found.allowed, found.ground) == (ground is not None, ground)


def test_a_paper_copy_of_a_ruling_is_due_on_request() -> None:
    assert paper_copy_due("ruling", asked=True, on=DAY("2026-03-02"))
    assert not paper_copy_due("notice", asked=True, on=DAY("2026-03-02"))


def test_a_public_notice_takes_effect_after_thirty_days() -> None:
    found = public_notice(DAY("2024-03-01"), "ordinary")
    assert (found.status, found.day) == ("effective", DAY("2024-03-31"))


@pytest.mark.parametrize("procedure", ["summary", "small_claims"])
def test_summary_procedure_knows_no_public_notice(procedure: str) -> None:
    assert public_notice(DAY("2024-03-01"), procedure).status == "not_allowed"


def test_a_mediation_paper_cannot_be_left_at_home() -> None:
    assert left_at_home("mediation_paper", DAY("2026-04-01")).status == "not_effective"
    assert left_at_home("judgment", DAY("2026-04-01")).day == DAY("2026-04-01")


def test_days_are_those_of_china() -> None:
    assert day_of(datetime.fromisoformat("2026-03-02T16:30:00+00:00")) == DAY("2026-03-03")
    with pytest.raises(ValueError, match="aware"):
        day_of(datetime.fromisoformat("2026-03-02T16:30:00"))


@pytest.mark.parametrize(("by_post", "rule", "article"), [(True, "posted", "91"), (False, "signed_for", "87")])
def test_a_paper_counts_from_the_day_on_its_receipt(by_post: bool, rule: str, article: str) -> None:
    effect = received_on_paper(by_post, date(2026, 12, 3))
    assert (effect.status, effect.day, effect.rule) == ("effective", date(2026, 12, 3), rule)
    assert article in effect.entry.source
