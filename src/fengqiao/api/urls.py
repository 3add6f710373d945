"""The HTTP API, version 1: everything that moves a case, through the same steps as the pages."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from fengqiao.api.auth import Key, PageSession
from fengqiao.api.bodies import StrictJson, fault_in_words
from fengqiao.api.kept import KeyReused
from fengqiao.api.views import Unreadable, router
from fengqiao.cases.steps import Refused, Stale

api = NinjaAPI(
    title="Fengqiao 网上枫桥",
    version="1",
    description="Cases and steps of online dispute resolution. Errors are problem+json (RFC 9457).",
    urls_namespace="api",
    docs_url=None,
    docs_decorator=require_safe,
    auth=[Key(), PageSession()],
    parser=StrictJson(),
)
api.add_router("", router)


def problem(request: HttpRequest, status: int, title: str, **more: Any) -> HttpResponse:
    """Return an error as ``application/problem+json``."""
    body = {"type": "about:blank", "title": title, "status": status, **more}
    response = api.create_response(request, body, status=status)
    response["Content-Type"] = "application/problem+json"
    return response


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    """Strangers and wrong addresses get the same answer."""
    return problem(request, 404, _("There is nothing here, or it is not yours to see."))


@api.exception_handler(AuthenticationError)
def not_known(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """No key, a wrong key or a key without the scope."""
    return problem(request, 401, _("Log in, or send a key whose scopes cover this."))


@api.exception_handler(ValidationError)
def unreadable_request(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """The request does not fit the schema."""
    errors = {".".join(str(part) for part in fault["loc"]): [fault_in_words(fault)] for fault in error.errors}
    return problem(request, 422, _("The request cannot be read."), errors=errors)


@api.exception_handler(HttpError)
def no_json(request: HttpRequest, error: HttpError) -> HttpResponse:
    """The body is not the JSON that we read."""
    detail = _("Send JSON in UTF-8: finite numbers, whole characters, few levels.")
    return problem(request, error.status_code, _("The request cannot be read."), detail=detail)


@api.exception_handler(RequestDataTooBig)
def too_large(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    """The body is larger than any step needs."""
    return problem(request, 413, _("This is too much at once."), detail=_("Send less; files go up on the pages."))


@api.exception_handler(Unreadable)
def unreadable_data(request: HttpRequest, error: Unreadable) -> HttpResponse:
    """The step's data do not pass its form."""
    return problem(request, 422, _("Some data cannot be taken as they are."), errors=error.errors)


@api.exception_handler(Refused)
def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """The step cannot be taken now; every reason is named."""
    return problem(request, 422, _("This cannot be done now."), reasons=[str(reason) for reason in error.reasons])


@api.exception_handler(Stale)
def stale(request: HttpRequest, error: Stale) -> HttpResponse:
    """Someone else moved the case; read it again."""
    detail = _("The case is now at revision %(revision)s. Read it again, then decide.") % {
        "revision": error.case.revision
    }
    return problem(request, 409, _("The case has moved on."), detail=detail)


@api.exception_handler(KeyReused)
def key_reused(request: HttpRequest, error: KeyReused) -> HttpResponse:
    """An Idempotency-Key names one request only."""
    return problem(request, 422, _("This Idempotency-Key was used for another request. Choose a new one."))
