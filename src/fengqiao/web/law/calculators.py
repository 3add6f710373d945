"""Calculators over the tables of ``fengqiao.law.rows``: fees, interest, consumer damages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fengqiao.law.rows import TABLES, Answer
from fengqiao.web.law.asks import Plain
from fengqiao.web.law.fee_kinds import FEES
from fengqiao.web.law.figures import of_amount, of_fee
from fengqiao.web.law.forms import KindForm
from fengqiao.web.law.kinds import Calculator, Kind
from fengqiao.web.law.money_kinds import CONSUMER, INTEREST
from fengqiao.web.law.results import Result, address_of, basis_of, said

CALCULATORS = {each.name: each for each in (FEES, INTEREST, CONSUMER)}


@require_safe
def calculator(request: HttpRequest, name: str) -> HttpResponse:
    """Show the questions of a kind, and the answer once they are answered; everything is in the address."""
    calc = CALCULATORS[name]
    chosen = calc.kind(request.GET.get("kind", ""))
    kind = chosen or next(calc.kinds())
    form = KindForm(kind, request.GET if _asked(request, kind) else None, timezone.localdate())
    context: dict[str, Any] = {"calc": calc, "kind": kind, "form": form, "unknown": chosen is None}
    if form.is_valid():
        context |= answered(calc, kind, form)
    context["address"] = address_of(request) if "result" in context else ""
    fault = form.is_bound and "result" not in context
    return render(request, "law/calculator.html", context, status=404 if chosen is None else 422 if fault else 200)


def answered(calc: Calculator, kind: Kind, form: KindForm) -> dict[str, Any]:
    """Return the result of a form that is in order, or why the law has none."""
    try:
        answer = TABLES[calc.name](calc.row(kind, form.given()))
    except (ValueError, LookupError) as error:
        fault = error if isinstance(error, ValueError) else ValueError(str(error))
        return {"refused": said(fault)}
    span = form.span()
    steps = (*((span,) if span else ()), *answer.steps)
    local = local_fee(kind, answer) if calc is FEES else ()
    figure = of_fee(answer.value) if calc is FEES else of_amount(answer.value)
    return {
        "result": Result(figure, steps, basis_of(answer.entries), local),
        "said": [(_("What is it about"), str(kind.label)), *form.said()],
    }


def local_fee(kind: Kind, answer: Answer) -> tuple[str, ...]:
    """Return what the province has fixed where the law leaves a range, or that nothing is set."""
    value: Mapping[str, Plain] = answer.value
    if value["min"] == value["max"]:
        return ()
    fixed = settings.LOCAL_LAW.fee(kind.code, answer.value, timezone.localdate())
    if fixed is None:
        return (
            _("The law leaves this range to the province. The figure of this place is not set here; ask the court."),
        )
    amount, source = fixed
    return (_("In this place it is fixed: %(amount)s (%(source)s).") % {"amount": amount, "source": source},)


def _asked(request: HttpRequest, kind: Kind) -> bool:
    return "ask" in request.GET or any(ask.key in request.GET for ask in kind.asks)
