"""Changing one's mobile number or e-mail: first a code to the present number, then one to the new address."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from fengqiao.people.actions import change_phone, set_email
from fengqiao.people.contacts import clean_email, clean_phone, mask_address
from fengqiao.people.errors import NotAccepted
from fengqiao.people.forms import PeopleForm, ProvenForm, code_field, phone_field
from fengqiao.people.gates import person_required
from fengqiao.people.models import Person
from fengqiao.web.people.proofs import is_proven, next_of, prove, refuse, see_other, send, send_for

PURPOSE = "new_address"


class ConfirmForm(PeopleForm):
    """Code that was sent to the present number."""

    code = code_field()


class PhoneForm(ProvenForm):
    """New mobile number and its code."""

    phone = phone_field(_("New mobile number"))
    code = code_field()

    def clean_phone(self) -> str:
        """Return eleven digits."""
        return str(self.checked(clean_phone, self.cleaned_data["phone"]))


class EmailForm(ProvenForm):
    """New e-mail address and its code."""

    proves = "email"
    email = forms.CharField(
        label=_("E-mail address"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "email", "inputmode": "email", "type": "email"}),
        error_messages={"required": _("Write your e-mail address.")},
    )
    code = code_field()

    def clean_email(self) -> str:
        """Return the address in lower case."""
        return str(self.checked(clean_email, self.cleaned_data["email"]))


FORMS: dict[str, type[ProvenForm]] = {"phone": PhoneForm, "email": EmailForm}


@person_required
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Ask for a code that goes to the present number, before anything important changes."""
    person, at, status = cast("Person", request.user), timezone.now(), 200
    target = next_of(request, reverse("people:me"))
    known = person.phone or person.email
    form, sent_to = ConfirmForm(request.POST if request.method == "POST" else None), ""
    if not known:
        return render(request, "people/me_confirm.html", {"known": ""}, status=200)
    if "send_code" in request.POST:
        form = ConfirmForm()
        try:
            sent_to = send(request, known, purpose="me", at=at)
        except NotAccepted as error:
            messages.warning(request, str(error.message))
            status = 429
    elif form.is_bound:
        status = 422
        if form.is_valid():
            try:
                prove(request, known, form.cleaned_data["code"], purpose="me", at=at)
                return see_other(target)
            except NotAccepted as error:
                status = refuse(form, error)
    context = {"form": form, "known": mask_address(known), "sent_to": sent_to, "next": target}
    return render(request, "people/me_confirm.html", context, status=status)


@person_required
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, kind: str) -> HttpResponse:
    """Take the new number or address after it was proven by a code."""
    person, at = cast("Person", request.user), timezone.now()
    if not is_proven(request, person.phone or person.email, at=at):
        return redirect(f"{reverse('people:me_confirm')}?{urlencode({'next': request.path})}")
    form, status = FORMS[kind](), 200
    if request.method == "POST":
        form, status = _answer(request, kind, at)
        if status == 303:
            _keep(request, person, kind, form.cleaned_data[form.proves], at)
            return see_other("people:me")
    return render(request, "people/me_contact.html", {"form": form, "kind": kind}, status=status)


def _answer(request: HttpRequest, kind: str, at: datetime) -> tuple[ProvenForm, int]:
    sending = "send_code" in request.POST and not request.POST.get("code", "").strip()
    form: Any = FORMS[kind](request.POST, sending=sending)
    if sending:
        return form, send_for(request, form, purpose=PURPOSE, at=at)
    if not form.is_valid():
        return form, 422
    try:
        prove(request, form.cleaned_data[form.proves], form.cleaned_data["code"], purpose=PURPOSE, at=at)
    except NotAccepted as error:
        return form, refuse(form, error)
    return form, 303


def _keep(request: HttpRequest, person: Person, kind: str, value: str, at: datetime) -> None:
    if kind == "phone":
        change_phone(person, value, at=at, keep=request.session.session_key or "")
        messages.success(request, gettext("The new number is kept. Other devices are logged out."))
    else:
        set_email(person, value)
        messages.success(request, gettext("The e-mail address is kept."))
