"""Check, identity, submit, and the page with the case code."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fengqiao import gateways
from fengqiao.cases.gates import case_for
from fengqiao.cases.standing import WHOM, WhomForm
from fengqiao.intake.actions import Unfinished, choose_whom, own, submit
from fengqiao.intake.bodies import NoBody
from fengqiao.intake.forms import CheckForm
from fengqiao.intake.models import Draft
from fengqiao.intake.parties import too_young
from fengqiao.intake.sheet import Sheet
from fengqiao.law.fees import by_amount
from fengqiao.law.periods import due
from fengqiao.people.contacts import mask_address
from fengqiao.people.errors import NotAccepted
from fengqiao.people.models import Person
from fengqiao.people.numbers import is_minor
from fengqiao.textkit.codes import shown, spoken
from fengqiao.web.intake.drafts import keep_posted, to, visitor_of, with_draft
from fengqiao.web.people.identity import answer_identity

pages = require_http_methods(["GET", "HEAD", "POST"])


@pages
@with_draft
def check(request: HttpRequest, draft: Draft, at: datetime) -> HttpResponse:
    """Show everything once more with where it comes from, and take truth and consents."""
    sheet = Sheet(draft, timezone.localdate(at))
    if missing := sheet.unfinished():
        return _to_missing(missing[0])
    person = visitor_of(request)
    if request.method == "POST":
        keep_posted(draft, "check", request.POST, at)
        form = CheckForm(request.POST, today=sheet.today)
        if form.is_valid():
            return send(request, draft, person, at) if person and person.verified_at else to("identity")
    else:
        form = CheckForm(today=sheet.today)
    application = sheet.application()
    context = {
        "form": form,
        "sheet": sheet,
        "application": application,
        "suit": by_amount("property", application.amount, sheet.today) if application.amount else None,
        "draft": draft,
        "files": draft.files.select_related("blob"),
        "person": person,
        "too_young": too_young() if person and is_minor(person.birth_date, sheet.today) else "",
        "addresses": [mask_address(text) for text in (person.phone, person.email) if text] if person else [],
        "soon": due("court_appoints_mediator", sheet.today),
    }
    return render(request, "intake/check.html", context, status=422 if form.errors else 200)


@pages
@with_draft
def identity(request: HttpRequest, draft: Draft, at: datetime) -> HttpResponse:
    """Ask a new person for name, identity number, mobile number and code, then send the application."""
    sheet = Sheet(draft, timezone.localdate(at))
    if set(sheet.unfinished()) - {"standing"} or not agreed(sheet):
        return to("check")
    person = visitor_of(request)
    if person and person.verified_at:
        return send(request, draft, person, at) if request.method == "POST" else to("check")
    if request.method == "POST" and (wanted := request.POST.get("stands_for", sheet.whom)) in dict(WHOM):
        choose_whom(draft, wanted, at=at)
        sheet = Sheet(draft, timezone.localdate(at))
    form, known, status = answer_identity(request, at=at, of_age=too_young())
    if known:
        own(draft, known)
        return to("standing") if sheet.unfinished() else send(request, draft, known, at)
    context = {"form": form, "whom": whom_form(sheet.whom)}
    return render(request, "intake/identity.html", context, status=status)


@require_safe
@login_required
def done(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show the case code as a QR and as words to read aloud, and what happens next until when."""
    case, actor = case_for(request.user, case_id, at=timezone.now())
    if actor.side != "a" or case.parent_id:
        raise Http404
    opened = timezone.localdate(case.opened_at)
    appointed = due("court_appoints_mediator", opened)
    confirmed = due("mediator_confirms", appointed.end)
    context = {
        "case": case,
        "code": shown(case.dispute.code),
        "spoken": spoken(case.dispute.code, get_language() or "zh"),
        "address": f"{settings.BASE_URL}/cases/{case.pk}/",
        "appointed": appointed,
        "confirmed": confirmed,
        "contacted": due("mediator_contacts_other_party", confirmed.end),
    }
    return render(request, "intake/done.html", context)


def send(request: HttpRequest, draft: Draft, person: Person, at: datetime) -> HttpResponse:
    """Send the application; what stands against it is said on the page where it is put right."""
    try:
        case = submit(draft, person, at=at, gateway=gateways.identity())
    except Unfinished as unfinished:
        return _to_missing(unfinished.pages[0])
    except NotAccepted as refused:
        messages.error(request, str(refused.message))
        return to({"contact": "ask", "credit_code": "ask", "standing": "standing"}.get(refused.field, "check"))
    except NoBody:
        messages.error(
            request, _("No mediation body is set up on this platform yet. Your application is kept; please call us.")
        )
        return to("check")
    return to("done", case_id=case.pk)


def whom_form(whom: str, posted: Any = None) -> WhomForm:
    """Return the question for whom one applies; "myself" is chosen until somebody chooses otherwise."""
    return WhomForm(posted, label=_("I apply for"), initial={"stands_for": whom})


def _to_missing(page: str) -> HttpResponse:
    return to({"story": "tell"}.get(page, page))


def agreed(sheet: Sheet) -> bool:
    """Return whether the person's word and the needed consents were given on the check page."""
    return CheckForm(MultiValueDict(sheet.typed.get("check", {})), today=sheet.today).is_valid()
