"""Files: put to a draft or to an open case, shown to those who may see them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.forms import Form
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fengqiao.cases.actors import Actor
from fengqiao.cases.gates import case_for
from fengqiao.cases.models import Case
from fengqiao.evidence.actions import add_evidence
from fengqiao.evidence.queries import evidence_for, evidence_of
from fengqiao.files.models import Blob
from fengqiao.files.refused import FileRefused
from fengqiao.files.serve import file_response, preview_response
from fengqiao.files.store import store
from fengqiao.files.upload import SizeLimit, limit_uploads
from fengqiao.intake.actions import add_file, remove_file
from fengqiao.intake.forms import FilesForm
from fengqiao.intake.models import Draft
from fengqiao.intake.sheet import Sheet
from fengqiao.people.errors import NotAccepted
from fengqiao.people.models import Person
from fengqiao.web.intake.drafts import onward, to, with_draft

MOST_AT_ONCE = 10
ACCEPT = "image/jpeg,image/png,image/webp,application/pdf"
pages = require_http_methods(["GET", "HEAD", "POST"])


@csrf_exempt
@pages
def draft_files(request: HttpRequest) -> HttpResponseBase:
    """Take files for the draft. The size guard must stand before the body is read, so CSRF is checked inside."""
    return _draft_files(request, guard=limit_uploads(request))


@csrf_protect
@with_draft
def _draft_files(request: HttpRequest, draft: Draft, at: datetime, guard: SizeLimit) -> HttpResponse:
    sheet = Sheet(draft, timezone.localdate(at))
    if missing := [page for page in sheet.unfinished() if page not in {"request", "standing"}]:
        return to("tell" if missing[0] == "story" else missing[0])
    form = FilesForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        _take(request, form, guard, lambda file: add_file(draft, *_named(file), proves=_proves(form), at=at))
        if form.is_valid():
            return to("evidence") if request.POST.get("act") == "more" else onward(request, "check")
    context = {"form": form, "sheet": sheet, "draft": draft, "files": draft.files.select_related("blob"), **_limits()}
    return render(request, "intake/evidence.html", context, status=422 if form.errors else 200)


@require_POST
@with_draft
def remove_draft_file(request: HttpRequest, file_id: UUID, draft: Draft, at: datetime) -> HttpResponse:
    """Take one file out of the draft."""
    remove_file(draft, file_id)
    return to("check" if request.POST.get("then") == "check" else "evidence")


@require_safe
@with_draft
def draft_file(request: HttpRequest, file_id: UUID, draft: Draft, at: datetime) -> FileResponse:
    """Show the preview of a draft's file; what has none is downloaded."""
    blob = get_object_or_404(draft.files.select_related("blob__preview"), pk=file_id).blob
    return preview_response(blob) or file_response(blob)


@csrf_exempt
@login_required
@pages
def case_files(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show what both sides put forward, and let a party add to it while the case is open."""
    return _case_files(request, case_id, guard=limit_uploads(request))


@csrf_protect
def _case_files(request: HttpRequest, case_id: UUID, guard: SizeLimit) -> HttpResponse:
    at = timezone.now()
    case, actor = case_for(request.user, case_id, at=at)
    form = FilesForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if not may_add(case, actor):
            form.add_error(None, _("Files can be added by the two sides while the case is open."))
        if form.is_valid():
            _take(request, form, guard, lambda file: _add(case, actor, file, _proves(form), at))
        if form.is_valid():
            address = reverse("evidence:case", kwargs={"case_id": case.pk})
            return HttpResponseRedirect(address, status=303)
    context = {"form": form, "case": case, "actor": actor, "may_add": may_add(case, actor), **_limits()}
    context["rows"] = evidence_of(case.dispute)
    return render(request, "intake/case_evidence.html", context, status=422 if form.errors else 200)


@require_safe
@login_required
def original(request: HttpRequest, evidence_id: UUID) -> FileResponse:
    """Send the untouched original to who may see it."""
    return file_response(evidence_for(request.user, evidence_id, at=timezone.now()).blob)


@require_safe
@login_required
def preview(request: HttpRequest, evidence_id: UUID) -> FileResponse:
    """Show the preview without metadata; 404 where there is none."""
    response = preview_response(evidence_for(request.user, evidence_id, at=timezone.now()).blob)
    if response is None:
        raise Http404
    return response


def may_add(case: Case, actor: Actor) -> bool:
    """Return whether this actor may put evidence forward now."""
    return actor.is_party and case.closed_at is None


def panel(case: Case, actor: Actor, at: datetime) -> Mapping[str, Any]:
    """Return what the case page shows of the evidence."""
    return {"rows": list(evidence_of(case.dispute)), "may_add": may_add(case, actor), "case": case}


def _take(request: HttpRequest, form: Form, guard: SizeLimit, keep_one: Any) -> None:
    """Keep every file that was sent; what is refused becomes an error at the field, the others stay."""
    sent = request.FILES.getlist("files")
    if guard.fields:
        form.add_error(None, FileRefused("too_large", limit=_limits()["limit"]).reason)
    if len(sent) > MOST_AT_ONCE:
        form.add_error(None, _("Please send at most 10 files at once."))
    elif not sent and not guard.fields and request.POST.get("act") == "more":
        form.add_error(None, _("Please choose a file first."))
    kept = sum(_kept(file, form, keep_one) for file in sent[:MOST_AT_ONCE])
    if kept:
        at = timezone.localtime().strftime("%H:%M")
        said = ngettext("%(count)s file received at %(at)s.", "%(count)s files received at %(at)s.", kept)
        messages.success(request, said % {"count": kept, "at": at})


def _kept(file: UploadedFile, form: Form, keep_one: Any) -> int:
    try:
        keep_one(file)
    except FileRefused as refused:
        form.add_error(None, _("%(name)s: %(reason)s") % {"name": _named(file)[0][:60], "reason": refused.reason})
        return 0
    except NotAccepted as refused:
        form.add_error(None, refused.message)  # type: ignore[arg-type]
        return 0
    return 1


def _add(case: Case, actor: Actor, file: UploadedFile, proves: str, at: datetime) -> None:
    name, stream = _named(file)
    blob: Blob = store(name, stream, at=at)
    person = actor.person
    assert isinstance(person, Person)
    add_evidence(case.dispute, actor.side, blob, title=blob.name, proves=proves, by=person, at=at)


def _named(file: UploadedFile) -> tuple[str, UploadedFile]:
    return file.name or "", file


def _proves(form: Form) -> str:
    return str(form.cleaned_data.get("proves", ""))


def _limits() -> dict[str, Any]:
    return {"limit": settings.MAX_UPLOAD_BYTES // 1024 // 1024, "accept": ACCEPT}
