"""What every test shares: the cast, one clock, no network."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from cast import Cast
from django.db import connection
from django_tasks_db.models import DBTaskResult
from hypothesis import HealthCheck, settings

from fengqiao.ledger import guards

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast of DESIGN: 阿丽, 博文, 陈调, 丁法官, 罗书记, 外人."""
    return Cast()


@pytest.fixture
def run_jobs() -> Callable[[], None]:
    """Run every waiting job until none is left; a job that fails fails the test.

    Not through ``db_worker``: it closes the connection between jobs, and with it the transaction of the test.
    """

    def run() -> None:
        while (row := DBTaskResult.objects.ready().first()) is not None:
            row.claim("test")
            row.set_successful(row.task.call(*row.task_result.args, **row.task_result.kwargs))

    return run


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
