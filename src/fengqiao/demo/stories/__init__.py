"""The thirty stories of the demo, by what they are about."""

from __future__ import annotations

from fengqiao.demo.stories.contracts import SERVICES
from fengqiao.demo.stories.goods import GOODS
from fengqiao.demo.stories.people import COMPANIES, PARTIES
from fengqiao.demo.stories.short import SHORT

TALES = (*SERVICES, *GOODS, *SHORT)

__all__ = ["COMPANIES", "PARTIES", "TALES"]
