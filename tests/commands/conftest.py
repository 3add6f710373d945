"""What the tests of the command line share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands.processes import Platform


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with all its tables, to be copied."""
    folder = tmp_path_factory.mktemp("installed")
    done = Platform(folder).run("migrate")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def platform(installed: Path, tmp_path: Path) -> Iterator[Platform]:
    """A fresh installation on SQLite; its processes end with the test."""
    shutil.copytree(installed, tmp_path, dirs_exist_ok=True)
    made = Platform(tmp_path)
    yield made
    made.end()
