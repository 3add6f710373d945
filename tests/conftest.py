"""What every test shares: the cast, one clock, no network."""

from __future__ import annotations

import pytest
from cast import Cast


@pytest.fixture
def cast(db: None) -> Cast:
    """The cast of DESIGN: 阿丽, 博文, 陈调, 丁法官, 罗书记, 外人."""
    return Cast()
