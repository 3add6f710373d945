"""The pages of the risk review, for the asking party alone: from the own draft, and from the own case."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_http_methods, require_safe

from fengqiao.cases.actors import Actor
from fengqiao.cases.gates import case_for
from fengqiao.cases.models import Case
from fengqiao.documents.papers import Sheet as PaperSheet
from fengqiao.documents.papers import as_data
from fengqiao.documents.papers import render as render_paper
from fengqiao.documents.typesetting import UnprintableText
from fengqiao.insight.actions import keep_review
from fengqiao.insight.papers import RISK_REVIEW, on_paper
from fengqiao.insight.queries import asking_party, docket, pieces_at_filing, review_of
from fengqiao.insight.report import Review
from fengqiao.insight.review import assemble
from fengqiao.intake.models import Draft
from fengqiao.intake.sheet import Sheet
from fengqiao.web.intake.drafts import NOT_KEPT, keep_posted, to, with_draft
from fengqiao.web.risk.figures import interval_of, tornado_of
from fengqiao.web.risk.forms import ReviewForm
from fengqiao.web.risk.matter import Source, matter_of, of_application, of_case

PAGE = "risk"
"""The page of the draft under which the answers are kept."""
Typed = Mapping[str, list[str]]
pages = require_http_methods(["GET", "HEAD", "POST"])


@pages
@with_draft
def draft(request: HttpRequest, draft: Draft, at: datetime) -> HttpResponse:
    """Ask for what the review needs beyond the application; the answers stay in the draft."""
    sheet = Sheet(draft, timezone.localdate(at))
    if sheet.unfinished():
        return to("check")
    source = of_application(sheet.application())
    back = reverse("intake:check")
    if request.method != "POST":
        return _show_form(request, _form(source, sheet.typed.get(PAGE), at), back)
    keep_posted(draft, PAGE, request.POST, at)
    form = _form(source, request.POST, at)
    if form.is_valid():
        return HttpResponseRedirect(reverse("risk_draft:report"), status=303)
    return _show_form(request, form, back, 422)


@require_safe
@with_draft
def draft_report(request: HttpRequest, draft: Draft, at: datetime) -> HttpResponse:
    """Show the eleven parts for the draft of this visitor."""
    sheet = Sheet(draft, timezone.localdate(at))
    if sheet.unfinished():
        return to("check")
    typed = sheet.typed.get(PAGE)
    if typed is None:
        return HttpResponseRedirect(reverse("risk_draft:ask"))
    context = report(of_application(sheet.application()), typed, draft.files.count(), "mediation", at)
    context["pdf"] = reverse("risk_draft:pdf")
    return _show_report(request, context, reverse("risk_draft:ask"), reverse("intake:check"))


@require_safe
@with_draft
def draft_pdf(request: HttpRequest, draft: Draft, at: datetime) -> HttpResponse:
    """Give the eleven parts for the draft of this visitor as a PDF; it is made anew each time and not kept."""
    sheet = Sheet(draft, timezone.localdate(at))
    typed = sheet.typed.get(PAGE)
    if sheet.unfinished() or typed is None:
        return HttpResponseRedirect(reverse("risk_draft:ask"))
    context = report(of_application(sheet.application()), typed, draft.files.count(), "mediation", at)
    return _pdf(request, context["review"], at, reverse("risk_draft:report"))


@pages
@login_required
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Ask the applicant of a case; Http404 for everybody else, whatever they may see of the case."""
    at = timezone.now()
    row, actor = _own(request, case_id, at)
    source, back = of_case(row), reverse("cases:case", args=[row.pk])
    if request.method != "POST":
        kept = review_of(row, actor)
        return _show_form(request, _form(source, json.loads(kept.typed) if kept else None, at), back)
    typed = {name: request.POST.getlist(name) for name in request.POST if name not in NOT_KEPT}
    form = _form(source, request.POST, at)
    known = {name: texts for name, texts in typed.items() if name in form.fields}
    keep_review(row, actor, known, at=at)
    if form.is_valid():
        return HttpResponseRedirect(reverse("risk:report", args=[row.pk]), status=303)
    return _show_form(request, form, back, 422)


@require_safe
@login_required
def case_report(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show the eleven parts to the applicant of a case."""
    at = timezone.now()
    row, actor = _own(request, case_id, at)
    kept = review_of(row, actor)
    if kept is None:
        return HttpResponseRedirect(reverse("risk:case", args=[row.pk]))
    context = report(of_case(row), json.loads(kept.typed), pieces_at_filing(row), row.procedure, at)
    context["frozen"] = kept
    context["pdf"] = reverse("risk:pdf", args=[row.pk])
    return _show_report(request, context, reverse("risk:case", args=[row.pk]), reverse("cases:case", args=[row.pk]))


@require_safe
@login_required
def case_pdf(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Give the eleven parts to the applicant of a case as a PDF; Http404 for everybody else."""
    at = timezone.now()
    row, actor = _own(request, case_id, at)
    kept = review_of(row, actor)
    if kept is None:
        return HttpResponseRedirect(reverse("risk:case", args=[row.pk]))
    context = report(of_case(row), json.loads(kept.typed), pieces_at_filing(row), row.procedure, at)
    return _pdf(request, context["review"], at, reverse("risk:report", args=[row.pk]))


def report(source: Source, typed: Typed, pieces: int, procedure: str, at: datetime) -> dict[str, Any]:
    """Return the review with its drawings."""
    today = timezone.localdate(at)
    form = _form(source, typed, at)
    form.is_valid()
    counted = docket(procedure, source.cause, pieces, today)
    review = assemble(matter_of(source, today), form.answers(), counted, today)
    estimate = review.outcome.estimate
    return {
        "review": review,
        "interval": interval_of(estimate) if estimate else None,
        "regression": round(100 * review.outcome.regression) if review.outcome.regression is not None else None,
        "tornado": tornado_of(review.swings),
        "at": at,
    }


def _own(request: HttpRequest, case_id: UUID, at: datetime) -> tuple[Case, Actor]:
    row, actor = case_for(request.user, case_id, at=at)
    asking_party(row, actor)
    return row, actor


def _form(source: Source, typed: Mapping[str, Any] | None, at: datetime) -> ReviewForm:
    data = MultiValueDict(typed) if isinstance(typed, dict) else typed
    elements = dict(source.kind.elements) if source.kind else {}
    return ReviewForm(elements, data, timezone.localdate(at))


def _pdf(request: HttpRequest, review: Review, at: datetime, back: str) -> HttpResponse:
    try:
        printed = render_paper(RISK_REVIEW, as_data(on_paper(review)), PaperSheet(demo=settings.DEMO), at=at)
    except UnprintableText as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(back)
    response = HttpResponse(printed.pdf, "application/pdf")
    response["Content-Disposition"] = 'inline; filename="risk-review.pdf"'
    response["Cache-Control"] = "no-store"
    return response


def _show_form(request: HttpRequest, form: ReviewForm, back: str, status: int = 200) -> HttpResponse:
    return render(request, "risk/ask.html", {"form": form, "back": back}, status=status)


def _show_report(request: HttpRequest, context: dict[str, Any], ask: str, back: str) -> HttpResponse:
    return render(request, "risk/report.html", {**context, "ask": ask, "back": back})
