"""``/readyz`` names every part that this process needs, and says 503 when one has failed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone

from fengqiao.commands.models import WorkerLife

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path


def ask() -> tuple[int, dict[str, str]]:
    answer = Client().get("/readyz")
    assert answer.json()["ready"] == (answer.status_code == 200)
    return answer.status_code, answer.json()["parts"]


def test_everything_works_and_no_worker_was_heard_yet() -> None:
    status, parts = ask()
    assert status == 200
    assert parts.pop("worker") == "unknown"
    assert parts == dict.fromkeys(("database", "migrations", "storage", "clock", "fonts"), "ok")


@pytest.mark.parametrize(("seconds", "state", "status"), [(2, "ok", 200), (60, "failed", 503)])
def test_a_worker_that_fell_silent_is_a_failure(seconds: int, state: str, status: int) -> None:
    WorkerLife.objects.create(name="one", host="here", pid=1, beat_at=timezone.now() - timedelta(seconds=seconds))
    assert (ask()[0], ask()[1]["worker"]) == (status, state)


def test_one_worker_that_lives_is_enough() -> None:
    for name, seconds in (("dead", 60), ("alive", 1)):
        WorkerLife.objects.create(name=name, host="here", pid=1, beat_at=timezone.now() - timedelta(seconds=seconds))
    assert ask()[1]["worker"] == "ok"


def test_a_folder_that_cannot_be_written_is_a_failure(settings: Any, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    settings.FILES_ROOT = blocked
    assert (ask()[0], ask()[1]["storage"]) == (503, "failed")


def test_asking_leaves_no_file_behind(tmp_path: Path) -> None:
    ask()
    assert list(tmp_path.iterdir()) == []


def test_a_migration_that_is_missing_is_a_failure() -> None:
    MigrationRecorder(connection).record_unapplied("people", "0001_initial")
    assert (ask()[0], ask()[1]["migrations"]) == (503, "failed")


def test_a_clock_that_was_set_back_is_a_failure() -> None:
    rows = MigrationRecorder(connection).Migration.objects
    rows.create(app="later", name="0001", applied=timezone.now() + timedelta(days=1))
    assert (ask()[0], ask()[1]["clock"]) == (503, "failed")
