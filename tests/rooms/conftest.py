"""A case with its three rooms and everybody who might look at a door."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cast import Cast
from hall import Hall


@pytest.fixture
def hall(cast: Cast) -> Hall:
    """A mediation with applicant, respondent and mediator, its rooms open."""
    return Hall(cast)


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path
