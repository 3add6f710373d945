"""What every test shares: the cast, one clock, no network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from cast import Cast
from django.core.management import call_command
from django.db import connection

from fengqiao.ledger import guards


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast of DESIGN: 阿丽, 博文, 陈调, 丁法官, 罗书记, 外人."""
    return Cast()


@pytest.fixture
def run_jobs() -> Callable[[], None]:
    """Run every waiting job, as the worker would, until none is left."""
    return partial(call_command, "db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)


@pytest.fixture(autouse=True)
def _guards_rest_while_tables_are_emptied(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test without a transaction of its own ends by emptying every table, which the append-only triggers refuse."""
    marker = request.node.get_closest_marker("django_db")
    if "transactional_db" not in request.fixturenames and not (marker and marker.kwargs.get("transaction")):
        yield
        return
    request.getfixturevalue("transactional_db")
    for guard in guards.ALL:
        guards.install(connection, guard)
    yield
    for guard in guards.ALL:
        guards.remove(connection, guard)
