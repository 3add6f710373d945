"""Single checks of mediator and clerk: an authority, contact with the other side, the questions before the end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fengqiao.cases.actions import check_representation
from fengqiao.cases.actors import Actor, representations
from fengqiao.cases.gates import case_for
from fengqiao.cases.models import Case, Representation
from fengqiao.cases.representation import CHECKERS
from fengqiao.files.serve import file_response, preview_response
from fengqiao.mediation.actions import CannotDo, handle_contact, note_contact, screen_for_sham
from fengqiao.mediation.forms import ShamForm
from fengqiao.mediation.models import Contact
from fengqiao.mediation.queries import party_of
from fengqiao.mediation.signatures import paper_of
from fengqiao.people.errors import NotAccepted
from fengqiao.people.forms import PeopleForm
from fengqiao.people.gates import person_of, staff_required
from fengqiao.signing.queries import request_for
from fengqiao.textkit.names import mask_id


class AuthorityForm(PeopleForm):
    """Whether an uploaded authority is good."""

    ok = forms.ChoiceField(
        label=gettext_lazy("What the paper shows"),
        choices=[
            ("yes", gettext_lazy("It is in order\nname, company seal and scope fit")),
            ("no", gettext_lazy("It is not in order\nthe person is asked for another paper")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say whether the paper is in order")},
    )
    reason = forms.CharField(
        label=gettext_lazy("What is wrong with it"),
        required=False,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ContactForm(PeopleForm):
    """How an attempt to reach the other side went."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("How it went"),
        choices=[choice for choice in Contact.Outcome.choices if choice[0] != Contact.Outcome.OTHER_NAME],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say how it went")},
    )
    note = forms.CharField(
        label=gettext_lazy("In a few words"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


def authorities_of(case: Case, actor: Actor, at: datetime) -> Mapping[str, Any] | None:
    """Return who acts for whom: all of it for those who check, the own paper for whoever uploaded it."""
    rows = [row for row in representations(case) if row.until is None]
    checks = bool(actor.roles & CHECKERS)
    found = [row for row in rows if checks or row.person_id == actor.who.pk]
    return {"rows": found, "checks": checks, "open": case.closed_at is None} if found else None


@staff_required()
@require_http_methods(["GET", "POST"])
def authority(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an uploaded authority beside what it must say, and take the decision."""
    row, actor = _representation(request, pk)
    form = AuthorityForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            ok, reason = form.cleaned_data["ok"] == "yes", form.cleaned_data["reason"]
            check_representation(row, person_of(request), ok=ok, reason=reason, at=timezone.now())
        except NotAccepted as error:
            form.refuse(error)
        else:
            messages.success(request, _("The decision is kept, and the person can see it."))
            return redirect("bench:board")
    principal = row.participation.person
    number = mask_id(principal.id_number) if principal and principal.id_number else ""
    context = {"row": row, "case": row.participation.case, "form": form, "actor": actor, "number": number}
    return render(request, "bench/authority.html", context, status=422 if form.errors else 200)


@staff_required()
@require_GET
def authority_file(request: HttpRequest, pk: int) -> FileResponse:
    """Give out the uploaded paper to those who check it."""
    row, _actor = _representation(request, pk)
    if row.authority is None:
        raise Http404
    return file_response(row.authority)


@staff_required()
@require_GET
def authority_picture(request: HttpRequest, pk: int) -> FileResponse:
    """Show the uploaded paper as a picture without metadata beside what it must say; 404 where there is none."""
    row, _actor = _representation(request, pk)
    response = preview_response(row.authority) if row.authority else None
    if response is None:
        raise Http404
    return response


@staff_required()
@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Keep the log of contact with the other side; a talk meets the three working days."""
    case, actor = _case(request, case_id, "mediator")
    other = party_of(case, "respondent")
    if other is None:
        raise Http404
    form = ContactForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        note_contact(other, data["outcome"], by=actor, note=data["note"], at=timezone.now())
        messages.success(request, _("Kept in the log."))
        return redirect("bench:contact", case_id=case.pk)
    context = {"case": case, "other": other, "form": form, "log": other.contacts.select_related("by")}
    return render(request, "bench/contact.html", context, status=422 if form.errors else 200)


@staff_required()
@require_POST
def handled(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a word from outside as dealt with."""
    row = Contact.objects.select_related("participation").filter(pk=pk).first()
    if row is None:
        raise Http404
    _case(request, row.participation.case_id, "filing_clerk", "mediator")
    handle_contact(row, at=timezone.now())
    return redirect("bench:queue")


@staff_required()
@require_http_methods(["GET", "POST"])
def conclude(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Ask the questions against sham mediation, then lead to the mediator's own signature."""
    case, actor = _case(request, case_id, "mediator")
    document = paper_of(case)
    if case.state != "signing" or document is None:
        return redirect("cases:case", case_id=case.pk)
    form = ShamForm(request.POST if request.method == "POST" else None, case=case, actor=actor)
    if request.method == "POST" and form.is_valid():
        try:
            screen_for_sham(case, actor, form.cleaned_data["sham"], at=timezone.now())
        except CannotDo as error:
            form.add_error(None, str(error))
        else:
            own = request_for(document, person_of(request))
            return redirect("signing:read", pk=own.pk) if own else redirect("cases:case", case_id=case.pk)
    return render(request, "bench/conclude.html", {"case": case, "form": form}, status=422 if form.errors else 200)


def _representation(request: HttpRequest, pk: int) -> tuple[Representation, Actor]:
    """Return an authority to somebody who checks it; Http404 to everybody else."""
    row = (
        Representation.objects.select_related(
            "participation__case__dispute",
            "participation__person",
            "participation__organisation",
            "person",
            "authority",
        )
        .filter(pk=pk)
        .first()
    )
    if row is None:
        raise Http404
    _found, actor = _case(request, row.participation.case_id, *CHECKERS)
    return row, actor


def _case(request: HttpRequest, case_id: object, *roles: str) -> tuple[Case, Actor]:
    """Return the case to holders of one of the roles in it; Http404 to everybody else."""
    case, actor = case_for(request.user, case_id, at=timezone.now())  # type: ignore[arg-type]
    if not actor.roles & set(roles):
        raise Http404
    return case, actor
