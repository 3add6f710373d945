"""The thirty stories of the demo, by what they are about."""

from __future__ import annotations

from dataclasses import replace

from fengqiao.demo.stories.applications import ANSWERS, EVIDENCE
from fengqiao.demo.stories.contracts import SERVICES
from fengqiao.demo.stories.goods import GOODS
from fengqiao.demo.stories.people import COMPANIES, PARTIES
from fengqiao.demo.stories.short import SHORT

TALES = tuple(
    replace(tale, answers=ANSWERS[tale.key], evidence=EVIDENCE.get(tale.key, ()))
    for tale in (*SERVICES, *GOODS, *SHORT)
)

__all__ = ["COMPANIES", "PARTIES", "TALES"]
