"""``fengqiao worker``: jobs, the ledger's sequencer, notices, deadlines and recovery in one process."""

from __future__ import annotations

import sys
from datetime import timedelta
from types import FrameType
from typing import Any

import click
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.compat import DEFAULT_TASK_BACKEND_ALIAS
from django_tasks_db.management.commands.db_worker import Worker

from fengqiao.cases.clock import count_again
from fengqiao.commands.checks import refuse_to_start_with_faults
from fengqiao.commands.recovery import beat, leave, recover
from fengqiao.commands.ticker import Tick, Ticker
from fengqiao.confirmation.clock import close_windows
from fengqiao.delivery.tasks import send_waiting
from fengqiao.documents.tasks import resume_printing
from fengqiao.files.store import sweep
from fengqiao.intake.actions import clear_expired
from fengqiao.ledger.sequencer import sequence
from fengqiao.mediation.clock import due_steps
from fengqiao.notices.actions import send_pending
from fengqiao.notices.reminders import remind
from fengqiao.people.codes import forget_codes
from fengqiao.people.tidings import tell_changes
from fengqiao.rooms.presence import sweep_rooms
from fengqiao.rooms.signalling import forget_signals
from fengqiao.signing.tasks import resume_signing

PAUSE = 0.2
"""Seconds between two looks for a job: a page that waits for a paper should not notice."""


class PatientWorker(Worker):
    """Ends after the job at hand when asked to, however often it is asked (a terminal asks the whole group)."""

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Stop taking jobs; leave at once when there is none at hand."""
        already = not self.running
        self.running = False
        if not self.running_task and not already:
            sys.exit(0)


def ticks(name: str) -> list[Tick]:
    """Return what the worker does by the clock."""
    return [
        Tick("heartbeat", 3, lambda at: beat(name, at)),
        Tick("recovery", 5, recover),
        Tick("ledger", 1, sequence),
        Tick("notices", 1, send_pending),
        Tick("reminders", 600, remind),
        Tick("changes of personal data", 5, tell_changes),
        Tick("deliveries", 5, send_waiting),
        Tick("mediation deadlines", 30, due_steps),
        Tick("holidays announced since", 3600, count_again),
        Tick("confirmation windows", 30, close_windows),
        Tick("cut-off uploads", 3600, lambda at: sweep(at - timedelta(hours=2))),
        Tick("expired drafts", 3600, clear_expired),
        Tick("old one-time codes", 3600, lambda at: forget_codes(before=at - timedelta(days=1))),
        Tick("video signals", 3600, forget_signals),
        Tick("people gone from rooms", 60, sweep_rooms),
    ]


@click.command()
@click.option("--once", is_flag=True, help="Do the waiting jobs and one round of everything else, then end.")
def command(once: bool) -> None:
    """Do the jobs: papers, signatures, notices, deadlines, ledger."""
    refuse_to_start_with_faults()
    name = get_random_string(32)
    worker = new_worker(name, batch=once)
    ticker = Ticker(ticks(name), on_error=worker_stop(worker))
    beat(name, timezone.now())
    recover(timezone.now())
    resume_printing()
    resume_signing()
    worker.configure_signals()
    try:
        if once:
            worker.run()
            ticker.round(0.0)
            return
        ticker.start()
        worker.run()
    finally:
        ticker.stop() if ticker.is_alive() else None
        leave(name)
    if ticker.error is not None:
        raise ticker.error


def new_worker(name: str, *, batch: bool = False) -> PatientWorker:
    """Return a worker of the default queue."""
    options: dict[str, Any] = {
        "queue_names": ["*"],
        "interval": PAUSE,
        "batch": batch,
        "backend_name": DEFAULT_TASK_BACKEND_ALIAS,
        "startup_delay": False,
        "max_tasks": None,
        "worker_id": name,
        "excluded_queue_names": [],
    }
    return PatientWorker(**options)


def worker_stop(worker: PatientWorker) -> Any:
    """Return what ends the worker's loop from another thread."""

    def stop() -> None:
        worker.running = False

    return stop
