"""Log-in of staff: name, password and the code of the app on one page; setting the app up; changing the password."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from fengqiao.people.errors import NotAccepted
from fengqiao.people.forms import CODE_INPUT, CodeInput, PeopleForm
from fengqiao.people.gates import staff_required
from fengqiao.people.models import Person
from fengqiao.people.sessions import log_in, stay_after_new_password
from fengqiao.people.staff import confirm_totp, new_totp_secret, set_password, totp_address
from fengqiao.web.people.proofs import first_page, next_of, refuse, seal, see_other, unseal

SECRET, WHO, NEXT = "app_secret", "app_person", "app_next"
"""Session keys while the app is being set up."""
SET_UP_SECONDS = 900


class StaffForm(PeopleForm):
    """Name, password, code: wrong together, so that none can be guessed alone."""

    login = forms.CharField(
        label=_("Login name"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "spellcheck": "false", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("Password"), max_length=200, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    code = forms.CharField(
        label=_("Code of the app"),
        max_length=20,
        required=False,
        help_text=_("Six digits, or a recovery code. Leave it empty the first time: you then set up the app."),
        widget=CodeInput(attrs=CODE_INPUT),
    )


class AppForm(PeopleForm):
    """First code of a new app."""

    code = forms.CharField(
        label=_("Code that the app shows"),
        max_length=12,
        widget=CodeInput(attrs=CODE_INPUT),
        error_messages={"required": _("Write the six digits that the app shows.")},
    )


class PasswordForm(PeopleForm):
    """Old password and new."""

    old = forms.CharField(
        label=_("Present password"), widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    password = forms.CharField(
        label=_("New password"),
        max_length=200,
        help_text=_("At least 12 characters; a few words in a row are easy to remember."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def staff_login(request: HttpRequest) -> HttpResponse:
    """Log staff in. A wrong name, password or code gets the same words and takes the same time."""
    at, target = timezone.now(), next_of(request)
    form = StaffForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        person = authenticate(request, **form.cleaned_data, at=at)
        if isinstance(person, Person):
            return _pass(request, person, target, at)
        refuse(form, NotAccepted(_("Login name, password or code is wrong. Each code of the app works once.")))
    status = 422 if form.is_bound else 200
    return render(request, "people/staff_login.html", {"form": form, "next": target}, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def staff_app(request: HttpRequest) -> HttpResponse:
    """Set up the authenticator app after the first right password; then show the recovery codes, once."""
    at = timezone.now()
    person, secret = _setting_up(request, at), unseal(request, SECRET)
    if person is None or not secret:
        return redirect("people:staff_login")
    form = AppForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            codes = confirm_totp(person, secret, form.cleaned_data["code"], at=at)
            target = request.session.pop(NEXT, "") or first_page("/bench/")
            for key in (SECRET, WHO):
                request.session.pop(key, None)
            log_in(request, person, at=at, staff=True)
            return render(request, "people/staff_recovery.html", {"codes": codes, "next": target})
        except NotAccepted as error:
            refuse(form, error)
    address = totp_address(person, secret, settings.COURT["name"])
    context = {"form": form, "address": address, "secret": _in_fours(secret), "person": person}
    return render(request, "people/staff_app.html", context, status=422 if form.is_bound else 200)


@never_cache
@sensitive_post_parameters()
@staff_required()
@require_http_methods(["GET", "POST"])
def staff_password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; other log-ins end."""
    form, person = PasswordForm(request.POST if request.method == "POST" else None), request.user
    if form.is_bound and form.is_valid() and isinstance(person, Person):
        try:
            if not person.check_password(form.cleaned_data["old"]):
                raise NotAccepted(_("The present password is wrong."), field="old")
            set_password(person, person.login or "", form.cleaned_data["password"])
        except NotAccepted as error:
            refuse(form, error)
        else:
            stay_after_new_password(request, person, at=timezone.now())
            messages.success(request, gettext("The password is changed. Other devices are logged out."))
            return see_other("people:me")
    return render(request, "people/staff_password.html", {"form": form}, status=422 if form.is_bound else 200)


def locked_out(request: HttpRequest, response: HttpResponse | None = None, credentials: Any = None) -> HttpResponse:
    """Answer the eleventh wrong log-in within an hour."""
    return render(request, "people/locked.html", status=429)


def _pass(request: HttpRequest, person: Person, target: str, at: datetime) -> HttpResponse:
    if person.totp_key:
        log_in(request, person, at=at, staff=True)
        return see_other(target or first_page("/bench/"))
    request.session.cycle_key()
    seal(request, SECRET, new_totp_secret())
    request.session[WHO] = [str(person.pk), int(at.timestamp())]
    request.session[NEXT] = target
    return see_other("people:staff_app")


def _in_fours(secret: str) -> str:
    """Return the key in groups of four, as apps take it; it can then be read and broken into lines."""
    return " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))


def _setting_up(request: HttpRequest, at: datetime) -> Person | None:
    """Return who gave the right password within the last quarter of an hour and has no app yet."""
    pk, then = request.session.get(WHO, ["", 0])
    if not pk or int(at.timestamp()) - then > SET_UP_SECONDS:
        return None
    return Person.objects.filter(pk=pk, is_active=True, totp_key="").first()
