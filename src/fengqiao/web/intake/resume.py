"""Going on later, on this or another device."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fengqiao.intake.actions import hand_out_resume_code
from fengqiao.intake.models import Draft
from fengqiao.intake.queries import draft_by_code, open_draft
from fengqiao.intake.resuming import PhoneForm, ResumeForm
from fengqiao.intake.sheet import Sheet
from fengqiao.people.actions import check_code, send_code
from fengqiao.people.clients import client_address
from fengqiao.people.contacts import mask_address
from fengqiao.people.errors import NotAccepted
from fengqiao.people.throttle import Limit, take
from fengqiao.web.intake.drafts import remember, to, visitor_of, with_draft

TRIES = (Limit(10, 3600),)
PURPOSE = "resume"
pages = require_http_methods(["GET", "HEAD", "POST"])


@pages
@with_draft
def later(request: HttpRequest, draft: Draft, at: datetime) -> HttpResponse:
    """Give out a resume code, bound to a mobile number that must be proven on the other device."""
    form = PhoneForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "draft": draft}
    if request.method == "POST" and form.is_valid():
        context["code"] = hand_out_resume_code(draft, form.cleaned_data["phone"], at=at)
        context["phone"] = mask_address(form.cleaned_data["phone"])
        context["until"] = timezone.localdate(draft.expires_at)
    return render(request, "intake/later.html", context, status=422 if form.errors else 200)


@pages
def resume(request: HttpRequest) -> HttpResponse:
    """Ask for resume code and number, then for the code of the text message; the answers never say which was wrong."""
    form = ResumeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        at = timezone.now()
        try:
            draft = _resumed(request, form, at)
        except NotAccepted as refused:
            form.refuse(refused)
            draft = None
        if draft:
            return remember(to(next_page(draft, at)), draft)
    return render(request, "intake/resume.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@login_required
def go_on(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Go on with an own draft after logging in."""
    at = timezone.now()
    draft = open_draft(draft_id, visitor_of(request), at=at)
    if draft is None or draft.person_id is None:
        raise Http404
    return remember(to(next_page(draft, at)), draft)


def next_page(draft: Draft, at: datetime) -> str:
    """Return the first page that still needs something, else the check page."""
    missing = Sheet(draft, timezone.localdate(at)).unfinished()
    return {"story": "tell"}.get(missing[0], missing[0]) if missing else "check"


def _resumed(request: HttpRequest, form: ResumeForm, at: datetime) -> Draft | None:
    """Return the draft when every code is right; otherwise send the message or say that something is wrong."""
    client, phone = client_address(request), form.cleaned_data["phone"]
    draft = draft_by_code(form.cleaned_data["resume_code"], phone, at=at)
    if not form.cleaned_data["code"]:
        take("resume", client, TRIES, at=at)
        if draft:
            send_code("sms", phone, purpose=PURPOSE, at=at, scope=str(draft.pk), client=client)
        form.sent_to = mask_address(phone)
        return None
    scope = str(draft.pk) if draft else ""
    right = check_code(phone, form.cleaned_data["code"], purpose=PURPOSE, at=at, scope=scope, client=client)
    if draft and right:
        return draft
    form.sent_to = mask_address(phone)
    form.add_error("code", _("One of the codes is wrong or too old. Compare them, or leave this empty for a new one."))
    return None
