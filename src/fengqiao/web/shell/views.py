"""The frame: home, help, preferences, errors, health."""

from __future__ import annotations

from decimal import Decimal
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import is_valid_path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fengqiao.web import navigation
from fengqiao.web.context import SIZES, THEMES, frame
from fengqiao.web.shell import health
from fengqiao.web.shell.sample import SampleForm

YEAR = 365 * 24 * 3600


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the first page."""
    code_page = "/code/" if is_valid_path("/code/") else reverse("answer:start")
    context = {"clouds": navigation.clouds(), "stations": _stations(), "code_page": code_page}
    return render(request, "shell/home.html", context)


@require_safe
def text_page(request: HttpRequest, name: str) -> HttpResponse:
    """Show one of the long texts, which stand complete in each language."""
    shown = frame(request)
    title = {"help": _("How it works"), "privacy": _("Privacy notice"), "accessibility": _("Accessibility")}[name]
    return render(
        request, "shell/text.html", {"title": title, "text": f"shell/texts/{name}.{shown['lang']}.html", "name": name}
    )


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Show every component in every state; demo only."""
    form = SampleForm({"amount": "三千多"}, initial={})
    clouds = navigation.clouds()
    return render(request, "shell/components.html", {"form": form, "amount": Decimal("3984.00"), "clouds": clouds})


@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Keep type size, theme or language in a cookie and return to the page."""
    back = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if safe else "/", status=HTTPStatus.SEE_OTHER)
    for name, allowed in (("size", SIZES), ("theme", THEMES)):
        if name in request.POST:
            _keep(response, name, request.POST[name] if request.POST[name] in allowed else "")
    if check_for_language(request.POST.get("lang", "")):
        _keep(response, settings.LANGUAGE_COOKIE_NAME, request.POST["lang"])
    return response


def healthz(request: HttpRequest) -> HttpResponse:
    """Answer that the process lives."""
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request: HttpRequest) -> JsonResponse:
    """Answer whether every part can work, each by name; 503 when one has failed."""
    found = health.parts()
    ready = health.FAILED not in found.values()
    return JsonResponse({"ready": ready, "parts": found}, status=HTTPStatus.OK if ready else 503)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is nothing here, the same words for strangers and for wrong addresses."""
    return render(request, "shell/404.html", status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that the request could not be read."""
    return HttpResponse(render_to_string("shell/400.html", frame(request)), status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that this is not allowed."""
    return render(request, "shell/403.html", status=403)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form was open too long or came from elsewhere; what was typed is still in the browser."""
    return render(request, "shell/403.html", {"csrf": True}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that we made a mistake, without the database, which may be the reason."""
    return HttpResponse(render_to_string("shell/500.html", frame(request)), status=500)


def _keep(response: HttpResponse, name: str, value: str) -> None:
    if value:
        response.set_cookie(name, value, max_age=YEAR, samesite="Lax", httponly=True, secure=settings.HTTPS)
    else:
        response.delete_cookie(name, samesite="Lax")


def _stations() -> list[tuple[str, str]]:
    return [
        (pgettext("station", "Say what happened"), _("5 minutes")),
        (_("Invite the other side"), _("about 3 days")),
        (_("Talk it over"), _("within 30 days")),
        (_("Both sign"), _("on a phone")),
        (_("Confirmed"), _("by the court")),
    ]
