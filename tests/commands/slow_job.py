"""A job that a test can stop in its middle: it writes a line, waits for a file, writes another."""

from __future__ import annotations

import time
from pathlib import Path

from django_tasks import task

WAIT = 0.05


@task()
def slow(folder: str) -> None:
    """Write ``begun`` into the log, wait until ``go`` exists, write ``done``."""
    log = Path(folder) / "log"
    with log.open("a") as file:
        file.write("begun\n")
    while not (Path(folder) / "go").exists():
        time.sleep(WAIT)
    with log.open("a") as file:
        file.write("done\n")
