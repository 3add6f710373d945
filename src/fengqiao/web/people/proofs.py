"""What this visit has proven: addresses by a code. The session keeps keyed digests and sealed text, nothing plain."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from cryptography.fernet import InvalidToken
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import is_valid_path
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from fengqiao.people.actions import check_code, send_code
from fengqiao.people.clients import client_address
from fengqiao.people.contacts import clean_address, mask_address
from fengqiao.people.errors import NotAccepted, TooOften
from fengqiao.people.fields import blind_index, box
from fengqiao.people.forms import PeopleForm, ProvenForm

PROOF_LIFE = 15 * 60
"""Seconds for which a proven address needs no second code in the same visit."""


def scope_of(request: HttpRequest) -> str:
    """Return the random mark that binds codes to this visit."""
    if "code_scope" not in request.session:
        request.session["code_scope"] = secrets.token_urlsafe(16)
    return str(request.session["code_scope"])


def remember(request: HttpRequest, address: str, *, at: datetime) -> None:
    """Note that the address was proven just now."""
    request.session["proven_addresses"] = {
        **request.session.get("proven_addresses", {}),
        blind_index(address): int(at.timestamp()),
    }


def is_proven(request: HttpRequest, address: str, *, at: datetime) -> bool:
    """Return whether the address was proven in this visit, within the last quarter of an hour."""
    then = request.session.get("proven_addresses", {}).get(blind_index(address)) if address else None
    return then is not None and int(at.timestamp()) - then < PROOF_LIFE


def send(request: HttpRequest, address: str, *, purpose: str, at: datetime) -> str:
    """Send a code for this visit and return the masked address; NotAccepted when it could not be sent."""
    channel, address = clean_address(address)
    result = send_code(
        channel, address, purpose=purpose, at=at, scope=scope_of(request), client=client_address(request)
    )
    if not result.ok:
        raise NotAccepted(
            _("The message could not be sent just now. Please check the address, or try again in a minute.")
        )
    return mask_address(address)


def prove(request: HttpRequest, address: str, code: str, *, purpose: str, at: datetime) -> None:
    """Use up the code and remember the proof; NotAccepted when the code is not right."""
    client = client_address(request)
    if not check_code(address, code, purpose=purpose, at=at, scope=scope_of(request), client=client):
        raise NotAccepted(
            _("The code is wrong or no longer valid. Look at the newest message, or ask for another code."),
            field="code",
        )
    remember(request, address, at=at)


def send_for(request: HttpRequest, form: ProvenForm, *, purpose: str, at: datetime) -> int:
    """Answer the button "Send code" of a form and return the status of the page: 200, 422 or 429."""
    if not form.is_valid():
        return 422
    try:
        form.sent_to = send(request, form.cleaned_data[form.proves], purpose=purpose, at=at)
    except NotAccepted as error:
        return refuse(form, NotAccepted(error.message, field=form.proves), too_often=isinstance(error, TooOften))
    return 200


def refuse(form: PeopleForm, error: NotAccepted, *, too_often: bool = False) -> int:
    """Show the refusal on the form and return the status of the page."""
    form.refuse(error)
    return 429 if too_often or isinstance(error, TooOften) else 422


def seal(request: HttpRequest, key: str, text: str) -> None:
    """Keep a text in the session, encrypted."""
    request.session[key] = box().encrypt(text.encode()).decode()


def unseal(request: HttpRequest, key: str) -> str:
    """Return a sealed text of the session; nothing when there is none."""
    try:
        return box().decrypt(str(request.session.get(key, "")).encode()).decode()
    except InvalidToken:
        return ""


def next_of(request: HttpRequest, fallback: str = "") -> str:
    """Return the address to go to afterwards: only one of our own, from the form or the query."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if wanted and url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return str(wanted)
    return fallback


def first_page(*paths: str) -> str:
    """Return the first of these pages that this installation has, else one's own data."""
    return next((path for path in paths if is_valid_path(path)), resolve_url("people:me"))


def see_other(to: str, *args: Any) -> HttpResponse:
    """Answer a POST with the page to look at next."""
    response = redirect(to, *args)
    response.status_code = 303
    return response
