"""The judge's pages: queue, review, decision with a preview of the ruling."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fengqiao.cases.actors import Actor
from fengqiao.cases.forms import StepForm
from fengqiao.cases.gates import case_for
from fengqiao.cases.models import Case
from fengqiao.cases.perform import perform
from fengqiao.cases.steps import PROCEDURES, Stale
from fengqiao.confirmation.actions import find
from fengqiao.confirmation.drafting import Outcome, ruling_fields
from fengqiao.confirmation.evidence import evidence_for
from fengqiao.confirmation.models import Confirmation
from fengqiao.confirmation.papers import CONFIRMATION_RULING
from fengqiao.confirmation.queries import agreement_paper, confirmation_of, findings_by_point, open_questions
from fengqiao.documents.blocks import grouped
from fengqiao.documents.papers import Sheet, as_data
from fengqiao.documents.papers import render as set_paper
from fengqiao.documents.queries import words
from fengqiao.files.store import read
from fengqiao.law.coded import ground
from fengqiao.law.delivery import day_of
from fengqiao.people.errors import NotAccepted
from fengqiao.people.gates import staff_required
from fengqiao.web.cases import listing
from fengqiao.web.cases.page import acts_of, limits_of
from fengqiao.web.confirm.forms import DECISIONS, OUTCOMES, FindingsForm

PER_PAGE = 50
OFFICERS = frozenset({"judge", "judges_clerk"})
TABS = {"agreement": agreement_paper, "application": lambda row: row.application, "ruling": lambda row: row.ruling}


def confirmation_for(request: HttpRequest, case_id: UUID) -> tuple[Case, Actor, Confirmation]:
    """Return a confirmation to the judge and the clerk of its court; Http404 for everybody else."""
    case, actor = case_for(request.user, case_id, at=timezone.now())
    if case.procedure != "confirmation" or not actor.roles & OFFICERS:
        raise Http404
    row = confirmation_of(case)
    row.case = case
    return case, actor, row


@require_safe
@staff_required("judge", "judges_clerk")
def queue(request: HttpRequest) -> HttpResponse:
    """Show the confirmations of the court: what is due first on top, with filter, order and pages."""
    wish = listing.Wish.read(request.GET)
    cases = listing.cases_for(request.user, wish, at=timezone.now()).filter(procedure="confirmation")
    if request.GET.get("mine") == "1":
        cases = cases.filter(confirmation__judge=request.user.pk)
    page = Paginator(cases, PER_PAGE).get_page(request.GET.get("page"))
    offered = PROCEDURES["confirmation"].states
    context = {
        "page": page,
        "page_numbers": list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)),
        "wish": wish,
        "mine": request.GET.get("mine") == "1",
        "rows": listing.rows(page.object_list),
        "states": [(f"confirmation:{state}", label) for state, label in offered.items()],
        "orders": listing.choices()["orders"],
    }
    return render(request, "confirm/queue.html", context)


@require_safe
def review(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show the agreement beside the eight points."""
    case, actor, row = confirmation_for(request, case_id)
    return _review(request, case, actor, row, _form(row))


@require_POST
def findings(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Save what the judge found; what was typed stays when something is missing."""
    case, actor, row = confirmation_for(request, case_id)
    form = _form(row, request.POST)
    if not form.is_valid():
        return _review(request, case, actor, row, form, status=422)
    try:
        find(case, actor, form.found(), at=timezone.now())
    except NotAccepted as refused:
        form.add_error(None, str(refused.message))
        return _review(request, case, actor, row, form, status=422)
    messages.success(request, _("Saved, %(time)s.") % {"time": timezone.localtime().strftime("%H:%M")})
    return redirect(f"{reverse('confirm:review', args=[case.pk])}#decision")


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Lead from the choice over the preview of the ruling to its issue; nothing is issued without the preview."""
    case, actor, row = confirmation_for(request, case_id)
    data = request.POST if request.method == "POST" else request.GET
    chosen = data.get("decision", "")
    if chosen == "ask":
        return redirect("cases:step", case_id=case.pk, name="ask")
    if chosen not in OUTCOMES:
        return redirect(f"{reverse('confirm:review', args=[case.pk])}#decision")
    step = PROCEDURES["confirmation"].steps[chosen]
    form = _step_form(step.form, case, actor, request)
    context = {"case": case, "step": step, "form": form, "reasons": step.why_not(case, actor), "chosen": chosen}
    posted = request.method == "POST" and "revision" in request.POST
    if context["reasons"] or (form is not None and not (posted and form.is_valid())):
        status = 422 if posted else 200
        return render(request, "confirm/ground.html", context, status=status)
    cleaned = form.cleaned_data if form is not None else {}
    if posted and request.POST.get("action") == "issue":
        return _issue(request, case, actor, chosen, cleaned)
    context |= {"groups": _preview(row, OUTCOMES[chosen], cleaned), "cleaned": cleaned}
    return render(request, "confirm/preview.html", context)


@require_safe
def paper_file(request: HttpRequest, case_id: UUID, kind: str) -> HttpResponse:
    """Send the signed file of the agreement, the application or the ruling to judge and clerk."""
    _case, _actor, row = confirmation_for(request, case_id)
    document = TABS[kind](row) if kind in TABS else None
    if document is None or document.blob is None:
        raise Http404
    response = HttpResponse(read(document.blob), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{kind}.pdf"'
    return response


def _review(
    request: HttpRequest, case: Case, actor: Actor, row: Confirmation, form: FindingsForm, status: int = 200
) -> HttpResponse:
    papers = {kind: document for kind, reader in TABS.items() if (document := reader(row))}
    shown = request.GET.get("paper", "agreement")
    document = papers.get(shown) or next(iter(papers.values()), None)
    confirm = PROCEDURES["confirmation"].steps["confirm"]
    context = {
        "case": case,
        "row": row,
        "form": form,
        "limits": limits_of(case, timezone.now()),
        "papers": papers,
        "shown": next((kind for kind, paper in papers.items() if paper == document), ""),
        "groups": grouped(words(document)) if document else (),
        "questions": row.questions.prefetch_related("answers__by"),
        "open": {question.pk for question in open_questions(row)},
        "clear": sum(one.shown for one in form.evidence),
        "may_find": "judge" in actor.roles and case.state == "reviewing" and row.judge_id == request.user.pk,
        "why_not": confirm.why_not(case, actor),
        "acts": [act for act in acts_of(case, actor, []) if act.here and act.step.name not in DECISIONS],
        "state": PROCEDURES["confirmation"].states[case.state],
    }
    return render(request, "confirm/review.html", context, status=status)


def _form(row: Confirmation, *data: Any) -> FindingsForm:
    return FindingsForm(evidence_for(row, at=timezone.now()), findings_by_point(row), *data)


def _step_form(form: type[StepForm] | None, case: Case, actor: Actor, request: HttpRequest) -> StepForm | None:
    if form is None:
        return None
    filled = request.method == "POST" and "revision" in request.POST
    return form(*([request.POST] if filled else []), case=case, actor=actor)


def _issue(request: HttpRequest, case: Case, actor: Actor, name: str, cleaned: dict[str, Any]) -> HttpResponse:
    seen = request.POST.get("revision", "")
    if not (seen.isascii() and seen.isdigit()) or len(seen) > 9:
        raise BadRequest("revision")
    if int(seen) != case.revision:
        raise Stale(case, int(seen))
    perform(PROCEDURES["confirmation"].steps[name], case, actor, at=timezone.now(), **cleaned)
    messages.success(request, _("The ruling is issued. It goes to both sides at the same moment, once it is sealed."))
    return redirect("confirm:review", case_id=case.pk)


def _preview(row: Confirmation, outcome: Outcome, cleaned: dict[str, Any]) -> tuple[Any, ...]:
    at = timezone.now()
    found = ground("confirmation/dismissal", cleaned["ground"], day_of(at)) if outcome == "dismiss" else None
    fields = ruling_fields(row, outcome, at=at, ground=found, reason=cleaned.get("reason", ""))
    return grouped(set_paper(CONFIRMATION_RULING, as_data(fields), Sheet(demo=settings.DEMO), at=at).blocks)
