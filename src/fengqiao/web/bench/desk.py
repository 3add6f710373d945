"""The clerk's queue: accept, return, appoint in one or two taps."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from fengqiao.cases.gates import case_for
from fengqiao.cases.looks import one_look
from fengqiao.cases.perform import perform
from fengqiao.cases.steps import Refused, Stale, step_of
from fengqiao.mediation.forms import AppointForm, ReturnForm
from fengqiao.mediation.queue import authorities, counts_by_state, entry_of, waiting_cases, why, wrong_persons
from fengqiao.people.gates import person_of, staff_required
from fengqiao.people.models import Post

PER_PAGE = 12
AT_ONCE = 20
"""Wrong persons and authorities shown at once, the oldest first; the next come up as these are dealt with."""
STEPS = {"accept": None, "return": ReturnForm, "appoint": AppointForm}
NAMES = {"accept": "accept", "return": "return_application", "appoint": "appoint"}
clerk = staff_required(Post.Role.FILING_CLERK)


@clerk
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    """Show what waits for the clerk: applications, wrong persons, authorities."""
    now = timezone.now()
    cases = waiting_cases(person_of(request), now)
    states = counts_by_state(person_of(request), now)
    show = request.GET.get("show", "")
    page = Paginator(cases.filter(state=show) if show in states else cases, PER_PAGE).get_page(request.GET.get("page"))
    with one_look():
        entries = [entry_of(case, now) for case in page]
    beside = {row.pk for entry in entries for row in entry.authorities}
    context = {
        "entries": [(entry, [(each, why(each)) for each in entry.candidates[:3]]) for entry in entries],
        "total": sum(states.values()),
        "counts": [
            ("submitted", _("To be checked"), states["submitted"]),
            ("accepted", _("Needs a mediator"), states["accepted"]),
            ("appointed", _("Mediator asked"), states["appointed"]),
        ],
        "show": show,
        "page": page,
        "page_numbers": page.paginator.get_elided_page_range(page.number),
        "wrong": wrong_persons(person_of(request), now)[:AT_ONCE],
        "authorities": authorities(person_of(request), now).exclude(pk__in=beside)[:AT_ONCE],
    }
    return render(request, "bench/queue.html", context)


@clerk
@require_http_methods(["GET", "POST"])
def take(request: HttpRequest, case_id: UUID, name: str) -> HttpResponse:
    """Accept, return or appoint; GET shows the form of the act, POST takes the step."""
    if name not in STEPS:
        raise Http404
    case, actor = case_for(request.user, case_id, at=timezone.now())
    step, form_class = step_of(f"mediation.{NAMES[name]}"), STEPS[name]
    form = (
        form_class(request.POST if request.method == "POST" else None, case=case, actor=actor) if form_class else None
    )
    reasons = step.why_not(case, actor)
    if request.method == "POST" and not reasons and (form is None or form.is_valid()):
        try:
            moved = perform(step, case, actor, at=timezone.now(), **(form.cleaned_data if form else {}))
        except (Refused, Stale) as error:
            reasons = getattr(error, "reasons", [_("Somebody else moved this case just now.")])
        else:
            messages.success(request, _("%(case)s: done, and everybody concerned is told.") % {"case": moved})
            return redirect("bench:queue")
    context = {"case": case, "form": form, "step": step, "name": name, "reasons": reasons}
    status = 422 if reasons or (form and form.errors) else 200
    return render(request, "bench/take.html", context, status=status)
