"""What the worker does by the clock, beside its jobs."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Tick:
    """One thing to do every so many seconds."""

    name: str
    every: float
    act: Callable[[datetime], object]
    next_at: float = field(default=0.0)


class Ticker(threading.Thread):
    """Takes the ticks in turn until it is stopped.

    A database that is away or busy is waited for. Any other error is a fault of ours: it is kept in ``error``,
    ``on_error`` is called, and the process ends, because a worker without its clock only seems to live.
    """

    def __init__(self, ticks: list[Tick], on_error: Callable[[], None]) -> None:
        super().__init__(name="ticker", daemon=True)
        self.ticks = ticks
        self.on_error = on_error
        self.error: BaseException | None = None
        self.stopped = threading.Event()

    def run(self) -> None:
        """Tick until ``stop``."""
        try:
            while not self.stopped.wait(0.2):
                self.round(time.monotonic())
        except BaseException as error:  # noqa: BLE001  kept and raised by the worker's main thread
            self.error = error
            self.on_error()
        finally:
            connection.close()

    def round(self, now: float) -> None:
        """Do every tick whose time has come."""
        for tick in self.ticks:
            if tick.next_at > now or self.stopped.is_set():
                continue
            tick.next_at = now + tick.every
            close_old_connections()
            try:
                tick.act(timezone.now())
            except (OperationalError, InterfaceError):
                logger.warning("tick_waits tick=%s: the database does not answer", tick.name, exc_info=True)
                connection.close()

    def stop(self) -> None:
        """Let the current tick end and stop."""
        self.stopped.set()
        self.join(timeout=3)
