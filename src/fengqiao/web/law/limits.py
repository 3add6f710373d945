"""The calculator of limitation 诉讼时效, for whoever asks about an own claim: nothing is stored or shown to others."""

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

from fengqiao.law import limitation
from fengqiao.law.calendar import date_en, date_zh
from fengqiao.law.coded import grounds
from fengqiao.law.limitation import Event, Facts, Limitation
from fengqiao.law.refusal import Refused
from fengqiao.web.law.asks import Choice, Day, Days
from fengqiao.web.law.forms import AskForm
from fengqiao.web.law.results import Result, address_of, basis_in_words, said
from fengqiao.web.templatetags.fengqiao import own_language

FEWEST_EVENTS, MOST_EVENTS = 2, 12
KINDS = (
    ("general", gettext_lazy("an ordinary claim: three years")),
    ("labour", gettext_lazy("a labour dispute: one year")),
    ("international_sale", gettext_lazy("an international sale: four years")),
    ("technology_trade", gettext_lazy("technology import or export: four years")),
)
FACTS = (
    Day(
        "known",
        gettext_lazy("The day on which you knew, or should have known"),
        gettext_lazy("That your right was harmed, and by whom: often the day on which payment was due."),
        required=False,
    ),
    Day("injury", gettext_lazy("The day of the harm, if it was earlier"), required=False),
    Days(
        "instalments_due",
        gettext_lazy("Payable in instalments: each due day"),
        gettext_lazy("One day a line. Then the last of them counts."),
        required=False,
    ),
)


class ClaimForm(AskForm):
    """The facts of a claim, and rows of what happened since."""

    def __init__(self, rows: int, data: Mapping[str, Any] | None, today: date) -> None:
        kind = Choice("kind", gettext_lazy("Kind of claim"), options=(*KINDS, *_exempt()))
        super().__init__((kind, *FACTS), data, today)
        self.rows = range(1, rows + 1)
        for number in self.rows:
            for ask in _event_asks(number):
                self.fields[ask.key] = ask.field(today)

    def events(self) -> list[Event]:
        """Return what happened, in the order written."""
        rows = ((self.cleaned_data.get(f"event{n}"), self.cleaned_data.get(f"from{n}"), self.cleaned_data.get(f"to{n}"))
                for n in self.rows)  # fmt: skip
        return [Event(name, first, last) for name, first, last in rows if name and first]

    def clean(self) -> dict[str, Any]:
        """Every event has a day, and none ends before it begins."""
        cleaned: dict[str, Any] = super().clean() or {}
        for number in self.rows:
            name, first, last = (cleaned.get(f"{key}{number}") for key in ("event", "from", "to"))
            if name and not first and f"from{number}" not in self.errors:
                self.add_error(f"from{number}", _("Please write the day on which this happened."))
            if name in _lasting() and first and not last and f"to{number}" not in self.errors:
                self.add_error(
                    f"to{number}", _("Please write the day on which it ended; without it there is no last day.")
                )
            if first and last and last < first:
                self.add_error(f"to{number}", _("This is earlier than the first day. Please check both."))
        return cleaned

    def facts(self) -> list[forms.BoundField]:
        """Return the questions before the rows of events."""
        return [self[ask.key] for ask in self.asks]

    def event_rows(self) -> list[tuple[int, list[forms.BoundField]]]:
        """Return the three fields of each event."""
        return [(number, [self[f"{key}{number}"] for key in ("event", "from", "to")]) for number in self.rows]


@require_safe
def limits(request: HttpRequest) -> HttpResponse:
    """Show the last day of limitation of a claim with the way to it; everything is in the address."""
    rows = _rows(request)
    form = ClaimForm(rows, request.GET if "kind" in request.GET else None, timezone.localdate())
    context: dict[str, Any] = {
        "form": form,
        "rows": rows,
        "more": min(rows + 2, MOST_EVENTS) if rows < MOST_EVENTS else 0,
    }
    if "more" not in request.GET and form.is_valid():
        context |= _answered(form)
    context["address"] = address_of(request) if "result" in context else ""
    fault = form.is_bound and "more" not in request.GET and "result" not in context
    return render(request, "law/limitation.html", context, status=422 if fault else 200)


def _answered(form: ClaimForm) -> dict[str, Any]:
    given = form.cleaned_data
    try:
        found = _found(form, given)
    except (ValueError, LookupError) as error:
        return {"refused": said(error if isinstance(error, ValueError) else ValueError())}
    notes = [_("Only you see this. A court neither raises limitation nor asks about it; the other side must.")]
    if found.unannounced:
        notes.append(_("A year whose holidays are not announced decides this day; it may still move."))
    result = Result(_figure(found), found.steps, basis_in_words(found.source), tuple(notes))
    return {"result": result, "said": form.said()}


def _found(form: ClaimForm, given: Mapping[str, Any]) -> Limitation:
    kind = str(given["kind"])
    if kind.startswith("exempt:"):
        item = next(item for item in grounds("limitation/exempt", date.max) if item.code == kind.partition(":")[2])
        return limitation.never(item)
    if not given.get("known") and not given.get("instalments_due") and not given.get("injury"):
        raise Refused(
            "还不知道从哪一天起算。请填写您知道或者应当知道的那一天。",
            "It is not known from which day to count. Write the day on which you knew or should have known.",
        )
    due = tuple(given.get("instalments_due") or ())
    return limitation.last_day(
        Facts(given.get("known"), given.get("injury"), due, kind=kind, events=tuple(form.events()))
    )


def _figure(found: Limitation) -> str:
    if found.last_day is None:
        return _("No limitation applies to this claim")
    return own_language((date_zh(found.last_day), date_en(found.last_day)))


def _exempt() -> tuple[tuple[str, Any], ...]:
    rows = grounds("limitation/exempt", date.max)
    return tuple((f"exempt:{item.code}", own_language((item.zh, item.en))) for item in rows)


def _lasting() -> frozenset[str]:
    return frozenset(item.code for item in grounds("limitation/suspending", date.max))


def _event_asks(number: int) -> tuple[Choice | Day, ...]:
    events = tuple(
        (item.code, own_language((item.zh, item.en)))
        for rule in ("interrupting", "suspending")
        for item in grounds(f"limitation/{rule}", date.max)
    )
    return (
        Choice(f"event{number}", gettext_lazy("What happened"), required=False, options=events),
        Day(f"from{number}", gettext_lazy("On or from which day"), required=False),
        Day(f"to{number}", gettext_lazy("Until which day, if it lasted"), required=False),
    )


def _rows(request: HttpRequest) -> int:
    try:
        wanted = int(request.GET.get("more") or request.GET.get("rows", ""))
    except ValueError:
        wanted = FEWEST_EVENTS
    return min(max(wanted, FEWEST_EVENTS), MOST_EVENTS)
