"""The agreement: one click from the accepted offer, edited term by term, read by everybody."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fengqiao.cases.actors import Actor
from fengqiao.cases.gates import case_for
from fengqiao.cases.models import Case
from fengqiao.cases.perform import perform
from fengqiao.cases.steps import step_of
from fengqiao.documents.blocks import grouped
from fengqiao.documents.word import word_copy
from fengqiao.mediation.queries import may_read_content, undisputed_facts
from fengqiao.negotiation.agreements import AgreementDraft, BadAgreement, draft_from_offer, draw_up, live_agreement
from fengqiao.negotiation.models import Agreement
from fengqiao.negotiation.papers import MEDIATION_AGREEMENT
from fengqiao.negotiation.queries import accepted_offer
from fengqiao.web.agreement.editor import Editor
from fengqiao.web.agreement.preview import printed, sheet_of


def mediation_for(request: HttpRequest, case_id: UUID) -> tuple[Case, Actor]:
    """Return a mediation case and the actor; Http404 for other procedures and for strangers."""
    case, actor = case_for(request.user, case_id, at=timezone.now())
    if case.procedure != "mediation":
        raise Http404
    return case, actor


def edited_by_mediator(request: HttpRequest, case_id: UUID) -> tuple[Case, Actor]:
    """Return the case to its mediator; Http404 for everybody else."""
    case, actor = mediation_for(request, case_id)
    if "mediator" not in actor.roles:
        raise Http404
    return case, actor


def agreement_for(request: HttpRequest, case_id: UUID) -> tuple[Case, Actor, Agreement]:
    """Return the agreement to those at the table; to the clerk only once it is in effect (在线调解规则第18条)."""
    case, actor = mediation_for(request, case_id)
    agreement = live_agreement(case)
    if agreement is None or not (may_read_content(actor) or agreement.state == Agreement.State.EFFECTIVE):
        raise Http404
    return case, actor, agreement


@require_GET
def show(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show the agreement as it will be printed."""
    case, actor, agreement = agreement_for(request, case_id)
    context = {
        "case": case,
        "actor": actor,
        "agreement": agreement,
        "groups": grouped(printed(agreement, at=timezone.now()).blocks),
    }
    return render(request, "agreement/show.html", context)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Edit the draft; adding or removing a term keeps everything that was typed."""
    case, actor = edited_by_mediator(request, case_id)
    agreement, now = live_agreement(case), timezone.now()
    if agreement and agreement.state != Agreement.State.DRAFT:
        return redirect("agreement:show", case_id=case.pk)
    editor = Editor(request.POST if request.method == "POST" else None, agreement)
    status = 200
    if request.method == "POST" and editor.wants_to_save:
        if editor.is_valid():
            draw_up(case, _draft(case, editor), actor, at=now)
            messages.success(request, _("Saved. Look at the checks beside it."))
            return redirect("agreement:edit", case_id=case.pk)
        status = 422
    context = {
        "case": case,
        "actor": actor,
        "agreement": agreement,
        "editor": editor,
        "offer": accepted_offer(case),
        "findings": editor.findings(agreement, now),
        "step": step_of("mediation.draw_up"),
        "why_not": step_of("mediation.draw_up").why_not(case, actor),
    }
    return render(request, "agreement/edit.html", context, status=status)


def _draft(case: Case, editor: Editor) -> AgreementDraft:
    return AgreementDraft(
        facts=editor.frame.cleaned_data["facts"],
        terms=[form.draft() for form in editor.terms],
        undisputed=undisputed_facts(case),
    )


@require_POST
def draw(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One click: the accepted offer becomes the draft."""
    case, actor = edited_by_mediator(request, case_id)
    offer = accepted_offer(case)
    try:
        if offer is None:
            raise BadAgreement(_("Neither side has accepted an offer yet. Write the terms by hand, or wait."))
        draft_from_offer(case, offer, actor, undisputed=undisputed_facts(case), at=timezone.now())
    except BadAgreement as problem:
        messages.error(request, str(problem))
    return redirect("agreement:edit", case_id=case.pk)


@require_POST
def propose(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Send the draft out for signature."""
    case, actor = edited_by_mediator(request, case_id)
    perform(step_of("mediation.draw_up"), case, actor, at=timezone.now())
    return redirect("cases:case", case_id=case.pk)


@require_GET
def word(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Give an editable Word copy; the PDF is what counts."""
    _case, _actor, agreement = agreement_for(request, case_id)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    paper = printed(agreement, at=timezone.now())
    response = HttpResponse(word_copy(MEDIATION_AGREEMENT, paper.blocks, sheet_of(agreement)), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="agreement-{agreement.version}.docx"'
    return response
