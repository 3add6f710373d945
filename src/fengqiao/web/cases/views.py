"""The list of cases, the case page, and the one form for every step without a page of its own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fengqiao.cases.actors import Actor
from fengqiao.cases.forms import StepForm
from fengqiao.cases.gates import case_for
from fengqiao.cases.labels import role_label
from fengqiao.cases.looks import one_look
from fengqiao.cases.models import Case
from fengqiao.cases.perform import perform
from fengqiao.cases.representation import refused_authorities
from fengqiao.cases.steps import PROCEDURES, Refused, Stale, Step
from fengqiao.law import periods
from fengqiao.people.gates import person_of
from fengqiao.web.cases import listing
from fengqiao.web.cases.export import WRITERS
from fengqiao.web.cases.page import case_context
from fengqiao.web.context import is_staff

PER_PAGE = 50


@require_safe
@login_required
def case_list(request: HttpRequest) -> HttpResponse:
    """Show a party its cases as cards, and staff a table to filter, sort and page."""
    staff = is_staff(request)
    wish = listing.Wish.read(request.GET) if staff else listing.Wish(order="changed", closed=True)
    cases = listing.cases_for(request.user, wish, at=timezone.now())
    page = Paginator(cases, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "page_numbers": list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)),
        "wish": wish,
        "rows": listing.rows(page.object_list),
        "refused": [] if staff else refused_authorities(person_of(request)),
        **listing.choices(),
    }
    return render(request, "cases/list.html" if staff else "cases/mine.html", context)


@require_safe
@login_required
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """Send the filtered list of staff as CSV or XLSX; cells that a spreadsheet would run are made plain."""
    if kind not in WRITERS or not is_staff(request):
        raise Http404
    cases = listing.cases_for(request.user, listing.Wish.read(request.GET), at=timezone.now())
    content_type, write = WRITERS[kind]
    response = HttpResponse(write(listing.rows(cases)), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="cases-{timezone.localdate().isoformat()}.{kind}"'
    return response


@require_safe
@login_required
def case_page(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show one case as it stands for this person."""
    at = timezone.now()
    with one_look():
        case, actor = case_for(request.user, case_id, at=at)
        return render(request, "cases/case.html", case_context(case, actor, at))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def step_page(request: HttpRequest, case_id: UUID, name: str) -> HttpResponse:
    """Show what a step needs and does; take it on POST."""
    case, actor = case_for(request.user, case_id, at=timezone.now())
    step = PROCEDURES[case.procedure].steps.get(name)
    if step is None:
        raise Http404
    if step.page:
        return redirect(step.page, case_id=case.pk)
    if request.method == "POST":
        return _take(request, step, case, actor)
    status = 200 if actor.roles & step.by else 403
    return _ask(request, step, case, actor, _form(step, case, actor), status)


def _take(request: HttpRequest, step: Step, case: Case, actor: Actor) -> HttpResponse:
    seen = request.POST.get("revision", "")
    if not (seen.isascii() and seen.isdigit()) or len(seen) > 9:
        raise BadRequest("revision")
    if int(seen) != case.revision and not step.commutes:
        raise Stale(case, int(seen))
    form = _form(step, case, actor, request.POST, request.FILES)
    if not form.is_valid():
        return _ask(request, step, case, actor, form, 422)
    at = timezone.now()
    try:
        perform(step, case, actor, at=at, **form.cleaned_data)
    except Refused as refused:
        shown_anyway = step.why_not(case, actor)
        for reason in refused.reasons:
            if reason not in shown_anyway:
                form.add_error(None, str(reason))
        return _ask(request, step, case, actor, form, 422)
    clock = timezone.localtime(at).strftime("%H:%M")
    messages.success(request, _("Done at %(time)s: %(what)s") % {"time": clock, "what": step.label})
    return HttpResponseRedirect(f"/cases/{case.pk}/", status=303)


def _ask(request: HttpRequest, step: Step, case: Case, actor: Actor, form: Form, status: int) -> HttpResponse:
    context = {"case": case, "step": step, "form": form, "reasons": step.why_not(case, actor), **_consequence(step)}
    return render(request, "cases/step.html", context, status=status)


def _form(step: Step, case: Case, actor: Actor, *data: Any) -> Form:
    if step.form is None:
        return Form(*data)
    declared: type[StepForm] = step.form
    return declared(*data, case=case, actor=actor)


def _consequence(step: Step) -> dict[str, Any]:
    """Return what follows from a step, in words, all of it from its declaration."""
    states = PROCEDURES[step.procedure].states
    return {
        "targets": [states[target] for target in step.targets if target not in step.source or len(step.targets) > 1],
        "told": [role_label(role) for role in step.tells],
        "sets": [periods.label(rule) for rule in step.sets],
        "opens": [PROCEDURES[code].title for code in step.opens],
    }
