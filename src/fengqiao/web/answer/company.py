"""Standing for a company: who, in which way, with which paper."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fengqiao.files.models import Blob
from fengqiao.files.refused import FileRefused
from fengqiao.files.store import store
from fengqiao.files.upload import limit_uploads
from fengqiao.people.errors import NotAccepted
from fengqiao.people.gates import person_of
from fengqiao.people.models import Person
from fengqiao.web.answer import entry
from fengqiao.web.answer.forms import RepresentForm
from fengqiao.web.answer.joining import join_for_company


@require_http_methods(["GET", "POST"])
def represent(request: HttpRequest) -> HttpResponse:
    """Ask how the visitor stands for the invited company; only after address and identity were proven."""
    guard = limit_uploads(request)
    visit = entry.visit_of(request)
    if not visit.proven or not visit.row.organisation_id or not isinstance(request.user, Person):
        raise Http404
    form = RepresentForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid():
        if guard.fields:
            form.add_error("authority", _("The file is too large. A photo of one page is enough."))
        elif _claimed(request, visit, form):
            entry.leave(request)
            return redirect("answer:question", case_id=visit.row.case_id)
    return render(request, "answer/represent.html", {"form": form, "visit": visit}, status=422 if form.errors else 200)


def _claimed(request: HttpRequest, visit: entry.Visit, form: RepresentForm) -> bool:
    """Record the representation; show at the form what is missing."""
    now, data = timezone.now(), form.cleaned_data
    try:
        join_for_company(
            visit.row,
            person_of(request),
            data["kind"],
            authority=_stored(form),
            special_authority=data["special_authority"],
            consented=bool(request.session[entry.KEY].get("consented")),
            at=now,
        )
    except FileRefused as error:
        form.add_error("authority", error.reason)
        return False
    except NotAccepted as error:
        form.refuse(error)
        return False
    return True


def _stored(form: RepresentForm) -> Blob | None:
    upload = form.cleaned_data["authority"]
    return store(upload.name, upload.file, at=timezone.now()) if upload else None
