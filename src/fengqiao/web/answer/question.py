"""What is asked, and the four answers."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from fengqiao import gateways
from fengqiao.cases.actors import Actor
from fengqiao.cases.gates import case_for
from fengqiao.cases.models import Case
from fengqiao.cases.perform import perform
from fengqiao.cases.steps import Refused, Stale, step_of
from fengqiao.evidence.models import Evidence
from fengqiao.law.delivery import day_of
from fengqiao.law.mediation import disclosure_grounds
from fengqiao.mediation.actions import check_identity_again
from fengqiao.mediation.conditions import identity_checked_again
from fengqiao.mediation.queries import mediation_of, party_of
from fengqiao.mediation.signatures import paper_of
from fengqiao.mediation.wording import word_of
from fengqiao.people.contacts import mask_address
from fengqiao.people.gates import person_of, person_required
from fengqiao.signing.queries import request_for
from fengqiao.web.answer.forms import QuestionForm


def mediation_for(request: HttpRequest, case_id: UUID) -> tuple[Case, Actor]:
    """Return a mediation and the actor; Http404 for other procedures and for strangers."""
    case, actor = case_for(request.user, case_id, at=timezone.now())
    if case.procedure != "mediation":
        raise Http404
    return case, actor


@person_required
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show the request with its evidence and take one of the four answers."""
    case, actor = mediation_for(request, case_id)
    if "respondent" not in actor.roles or case.state != "inviting":
        return redirect("cases:case", case_id=case.pk)
    form = QuestionForm(request.POST if request.method == "POST" else None, case=case, actor=actor)
    if request.method == "POST" and form.is_valid() and _taken(request, case, actor, form):
        return redirect("answer:done", case_id=case.pk)
    return render(request, "answer/question.html", _asked(case, actor, form), status=422 if form.errors else 200)


@person_required
@require_GET
def done(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Say what was answered and what happens next."""
    case, actor = mediation_for(request, case_id)
    row = mediation_of(case)
    return render(request, "answer/done.html", {"case": case, "actor": actor, "mediation": row})


@person_required
@require_GET
def sign(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Lead a party to the signing page of the agreement that is out."""
    case, _actor = mediation_for(request, case_id)
    document = paper_of(case)
    own = request_for(document, person_of(request)) if document else None
    return redirect("signing:read", pk=own.pk) if own else redirect("cases:case", case_id=case.pk)


def _taken(request: HttpRequest, case: Case, actor: Actor, form: QuestionForm) -> bool:
    """Take the step of the chosen answer; a refusal of the step is shown at the form, nothing typed is lost."""
    now = timezone.now()
    if form.refuses:
        perform(step_of("mediation.refuse"), case, actor, at=now, reason=form.cleaned_data["reason"] or "no_mediation")
        return True
    if identity_checked_again(case, actor):
        result = check_identity_again(case, actor, at=now, gateway=gateways.identity())
        if not result.ok:
            form.add_error(None, _("The identity registry did not confirm you just now. Try again in a few minutes."))
            return False
    try:
        perform(step_of("mediation.answer"), case, actor, at=now, **form.cleaned_data)
    except Refused as refused:
        for reason in refused.reasons:
            form.add_error(None, str(reason))
        return False
    except Stale:
        form.add_error(None, _("Somebody moved the case in this moment. Please look again and answer."))
        return False
    return True


def _asked(case: Case, actor: Actor, form: QuestionForm) -> dict[str, object]:
    row, applicant = mediation_of(case), party_of(case, "applicant")
    on = day_of(row.taken_on_at) if row.taken_on_at else day_of(case.opened_at)
    own = actor.participation
    return {
        "case": case,
        "actor": actor,
        "form": form,
        "applicant": applicant,
        "mediator": case.participations.filter(role="mediator", until=None).first(),
        "mediation": row,
        "disclosed": [word_of(code, disclosure_grounds, on) for code in row.disclosed],
        "evidence": Evidence.objects.filter(dispute=case.dispute, side="a").order_by("position"),
        "deadline": case.deadlines.filter(rule="mediation_pre_filing", state="running").first(),
        "addresses": [mask_address(text) for text in (own.phone, own.email) if text] if own else [],
    }
