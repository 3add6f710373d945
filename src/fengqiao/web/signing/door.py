"""Who may read and sign a paper on this device: the person logged in, or the person's own bound device."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from fengqiao.cases.actors import Actor
from fengqiao.cases.gates import case_for
from fengqiao.cases.models import Case
from fengqiao.cases.steps import Step, step_of
from fengqiao.people.models import Person
from fengqiao.signing.models import SigningRequest
from fengqiao.signing.tokens import DEVICE_LIFE, bind_device, device_bound

COOKIE = "device"
STEPS = {"mediator": "conclude"}
"""The mediator's own signature concludes; everybody else's is a ``sign``."""


def own_request(request: HttpRequest, pk: int) -> SigningRequest:
    """Return the signing request of the person who is logged in; Http404 for anybody else's."""
    if not isinstance(request.user, Person):
        raise Http404
    row = (
        SigningRequest.objects.select_related("document__case__dispute", "person", "participation")
        .filter(pk=pk, person=request.user)
        .exclude(state=SigningRequest.State.VOID)
        .first()
    )
    if row is None:
        raise Http404
    return row


def actor_for(row: SigningRequest, *, at: datetime) -> tuple[Case, Actor]:
    """Return the case and the actor that the signer is in it now."""
    return case_for(row.person, row.document.case_id, at=at)


def step_for(row: SigningRequest, case: Case) -> Step:
    """Return the step by which this signature is given."""
    return step_of(f"{case.procedure}.{STEPS.get(row.field, 'sign')}")


def is_bound(request: HttpRequest, row: SigningRequest, *, at: datetime) -> bool:
    """Return whether this browser is known as the signer's for this case, or the signer is logged in on it."""
    if request.user.pk == row.person_id:
        return True
    return device_bound(request.COOKIES.get(COOKIE, ""), row.person, row.document.case, at=at)


def bind(response: HttpResponse, row: SigningRequest, *, at: datetime) -> HttpResponse:
    """Remember this browser as the signer's for this case."""
    response.set_cookie(
        COOKIE,
        bind_device(row.person, row.document.case, at=at),
        max_age=int(DEVICE_LIFE.total_seconds()),
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return response


def mark_read(request: HttpRequest, row: SigningRequest, shown: str) -> None:
    """Remember in the session which text was read and agreed to."""
    request.session[f"read-{row.pk}"] = shown


def text_read(request: HttpRequest, row: SigningRequest) -> str:
    """Return the digest of the text that was read in this session, or nothing."""
    found: str = request.session.get(f"read-{row.pk}", "")
    return found
