"""What the tests of the mediation share."""

from __future__ import annotations

import pytest
from cast import Cast
from road import Road


@pytest.fixture
def road(cast: Cast) -> Road:
    """A mediation that was just applied for."""
    return Road(cast)


ALL_WELL = dict.fromkeys(("real_dispute", "free_will", "third_parties", "no_debt_evasion", "own_relation"), True)


@pytest.fixture
def all_well() -> dict[str, bool]:
    """Every question of the screen against sham mediation answered yes."""
    return {**ALL_WELL, "warned": True}
