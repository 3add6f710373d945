"""The calculator of time limits, with a picture of the months."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from fengqiao.law import periods
from fengqiao.law.calendar import date_en, date_zh
from fengqiao.law.periods import Due
from fengqiao.web.law.asks import Choice, Day, Whole
from fengqiao.web.law.forms import AskForm
from fengqiao.web.law.months import months_of
from fengqiao.web.law.results import Result, address_of, basis_of, said
from fengqiao.web.templatetags.fengqiao import own_language

OWN = "own"
MOST_UNITS = 3650
UNITS = (
    ("day", gettext_lazy("days")),
    ("workday", gettext_lazy("working days")),
    ("month", gettext_lazy("months")),
    ("year", gettext_lazy("years")),
)
START = Day(
    "start",
    gettext_lazy("The day it starts from"),
    gettext_lazy("Of delivery, of signing, of receipt. This day itself is not counted."),
)
LENGTH = (
    Whole("n", gettext_lazy("How many")),
    Choice("unit", gettext_lazy("Days, working days, months or years"), options=UNITS),
)


class LimitForm(AskForm):
    """The start of a limit of the law, or a length of one's own."""

    def __init__(self, rule: str, data: Mapping[str, Any] | None, today: date) -> None:
        super().__init__((START, *(LENGTH if rule == OWN else ())), data, today)

    def clean_n(self) -> int:
        """Return a length that a time limit can have."""
        number = int(self.cleaned_data["n"])
        if not 1 <= number <= MOST_UNITS:
            raise forms.ValidationError(_("Write a number from 1 to %(most)d.") % {"most": MOST_UNITS})
        return number


@require_safe
def deadlines(request: HttpRequest) -> HttpResponse:
    """Show the last day of a time limit with its counting; everything is in the address."""
    wanted = request.GET.get("rule", "")
    rules = periods.rules()
    known = wanted in ("", OWN, *rules)
    rule = wanted if known and wanted else rules[0]
    form = LimitForm(rule, request.GET if "start" in request.GET else None, timezone.localdate())
    context: dict[str, Any] = {"form": form, "rule": rule, "rules": _labels(), "unknown": not known}
    if form.is_valid():
        context |= _counted(rule, form)
    context["address"] = address_of(request) if "result" in context else ""
    fault = form.is_bound and "result" not in context
    return render(request, "law/deadlines.html", context, status=404 if not known else 422 if fault else 200)


def _counted(rule: str, form: LimitForm) -> dict[str, Any]:
    try:
        found = _due(rule, form.cleaned_data)
    except (ValueError, LookupError):
        return {"refused": said(ValueError())}
    result = Result(
        own_language((date_zh(found.end), date_en(found.end))),
        found.steps,
        basis_of([found.entry] if found.entry else []),
        (_("A year whose holidays are not announced decides this day; it may still move."),)
        if found.provisional
        else (),
    )
    said_words = [(_("Time limit"), own_language(_label(rule))), *form.said()]
    return {"result": result, "found": found, "months": months_of(found), "said": said_words}


def _due(rule: str, given: Mapping[str, Any]) -> Due:
    if rule == OWN:
        return periods.end_of_period(given["start"], given["n"], given["unit"])
    return periods.due(rule, given["start"])


def _label(rule: str) -> tuple[str, str]:
    return ("自己填写的期限", "A length of my own") if rule == OWN else periods.label(rule)


def _labels() -> list[tuple[str, tuple[str, str]]]:
    return [(rule, _label(rule)) for rule in (*periods.rules(), OWN)]
