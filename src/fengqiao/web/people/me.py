"""One's own data: see, correct, take along (PIPL Arts. 44-46); consents; log-ins."""

from __future__ import annotations

from typing import cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fengqiao.cases.consents import text_of, withdraw_consent
from fengqiao.cases.models import Consent
from fengqiao.cases.personal import consents_of, own_case_data
from fengqiao.people.actions import set_address, set_language
from fengqiao.people.contacts import mask_address
from fengqiao.people.errors import NotAccepted
from fengqiao.people.forms import PeopleForm
from fengqiao.people.gates import person_required
from fengqiao.people.models import LogIn, Person
from fengqiao.people.queries import changes_of, own_data
from fengqiao.people.sessions import end_all, end_log_in, open_log_ins
from fengqiao.people.staff import posts_on
from fengqiao.textkit.names import mask_id
from fengqiao.web.people.proofs import refuse, see_other
from fengqiao.web.people.roster import differences

LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
"""Each under its own name, so that whoever looks for it can read it."""


class LanguageForm(PeopleForm):
    """Language of messages and pages."""

    language = forms.ChoiceField(label=_("Language of messages and pages"), choices=LANGUAGES, widget=forms.RadioSelect)


class AddressForm(PeopleForm):
    """Postal address."""

    address = forms.CharField(
        label=_("Postal address"),
        max_length=400,
        required=False,
        help_text=_("For papers on paper. Province, city, district, street, house."),
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )


@person_required
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """Show one's own data, masked; ``?show=1`` shows them in full to the person itself."""
    person, at = cast("Person", request.user), timezone.now()
    full = request.GET.get("show") == "1"
    context = {
        "person": person,
        "full": full,
        "id_number": person.id_number if full else mask_id(person.id_number),
        "phone": person.phone if full else mask_address(person.phone),
        "email": person.email if full or not person.email else mask_address(person.email),
        "posts": posts_on(person, timezone.localdate(at)),
        "language_form": LanguageForm(initial={"language": person.language}),
        "consents": [(row, _words(row)) for row in consents_of(person)],
        "changes": [(change, differences(change)) for change in changes_of(person)],
        "log_ins": open_log_ins(person, at=at),
        "this_session": request.session.session_key,
    }
    return render(request, "people/me.html", context)


@person_required
@require_safe
def my_data(request: HttpRequest) -> HttpResponse:
    """Hand over everything that is kept about the person, as a JSON file."""
    person, at = cast("Person", request.user), timezone.now()
    content = {"as_of": at, "person": own_data(person, at=at), "cases": own_case_data(person)}
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


@person_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the language for messages and for the pages of this browser."""
    form = LanguageForm(request.POST)
    response = see_other("people:me")
    if form.is_valid():
        chosen = form.cleaned_data["language"]
        set_language(cast("Person", request.user), chosen)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=31536000,
            samesite="Lax",
            httponly=True,
            secure=settings.HTTPS,
        )
        messages.success(request, gettext("Saved."))
    return response


@person_required
@require_http_methods(["GET", "POST"])
def address(request: HttpRequest) -> HttpResponse:
    """Change the postal address."""
    person = cast("Person", request.user)
    form = AddressForm(request.POST if request.method == "POST" else None, initial={"address": person.address})
    if form.is_bound and form.is_valid():
        try:
            set_address(person, form.cleaned_data["address"])
        except NotAccepted as error:
            refuse(form, error)
        else:
            messages.success(request, gettext("Saved."))
            return see_other("people:me")
    return render(request, "people/me_address.html", {"form": form}, status=422 if form.is_bound else 200)


@person_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw one of one's own consents; other people's are not there."""
    person = cast("Person", request.user)
    consent = get_object_or_404(Consent.objects.select_related("participation"), pk=pk)
    if consent.pk not in {row.pk for row in consents_of(person)}:
        raise Http404
    try:
        withdraw_consent(consent.participation, consent.kind, at=timezone.now(), person=person)
    except NotAccepted:
        raise Http404 from None
    messages.success(request, gettext("The consent is withdrawn from now on. What was done before stays valid."))
    return see_other("people:me")


@person_required
@require_POST
def end_one(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of one's own log-ins."""
    end_log_in(get_object_or_404(LogIn, pk=pk, person=cast("Person", request.user)), at=timezone.now())
    messages.success(request, gettext("That device is logged out."))
    return see_other("people:me")


@person_required
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """End every log-in but this one."""
    end_all(cast("Person", request.user), at=timezone.now(), but=request.session.session_key or "")
    messages.success(request, gettext("All other devices are logged out."))
    return see_other("people:me")


def _words(consent: Consent) -> dict[str, str]:
    """Return title, content and way back of the consent as they were shown, in the page's language."""
    tongue = "en" if (get_language() or "").startswith("en") else "zh"
    text = text_of(consent)
    return {name: getattr(text, f"{name}_{tongue}") for name in ("title", "what", "withdraw")}
