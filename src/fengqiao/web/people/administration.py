"""What administrators do: appoint, end a post, take a lost app away, correct wrong data."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from fengqiao import gateways
from fengqiao.people.administration import Administrator, NewPost, correct, end_post, give_post, reset_app
from fengqiao.people.errors import NotAccepted
from fengqiao.people.forms import PeopleForm
from fengqiao.people.gates import person_of
from fengqiao.people.models import Organisation, Person, Post
from fengqiao.people.queries import administered
from fengqiao.web.people.administration_forms import AppointForm, CorrectForm, EndForm, ReasonForm
from fengqiao.web.people.proofs import refuse, see_other
from fengqiao.web.people.roster import administrator, reach_of


@never_cache
@administrator
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def appoint(request: HttpRequest) -> HttpResponse:
    """Give somebody a post; whoever is new gets a first password, which this answer shows once and never again."""
    seats = administered(person_of(request), timezone.localdate())
    form = AppointForm(request.POST if request.method == "POST" else None, seats=seats)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        typed = {name: form.cleaned_data[name] for name in NewPost.__slots__}
        by = _by(request, form.cleaned_data["seat"], form)
        try:
            post, password = give_post(NewPost(**typed), by, at=timezone.now(), gateway=gateways.identity())
        except NotAccepted as error:
            status = refuse(form, error)
        else:
            if password:
                return render(request, "people/appointed.html", {"post": post, "password": password})
            messages.success(request, _("%(name)s holds the post and is told.") % {"name": post.person.name})
            return see_other("people:person", post.person_id)
    return render(request, "people/appoint.html", {"form": form}, status=status)


@never_cache
@administrator
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, post_id: int) -> HttpResponse:
    """End a post from a day on."""
    post = Post.objects.select_related("person", "organisation").filter(pk=post_id).first()
    if post is None or post.organisation not in administered(person_of(request), timezone.localdate()):
        raise Http404
    form, status = EndForm(request.POST if request.method == "POST" else None), 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                end_post(post, form.cleaned_data["until"], _by(request, post.organisation, form), at=timezone.now())
                return _done(request, post.person, _("The post ends. %(name)s is told."))
            except NotAccepted as error:
                status = refuse(form, error)
    context = {"form": form, "person": post.person, "post": post, "act": "end"}
    return render(request, "people/person_act.html", context, status=status)


@never_cache
@administrator
@require_http_methods(["GET", "POST"])
def reset(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Take a lost authenticator app away."""
    reach = reach_of(request, person_id)
    if not reach.posts:
        raise Http404
    form, status = ReasonForm(request.POST if request.method == "POST" else None), 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                reset_app(reach.person, _by(request, reach.organisation, form), at=timezone.now())
                return _done(request, reach.person, _("The app is taken away. %(name)s is told."))
            except NotAccepted as error:
                status = refuse(form, error)
    context = {"form": form, "person": reach.person, "act": "reset"}
    return render(request, "people/person_act.html", context, status=status)


@never_cache
@administrator
@sensitive_post_parameters("id_number")
@require_http_methods(["GET", "POST"])
def correct_data(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Correct name, numbers and e-mail of somebody who showed the card."""
    reach = reach_of(request, person_id)
    person = reach.person
    kept = {"name": person.name, "phone": person.phone, "email": person.email}
    form, status = CorrectForm(request.POST if request.method == "POST" else None, initial=kept), 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            by = _by(request, reach.organisation, form)
            try:
                correct(person, form.cleaned_data, by, at=timezone.now(), gateway=gateways.identity())
                return _done(request, person, _("The data are corrected. %(name)s is told."))
            except NotAccepted as error:
                status = refuse(form, error)
    context = {"form": form, "person": Person.objects.get(pk=person.pk), "act": "correct"}
    return render(request, "people/person_act.html", context, status=status)


def _by(request: HttpRequest, organisation: Organisation, form: PeopleForm) -> Administrator:
    return Administrator(person_of(request), organisation, form.cleaned_data["reason"])


def _done(request: HttpRequest, person: Person, words: str) -> HttpResponse:
    messages.success(request, words % {"name": person.name})
    return see_other("people:person", person.pk)
