"""Reading and signing a paper: two screens, two taps after reading; GET never signs."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from fengqiao import gateways
from fengqiao.cases.perform import perform
from fengqiao.cases.steps import Refused
from fengqiao.documents.blocks import blocks_of, grouped
from fengqiao.mediation.actions import check_identity_again
from fengqiao.people.clients import client_address
from fengqiao.people.codes import check_code, send_code
from fengqiao.people.contacts import mask_address
from fengqiao.people.errors import NotAccepted
from fengqiao.people.gates import person_of
from fengqiao.people.sessions import log_in
from fengqiao.signing.actions import text_digest
from fengqiao.signing.handwriting import Handwriting, HandwritingRefused, handwriting
from fengqiao.signing.models import SigningRequest
from fengqiao.signing.tokens import TokenRefused, TooManyTokens, issue_token, open_token
from fengqiao.web.signing import door
from fengqiao.web.signing.gist import effect_rule, gist_of

MOST_SQUARES = 4


@login_required
@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """List what waits for the person's signature."""
    rows = SigningRequest.objects.filter(person=person_of(request), state=SigningRequest.State.WAITING)
    return render(request, "signing/list.html", {"rows": rows.select_related("document__case__dispute")})


def reading(request: HttpRequest, row: SigningRequest, **more: Any) -> HttpResponse:
    """Show the text with gist and tick; a paper that is still being printed says so."""
    document = row.document
    if document.blob_id is None:
        return render(request, "signing/printing.html", {"case": document.case, "document": document}, status=202)
    context = {
        "signing": row,
        "document": document,
        "case": document.case,
        "groups": grouped(blocks_of(document.blocks)),
        "gist": gist_of(document),
        "effect_rule": effect_rule(document.case, timezone.now()),
        **more,
    }
    return render(request, "signing/read.html", context, status=422 if more.get("problem") else 200)


@login_required
@require_http_methods(["GET", "POST"])
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Read on one's own screen; the QR for one's own phone is made by asking for it, a GET makes none."""
    row, now = door.own_request(request, pk), timezone.now()
    if row.state != SigningRequest.State.WAITING:
        return redirect("signing:done", pk=row.pk)
    if request.method == "POST" and request.POST.get("action") == "qr":
        return reading(request, row, link=request.build_absolute_uri(_link(row)))
    if request.method == "POST":
        return _agree(request, row)
    door.actor_for(row, at=now)
    return reading(request, row)


def _link(row: SigningRequest) -> str:
    return reverse("signing:token", args=[issue_token(row, at=timezone.now())])


def _agree(request: HttpRequest, row: SigningRequest) -> HttpResponse:
    if not request.POST.get("read"):
        return reading(request, row, problem=_("Tick that you have read the text, if you have."))
    door.mark_read(request, row, text_digest(row.document))
    return redirect("signing:write", pk=row.pk)


@require_http_methods(["GET", "POST"])
def by_token(request: HttpRequest, token: str) -> HttpResponse:
    """Open a personal link. A device that is not bound shows nothing of the text before the SMS code."""
    now = timezone.now()
    try:
        row = open_token(token, at=now, client=client_address(request))
    except (TokenRefused, TooManyTokens):
        return render(request, "signing/gone.html", status=410)
    if not door.is_bound(request, row, at=now):
        return _identify(request, row)
    if request.method == "POST":
        if not request.POST.get("read"):
            return _agree(request, row)
        if request.user.pk != row.person_id:
            log_in(request, row.person, at=now)
        return _agree(request, row)
    return reading(request, row)


def _identify(request: HttpRequest, row: SigningRequest) -> HttpResponse:
    """Send the code to the verified number, check it, then bind the device; the link itself stays unused."""
    now, context = timezone.now(), {"phone": mask_address(row.person.phone), "sent": False}
    action, scope = request.POST.get("action"), f"sign-{row.pk}"
    try:
        if action == "send":
            client = client_address(request)
            send_code("sms", row.person.phone, purpose="open", at=now, scope=scope, client=client)
            context["sent"] = True
        elif action == "check":
            context["sent"] = True
            code = request.POST.get("code", "")
            if check_code(row.person.phone, code, purpose="open", at=now, scope=scope, client=client_address(request)):
                log_in(request, row.person, at=now)
                return door.bind(redirect(request.path), row, at=now)
            context["problem"] = _("This code is wrong or too old. Look at the newest message, or send another code.")
    except NotAccepted as refused:
        context["problem"] = str(refused.message)
    return render(request, "signing/device.html", context, status=422 if context.get("problem") else 200)


@login_required
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw the name in squares, or sign by a code; the text must have been read in this session."""
    row = door.own_request(request, pk)
    if row.state != SigningRequest.State.WAITING:
        return redirect("signing:done", pk=row.pk)
    if not door.text_read(request, row):
        return redirect("signing:read", pk=row.pk)
    context: dict[str, Any] = {"sent": False}
    if request.method == "POST":
        try:
            if answer := _signed(request, row, context):
                return answer
        except (HandwritingRefused, NotAccepted) as refused:
            context |= {"problem": getattr(refused, "message", None) or refused, "problem_at": "pad"}
        except Refused as refused:
            context |= {"problem": "；".join(str(reason) for reason in refused.reasons), "problem_at": "pad"}
    context |= {
        "signing": row,
        "document": row.document,
        "case": row.document.case,
        "characters": range(min(max(len(row.person.name), 2), MOST_SQUARES)),
        "phone": mask_address(row.person.phone) if row.person.phone else "",
    }
    return render(request, "signing/write.html", context, status=422 if context.get("problem") else 200)


def _signed(request: HttpRequest, row: SigningRequest, context: dict[str, Any]) -> HttpResponse | None:
    """Take the signature that was posted; nothing when a code was only asked for."""
    action, now, scope = request.POST.get("action"), timezone.now(), f"assent-{row.pk}"
    if action == "draw":
        return _assent(request, row, "handwriting", handwriting(request.POST.get("drawing", "")))
    context["sent"] = True
    if action == "send":
        send_code("sms", row.person.phone, purpose="sign", at=now, scope=scope, client=client_address(request))
        return None
    code = request.POST.get("code", "")
    if check_code(row.person.phone, code, purpose="sign", at=now, scope=scope, client=client_address(request)):
        return _assent(request, row, "code", None)
    problem = _("This code is wrong or too old. Look at the newest message, or send another code.")
    context |= {"problem": problem, "problem_at": "code"}
    return None


def _assent(request: HttpRequest, row: SigningRequest, method: str, drawing: Handwriting | None) -> HttpResponse:
    now = timezone.now()
    case, actor = door.actor_for(row, at=now)
    if actor.is_party and not check_identity_again(case, actor, at=now, gateway=gateways.identity()).ok:
        raise NotAccepted(_("The identity registry did not confirm you just now. Try again in a few minutes."))
    shown = door.text_read(request, row)
    step = door.step_for(row, case)
    perform(step, case, actor, at=now, request=row, shown=shown, method=method, drawing=drawing, token=None)
    return redirect("signing:done", pk=row.pk)


@login_required
@require_GET
def done(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what was signed, by which rule it takes effect, and who is still to sign."""
    row = door.own_request(request, pk)
    if row.state == SigningRequest.State.WAITING:
        return redirect("signing:read", pk=row.pk)
    rows = row.document.signing_requests.exclude(state=SigningRequest.State.VOID)
    context: dict[str, Any] = {"signing": row, "rows": rows, "document": row.document, "case": row.document.case}
    context["effect_rule"] = effect_rule(row.document.case, timezone.now())
    return render(request, "signing/done.html", context)
