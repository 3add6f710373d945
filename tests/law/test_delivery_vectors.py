"""Day of effect of deliveries and agreements: every row of the shared list as typed facts."""

from collections.abc import Callable
from datetime import date

import pytest

from fengqiao.law.delivery import (
    Attempt,
    ConsentFacts,
    consent,
    earliest,
    effect,
    left_at_home,
    paper_copy_due,
    public_notice,
)
from fengqiao.law.mediation import Signatures, effectiveness

from .asking import vectors
from .test_delivery import READ, SENT, at

Found = tuple[str, date | None]
ROWS = {row["id"]: row for row in vectors("service")}
TODAY = date(2026, 4, 5)
STATUS = {"presumed": "presumed_effective"}


def electronic(attempt: Attempt, consented: bool = True) -> Found:
    found = effect(attempt, consented)
    return STATUS.get(found.status, found.status), found.day


def allowed(facts: ConsentFacts) -> Found:
    return "consent_ok" if consent(facts, TODAY).allowed else "not_allowed", None


def of_several() -> Found:
    arrivals = ("2026-03-05T10:00", "2026-03-03T10:00", "2026-03-04T10:00")
    found = earliest(effect(Attempt(SENT, True, arrived_at=at(arrival))) for arrival in arrivals)
    assert found is not None
    return found.status, found.day


def with_paper() -> Found:
    status, _ = electronic(Attempt(SENT, True, arrived_at=SENT))
    return status + (" + paper copy due" if paper_copy_due("judgment", asked=True, on=TODAY) else ""), None


def notice(issued: str, procedure: str) -> Found:
    found = public_notice(date.fromisoformat(issued), procedure)
    barred = found.status == "not_allowed"
    return "public notice not available in summary procedure" if barred else found.status, found.day


def at_home() -> Found:
    found = left_at_home("mediation_paper", date(2026, 4, 1))
    return found.status, found.day


def mediation_paper() -> Found:
    signed = Signatures({"A": at("2026-04-01T10:00"), "B": at("2026-04-03T10:00")})
    day = effectiveness("court_mediation_paper", signed, TODAY).day
    return f"paper takes effect {day}", day


def signed_online() -> Found:
    parties = {"A": at("2026-04-01T10:00"), "B": at("2026-04-01T10:30")}
    found = effectiveness("court_platform", Signatures(parties, mediator=at("2026-04-01T10:40")), TODAY)
    assert found.at is not None
    return f"agreement takes effect {found.at:%Y-%m-%d %H:%M}", found.day


def without_seal() -> Found:
    parties = {"A": at("2026-04-01T10:00"), "B": at("2026-04-01T10:30")}
    found = effectiveness("peoples_mediation", Signatures(parties, mediator=at("2026-04-01T10:40")), TODAY)
    return "effective" if found.day else "not_effective", found.day


def oral() -> Found:
    signed = Signatures(agreed_orally_at=at("2026-04-01T15:00"))
    day = effectiveness("peoples_mediation_oral", signed, TODAY).day
    return f"agreement takes effect {day}", day


SCENES: dict[str, Callable[[], Found]] = {
    "SRV-001": lambda: electronic(Attempt(SENT, True, arrived_at=at("2026-03-02T23:59:30"))),
    "SRV-002": lambda: electronic(Attempt(SENT, True, arrived_at=SENT, proved_arrival=date(2026, 3, 3))),
    "SRV-003": lambda: electronic(Attempt(SENT, False, replied_at=at("2026-03-05T10:00"))),
    "SRV-004": lambda: electronic(Attempt(SENT, False, acted_at=at("2026-03-06T10:00"))),
    "SRV-005": lambda: electronic(Attempt(SENT, False, read_at=READ)),
    "SRV-006": lambda: electronic(Attempt(SENT, False, read_at=READ, rebuttal="not_own_address")),
    "SRV-007": lambda: electronic(Attempt(SENT, False)),
    "SRV-008": of_several,
    "SRV-009": lambda: electronic(Attempt(SENT, True, arrived_at=SENT), consent(ConsentFacts(), TODAY).allowed),
    "SRV-010": lambda: allowed(ConsentFacts(agreed_before=True)),
    "SRV-011": lambda: allowed(ConsentFacts(address_given=True)),
    "SRV-012": lambda: allowed(ConsentFacts(accepted_earlier=True)),
    "SRV-013": with_paper,
    "SRV-014": lambda: notice("2024-03-01", "ordinary"),
    "SRV-015": lambda: notice("2024-03-01", "small_claims"),
    "SRV-016": at_home,
    "SRV-017": mediation_paper,
    "SRV-018": signed_online,
    "SRV-019": without_seal,
    "SRV-020": oral,
}


@pytest.mark.parametrize("scene", ROWS)
def test_every_row_has_the_effect_and_the_day_of_the_list(scene: str) -> None:
    row = ROWS[scene]
    status, day = SCENES[scene]()
    assert status == row["expected_effect"]
    assert day is None or not row["expected_date"] or str(day) == row["expected_date"]
    assert bool(day) or not row["expected_date"]
