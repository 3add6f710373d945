"""The first page of the law: which calculator, which table."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from fengqiao.law.register import register
from fengqiao.web.law.calculators import CALCULATORS


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show every calculator with what it is for."""
    asked = CALCULATORS.values()
    cards = [
        ("statutes:search", "find", _("Find the law"), _("Ask in everyday words which article answers")),
        ("law:deadlines", "cal", _("Time limits"), _("The last day, with a picture of the months and their holidays")),
        ("law:limitation", "clock", _("Limitation"), _("Until when a claim can be raised, and what moves that day")),
        *((f"law:{calc.name}", calc.icon, calc.title, calc.about) for calc in asked),
    ]
    tables = list(register())
    entries = [entry for listed in tables for entry in listed.entries]
    counts = {"tables": len(tables), "entries": len(entries), "doubtful": sum(not entry.verified for entry in entries)}
    return render(request, "law/index.html", {"cards": cards, "counts": counts})
