"""The other side's way in: from a short code to one of four answers. Works without JavaScript."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fengqiao import gateways
from fengqiao.cases.standing import COMPANY, SELF
from fengqiao.mediation.actions import note_contact
from fengqiao.mediation.models import Contact
from fengqiao.mediation.queries import party_of
from fengqiao.people.actions import check_code, identify, recheck_identity, send_code
from fengqiao.people.clients import client_address
from fengqiao.people.contacts import clean_phone, mask_address
from fengqiao.people.errors import NotAccepted
from fengqiao.people.models import Person
from fengqiao.people.numbers import is_minor
from fengqiao.people.queries import persons_at
from fengqiao.people.sessions import log_in
from fengqiao.people.staff import is_staff
from fengqiao.textkit.names import mask_name
from fengqiao.web.answer import entry
from fengqiao.web.answer.forms import CodeForm, NewcomerForm, NotMeForm, StartForm
from fengqiao.web.answer.joining import join_as_self

PURPOSE = "identify"
page = require_http_methods(["GET", "POST"])


@page
def start(request: HttpRequest) -> HttpResponse:
    """Ask for the short code and the invited number or e-mail."""
    form = StartForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            row = entry.find_invited(**form.cleaned_data, client=client_address(request), at=timezone.now())
            if row is not None:
                return entry.begin(request, row)
            form.add_error(None, _("Code and number do not belong together. Compare both with the message."))
        except NotAccepted as error:
            form.refuse(error)
    return render(request, "answer/start.html", {"form": form}, status=422 if form.errors else 200)


@page
def invitation(request: HttpRequest) -> HttpResponse:
    """Show what a stranger may see; POST sends a code to the invited address."""
    visit = entry.visit_of(request)
    if visit.case.state != "inviting":
        return render(request, "answer/over.html", {"visit": visit, "joined": bool(visit.row.joined_at)})
    error = ""
    if request.method == "POST":
        try:
            _send(request, visit, visit.address)
            return redirect("answer:code")
        except NotAccepted as refused:
            error = str(refused.message)
    return render(request, "answer/invitation.html", {**_stranger(visit), "error": error}, status=422 if error else 200)


@page
def code(request: HttpRequest) -> HttpResponse:
    """Check the code that went to the invited address; a known person goes straight on."""
    visit = entry.visit_of(request)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            if _right(request, visit, visit.address, form.cleaned_data["code"]):
                entry.prove(request)
                return _on_with_known(request, entry.visit_of(request))
            form.add_error("code", _("That is not the code, or it is too old. Compare again, or ask for a new one."))
        except NotAccepted as error:
            form.refuse(error)
    context = {**_stranger(visit), "form": form, "sent_to": mask_address(visit.address)}
    return render(request, "answer/code.html", context, status=422 if form.errors else 200)


@page
def identity(request: HttpRequest) -> HttpResponse:
    """Check the identity of somebody new; the invited address was proven just before."""
    visit = _proven(request)
    now = timezone.now()
    form = NewcomerForm(request.POST if request.method == "POST" else None, row=visit.row, at=now)
    if request.method == "POST":
        try:
            if "send" in request.POST:
                _send(request, visit, clean_phone(request.POST.get("phone", "")))
                form = NewcomerForm(initial=request.POST.dict(), row=visit.row, at=now)
                form.sent_to = mask_address(request.POST["phone"])
            elif form.is_valid():
                person = _identified(request, visit, form.cleaned_data)
                return _on(request, visit, person, consented=True, whom=form.whom)
        except NotAccepted as error:
            form.is_valid()
            form.refuse(error)
    return render(request, "answer/identity.html", {"form": form, "visit": visit}, status=422 if form.errors else 200)


@page
def not_me(request: HttpRequest) -> HttpResponse:
    """Let somebody who was reached by mistake say so; the clerk is told, and nothing more is sent here."""
    visit = entry.visit_of(request)
    form = NotMeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        note_contact(
            visit.row, Contact.Outcome.NOT_THE_PERSON, by=None, note=form.cleaned_data["note"], at=timezone.now()
        )
        entry.leave(request)
        return render(request, "answer/not_me_done.html")
    context = {**_stranger(visit), "form": form}
    return render(request, "answer/not_me.html", context, status=422 if form.errors else 200)


def _stranger(visit: entry.Visit) -> dict[str, object]:
    """Return what anybody who holds the message may see: court, body, masked applicant, the last day."""
    applicant = party_of(visit.case, "applicant")
    body = visit.case.organisation
    return {
        "visit": visit,
        "body": body,
        "inviting_court": (body.invited_by or body) if body else None,
        "applicant": mask_name(applicant.name) if applicant else "",
        "address": mask_address(visit.address),
        "deadline": visit.case.deadlines.filter(rule="mediation_pre_filing").last(),
    }


def _send(request: HttpRequest, visit: entry.Visit, address: str) -> None:
    channel = "mail" if "@" in address else "sms"
    client, scope = client_address(request), f"invitation {visit.row.pk}"
    send_code(channel, address, purpose=PURPOSE, at=timezone.now(), scope=scope, client=client)


def _right(request: HttpRequest, visit: entry.Visit, address: str, typed: str) -> bool:
    client, scope = client_address(request), f"invitation {visit.row.pk}"
    code = "".join(typed.split())
    return check_code(address, code, purpose=PURPOSE, at=timezone.now(), scope=scope, client=client)


def _proven(request: HttpRequest) -> entry.Visit:
    visit = entry.visit_of(request)
    if not visit.proven or visit.case.state != "inviting":
        raise Http404
    return visit


def _identified(request: HttpRequest, visit: entry.Visit, data: dict[str, str]) -> Person:
    """Return the person of the four fields; an invitation by e-mail proves the mobile number here.

    Somebody who is logged in already has proven a number of their own: a parent who answers at the child's number.
    """
    here = request.user if isinstance(request.user, Person) else None
    if here and here.id_number == data["id_number"]:
        return identify(data["name"], data["id_number"], here.phone, at=timezone.now(), gateway=gateways.identity())
    phone = visit.row.phone or data["phone"]
    if not visit.row.phone and not _right(request, visit, phone, data["code"]):
        raise NotAccepted(
            _("That is not the code, or it is too old. Compare again, or ask for a new one."), field="code"
        )
    return identify(data["name"], data["id_number"], phone, at=timezone.now(), gateway=gateways.identity())


def _on_with_known(request: HttpRequest, visit: entry.Visit) -> HttpResponse:
    """Go on as the person who is known at this address, asked again in the registry; else ask who it is."""
    today = timezone.localdate()
    known = [each for each in persons_at(visit.address) if each.verified_at and not is_staff(each, today)]
    if not visit.row.organisation_id:
        known = [person for person in known if person.name == visit.row.name]
    if len(known) != 1 or is_minor(known[0].birth_date, today):
        return redirect("answer:identity")
    again = recheck_identity(known[0], at=timezone.now(), gateway=gateways.identity())
    return _on(request, visit, known[0], consented=False) if again.ok else redirect("answer:identity")


def _on(request: HttpRequest, visit: entry.Visit, person: Person, *, consented: bool, whom: str = SELF) -> HttpResponse:
    """Log the person in and bind the invitation: at once for oneself, after the authority for somebody else."""
    now = timezone.now()
    log_in(request, person, at=now)
    whom = COMPANY if visit.row.organisation_id else whom
    if whom != SELF:
        request.session[entry.KEY] = {"row": visit.row.pk, "proven": True, "consented": consented, "whom": whom}
        return redirect("answer:represent")
    join_as_self(visit.row, person, consented=consented, at=now)
    entry.leave(request)
    return redirect("answer:question", case_id=visit.row.case_id)
