"""Answers that every page shares: no shared caches for private pages, refusals as plain pages."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from asgiref.sync import iscoroutinefunction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.decorators import sync_and_async_middleware

from fengqiao.cases.steps import PROCEDURES, Refused, Stale

Answer = Callable[[HttpRequest], HttpResponseBase | Awaitable[HttpResponseBase]]


@sync_and_async_middleware
def private_pages(get_response: Answer) -> Answer:
    """Forbid caches to keep any page of a person who is logged in."""
    if iscoroutinefunction(get_response):

        async def answer_later(request: HttpRequest) -> HttpResponseBase:
            return _mark(await get_response(request))  # type: ignore[misc]

        return answer_later

    def answer(request: HttpRequest) -> HttpResponseBase:
        return _mark(get_response(request))  # type: ignore[arg-type]

    return answer


def _mark(response: HttpResponseBase) -> HttpResponseBase:
    response.headers.setdefault("Cache-Control", "no-store")
    return response


class plain_refusals:  # noqa: N801  named like the function it stands beside in MIDDLEWARE
    """Turn ``Refused`` into 422 and ``Stale`` into 409 pages that say what, why and what to do."""

    sync_capable = True
    async_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return the page for the two expected refusals of the kernel; anything else goes on."""
        if isinstance(error, Stale):
            state = PROCEDURES[error.case.procedure].states[error.case.state]
            return render(request, "shell/stale.html", {"case": error.case, "state": state}, status=409)
        if isinstance(error, Refused):
            return render(
                request, "shell/refused.html", {"reasons": error.reasons, "case_id": _case_id(request)}, status=422
            )
        return None


def _case_id(request: HttpRequest) -> object:
    """Return the id of the case in the address, if the address has one."""
    return request.resolver_match.kwargs.get("case_id") if request.resolver_match else None
