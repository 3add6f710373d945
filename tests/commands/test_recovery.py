"""Which jobs are handed back, and which are left to a person."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from commands.slow_job import slow
from fengqiao.commands.recovery import SILENCE, TRIES, beat, recover

NOW = datetime(2026, 11, 9, 12, 47, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def job(status: str, *workers: str, finished: datetime | None = None) -> DBTaskResult:
    slow.enqueue("nowhere")
    row = DBTaskResult.objects.get()
    row.status, row.worker_ids, row.finished_at = status, list(workers), finished
    row.save()
    return row


def test_a_job_whose_worker_is_gone_is_ready_again() -> None:
    row = job("RUNNING", "gone")
    assert recover(NOW) == 1
    row.refresh_from_db()
    assert row.status == "READY"


def test_a_job_of_a_live_worker_is_left_alone() -> None:
    row = job("RUNNING", "alive")
    beat("alive", NOW)
    assert recover(NOW + SILENCE) == 0
    row.refresh_from_db()
    assert row.status == "RUNNING"


def test_a_silent_worker_counts_as_dead() -> None:
    job("RUNNING", "silent")
    beat("silent", NOW)
    assert recover(NOW + SILENCE + timedelta(seconds=1)) == 1


def test_a_failed_job_is_tried_again_later() -> None:
    row = job("FAILED", "one", finished=NOW)
    recover(NOW)
    row.refresh_from_db()
    assert (row.status, row.run_after > NOW) == ("READY", True)


def test_a_job_begun_five_times_is_left_to_a_person() -> None:
    row = job("RUNNING", *["gone"] * TRIES)
    recover(NOW)
    row.refresh_from_db()
    assert row.status == "FAILED"
