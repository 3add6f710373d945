"""The gist of a paper in a few lines, and the rule by which it takes effect."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import get_language

from fengqiao.cases.models import Case
from fengqiao.documents.blocks import blocks_of
from fengqiao.documents.models import Document
from fengqiao.law.delivery import day_of
from fengqiao.law.mediation import Signatures, effectiveness

MOST_LINES = 6


def gist_of(document: Document) -> list[str]:
    """Return the agreed points as they stand in the paper, in its own words."""
    lines: list[str] = []
    agreed = False
    for block in blocks_of(document.blocks):
        if block.kind == "head":
            agreed = "达成" in block.text
        elif agreed and block.kind in {"item", "para"}:
            lines.append(block.text)
    return lines[:MOST_LINES]


def effect_rule(case: Case, at: datetime) -> str:
    """Return the sentence of the rule that fixes the day of effect for the body of this case."""
    route = (case.organisation.route if case.organisation else "") or "court_platform"
    rule = effectiveness(route, Signatures(), day_of(at))  # type: ignore[arg-type]
    return rule.zh if (get_language() or "").startswith("zh") else rule.en
