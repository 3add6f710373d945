"""What the tests of the mediation share."""

from __future__ import annotations

import pytest
from cast import Cast
from road import Road


@pytest.fixture
def road(cast: Cast) -> Road:
    """A mediation that was just applied for."""
    return Road(cast)
