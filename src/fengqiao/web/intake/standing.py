"""For whom the application is: a company, a child, or whoever gave authority. Only they meet this page."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fengqiao.cases.actions import claim_representation
from fengqiao.cases.models import Representation
from fengqiao.cases.representation import replaceable
from fengqiao.cases.standing import SELF, WHOM, StandingForm
from fengqiao.files.refused import FileRefused
from fengqiao.files.serve import file_response, preview_response
from fengqiao.files.store import store
from fengqiao.files.upload import SizeLimit, limit_uploads
from fengqiao.intake.actions import choose_whom, hand_over, set_authority
from fengqiao.intake.models import Draft
from fengqiao.intake.replacing import PaperForm
from fengqiao.intake.sheet import Sheet
from fengqiao.people.errors import NotAccepted
from fengqiao.people.gates import person_of
from fengqiao.people.sessions import log_out
from fengqiao.web.intake.drafts import keep_posted, to, visitor_of, with_draft
from fengqiao.web.intake.sending import agreed, send, whom_form

pages = require_http_methods(["GET", "HEAD", "POST"])


@csrf_exempt
@pages
def standing(request: HttpRequest) -> HttpResponseBase:
    """Ask for whom the application is. The size guard must stand before the body is read, so CSRF is checked inside."""
    return _standing(request, guard=limit_uploads(request))


@csrf_protect
@with_draft
def _standing(request: HttpRequest, draft: Draft, at: datetime, guard: SizeLimit) -> HttpResponse:
    then = "check" if "check" in (request.POST.get("then"), request.GET.get("then")) else ""
    sheet = Sheet(draft, timezone.localdate(at))
    if request.method != "POST":
        return _show(request, sheet, sheet.standing, then)
    wanted = request.POST.get("stands_for", "")
    if wanted not in dict(WHOM):
        return _show(request, sheet, sheet.standing, then, status=422, posted=request.POST)
    if wanted != sheet.whom:
        choose_whom(draft, wanted, at=at)
        return _onward(request, draft, then, at) if wanted == SELF else _again(then)
    if wanted == SELF:
        return _onward(request, draft, then, at)
    keep_posted(draft, f"for:{wanted}", request.POST, at)
    refused = _take_paper(request, draft, guard, at)
    sheet = Sheet(draft, timezone.localdate(at))
    form = sheet.standing
    if form and refused:
        form.is_valid()
        form.errors.pop("authority", None)
        form.add_error("authority", refused)
    return _show(request, sheet, form, then, 422) if form and not form.is_valid() else _onward(request, draft, then, at)


@require_safe
@with_draft
def paper(request: HttpRequest, draft: Draft, at: datetime) -> FileResponse:
    """Show the paper that was uploaded to the draft."""
    if draft.authority is None:
        raise Http404
    return preview_response(draft.authority) or file_response(draft.authority)


@require_POST
@with_draft
def parent(request: HttpRequest, draft: Draft, at: datetime) -> HttpResponse:
    """Let a parent go on in this browser with what somebody under 18 wrote: the minor is logged out."""
    minor = visitor_of(request)
    if minor is None:
        return to("check")
    hand_over(draft, minor, at=at)
    log_out(request, at=at)
    messages.success(request, _("You are logged out. A parent or guardian goes on here; everything is kept."))
    return to("check")


@csrf_exempt
@login_required
@pages
def another_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody whose authority was refused, or does not suffice, upload another paper for the same side."""
    return _another_paper(request, pk, guard=limit_uploads(request))


@csrf_protect
def _another_paper(request: HttpRequest, pk: int, guard: SizeLimit) -> HttpResponse:
    row = replaceable(person_of(request), pk)
    if row is None:
        raise Http404
    form = PaperForm(*((request.POST, request.FILES) if request.method == "POST" else ()), row=row)
    if request.method == "POST" and guard.fields:
        form.add_error("authority", _too_large())
    if request.method == "POST" and form.is_valid() and _replaced(row, form):
        messages.success(request, _("Received. The mediator or a clerk checks it before anything is signed."))
        return HttpResponseRedirect(f"/cases/{row.participation.case_id}/", status=303)
    return render(request, "intake/another_paper.html", {"form": form, "row": row}, status=422 if form.errors else 200)


def _replaced(row: Representation, form: PaperForm) -> bool:
    """Put the new paper in the place of the old one; show at the form why not."""
    upload, at = form.cleaned_data["authority"], timezone.now()
    try:
        claim_representation(
            row.participation,
            row.person,
            row.kind,
            at=at,
            authority=store(upload.name or "", upload.file, at=at),
            special_authority=form.cleaned_data.get("acts_as") == "special",
            relation=row.relation,
        )
    except FileRefused as error:
        form.add_error("authority", str(error.reason))
        return False
    except NotAccepted as error:
        form.refuse(error)
        return False
    return True


def _take_paper(request: HttpRequest, draft: Draft, guard: SizeLimit, at: datetime) -> str:
    """Keep the uploaded paper even when another field is wrong; return why it was refused."""
    upload = request.FILES.get("authority")
    if guard.fields:
        return _too_large()
    if upload is None:
        return ""
    try:
        set_authority(draft, upload.name or "", upload, at=at)
    except FileRefused as refused:
        return str(refused.reason)
    return ""


def _too_large() -> str:
    return _("The file is too large. A photo of one page is enough.")


def _onward(request: HttpRequest, draft: Draft, then: str, at: datetime) -> HttpResponse:
    """Send the application when everything else is there; else back to where it is missing."""
    person = visitor_of(request)
    sheet = Sheet(draft, timezone.localdate(at))
    ready = person and person.verified_at and not sheet.unfinished() and agreed(sheet)
    return send(request, draft, person, at) if ready and person and then != "check" else to("check")


def _again(then: str) -> HttpResponse:
    answer = to("standing")
    if then:
        answer["Location"] += f"?then={then}"
    return answer


def _show(
    request: HttpRequest,
    sheet: Sheet,
    form: StandingForm | None,
    then: str,
    status: int = 200,
    posted: QueryDict | None = None,
) -> HttpResponse:
    person = visitor_of(request)
    context = {
        "whom": whom_form(sheet.whom, posted),
        "form": form,
        "draft": sheet.draft,
        "then": then,
        "sends": bool(person and person.verified_at and then != "check"),
    }
    return render(request, "intake/standing.html", context, status=status)
