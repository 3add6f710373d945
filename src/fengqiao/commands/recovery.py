"""Jobs whose worker died are made ready again; jobs that failed are tried again, a few times at most."""

from __future__ import annotations

import os
import socket
from datetime import datetime, timedelta

from django.db import transaction
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from fengqiao.commands.models import WorkerLife

SILENCE = timedelta(seconds=20)
"""A worker that has not been heard for so long is dead."""
TRIES = 5
"""So often a job is begun before it is left to a person to look at."""
LOOK_BACK = timedelta(days=1)


def beat(name: str, at: datetime) -> None:
    """Say that the worker of this process lives."""
    WorkerLife.objects.update_or_create(
        name=name, defaults={"host": socket.gethostname(), "pid": os.getpid(), "beat_at": at}
    )


def leave(name: str) -> None:
    """Say that the worker ends; nothing of it is left running."""
    WorkerLife.objects.filter(name=name).delete()


def recover(at: datetime) -> int:
    """Make ready what dead workers left and what failed fewer than five times; return how many jobs."""
    with transaction.atomic():
        bury(at)
        alive = set(WorkerLife.objects.values_list("name", flat=True))
        running = DBTaskResult.objects.running().select_for_update(skip_locked=True)
        lost = [job for job in running if not job.worker_ids or job.worker_ids[-1] not in alive]
        failed = DBTaskResult.objects.failed().filter(finished_at__gte=at - LOOK_BACK)
        again = [job for job in failed.select_for_update(skip_locked=True) if len(job.worker_ids) < TRIES]
        for job in lost:
            _ready(job, at)
        for job in again:
            _ready(job, at + timedelta(seconds=5 * 3 ** len(job.worker_ids)))
    return len(lost) + len(again)


def bury(at: datetime) -> None:
    """Forget workers that have been silent too long, or whose process on this host is gone."""
    WorkerLife.objects.filter(beat_at__lt=at - SILENCE).delete()
    for life in WorkerLife.objects.filter(host=socket.gethostname()):
        if not _process_lives(life.pid):
            life.delete()


def _ready(job: DBTaskResult, after: datetime) -> None:
    """Hand the job back, unless it has been begun too often: then it stays failed for a person to look at."""
    given_up = len(job.worker_ids) >= TRIES
    job.status = TaskResultStatus.FAILED if given_up else TaskResultStatus.READY
    job.run_after = after
    job.save(update_fields=["status", "run_after"])


def _process_lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
