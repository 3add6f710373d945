"""The state of the editor between two requests: the frame, the terms, the one that was just added or removed."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import QueryDict

from fengqiao.negotiation.agreements import as_draft
from fengqiao.negotiation.clauses import Finding, check
from fengqiao.negotiation.models import Agreement
from fengqiao.web.agreement.forms import AgreementForm, TermForm, TermSet, initial_of

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Editor:
    """Frame form and term forms, bound to what was typed or filled from the draft."""

    def __init__(self, posted: QueryDict | None, agreement: Agreement | None) -> None:
        self.posted = posted
        self.action = posted.get("action", "") if posted is not None else ""
        if posted is not None:
            data = self._changed(posted)
            self.frame = AgreementForm(data)
            self.term_set = TermSet(data, prefix="t")
        else:
            draft = as_draft(agreement) if agreement else None
            self.frame = AgreementForm(initial={"facts": draft.facts if draft else ""})
            self.term_set = TermSet(initial=[initial_of(term) for term in draft.terms] if draft else [], prefix="t")

    @property
    def terms(self) -> list[TermForm]:
        """Return the term forms in order."""
        return list(self.term_set.forms)

    @property
    def all_forms(self) -> list[AgreementForm | TermForm]:
        """Return the frame and the terms, for the list of faults."""
        return [self.frame, *self.terms]

    @property
    def wants_to_save(self) -> bool:
        """Return whether the button was 'save', not 'add' or 'remove'."""
        return self.action == "save"

    def is_valid(self) -> bool:
        """Return whether frame and terms can be saved; check both, so that all faults show at once."""
        return all([self.frame.is_valid(), self.term_set.is_valid()])

    def findings(self, agreement: Agreement | None, now: datetime) -> list[Finding]:
        """Return what the clause checker finds in the saved draft."""
        return check(agreement, today=now.astimezone(SHANGHAI).date()) if agreement else []

    def _changed(self, posted: QueryDict) -> dict[str, Any]:
        """Return the posted data with a term added or removed."""
        data = {key: value for key, value in posted.items() if isinstance(value, str)}
        count = _place(data.get("t-TOTAL_FORMS", "")) or 0
        if self.action == "add":
            data |= {"t-TOTAL_FORMS": str(count + 1), f"t-{count}-act": "other"}
        elif self.action.startswith("remove-") and (gone := _place(self.action[7:])) is not None:
            data = _without(data, gone, count)
        return data


def _place(text: str) -> int | None:
    """Return the number of a term; None for anything that the page never sends."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else None


def _without(data: dict[str, Any], gone: int, count: int) -> dict[str, Any]:
    """Return the data with the term number ``gone`` left out and the later ones moved up."""
    kept: dict[str, Any] = {}
    for key, value in data.items():
        prefix, _dash, rest = key.partition("-")
        n, _dash, name = rest.partition("-")
        place = _place(n)
        if prefix != "t" or place is None:
            kept[key] = value
        elif place != gone:
            kept[f"t-{place - (place > gone)}-{name}"] = value
    if 0 <= gone < count:
        kept["t-TOTAL_FORMS"] = str(count - 1)
    return kept
