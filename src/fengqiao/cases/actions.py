"""Changes around a case that are not steps: who stands for whom."""

from __future__ import annotations

from fengqiao.cases.representation import (
    check_representation,
    claim_representation,
    end_representation,
    join,
    stand_for,
)

__all__ = ["check_representation", "claim_representation", "end_representation", "join", "stand_for"]
