"""Log-in of parties: mobile number or e-mail, a code, in. The pages say the same for known and unknown numbers."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from fengqiao.people.contacts import clean_address, mask_address
from fengqiao.people.errors import NotAccepted, TooOften
from fengqiao.people.forms import PeopleForm, code_field
from fengqiao.people.models import Person
from fengqiao.people.queries import persons_at
from fengqiao.people.sessions import log_in, log_out
from fengqiao.people.staff import is_staff
from fengqiao.web.people.proofs import first_page, is_proven, next_of, prove, refuse, seal, see_other, send, unseal

ADDRESS = "log_in_address"
"""Session key of the sealed address that is being proven."""
NEXT = "log_in_next"


class AddressForm(PeopleForm):
    """Where the code shall go."""

    address = forms.CharField(
        label=_("Mobile number or e-mail"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "username", "spellcheck": "false", "autocapitalize": "none"}),
        error_messages={"required": _("Write your mobile number or e-mail address.")},
    )

    def clean_address(self) -> str:
        """Return the address in normal form."""
        return str(self.checked(clean_address, self.cleaned_data["address"])[1])


class CodeForm(PeopleForm):
    """The six digits."""

    code = code_field()


class WhoForm(PeopleForm):
    """Which of the persons who share a number."""

    person = forms.ChoiceField(
        label=_("Who are you"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who you are."), "invalid_choice": _("Choose who you are.")},
    )

    def __init__(self, *args: object, persons: list[Person], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["person"].choices = [(str(person.pk), person.name) for person in persons]  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
def log_in_page(request: HttpRequest) -> HttpResponse:
    """Ask for the address and send a code to it."""
    target = next_of(request)
    if request.user.is_authenticated:
        return see_other(target or first_page("/cases/"))
    form = AddressForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = _send(request, form, target, timezone.now())
        if status == 303:
            return see_other("people:login_code")
    return render(request, "people/login.html", {"form": form, "next": target}, status=status)


@require_http_methods(["GET", "POST"])
def code_page(request: HttpRequest) -> HttpResponse:
    """Take the code and log in, or send another."""
    address, at, status = unseal(request, ADDRESS), timezone.now(), 200
    if not address:
        return redirect("people:login")
    form = CodeForm(request.POST if request.method == "POST" and "again" not in request.POST else None)
    if "again" in request.POST:
        return _again(request, address, at)
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                prove(request, address, form.cleaned_data["code"], purpose="login", at=at)
                return _enter(request, persons_at(address), at)
            except NotAccepted as error:
                status = refuse(form, error)
    return render(request, "people/login_code.html", {"form": form, "to": mask_address(address)}, status=status)


@require_http_methods(["GET", "POST"])
def who_page(request: HttpRequest) -> HttpResponse:
    """Ask which of the persons who share the proven number is here."""
    address, at = unseal(request, ADDRESS), timezone.now()
    if not is_proven(request, address, at=at):
        return redirect("people:login")
    persons = persons_at(address)
    form = WhoForm(request.POST if request.method == "POST" else None, persons=persons)
    if request.method == "POST" and form.is_valid():
        return _enter(request, [person for person in persons if str(person.pk) == form.cleaned_data["person"]], at)
    return render(request, "people/login_who.html", {"form": form}, status=422 if form.is_bound else 200)


@require_POST
def log_out_page(request: HttpRequest) -> HttpResponse:
    """End the session."""
    log_out(request, at=timezone.now())
    messages.success(request, gettext("You are logged out."))
    return see_other("/")


def _send(request: HttpRequest, form: AddressForm, target: str, at: datetime) -> int:
    """Send the code and return 303, or the status of the page that says why not."""
    if not form.is_valid():
        return 422
    address = form.cleaned_data["address"]
    try:
        send(request, address, purpose="login", at=at)
    except TooOften as error:
        # A code has just gone to the same address: let the person type it.
        if unseal(request, ADDRESS) != address:
            return refuse(form, NotAccepted(error.message, field="address"), too_often=True)
    except NotAccepted as error:
        return refuse(form, NotAccepted(error.message, field="address"))
    seal(request, ADDRESS, address)
    request.session[NEXT] = target
    return 303


def _again(request: HttpRequest, address: str, at: datetime) -> HttpResponse:
    try:
        send(request, address, purpose="login", at=at)
        messages.success(request, gettext("Another code is on its way. Only the newest one is valid."))
    except NotAccepted as error:
        messages.warning(request, str(error.message))
    return see_other("people:login_code")


def _enter(request: HttpRequest, persons: list[Person], at: datetime) -> HttpResponse:
    """Log the one person in; several choose, nobody registers, staff use their own door."""
    if not persons:
        messages.info(request, gettext("Nobody is registered with this number yet. Tell us once who you are."))
        return see_other("people:identity")
    if len(persons) > 1:
        return see_other("people:login_who")
    if is_staff(persons[0], timezone.localdate(at)):
        messages.info(request, gettext("You work here: please log in with password and app."))
        return see_other("people:staff_login")
    target = request.session.pop(NEXT, "")
    request.session.pop(ADDRESS, None)
    log_in(request, persons[0], at=at)
    return see_other(target or first_page("/cases/"))
