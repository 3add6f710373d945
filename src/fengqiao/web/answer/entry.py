"""The invitation that a visit was opened for: kept in the session, never in an address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from fengqiao.cases.models import Case, Participation
from fengqiao.people.contacts import clean_address
from fengqiao.people.throttle import Limit, take
from fengqiao.textkit.codes import shown
from fengqiao.textkit.reasons import HALF_WIDTH

KEY = "invitation"
TRIES = (Limit(10, 600), Limit(40, 86400))
"""Codes that one network address may try."""
NOT_YET_INVITED = ("submitted", "accepted", "appointed", "returned", "withdrawn")


@dataclass(frozen=True, slots=True)
class Visit:
    """An invitation with what this visitor has proven: nothing, or that the invited address is theirs."""

    row: Participation
    proven: bool
    whom: str = ""
    """For whom the visitor said to answer, once the identity is known; empty before and for oneself."""

    @property
    def address(self) -> str:
        """Return where the code goes: mobile number first, then e-mail."""
        return str(self.row.phone or self.row.email)

    @property
    def case(self) -> Case:
        """Return the invited case."""
        return self.row.case


def begin(request: HttpRequest, row: Participation) -> HttpResponse:
    """Open this visit for an invited participant and go to the first page; called after a short code was right."""
    request.session[KEY] = {"row": row.pk, "proven": False}
    return redirect("answer:invitation")


def visit_of(request: HttpRequest) -> Visit:
    """Return the invitation of this visit; Http404 when there is none, it has ended, or somebody else has joined."""
    kept = request.session.get(KEY) or {}
    row = (
        Participation.objects.select_related("case__dispute", "case__organisation__invited_by", "organisation")
        .filter(pk=kept.get("row", 0), role="respondent", until=None)
        .first()
    )
    if row is None:
        raise Http404
    return Visit(row, bool(kept.get("proven")), str(kept.get("whom", "")))


def prove(request: HttpRequest) -> None:
    """Note that this visitor typed the code that went to the invited address."""
    request.session[KEY] = {**request.session[KEY], "proven": True}


def leave(request: HttpRequest) -> None:
    """Forget the invitation of this visit."""
    request.session.pop(KEY, None)


def find_invited(code: str, address: str, *, client: str, at: datetime) -> Participation | None:
    """Return the invited participant that a message's own code names, or a case code with the invited address.

    Raises ``TooOften`` for a network address that guesses, ``NotAccepted`` for an address that is none.
    """
    take("answer-code", client, TRIES, at=at)
    plain = re.sub(r"[^A-Z0-9]", "", code.translate(HALF_WIDTH).upper())
    codes = [plain, shown(plain)]
    rows = Participation.objects.filter(case__procedure="mediation", role="respondent", until=None).exclude(
        case__state__in=NOT_YET_INVITED
    )
    if (row := rows.filter(messages__code__in=codes).first()) or not address.strip():
        return row
    _channel, wanted = clean_address(address)
    return next((row for row in rows.filter(case__dispute__code__in=codes) if wanted in {row.phone, row.email}), None)
