"""Public check of a PDF: unchanged since when, and what that does not prove. Nothing is stored, no name is shown."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from fengqiao.documents.models import Document
from fengqiao.people.clients import client_address
from fengqiao.people.errors import NotAccepted
from fengqiao.people.throttle import Limit, take
from fengqiao.signing.check import Verdict, check_pdf
from fengqiao.signing.keys import authority
from fengqiao.textkit.codes import parse_code
from fengqiao.textkit.reasons import TextRefused
from fengqiao.web.delivery.language import in_language

TRIES = (Limit(20, 600), Limit(200, 86400))


class FileForm(forms.Form):
    """One PDF."""

    use_required_attribute = False

    file = forms.FileField(
        label=_("PDF file"),
        error_messages={
            "required": _("Choose the PDF that you want to check."),
            "empty": _("The file is empty. Choose the PDF that you received."),
        },
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf", "class": "pick"}),
    )

    def clean_file(self) -> bytes:
        """Return the bytes of the file; it must be a PDF of bearable size."""
        file = self.cleaned_data["file"]
        if file.size > settings.MAX_UPLOAD_BYTES:
            megabytes = settings.MAX_UPLOAD_BYTES // (1024 * 1024)
            raise forms.ValidationError(_("The file is larger than %(n)d megabytes.") % {"n": megabytes})
        data: bytes = file.read()
        if not data.startswith(b"%PDF-"):
            raise forms.ValidationError(
                _("This is not a PDF. Choose the file as you received it, not a picture of it.")
            )
        return data


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, code: str = "") -> HttpResponse:
    """Say in two statements apart what the file shows and what it does not."""
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    result = None
    if request.method == "POST" and form.is_valid():
        try:
            take("verify-file", client_address(request), TRIES, at=timezone.now())
            result = _result(form.cleaned_data["file"], timezone.now())
        except NotAccepted as refused:
            form.add_error(None, str(refused.message))
    context = {"form": form, "result": result, "code": _case_code(code)}
    return render(request, "delivery/verify.html", context, status=422 if form.errors else 200)


def _case_code(scanned: str) -> str:
    """Return the case code of a scanned QR; nothing for any other text."""
    try:
        return parse_code(scanned)
    except TextRefused:
        return ""


def _result(data: bytes, at: datetime) -> dict[str, Any]:
    """Return kind and day of a paper of ours, the last signature, and the reasons of a refusal."""
    verdict = check_pdf(data, trust=[authority().root], at=at)
    known = Document.objects.filter(sha256=hashlib.sha256(data).hexdigest()).first()
    return {
        "valid": verdict.valid,
        "complete": verdict.complete,
        "reasons": [in_language(reason.zh, reason.en) for reason in verdict.reasons],
        "since": _last(verdict),
        "count": len(verdict.signatures),
        "kind": known.title if known else "",
        "issued": timezone.localdate(known.issued_at) if known else None,
        "void": bool(known and known.state == Document.State.VOID),
    }


def _last(verdict: Verdict) -> datetime | None:
    times = [found.signed_at for found in verdict.signatures if found.signed_at]
    return max(times) if times else None
