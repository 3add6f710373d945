"""The bench: a large register that holds together, and a table whose arithmetic is right."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from fengqiao.cases.models import Case, Dispute, NumberSeries, Record
from fengqiao.commands import fsck
from fengqiao.commands.bench import Row, line
from fengqiao.commands.measured_pages import quantile
from fengqiao.demo.crowd import SHARES, fill
from fengqiao.demo.seeds import seed
from fengqiao.ledger.sequencer import sequence

AT = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
MORE = 120


@pytest.fixture
def register(db: None) -> int:
    """A demo with many more cases; returns how many were there before."""
    seed(AT)
    told = Case.objects.count()
    fill(MORE, at=AT)
    while sequence(AT):
        continue
    return told


def test_a_filled_register_keeps_every_promise_that_is_checked(register: int) -> None:
    assert Case.objects.count() == register + MORE
    found = [*fsck.cases(), *fsck.leaves(), *fsck.heads(), *fsck.triggers()]
    assert found == []


def test_copies_have_their_own_codes_numbers_and_people(register: int) -> None:
    assert Dispute.objects.count() == len(set(Dispute.objects.values_list("code", flat=True)))
    for series in NumberSeries.objects.filter(kind="诉前调"):
        numbers = Case.objects.filter(number__startswith=f"（{series.year}）", number__contains=series.kind)
        assert numbers.count() == series.last
    accepted = Record.objects.filter(step="mediation.accept").select_related("case")
    assert accepted
    assert all(record.data["number"] == record.case.number for record in accepted)


def test_the_register_is_mostly_closed_and_has_cases_in_work(register: int) -> None:
    states = set(Case.objects.values_list("state", flat=True))
    assert states >= {"submitted", "open", "ended"}
    assert sum(SHARES.values()) == 100
    assert Case.objects.exclude(closed_at=None).count() > MORE // 2


@pytest.mark.parametrize(
    ("row", "kept", "ratio"),
    [
        (Row("a", 75, "ms", 150), True, 2.0),
        (Row("a little over is noise", 160, "ms", 150), True, 0.9),
        (Row("a", 170, "ms", 150), False, 0.9),
        (Row("a", 200, "/s", 100, more_is_better=True), True, 2.0),
        (Row("a", 80, "/s", 100, more_is_better=True), False, 0.8),
        (Row("one query too many is no noise", 16, "", 15, noise=0), False, 0.9),
    ],
)
def test_a_budget_is_broken_only_beyond_the_noise(row: Row, kept: bool, ratio: float) -> None:
    assert row.kept is kept
    assert round(row.ratio, 1) == ratio
    assert ("NOT KEPT" in line(row)) is not kept


def test_of_a_hundred_values_the_95th_is_the_p95() -> None:
    assert quantile(range(1, 101), 0.95) == 95
    assert quantile([7.0], 0.95) == 7.0
    assert quantile([3, 1, 2], 0.5) == 2
    with pytest.raises(ValueError, match="nothing"):
        quantile([], 0.5)
