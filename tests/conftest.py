"""What every test shares: the cast, one clock, no network."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from cast import Cast
from django.core.management import call_command


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast of DESIGN: 阿丽, 博文, 陈调, 丁法官, 罗书记, 外人."""
    return Cast()


@pytest.fixture
def run_jobs() -> Callable[[], None]:
    """Run every waiting job, as the worker would, until none is left."""
    return partial(call_command, "db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
