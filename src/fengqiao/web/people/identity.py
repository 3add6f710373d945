"""The identity screen, and its four fields for the screens of other areas."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from fengqiao import gateways
from fengqiao.people.actions import identify
from fengqiao.people.contacts import clean_phone
from fengqiao.people.errors import NotAccepted
from fengqiao.people.forms import IdentityForm
from fengqiao.people.models import Person
from fengqiao.people.sessions import log_in
from fengqiao.web.people.proofs import first_page, is_proven, next_of, prove, refuse, see_other, send_for, unseal

PURPOSE = "identify"


def answer_identity(
    request: HttpRequest, *, at: datetime, prefix: str | None = None, of_age: Any = ""
) -> tuple[IdentityForm, Person | None, int]:
    """Handle the four fields inside any screen and return the form, the person once known, and the page's status.

    GET: an empty form. POST with ``send_code``: the code goes out, everything typed stays. Any other POST: check,
    identify and log in; the session keeps what it held. The screen shows ``people/_identity_fields.html`` with the
    form and, while there is no person, answers with the status (200, 422, 429). ``of_age`` is what somebody under 18
    is told where only grown people may go on.
    """
    if request.method != "POST":
        return IdentityForm(initial={"phone": unseal(request, "log_in_address")}, prefix=prefix), None, 200
    form = _bound(request, prefix, at)
    form.of_age = of_age
    if form.sending:
        return form, None, send_for(request, form, purpose=PURPOSE, at=at)
    if not form.is_valid():
        return form, None, 422
    typed = form.cleaned_data
    try:
        if not form.proven:
            prove(request, typed["phone"], typed["code"], purpose=PURPOSE, at=at)
        person = identify(typed["name"], typed["id_number"], typed["phone"], at=at, gateway=gateways.identity())
    except NotAccepted as error:
        return form, None, refuse(form, error)
    log_in(request, person, at=at)
    return form, person, 200


@require_http_methods(["GET", "POST"])
def identity(request: HttpRequest) -> HttpResponse:
    """Ask who somebody is, once."""
    target = next_of(request)
    if isinstance(request.user, Person) and request.user.verified_at:
        return see_other(target or first_page("/cases/"))
    form, person, status = answer_identity(request, at=timezone.now())
    if person:
        return see_other(target or first_page("/cases/"))
    return render(request, "people/identity.html", {"form": form, "next": target}, status=status)


def _bound(request: HttpRequest, prefix: str | None, at: datetime) -> IdentityForm:
    """Return the form with what was typed; a filled code box turns "Send code" into "go on" (the Enter key)."""
    names = {name: f"{prefix}-{name}" if prefix else name for name in ("phone", "code")}
    sending = "send_code" in request.POST and not request.POST.get(names["code"], "").strip()
    try:
        phone = clean_phone(request.POST.get(names["phone"], ""))
    except NotAccepted:
        phone = ""
    return IdentityForm(request.POST, prefix=prefix, sending=sending, proven=is_proven(request, phone, at=at))
