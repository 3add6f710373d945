"""Short codes: the way in from a message, and the public check whether a message is ours."""

from __future__ import annotations

import re

from django import forms
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from fengqiao.cases.gates import cases_of
from fengqiao.cases.models import Dispute
from fengqiao.notices.models import Message
from fengqiao.notices.queries import is_open_invitation, message_by_code
from fengqiao.notices.wording import court_of, shown_name
from fengqiao.people.clients import client_address
from fengqiao.people.errors import NotAccepted
from fengqiao.people.throttle import Limit, take
from fengqiao.textkit.codes import parse_code
from fengqiao.textkit.reasons import TextRefused
from fengqiao.web.answer import entry
from fengqiao.web.delivery.language import in_language

TRIES = (Limit(15, 600), Limit(60, 86400))
"""Codes that one network address may try."""
UNKNOWN = _(
    "We do not know this code. Compare it with the message once more. If it is the same, the message may not be ours: "
    "follow no link in it and call the help line."
)


class CodeForm(forms.Form):
    """The box for a short code."""

    use_required_attribute = False

    code = forms.CharField(
        label=_("Short code"),
        max_length=20,
        help_text=_("Six letters and figures, such as 7K3M-92"),
        error_messages={"required": _("Enter the short code from the message, for example 7K3M-92.")},
        widget=forms.TextInput(
            attrs={"class": "input--code", "autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def clean_code(self) -> str:
        """Return the code as it is printed; the error says what is wrong with it."""
        try:
            return parse_code(self.cleaned_data["code"])
        except TextRefused as refused:
            raise forms.ValidationError(in_language(refused.reason.zh, refused.reason.en)) from None


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Lead whoever types a code on to the place it belongs to: the invitation, the paper, the case."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            take("short-code", client_address(request), TRIES, at=timezone.now())
            if answer := _way(request, form.cleaned_data["code"]):
                return answer
            form.add_error("code", UNKNOWN)
        except NotAccepted as refused:
            form.add_error(None, str(refused.message))
    return render(request, "delivery/code.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Say whether a message is ours: court, kind, day and masked addressee, nothing of its content."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    found: Message | None = None
    if request.method == "POST" and form.is_valid():
        try:
            take("short-code", client_address(request), TRIES, at=timezone.now())
            found = message_by_code(form.cleaned_data["code"])
            if found is None:
                form.add_error("code", UNKNOWN)
        except NotAccepted as refused:
            form.add_error(None, str(refused.message))
    context = {"form": form, "found": _public(found) if found else None}
    return render(request, "delivery/check.html", context, status=422 if form.errors else 200)


def _way(request: HttpRequest, code: str) -> HttpResponse | None:
    message = message_by_code(code)
    if message is not None and is_open_invitation(message):
        return entry.begin(request, message.participation)
    if message is not None:
        return _after_log_in(request, message.leads_to or reverse("cases:case", args=[message.participation.case_id]))
    dispute = Dispute.objects.filter(code__in=(code, re.sub("-", "", code))).first()
    if dispute is None:
        return None
    own = cases_of(request.user, at=timezone.now()).filter(dispute=dispute).order_by("-changed_at").first()
    return _after_log_in(request, reverse("cases:case", args=[own.pk]) if own else reverse("cases:list"))


def _after_log_in(request: HttpRequest, address: str) -> HttpResponse:
    return redirect(address) if request.user.is_authenticated else redirect_to_login(address)


def _public(message: Message) -> dict[str, object]:
    paper = message.kind == "delivery"
    return {
        "code": message.code,
        "court": court_of(message.participation.case),
        "kind": _("delivery of a paper") if paper else _("notice about a case"),
        "on": timezone.localdate(message.sent_at or message.created_at),
        "addressee": shown_name(message.participation),
    }
