"""Recorded rows cannot be changed or deleted, whoever asks the database."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from cast import Cast
from django.db import DatabaseError, connection, transaction
from pytest_django import Settings

from fengqiao.cases.actors import SYSTEM
from fengqiao.cases.models import Dispute, Record
from fengqiao.cases.perform import open_case
from fengqiao.cases.steps import PROCEDURES
from fengqiao.ledger import guards
from fengqiao.ledger.actions import commit
from fengqiao.ledger.models import Leaf, Salt, TreeHead
from fengqiao.ledger.sequencer import sequence

NOW = datetime(2026, 11, 9, 12, 47, tzinfo=UTC)


@pytest.fixture
def leaf(db: None, settings: Settings, tmp_path: Path) -> Leaf:
    """A leaf that has its place."""
    settings.KEYS_ROOT = tmp_path
    leaf = commit("step", b"content", at=NOW)
    sequence(NOW)
    return leaf


@pytest.mark.parametrize("change", [{"data": b"x"}, {"hash": b"x"}, {"index": 7}, {"index": None}, {"shard": 2025}])
def test_a_leaf_with_its_place_never_changes(leaf: Leaf, change: dict) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Leaf.objects.filter(pk=leaf.pk).update(**change)


def test_a_pending_leaf_may_only_get_its_index(db: None) -> None:
    leaf = commit("step", b"content", at=NOW)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Leaf.objects.filter(pk=leaf.pk).update(data=b"x", index=0)
    assert Leaf.objects.filter(pk=leaf.pk).update(index=0) == 1


def test_a_leaf_and_a_head_are_never_deleted_but_a_salt_may_be(leaf: Leaf) -> None:
    Salt.objects.all().delete()
    for table in ("ledger_leaf", "ledger_treehead"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")
    assert (Leaf.objects.count(), TreeHead.objects.count()) == (1, 1)


def test_a_record_never_changes(cast: Cast) -> None:
    dispute = Dispute.objects.create(code="7K3M92", created_by=cast.ali, created_at=NOW)
    open_case(next(iter(PROCEDURES)), dispute, SYSTEM, at=NOW)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Record.objects.update(data={"word": "other"})
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Record.objects.all().delete()


def test_a_missing_trigger_is_named(db: None) -> None:
    assert guards.missing(connection) == []
    guards.remove(connection, guards.RECORDS)
    assert guards.missing(connection) == ["cases_record_no_update", "cases_record_no_delete"]
