"""By which rule a paper may go electronically, and since when it counts."""

from __future__ import annotations

from datetime import date
from typing import Any

from fengqiao.cases.consents import consent_in_force
from fengqiao.cases.models import Participation
from fengqiao.documents.models import Document
from fengqiao.law.delivery import ConsentFacts, Effect, consent

RULINGS = {"confirmation_ruling": "ruling"}
"""Papers on which a court decides, with the word of the law's list (民事诉讼法第90条)."""


def paper_word(document: Document) -> str:
    """Return what the law calls the paper: a ruling, or a notice."""
    return RULINGS.get(document.kind, "notice")


def may_go_electronically(document: Document, participation: Participation, on: date) -> bool:
    """Return whether the participant agreed to get this kind of paper electronically."""
    given = consent_in_force(participation, "electronic_delivery")
    part = "rulings" if document.kind in RULINGS else "notices"
    covered = given is not None and part in given.scope.get("documents", ())
    return consent(ConsentFacts(express=covered), on).allowed


def as_rule(effect: Effect) -> dict[str, Any]:
    """Return the rule as it is kept with the delivery and shown to people."""
    return {
        "code": effect.rule,
        "status": effect.status,
        "zh": effect.zh,
        "en": effect.en,
        "source": effect.entry.shown_source,
        "source_en": effect.entry.source_en,
    }
