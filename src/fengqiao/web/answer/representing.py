"""Standing for somebody else: a company, a child, whoever gave authority; in which way, with which paper."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from fengqiao import gateways
from fengqiao.cases.standing import COMPANY, FORMS, KnownCompanyForm, Standing, StandingForm, principal_of
from fengqiao.files.models import Blob
from fengqiao.files.refused import FileRefused
from fengqiao.files.store import store
from fengqiao.files.upload import SizeLimit, limit_uploads
from fengqiao.people.errors import NotAccepted
from fengqiao.people.gates import person_of
from fengqiao.people.models import Organisation, Person
from fengqiao.web.answer import entry
from fengqiao.web.answer.joining import join_for


@csrf_exempt
@require_http_methods(["GET", "POST"])
def represent(request: HttpRequest) -> HttpResponse:
    """Ask how the visitor stands for the invited side. The size guard must stand before CSRF reads the body."""
    return _represent(request, guard=limit_uploads(request))


@csrf_protect
def _represent(request: HttpRequest, guard: SizeLimit) -> HttpResponse:
    """Only after address and identity were proven."""
    visit = entry.visit_of(request)
    whom = COMPANY if visit.row.organisation_id else visit.whom
    if not visit.proven or whom not in FORMS or not isinstance(request.user, Person):
        raise Http404
    form = _form(request, visit, whom)
    if request.method == "POST":
        if guard.fields:
            form.is_valid()
            form.errors.pop("authority", None)
            form.add_error("authority", _("The file is too large. A photo of one page is enough."))
        elif form.is_valid() and _claimed(request, visit, form):
            entry.leave(request)
            return redirect("answer:question", case_id=visit.row.case_id)
    context = {"form": form, "visit": visit, "whom": whom}
    return render(request, "answer/represent.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, visit: entry.Visit, whom: str) -> StandingForm:
    """Return the form for this way of standing; the name is the one in the application until it is corrected."""
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    person = person_of(request)
    if visit.row.organisation:
        return KnownCompanyForm(*posted, person=person, code=visit.row.organisation.credit_code)
    known: dict[str, Any] = {"person": person} if whom == COMPANY else {}
    return FORMS[whom](*posted, initial={"name": visit.row.name}, **known)


def _claimed(request: HttpRequest, visit: entry.Visit, form: StandingForm) -> bool:
    """Record the representation; show at the form what is missing."""
    try:
        join_for(
            visit.row,
            person_of(request),
            form.standing,
            _principal(visit, form.standing),
            authority=_stored(form),
            consented=bool(request.session[entry.KEY].get("consented")),
            at=timezone.now(),
        )
    except FileRefused as error:
        form.add_error("authority", str(error.reason))
        return False
    except NotAccepted as error:
        form.refuse(error)
        return False
    return True


def _principal(visit: entry.Visit, standing: Standing) -> Person | Organisation:
    return visit.row.organisation or principal_of(standing, gateway=gateways.identity(), at=timezone.now())


def _stored(form: StandingForm) -> Blob | None:
    upload = form.cleaned_data["authority"]
    return store(upload.name, upload.file, at=timezone.now()) if upload else None
