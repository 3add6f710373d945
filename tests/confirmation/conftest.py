"""What the tests of the confirmation share."""

from __future__ import annotations

import pytest
from cast import Cast
from chamber import Chamber


@pytest.fixture
def chamber(cast: Cast) -> Chamber:
    """A confirmation that was just opened, with every consent given during the mediation."""
    return Chamber(cast)
