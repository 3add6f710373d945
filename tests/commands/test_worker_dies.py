"""A worker that is killed in the middle of a job loses nothing."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from commands.processes import Platform, until

ENQUEUE = "from commands.slow_job import slow\nprint(slow.enqueue({folder!r}).id)"
STATUS = (
    "from django_tasks_db.models import DBTaskResult\nprint(*DBTaskResult.objects.values_list('status', flat=True))"
)
LEAVES = (
    "from django.utils import timezone\nfrom fengqiao.ledger.actions import commit\n"
    "commit('step', b'x', at=timezone.now())"
)
HEADS = "from fengqiao.ledger.models import TreeHead\nprint(TreeHead.objects.count())"


def lines(folder: Path) -> list[str]:
    log = folder / "log"
    return log.read_text().split() if log.exists() else []


@pytest.mark.slow
def test_a_job_of_a_killed_worker_is_done_by_the_next_one(platform: Platform, tmp_path: Path) -> None:
    platform.python(ENQUEUE.format(folder=str(tmp_path)))
    first = platform.start("worker")
    assert until(lambda: lines(tmp_path) == ["begun"])
    first.send_signal(signal.SIGKILL)
    first.wait()
    (tmp_path / "go").touch()
    platform.start("worker")
    assert until(lambda: lines(tmp_path) == ["begun", "begun", "done"])
    assert until(lambda: platform.python(STATUS) == "SUCCESSFUL")


@pytest.mark.slow
def test_a_second_worker_leaves_the_job_of_a_live_one_alone(platform: Platform, tmp_path: Path) -> None:
    platform.python(ENQUEUE.format(folder=str(tmp_path)))
    platform.start("worker")
    assert until(lambda: lines(tmp_path) == ["begun"])
    platform.run("worker", "--once")
    assert lines(tmp_path) == ["begun"]
    (tmp_path / "go").touch()
    assert until(lambda: lines(tmp_path) == ["begun", "done"])


@pytest.mark.slow
def test_the_worker_sequences_the_ledger_and_ends_when_asked(platform: Platform) -> None:
    platform.python(LEAVES)
    worker = platform.start("worker")
    assert until(lambda: platform.python(HEADS) == "1", seconds=20)
    worker.terminate()
    assert worker.wait(timeout=5) == 0
